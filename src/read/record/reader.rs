//! The fields of one record, one by one: where each stands, and what is said of its cell.
//!
//! Values of a kind have a file each: names, words, numbers, dates, telephone and ID numbers.

use std::collections::BTreeMap;

use crate::cycle::{Cycle, StageId};
use crate::model::{Field, Given, PartialDate};
use crate::problem::{Code, Problem, Say, Severity};
use crate::read::codes::codes;
use crate::read::grid::{Cell, CellRef, Grid, UNSTORED};
use crate::read::layout::columns::Header;
use crate::read::layout::form::Form;
use crate::read::log::ReadLog;
use crate::read::record::cell::{is_ditto, note, said};
use crate::read::value::Listed;
use crate::say;

codes! {
    /// A formula's error.
    CELL_ERROR = "cell-error", Error, "SPREADSHEETS 6 (19)";
    /// A mark for "as above" with nothing above.
    NOTHING_ABOVE = "nothing-above", Error, "SPREADSHEETS 3";
    /// A value that another column stands for.
    DERIVED = "derived", Warning, "SPREADSHEETS 3";
}

/// Where the fields of a record stand.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) enum RecordAt<'a> {
    /// In one row, under the heads of a table.
    Row(usize, &'a Header),
    /// Each in its own cell of a form.
    Form(&'a Form),
}

/// What the cycle says of how its tables are read.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct Settings {
    /// The base date of ages: nobody in a table was born after it.
    pub(in crate::read) as_of: PartialDate,
    /// First and last day of the elections: a day without a year is one of them.
    pub(in crate::read) elections: Option<(PartialDate, PartialDate)>,
    /// Whether 常委 is a post of its own here: `rules.town.standing` or `rules.unit.standing`.
    pub(in crate::read) standing: bool,
    /// Whether any body may be a 妇代会, whose head is a 主任.
    pub(in crate::read) conference: bool,
}

impl Settings {
    /// Of a cycle.
    pub(in crate::read) fn of(cycle: &Cycle) -> Self {
        let (standing, conference) = (cycle.rules.has_standing(), cycle.has_conference());
        let elect = cycle.stages.iter().find(|stage| stage.id == StageId::Elect);
        let elections = elect.map(|stage| (stage.start, stage.end));
        Self { as_of: cycle.as_of, elections, standing, conference }
    }
}

/// One record while its fields are read.
pub(in crate::read) struct RecordReader<'a> {
    pub(in crate::read) grid: &'a Grid,
    pub(in crate::read) at: RecordAt<'a>,
    pub(in crate::read) settings: Settings,
    /// Columns in which an empty cell means no.
    pub(in crate::read) tick_columns: &'a [u32],
    pub(in crate::read) log: &'a mut ReadLog,
    /// Of several people whom the row names, the one whose record this is.
    pub(in crate::read) one: Option<Listed>,
}

/// A cell with what it says.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct Said<'a> {
    pub(in crate::read) at: CellRef,
    pub(in crate::read) cell: &'a Cell,
}

impl<'a> RecordReader<'a> {
    /// Whether the table has a column, or the form a cell, for a field.
    pub(in crate::read) fn has(&self, field: Field) -> bool {
        match self.at {
            RecordAt::Row(_, header) => {
                header.has(field) || header.ticks.iter().any(|tick| tick.field == field)
            }
            RecordAt::Form(form) => form.cells.contains_key(&field),
        }
    }

