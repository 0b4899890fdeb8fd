//! Takes single fields out of one row, and notes what was changed or could not be understood.

use crate::model::Given;
use crate::model::Name;
use crate::model::PartialDate;
use crate::problem::Code;
use crate::problem::Problem;
use crate::problem::Say;
use crate::problem::Severity;
use crate::problem::cell_name;
use crate::read::Reading;
use crate::read::grid::{Cell, Grid};
use crate::read::header::Header;
use crate::read::notes::Normalised;
use crate::read::value;
use crate::read::value::Words;
use crate::say;

/// A date that does not exist, or that could be two. Source: SPREADSHEETS 4.
pub(super) static BAD_DATE: Code =
    Code { id: "bad-date", severity: Severity::Error, source: "SPREADSHEETS 4" };
/// A count that is no whole number. Source: SPREADSHEETS 3.
pub(super) static BAD_NUMBER: Code =
    Code { id: "bad-number", severity: Severity::Error, source: "SPREADSHEETS 3" };
/// A word that is in no vocabulary. Source: SPREADSHEETS 3.
pub(super) static BAD_WORD: Code =
    Code { id: "bad-word", severity: Severity::Warning, source: "SPREADSHEETS 3" };
/// An ID number that is not 18 characters of text. Source: SPREADSHEETS 3.
pub(super) static BAD_ID: Code = Code { id: "bad-id", severity: Severity::Error, source: "SPREADSHEETS 3" };
/// A character that was lost before the file reached us. Source: SPREADSHEETS 3.
pub(super) static LOST_CHARACTER: Code =
    Code { id: "lost-character", severity: Severity::Error, source: "SPREADSHEETS 3" };

/// One row while its fields are taken.
pub(super) struct Taker<'a> {
    pub(super) grid: &'a Grid,
    pub(super) header: &'a Header,
    /// Row from 0.
    pub(super) row: usize,
    pub(super) reading: &'a mut Reading,
}

