//! Several people in one cell: 王秀、李梅 · 1.王秀 2.李梅 · 王秀（主席）、李梅（副主席） · 主席：王秀；副主席：李梅.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use crate::model::{Name, Role};
use crate::read::normalise::fold;
use crate::read::value::word::Words;

/// One of the people whom a cell names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::read) struct Listed {
    /// Her name as it is written, with remarks that are no post.
    pub(in crate::read) name: String,
    /// The post that stands beside it.
    pub(in crate::read) role: Option<Role>,
}

/// What a space between two words of Chinese characters means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Space {
    /// The column is of lists: two whole words are two names.
    PartsWords,
    /// The column is of single people: only what begins with a surname is a name of its own.
    PartsNames,
}

/// Marks between two people.
const BETWEEN: [char; 12] = ['、', ',', '，', ';', '；', '\n', '\r', '/', '|', '\t', '／', '｜'];

/// Words that join two names, or put one in the place of another: 周春琴和吴兰, 叶青改罗雨晴, 许冬梅→邓秋菊.
const AND: &[&str] =
    &["和", "与", "及", "或", "改为", "换成", "改", "换", "代", "替", "→", "->", "=>", "—", "-", "——", "+"];

/// The people whom a text names, each with her post where it says one. A label such as 副主席： holds for all behind it.
pub(in crate::read) fn people(text: &str, space: Space) -> Vec<Listed> {
    let mut people = Vec::new();
    let mut post = None;
    for part in parts(text, space) {
        let (label, part) = labelled(&part);
        post = label.unwrap_or(post);
        for name in words(part.trim_end_matches(['。', '.', '．']), space) {
            let one = with_post(&name);
            if !one.name.is_empty() {
                people.push(Listed { role: one.role.or(post), ..one });
            }
        }
    }
    people
}

