//! Down a sheet: where the next table or form begins, and which lines stand above it.

use crate::model::{Field, TableKind};
use crate::read::layout::columns::Header;
use crate::read::layout::form;
use crate::read::layout::form::Form;
use crate::read::layout::header;
use crate::read::layout::sheet::Sheet;
use crate::read::layout::table_kind::{Kind, Shape};
use crate::read::layout::title::{LineAt, TitleLine, Titles, line_text};
use crate::read::limits;
use crate::read::reading::{Ignored, IgnoredKind};

/// Rows above a table that are looked at for titles and sentences.
const TITLES: usize = 12;

/// A list of people of whom nothing says what they are.
const SOME_LIST: Kind = Kind { table: TableKind::Delegates, shape: Shape::Rows };

/// A table: its header, what it is, and the lines above it.
#[derive(Debug, Clone)]
pub(in crate::read) struct TableLayout {
    pub(in crate::read) header: Header,
    /// What it seems to be; of people of whom nothing says what they are, anything.
    pub(in crate::read) kind: Kind,
    /// Whether something says what it is.
    pub(in crate::read) is_known: bool,
    pub(in crate::read) titles: Titles,
    /// Lines above this row belong to a table above.
    pub(in crate::read) below: usize,
}

/// What stands at a row of a sheet.
#[derive(Debug)]
pub(in crate::read) enum Found {
    /// A table.
    Table(TableLayout),
    /// A registration form, and the lines above it.
    Form(Form, Titles),
    /// The first of two tables side by side.
    Beside(Beside),
}

/// Two tables side by side, which share their lines above.
#[derive(Debug)]
pub(in crate::read) struct Beside {
    /// Where their headers begin.
    pub(in crate::read) row: usize,
    /// The first column of the second one.
    pub(in crate::read) column: usize,
    /// The lines above.
    pub(in crate::read) titles: Titles,
}

/// A walk down a sheet.
#[derive(Debug)]
pub(in crate::read) struct Walk<'s> {
    sheet: &'s Sheet<'s>,
    /// The row that is looked at next.
    at: usize,
    /// Lines above this row belong to a table above.
    below: usize,
    titles: Titles,
}

impl<'s> Walk<'s> {
    /// A walk from a row on; `titles` are the lines above it.
    pub(in crate::read) fn from(sheet: &'s Sheet<'s>, row: usize, titles: Titles) -> Self {
        Self { sheet, at: row, below: row, titles }
    }

    /// The next table or form; rows that belong to none are listed.
    pub(in crate::read) fn next(&mut self, ignored: &mut Vec<Ignored>) -> Option<Found> {
        let Self { sheet, .. } = *self;
        let forced =
            sheet.rule.and_then(|rule| rule.header_row).and_then(|row| (row as usize).checked_sub(1));
        // A head that only the rule knows would be a row of a table above it: then nothing above counts, as the rule says.
        let is_plain = forced.is_some_and(|row| header::at(sheet.grid, row, sheet.mapped).is_some());
        while self.at < sheet.grid.rows.len() {
            if let Some(form) = form::at(sheet.grid, self.at).filter(|_| forced.is_none()) {
                self.at = form.end;
                return Some(Found::Form(form, std::mem::take(&mut self.titles)));
            }
            let header = match forced {
                // Another table may stand above; what is no more than lines over this one is none.
                Some(row) if self.at < row => header::at(sheet.grid, self.at, sheet.mapped).filter(|above| {
                    is_plain && above.last + 1 < row && sheet.kind(above, &self.titles).is_some()
                }),
                Some(row) if self.at == row => Some(header::forced(sheet.grid, row, sheet.mapped)),
                _ => header::at(sheet.grid, self.at, sheet.mapped),
            };
            let Some(header) = header else {
                self.title(ignored);
                self.at += 1;
                continue;
            };
            if let Some(column) = header.beside {
                let titles = std::mem::take(&mut self.titles);
                return Some(Found::Beside(Beside { row: self.at, column: column as usize, titles }));
            }
            let kind = sheet.kind(&header, &self.titles);
            if kind.is_some() || header.has(Field::Name) {
                let (titles, below) = (self.titles.clone(), self.below);
                let (is_known, kind) = (kind.is_some(), kind.unwrap_or(SOME_LIST));
                return Some(Found::Table(TableLayout { header, kind, is_known, titles, below }));
            }
            let lines = header.first..=header.last;
            ignored.extend(lines.map(|row| Ignored::row_of(sheet.grid, row, IgnoredKind::Title)));
            self.at = header.last + 1;
        }
        None
    }

    /// Goes on below a table; its last lines above may be those of the next one as well.
    pub(in crate::read) fn go_on(&mut self, row: usize) {
        self.at = row;
        self.below = row;
        self.titles.drain(..self.titles.len().saturating_sub(TITLES));
    }

    /// Remembers a line that is in no table.
    fn title(&mut self, ignored: &mut Vec<Ignored>) {
        let Some(text) = line_text(self.sheet.grid, self.at) else { return };
        ignored.push(Ignored::row_of(self.sheet.grid, self.at, IgnoredKind::Title));
        self.titles.push(TitleLine { at: LineAt::Row(self.at), text });
        // The first lines and the last ones say what a table is; what lies between is no title.
        if self.titles.len() > limits::LINES {
            self.titles.remove(limits::LINES / 2);
        }
    }
}
