//! Cells put right before anything is understood (DESIGN 14).

use std::path::Path;

use serde::Serialize;

use crate::cycle::{Correction, Cycle, STALE_CORRECTION};
use crate::problem::{Code, Problem, Severity, Stop};
use crate::read::discover;
use crate::read::file;
use crate::read::grid::{Cell, CellRef, Grid};
use crate::read::limits;
use crate::read::sheet_copy::{self, SheetCopy};
use crate::say;

/// A cell that was put right by `corrections.csv`. Source: DESIGN 14.
pub(super) static CORRECTED: Code = Code { id: "corrected", severity: Severity::Note, source: "DESIGN 14" };

/// A cell that was put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Corrected {
    /// Path.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// A1 address.
    pub cell: String,
    /// What the file says.
    pub was: String,
    /// What was taken.
    pub now: String,
    /// Why.
    pub reason: String,
}

/// Applies the corrections of one file to its sheets; those whose cell says something else now are reported.
pub(super) fn apply(name: &str, grids: &mut [Grid], cycle: &Cycle) -> (Vec<Corrected>, Vec<Problem>) {
    let (mut corrected, mut problems) = (Vec::new(), Vec::new());
    for own in cycle.corrections.iter().filter(|own| own.file == name) {
        match grids.iter_mut().find(|grid| *grid.sheet == *own.sheet) {
            Some(grid) => match put(grid, own) {
                Ok((done, note)) => {
                    corrected.push(done);
                    problems.push(note);
                }
                Err(problem) => problems.push(*problem),
            },
            None => {
                let sheet = &own.sheet;
                let message = say!(
                    "文件里没有工作表“{sheet}”，这条更正没有用上",
                    "the file has no sheet \"{sheet}\"; the correction is not applied"
                );
                problems.push(Problem::new(&STALE_CORRECTION, own.own_place(), message));
            }
        }
    }
    (corrected, problems)
}

/// Corrections of files that are not there.
pub(super) fn without_a_file<'c>(
    cycle: &'c Cycle,
    files: impl Fn(&str) -> bool + 'c,
) -> impl Iterator<Item = Problem> + 'c {
    cycle.corrections.iter().filter(move |own| !files(&own.file)).map(|own| {
        let file = &own.file;
        let message = say!(
            "没有读到文件“{file}”，这条更正没有用上",
            "\"{file}\" was not read; the correction is not applied"
        );
        let hint = say!(
            "文件改了名就改这一行，不要了就删去它",
            "change the line if the file has another name, or delete it"
        );
        Problem::new(&STALE_CORRECTION, own.own_place(), message).hint(hint)
    })
}

fn put(grid: &mut Grid, own: &Correction) -> Result<(Corrected, Problem), Box<Problem>> {
    let at = CellRef { row: own.row, column: own.column };
    let shown = grid.at(at).shown().trim().to_owned();
    let place = grid.place(at);
    if at.row >= limits::ROWS.size() || at.column >= limits::COLUMNS.size() {
        let message =
            say!("表格没有这么大，更正没有用上", "no sheet is so large; the correction is not applied");
        return Err(Box::new(Problem::new(&STALE_CORRECTION, own.own_place(), message)));
    }
    if shown != own.was {
        let was = &own.was;
        let message = say!(
            "这一格现在是“{shown}”，不是更正时的“{was}”，更正没有用上",
            "the cell says \"{shown}\" now and not \"{was}\" as when it was corrected; the correction is not applied"
        );
        let hint = say!(
            "表已经改对，就删去 corrections.csv 里的这一行；还要改，就用 huanjie correct 再改一次",
            "delete the line of corrections.csv if the table is right now, or correct it once more with huanjie correct"
        );
        return Err(Box::new(
            Problem::new(&STALE_CORRECTION, place, message).hint(hint).also([own.own_place()]),
        ));
    }
    set(grid, at, Cell::text(&own.now));
    let (now, reason) = (&own.now, &own.reason);
    let because = if reason.is_empty() { String::new() } else { format!("（{reason}）") };
    let message = say!(
        "按更正，“{shown}”读作“{now}”{because}",
        "as corrected, \"{shown}\" is read as \"{now}\" {because}"
    );
    let note = Problem::new(&CORRECTED, place.clone(), message);
    let done = Corrected {
        file: own.file.clone(),
        sheet: own.sheet.clone(),
        cell: place.cell().unwrap_or_default(),
        was: shown,
        now: own.now.clone(),
        reason: own.reason.clone(),
    };
    Ok((done, note))
}

/// A cell inside the bounds of a sheet gets another value.
fn set(grid: &mut Grid, at: CellRef, value: Cell) {
    if grid.rows.len() <= at.row {
        grid.rows.resize(at.row + 1, Vec::new());
    }
    if let Some(cells) = grid.rows.get_mut(at.row) {
        if cells.len() <= at.column {
            cells.resize(at.column + 1, Cell::Empty);
        }
        if let Some(cell) = cells.get_mut(at.column) {
            *cell = value;
        }
    }
}

/// What a cell of a file says; nothing where there is no such sheet.
///
/// # Errors
/// [`Stop`] when the folder cannot be read.
pub fn cell_says(root: &Path, like: &Correction) -> Result<Option<String>, Stop> {
    let found = discover::files(root)?;
    let Some(found) = found.files.iter().find(|found| found.name == like.file) else { return Ok(None) };
    let Ok(opened) = file::open(found) else { return Ok(None) };
    let grid = opened.grids.iter().find(|grid| *grid.sheet == *like.sheet);
    Ok(grid.map(|grid| grid.cell(like.row, like.column).shown().trim().to_owned()))
}

/// All sheets of the files that have corrections, as they are read.
///
/// # Errors
/// [`Stop`] when the folder cannot be read. Files that cannot be opened have no copy.
pub fn corrected_copies(root: &Path, cycle: &Cycle) -> Result<Vec<SheetCopy>, Stop> {
    let mut copies = Vec::new();
    for found in discover::files(root)?.files {
        if !cycle.corrections.iter().any(|own| own.file == found.name) {
            continue;
        }
        let Ok(mut opened) = file::open(&found) else { continue };
        let _ = apply(&found.name, &mut opened.grids, cycle);
        copies.extend(opened.grids.iter().map(sheet_copy::copy));
    }
    Ok(copies)
}
