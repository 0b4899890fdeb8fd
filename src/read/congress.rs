//! The counts that stand in a sentence above a vote table, and one congress record per body from all its sources.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Congress, Given, PartialDate, Row, Source, TableKind};
use crate::problem::Code;
use crate::problem::Place;
use crate::problem::Problem;
use crate::problem::Severity;
use crate::read::Reading;
use crate::read::fold::squeeze;
use crate::read::grid::{Cell, Grid};
use crate::read::rows::Shared;
use crate::read::sheet::Titles;
use crate::read::value;
use crate::say;

/// Two sheets say different things of one congress. Source: DOMAIN 4.6 (9).
pub(super) static DISAGREE: Code = Code { id: "disagree", severity: Severity::Error, source: "DOMAIN 4.6" };

/// The words before each count in the sentence of a 计票结果报告单.
const WORDS: &[(&str, &[&str])] = &[
    ("entitled", &["应到会代表", "应到代表", "应到会", "应到"]),
    ("present", &["实到会代表", "实到代表", "实到会", "实到"]),
    ("issued", &["发出选票", "发出"]),
    ("returned", &["收回选票", "收回"]),
    ("valid", &["有效选票", "有效票"]),
    ("void", &["无效选票", "无效票", "废票"]),
    ("seats", &["应选执委", "应选"]),
];

/// What the lines around a vote table say.
#[derive(Debug, Default)]
pub(super) struct Facts {
    counts: BTreeMap<&'static str, u32>,
    row: usize,
    date: Option<PartialDate>,
}

impl Facts {
    /// The counts of the sentences in the rows above the header.
    pub(super) fn of_titles(grid: &Grid, titles: &Titles, header: usize) -> Self {
        let mut facts = Self::default();
        for (_, title) in titles {
            let text = squeeze(title);
            for (field, words) in WORDS {
                if let Some(count) = words.iter().find_map(|word| number_after(&text, word)) {
                    facts.counts.insert(field, count);
                }
            }
        }
        let says = |row: &usize| {
            grid.rows.get(*row).is_some_and(|cells| cells.iter().any(|cell| cell.shown().contains("应到")))
        };
        facts.row = (0..header).rev().find(says).unwrap_or(0);
        facts
    }

    /// A date at the foot of the table is the day of the vote.
    pub(super) fn foot(&mut self, grid: &Grid, row: usize) {
        let Some(cells) = grid.rows.get(row) else { return };
        for cell in cells.iter().filter(|cell| !cell.is_empty()) {
            let is_date = match cell {
                Cell::Date(_) => true,
                Cell::Text(text) => text.contains('年') && text.contains('日') && text.chars().count() < 20,
                _ => false,
            };
            let frame = value::Frame { latest_year: 2100, epoch_1904: grid.epoch_1904 };
            if let (true, Ok(dated)) = (is_date, value::date(cell, frame)) {
                self.date.get_or_insert(dated.date);
            }
        }
    }

    /// The congress record that the sentences make, if they say anything.
    pub(super) fn into_record(self, grid: &Grid, shared: &Shared, reading: &mut Reading) {
        if self.counts.is_empty() {
            return;
        }
        let count = |field: &str| Given::from(self.counts.get(field).copied());
        let value = Congress {
            date: Given::from(self.date),
            entitled: count("entitled"),
            present: count("present"),
            issued: count("issued"),
            returned: count("returned"),
            valid: count("valid"),
            void: count("void"),
            seats: count("seats"),
            ..Congress::default()
        };
        let row = u32::try_from(self.row).unwrap_or(0) + 1;
        reading.records.congresses.push(Row {
            table: TableKind::Congresses,
            county: shared.county.clone(),
            town: shared.town.clone(),
            unit: shared.unit.clone(),
            value,
            extra: BTreeMap::new(),
            source: Source { file: grid.file.clone(), sheet: grid.sheet.clone(), row },
            columns: Arc::new(WORDS.iter().map(|(field, _)| (*field, 0)).collect()),
        });
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

/// Makes one record per body: later sources fill what earlier ones leave open, and a difference is a problem.
pub(super) fn merge(reading: &mut Reading) {
    let mut kept: Vec<Row<Congress>> = Vec::new();
    let mut at: BTreeMap<(Option<String>, Option<String>), usize> = BTreeMap::new();
    // A results table comes first whatever its file is called: its cells are single numbers, not a sentence.
    let mut rows = std::mem::take(&mut reading.records.congresses);
    rows.sort_by_key(|row| row.columns.contains_key("name") || !row.columns.contains_key("unit"));
    for row in rows {
        let key = (row.town.known().cloned(), row.unit.known().cloned());
        match at.get(&key).and_then(|&index| kept.get_mut(index)) {
            Some(first) if first.source.file != row.source.file || first.source.sheet != row.source.sheet => {
                join(first, &row, &mut reading.problems);
            }
            _ => {
                at.entry(key).or_insert(kept.len());
                kept.push(row);
            }
        }
    }
    reading.records.congresses = kept;
}

fn join(first: &mut Row<Congress>, other: &Row<Congress>, problems: &mut Vec<Problem>) {
    let places = |field: &str| (first.at(field), other.at(field));
    let mut found = Vec::new();
    let (a, b) = (&first.value, &other.value);
    let counts = [
        ("entitled", a.entitled, b.entitled),
        ("present", a.present, b.present),
        ("issued", a.issued, b.issued),
        ("returned", a.returned, b.returned),
        ("valid", a.valid, b.valid),
        ("void", a.void, b.void),
        ("seats", a.seats, b.seats),
    ];
    for (field, mine, theirs) in counts {
        if let (Some(mine), Some(theirs)) = (mine.get(), theirs.get())
            && mine != theirs
        {
            found.push(differ(places(field), &mine.to_string(), &theirs.to_string(), first.unit.text()));
        }
    }
    if let (Some(mine), Some(theirs)) = (a.date.get(), b.date.get())
        && !mine.agrees_with(theirs)
    {
        found.push(differ(places("date"), &mine.to_string(), &theirs.to_string(), first.unit.text()));
    }
    problems.extend(found);
    let b = other.value.clone();
    let a = &mut first.value;
    a.date = a.date.or(b.date);
    a.place = a.place.clone().or(b.place);
    a.entitled = a.entitled.or(b.entitled);
    a.present = a.present.or(b.present);
    a.issued = a.issued.or(b.issued);
    a.returned = a.returned.or(b.returned);
    a.valid = a.valid.or(b.valid);
    a.void = a.void.or(b.void);
    a.seats = a.seats.or(b.seats);
    a.nominees = a.nominees.or(b.nominees);
    a.elected = a.elected.or(b.elected);
    a.host = a.host.clone().or(b.host);
    if a.tellers.is_empty() {
        a.tellers = b.tellers;
    }
    if a.chairs.is_empty() {
        a.chairs = b.chairs;
    }
    if a.vice_chairs.is_empty() {
        a.vice_chairs = b.vice_chairs;
    }
}

fn differ((here, there): (Place, Place), mine: &str, theirs: &str, unit: Option<&str>) -> Problem {
    let message = say!("这里是 {mine}，而 {there} 是 {theirs}", "{mine} here, but {theirs} at {there}");
    let hint = say!("核对原始记录，两处改成一致", "compare with the original record and make both the same");
    let problem = Problem::new(&DISAGREE, here, message).hint(hint);
    match unit {
        Some(unit) => problem.unit(unit),
        None => problem,
    }
}
