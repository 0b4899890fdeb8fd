//! Copies of sheets as they are read, to show problems where they are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::problem::Stop;
use crate::read::discover;
use crate::read::file;
use crate::read::grid::{Cell, Grid, Merge};

/// Sheets with more cells are not copied: the list of problems names their cells all the same.
const CELLS: usize = 200_000;

/// A cell of a copy.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// Nothing.
    Empty,
    /// What a person reads in the cell.
    Text(String),
    /// A number.
    Number(f64),
}

/// An area that is one cell on the sheet; all four from 0 and inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

/// A sheet; rows and columns stand where they stand in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetCopy {
    /// Path of the file.
    pub file: String,
    /// Name of the sheet; empty for csv.
    pub sheet: String,
    /// Its rows from the first on.
    pub rows: Vec<Vec<Shown>>,
    /// Areas that are one cell on the sheet.
    pub merges: Vec<Merged>,
}

/// Copies the wanted sheets: file → names of its sheets.
///
/// # Errors
/// [`Stop`] when the folder cannot be read. Files that cannot be opened have no copy.
pub fn copies(root: &Path, wanted: &BTreeMap<String, BTreeSet<String>>) -> Result<Vec<SheetCopy>, Stop> {
    let mut copies = Vec::new();
    for found in discover::files(root)?.files {
        let Some(sheets) = wanted.get(&found.name) else { continue };
        let Ok(opened) = file::open(&found) else { continue };
        let asked = |grid: &&Grid| sheets.contains(&*grid.sheet) && grid.size() <= CELLS;
        copies.extend(opened.grids.iter().filter(asked).map(copy));
    }
    Ok(copies)
}

/// Copies one sheet, however large; none where there is no such sheet, or its file cannot be opened.
///
/// # Errors
/// [`Stop`] when the folder cannot be read.
pub fn sheet_copy(root: &Path, file: &str, sheet: &str) -> Result<Option<SheetCopy>, Stop> {
    let found = discover::files(root)?.files;
    let opened = found.iter().find(|found| found.name == file).and_then(|found| file::open(found).ok());
    Ok(opened.and_then(|opened| opened.grids.iter().find(|grid| *grid.sheet == *sheet).map(copy)))
}

pub(super) fn copy(grid: &Grid) -> SheetCopy {
    let shown = |cell: &Cell| match cell {
        Cell::Empty => Shown::Empty,
        Cell::Number(number) => Shown::Number(*number),
        other => Shown::Text(other.shown().to_string()),
    };
    let merged = |area: &Merge| {
        let Merge { top, left, bottom, right } = *area;
        Merged { top, left, bottom, right }
    };
    SheetCopy {
        file: grid.file.to_string(),
        sheet: grid.sheet.to_string(),
        rows: grid.rows.iter().map(|cells| cells.iter().map(shown).collect()).collect(),
        merges: grid.merges.iter().map(merged).collect(),
    }
}
