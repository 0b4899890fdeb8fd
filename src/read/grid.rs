//! One sheet as cells with addresses; vertically merged cells hold their value in every row.

use std::sync::Arc;

use compact_str::{CompactString, ToCompactString};

use crate::model::PartialDate;
use crate::problem::Place;
use crate::read::around::Around;
use crate::read::limits;
use crate::read::limits::{Budget, Limit};
use crate::read::value::Words;

/// What a cell holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Cell {
    /// Nothing, or white space only.
    #[default]
    Empty,
    /// Text as written. Most cells are short: they take no memory of their own.
    Text(CompactString),
    /// A number as the file stores it.
    Number(f64),
    /// A number that the sheet shows with two decimals: 1985.1 is seen as 1985.10.
    Fixed(f64),
    /// A date cell.
    Date(PartialDate),
    /// TRUE or FALSE.
    Bool(bool),
    /// A formula's error, as the sheet shows it: `#REF!`.
    Error(&'static str),
}

impl Cell {
    /// What a person would read in the cell.
    pub(super) fn shown(&self) -> CompactString {
        match self {
            Self::Empty => CompactString::default(),
            Self::Text(text) => text.clone(),
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
                (*number as i64).to_compact_string()
            }
            Self::Number(number) => number.to_string().into(),
            Self::Fixed(number) => format!("{number:.2}").into(),
            Self::Date(date) => date.to_compact_string(),
            Self::Bool(value) => if *value { "TRUE" } else { "FALSE" }.into(),
            Self::Error(name) => (*name).into(),
        }
    }

    /// Text as a cell: nothing but white space is an empty one, the longest has as many characters as Excel allows.
    pub(super) fn text(text: &str) -> Self {
        if text.trim().is_empty() {
            return Self::Empty;
        }
        let most = limits::CELL_CHARS.size();
        if text.len() > most {
            return Self::Text(text.chars().take(most).collect());
        }
        Self::Text(text.into())
    }

    /// Bytes that the cell takes besides its own 24.
    pub(super) fn heap(&self) -> usize {
        match self {
            Self::Text(text) if text.is_heap_allocated() => text.len(),
            _ => 0,
        }
    }

    /// Whether the cell holds more than a mark for nothing.
    pub(super) fn is_filled(&self) -> bool {
        match self {
            Self::Empty => false,
            Self::Text(text) => !Words::get().is_blank_mark(text),
            _ => true,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

/// What a formula shows whose result the file does not hold.
pub(super) const UNSTORED: &str = "#?";

/// Which cell of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CellRef {
    /// Row from 0.
    pub(super) row: usize,
    /// Column from 0.
    pub(super) column: usize,
}

/// A merged area; all four from 0 and inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Merge {
    /// First row.
    pub(super) top: u32,
    /// First column.
    pub(super) left: u32,
    /// Last row.
    pub(super) bottom: u32,
    /// Last column.
    pub(super) right: u32,
}

impl Merge {
    /// Whether a cell lies in the area.
    pub(super) fn holds(self, cell: CellRef) -> bool {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        (self.top..=self.bottom).contains(&number(cell.row))
            && (self.left..=self.right).contains(&number(cell.column))
    }
}

/// A sheet.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    pub(super) file: Arc<str>,
    pub(super) sheet: Arc<str>,
    /// Rows from 0; a row may be shorter than others.
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) merges: Vec<Merge>,
    /// Whether the program that made the sheet hides it.
    pub(super) hidden: bool,
    /// Hidden rows, from 0.
    pub(super) hidden_rows: Vec<u32>,
    /// Hidden columns, from 0.
    pub(super) hidden_columns: Vec<u32>,
    /// Texts that are struck out.
    pub(super) struck: Vec<CellRef>,
    /// Whether days are counted from 1904.
    pub(super) epoch_1904: bool,
    /// What stands around the table of a document; nothing on a sheet.
    pub(super) around: Around,
    /// Whether a picture lies on the sheet.
    pub(super) pictures: bool,
}

