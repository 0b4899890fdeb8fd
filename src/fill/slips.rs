//! What a layer says and most likely does not mean: set as it stands, it would be printed without a word.
//!
//! Layers above the default one only. A slip is a warning: somebody may want just that.

use crate::fill::blocks::{all_blocks, blocks, parent};
use crate::fill::files::LayerFiles;
use crate::fill::pack::DocumentSpec;
use crate::fill::structure::{Piece, pieces};
use crate::fill::template::Template;
use crate::problem::{Code, Place, Problem, Say, Severity, place_in};
use crate::say;

/// A slip of a template or a pack. Source: docs/templates.md 9.
pub(super) static TEMPLATE_SLIP: Code =
    Code { id: "template-slip", severity: Severity::Warning, source: "docs/templates.md 9" };

/// The slips of all layers above the lowest one. `documents` are those of all layers together.
pub(super) fn slips(
    stack: &[LayerFiles],
    templates: &[Template],
    documents: &[DocumentSpec],
) -> Vec<Problem> {
    let Some((_, own)) = stack.split_last() else { return Vec::new() };
    let mut found: Vec<Problem> = own.iter().flat_map(misnamed).collect();
    let is_own = |template: &&Template| {
        let name = template.name.split('/').next().unwrap_or_default();
        own.iter().any(|layer| layer.name == name)
    };
    for template in templates.iter().filter(is_own) {
        found.extend(in_text(template));
        found.extend(moved(template, templates));
        found.extend(skipped(template, stack));
    }
    found.extend(own.iter().flat_map(in_settings));
    // Those that come with the program share codes on purpose, as the default layer does.
    let is_foreign = |layer: &&LayerFiles| {
        LayerFiles::shipped(&layer.name).is_none_or(|shipped| shipped.files != layer.files)
    };
    found.extend(own.iter().filter(is_foreign).flat_map(|layer| repeated_codes(layer, documents)));
    found
}

/// `plan.typ.txt`: Notepad adds an ending that hides the one that counts.
fn misnamed(layer: &LayerFiles) -> impl Iterator<Item = Problem> + '_ {
    let meant = |path: &str| {
        let name = path.strip_suffix(".txt")?;
        [".typ", ".tera", ".toml"].iter().any(|ending| name.ends_with(ending)).then(|| name.to_owned())
    };
    layer.files.keys().filter_map(move |path| {
        let meant = meant(path)?;
        let message = say!("文件名多了 .txt，没有用它", "the name ends in .txt, and the file was not used");
        let hint = say!(
            "改名为 {meant}；记事本另存时，“保存类型”选“所有文件”",
            "call it {meant}; in Notepad choose \"all files\" as the type"
        );
        Some(Problem::new(&TEMPLATE_SLIP, Place::File(layer.shown(path)), message).hint(hint))
    })
}

/// Full-width braces in the texts of a layer's settings: no value stands there, but the braces themselves.
fn in_settings(layer: &LayerFiles) -> impl Iterator<Item = Problem> + '_ {
    ["wording.toml", crate::cycle::PACK_FILE].into_iter().filter_map(|file| {
        let text = layer.text(file, &mut Vec::new())?;
        let said = |line: &&str| !line.trim_start().starts_with('#') && full_width_braces(line).is_some();
        let line = text.lines().find(said)?;
        let byte = text.find(line)? + full_width_braces(line)?;
        let (message, hint) = full_width_braces_said();
        Some(Problem::new(&TEMPLATE_SLIP, place_in(text, &layer.shown(file), byte), message).hint(hint))
    })
}

/// A child of a template further down than the next layer that has it: what that layer changes is lost.
fn skipped(template: &Template, stack: &[LayerFiles]) -> Option<Problem> {
    let (own, path) = template.name.split_once('/')?;
    let (below, _) = parent(&template.text)?.split_once('/')?;
    let at = stack.iter().position(|layer| layer.name == own)?;
    let to = stack.iter().position(|layer| layer.name == below)?;
    let between = stack.get(at + 1..to)?.iter().find(|layer| layer.template_file(path).is_some())?;
    let byte = template.text.find("extends")?;
    let (name, file) = (&between.name, between.template_file(path)?);
    let message = say!(
        "越过了“{name}”：它在这份模板里改的，印不出来",
        "\"{name}\" is passed over: what it changes in this template is not printed"
    );
    let hint = say!("写 {{% extends \"{name}/{file}\" %}}", "write {{% extends \"{name}/{file}\" %}}");
    Some(Problem::new(&TEMPLATE_SLIP, place_in(&template.text, &template.shown, byte), message).hint(hint))
}

