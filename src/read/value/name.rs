//! Names of people: what belongs to a name, what stands beside it, and what was lost on the way.

use unicode_normalization::UnicodeNormalization;

use crate::model::{Gender, Name};
use crate::read::value::word::Words;

/// What a cell of names gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::read) struct Named {
    /// The clean name.
    pub(in crate::read) name: Option<Name>,
    /// What was found beside or inside it.
    pub(in crate::read) findings: Vec<Finding>,
    /// 女 or 男 in brackets behind the name.
    pub(in crate::read) gender: Option<Gender>,
}

/// What is worth saying about how a name is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) enum Finding {
    /// A mark behind the name that is no part of it.
    Mark(String),
    /// A remark in brackets behind the name.
    Remark(String),
    /// A word of address or a post beside the name: 女士, 主任.
    Beside(String),
    /// A dot that is not U+00B7.
    Dot,
    /// A character of the old code pages that only looks like the right one.
    Compatible(char, char),
    /// A character from the private area of an old font.
    Private(char, char),
    /// A character from the private area that nobody knows: papers cannot print it.
    Unknown(char),
    /// A character that was lost: the name cannot be used.
    Lost,
    /// No name of one person: the name cannot be used.
    NoName,
}

/// Longest name in characters; the longest seen has 25.
const LONGEST: usize = 60;
/// Dots other than U+00B7 that stand inside names.
const DOTS: [char; 10] = ['•', '・', '‧', '．', '∙', '⋅', '･', '.', '。', '▪'];
/// Marks that people set before or behind a name.
const MARKS: [char; 22] = [
    '*', '＊', '#', '＃', '△', '▲', '★', '☆', '※', '◎', '●', '○', '◆', '◇', '√', '✓', '、', '，', ',', '；',
    ';', '~',
];

/// The name in a cell's text.
pub(in crate::read) fn name(written: &str) -> Named {
    let mut named = Named::default();
    let words = Words::get();
    // Nearly every name is two to four common characters.
    if (6..=12).contains(&written.len())
        && written.chars().all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'))
        && !words.may_hold_more_than_a_name(written)
    {
        named.name = Name::new(written);
        return named;
    }
    let written = without_gender(written, &mut named);
    let text = kept(written);
    if text.chars().any(is_lost) || lacks_a_character(&text) {
        named.findings.push(Finding::Lost);
        return named;
    }
    if text.chars().any(|c| c.is_control() || is_escape_rest(c)) {
        named.findings.push(Finding::NoName);
        return named;
    }
    let text = without_number(&text, &mut named.findings);
    let bare = beside(text, &mut named);
    let bare = without_address(bare, words, &mut named.findings);
    let clean: String = bare.chars().map(|c| known(c, &mut named.findings)).collect();
    let clean = with_dots(&clean, &mut named.findings);
    let is_address = words.is_surname_and_address(&clean);
    named.name = Name::new(&clean).filter(|name| is_one_person(name.as_str()) && !is_address);
    if named.name.is_none() && !clean.is_empty() {
        named.findings.push(Finding::NoName);
    }
    named
}

/// Without white space and invisible marks; line breaks and tabs are white space as well.
fn kept(written: &str) -> String {
    let invisible = |c: char| {
        c.is_whitespace()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{00AD}')
    };
    written.chars().filter(|&c| !invisible(c)).collect()
}

/// A question mark, a box or a replacement character where a rare character stood.
fn is_lost(c: char) -> bool {
    matches!(c, '?' | '？' | '\u{FFFD}' | '□' | '■' | '〓')
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// Noncharacters are what broken escapes leave.
fn is_escape_rest(c: char) -> bool {
    u32::from(c) & 0xFFFE == 0xFFFE || matches!(c, '\u{FDD0}'..='\u{FDEF}')
}

/// 张(王+页): a character described because nobody could type it.
fn lacks_a_character(text: &str) -> bool {
    let inside = text.split(['(', '（']).skip(1).any(|rest| {
        let inside = rest.split([')', '）']).next().unwrap_or_default();
        inside.contains(['+', '＋'])
            || (inside.contains('左') && inside.contains('右'))
            || (inside.contains('上') && inside.contains('下'))
    });
    inside || text.contains(['⿰', '⿱', '⿲', '⿳', '⿴', '⿵', '⿶', '⿷', '⿸', '⿹', '⿺', '⿻'])
}

/// 陶云华 女: the gender behind a space, where a whole name stands before it. 王 女 is a name.
fn without_gender<'a>(written: &'a str, named: &mut Named) -> &'a str {
    let text = written.trim();
    let Some((before, last)) = text.rsplit_once(char::is_whitespace) else { return written };
    let gender = match last {
        "女" => Gender::Female,
        "男" => Gender::Male,
        _ => return written,
    };
    let before = before.trim();
    let whole = before.split_whitespace().any(|word| word.chars().count() >= 2) && before.chars().any(is_han);
    if !whole {
        return written;
    }
    named.gender = Some(gender);
    named.findings.push(Finding::Mark(last.to_owned()));
    before
}

