//! Copies of sheets as they are read, to show problems where they are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::problem::Stop;
use crate::read::discover;
use crate::read::file;
use crate::read::grid::{Cell, Grid};

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

/// A sheet; rows and columns stand where they stand in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetCopy {
    /// Path of the file.
    pub file: String,
    /// Name of the sheet; empty for csv.
    pub sheet: String,
    /// Its rows from the first on.
    pub rows: Vec<Vec<Shown>>,
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

pub(super) fn copy(grid: &Grid) -> SheetCopy {
    let shown = |cell: &Cell| match cell {
        Cell::Empty => Shown::Empty,
        Cell::Number(number) => Shown::Number(*number),
        other => Shown::Text(other.shown().to_string()),
    };
    SheetCopy {
        file: grid.file.to_string(),
        sheet: grid.sheet.to_string(),
        rows: grid.rows.iter().map(|cells| cells.iter().map(shown).collect()).collect(),
    }
}
