//! Where tables begin and end on a sheet, and which of its rows are records.

use std::sync::Arc;

use crate::cycle::Cycle;
use crate::model::{Given, TableKind};
use crate::problem::Code;
use crate::problem::Place;
use crate::problem::Problem;
use crate::problem::Severity;
use crate::problem::cell_name;
use crate::read::Reading;
use crate::read::congress;
use crate::read::grid::{Cell, Grid, squeeze};
use crate::read::header;
use crate::read::header::Header;
use crate::read::kind;
use crate::read::notes::{Ignored, IgnoredKind, Normalised, TableSeen};
use crate::read::rows;
use crate::read::rows::Shared;
use crate::read::taker::Taker;
use crate::read::unit::Known;
use crate::read::value::Words;
use crate::say;

/// A sheet with data in which no table was found. Source: SPREADSHEETS 1.
pub(super) static UNKNOWN_TABLE: Code =
    Code { id: "unknown-table", severity: Severity::Warning, source: "SPREADSHEETS 1" };

/// Rows above a table that are looked at for titles and sentences.
const TITLES: usize = 8;

/// Words that begin a 合计 row.
const TOTALS: &[&str] = &["合计", "总计", "小计", "共计", "累计"];
/// Words of the lines below a table.
const FOOTERS: &[&str] = &[
    "填表人",
    "制表人",
    "审核人",
    "填报人",
    "签字",
    "签名",
    "盖章",
    "总监票人",
    "监票人:",
    "计票人:",
    "填表日期",
    "填报日期",
    "以上共",
];
/// Words that begin a note.
const NOTES: &[&str] =
    &["注:", "注：", "说明:", "备注:", "填表说明", "填写说明", "注意", "例:", "例", "示例", "样例"];

/// Reads all tables of one sheet.
pub(super) fn read_sheet(grid: &Grid, cycle: &Cycle, known: &Known<'_>, reading: &mut Reading) {
    let filled = grid.rows.iter().filter(|cells| cells.iter().any(|cell| !cell.is_empty())).count();
    if filled == 0 {
        return;
    }
    let mut titles: Vec<String> = Vec::new();
    let mut found = false;
    let mut at = 0;
    while at < grid.rows.len() {
        let Some(header) = header::at(grid, at) else {
            if let Some(text) = line_text(grid, at) {
                ignore(grid, at, IgnoredKind::Title, reading);
                titles.push(text);
            }
            at += 1;
            continue;
        };
        let sheet = Sheet { grid, known, titles: &titles };
        match sheet.kind(&header, cycle) {
            Some(kind) => {
                found = true;
                at = sheet.table(&header, kind, reading);
                titles = titles.into_iter().rev().take(TITLES).rev().collect();
            }
            None => at = header.last + 1,
        }
    }
    if !found {
        let place = Place::Sheet { file: grid.file.to_string(), sheet: grid.sheet.to_string() };
        let message = say!(
            "没有认出这是什么表，{filled} 行都没有读",
            "no known table was found here, {filled} rows were not read"
        );
        let hint = say!(
            "表头要有姓名、村（社区）等列；或在 cycle.toml 里用 [[table]] 指明种类",
            "the header needs columns such as 姓名 and 村（社区）; or name the kind with [[table]] in cycle.toml"
        );
        reading.problems.push(Problem::new(&UNKNOWN_TABLE, place, message).hint(hint));
    }
}

/// A sheet, what is known of its place, and the lines read so far above the next table.
struct Sheet<'a> {
    grid: &'a Grid,
    known: &'a Known<'a>,
    titles: &'a [String],
}

