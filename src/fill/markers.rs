//! What travels through Tera as private characters: missing values, ids of figures, and texts that look like lists.
//!
//! Data cannot forge one: [`scrub`] drops such characters from everything that comes from outside.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use tera::Value;

/// Opens a blank; never part of data.
pub(super) const BLANK_START: char = '\u{E000}';
/// Closes a blank; never part of data.
pub(super) const BLANK_END: char = '\u{E001}';
/// Opens the id of the figure that the text behind it tells; never part of data.
const FIGURE_START: char = '\u{E002}';
/// Closes that id; never part of data.
const FIGURE_END: char = '\u{E003}';
/// Stands before a text of the data that might be taken for a printed list or object; never part of data.
const DATA: char = '\u{E004}';
/// First of the characters that mark template lines (`locate`); never part of data.
pub(super) const FIRST_MARK: char = '\u{100000}';
/// A stretch of a printed text.
pub(super) enum Piece<'a> {
    Text(&'a str),
    Blank(&'a str),
    /// What follows tells this figure.
    Figure(&'a str),
}

/// The text that stands for a missing value.
pub(super) fn blank(label: &str) -> String {
    format!("{BLANK_START}{label}{BLANK_END}")
}

/// A text that tells a figure: what is printed of it can be told by [`take_figures`].
pub(super) fn figure(id: &str, text: &str) -> String {
    format!("{FIGURE_START}{id}{FIGURE_END}{text}")
}

/// Takes the ids of the figures out of a generated source; the source without them is what Typst gets.
pub(super) fn take_figures(source: String, ids: &mut BTreeSet<String>) -> String {
    if !source.contains(FIGURE_START) {
        return source;
    }
    let mut plain = String::with_capacity(source.len());
    for piece in source.split_inclusive(FIGURE_END) {
        match piece.split_once(FIGURE_START) {
            Some((before, id)) => {
                plain.push_str(before);
                ids.insert(id.trim_end_matches(FIGURE_END).to_owned());
            }
            None => plain.push_str(piece),
        }
    }
    plain
}

/// The figures of a generated source: the id of each, and the byte at which its text begins once the ids are taken out.
pub(super) fn figures_at(source: &str) -> Vec<(String, usize)> {
    let (mut found, mut passed) = (Vec::new(), 0);
    for piece in source.split_inclusive(FIGURE_END) {
        match piece.split_once(FIGURE_START) {
            Some((before, id)) => {
                passed += before.len();
                found.push((id.trim_end_matches(FIGURE_END).to_owned(), passed));
            }
            None => passed += piece.len(),
        }
    }
    found
}

/// Whether the text is one missing value and nothing else.
pub(super) fn is_blank(text: &str) -> bool {
    matches!(pieces(text).as_slice(), [Piece::Blank(_)])
}

/// Whether a value is missing: a blank, none, or a date without a text.
pub(super) fn is_blank_value(value: &Value) -> bool {
    let text = value.as_map().and_then(|map| map.get(&"text".into()));
    value.is_none() || value.as_str().or(text.and_then(Value::as_str)).is_some_and(is_blank)
}

/// The text with places to fill in instead of blanks, for titles and file names.
pub(super) fn plain(text: &str) -> String {
    let piece = |piece: &Piece<'_>| match piece {
        Piece::Text(text) => text.chars().filter(|&c| !is_private(c) && !c.is_control()).collect(),
        Piece::Blank(_) => "××".to_owned(),
        Piece::Figure(_) => String::new(),
    };
    pieces(text).iter().map(piece).collect()
}

/// Removes from everything that comes from outside the characters that mean something to us, and those that turn the direction
/// of text: behind one of them a telephone number would be printed backwards.
pub(super) fn scrub(json: &mut Json) {
    match json {
        Json::String(text) => text.retain(|c| !is_private(c) && !is_turning(c)),
        Json::Array(items) => items.iter_mut().for_each(scrub),
        Json::Object(map) => {
            if map.keys().any(|key| key.contains(is_private)) {
                *map = std::mem::take(map)
                    .into_iter()
                    .map(|(key, value)| (key.replace(is_private, ""), value))
                    .collect();
            }
            map.values_mut().for_each(scrub);
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// Marks a text of the data that looks like a printed list or object, so that [`escape`] takes it for the text it is.
pub(super) fn mark_data(text: &mut String) {
    if is_whole(text) {
        text.insert(0, DATA);
    }
}

/// A text cut at its markers.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find([BLANK_START, FIGURE_START]) {
        let (before, after) = rest.split_at(at);
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        let is_blank = after.starts_with(BLANK_START);
        let after = after.trim_start_matches(if is_blank { BLANK_START } else { FIGURE_START });
        rest = match after.split_once(if is_blank { BLANK_END } else { FIGURE_END }) {
            Some((word, after)) => {
                pieces.push(if is_blank { Piece::Blank(word) } else { Piece::Figure(word) });
                after
            }
            None => after,
        };
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// Whether a text is how Tera writes a list of texts or an object: nothing that a paper says.
pub(super) fn is_whole(text: &str) -> bool {
    let begins = text.starts_with("{\"") || text.starts_with("[\"") || text.starts_with("[{\"");
    // Tera writes our marks the way Rust does.
    begins && serde_json::from_str::<serde::de::IgnoredAny>(&text.replace("\\u{", "{")).is_ok()
}

/// Whether a character is one of ours, and no text.
pub(super) fn is_private(character: char) -> bool {
    (BLANK_START..=DATA).contains(&character) || character >= FIRST_MARK
}

/// Embeddings, overrides and isolates of the bidirectional algorithm (Unicode UAX 9). Chinese papers have no use for them.
fn is_turning(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
