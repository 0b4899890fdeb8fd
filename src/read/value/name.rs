//! Names of people: what belongs to a name, what stands beside it, and what was lost on the way.

use unicode_normalization::UnicodeNormalization;

use crate::model::Name;
use crate::read::value::beside::{
    DOTS, beside, is_han, is_number_mark, without_address, without_gender, without_number,
};
use crate::read::value::finding::{Finding, Named};
use crate::read::value::number::head_count;
use crate::read::value::word::Words;

/// Longest name in characters; the longest seen has 25.
const LONGEST: usize = 60;

/// The name in a cell's text.
pub(in crate::read) fn name(written: &str) -> Named {
    let mut named = Named::default();
    let words = Words::get();
    // Nearly every name is two to four common characters.
    if (6..=12).contains(&written.len())
        && written.chars().all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'))
        && !written.ends_with('等')
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
    let is_nobody = words.is_surname_and_address(&clean)
        || words.no_name().is(&clean)
        || head_count(&clean).is_some()
        || clean.ends_with('等');
    named.name = Name::new(&clean).filter(|name| is_one_person(name.as_str()) && !is_nobody);
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
            ("尚小英", "尚小英", 0),
            ("古丽巴哈尔", "古丽巴哈尔", 0),
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
            "共计叁人",
            "以上名单经公示无异议",
            "见附件",
            "第二组组长",
            "陈阿妹等",
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
            // 陈等: Chen, and others.
            prop_assume!(!text.ends_with('等'));
            prop_assert_eq!(of(&text), (Some(text), 0));
        }
    }
}
