//! A table of a document while it is read: where its cells stand, and which of them are merged.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::read::file::docx_text::Text;
use crate::read::file::refused::Refused;
use crate::read::grid::{Cell, CellRef, Grid, Merge};
use crate::read::limits;
use crate::read::limits::Budget;

/// A table that has no more filled cells than this and holds other tables is there to place them on the page.
const FRAME: usize = 5;

/// A table.
pub(super) struct Table {
    pub(super) grid: Grid,
    /// Tables inside its cells.
    inner: Vec<(CellRef, Self)>,
    row: Option<usize>,
    column: usize,
    /// The row was deleted while changes were tracked.
    row_deleted: bool,
    cell: Option<Open>,
    text: Text,
    /// Column → which of the merged areas reaches down in it.
    reaching: BTreeMap<usize, usize>,
    /// Where the cell before begins.
    before: Option<CellRef>,
}

/// A cell that is being read.
struct Open {
    span: usize,
    down: Merged,
    across: Merged,
    deleted: bool,
    inner: Vec<Table>,
}

/// Whether a cell is merged with the one above it, or before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Merged {
    Not,
    Begins,
    GoesOn,
}

impl Table {
    pub(super) fn new(file: &Arc<str>) -> Self {
        Self {
            grid: Grid::new(file, ""),
            inner: Vec::new(),
            row: None,
            column: 0,
            row_deleted: false,
            cell: None,
            text: Text::default(),
            reaching: BTreeMap::new(),
            before: None,
        }
    }

    pub(super) fn begin_row(&mut self) {
        self.row = Some(self.row.map_or(0, |row| row + 1));
        (self.column, self.before, self.row_deleted) = (0, None, false);
    }

    /// The row begins so many columns further right.
    pub(super) fn indent(&mut self, columns: usize) {
        self.column = columns.min(limits::COLUMNS.size());
    }

    pub(super) fn delete_row(&mut self) {
        self.row_deleted = true;
    }

    pub(super) fn begin_cell(&mut self) {
        self.text.clear();
        self.cell = Some(Open {
            span: 1,
            down: Merged::Not,
            across: Merged::Not,
            deleted: self.row_deleted,
            inner: Vec::new(),
        });
    }

    /// The text of the cell that is open.
    pub(super) fn cell_text(&mut self) -> Option<&mut Text> {
        self.cell.is_some().then_some(&mut self.text)
    }

    pub(super) fn span(&mut self, columns: usize) {
        if let Some(cell) = &mut self.cell {
            cell.span = columns.clamp(1, limits::COLUMNS.size());
        }
    }

    pub(super) fn merge_down(&mut self, merged: Merged) {
        if let Some(cell) = &mut self.cell {
            cell.down = merged;
        }
    }

    pub(super) fn merge_across(&mut self, merged: Merged) {
        if let Some(cell) = &mut self.cell {
            cell.across = merged;
        }
    }

    pub(super) fn delete_cell(&mut self) {
        if let Some(cell) = &mut self.cell {
            cell.deleted = true;
        }
    }

    /// Takes a table that ended inside the open cell; `Err` gives it back where none is open.
    pub(super) fn hold(&mut self, table: Self) -> Result<(), Box<Self>> {
        match &mut self.cell {
            Some(cell) => cell.inner.push(table),
            None => return Err(Box::new(table)),
        }
        Ok(())
    }

