//! The stroke table: how many strokes a character has and in which order they are written.
//!
//! `strokes.tsv` beside this file gives character, stroke count, stroke classes (1 横 2 竖 3 撇 4 点 5 折), position in
//! the 2013 table of general standard characters, and basis. Its first lines tell where the facts are from.

use std::collections::HashMap;
use std::sync::OnceLock;

/// The place of one character among all: fewer strokes first, then stroke by stroke, then the standard table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct StrokeKey {
    count: u8,
    sequence: &'static str,
    index: u32,
    character: char,
}

impl StrokeKey {
    /// The blank that stands for a missing character: before every character.
    pub(super) const BLANK: Self = Self { count: 0, sequence: "", index: 0, character: '\0' };

    /// The key of a character; one that the table lacks sorts after all others, by code point.
    pub(super) fn of(character: char) -> Self {
        table().get(&character).copied().unwrap_or(Self {
            count: u8::MAX,
            sequence: "",
            index: u32::MAX,
            character,
        })
    }
}

/// The number of strokes, `None` for a character the table lacks.
#[must_use]
pub fn stroke_count(character: char) -> Option<u8> {
    table().get(&character).map(|key| key.count)
}

fn table() -> &'static HashMap<char, StrokeKey> {
    static TABLE: OnceLock<HashMap<char, StrokeKey>> = OnceLock::new();
    TABLE.get_or_init(|| {
        include_str!("strokes.tsv").lines().filter_map(parse).map(|key| (key.character, key)).collect()
    })
}

fn parse(line: &'static str) -> Option<StrokeKey> {
    let mut fields = line.split('\t');
    let character = fields.next()?.chars().next().filter(|&c| c != '#')?;
    let count = fields.next()?.parse().ok()?;
    let sequence = fields.next().unwrap_or("");
    let index = fields.next().and_then(|text| text.parse().ok()).filter(|&n| n > 0).unwrap_or(u32::MAX);
    Some(StrokeKey { count, sequence, index, character })
}
