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
const DITTO: &[&str] =
    &["〃", "\"", "”", "″", "同上", "同左上", "〞", "''", "′′", "同上行", "同前", "-〃-", "—〃—"];

/// Whether a cell holds a mark for "as above".
pub(in crate::read) fn is_ditto(cell: &Cell) -> bool {
    // Asked of every cell: no mark begins with another character.
    let may_be = |text: &str| {
        let is_usual =
            |c: char| c.is_ascii_alphanumeric() || (matches!(c, '\u{4E00}'..='\u{9FFF}') && c != '同');
        if text.chars().next().is_none_or(is_usual) {
            return false;
        }
        let first = text.trim_start().chars().next();
        text.len() <= 32 && first.is_some_and(|first| "〃\"”″同〞'′＂-—".contains(first))
    };
    matches!(cell, Cell::Text(text) if may_be(text) && DITTO.contains(&&*fold(text)))
}

/// What a cell of a table says: the cell above for a mark like 〃. Where nothing above can be meant, the mark stays.
pub(in crate::read) fn said<'a>(grid: &'a Grid, header: &Header, at: CellRef) -> &'a Cell {
    let cell = grid.at(at);
    if !is_ditto(cell) {
        return cell;
    }
    for row in (header.last + 1..at.row).rev() {
        let above = grid.cell(row, at.column);
        // The head of a printed page may stand between, and a row with nothing in it.
        // 主席 is a head, and also what a cell of posts says: the key of the row tells.
        let key = header.column(header.key()).map(|column| grid.cell(row, column as usize));
        let is_head = matches!(key, Some(Cell::Text(text)) if spelling::field(text).is_some());
        let is_nobody = above.is_empty() && key.is_none_or(|key| !key.is_filled());
        if is_ditto(above) || is_head || is_nobody {
            continue;
        }
        // A long text is no value that a mark would repeat, and neither is an empty cell.
        let is_value = above.is_filled() && above.heap() <= limits::SHOWN_CHARS;
        return if is_value { above } else { cell };
    }
    cell
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
