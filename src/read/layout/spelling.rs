//! What a header says → the field it stands for. The spellings are in `headers.toml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::Field;
use crate::read::limits;
use crate::read::normalise::{fold, is_traditional};

/// The spellings of each field, as `headers.toml` lists them.
#[expect(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
fn listed() -> BTreeMap<Field, Vec<String>> {
    toml::from_str(include_str!("../headers.toml")).expect("headers.toml")
}

/// Spelling → field.
fn spellings() -> &'static FxHashMap<String, Field> {
    static SPELLINGS: OnceLock<FxHashMap<String, Field>> = OnceLock::new();
    SPELLINGS.get_or_init(|| {
        let of_field = |(field, list): (Field, Vec<String>)| {
            list.into_iter().map(move |spelling| (clean(&spelling), field))
        };
        listed().into_iter().flat_map(of_field).collect()
    })
}

/// A header without white space, quotes, stars and brackets, in simplified characters.
fn clean(text: &str) -> String {
    fold(text)
        .chars()
        .filter(|c| !matches!(c, '"' | '“' | '”' | '\'' | '*' | '(' | ')' | '/' | '、' | ':' | '_' | '.'))
        .collect()
}

/// The same without notes in brackets: 是否完成（打√） → 是否完成.
fn bare(text: &str) -> String {
    let mut depth = 0;
    let outside = fold(text);
    let kept = outside.chars().filter(|&c| {
        depth += i32::from(c == '(');
        let keep = depth <= 0;
        depth -= i32::from(c == ')');
        keep
    });
    clean(&kept.collect::<String>())
}

/// The field of a header text.
pub(in crate::read) fn field(text: &str) -> Option<Field> {
    // Nobody heads a column with a page of text.
    if text.len() > 4 * limits::HEADER_CHARS {
        return None;
    }
    if !may_begin(text) {
        return None;
    }
    let known = spellings();
    known.get(&clean(text)).or_else(|| known.get(&bare(text))).copied()
}

/// Whether any spelling begins with the first character of a text. Asked of every name in a roster: few people are
/// called after a header.
fn may_begin(text: &str) -> bool {
    static FIRST: OnceLock<FxHashSet<char>> = OnceLock::new();
    let first =
        FIRST.get_or_init(|| spellings().keys().filter_map(|spelling| spelling.chars().next()).collect());
    text.chars().next().is_none_or(|c| {
        let plain = matches!(c, '\u{4E00}'..='\u{9FFF}') && !is_traditional(c);
        !plain || first.contains(&c)
    })
}

/// The field of this name, for a column that `cycle.toml` maps.
pub(in crate::read) fn named(field: &str) -> Option<Field> {
    Field::named(field).filter(|field| spellings().values().any(|known| known == field))
}

/// What a clerk calls a field: the first of its spellings.
pub(in crate::read) fn shown(field: Field) -> &'static str {
    static FIRST: OnceLock<BTreeMap<Field, String>> = OnceLock::new();
    let first = FIRST.get_or_init(|| {
        listed().into_iter().filter_map(|(field, list)| Some((field, list.into_iter().next()?))).collect()
    });
    first.get(&field).map_or(field.as_str(), String::as_str)
}

/// 副主席1, 执委（二） → the field without the number.
pub(in crate::read) fn numbered(text: &str) -> Option<Field> {
    let clean = clean(text);
    let bare =
        clean.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十①②③④⑤⑥⑦⑧⑨".contains(c));
    if bare.len() == clean.len() {
        return None;
    }
    field(bare)
}

/// Whether the header asks for a tick: 是否进两委（打√）.
pub(in crate::read) fn asks_for_tick(text: &str) -> bool {
    ['√', '✓', '勾'].iter().any(|mark| text.contains(*mark))
}

/// The known spelling that is most like a text, for hints.
pub(in crate::read) fn nearest(text: &str) -> Option<&'static str> {
    let wanted = clean(text);
    let mut known: Vec<_> = spellings().keys().collect();
    known.sort();
    // 第一轮得票 is a kind of 得票.
    let is_kind = |known: &&&String| known.chars().nth(1).is_some() && wanted.ends_with(known.as_str());
    if let Some(ending) = known.iter().filter(is_kind).max_by_key(|known| known.len()) {
        return Some(ending.as_str());
    }
    // 缺席 and 主席 share a character and mean two things; 学厉 is a slip for 学历.
    let is_short = |word: &str| word.chars().count() <= 2;
    known
        .retain(|word| !is_short(word) || !is_short(&wanted) || word.chars().next() == wanted.chars().next());
    let best =
        known.into_iter().max_by(|a, b| strsim::jaro(a, &wanted).total_cmp(&strsim::jaro(b, &wanted)))?;
    (strsim::jaro(best, &wanted) > 0.6).then_some(best.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fields that stand under other headers: `renewed` under 是否新任 or 是否连任.
    const ELSEWHERE: &[Field] = &[Field::Renewed, Field::Chairs, Field::ViceChairs, Field::Congress];

    #[test]
    fn every_field_has_its_headers() {
        let listed = listed();
        for field in Field::ALL {
            let is_listed = listed.get(field).is_some_and(|list| !list.is_empty());
            assert_ne!(is_listed, ELSEWHERE.contains(field), "{field}");
            assert_eq!(Field::named(field.as_str()), Some(*field));
        }
    }

    #[test]
    fn a_field_that_does_not_exist_is_an_error() {
        let wrong = toml::from_str::<BTreeMap<Field, Vec<String>>>("brith = [\"出生年月\"]").unwrap_err();
        assert!(wrong.message().contains("brith"), "{wrong}");
    }

    #[test]
    fn a_spelling_stands_in_one_list() {
        let mut seen: FxHashMap<String, Field> = FxHashMap::default();
        for (field, list) in listed() {
            for spelling in list {
                let other = seen.insert(clean(&spelling), field);
                assert!(other.is_none_or(|other| other == field), "{spelling}: {field} and {other:?}");
            }
        }
    }

    #[test]
    fn headers_are_understood_with_breaks_spaces_and_notes() {
        assert_eq!(field("村\n（社区）"), Some(Field::Unit));
        assert_eq!(field("姓  名"), Some(Field::Name));
        assert_eq!(field("村（社区）“两委”职务"), Some(Field::Posts));
        assert_eq!(field("是否完成（打√）"), Some(Field::Done));
        assert_eq!(field("婦聯職務"), Some(Field::Role));
        assert_eq!(field("绝招"), None);
        assert_eq!(nearest("政治面貌情况"), Some("政治面貌"));
        assert_eq!(numbered("副主席2"), Some(Field::RoleVice));
        assert_eq!(numbered("执委姓名三"), Some(Field::Name));
        assert_eq!(numbered("副主席"), None);
    }
}