/// A document of a layer under a code that another one has already.
fn repeated_codes<'l>(
    layer: &'l LayerFiles,
    documents: &'l [DocumentSpec],
) -> impl Iterator<Item = Problem> + 'l {
    let is_of = |document: &&DocumentSpec| {
        let file = document.place.file().unwrap_or_default();
        document.code_is_own && file == layer.shown(crate::cycle::PACK_FILE)
    };
    documents.iter().filter(is_of).filter_map(|document| {
        let other = documents.iter().find(|other| other.id != document.id && other.code == document.code)?;
        let (code, id) = (&document.code, &other.id);
        let message = say!("编号 {code} 已经是“{id}”的了", "the code {code} is that of \"{id}\" already");
        let hint = say!("换一个没有用过的编号", "choose a code that no other document has");
        Some(Problem::new(&TEMPLATE_SLIP, document.place.clone(), message).hint(hint))
    })
}

/// The first of each kind of slip in a template's text.
fn in_text(template: &Template) -> Vec<Problem> {
    let at = |byte: usize| place_in(&template.text, &template.shown, byte);
    let texts: Vec<(usize, &str)> = pieces(&template.text)
        .into_iter()
        .filter_map(|(at, piece)| match piece {
            Piece::Text(text) => Some((at, text)),
            Piece::Tag(_) | Piece::Comment => None,
        })
        .collect();
    let mut found = Vec::new();
    for kind in KINDS {
        let first = texts.iter().find_map(|(start, text)| Some(start + (kind.find)(text)?));
        if let Some(byte) = first {
            let (message, hint) = (kind.say)();
            found.push(Problem::new(&TEMPLATE_SLIP, at(byte), message).hint(hint));
        }
    }
    found
}

/// A kind of slip: where a text has it first, and what to say.
struct Kind {
    find: fn(&str) -> Option<usize>,
    say: fn() -> (Say, Say),
}

const KINDS: &[Kind] = &[
    Kind { find: full_width_braces, say: full_width_braces_said },
    Kind { find: full_width_call, say: full_width_call_said },
    Kind { find: stars, say: stars_said },
    Kind { find: numbered_by_hand, say: numbered_by_hand_said },
    Kind { find: one_paragraph, say: one_paragraph_said },
];

fn full_width_braces(text: &str) -> Option<usize> {
    ["｛｛", "｝｝", "｛%", "｛％", "%｝", "｛#", "{｛"].iter().filter_map(|marks| text.find(marks)).min()
}

fn full_width_braces_said() -> (Say, Say) {
    (
        say!(
            "全角的｛｛｝｝不是记号，会原样印出来",
            "full-width braces are no marks and are printed as they are"
        ),
        say!("在英文输入状态下写 {{{{ … }}}}", "write {{{{ … }}}} with half-width braces"),
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

/// Blocks of a child in another order than those below: the order is that of the template below.
fn moved(template: &Template, templates: &[Template]) -> Option<Problem> {
    let parent = parent(&template.text)?;
    let parent = templates.iter().find(|other| other.is_named(parent))?;
    let below = all_blocks(&parent.text);
    let mut last = 0;
    for (name, body) in blocks(&template.text) {
        let place = below.iter().position(|(other, _)| *other == name)?;
        if place < last {
            let byte = template.text.find(body)?;
            let message = say!(
                "“{name}”在这里换了位置，印出来的次序不变",
                "\"{name}\" stands in another place here; the papers keep the order of the template below"
            );
            let hint = say!(
                "次序由下面的模板定；各节的次序在 pack.toml 的 sections 里改",
                "the template below has the order; that of sections is set by `sections` in pack.toml"
            );
            let place = place_in(&template.text, &template.shown, byte);
            return Some(Problem::new(&TEMPLATE_SLIP, place, message).hint(hint));
        }
        last = place;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Lang;

    fn told(text: &str) -> Vec<String> {
        let template = Template { name: "w/a.typ".into(), shown: "a".into(), text: text.into() };
        let line = |problem: Problem| {
            format!(
                "{} {}",
                problem.place,
                problem.message.text(Lang::Zh).chars().take(6).collect::<String>()
            )
        };
        in_text(&template).into_iter().map(line).collect()
    }

    #[test]
    fn what_would_be_printed_without_a_word_is_found() {
        assert_eq!(told("各村｛｛ body.name ｝｝。"), ["a:1:3 全角的｛｛｝"]);
        assert_eq!(told("x\n#point【加强领导】"), ["a:2:1 函数后面的括"]);
        assert_eq!(told("把*好人*选进来。"), ["a:1:2 两个 * 之"]);
        assert_eq!(told("{% if x %}（四）开好会。{% endif %}"), ["a:1:11 手写的号码："]);
        assert_eq!(told("= 四、会议"), ["a:1:1 手写的号码："]);
        assert_eq!(told("开好会。\n散好会。"), ["a:2:1 这一行和上一"]);
    }

    #[test]
    fn what_is_meant_is_left_alone() {
        for text in [
            "开好会。\n\n散好会。",
            "{# ｛｛ #}各村{{ body.name }}。",
            "把3\\*4\\*5印出来。",
            "#let a = 2 * 3 * 4",
            "（草案）",
            "= 会议\n开好会。",
            "一是开好会。",
        ] {
            assert_eq!(told(text), Vec::<String>::new(), "{text}");
        }
    }
}
