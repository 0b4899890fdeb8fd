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
    let place = place_in(text, file, error.span().map_or(0, |span| span.start));
    let words = error.message().lines().collect::<Vec<_>>().join(" ");
    let (message, hint) = translate(&words);
    let snippet = match &place {
        Place::Line { line, .. } => text.lines().nth(line.saturating_sub(1)).map(str::to_owned),
        _ => None,
    };
    Problem { hint, snippet, ..Problem::new(code, place, message) }
}

/// What the TOML parser says, in words a clerk can use, and what to do.
const SYNTAX: &[(&str, &str, &str)] = &[
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
    ("key with no value", "等号右边没有内容", "没有内容的项目，在行首加 # 停用"),
];

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
        let message = say!("值的类型不对：现在是 {got}，应是 {want}", "wrong type: {got}, expected {want}");
        let hint = say!(
            "文字和日期要加英文引号，数字和 true/false 不加",
            "put texts and dates in quotes, numbers and true/false without"
        );
        return (message, Some(hint));
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
    (Say { zh: words.to_owned(), en: words.to_owned() }, None)
}