/// 1.毛淑敏, （3）毛淑敏, ①毛淑敏, 一、毛淑敏 and 陈淑琴1: a number typed before or behind a whole name.
fn without_number<'a>(text: &'a str, findings: &mut Vec<Finding>) -> &'a str {
    let is_digit = |c: char| c.is_ascii_digit() || is_number_mark(c);
    let is_point = |c: char| matches!(c, '.' | '．' | '、' | ')' | '）' | ':' | '：' | '-' | ']' | '】');
    let opened = text.trim_start_matches(['(', '（', '[', '【']);
    let bare = opened.trim_start_matches(is_digit);
    let after = bare.trim_start_matches(is_point);
    let counted = || {
        let rest = opened.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
        rest.strip_prefix(['、', '.', '．', ')', '）']).filter(|_| rest.len() < opened.len())
    };
    let front = if bare.len() < opened.len() { Some(after) } else { counted() };
    let text = match front.filter(|rest| begins_a_name(rest)) {
        Some(rest) => {
            let number = text.get(..text.len() - rest.len()).unwrap_or_default();
            findings.push(Finding::Mark(number.to_owned()));
            rest
        }
        None => text,
    };
    // Two digits at most: more of them are a telephone number, or something else that belongs elsewhere.
    let behind = text.trim_end_matches([']', '】']).trim_end_matches(is_digit).trim_end_matches(['[', '【']);
    let number = text.get(behind.len()..).unwrap_or_default();
    if number.is_empty() || number.chars().filter(|c| is_digit(*c)).count() > 2 || !begins_a_name(behind) {
        return text;
    }
    findings.push(Finding::Mark(number.to_owned()));
    behind
}

/// ①, ¹, １: numbers that are not plain digits.
fn is_number_mark(c: char) -> bool {
    matches!(c, '①'..='⓿' | '❶'..='➓' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '０'..='９')
}

fn begins_a_name(text: &str) -> bool {
    text.chars().take(2).filter(|c| is_han(*c)).count() == 2
}

/// 夏秀菊女士, 王秀英主任, 主席：王秀英: a word of address or a post beside a whole name.
fn without_address<'a>(text: &'a str, words: &Words, findings: &mut Vec<Finding>) -> &'a str {
    let Some((name, word)) = words.parted_from_address(text) else { return text };
    findings.push(Finding::Beside(word.to_owned()));
    name
}

/// Takes marks and remarks off the end.
fn beside<'a>(text: &'a str, named: &mut Named) -> &'a str {
    let mut bare = text.trim_start_matches(MARKS);
    if bare.len() < text.len() && !bare.is_empty() {
        named
            .findings
            .push(Finding::Mark(text.get(..text.len() - bare.len()).unwrap_or_default().to_owned()));
    }
    loop {
        let trimmed = bare.trim_end_matches(MARKS);
        if trimmed.len() < bare.len() && !trimmed.is_empty() {
            named.findings.push(Finding::Mark(bare.get(trimmed.len()..).unwrap_or_default().to_owned()));
            bare = trimmed;
            continue;
        }
        let Some((before, remark)) = last_bracket(bare) else { return bare };
        // One character is no name: the bracket belongs to something else.
        if before.chars().count() < 2 || !before.chars().all(is_han_or_dot) {
            return bare;
        }
        match remark {
            "女" => named.gender = Some(Gender::Female),
            "男" => named.gender = Some(Gender::Male),
            _ => {}
        }
        named.findings.push(if matches!(remark, "女" | "男") {
            Finding::Mark(format!("（{remark}）"))
        } else {
            Finding::Remark(remark.to_owned())
        });
        bare = before;
    }
}

/// `朴善玉（金善玉）` → 朴善玉, 金善玉.
fn last_bracket(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_suffix([')', '）', ']', '】', '〕', '］'])?;
    let (before, remark) = inside.rsplit_once(['(', '（', '[', '【', '〔', '［'])?;
    Some((before, remark))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '\u{E815}'..='\u{E864}')
}

fn is_han_or_dot(c: char) -> bool {
    is_han(c) || c == '·' || DOTS.contains(&c)
}

/// The character that a compatibility or private one stands for.
fn known(c: char, findings: &mut Vec<Finding>) -> char {
    if let Some(known) = from_private(c) {
        findings.push(Finding::Private(c, known));
        return known;
    }
    if is_private(c) {
        findings.push(Finding::Unknown(c));
        return c;
    }
    if matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}') {
        let mut normal = c.nfkc();
        if let (Some(known), None) = (normal.next(), normal.next())
            && known != c
        {
            findings.push(Finding::Compatible(c, known));
            return known;
        }
    }
    c
}

/// The rare characters that GBK kept in its private area U+E815 to U+E864 have had places of their own since: the
/// decoder of GB18030 knows them by the same two bytes, 0xFE50 and following.
fn from_private(c: char) -> Option<char> {
    let at = u32::from(c).checked_sub(0xE815).filter(|at| *at < 80)?;
    let second = 0x50 + at + u32::from(at >= 0x2F);
    let bytes = [0xFE, u8::try_from(second).ok()?];
    let (text, _, broken) = encoding_rs::GB18030.decode(&bytes);
    text.chars().next().filter(|c| !broken && !is_private(*c))
}

