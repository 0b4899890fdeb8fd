//! Errors of TOML files at their line, in words.

use crate::problem::Code;
use crate::problem::Place;
use crate::problem::Problem;
use crate::problem::Say;
use crate::say;

/// The line and column of a byte of the text.
pub(super) fn place(text: &str, file: &str, byte: usize) -> Place {
    let before = text.get(..byte.min(text.len())).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    Place::Line { file: file.to_owned(), line, column }
}

/// A TOML or type error as a problem.
pub(super) fn problem(code: &'static Code, text: &str, file: &str, error: &toml::de::Error) -> Problem {
    let at = place(text, file, error.span().map_or(0, |span| span.start));
    let words = error.message().lines().collect::<Vec<_>>().join(" ");
    let quoted: Vec<&str> = words.split('`').skip(1).step_by(2).collect();
    let known = || quoted.iter().skip(1).copied().collect::<Vec<_>>().join(" ");
    match quoted.first() {
        Some(word) if words.starts_with("unknown field") => {
            let list = known();
            let hint = say!("可用的项目：{list}", "known keys: {list}");
            Problem::new(code, at, say!("没有“{word}”这个项目", "there is no key \"{word}\"")).hint(hint)
        }
        Some(word) if words.starts_with("unknown variant") => {
            let list = known();
            let hint = say!("可选：{list}", "choices: {list}");
            Problem::new(code, at, say!("不能写“{word}”", "\"{word}\" is not a choice")).hint(hint)
        }
        Some(word) if words.starts_with("missing field") => {
            let hint = say!("加上 {word} = …", "add {word} = …");
            Problem::new(code, at, say!("缺少“{word}”", "\"{word}\" is missing")).hint(hint)
        }
        _ => Problem::new(code, at, Say { zh: words.clone(), en: words }),
    }
}
