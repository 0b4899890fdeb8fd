//! The counts that stand in a sentence above a vote table.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{CongressFacts, Field, Given, PartialDate, Row, Source, TableKind};
use crate::read::grid::{Cell, CellRef, Grid};
use crate::read::layout::title::Titles;
use crate::read::record::shared::Shared;
use crate::read::value;
use crate::read::value::TallyWords;

/// Counts, each with its cell.
pub(in crate::read) type Facts = BTreeMap<Field, (u32, CellRef)>;

/// What the lines around a vote table say.
#[derive(Debug, Default)]
pub(in crate::read) struct Sentence {
    counts: BTreeMap<Field, u32>,
    row: usize,
    date: Option<PartialDate>,
}

impl Sentence {
    /// The counts of the sentences in the rows above the header.
    pub(in crate::read) fn of_titles(titles: &Titles) -> Self {
        let mut sentence = Self::default();
        for line in titles {
            let text = value::of_congress(&line.text);
            let said = sentence.counts.len();
            sentence.counts.extend(counts_in(&text));
            if said == 0 && !sentence.counts.is_empty() {
                sentence.row = line.row();
            }
        }
        sentence
    }

    /// A number that the sentences say.
    pub(in crate::read) fn count(&self, field: Field) -> Option<u32> {
        self.counts.get(&field).copied()
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
        let at = CellRef { row: self.row, column: 0 };
        let facts = self.counts.iter().map(|(field, count)| (*field, (*count, at))).collect();
        let mut row = congress_row(grid, self.row, shared, &facts);
        row.value.date = Given::from(self.date);
        Some(row)
    }
}

/// The record of counts beside a tally, at the row where they stand.
pub(in crate::read) fn congress_row(
    grid: &Grid,
    row: usize,
    shared: &Shared,
    facts: &Facts,
) -> Row<CongressFacts> {
    let count = |field| Given::from(facts.get(&field).map(|(count, _)| *count));
    let value = CongressFacts {
        entitled: count(Field::Entitled),
        present: count(Field::Present),
        issued: count(Field::Issued),
        returned: count(Field::Returned),
        valid: count(Field::Valid),
        void: count(Field::Void),
        seats: count(Field::Seats),
        ..CongressFacts::default()
    };
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut columns: BTreeMap<Field, u32> =
        facts.iter().map(|(field, (_, at))| (*field, number(at.column))).collect();
    // Beside a tally: such a row adds to the others of its sheet.
    columns.insert(Field::For, 0);
    Row {
        table: TableKind::Congresses,
        county: shared.county.clone(),
        town: shared.town.clone(),
        unit: shared.unit.clone(),
        value,
        extra: BTreeMap::new(),
        source: Source { file: grid.file.clone(), sheet: grid.sheet.clone(), row: number(row) + 1 },
        columns: Arc::new(columns),
    }
}

/// The counts of a line of text, each behind its word.
pub(in crate::read) fn counts_in(text: &str) -> impl Iterator<Item = (Field, u32)> {
    let mut found = BTreeMap::new();
    // The longest words come first: 有效选票 before 有效.
    for (word, field) in TallyWords::get().facts() {
        if let Some(count) = number_after(text, word) {
            found.entry(field).or_insert(count);
        }
    }
    found.into_iter()
}

/// The number right after a word: 应到代表32名 → 32.
fn number_after(text: &str, word: &str) -> Option<u32> {
    let (_, rest) = text.split_once(word)?;
    let rest = rest.trim_start_matches([':', '数', '为', '共', '(', '张', ')']);
    let is_number = |c: &char| c.is_ascii_digit() || value::NUMERALS.contains(*c);
    // 30（含列席2人）: how many of them have a vote, it does not say.
    let others = rest.split(['，', ',', '；', ';', '。']).next().is_some_and(|part| part.contains('含'));
    if others {
        return None;
    }
    let number: String = rest.chars().take_while(is_number).take(7).collect();
    value::count(&Cell::text(&number))
}