/// The text cut at marks that stand outside brackets, without the numbers of a numbered list.
///
/// In a column of single people a line break is no more than a space.
fn parts(text: &str, space: Space) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut parts = vec![String::new()];
    let (mut depth, mut at) = (0_u32, 0);
    while let Some(&c) = characters.get(at) {
        match c {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let numbered = if depth == 0 { number_at(&characters, at) } else { None };
        if let Some(length) = numbered {
            parts.push(String::new());
            at += length;
            continue;
        }
        match parts.last_mut() {
            Some(part) if depth > 0 || !is_between(c, space) => part.push(c),
            _ => parts.push(String::new()),
        }
        at += 1;
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

fn is_between(c: char, space: Space) -> bool {
    BETWEEN.contains(&c) && (space == Space::PartsWords || !c.is_whitespace())
}

/// How many characters the number of a numbered list takes: 2. or 3、 or ④ before a Chinese character.
fn number_at(characters: &[char], at: usize) -> Option<usize> {
    let rest = || characters.iter().skip(at).copied();
    let is_digit = |c: &char| c.is_ascii_digit() || matches!(c, '０'..='９');
    let before = at.checked_sub(1).and_then(|before| characters.get(before));
    let digits = rest().take_while(is_digit).count();
    let counted = rest().take_while(|c| "一二三四五六七八九十".contains(*c)).count();
    let begins = before.is_none_or(|c| c.is_whitespace() || BETWEEN.contains(c));
    let is_point = |at: usize| rest().nth(at).filter(|c| matches!(c, '.' | '．' | '、' | ')' | '）'));
    let length = if rest().next().is_some_and(|c| matches!(c, '①'..='⓿')) {
        1
    } else if begins && (1..=3).contains(&counted) && is_point(counted).is_some() {
        counted + 1
    } else if (1..=3).contains(&digits) && !before.is_some_and(is_digit) {
        digits + is_point(digits).map(|_| 1)?
    } else {
        return None;
    };
    let spaces = rest().skip(length).take_while(|c| c.is_whitespace()).count();
    rest().nth(length + spaces).filter(|c| c.is_alphabetic()).map(|_| length + spaces)
}

/// 副主席：李梅 → the post and 李梅; a label that is no post ends the one before: 监票人：王秀.
fn labelled(part: &str) -> (Option<Option<Role>>, &str) {
    let Some((label, names)) = part.split_once([':', '：']) else { return (None, part) };
    let known = Words::get().role(&fold(label), false);
    if known.is_some() { (Some(known), names) } else { (Some(None), part) }
}

/// The whole names that spaces part.
fn words(part: &str, space: Space) -> Vec<String> {
    // 计票人 赵英: a label is nobody.
    let is_label = |word: &&str| Words::get().is_beside_a_name(word);
    let words: Vec<&str> = part.split_whitespace().filter(|word| !is_label(word)).collect();
    // 欧阳 娜娜 is one woman.
    let split_surname = words.iter().any(|word| Name::is_compound_surname(word));
    let whole = match space {
        Space::PartsWords => words.iter().all(|word| word.chars().nth(1).is_some()),
        // Among many names one may be rare.
        Space::PartsNames => {
            let named = words.iter().filter(|word| begins_with_surname(word)).count();
            named == words.len()
                || (words.iter().all(|word| is_length_of_name(word)) && 3 * named > 2 * words.len())
        }
    };
    if words.len() > 1 && !split_surname && whole {
        words.into_iter().map(str::to_owned).collect()
    } else {
        vec![part.to_owned()]
    }
}

/// Whether a text is nothing but names, one or several: 何静、罗芸.
pub(in crate::read) fn are_names(text: &str) -> bool {
    let people = people(text, Space::PartsNames);
    !people.is_empty() && people.iter().all(|one| looks_like_a_name(&one.name))
}

/// Whether a text is nothing but Chinese characters, as nearly every name is: no list of several.
pub(in crate::read) fn is_one_word(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'))
}

/// Whether spaces part a text into words of which some may be names of their own and some not: 王秀 乜梅.
pub(in crate::read) fn may_be_several(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.len() > 1
        && !words.iter().any(|word| Name::is_compound_surname(word) || Words::get().is_beside_a_name(word))
        && words.iter().all(|word| is_length_of_name(word))
        && (words.len() > 2 || words.iter().any(|word| begins_with_surname(word)))
}

/// Whether spaces part a text into whole words of Chinese characters: 吾尔古丽 买买提, where a dot belongs.
pub(in crate::read) fn is_spaced(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let whole =
        |word: &&str| word.chars().nth(1).is_some() && is_one_word(word) && !Name::is_compound_surname(word);
    words.len() > 1 && words.iter().all(whole)
}

/// Whether a text is more than one name and nobody can say where they part: 何英 吕梅 张 兰, 周春琴和吴兰.
pub(in crate::read) fn runs_together(text: &str) -> bool {
    // Nearly every name is three characters of nine bytes.
    if text.len() <= 12 {
        return false;
    }
    let joined = |mark: &&str| {
        text.split_once(*mark)
            .is_some_and(|(one, other)| looks_like_a_name(one.trim()) && looks_like_a_name(other.trim()))
    };
    if AND.iter().any(joined) {
        return true;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let characters: usize = words.iter().map(|word| word.chars().count()).sum();
    words.len() > 2
        && characters > 4
        && words.iter().all(|word| is_one_word(word))
        && words.iter().any(|word| begins_with_surname(word))
}

/// Whether a text is two names of Chinese without a mark between them: 陈阿妹黄金花. A name of five characters and more that is
/// no such pair may be of another people.
pub(in crate::read) fn is_two_names(text: &str) -> bool {
    let text = text.trim();
    (15..=18).contains(&text.len())
        && is_one_word(text)
        && Words::get().parted_from_address(text).is_none()
        && !Words::get().no_name().is_transliterated(text)
        && [6, 9].into_iter().any(|at| {
            text.split_at_checked(at)
                .is_some_and(|(one, other)| looks_like_a_name(one) && looks_like_a_name(other))
        })
}

/// Whether a text is most likely the name of a Chinese.
pub(in crate::read) fn looks_like_a_name(text: &str) -> bool {
    is_one_word(text) && begins_with_surname(text)
}

/// Two to four characters of Chinese.
fn is_length_of_name(word: &str) -> bool {
    let bare = word.split(['(', '（']).next().unwrap_or_default();
    (2..=4).contains(&bare.chars().count())
        && bare.chars().all(|c| matches!(c, '\u{3400}'..='\u{9FFF}' | '〇'))
}

/// Whether a word may be the whole name of a Chinese: a surname, and one or two characters behind it.
fn begins_with_surname(word: &str) -> bool {
    static SURNAMES: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    let surnames = SURNAMES.get_or_init(|| include_str!("../surnames.txt").split_whitespace().collect());
    let bare = word.split(['(', '（']).next().unwrap_or_default();
    let first = bare.chars().next().map_or(0, char::len_utf8);
    let compound = bare.char_indices().nth(2).and_then(|(end, _)| bare.get(..end));
    match bare.chars().count() {
        2 | 3 => bare.get(..first).is_some_and(|surname| surnames.contains(surname)),
        4 => compound.is_some_and(Name::is_compound_surname),
        _ => false,
    }
}

/// 王秀（主席） and 主席王秀 → 王秀 and the post.
fn with_post(written: &str) -> Listed {
    let text = written.trim();
    let role = |word: &str| Words::get().role(&fold(word), false);
    let bracket = text.strip_suffix([')', '）']).and_then(|text| text.rsplit_once(['(', '（']));
    let parted = bracket.or_else(|| Words::get().parted_from_address(text));
    match parted.and_then(|(name, word)| Some((name, role(word)?))) {
        Some((name, role)) => Listed { name: name.to_owned(), role: Some(role) },
        None => Listed { name: text.to_owned(), role: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(text: &str, space: Space) -> Vec<String> {
        people(text, space).into_iter().map(|one| one.name).collect()
    }

    #[test]
    fn names_in_one_cell_are_parted() {
        let names = |text| names(text, Space::PartsWords);
        assert_eq!(names("金英 程春仙"), ["金英", "程春仙"]);
        assert_eq!(names("江倩璐、孟梦倩、钟英、徐娥。"), ["江倩璐", "孟梦倩", "钟英", "徐娥"]);
        assert_eq!(names("宋欣，谭倩悦;贾慧荣"), ["宋欣", "谭倩悦", "贾慧荣"]);
        assert_eq!(names("张　欣、李红"), ["张　欣", "李红"]);
        assert_eq!(names("1.张欣 2.李红"), ["张欣", "李红"]);
        assert_eq!(names("1、张欣2、李红3、金英"), ["张欣", "李红", "金英"]);
        assert_eq!(names("①张欣②李红"), ["张欣", "李红"]);
        assert_eq!(names("张欣（党员、教师）、李红"), ["张欣（党员、教师）", "李红"]);
        assert_eq!(names("欧阳 娜娜"), ["欧阳 娜娜"]);
        assert_eq!(names("张欣1、李红"), ["张欣", "李红"]);
        assert_eq!(names("一、张欣 二、李红"), ["张欣", "李红"]);
        assert_eq!(names("丁一、万二"), ["丁一", "万二"]);
        assert_eq!(names("计票人 张欣 李红"), ["张欣", "李红"]);
    }

    #[test]
    fn a_space_in_a_single_name_is_no_mark() {
        let names = |text| names(text, Space::PartsNames);
        assert_eq!(names("金英 程春仙"), ["金英", "程春仙"]);
        assert_eq!(names("欧阳玥 程春仙"), ["欧阳玥", "程春仙"]);
        for one in ["张 欣", "张 小 欣", "阿依古丽 买买提", "王 丽华", "欧阳 娜娜"] {
            assert_eq!(names(one), [one]);
        }
        assert_eq!(names("张欣\n李红 乜梅\n陈英").len(), 4);
        assert!(
            may_be_several("张欣 乜梅") && !may_be_several("阿依古丽 买买提") && !may_be_several("张 欣")
        );
    }

    #[test]
    fn posts_beside_names_are_hers() {
        let roles = |text| {
            let people = people(text, Space::PartsWords).into_iter();
            people.map(|one| (one.name, one.role)).collect::<Vec<_>>()
        };
        let wanted = |name: &str, role| (name.to_owned(), role);
        assert_eq!(
            roles("王秀（主席）、李梅（副主席）、陈英（党员）"),
            [
                wanted("王秀", Some(Role::Chair)),
                wanted("李梅", Some(Role::ViceChair)),
                wanted("陈英（党员）", None)
            ]
        );
        assert_eq!(
            roles("主席：王秀；副主席：李梅、张玉"),
            [
                wanted("王秀", Some(Role::Chair)),
                wanted("李梅", Some(Role::ViceChair)),
                wanted("张玉", Some(Role::ViceChair))
            ]
        );
    }

    #[test]
    fn two_names_without_a_mark_are_seen() {
        for two in ["陈阿妹黄金花", "陈妹黄金花", "陈阿妹黄花"] {
            assert!(is_two_names(two), "{two}");
        }
        for one in ["欧阳娜娜", "陈阿妹", "买买提江", "龚巧云主任", "古丽巴哈尔", "阿娜尔古丽", "毛尔盖卓玛"]
        {
            assert!(!is_two_names(one), "{one}");
        }
        for joined in ["许冬梅→邓秋菊", "叶青改罗雨晴", "叶青改为罗雨晴", "周春琴和吴兰"]
        {
            assert!(runs_together(joined), "{joined}");
        }
    }

    proptest! {
        #[test]
        fn any_text_names_people_or_none(text in ".*") {
            let _ = (people(&text, Space::PartsWords), people(&text, Space::PartsNames));
        }

        #[test]
        fn anything_like_a_list_names_people_or_none(text in "[王李秀梅主席0-9.、：（） ①]{0,20}") {
            prop_assert!(people(&text, Space::PartsNames).iter().all(|one| !one.name.is_empty()));
        }
    }
}
