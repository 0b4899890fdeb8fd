//! Wording taken out into a layer of one's own, with a note of what stood below: so that a change there does not pass unseen.

use std::collections::BTreeMap;

use crate::fill::Layers;
use crate::fill::blocks::fingerprint;
use crate::fill::changed_file::{BlockState, ChangedBlock, MOVED_PASSAGE, lines};
use crate::fill::files::LayerFiles;
use crate::fill::wording_file::{WORDING_FILE, of_layers};
use crate::problem::{Place, Problem, place_in};
use crate::say;

/// Begins the line that says what a text was when it was taken out.
const RECORD: &str = "# huanjie:from ";

/// A text of the wording as it goes into `wording.toml` of a layer of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EjectedWording {
    /// The file inside the layer.
    pub path: &'static str,
    /// The lines to be added to it.
    pub text: String,
}

impl Layers {
    /// The wording under a key as the layers have it, the workspace's own left aside; `None` where no layer has it.
    #[must_use]
    pub fn eject_wording(&self, key: &str) -> Option<EjectedWording> {
        let is_own = |layer: &&LayerFiles| layer.name == "workspace";
        let below: Vec<LayerFiles> = self.stack.iter().filter(|layer| !is_own(layer)).cloned().collect();
        let below = of_layers(&below, &mut Vec::new());
        let text = below.get(key)?;
        let record = format!("{RECORD}{key}={}\n", fingerprint(text));
        Some(EjectedWording { path: WORDING_FILE, text: format!("{record}{key} = {}\n", quoted(text)) })
    }
}

/// Each text of a layer's `wording.toml` beside the one that it stands over. `below`: the layers beneath, the next one first.
pub(super) fn changed_wording(layer: &LayerFiles, below: &[LayerFiles]) -> Vec<ChangedBlock> {
    let below = of_layers(below, &mut Vec::new());
    let own = of_layers(std::slice::from_ref(layer), &mut Vec::new());
    let text = layer.text(WORDING_FILE, &mut Vec::new()).unwrap_or_default();
    let block = |(key, text): (String, String)| {
        let was = below.get(&key).cloned().unwrap_or_default();
        let state = match (was == text, is_moved(records(layer), &below, &key)) {
            (true, _) => BlockState::Same,
            (false, true) => BlockState::Moved,
            (false, false) => BlockState::Changed,
        };
        let lines = if was == text { Vec::new() } else { lines(&was, &text) };
        ChangedBlock { name: key, state, lines }
    };
    if text.is_empty() { Vec::new() } else { own.into_iter().map(block).collect() }
}

/// One warning for each `wording.toml` of which a text below has changed since it was taken out.
pub(super) fn moved_wording(stack: &[LayerFiles]) -> Vec<Problem> {
    let upper = stack.split_last().map_or(&[][..], |(_, upper)| upper);
    let moved = |(at, layer): (usize, &LayerFiles)| {
        let below = of_layers(stack.get(at + 1..).unwrap_or_default(), &mut Vec::new());
        let own = of_layers(std::slice::from_ref(layer), &mut Vec::new());
        let moved: Vec<&str> = records(layer)
            .map(|(key, _)| key)
            .filter(|key| own.contains_key(*key) && is_moved(records(layer), &below, key))
            .collect();
        let first = moved.first()?;
        let text = layer.text(WORDING_FILE, &mut Vec::new())?;
        let line = text.find(&format!("{RECORD}{first}="))?;
        let list = moved.join(" ");
        let message = say!(
            "取出以后，下面的提法变了：{list}",
            "wording below has changed since it was taken out: {list}"
        );
        let hint = say!(
            "huanjie templates diff 对照新旧两种写法；看过以后，删去 {RECORD}… 这一行，就不再提醒",
            "huanjie templates diff shows both; delete the line {RECORD}… when you have looked"
        );
        let place: Place = place_in(text, &layer.shown(WORDING_FILE), line);
        Some(Problem::new(&MOVED_PASSAGE, place, message).hint(hint))
    };
    upper.iter().enumerate().filter_map(moved).collect()
}

/// The texts that a layer has taken out: key and fingerprint of what stood below.
fn records(layer: &LayerFiles) -> impl Iterator<Item = (&str, &str)> {
    let text = layer.text(WORDING_FILE, &mut Vec::new()).unwrap_or_default();
    text.lines().filter_map(|line| line.trim().strip_prefix(RECORD)?.split_once('='))
}

fn is_moved<'r>(
    mut records: impl Iterator<Item = (&'r str, &'r str)>,
    below: &BTreeMap<String, String>,
    key: &str,
) -> bool {
    let was = records.find(|(known, _)| *known == key);
    was.zip(below.get(key)).is_some_and(|((_, was), now)| was.trim() != fingerprint(now))
}

/// A text as TOML writes it; one of several paragraphs over several lines, so that people can edit it.
fn quoted(text: &str) -> String {
    let is_plain =
        |text: &str| !text.contains(['\\', '"']) && !text.chars().any(|c| c.is_control() && c != '\n');
    match (text.contains('\n'), is_plain(text)) {
        (true, true) => format!("\"\"\"\n{text}\"\"\""),
        _ => toml::Value::String(text.to_owned()).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_out_reads_back() {
        for text in ["一段。", "一段。\n又一段。", "有“引号”和\"引号\"。", "反\\斜\n线", ""]
        {
            let file: BTreeMap<String, String> = toml::from_str(&format!("a = {}\n", quoted(text))).unwrap();
            assert_eq!(file["a"], text);
        }
    }
}
