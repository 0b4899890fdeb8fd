//! The counts that stand in a sentence above a vote table.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{CongressFacts, Field, Given, PartialDate, Row, Source, TableKind};
use crate::read::grid::{Cell, Grid};
use crate::read::layout::title::Titles;
use crate::read::normalise::squeeze;
use crate::read::record::shared::Shared;
use crate::read::value;

/// The words before each count in the sentence of a 计票结果报告单.
const WORDS: &[(Field, &[&str])] = &[
    (Field::Entitled, &["应到会代表", "应到代表", "应到会", "应到"]),
    (Field::Present, &["实到会代表", "实到代表", "实到会", "实到"]),
    (Field::Issued, &["发出选票", "发出"]),
    (Field::Returned, &["收回选票", "收回"]),
    (Field::Valid, &["有效选票", "有效票"]),
    (Field::Void, &["无效选票", "无效票", "废票"]),
    (Field::Seats, &["应选执委", "应选"]),
];

/// What the lines around a vote table say.
#[derive(Debug, Default)]
pub(in crate::read) struct Sentence {
    counts: BTreeMap<Field, u32>,
    row: usize,
    date: Option<PartialDate>,
}

impl Sentence {
    /// The counts of the sentences in the rows above the header.
    pub(in crate::read) fn of_titles(grid: &Grid, titles: &Titles, header: usize) -> Self {
        let mut sentence = Self::default();
        for line in titles {
            let text = squeeze(&line.text);
            for (field, words) in WORDS {
                if let Some(count) = words.iter().find_map(|word| number_after(&text, word)) {
                    sentence.counts.insert(*field, count);
                }
            }
        }
        let says = |row: &usize| {
            grid.rows.get(*row).is_some_and(|cells| cells.iter().any(|cell| cell.shown().contains("应到")))
        };
        sentence.row = (0..header).rev().find(says).unwrap_or(0);
        sentence
    }

    /// A date at the foot of the table is the day of the vote.
    pub(in crate::read) fn foot(&mut self, grid: &Grid, row: usize) {
        let Some(cells) = grid.rows.get(row) else { return };
        for cell in cells.iter().filter(|cell| !cell.is_empty()) {
            self.foot_cell(cell, grid.epoch_1904);
        }
    }

    /// The same of one text below the table.
    pub(in crate::read) fn foot_cell(&mut self, cell: &Cell, epoch_1904: bool) {
        let is_date = match cell {
            Cell::Date(_) => true,
            Cell::Text(text) => text.contains('年') && text.contains('日') && text.chars().count() < 20,
            _ => false,
        };
        let frame = value::Frame { latest_year: 2100, epoch_1904 };
        if let (true, Ok(dated)) = (is_date, value::date(cell, frame)) {
            self.date.get_or_insert(dated.date);
        }
    }

    /// The congress record that the sentences make, if they say anything.
    pub(in crate::read) fn into_record(self, grid: &Grid, shared: &Shared) -> Option<Row<CongressFacts>> {
        if self.counts.is_empty() {
            return None;
        }
        let count = |field| Given::from(self.counts.get(&field).copied());
        let value = CongressFacts {
            date: Given::from(self.date),
            entitled: count(Field::Entitled),
            present: count(Field::Present),
            issued: count(Field::Issued),
            returned: count(Field::Returned),
            valid: count(Field::Valid),
            void: count(Field::Void),
            seats: count(Field::Seats),
            ..CongressFacts::default()
        };
        let row = u32::try_from(self.row).unwrap_or(0) + 1;
        Some(Row {
            table: TableKind::Congresses,
            county: shared.county.clone(),
            town: shared.town.clone(),
            unit: shared.unit.clone(),
            value,
            extra: BTreeMap::new(),
            source: Source { file: grid.file.clone(), sheet: grid.sheet.clone(), row },
            columns: Arc::new(WORDS.iter().map(|(field, _)| (*field, 0)).collect()),
        })
    }
}

/// The number right after a word: 应到代表32名 → 32.
fn number_after(text: &str, word: &str) -> Option<u32> {
    let (_, rest) = text.split_once(word)?;
    let digits: String = rest
        .trim_start_matches([':', '数', '为', '共'])
        .chars()
        .take_while(char::is_ascii_digit)
        .take(7)
        .collect();
    digits.parse().ok()
}