    /// The cell of a field as it stands there; a mark for "as above" is followed up.
    pub(in crate::read) fn raw(&self, field: Field) -> Option<Said<'a>> {
        match self.at {
            RecordAt::Form(form) => {
                let &at = form.cells.get(&field)?;
                Some(Said { at, cell: self.grid.at(at) })
            }
            RecordAt::Row(row, header) => {
                let at = CellRef { row, column: header.column(field)? as usize };
                Some(Said { at, cell: said(self.grid, header, at) })
            }
        }
    }

    /// The cell of a field, unless it is empty or holds a mark for nothing.
    pub(in crate::read) fn cell(&self, field: Field) -> Option<Said<'a>> {
        self.raw(field).filter(|said| said.cell.is_filled())
    }

    /// The same, with a formula's error reported once and taken for unreadable.
    pub(in crate::read) fn good<T>(&mut self, field: Field) -> Result<Said<'a>, Given<T>> {
        self.checked(self.cell(field))
    }

    /// The same for a cell that was looked at already.
    pub(in crate::read) fn checked<T>(&mut self, cell: Option<Said<'a>>) -> Result<Said<'a>, Given<T>> {
        match cell {
            None => Err(Given::Blank),
            Some(Said { at, cell: Cell::Error(name) }) => {
                self.cell_error(at, name, Severity::Error);
                Err(Given::Unreadable)
            }
            Some(found) if is_ditto(found.cell) => {
                self.nothing_above(found.at);
                Err(Given::Unreadable)
            }
            Some(found) => Ok(found),
        }
    }

    /// [`NOTHING_ABOVE`].
    fn nothing_above(&mut self, at: CellRef) {
        let was = self.grid.at(at).shown();
        let message =
            say!("“{was}”上面没有可以照抄的内容", "\"{was}\" repeats the cell above, which holds nothing");
        let hint = say!("写上内容本身", "write the value itself");
        self.problem(&NOTHING_ABOVE, at, message, hint);
    }

    /// [`CELL_ERROR`]; less bad where the cell is not used.
    pub(in crate::read) fn cell_error(&mut self, at: CellRef, name: &str, severity: Severity) {
        self.log.report(cell_error(self.grid, at, name, severity));
    }

    /// Reports a problem of a cell.
    pub(in crate::read) fn problem(&mut self, code: &'static Code, at: CellRef, message: Say, hint: Say) {
        let place = self.grid.place(at);
        self.log.report(Problem::new(code, place, message).hint(hint));
    }

    /// [`DERIVED`]: a value that no column says.
    pub(in crate::read) fn derived(&mut self, at: CellRef, message: Say) {
        let hint = say!("在表里加一列“政治面貌”写明", "add a column 政治面貌 that says it");
        self.problem(&DERIVED, at, message, hint);
    }

    /// Notes that a cell was written in another form. 是 for yes is no other form.
    pub(in crate::read) fn normalised(&mut self, at: CellRef, is: &str) {
        if !matches!(is, "true" | "false") {
            note(self.grid, at, is, self.log);
        }
    }

    /// Whose record it is, for messages.
    pub(in crate::read) fn who(&self) -> String {
        if let Some(one) = &self.one {
            return one.name.trim().to_owned();
        }
        let name = self.cell(Field::Name);
        name.map(|said| said.cell.shown().split_whitespace().collect()).unwrap_or_default()
    }

    /// Where a field stands.
    pub(in crate::read) fn cell_of(&self, field: Field) -> Option<CellRef> {
        self.raw(field).map(|said| said.at)
    }

    /// The cell of a field as it is shown; nothing for an empty one.
    pub(in crate::read) fn shown(&self, field: Field) -> Option<(CellRef, String)> {
        self.cell(field).map(|said| (said.at, said.cell.shown().to_string()))
    }

    /// A text as written, without white space at its ends and without invisible characters.
    pub(in crate::read) fn text(&mut self, field: Field) -> Given<String> {
        let Said { at, cell } = match self.good(field) {
            Ok(found) => found,
            Err(nothing) => return nothing,
        };
        let shown = cell.shown();
        let is = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        let is: String = is.chars().filter(|c| !c.is_control()).collect();
        self.normalised(at, &is);
        Given::Known(is)
    }

    /// Columns or labels without a field of their own, under their own header; empty ones count nothing.
    pub(in crate::read) fn extra(&mut self) -> BTreeMap<String, String> {
        let (row, header) = match self.at {
            RecordAt::Form(form) => return form.extra.clone(),
            RecordAt::Row(row, header) => (row, header),
        };
        let mut extra = BTreeMap::new();
        for own in &header.extra {
            let at = CellRef { row, column: own.column as usize };
            let cell = self.grid.at(at);
            if matches!(cell, Cell::Error(UNSTORED)) {
                self.cell_error(at, UNSTORED, Severity::Warning);
            } else if !cell.is_empty() {
                extra.insert(own.header.clone(), cell.shown().trim().to_owned());
            }
        }
        // Counts of officers under 主席, 副主席, 执委 have no field: people are counted from their rows.
        for post in header.posts.iter().filter(|_| !header.has(Field::Name)) {
            let shown = self.grid.cell(row, post.column as usize).shown();
            let head = header.names.iter().find(|(_, field)| header.column(*field) == Some(post.column));
            if let (Some((head, _)), true) = (head, shown.parse::<u32>().is_ok()) {
                extra.insert(head.clone(), shown.to_string());
            }
        }
        extra
    }
}

/// The problem of a formula's error; less bad where the cell is not used.
pub(in crate::read) fn cell_error(grid: &Grid, at: CellRef, name: &str, severity: Severity) -> Problem {
    let (message, hint) = if name == UNSTORED {
        (
            say!(
                "这一格是公式，文件里没有存下结果",
                "this cell is a formula whose result is not in the file"
            ),
            say!(
                "用 WPS 或 Excel 打开这个文件再保存一次，或直接填上内容",
                "open the file in WPS or Excel and save it once, or type the value"
            ),
        )
    } else {
        (
            say!("公式出错，显示 {name}", "the formula failed and shows {name}"),
            say!("改正公式，或直接填上内容", "correct the formula, or type the value"),
        )
    };
    Problem::new(&CELL_ERROR, grid.place(at), message).hint(hint).severity(severity)
}
