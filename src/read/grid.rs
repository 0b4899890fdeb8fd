//! One sheet as cells with addresses; vertically merged cells hold their value in every row.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::model::PartialDate;
use crate::problem::Place;

/// What a cell holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Cell {
    /// Nothing, or white space only.
    #[default]
    Empty,
    /// Text as written.
    Text(String),
    /// A number as the file stores it.
    Number(f64),
    /// A date cell.
    Date(PartialDate),
    /// TRUE or FALSE.
    Bool(bool),
    /// A formula's error.
    Error,
}

impl Cell {
    /// What a person would read in the cell.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
            Self::Error => "#N/A".to_owned(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

/// A merged area: first row, first column, last row, last column, all from 0 and inclusive.
pub(super) type Merge = (u32, u32, u32, u32);

/// A sheet.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    pub(super) file: Arc<str>,
    pub(super) sheet: Arc<str>,
    /// Rows from 0; a row may be shorter than others.
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) merges: Vec<Merge>,
}

const EMPTY: &Cell = &Cell::Empty;

impl Grid {
    /// A cell, both numbers from 0.
    pub(super) fn cell(&self, row: usize, column: usize) -> &Cell {
        self.rows.get(row).and_then(|cells| cells.get(column)).unwrap_or(EMPTY)
    }

    /// The place of a cell, both numbers from 0.
    pub(super) fn place(&self, row: usize, column: usize) -> Place {
        let (row, column) =
            (u32::try_from(row).unwrap_or(u32::MAX - 1) + 1, u32::try_from(column).unwrap_or(u32::MAX));
        Place::Cell { file: self.file.to_string(), sheet: self.sheet.to_string(), row, column }
    }

    /// Puts the value of a vertically merged cell of one column into each of its rows.
    pub(super) fn spread_down(&mut self) {
        for (top, left, bottom, right) in self.merges.clone() {
            if left != right || bottom <= top {
                continue;
            }
            let value = self.cell(top as usize, left as usize).clone();
            if value.is_empty() {
                continue;
            }
            for row in top + 1..=bottom {
                let Some(cells) = self.rows.get_mut(row as usize) else { break };
                if cells.len() <= left as usize {
                    cells.resize(left as usize + 1, Cell::Empty);
                }
                if let Some(cell) = cells.get_mut(left as usize) {
                    *cell = value.clone();
                }
            }
        }
    }

    /// The text of a header cell, looking left through cells merged across in its row.
    pub(super) fn header_text(&self, row: usize, column: usize) -> String {
        let own = self.cell(row, column);
        if !own.is_empty() {
            return own.shown();
        }
        let inside = |merge: &&Merge| {
            let (top, left, bottom, right) = **merge;
            (top..=bottom).contains(&(row as u32)) && (left..=right).contains(&(column as u32))
        };
        self.merges
            .iter()
            .find(inside)
            .map_or_else(String::new, |merge| self.cell(merge.0 as usize, merge.1 as usize).shown())
    }
}

/// NFKC without any white space, control or invisible character.
pub(super) fn squeeze(text: &str) -> String {
    let visible = |c: &char| {
        !c.is_whitespace()
            && !c.is_control()
            && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}')
    };
    text.nfkc().filter(visible).collect()
}
