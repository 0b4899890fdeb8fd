//! What a cell says beyond what stands in it, and the note of what was made of it.

use compact_str::CompactString;

use crate::problem::cell_name;
use crate::read::grid::{Cell, CellRef, Grid};
use crate::read::layout::columns::Header;
use crate::read::layout::spelling;
use crate::read::limits;
use crate::read::log::ReadLog;
use crate::read::normalise::fold;
use crate::read::reading::Normalised;

/// Marks for "as above".
const DITTO: &[&str] = &["〃", "\"", "”", "″", "同上", "同左上", "〞", "''", "′′"];

/// What a cell of a table says: the cell above for a mark like 〃.
pub(in crate::read) fn said(grid: &Grid, header: &Header, at: CellRef) -> Cell {
    let is_ditto = |cell: &Cell| matches!(cell, Cell::Text(text) if DITTO.contains(&&*fold(text)));
    let cell = grid.at(at);
    if !is_ditto(cell) {
        return cell.clone();
    }
    let above = (header.last + 1..at.row).rev().map(|row| grid.cell(row, at.column));
    // A long text is no value that a mark would repeat.
    // The head of a printed page may stand between.
    let is_head = |cell: &Cell| matches!(cell, Cell::Text(text) if spelling::field(text).is_some());
    let said = above.into_iter().find(|cell| !is_ditto(cell) && !cell.is_empty() && !is_head(cell));
    said.filter(|cell| cell.heap() <= limits::SHOWN_CHARS).cloned().unwrap_or_default()
}

/// Notes that a cell was written in another form than it was taken.
pub(in crate::read) fn note(grid: &Grid, at: CellRef, is: &str, log: &mut ReadLog) {
    let was = grid.at(at).shown();
    if was.as_str() == is {
        return;
    }
    log.change(|| {
        let (row, column) = (u32::try_from(at.row).unwrap_or(0), u32::try_from(at.column).unwrap_or(0));
        Normalised {
            file: grid.file.clone(),
            sheet: grid.sheet.clone(),
            cell: cell_name(row + 1, column).into(),
            was: CompactString::from(limits::brief(&was, limits::SHOWN_CHARS)),
            is: limits::brief(is, limits::SHOWN_CHARS).into(),
        }
    });
}
