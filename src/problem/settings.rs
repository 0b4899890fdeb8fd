//! Files of settings (TOML): their places, and what is wrong in them in words a clerk can use.

use crate::problem::{Code, Place, Problem, Say};
use crate::say;

/// The line and column of a byte of a text; both count from 1, the column in characters.
#[must_use]
pub fn place_in(text: &str, file: &str, byte: usize) -> Place {
    let before = text.get(..byte.min(text.len())).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    Place::Line { file: file.to_owned(), line, column }
}

/// A TOML or type error at its line, with the line.
#[must_use]
pub fn toml_problem(code: &'static Code, text: &str, file: &str, error: &toml::de::Error) -> Problem {
    let byte = error.span().map_or(0, |span| span.start);
    let words = error.message().lines().collect::<Vec<_>>().join(" ");
    let (byte, (message, hint)) = match open_quote(text, byte) {
        // A text that goes on in the next line: the parser only stumbles there.
        Some(quote) => (quote, translate(BROKEN_TEXT)),
        None => wide_sign(text, byte)
            .or_else(|| sentence(text, byte, &words))
            .unwrap_or_else(|| (byte, translate(&words))),
    };
    let line = text.get(..byte).unwrap_or(text).matches('\n').count();
    let snippet = text.lines().nth(line).map(str::to_owned);
    let hint = match snippet.as_deref().map(str::trim_start) {
        // `[document]` where there may be several.
        Some(heading)
            if words.starts_with("invalid type: map, expected a sequence") && heading.starts_with('[') =>
        {
            let name = heading.trim_matches(['[', ']', ' ']);
            Some(say!("这里要写两层方括号：[[{name}]]", "write two brackets: [[{name}]]"))
        }
        Some(_) if words.starts_with("invalid type: string") && words.contains("expected a sequence") => {
            Some(say!(
                "只有一项也要放进方括号，例如 [\"甲\"]",
                "put even a single one into brackets, such as [\"a\"]"
            ))
        }
        _ => hint,
    };
    Problem { hint, snippet, ..Problem::new(code, place_in(text, file, byte), message) }
}

/// The line of a byte, and where it begins.
fn line_of(text: &str, byte: usize) -> Option<(usize, &str)> {
    let start = text.get(..byte)?.rfind('\n').map_or(0, |at| at + 1);
    Some((start, text.get(start..)?.lines().next()?))
}

/// Signs that input methods for Chinese write, and what stands for them in settings.
const WIDE: [(char, char); 8] =
    [('＝', '='), ('，', ','), ('｛', '{'), ('｝', '}'), ('［', '['), ('］', ']'), ('＂', '"'), ('＃', '#')];

/// A full-width sign outside the texts in the line of a byte, and what to say of it.
fn wide_sign(text: &str, byte: usize) -> Option<(usize, (Say, Option<Say>))> {
    let (start, line) = line_of(text, byte)?;
    let mut in_text = false;
    for (at, sign) in line.char_indices() {
        match WIDE.iter().find(|(wide, _)| *wide == sign) {
            Some((wide, narrow)) if !in_text => {
                let message = say!("这里的“{wide}”是全角的", "this {wide} is full-width");
                let hint = say!("在英文输入状态下写 {narrow}", "write {narrow} with half-width signs");
                return Some((start + at, (message, Some(hint))));
            }
            _ if sign == '"' => in_text = !in_text,
            _ if sign == '#' && !in_text => return None,
            _ => {}
        }
    }
    None
}

/// A line of words without an equals sign, and what to say of it.
fn sentence(text: &str, byte: usize, words: &str) -> Option<(usize, (Say, Option<Say>))> {
    let (_, line) = line_of(text, byte)?;
    if !words.contains("key with no value") || line.contains('=') {
        return None;
    }
    let hint =
        say!("项目写成 name = \"…\"；说明文字前面写 #", "write name = \"…\", or # in front of a remark");
    Some((byte, (say!("这一行没有等号", "this line has no equals sign"), Some(hint))))
}

/// What the parser says of a text whose quotes do not close.
const BROKEN_TEXT: &str = "invalid basic string";

/// The quote that is not closed in the line of a byte or in the one before it.
fn open_quote(text: &str, byte: usize) -> Option<usize> {
    let before = text.get(..byte)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let above = before.get(..start.saturating_sub(1))?.rfind('\n').map_or(0, |at| at + 1);
    let is_open = |from: usize| {
        let line = text.get(from..)?.lines().next()?;
        let is_text = !line.contains("\"\"\"") && !line.trim_start().starts_with('#');
        let quotes =
            line.match_indices('"').filter(|(at, _)| !line.get(..*at).is_some_and(|l| l.ends_with('\\')));
        let last = quotes.clone().next_back()?.0;
        (is_text && quotes.count() % 2 == 1).then_some(from + last)
    };
    // Of a text in several lines the first one counts; inside `"""` nothing does.
    let inside = before.matches("\"\"\"").count() % 2 == 1;
    let found = is_open(above).filter(|_| above < start).or_else(|| is_open(start));
    found.filter(|_| !inside)
}

