//! Slips in the words of a template: what Typst sets as it stands, and most likely is not meant so.

use crate::problem::{Code, Place, Problem, Say, Severity};
use crate::say;

/// A slip of a template or a pack. Source: docs/templates.md 9.
pub(super) static TEMPLATE_SLIP: Code =
    Code { id: "template-slip", severity: Severity::Warning, source: "docs/templates.md 9" };

/// The slips of a text that begins at `start` of its file, each with its place; at most one of a kind in a line.
pub(super) fn slips_of(text: &str, start: usize, at: impl Fn(usize) -> Place) -> Vec<Problem> {
    let mut found = Vec::new();
    for kind in KINDS {
        let mut from = 0;
        while let Some(byte) = text.get(from..).and_then(kind.find).map(|offset| from + offset) {
            let (message, hint) = (kind.say)();
            found.push(Problem::new(&TEMPLATE_SLIP, at(start + byte), message).hint(hint));
            let Some(end) = text.get(byte..).and_then(|rest| rest.find('\n')) else { break };
            from = byte + end + 1;
        }
    }
    found
}

/// Full-width braces in a text of settings, where values were meant.
pub(super) fn wide_braces(place: Place, key: &str) -> Problem {
    let (_, hint) = full_width_braces_said();
    let message = say!(
        "“{key}”里全角的｛｛｝｝不是记号，会原样印出来",
        "\"{key}\" has full-width braces, which are no marks and are printed as they are"
    );
    Problem::new(&TEMPLATE_SLIP, place, message).hint(hint)
}

/// A kind of slip: where a text has it first, and what to say.
struct Kind {
    find: fn(&str) -> Option<usize>,
    say: fn() -> (Say, Say),
}

const KINDS: &[Kind] = &[
    Kind { find: full_width_braces, say: full_width_braces_said },
    Kind { find: single_brace, say: single_brace_said },
    Kind { find: full_width_call, say: full_width_call_said },
    Kind { find: stars, say: stars_said },
    Kind { find: numbered_by_hand, say: numbered_by_hand_said },
    Kind { find: one_paragraph, say: one_paragraph_said },
];

pub(super) fn full_width_braces(text: &str) -> Option<usize> {
    ["｛｛", "｝｝", "｛%", "｛％", "%｝", "｛#", "{｛"].iter().filter_map(|marks| text.find(marks)).min()
}

pub(super) fn full_width_braces_said() -> (Say, Say) {
    (
        say!(
            "全角的｛｛｝｝不是记号，会原样印出来",
            "full-width braces are no marks and are printed as they are"
        ),
        say!("在英文输入状态下写 {{{{ … }}}}", "write {{{{ … }}}} with half-width braces"),
    )
}

/// `{ town.short }`: one brace where two were meant.
fn single_brace(text: &str) -> Option<usize> {
    const ROOTS: [&str; 8] =
        ["town.", "body.", "cycle.", "congress.", "rules.", "unit.", "document.", "group."];
    let is_value = |(at, _): &(usize, &str)| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let inside = text.get(at + 1..).and_then(|rest| rest.split('}').next()).unwrap_or_default();
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_');
        let path = inside.trim();
        let after = text.get(at + 1 + inside.len() + 1..).and_then(|after| after.chars().next());
        // Between words, not in code.
        [before, after].into_iter().flatten().any(|c| !c.is_ascii())
            && ROOTS.iter().any(|root| path.starts_with(root))
            && path.chars().all(is_word)
    };
    text.match_indices('{').find(is_value).map(|(at, _)| at)
}

fn single_brace_said() -> (Say, Say) {
    (
        say!("一层花括号会原样印出来", "single braces are printed as they are"),
        say!("数据写在两层花括号里：{{{{ town.short }}}}", "values stand in two: {{{{ town.short }}}}"),
    )
}

/// `#point【…】`, `#title（…）`, `＃point`.
fn full_width_call(text: &str) -> Option<usize> {
    let calls = |(at, _): (usize, &str)| {
        let name = text.get(at + 1..)?;
        let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))?;
        let next = name.get(end..)?.chars().next()?;
        (end > 0 && matches!(next, '【' | '（' | '［')).then_some(at)
    };
    let wide = text.match_indices('＃').find(|(at, mark)| {
        text.get(at + mark.len()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
    });
    text.match_indices('#').find_map(calls).or(wide.map(|(at, _)| at))
}

fn full_width_call_said() -> (Say, Say) {
    (
        say!(
            "函数后面的括号是全角的，会原样印出来",
            "the brackets behind a function are full-width and are printed as they are"
        ),
        say!(
            "在英文输入状态下写 #point[…][…]、#title(…)",
            "write #point[…][…], #title(…) with half-width brackets"
        ),
    )
}

