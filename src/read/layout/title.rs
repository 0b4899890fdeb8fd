//! The lines above a table, and the text of a line.

use crate::read::grid::{Cell, Grid};
use crate::read::limits;

/// A line above a table.
#[derive(Debug, Clone)]
pub(in crate::read) struct TitleLine {
    /// Its row, from 0.
    pub(in crate::read) row: usize,
    /// What it says.
    pub(in crate::read) text: String,
}

/// The lines above a table, the first one first.
pub(in crate::read) type Titles = Vec<TitleLine>;

/// The text of a line above a table; `None` for an empty row.
pub(in crate::read) fn line_text(grid: &Grid, row: usize) -> Option<String> {
    let texts: Vec<_> = grid.rows.get(row)?.iter().filter(|cell| !cell.is_empty()).map(Cell::shown).collect();
    (!texts.is_empty()).then(|| limits::brief(&texts.join(" "), limits::LINE_CHARS))
}