impl Sheet<'_> {
    fn kind(&self, header: &Header, cycle: &Cycle) -> Option<TableKind> {
        if let Some(kind) = cycle.forced_kind(&self.grid.file) {
            return Some(kind);
        }
        let stem = self.grid.file.rsplit('/').next().unwrap_or("").to_owned();
        let mut context = vec![
            header
                .names
                .iter()
                .map(|(shown, _)| shown.as_str())
                .filter(|shown| shown.contains("上届"))
                .collect::<String>(),
        ];
        context.push(self.grid.sheet.to_string());
        context.extend(self.titles.iter().rev().map(|title| squeeze(title)));
        context.push(stem);
        kind::of(header, &context)
    }

    /// Takes the rows under a header; gives the row after the table.
    fn table(&self, header: &Header, kind: TableKind, reading: &mut Reading) -> usize {
        let grid = self.grid;
        (header.first..=header.last).for_each(|row| ignore(grid, row, IgnoredKind::Header, reading));
        unknown_headers(grid, header, self.known, reading);
        let unit = self.known.unit(&grid.sheet, self.titles);
        let written = self.titles.last().is_some_and(|title| title.contains("另选"))
            || header.names.iter().any(|(shown, _)| shown.contains("另选"));
        let mut shared = Shared {
            kind,
            town: Given::from(self.known.town().map(str::to_owned)),
            unit: Given::from(unit.clone()),
            write_in: kind == TableKind::Votes && written,
            columns: Arc::new(aliases(header, kind)),
        };
        let mut facts = congress::Facts::of_titles(grid, self.titles, header.first);
        let mut taken = 0;
        let mut row = header.last + 1;
        while row < grid.rows.len() {
            if header::at(grid, row).is_some() && !is_record(grid, header, row) {
                break;
            }
            match sort(grid, header, row) {
                Line::Record => {
                    self.place(header, row, &mut shared, reading);
                    rows::take(&mut Taker { grid, header, row, reading }, &shared);
                    taken += 1;
                }
                Line::Ignored(IgnoredKind::Title) => break,
                Line::Ignored(why) => {
                    ignore(grid, row, why, reading);
                    facts.foot(grid, row);
                }
                Line::Nothing => {}
            }
            row += 1;
        }
        if kind == TableKind::Votes && !shared.write_in {
            facts.into_record(grid, &shared, reading);
        }
        reading.tables.push(TableSeen {
            file: grid.file.to_string(),
            sheet: grid.sheet.to_string(),
            kind,
            header_row: u32::try_from(header.last).unwrap_or(0) + 1,
            columns: header.names.clone(),
            unrecognised: header.extra.iter().map(|(_, header, _)| header.clone()).collect(),
            rows: taken,
        });
        row
    }

    /// The town and unit of one row. An empty cell in a column of units means the unit above: merged cells that
    /// a program wrote out as one.
    fn place(&self, header: &Header, row: usize, shared: &mut Shared, reading: &mut Reading) {
        let text = |field: &str| {
            let column = *header.columns.get(field)? as usize;
            let shown = self.grid.cell(row, column).shown();
            (!Words::get().is_blank_mark(&shown)).then_some((column, shown))
        };
        if let Some((_, town)) = text("town") {
            shared.town = Given::Known(squeeze(&town));
        }
        if let Some((column, written)) = text("unit") {
            let unit = self.known.clean(&written);
            note(self.grid, (row, column), &written, &unit, reading);
            shared.unit = Given::Known(unit);
        } else if let (Some(&column), Given::Known(unit)) = (header.columns.get("unit"), &shared.unit) {
            note(self.grid, (row, column as usize), "", unit, reading);
        }
    }
}

fn note(grid: &Grid, (row, column): (usize, usize), was: &str, is: &str, reading: &mut Reading) {
    if was != is {
        let cell = cell_name(u32::try_from(row).unwrap_or(0) + 1, u32::try_from(column).unwrap_or(0));
        let (file, sheet) = (grid.file.to_string(), grid.sheet.to_string());
        reading.normalised.push(Normalised { file, sheet, cell, was: was.to_owned(), is: is.to_owned() });
    }
}

/// Columns by the names of the record's fields, where the header calls them otherwise.
fn aliases(header: &Header, kind: TableKind) -> std::collections::BTreeMap<&'static str, u32> {
    let mut columns = header.columns.clone();
    let pairs: &[(&str, &'static str)] = match kind {
        TableKind::Congresses => &[
            ("role_chair", "chairs"),
            ("chair_name", "chairs"),
            ("role_vice", "vice_chairs"),
            ("vice_names", "vice_chairs"),
            ("elected_count", "elected"),
        ],
        TableKind::Progress => &[("date", "congress")],
        TableKind::Officers | TableKind::Previous => {
            &[("is_new", "renewed"), ("is_continued", "renewed"), ("role_chair", "role")]
        }
        _ => &[],
    };
    for (from, to) in pairs {
        if let Some(&column) = header.columns.get(from) {
            columns.entry(to).or_insert(column);
        }
    }
    columns
}