/// Two stars in one line of running text.
fn stars(text: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let stars: Vec<usize> = line
            .match_indices('*')
            .filter(|(at, _)| !line.get(..*at).is_some_and(|before| before.ends_with('\\')))
            .map(|(at, _)| at)
            .collect();
        if let ([first, _, ..], true) = (stars.as_slice(), is_prose(line)) {
            return Some(start + first);
        }
        start += line.len();
    }
    None
}

fn stars_said() -> (Say, Say) {
    (
        say!(
            "两个 * 之间的字会变粗，* 不印出来",
            "what stands between two * is set bold, and the * are not printed"
        ),
        say!("要印 *，写 \\*；要加粗，写 #strong[…]", "write \\* to print one, #strong[…] to set bold"),
    )
}

/// A line that is a paragraph of words: no mark, no call, no code.
fn is_prose(line: &str) -> bool {
    let line = line.trim();
    let first = line.chars().next().unwrap_or(' ');
    let is_word = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c) || matches!(c, '“' | '《' | '（');
    is_word(first) || (line.starts_with("{{") && line.chars().any(is_word))
}

/// `（四）…`, `四、…` and `= （四）…`: headings and points count themselves.
fn numbered_by_hand(text: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start().trim_start_matches('=').trim_start();
        let numeral = |c: char| "一二三四五六七八九十".contains(c);
        let digits = words.trim_start_matches(numeral);
        let in_brackets = words.strip_prefix('（').map(|rest| rest.trim_start_matches(numeral));
        let is_numbered = (digits.len() < words.len() && digits.starts_with('、'))
            || in_brackets.is_some_and(|rest| rest.starts_with('）') && !words.starts_with("（）"));
        if is_numbered {
            return Some(start + line.len() - line.trim_start().len());
        }
        start += line.len();
    }
    None
}

fn numbered_by_hand_said() -> (Say, Say) {
    (
        say!(
            "手写的号码：标题和要点的号码自动编，手写的不跟着变",
            "a number written by hand: headings and points count by themselves"
        ),
        say!(
            "标题写 = 标题、== 标题；要点写 #point[标题。][正文]，都不写号码",
            "write = heading, == heading, #point[heading][text] without numbers"
        ),
    )
}

/// Two lines of words one under the other: without an empty line between them they are one paragraph.
fn one_paragraph(text: &str) -> Option<usize> {
    let mut start = 0;
    let mut before: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        let ends = before
            .is_some_and(|line| is_prose(line) && line.trim_end().ends_with(['。', '；', '：', '！', '？']));
        if ends && is_prose(line) {
            return Some(start + line.len() - line.trim_start().len());
        }
        before = Some(line);
        start += line.len();
    }
    None
}

fn one_paragraph_said() -> (Say, Say) {
    (
        say!("这一行和上一行会连成一段", "this line and the one above become one paragraph"),
        say!(
            "要另起一段，中间空一行；要在一段里换行，上一行末尾写 \\",
            "leave an empty line between two paragraphs"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Lang, place_in};

    fn told(text: &str) -> Vec<String> {
        let line = |problem: Problem| {
            format!(
                "{} {}",
                problem.place,
                problem.message.text(Lang::Zh).chars().take(6).collect::<String>()
            )
        };
        slips_of(text, 0, |byte| place_in(text, "a", byte)).into_iter().map(line).collect()
    }

    #[test]
    fn what_would_be_printed_without_a_word_is_found() {
        assert_eq!(told("各村｛｛ body.name ｝｝。"), ["a:1:3 全角的｛｛｝"]);
        assert_eq!(told("报{ town.short }同意。"), ["a:1:2 一层花括号会"]);
        assert_eq!(told("x\n#point【加强领导】"), ["a:2:1 函数后面的括"]);
        assert_eq!(told("把*好人*选进来。"), ["a:1:2 两个 * 之"]);
        assert_eq!(
            told("（四）开好会。\n\n甲｛｛乙\n\n（五）散会。"),
            ["a:3:2 全角的｛｛｝", "a:1:1 手写的号码：", "a:5:1 手写的号码："]
        );
        assert_eq!(told("= 四、会议"), ["a:1:1 手写的号码："]);
        assert_eq!(told("开好会。\n散好会。"), ["a:2:1 这一行和上一"]);
    }

    #[test]
    fn what_is_meant_is_left_alone() {
        for text in [
            "开好会。\n\n散好会。",
            "把3\\*4\\*5印出来。",
            "#let a = 2 * 3 * 4",
            "（草案）",
            "= 会议\n开好会。",
            "一是开好会。",
            "各村{{ body.name }}。",
            "#let a(town) = { town.name }",
        ] {
            assert_eq!(told(text), Vec::<String>::new(), "{text}");
        }
    }
}
