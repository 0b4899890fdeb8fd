//! The tables of a document in their order, each with the lines around it.

use std::sync::Arc;

use crate::read::file::docx_table::Piece;
use crate::read::file::refused::Refused;
use crate::read::grid::{Cell, Grid};
use crate::read::limits;
use crate::read::limits::Budget;

/// Lines above other tables that are remembered.
const EARLIER: usize = 12;

/// What was read: tables with the lines above each, and the lines since the last one.
#[derive(Default)]
pub(super) struct Pieces {
    tables: Vec<(Vec<String>, Grid)>,
    lines: Vec<String>,
    /// Whether there is a picture.
    pub(super) pictures: bool,
}

/// A table that holds more than a line, its number among all, and the lines above it.
struct Kept {
    number: usize,
    above: Vec<String>,
    grid: Grid,
}

impl Pieces {
    /// A line of text between tables.
    pub(super) fn line(&mut self, text: &str) {
        if !text.is_empty() {
            add(&mut self.lines, limits::brief(text, limits::LINE_CHARS));
        }
    }

    pub(super) fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Line(line) => self.line(&line),
            Piece::Table(grid) => self.tables.push((std::mem::take(&mut self.lines), *grid)),
        }
    }

    /// The tables, called 表1, 表2 …; where there is none, one without a name that has all the lines.
    pub(super) fn grids(self, file: &Arc<str>, budget: &mut Budget) -> Result<Vec<Grid>, Refused> {
        let pictures = self.pictures;
        let (kept, last) = self.kept();
        if kept.is_empty() {
            let mut grid = Grid::new(file, "");
            grid.around.above = last;
            grid.pictures = pictures;
            return Ok(vec![grid]);
        }
        let below: Vec<_> = kept.iter().skip(1).map(|next| next.above.clone()).chain([last]).collect();
        let tables = kept.len();
        let (mut earlier, mut width, mut grids) = (Vec::new(), None, Vec::new());
        for (Kept { number, above, mut grid }, below) in kept.into_iter().zip(below) {
            let texts = [&earlier, &above, &below].into_iter().flatten();
            budget.take_text(texts.map(String::len).sum())?;
            grid.sheet = format!("表{number}").into();
            grid.settle(budget)?;
            let own = grid.rows.iter().map(Vec::len).max();
            let as_wide = width.replace(own) == Some(own);
            grid.around.follows_on = as_wide && above.is_empty();
            grid.around.earlier.clone_from(&earlier);
            earlier.extend_from_slice(&above);
            earlier.drain(..earlier.len().saturating_sub(EARLIER));
            grid.around.in_document = true;
            grid.around.above = above;
            grid.around.below = below;
            grid.around.is_last = grids.len() + 1 == tables;
            grids.push(grid);
        }
        Ok(grids)
    }

    /// The tables that are more than a line in a box, and the lines below the last one. Boxes count as tables all the same:
    /// a clerk counts what she sees.
    fn kept(self) -> (Vec<Kept>, Vec<String>) {
        let (mut kept, mut lines) = (Vec::new(), Vec::new());
        for (number, (above, grid)) in (1..).zip(self.tables) {
            above.into_iter().for_each(|line| add(&mut lines, line));
            let filled: Vec<&Cell> =
                grid.rows.iter().flatten().filter(|cell| !cell.is_empty()).take(2).collect();
            match filled.as_slice() {
                [] => {}
                [only] => add(&mut lines, limits::brief(&only.shown(), limits::LINE_CHARS)),
                _ => kept.push(Kept { number, above: std::mem::take(&mut lines), grid }),
            }
        }
        self.lines.into_iter().for_each(|line| add(&mut lines, line));
        (kept, lines)
    }
}

/// The first lines and the last ones say what a table is; what lies between is no title.
fn add(lines: &mut Vec<String>, line: String) {
    lines.push(line);
    if lines.len() > limits::LINES {
        lines.remove(limits::LINES / 2);
    }
}