/// Every dot between two Chinese characters becomes U+00B7 (民委发〔2016〕33号).
fn with_dots(text: &str, findings: &mut Vec<Finding>) -> String {
    let is_dot = |c: char| c == '·' || DOTS.contains(&c);
    let characters: Vec<char> = text.trim_matches(is_dot).chars().collect();
    let mut clean = String::new();
    for (at, &c) in characters.iter().enumerate() {
        let rest = characters.iter().skip(at);
        let between = clean.ends_with(|before| is_han(before) || before == '·')
            && rest.copied().find(|&next| !is_dot(next)).is_some_and(is_han);
        if !(is_dot(c) && between) {
            clean.push(c);
            continue;
        }
        if c != '·' && !findings.contains(&Finding::Dot) {
            findings.push(Finding::Dot);
        }
        if !clean.ends_with('·') {
            clean.push('·');
        }
    }
    clean
}

/// More than one character, no list, no number, no brackets among Chinese characters. What else a name may hold is
/// not judged.
fn is_one_person(name: &str) -> bool {
    let length = name.chars().count();
    let single = length == 1 && name.chars().all(is_han);
    let chinese = name.chars().any(is_han) && !name.chars().any(|c| c.is_ascii_alphabetic());
    let listed = chinese
        && name.contains([
            '、', ',', '，', ';', '；', '/', '(', ')', '（', '）', ':', '：', '[', ']', '【', '】',
        ]);
    let number = name.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))
        || (chinese && name.chars().any(|c| c.is_ascii_digit() || is_number_mark(c)));
    length <= LONGEST && !single && !listed && !number
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(written: &str) -> (Option<String>, usize) {
        let named = name(written);
        (named.name.map(|name| name.to_string()), named.findings.len())
    }

    #[test]
    fn a_name_loses_what_does_not_belong_to_it() {
        for (written, clean, findings) in [
            ("张　三丰", "张三丰", 0),
            ("赵\n文娟", "赵文娟", 0),
            ("高敏艳（女）", "高敏艳", 1),
            ("王秀霞*", "王秀霞", 1),
            ("朴善玉（金善玉）", "朴善玉", 1),
            ("祖丽皮亚 . 卡德尔", "祖丽皮亚·卡德尔", 1),
            ("阿依古丽·买买提", "阿依古丽·买买提", 0),
            ("王\u{E863}", "王䶮", 1),
            ("周\u{2FBC}", "周高", 1),
            ("陈𬱖", "陈𬱖", 0),
            ("何\u{F0000}", "何\u{F0000}", 1),
            ("夏秀菊女士", "夏秀菊", 1),
            ("夏菊女士", "夏菊", 1),
            ("夏菊主任", "夏菊", 1),
            ("主席：夏秀菊", "夏秀菊", 1),
            ("陶云华 女", "陶云华", 1),
            ("1.毛淑敏", "毛淑敏", 1),
            ("（3）毛淑敏", "毛淑敏", 1),
            ("①毛淑敏", "毛淑敏", 1),
            ("二、毛淑敏", "毛淑敏", 1),
            ("陈淑琴1", "陈淑琴", 1),
            ("陈淑琴[12]", "陈淑琴", 1),
            ("陈淑琴②", "陈淑琴", 1),
            ("★陈淑琴（兼）", "陈淑琴", 2),
            ("陈淑琴【兼】", "陈淑琴", 1),
            ("王 女", "王女", 0),
            ("王女", "王女", 0),
            ("王 小 女", "王小女", 0),
            ("丁一", "丁一", 0),
            ("万九十", "万九十", 0),
            ("王〇", "王〇", 0),
            ("张同心", "张同心", 0),
            ("主父云", "主父云", 0),
        ] {
            assert_eq!(of(written), (Some(clean.to_owned()), findings), "{written}");
        }
        for wrong in [
            "李?",
            "张(王+页)",
            "赵\u{FFFD}红",
            "孙(曾用名：孙小妹)丽",
            "何",
            "李丽、王红",
            "12",
            "陈\u{7}敏",
            "李\0丽",
            "王主任",
            "李女士",
            "陈淑琴19200000020",
            "陈1",
        ] {
            assert_eq!(of(wrong), (None, 1), "{wrong:?}");
        }
        assert_eq!(of(" \u{3000}"), (None, 0));
    }

    proptest! {
        #[test]
        fn any_text_is_a_name_or_not(text in ".*") {
            let named = name(&text);
            if let Some(name) = named.name {
                prop_assert!(name.as_str().chars().all(|c| !c.is_whitespace() && !c.is_control()));
            }
        }

        #[test]
        fn a_clean_name_stays_as_it_is(text in "[一-龥]{2,4}") {
            prop_assert_eq!(of(&text), (Some(text), 0));
        }
    }
}