/// What a row under a header is.
enum Line {
    Record,
    Ignored(IgnoredKind),
    Nothing,
}

fn sort(grid: &Grid, header: &Header, row: usize) -> Line {
    let Some(cells) = grid.rows.get(row) else { return Line::Nothing };
    let texts: Vec<String> =
        cells.iter().map(|cell| squeeze(&cell.shown())).filter(|text| !text.is_empty()).collect();
    let Some(first) = texts.first() else { return Line::Nothing };
    let own_words = |words: &[&str]| words.iter().any(|word| first.starts_with(word));
    if own_words(TOTALS) || texts.get(1).is_some_and(|second| TOTALS.contains(&second.as_str())) {
        return Line::Ignored(IgnoredKind::Total);
    }
    if texts.len() <= 3 && FOOTERS.iter().any(|word| first.contains(word)) {
        return Line::Ignored(IgnoredKind::Footer);
    }
    if own_words(NOTES) {
        return Line::Ignored(IgnoredKind::Note);
    }
    if is_record(grid, header, row) {
        return Line::Record;
    }
    if texts.len() == 1 && first.contains("另选") {
        return Line::Ignored(IgnoredKind::Title);
    }
    Line::Ignored(
        if texts.len() == 1 && first.bytes().any(|byte| byte.is_ascii_digit()) && first.contains('年') {
            IgnoredKind::Footer
        } else if texts.len() == 1 && first.chars().count() > 6 {
            IgnoredKind::Note
        } else {
            IgnoredKind::Blank
        },
    )
}

/// A record has a name, or in a table of units a unit of its own, and something besides.
fn is_record(grid: &Grid, header: &Header, row: usize) -> bool {
    let cell = |field: &str| header.columns.get(field).map(|&column| grid.cell(row, column as usize));
    let filled = |field: &str| cell(field).is_some_and(|cell| !Words::get().is_blank_mark(&cell.shown()));
    let key = if header.has("name") { "name" } else { "unit" };
    let others = header
        .columns
        .keys()
        .filter(|field| !matches!(**field, "seq" | "unit" | "town" | "county"))
        .any(|field| filled(field));
    let repeated = cell(key).is_some_and(|cell| matches!(cell, Cell::Text(text) if header.names.iter().any(|(shown, name)| name == key && *shown == squeeze(text))));
    if repeated {
        return false;
    }
    if header.has(key) { filled(key) && others } else { others }
}

/// The text of a line above a table; `None` for an empty row.
fn line_text(grid: &Grid, row: usize) -> Option<String> {
    let texts: Vec<String> =
        grid.rows.get(row)?.iter().filter(|cell| !cell.is_empty()).map(Cell::shown).collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}

fn ignore(grid: &Grid, row: usize, kind: IgnoredKind, reading: &mut Reading) {
    let (file, sheet) = (grid.file.to_string(), grid.sheet.to_string());
    reading.ignored.push(Ignored { file, sheet, row: u32::try_from(row).unwrap_or(0) + 1, kind });
}

fn unknown_headers(grid: &Grid, header: &Header, known: &Known<'_>, reading: &mut Reading) {
    for (column, shown, unknown) in &header.extra {
        if !unknown || known.is_extra(shown) {
            continue;
        }
        let message = say!(
            "表头“{shown}”不认识，这一列按原样保留",
            "the header \"{shown}\" is not known; the column is kept as it is"
        );
        let hint = match header::nearest(shown) {
            Some(near) => say!(
                "是不是“{near}”？如果是自己要加的列，在 cycle.toml 开头写 extra_columns = [\"{shown}\"]",
                "did you mean \"{near}\"? For a column of your own, write extra_columns = [\"{shown}\"] at the top of cycle.toml"
            ),
            None => say!(
                "如果是自己要加的列，在 cycle.toml 开头写 extra_columns = [\"{shown}\"]",
                "for a column of your own, write extra_columns = [\"{shown}\"] at the top of cycle.toml"
            ),
        };
        let place = grid.place(header.last, *column as usize);
        reading.problems.push(Problem::new(&header::UNKNOWN_HEADER, place, message).hint(hint));
    }
}
