//! `wording.toml`: a layer's texts by key.

use std::collections::BTreeMap;

use toml::Spanned;

use crate::fill::files::LayerFiles;
use crate::problem::{Code, Problem, Severity, TomlSize};
use crate::problem::{place_in, toml_problem};
use crate::say;

/// `wording.toml` is not a list of texts. Source: DESIGN 7.
pub(super) static BAD_WORDING: Code =
    Code { id: "bad-wording", severity: Severity::Error, source: "DESIGN 7" };

/// What the file may hold: the default layer has some hundred passages in 8 KB.
const SIZE: TomlSize =
    TomlSize { bytes: 1 << 20, text: 64 << 10, list: 500, section: 2_000, number: i64::MAX, free: &[] };

pub(super) const WORDING_FILE: &str = "wording.toml";

/// The wording of all layers, an upper layer's over a lower one's.
pub(super) fn of_layers(stack: &[LayerFiles], problems: &mut Vec<Problem>) -> BTreeMap<String, String> {
    let mut wording = BTreeMap::new();
    for layer in stack.iter().rev() {
        let Some(text) = layer.text(WORDING_FILE, problems) else { continue };
        if let Some((byte, message)) = SIZE.exceeded(text) {
            let place = place_in(text, &layer.shown(WORDING_FILE), byte);
            problems.push(Problem::new(&BAD_WORDING, place, message));
            continue;
        }
        match toml::from_str::<BTreeMap<String, Spanned<toml::Value>>>(text) {
            Ok(entries) => collect(entries, &mut wording, |key, byte| {
                let place = place_in(text, &layer.shown(WORDING_FILE), byte);
                let message = say!("“{key}”应是文字", "\"{key}\" should be a text");
                let hint = say!(
                    "写成 {key} = \"…\"；多段文字用 \"\"\" 括起来",
                    "write {key} = \"…\", or \"\"\" around several paragraphs"
                );
                problems.push(Problem::new(&BAD_WORDING, place, message).hint(hint));
            }),
            Err(error) => {
                problems.push(toml_problem(&BAD_WORDING, text, &layer.shown(WORDING_FILE), &error));
            }
        }
    }
    wording
}

/// A key holds a text, or a list of texts: its paragraphs.
fn collect(
    entries: BTreeMap<String, Spanned<toml::Value>>,
    wording: &mut BTreeMap<String, String>,
    mut wrong: impl FnMut(&str, usize),
) {
    for (key, value) in entries {
        let byte = value.span().start;
        let lines = |items: &[toml::Value]| {
            items.iter().map(|item| item.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()
        };
        let text = match value.into_inner() {
            toml::Value::String(text) => Some(text.trim_end_matches('\n').to_owned()),
            toml::Value::Array(items) => lines(&items).map(|lines| lines.join("\n")),
            _ => None,
        };
        match text {
            Some(text) => {
                wording.insert(key, text);
            }
            None => wrong(&key, byte),
        }
    }
}