/// What the TOML parser says, in words a clerk can use, and what to do.
const SYNTAX: &[(&str, &str, &str)] = &[
    (
        "unexpected key or value",
        "一行里写了两样东西：引号里面又用了英文引号，或者两项写在了一行",
        "文字里面的引号用中文的“”；一项写一行",
    ),
    ("duplicate key", "同一个小节或项目写了两遍", "合成一处：小节标题只能出现一次，项目写在它下面"),
    (
        "string values must be quoted",
        "等号右边的文字没有加英文引号",
        "写成 name = \"青坑镇\"；中文引号“”不行，要用英文的",
    ),
    ("invalid date", "日期没有加引号", "写成 as_of = \"2026-10\" 或 \"2026-10-20\""),
    (
        "invalid basic string",
        "文字的引号没有成对",
        "两头都用英文引号；一段文字写在一行里，几段的用 \"\"\" 括起来",
    ),
    ("unclosed", "括号没有成对", "方括号 [ ] 和花括号 { } 都要成对"),
    ("missing comma", "列表里两项之间少了英文逗号", "各项之间用英文逗号 , 隔开"),
    (
        "invalid unquoted key",
        "等号左边的名称有英文字母、数字以外的字，要加英文引号",
        "写成 \"读过什么书\" = \"education\"",
    ),
    ("invalid multi-line basic string", "三个引号 \"\"\" 没有成对", "文字的最后也写 \"\"\""),
    ("escaped value", "文字里的 \\ 是记号", "写成 \\\\；路径里用 /"),
    ("invalid float", "这里写的不是数字，也不是加了英文引号的文字", "文字加英文引号；是和否写 true、false"),
    (
        "cannot extend value",
        "前面已经整个写了这一项，这里又写改动",
        "两种写法只用一种：整个清单，或者 .add、.remove、.rename、.order",
    ),
    ("inline table", "花括号里少了英文逗号，或者少了后面的 }", "写成 { name = \"x\", heading = \"标题\" }"),
    ("in array", "方括号里写得不对", "文字加英文引号，各项之间用英文逗号 , 隔开，最后是 ]"),
    ("key with no value", "等号右边没有内容", "没有内容的项目，在行首加 # 停用"),
];

/// What serde calls a type, in words that a clerk uses; a value in quotes or backquotes stays behind it.
const TYPES: &[(&str, &str, &str)] = &[
    ("string", "文字", "a text"),
    ("a string", "加英文引号的文字", "a text in quotes"),
    ("str", "加英文引号的文字", "a text in quotes"),
    ("integer", "数字", "a number"),
    ("floating point", "带小数点的数", "a number with a decimal point"),
    ("u8", "数字", "a number"),
    ("u16", "数字", "a number"),
    ("u32", "数字", "a number"),
    ("u64", "数字", "a number"),
    ("usize", "数字", "a number"),
    ("i16", "数字", "a number"),
    ("i64", "数字", "a number"),
    ("boolean", "true 或 false", "true or false"),
    ("a boolean", "true 或 false", "true or false"),
    ("bool", "true 或 false", "true or false"),
    ("sequence", "一串内容（方括号里的）", "a list in square brackets"),
    (
        "a sequence",
        "方括号里的一串，例如 [\"甲\", \"乙\"]",
        "a list in square brackets, such as [\"a\", \"b\"]",
    ),
    ("map", "一个小节", "a section"),
    ("a map", "一个小节，例如 [town] 下面几行", "a section, such as the lines under [town]"),
    ("datetime", "没有加引号的日期", "a date without quotes"),
    // What `pack.toml` has in two shapes.
    (
        "a list of parts",
        "清单 [\"名称\", …]，或者改动 { add = […], remove = […], rename = {…}, order = […] }",
        "a list of names, or what it changes in the one below: { add, remove, rename, order }",
    ),
    (
        "a part",
        "名称 \"goals\"，或者 { name = \"goals\", heading = \"标题\" }",
        "a name, or a table with name and heading",
    ),
    ("a name or names", "一个名称 \"age\"，或者几个 [\"position\", \"job\"]", "a name, or a list of names"),
];

fn plain_type(words: &str) -> (String, String) {
    let (kind, value) = words
        .split_once(['`', '"'])
        .map_or((words, ""), |(kind, _)| (kind, words.get(kind.len()..).unwrap_or_default()));
    let kind = kind.trim();
    let found = TYPES.iter().find(|(name, ..)| *name == kind);
    // What our own types ask for is said in a sentence of theirs.
    let (zh, en) = found.map_or((kind, kind), |(_, zh, en)| (*zh, *en));
    let value = value.trim_matches('`');
    let zh = if zh.starts_with("struct ") { "一个小节" } else { zh };
    let en = if en.starts_with("struct ") { "a section" } else { en };
    if value.is_empty() {
        (zh.to_owned(), en.to_owned())
    } else {
        (format!("{zh} {value}"), format!("{en} {value}"))
    }
}

