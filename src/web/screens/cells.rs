//! Cells of a sheet as they are shown: what is read in them, what they were, what is said of them.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use crate::cycle::cell_at;
use crate::problem::{Place, Problem, Severity, cell_name};
use crate::read::{SheetCopy, Shown};
use crate::web::asked::Asked;
use crate::web::opened::Found;

/// Columns that are shown; the widest sheet seen has 60.
pub(super) const COLUMNS: usize = 128;
/// Characters of a cell that are shown.
const LONGEST: usize = 300;

/// Which rows, and which of them is meant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    /// The first row, from 0.
    pub(super) from: usize,
    /// How many.
    pub(super) count: usize,
    /// The row that is meant, and the cell in it; both from 0.
    pub(super) at: Option<(usize, Option<usize>)>,
}

/// How wide a column is shown, in characters: as wide as most of its first cells.
pub(super) fn width(copy: &SheetCopy, column: usize) -> usize {
    let lengths = copy
        .rows
        .iter()
        .take(120)
        .filter_map(|row| row.get(column))
        .map(|cell| text(cell).chars().map(|c| if c >= '\u{2E80}' { 2 } else { 1 }).sum::<usize>());
    let mut lengths: Vec<usize> = lengths.filter(|length| *length > 0).collect();
    lengths.sort_unstable();
    let usual = lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(6);
    usual.clamp(5, 30)
}

/// The letters of a column: 27 is AB.
pub(super) fn letters(column: usize) -> String {
    let name = cell_name(1, u32::try_from(column).unwrap_or(0));
    name.trim_end_matches('1').to_owned()
}

/// The cells of a sheet that say something else than their file, by row and column. Those that were applied: one whose cell says
/// something else by now is not.
pub(super) fn corrected<'p>(found: &'p Found<'_>, copy: &SheetCopy) -> BTreeMap<(usize, usize), &'p str> {
    let applied = found.project.sources().map(|reading| reading.corrected.as_slice()).unwrap_or_default();
    let own = applied.iter().filter(|own| own.file == copy.file && own.sheet == copy.sheet);
    own.filter_map(|own| Some((cell_at(&own.cell)?, own.now.as_str()))).collect()
}

/// How far a sheet goes, rows and columns, with what was written below it and beside it.
pub(super) fn extent(copy: &SheetCopy, corrected: &BTreeMap<(usize, usize), &str>) -> [usize; 2] {
    let rows = corrected.keys().map(|(row, _)| row + 1).max().unwrap_or(0).max(copy.rows.len());
    let columns = corrected.keys().map(|(_, column)| column + 1).max().unwrap_or(0);
    let columns = copy.rows.iter().map(Vec::len).max().unwrap_or(0).max(columns);
    [rows, columns.min(COLUMNS)]
}

/// Rows of a sheet as they are read: cells with what is said of them, corrected ones with what they were.
pub(super) fn extract(asked: &Asked, found: &Found<'_>, copy: &SheetCopy, part: Part) -> Json {
    let Part { from, count, at } = part;
    let marks = marks(found, &copy.file, &copy.sheet);
    let corrected = corrected(found, copy);
    let [last, columns] = extent(copy, &corrected);
    let rows: Vec<Json> = (from..last.min(from.saturating_add(count)))
        .map(|row| {
            let cells = copy.rows.get(row).map(Vec::as_slice).unwrap_or_default();
            let cells: Vec<Json> = (0..columns.max(cells.len()).min(COLUMNS))
                .map(|column| {
                    let was = cells.get(column).map(text).unwrap_or_default();
                    let was: String = was.chars().take(LONGEST).collect();
                    let now = corrected.get(&(row, column));
                    let said = marks.get(&(row, Some(column))).map(|own| tip(asked, own));
                    let mark = marks.get(&(row, Some(column))).map(|own| worst(own));
                    match (now, said) {
                        (None, None) => Json::from(was),
                        (now, said) => json!({ "t": now.map_or(was.as_str(), |now| now), "was": now.map(|_| was.clone()), "tip": said, "mark": mark, "same": marks.get(&(row, Some(column))).is_some_and(|own| own.iter().any(|problem| of_words(problem))) }),
                    }
                })
                .collect();
            let own = marks.get(&(row, None));
            json!({ "n": row + 1, "cells": cells, "tip": own.map(|own| tip(asked, own)), "mark": own.map(|own| worst(own)),
                "here": at.is_some_and(|(here, _)| here == row) })
        })
        .collect();
    json!({ "from": from, "rows": rows, "letters": (0..columns).map(letters).collect::<Vec<_>>(),
        "column": at.and_then(|(_, column)| column) })
}

fn text(cell: &Shown) -> String {
    match cell {
        Shown::Empty => String::new(),
        Shown::Text(text) => text.trim().to_owned(),
        Shown::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Shown::Number(number) => number.to_string(),
    }
}

/// What is said, by row and column; of a whole row without one.
pub(super) type Marks<'p> = BTreeMap<(usize, Option<usize>), Vec<&'p Problem>>;

/// What is said of each cell and row of a sheet.
pub(super) fn marks<'p>(found: &'p Found<'_>, file: &str, sheet: &str) -> Marks<'p> {
    let mut marks: Marks<'p> = BTreeMap::new();
    for problem in found.problems.iter().filter(|problem| problem.code.id != "corrected") {
        for place in problem.places() {
            if place.file() != Some(file) || place.sheet().unwrap_or_default() != sheet {
                continue;
            }
            let key = match place {
                Place::Cell { row, column, .. } => (*row as usize - 1, Some(*column as usize)),
                Place::Row { row, .. } => (*row as usize - 1, None),
                _ => continue,
            };
            marks.entry(key).or_default().push(problem);
        }
    }
    marks
}

/// Problems of a word that nobody knows: it means the same wherever it stands.
const OF_WORDS: &[&str] = &["unknown-value", "unknown-unit", "unknown-town"];

fn of_words(problem: &Problem) -> bool {
    OF_WORDS.contains(&problem.code.id)
}

fn tip(asked: &Asked, problems: &[&Problem]) -> String {
    let said = problems.iter().map(|problem| {
        let hint = problem.hint.as_ref().map(|hint| format!("（{}）", asked.text(hint))).unwrap_or_default();
        format!("{}{hint}", asked.text(&problem.message))
    });
    said.collect::<Vec<_>>().join("\n")
}

fn worst(problems: &[&Problem]) -> &'static str {
    match problems.iter().map(|problem| problem.severity).min() {
        Some(Severity::Error) => "error",
        Some(Severity::Warning) => "warning",
        _ => "note",
    }
}