    pub(super) fn end_cell(&mut self, budget: &mut Budget) -> Result<(), Refused> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let at = CellRef { row: self.row.unwrap_or(0), column: self.column };
        self.column = self.column.saturating_add(cell.span);
        let goes_on = self.merge(at, &cell)?;
        // What a merged cell holds below its first row is not shown.
        if goes_on || cell.deleted {
            return Ok(());
        }
        let value = Cell::text(self.text.shown());
        if self.text.is_struck() {
            self.grid.struck.push(at);
        }
        self.grid.put(at, value, budget)?;
        self.inner.extend(cell.inner.into_iter().map(|table| (at, table)));
        Ok(())
    }

    /// Notes how the cell is merged; whether it goes on from another one.
    fn merge(&mut self, at: CellRef, cell: &Open) -> Result<bool, Refused> {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let right = number(at.column + cell.span - 1);
        if let (Merged::GoesOn, Some(before)) = (cell.across, self.before) {
            let area = (number(before.row), number(before.column));
            match self.grid.merges.last_mut().filter(|last| (last.top, last.left) == area) {
                Some(last) => last.right = right,
                None => self.merged(Merge { top: area.0, left: area.1, bottom: area.0, right })?,
            }
            return Ok(true);
        }
        self.before = Some(at);
        if cell.down == Merged::GoesOn
            && let Some(area) = self.reaching.get(&at.column).and_then(|at| self.grid.merges.get_mut(*at))
        {
            area.bottom = number(at.row);
            return Ok(true);
        }
        self.reaching.remove(&at.column);
        if cell.down == Merged::Begins {
            self.reaching.insert(at.column, self.grid.merges.len());
        }
        if cell.down == Merged::Begins || cell.span > 1 {
            self.merged(Merge {
                top: number(at.row),
                left: number(at.column),
                bottom: number(at.row),
                right,
            })?;
        }
        Ok(false)
    }

    fn merged(&mut self, area: Merge) -> Result<(), Refused> {
        self.grid.merges.push(area);
        if limits::MERGES.is_broken_by(self.grid.merges.len()) { Err(limits::MERGES.into()) } else { Ok(()) }
    }

    /// The table, or where it is only a frame the tables inside it; lines of text go to `lines`, in their order.
    pub(super) fn end(mut self, budget: &mut Budget, take: &mut impl FnMut(Piece)) -> Result<(), Refused> {
        if self.inner.is_empty() {
            take(Piece::Table(Box::new(self.ended())));
            return Ok(());
        }
        let mut own = self.filled();
        if own.len() > FRAME {
            self.fold(budget)?;
            take(Piece::Table(Box::new(self.ended())));
            return Ok(());
        }
        for (at, table) in std::mem::take(&mut self.inner) {
            let later = own.split_off(own.partition_point(|(own, _)| *own <= at));
            for (_, line) in std::mem::replace(&mut own, later) {
                take(Piece::Line(line));
            }
            table.end(budget, take)?;
        }
        own.into_iter().for_each(|(_, line)| take(Piece::Line(line)));
        Ok(())
    }

    fn ended(mut self) -> Grid {
        self.grid.merges.retain(|area| area.bottom > area.top || area.right > area.left);
        self.grid
    }

    /// Its filled cells: no more of them than tell a frame from a table.
    fn filled(&self) -> Vec<(CellRef, String)> {
        let rows = self.grid.rows.iter().enumerate();
        let cells = rows.flat_map(|(row, cells)| {
            let cells = cells.iter().enumerate();
            cells.map(move |(column, cell)| (CellRef { row, column }, cell))
        });
        let filled = cells.filter(|(_, cell)| !cell.is_empty());
        filled.take(FRAME + 1).map(|(at, cell)| (at, cell.shown().to_string())).collect()
    }

    /// Makes the tables inside the cells text of the cells.
    fn fold(&mut self, budget: &mut Budget) -> Result<(), Refused> {
        for (at, mut table) in std::mem::take(&mut self.inner) {
            table.fold(budget)?;
            let mut text = self.grid.at(at).shown().to_string();
            for cells in &table.grid.rows {
                let shown: Vec<_> = cells.iter().filter(|cell| !cell.is_empty()).map(Cell::shown).collect();
                if !shown.is_empty() {
                    text.push('\n');
                    text.push_str(&shown.join(" "));
                }
            }
            self.grid.put(at, Cell::text(text.trim()), budget)?;
        }
        Ok(())
    }
}

/// What a table comes to.
pub(super) enum Piece {
    /// A line of text.
    Line(String),
    /// A table.
    Table(Box<Grid>),
}
