//! What a cell says beyond what stands in it, and the note of what was made of it.

use compact_str::CompactString;

use crate::problem::cell_name;
use crate::read::Reading;
use crate::read::grid::{Cell, Grid};
use crate::read::layout::header::Header;
use crate::read::layout::spelling;
use crate::read::limits;
use crate::read::log::Normalised;
use crate::read::normalise::fold;

/// Marks for "as above".
const DITTO: &[&str] = &["〃", "\"", "”", "″", "同上", "同左上", "〞", "''", "′′"];

/// What a cell of a table says: the cell above for a mark like 〃.
pub(in crate::read) fn said(grid: &Grid, header: &Header, row: usize, column: usize) -> Cell {
    let is_ditto = |cell: &Cell| matches!(cell, Cell::Text(text) if DITTO.contains(&&*fold(text)));
    let cell = grid.cell(row, column);
    if !is_ditto(cell) {
        return cell.clone();
    }
    let above = (header.last + 1..row).rev().map(|row| grid.cell(row, column));
    // A long text is no value that a mark would repeat.
    // The head of a printed page may stand between.
    let is_head = |cell: &Cell| matches!(cell, Cell::Text(text) if spelling::field(text).is_some());
    let said = above.into_iter().find(|cell| !is_ditto(cell) && !cell.is_empty() && !is_head(cell));
    said.filter(|cell| cell.heap() <= limits::SHOWN_CHARS).cloned().unwrap_or_default()
}

/// Notes that a cell was written in another form than it was taken.
pub(in crate::read) fn note(grid: &Grid, (row, column): (usize, usize), is: &str, reading: &mut Reading) {
    let was = grid.cell(row, column).shown();
    if was.as_str() != is {
        // One list for all files would grow without end.
        if reading.normalised.len() >= limits::CHANGES {
            reading.unlisted += 1;
            return;
        }
        let cell = cell_name(u32::try_from(row).unwrap_or(0) + 1, u32::try_from(column).unwrap_or(0));
        let (file, sheet) = (grid.file.clone(), grid.sheet.clone());
        let is = limits::brief(is, limits::SHOWN_CHARS);
        let was = CompactString::from(limits::brief(&was, limits::SHOWN_CHARS));
        reading.normalised.push(Normalised { file, sheet, cell: cell.into(), was, is: is.into() });
    }
}

/// 金英 程春仙 → two names; 张 三、李四 → two names as well: a space parts names only where whole names stand on
/// both sides of it.
pub(in crate::read) fn split_names(text: &str) -> Vec<String> {
    let text = text.trim_end_matches(['。', '.', '；', ';']);
    let mut names = Vec::new();
    for part in text.split(['、', ',', '，', ';', '；', '\n', '\r', '/', '|']) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let whole = words.len() > 1 && words.iter().all(|word| word.chars().count() >= 2);
        if whole {
            names.extend(words.iter().map(|word| (*word).to_owned()));
        } else if !part.trim().is_empty() {
            names.push(part.to_owned());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_one_cell_are_parted() {
        assert_eq!(split_names("金英 程春仙"), ["金英", "程春仙"]);
        assert_eq!(split_names("江倩璐、孟梦倩、钟英、徐娥。"), ["江倩璐", "孟梦倩", "钟英", "徐娥"]);
        assert_eq!(split_names("宋欣，谭倩悦;贾慧荣"), ["宋欣", "谭倩悦", "贾慧荣"]);
        assert_eq!(split_names("张　欣、李红"), ["张　欣", "李红"]);
    }
}