const EMPTY: &Cell = &Cell::Empty;
/// Heads and labels are merged over no more rows than this.
const NEAR: usize = 12;

impl Grid {
    /// An empty sheet.
    pub(super) fn new(file: &Arc<str>, sheet: &str) -> Self {
        Self {
            file: file.clone(),
            sheet: sheet.into(),
            rows: Vec::new(),
            merges: Vec::new(),
            hidden: false,
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            struck: Vec::new(),
            epoch_1904: false,
            around: Around::default(),
            pictures: false,
        }
    }

    /// Puts a value at a row and a column, both from 0. Empty cells take no place; the cells that a row grows by,
    /// and empty rows above it, are taken from the budget before they are allocated.
    pub(super) fn put(&mut self, at: CellRef, value: Cell, budget: &mut Budget) -> Result<(), Limit> {
        let CellRef { row, column } = at;
        if value.is_empty() {
            return Ok(());
        }
        if row >= limits::ROWS.size() {
            return Err(limits::ROWS);
        }
        if column >= limits::COLUMNS.size() {
            return Err(limits::COLUMNS);
        }
        budget.take_text(value.heap())?;
        if self.rows.len() <= row {
            // A row takes as much as a cell: one cell in the last row of each of many sheets would take gigabytes.
            budget.take(row - self.rows.len())?;
            self.rows.resize(row + 1, Vec::new());
        }
        if let Some(cells) = self.rows.get_mut(row) {
            if cells.len() <= column {
                budget.take(column + 1 - cells.len())?;
                cells.reserve_exact(column + 1 - cells.len());
                cells.resize(column + 1, Cell::Empty);
            }
            if let Some(cell) = cells.get_mut(column) {
                *cell = value;
            }
        }
        Ok(())
    }

    /// Whether no cell holds anything.
    pub(super) fn is_blank(&self) -> bool {
        self.rows.iter().all(|cells| cells.iter().all(Cell::is_empty))
    }

    /// A cell, both numbers from 0.
    pub(super) fn cell(&self, row: usize, column: usize) -> &Cell {
        self.rows.get(row).and_then(|cells| cells.get(column)).unwrap_or(EMPTY)
    }

    /// The same.
    pub(super) fn at(&self, at: CellRef) -> &Cell {
        self.cell(at.row, at.column)
    }

    /// The next of the three rows below that holds anything.
    pub(super) fn next_filled(&self, row: usize) -> Option<usize> {
        let filled =
            |row: &usize| self.rows.get(*row).is_some_and(|cells| cells.iter().any(|cell| !cell.is_empty()));
        (row + 1..row + 4).find(filled)
    }

    /// Whether a text is struck out.
    pub(super) fn is_struck(&self, at: CellRef) -> bool {
        self.struck.binary_search(&at).is_ok()
    }

    /// Roughly how many bytes the sheet takes.
    pub(super) fn bytes(&self) -> u64 {
        let row = |cells: &Vec<Cell>| {
            40 + 24 * cells.len() as u64 + cells.iter().map(|cell| cell.heap() as u64).sum::<u64>()
        };
        self.rows.iter().map(row).sum()
    }

    /// How many cells the rows hold.
    pub(super) fn size(&self) -> usize {
        self.rows.iter().map(Vec::len).sum()
    }

    /// The merged areas that begin in this row or a few rows above it.
    pub(super) fn merges_near(&self, row: usize) -> &[Merge] {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let from = self.merges.partition_point(|merge| merge.top < number(row.saturating_sub(NEAR)));
        let to = self.merges.partition_point(|merge| merge.top <= number(row));
        self.merges.get(from..to).unwrap_or_default()
    }

    /// The merged area that begins at a cell.
    pub(super) fn merge_from(&self, at: CellRef) -> Option<Merge> {
        let begins = |merge: &Merge| (merge.top as usize, merge.left as usize);
        let wanted = (at.row, at.column);
        let found = self.merges.get(self.merges.partition_point(|merge| begins(merge) < wanted))?;
        (begins(found) == wanted).then_some(*found)
    }

