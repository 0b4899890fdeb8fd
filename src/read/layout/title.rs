//! The lines above a table, and the text of a line.

use crate::read::grid::{Cell, Grid};
use crate::read::limits;

/// A line above a table.
#[derive(Debug, Clone)]
pub(in crate::read) struct TitleLine {
    /// Where it stands.
    pub(in crate::read) at: LineAt,
    /// What it says.
    pub(in crate::read) text: String,
}

/// Where a line above a table stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum LineAt {
    /// In a row of the sheet, from 0.
    Row(usize),
    /// In a document, above the first row of the table.
    Above,
    /// In a document, above a table before this one.
    Earlier,
}

impl TitleLine {
    /// The row that the line is said to stand in, from 0.
    pub(in crate::read) fn row(&self) -> usize {
        if let LineAt::Row(row) = self.at { row } else { 0 }
    }

    /// Whether the line is of the table itself; lines above the row `below` are of a table further up.
    pub(in crate::read) fn is_own(&self, below: usize) -> bool {
        match self.at {
            LineAt::Row(row) => row >= below,
            LineAt::Above => below == 0,
            LineAt::Earlier => false,
        }
    }
}

/// The lines above a table, the first one first.
pub(in crate::read) type Titles = Vec<TitleLine>;

/// The lines above a table of a document; none where the grid is a sheet.
pub(in crate::read) fn above(grid: &Grid) -> Titles {
    let line = |at: LineAt| move |text: &String| TitleLine { at, text: text.clone() };
    let earlier = grid.around.earlier.iter().map(line(LineAt::Earlier));
    earlier.chain(grid.around.above.iter().map(line(LineAt::Above))).collect()
}

/// The text of a line above a table; `None` for an empty row.
pub(in crate::read) fn line_text(grid: &Grid, row: usize) -> Option<String> {
    let texts: Vec<_> = grid.rows.get(row)?.iter().filter(|cell| !cell.is_empty()).map(Cell::shown).collect();
    (!texts.is_empty()).then(|| limits::brief(&texts.join(" "), limits::LINE_CHARS))
}
