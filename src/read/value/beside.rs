//! What stands beside a name in its cell and is no part of it: numbers, marks, remarks, words of address.

use crate::model::Gender;
use crate::read::value::finding::{Finding, Named};
use crate::read::value::word::Words;

/// Marks that people set before or behind a name.
const MARKS: [char; 22] = [
    '*', '＊', '#', '＃', '△', '▲', '★', '☆', '※', '◎', '●', '○', '◆', '◇', '√', '✓', '、', '，', ',', '；',
    ';', '~',
];
/// Dots other than U+00B7 that stand inside names.
pub(super) const DOTS: [char; 10] = ['•', '・', '‧', '．', '∙', '⋅', '･', '.', '。', '▪'];

/// 陶云华 女: the gender behind a space, where a whole name stands before it. 王 女 is a name.
pub(super) fn without_gender<'a>(written: &'a str, named: &mut Named) -> &'a str {
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
pub(super) fn without_number<'a>(text: &'a str, findings: &mut Vec<Finding>) -> &'a str {
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
    if !(1..=2).contains(&number.chars().filter(|c| is_digit(*c)).count()) || !begins_a_name(behind) {
        return text;
    }
    findings.push(Finding::Mark(number.to_owned()));
    behind
}

/// ①, ¹, １: numbers that are not plain digits.
pub(super) fn is_number_mark(c: char) -> bool {
    matches!(c, '①'..='⓿' | '❶'..='➓' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '０'..='９')
}

fn begins_a_name(text: &str) -> bool {
    text.chars().take(2).filter(|c| is_han(*c)).count() == 2
}

/// 夏秀菊女士, 王秀英主任, 主席：王秀英: a word of address or a post beside a whole name.
pub(super) fn without_address<'a>(text: &'a str, words: &Words, findings: &mut Vec<Finding>) -> &'a str {
    let Some((name, word)) = words.parted_from_address(text) else { return text };
    findings.push(Finding::Beside(word.to_owned()));
    name
}

/// Takes marks and remarks off the end.
pub(super) fn beside<'a>(text: &'a str, named: &mut Named) -> &'a str {
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

pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '\u{E815}'..='\u{E864}')
}

fn is_han_or_dot(c: char) -> bool {
    is_han(c) || c == '·' || DOTS.contains(&c)
}