    /// The place of a cell.
    pub(super) fn place(&self, at: CellRef) -> Place {
        let row = u32::try_from(at.row).unwrap_or(u32::MAX - 1) + 1;
        let column = u32::try_from(at.column).unwrap_or(u32::MAX);
        Place::Cell { file: self.file.to_string(), sheet: self.sheet.to_string(), row, column }
    }

    /// The place of a row, counted from 0.
    pub(super) fn row_place(&self, row: usize) -> Place {
        let row = u32::try_from(row).unwrap_or(0) + 1;
        Place::Row { file: self.file.to_string(), sheet: self.sheet.to_string(), row }
    }

    /// The place of the sheet.
    pub(super) fn sheet_place(&self) -> Place {
        Place::Sheet { file: self.file.to_string(), sheet: self.sheet.to_string() }
    }

    /// The same sheet with nothing outside these columns; rows and columns keep their numbers.
    pub(super) fn columns(&self, from: usize, to: usize) -> Self {
        let rows = self.rows.iter().map(|cells| {
            let mut kept: Vec<Cell> = cells.iter().take(to).cloned().collect();
            kept.iter_mut().take(from).for_each(|cell| *cell = Cell::Empty);
            kept
        });
        let inside = |merge: &&Merge| (from..to).contains(&(merge.left as usize));
        let merges = self.merges.iter().filter(inside).copied().collect();
        Self { rows: rows.collect(), merges, ..Self::new(&self.file, &self.sheet) }.like(self)
    }

    /// Takes over what is true of the whole sheet.
    fn like(mut self, other: &Self) -> Self {
        self.epoch_1904 = other.epoch_1904;
        self.struck.clone_from(&other.struck);
        self.around.clone_from(&other.around);
        self
    }

    /// Brings what the file said of merged and hidden areas into order, and puts the value of a vertically merged
    /// cell of one column into each of its rows. Areas that overlap, as no program writes them, are left alone.
    pub(super) fn settle(&mut self, budget: &mut Budget) -> Result<(), Limit> {
        self.merges.sort_unstable();
        self.merges.dedup();
        self.struck.sort_unstable();
        self.hidden_rows.sort_unstable();
        self.hidden_rows.dedup();
        self.hidden_columns.sort_unstable();
        self.hidden_columns.dedup();
        let mut below = vec![0_u32; limits::COLUMNS.size()];
        let mut kept = Vec::new();
        for merge in std::mem::take(&mut self.merges) {
            let free_from = below.get_mut(merge.left as usize).filter(|free_from| **free_from <= merge.top);
            let Some(free_from) = free_from else { continue };
            *free_from = merge.bottom.saturating_add(1);
            kept.push(merge);
        }
        self.merges = kept;
        let mut left = limits::SPREAD_CELLS.size();
        for Merge { top, left: column, bottom, right } in self.merges.clone() {
            let value = self.cell(top as usize, column as usize).clone();
            if column != right || bottom <= top || value.is_empty() {
                continue;
            }
            for row in top as usize + 1..(bottom as usize + 1).min(self.rows.len()) {
                left = left.checked_sub(1).ok_or(limits::SPREAD_CELLS)?;
                self.put(CellRef { row, column: column as usize }, value.clone(), budget)?;
            }
        }
        Ok(())
    }

    /// The text of a header cell, looking left through cells merged across in its row.
    pub(super) fn header_text(&self, row: usize, column: usize) -> CompactString {
        let own = self.cell(row, column);
        if !own.is_empty() {
            return own.shown();
        }
        let merge = self.merges.iter().find(|merge| merge.holds(CellRef { row, column }));
        merge.map_or_else(CompactString::default, |merge| {
            self.cell(merge.top as usize, merge.left as usize).shown()
        })
    }
}