impl Taker<'_> {
    /// The cell of a field, unless it is empty or holds a mark for nothing.
    fn cell(&self, field: &str) -> Option<(usize, Cell)> {
        let column = *self.header.columns.get(field)? as usize;
        let cell = self.grid.cell(self.row, column);
        let nothing = match cell {
            Cell::Empty => true,
            Cell::Text(text) => Words::get().is_blank_mark(text),
            _ => false,
        };
        (!nothing).then(|| (column, cell.clone()))
    }

    fn problem(&mut self, code: &'static Code, column: usize, message: Say, hint: Say) {
        let place = self.grid.place(self.row, column);
        self.reading.problems.push(Problem::new(code, place, message).hint(hint));
    }

    /// Notes that a cell was written in another form.
    fn normalised(&mut self, column: usize, was: &str, is: &str) {
        if was != is {
            let row = u32::try_from(self.row).unwrap_or(0) + 1;
            let cell = cell_name(row, u32::try_from(column).unwrap_or(0));
            let (file, sheet) = (self.grid.file.to_string(), self.grid.sheet.to_string());
            self.reading.normalised.push(Normalised {
                file,
                sheet,
                cell,
                was: was.to_owned(),
                is: is.to_owned(),
            });
        }
    }

    /// Whose row it is, for messages.
    fn who(&self) -> String {
        self.cell("name").map(|(_, cell)| cell.shown().split_whitespace().collect()).unwrap_or_default()
    }

    /// A text as written, without white space at its ends.
    pub(super) fn text(&mut self, field: &str) -> Given<String> {
        let Some((column, cell)) = self.cell(field) else { return Given::Blank };
        let was = cell.shown();
        let is = was.split_whitespace().collect::<Vec<_>>().join(" ");
        self.normalised(column, &was, &is);
        Given::Known(is)
    }

    /// A person's name.
    pub(super) fn name(&mut self, field: &str) -> Given<Name> {
        let Some((column, cell)) = self.cell(field) else { return Given::Blank };
        let was = cell.shown();
        let Some(name) = Name::new(&was) else { return Given::Blank };
        if name.as_str().chars().any(|c| matches!(c, '?' | '？' | '\u{FFFD}' | '□' | '\u{E000}'..='\u{F8FF}'))
        {
            let message = say!("姓名“{was}”里有丢失的字", "the name \"{was}\" has lost a character");
            let hint = say!("按身份证补上这个字", "put the character in again, from the ID card");
            self.problem(&LOST_CHARACTER, column, message, hint);
        }
        self.normalised(column, &was, name.as_str());
        Given::Known(name)
    }

    /// Several names in one cell, joined with 、 or a comma.
    pub(super) fn names(&mut self, field: &str) -> Vec<Name> {
        let Some((_, cell)) = self.cell(field) else { return Vec::new() };
        match cell {
            Cell::Text(text) => {
                text.split(['、', ',', '，', ';', '；', '\n', '/']).filter_map(Name::new).collect()
            }
            _ => Vec::new(),
        }
    }

    /// A list of posts, joined with 、 or a comma.
    pub(super) fn list(&mut self, field: &str) -> Vec<String> {
        let text = self.text(field);
        let parts = text.text().unwrap_or("").split(['、', ',', '，', ';', '；']).map(str::trim);
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// A date or month.
    pub(super) fn date(&mut self, field: &str) -> Given<PartialDate> {
        let Some((column, cell)) = self.cell(field) else { return Given::Blank };
        let was = cell.shown();
        if let Some(date) = value::date(&cell) {
            self.normalised(column, &was, &date.to_string());
            return Given::Known(date);
        }
        let who = self.who();
        let message = match field {
            "birth" => say!(
                "{who}的出生日期“{was}”不存在或有两种读法",
                "{who}: \"{was}\" is no birth date, or could be two"
            ),
            _ => say!("日期“{was}”不存在或有两种读法", "\"{was}\" is no date, or could be two"),
        };
        self.problem(
            &BAD_DATE,
            column,
            message,
            say!("写成 1985.03 或 1985年3月", "write it as 1985.03 or 1985年3月"),
        );
        Given::Unreadable
    }

    /// A whole number.
    pub(super) fn count(&mut self, field: &str) -> Given<u32> {
        let Some((column, cell)) = self.cell(field) else { return Given::Blank };
        let was = cell.shown();
        if let Some(number) = value::count(&cell) {
            self.normalised(column, &was, &number.to_string());
            return Given::Known(number);
        }
        let message = say!("“{was}”不是整数", "\"{was}\" is no whole number");
        self.problem(
            &BAD_NUMBER,
            column,
            message,
            say!("只写数字，例如 28", "write digits only, for example 28"),
        );
        Given::Unreadable
    }

    /// A word of a vocabulary.
    pub(super) fn word<T: ToString>(&mut self, field: &str, read: impl Fn(&str) -> Option<T>) -> Given<T> {
        let Some((column, cell)) = self.cell(field) else { return Given::Blank };
        let was = cell.shown();
        if let Some(word) = read(&was) {
            self.normalised(column, &was, &word.to_string());
            return Given::Known(word);
        }
        let who = self.who();
        let message = say!("{who}这一行的“{was}”不认识", "{who}: \"{was}\" is not a known word here");
        let hint = say!(
            "改用通行的写法，例如 中共党员、大学专科、汉族、副主席",
            "use the common word, for example 中共党员, 大学专科, 汉族, 副主席"
        );
        self.problem(&BAD_WORD, column, message, hint);
        Given::Unreadable
    }

    /// Yes or no; a blank cell of the column is blank.
    pub(super) fn yes(&mut self, field: &str) -> Given<bool> {
        self.word(field, |text| Words::get().yes(text))
    }

    /// Whether a tick stands in a column.
    pub(super) fn ticked(&self, field: &str) -> bool {
        self.cell(field).is_some_and(|(_, cell)| Words::get().yes(&cell.shown()) == Some(true))
    }

    /// An ID number.
    pub(super) fn id_number(&mut self, field: &str) -> Given<String> {
        let Some((column, cell)) = self.cell(field) else { return Given::Blank };
        let was = cell.shown();
        if let Ok(id) = value::id_number(&cell) {
            self.normalised(column, &was, &id);
            return Given::Known(id);
        }
        let who = self.who();
        let message = say!(
            "{who}的身份证号“{was}”不是 18 位文本",
            "{who}: the ID number \"{was}\" is not text of 18 characters"
        );
        let hint = say!(
            "把该列设为文本格式，重新输入 18 位号码",
            "set the column to text and type the 18 characters again"
        );
        self.problem(&BAD_ID, column, message, hint);
        Given::Unreadable
    }
}