/// serde's sentences, by their fixed beginnings; anything else is shown as it is.
fn translate(words: &str) -> (Say, Option<Say>) {
    let quoted: Vec<&str> = words.split('`').skip(1).step_by(2).collect();
    if let (true, Some((unknown, known))) = (words.starts_with("unknown field"), quoted.split_first()) {
        let list = known.join(" ");
        let near = known
            .iter()
            .max_by(|a, b| strsim::jaro(a, unknown).total_cmp(&strsim::jaro(b, unknown)))
            .copied();
        let hint = match near.filter(|near| strsim::jaro(near, unknown) > 0.7) {
            Some(near) => {
                say!("是不是“{near}”？可用的项目：{list}", "did you mean \"{near}\"? known keys: {list}")
            }
            None => say!("可用的项目：{list}", "known keys: {list}"),
        };
        return (say!("没有“{unknown}”这个项目", "there is no key \"{unknown}\""), Some(hint));
    }
    if let (true, Some(missing)) = (words.starts_with("missing field"), quoted.first()) {
        return (
            say!("缺少“{missing}”", "\"{missing}\" is missing"),
            Some(say!("加上 {missing} = …", "add {missing} = …")),
        );
    }
    if let (true, Some((got, want))) = (words.starts_with("invalid type"), words.split_once(", expected ")) {
        let got = got.trim_start_matches("invalid type: ");
        let ((got_zh, got_en), (want_zh, want_en)) = (plain_type(got), plain_type(want));
        let message =
            say!("这里该写{want_zh}，现在写的是{got_zh}", "this should be {want_en}, and is {got_en}");
        let hint = say!(
            "文字和日期要加英文引号，数字和 true/false 不加",
            "put texts and dates in quotes, numbers and true/false without"
        );
        return (message, Some(hint));
    }
    let is_number = words.starts_with("invalid value: integer");
    if let (true, [number, ..]) = (is_number, quoted.as_slice()) {
        let message =
            say!("“{number}”太大、太小，或者是负数", "{number} is too large, too small, or below zero");
        return (message, None);
    }
    if let (true, Some((unknown, known))) = (words.starts_with("unknown variant"), quoted.split_first()) {
        let list = known.join(" ");
        return (
            say!("不能写“{unknown}”", "\"{unknown}\" is not a choice"),
            Some(say!("可选：{list}", "choices: {list}")),
        );
    }
    for (begins, zh, hint) in SYNTAX {
        if words.contains(begins) {
            let message = Say { zh: (*zh).to_owned(), en: words.to_owned() };
            return (
                message,
                Some(Say {
                    zh: (*hint).to_owned(),
                    en: "see the TOML rules at the top of the file".to_owned(),
                }),
            );
        }
    }
    // What our own types ask for is Chinese already.
    match words.is_ascii() {
        true => (say!("这一行写得不对：{words}", "{words}"), None),
        false => (Say { zh: words.to_owned(), en: words.to_owned() }, None),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::problem::{Lang, Severity};

    #[test]
    fn mistakes_of_people_are_reported_in_their_words() {
        static CODE: Code = Code { id: "x", severity: Severity::Error, source: "" };
        for (text, place, said) in [
            ("a ＝ \"好\"", "f:1:3", "这里的“＝”是全角的"),
            ("a = [\"甲\"，\"乙\"]", "f:1:9", "这里的“，”是全角的"),
            ("［wording］\n", "f:1:1", "这里的“［”是全角的"),
            ("下面是提法\n", "f:1:", "这一行没有等号"),
            ("// note\n", "f:1:", "这一行没有等号"),
            ("goal\n", "f:1:5", "这一行没有等号"),
            ("读过 = \"a\"", "f:1:1", "等号左边的名称有"),
            ("a = \"D:\\材料\"", "f:1:9", "文字里的 \\ 是记号"),
            ("a = no", "f:1:5", "这里写的不是数字"),
            ("a = [{ b = 1 ]", "f:1:14", "花括号里少了"),
        ] {
            let error = toml::from_str::<toml::Table>(text).unwrap_err();
            let problem = toml_problem(&CODE, text, "f", &error);
            let message = problem.message.text(Lang::Zh);
            assert!(message.starts_with(said) && problem.hint.is_some(), "{text}: {message}");
            assert!(problem.place.to_string().starts_with(place), "{text}: {}", problem.place);
        }
    }

    #[test]
    fn no_type_of_a_programming_language_is_named() {
        let said = |text: &str| {
            let numbers = toml::from_str::<BTreeMap<String, u32>>(text).unwrap_err();
            translate(&numbers.message().lines().collect::<Vec<_>>().join(" ")).0
        };
        assert_eq!(said("seats = \"九\"").zh, "这里该写数字，现在写的是文字 \"九\"");
        assert_eq!(said("seats = [9]").en, "this should be a number, and is a list in square brackets");
        let lists = toml::from_str::<BTreeMap<String, Vec<String>>>("units = \"霞垅村\"").unwrap_err();
        let said = translate(lists.message()).0;
        assert!(said.zh.starts_with("这里该写方括号里的一串"), "{}", said.zh);
        for (_, zh, en) in TYPES {
            assert!(
                !["u32", "sequence", "struct", "bool"]
                    .iter()
                    .any(|word| zh.contains(word) || en.contains(word))
            );
        }
    }
}
