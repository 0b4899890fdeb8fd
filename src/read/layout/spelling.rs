//! What a header says → the field it stands for. The spellings are in `headers.toml`.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use crate::read::limits;
use crate::read::normalise::{fold, is_traditional};

/// Spelling → field.
fn spellings() -> &'static HashMap<String, &'static str> {
    static SPELLINGS: OnceLock<HashMap<String, &'static str>> = OnceLock::new();
    SPELLINGS.get_or_init(|| {
        #[expect(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
        let fields: BTreeMap<String, Vec<String>> =
            toml::from_str(include_str!("../headers.toml")).expect("headers.toml");
        let mut spellings = HashMap::new();
        for (field, list) in fields {
            let field: &'static str = Box::leak(field.into_boxed_str());
            spellings.extend(list.iter().map(|spelling| (clean(spelling), field)));
        }
        spellings
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
pub(in crate::read) fn field(text: &str) -> Option<&'static str> {
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
    static FIRST: OnceLock<HashSet<char>> = OnceLock::new();
    let first =
        FIRST.get_or_init(|| spellings().keys().filter_map(|spelling| spelling.chars().next()).collect());
    text.chars().next().is_none_or(|c| {
        let plain = matches!(c, '\u{4E00}'..='\u{9FFF}') && !is_traditional(c);
        !plain || first.contains(&c)
    })
}

/// The field of this name, for a column that `cycle.toml` maps.
pub(in crate::read) fn named(field: &str) -> Option<&'static str> {
    spellings().values().find(|known| **known == field).copied()
}

/// 副主席1, 执委（二） → the field without the number.
pub(in crate::read) fn numbered(text: &str) -> Option<&'static str> {
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
    let best =
        known.into_iter().max_by(|a, b| strsim::jaro(a, &wanted).total_cmp(&strsim::jaro(b, &wanted)))?;
    (strsim::jaro(best, &wanted) > 0.6).then_some(best.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_understood_with_breaks_spaces_and_notes() {
        assert_eq!(field("村\n（社区）"), Some("unit"));
        assert_eq!(field("姓  名"), Some("name"));
        assert_eq!(field("村（社区）“两委”职务"), Some("posts"));
        assert_eq!(field("是否完成（打√）"), Some("done"));
        assert_eq!(field("婦聯職務"), Some("role"));
        assert_eq!(field("绝招"), None);
        assert_eq!(nearest("政治面貌情况"), Some("政治面貌"));
        assert_eq!(numbered("副主席2"), Some("role_vice"));
        assert_eq!(numbered("执委姓名三"), Some("name"));
        assert_eq!(numbered("副主席"), None);
    }
}
