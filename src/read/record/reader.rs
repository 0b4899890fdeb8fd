//! Takes single fields out of one record, and notes what was changed or could not be understood.

use std::collections::BTreeMap;

use crate::model::{Gender, Given, Name, PartialDate};
use crate::problem::{Code, Problem, Say, Severity};
use crate::read::Reading;
use crate::read::codes::codes;
use crate::read::grid::{Cell, Grid};
use crate::read::layout::header::Header;
use crate::read::limits;
use crate::read::record::cell::{note, said, split_names};
use crate::read::record::name;
use crate::read::value;
use crate::read::value::{Finding, Words};
use crate::say;

codes! {
    /// A count that is no whole number.
    BAD_NUMBER = "bad-number", Error, "SPREADSHEETS 3";
    /// A mark for nothing where a count is expected.
    BLANK_MARK = "blank-mark", Warning, "SPREADSHEETS 3";
    /// A word that is in no vocabulary.
    UNKNOWN_VALUE = "unknown-value", Error, "SPREADSHEETS 3";
    /// An ID number that is not 18 characters of text.
    BAD_ID = "bad-id", Error, "SPREADSHEETS 3";
    /// A formula's error.
    CELL_ERROR = "cell-error", Error, "SPREADSHEETS 6 (19)";
    /// A value that another column stands for.
    DERIVED = "derived", Warning, "SPREADSHEETS 3";
    /// A name that is struck out.
    STRUCK_OUT = "struck-out", Warning, "SPREADSHEETS 6 (22)";
}

/// No woman of a federation is older, in full years.
const OLDEST: u32 = 120;

/// What a cell of posts says where she holds none.
const NO_POST: &str = "无";

/// Where the fields of a record stand.
pub(in crate::read) enum Where<'a> {
    /// In one row, under the heads of a table.
    Row(usize, &'a Header),
    /// Each in its own cell of a form.
    Form(&'a BTreeMap<&'static str, (usize, usize)>, &'a BTreeMap<String, String>),
}

/// One record while its fields are taken.
pub(in crate::read) struct RecordReader<'a> {
    pub(in crate::read) grid: &'a Grid,
    pub(in crate::read) at: Where<'a>,
    pub(in crate::read) reading: &'a mut Reading,
    /// The base date of ages: nobody in a table was born after it.
    pub(in crate::read) as_of: PartialDate,
    /// Whether 常委 is a post of its own here: `rules.town.standing` or `rules.unit.standing`.
    pub(in crate::read) standing: bool,
    /// Whether any body may be a 妇代会, whose head is a 主任.
    pub(in crate::read) conference: bool,
    /// Columns in which an empty cell means no.
    pub(in crate::read) tick_columns: &'a [u32],
}

pub(in crate::read) type CellRef = (usize, usize);

impl RecordReader<'_> {
    /// Whether the table has a column, or the form a cell, for a field.
    pub(in crate::read) fn has(&self, field: &str) -> bool {
        match &self.at {
            Where::Row(_, header) => {
                header.has(field) || header.ticks.iter().any(|(name, ..)| *name == field)
            }
            Where::Form(cells, _) => cells.contains_key(field),
        }
    }

    /// The cell of a field as it stands there; a mark for "as above" is followed up.
    fn raw(&self, field: &str) -> Option<(CellRef, Cell)> {
        match &self.at {
            Where::Form(cells, _) => {
                let &(row, column) = cells.get(field)?;
                Some(((row, column), self.grid.cell(row, column).clone()))
            }
            Where::Row(row, header) => {
                let column = header.column(field)? as usize;
                Some(((*row, column), said(self.grid, header, *row, column)))
            }
        }
    }

    /// The cell of a field, unless it is empty or holds a mark for nothing; a formula's error is a problem.
    pub(in crate::read) fn cell(&self, field: &str) -> Option<(CellRef, Cell)> {
        self.raw(field).filter(|(_, cell)| cell.is_filled())
    }

    /// The same, with a formula's error told once and taken for unreadable.
    pub(in crate::read) fn good<T>(&mut self, field: &str) -> Result<(CellRef, Cell), Given<T>> {
        match self.cell(field) {
            None => Err(Given::Blank),
            Some((spot, Cell::Error(name))) => {
                self.cell_error(spot, name, Severity::Error);
                Err(Given::Unreadable)
            }
            Some(found) => Ok(found),
        }
    }

    /// [`CELL_ERROR`]; less bad where the cell is not used.
    pub(in crate::read) fn cell_error(&mut self, spot: CellRef, name: &str, severity: Severity) {
        let message = say!("公式出错，显示 {name}", "the formula failed and shows {name}");
        let hint = say!("改正公式，或直接填上内容", "correct the formula, or type the value");
        let place = self.grid.place(spot.0, spot.1);
        self.reading.tell(Problem::new(&CELL_ERROR, place, message).hint(hint).severity(severity));
    }

    pub(in crate::read) fn problem(&mut self, code: &'static Code, spot: CellRef, message: Say, hint: Say) {
        let place = self.grid.place(spot.0, spot.1);
        self.reading.tell(Problem::new(code, place, message).hint(hint));
    }

    /// Notes that a cell was written in another form. 是 for yes is no other form.
    pub(in crate::read) fn normalised(&mut self, spot: CellRef, is: &str) {
        if matches!(is, "true" | "false") {
            return;
        }
        note(self.grid, spot, is, self.reading);
    }

    /// Whose record it is, for messages.
    pub(in crate::read) fn who(&self) -> String {
        self.cell("name").map(|(_, cell)| cell.shown().split_whitespace().collect()).unwrap_or_default()
    }

    /// A text as written, without white space at its ends and without invisible characters.
    pub(in crate::read) fn text(&mut self, field: &str) -> Given<String> {
        let (spot, cell) = match self.good(field) {
            Ok(found) => found,
            Err(nothing) => return nothing,
        };
        let shown = cell.shown();
        let is = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        let is: String = is.chars().filter(|c| !c.is_control()).collect();
        self.normalised(spot, &is);
        Given::Known(is)
    }

    /// A telephone number.
    pub(in crate::read) fn phone(&mut self, field: &str) -> Given<String> {
        let (spot, cell) = match self.good(field) {
            Ok(found) => found,
            Err(nothing) => return nothing,
        };
        let is = value::phone(&cell);
        self.normalised(spot, &is);
        Given::Known(is)
    }

    /// A person's name, and the gender where it stands behind the name.
    pub(in crate::read) fn name(&mut self, field: &str) -> (Given<Name>, Option<Gender>) {
        let (spot, cell) = match self.good(field) {
            Ok(found) => found,
            Err(nothing) => return (nothing, None),
        };
        let shown = cell.shown();
        self.struck(spot, &shown);
        self.name_at(spot, &shown)
    }

    /// The name in a text of a cell.
    fn name_at(&mut self, spot: CellRef, written: &str) -> (Given<Name>, Option<Gender>) {
        let named = value::name(written);
        for finding in &named.findings {
            let place = self.grid.place(spot.0, spot.1);
            self.reading.tell(name::problem(place, written, finding));
        }
        let Some(name) = named.name else {
            return (if named.findings.is_empty() { Given::Blank } else { Given::Unreadable }, None);
        };
        (Given::Known(name), named.gender)
    }

    fn struck(&mut self, (row, column): CellRef, shown: &str) {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        if self.grid.struck.binary_search(&(number(row), number(column))).is_ok() {
            let message =
                say!("“{shown}”加了删除线，仍然读入", "\"{shown}\" is struck out and was read all the same");
            let hint = say!(
                "如果已经不算，删去整行；否则去掉删除线",
                "delete the row if it no longer counts, or remove the line through it"
            );
            self.problem(&STRUCK_OUT, (row, column), message, hint);
        }
    }

    /// Several names in one cell, joined with 、 or a comma or, between whole names, a space.
    pub(in crate::read) fn names(&mut self, field: &str) -> Vec<Name> {
        match self.cell(field) {
            Some((spot, Cell::Text(text))) => self.names_at(spot, &text),
            _ => Vec::new(),
        }
    }

    /// The names in a text of a cell.
    pub(in crate::read) fn names_at(&mut self, spot: CellRef, text: &str) -> Vec<Name> {
        let parts = split_names(text);
        if parts.len() > limits::LISTED {
            let place = self.grid.place(spot.0, spot.1);
            self.reading.tell(name::problem(place, text, &Finding::NoName));
            return Vec::new();
        }
        parts.iter().filter_map(|part| self.name_at(spot, part).0.known().cloned()).collect()
    }

    /// A list of posts, joined with 、 or a comma.
    ///
    /// Where the posts have a column each, those that are ticked.
    pub(in crate::read) fn list(&mut self, field: &str) -> Vec<String> {
        if let Where::Row(row, header) = &self.at
            && header.ticks.iter().any(|(name, ..)| *name == field)
        {
            let ticked =
                |column: u32| Words::get().yes(&self.grid.cell(*row, column as usize).shown()) == Some(true);
            let posts = header.ticks.iter().filter(|(name, _, column)| *name == field && ticked(*column));
            return posts.map(|(_, post, _)| post.clone()).collect();
        }
        // 无 is an answer here: she holds no post.
        if let Some((_, Cell::Text(said))) = self.raw(field)
            && said.trim() == NO_POST
        {
            return vec![NO_POST.to_owned()];
        }
        let text = self.text(field);
        let text = text.text().unwrap_or("");
        let parts = text.split(['、', ',', '，', ';', '；']).map(str::trim).filter(|part| !part.is_empty());
        let posts: Vec<String> = parts.take(limits::LISTED + 1).map(str::to_owned).collect();
        if posts.len() > limits::LISTED { vec![text.to_owned()] } else { posts }
    }

    /// A whole number; a mark for nothing where one is due is reported.
    pub(in crate::read) fn count(&mut self, field: &str) -> Given<u32> {
        if let Some((spot, Cell::Text(mark))) = self.raw(field).filter(|_| field != "age")
            && Words::get().is_blank_mark(&mark)
        {
            let message =
                say!("“{mark}”按没有填处理，不当作 0", "\"{mark}\" is taken for nothing, not for 0");
            let hint = say!("有数就写数字，确实是零就写 0", "write the number, and 0 where it is zero");
            self.problem(&BLANK_MARK, spot, message, hint);
            return Given::Blank;
        }
        let (spot, cell) = match self.good(field) {
            Ok(found) => found,
            Err(nothing) => return nothing,
        };
        if let Some(number) = value::count(&cell) {
            self.normalised(spot, &number.to_string());
            return Given::Known(number);
        }
        let was = cell.shown();
        let message = say!("“{was}”不是整数", "\"{was}\" is no whole number");
        self.problem(
            &BAD_NUMBER,
            spot,
            message,
            say!("只写数字，例如 28", "write digits only, for example 28"),
        );
        Given::Unreadable
    }

    /// Full years; a number that no woman reaches is none: mostly a year of birth.
    pub(in crate::read) fn age(&mut self, field: &str) -> Given<u32> {
        let age = self.count(field);
        match age.get().filter(|years| *years > OLDEST) {
            None => age,
            Some(years) => {
                let Some((spot, _)) = self.raw(field) else { return Given::Unreadable };
                let message = say!("年龄不会是“{years}”", "the age cannot be \"{years}\"");
                let hint = say!(
                    "写周岁；这里写的是出生年份的，把表头改成“出生年月”",
                    "write full years; where it is the year of birth, call the column 出生年月"
                );
                self.problem(&BAD_NUMBER, spot, message, hint);
                Given::Unreadable
            }
        }
    }

    /// A word of a vocabulary, or the tick in the column of one of its words.
    pub(in crate::read) fn word<T: ToString>(
        &mut self,
        field: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Given<T> {
        if let Some(word) = self.ticked_word(field) {
            return Given::from(read(&word));
        }
        let (spot, cell) = match self.good(field) {
            Ok(found) => found,
            Err(nothing) => return nothing,
        };
        let was = cell.shown();
        if let Some(word) = read(&was) {
            self.normalised(spot, &word.to_string());
            return Given::Known(word);
        }
        self.unknown_value(spot, &was);
        Given::Unreadable
    }

    pub(in crate::read) fn unknown_value(&mut self, spot: CellRef, was: &str) {
        let who = self.who();
        let message = say!("{who}这一行的“{was}”不认识", "{who}: \"{was}\" is not a known word here");
        let hint = say!(
            "改用通行的写法，例如 中共党员、大学专科、汉族、副主席、是、否",
            "use the common word, for example 中共党员, 大学专科, 汉族, 副主席, 是, 否"
        );
        self.problem(&UNKNOWN_VALUE, spot, message, hint);
    }

    /// The value whose column is ticked in this row.
    fn ticked_word(&self, field: &str) -> Option<String> {
        let Where::Row(row, header) = &self.at else { return None };
        let ticked = |column: u32| {
            let cell = self.grid.cell(*row, column as usize);
            Words::get().yes(&cell.shown()) == Some(true)
        };
        let mut found = header.ticks.iter().filter(|(name, _, column)| *name == field && ticked(*column));
        found.next().map(|(_, word, _)| word.clone())
    }

    /// Yes or no; a blank cell is no where the column holds ticks, and blank elsewhere.
    pub(in crate::read) fn yes(&mut self, field: &str) -> Given<bool> {
        if let Some(((_, column), Cell::Text(text))) = self.raw(field)
            && let Some(answer) = Words::get().yes(&text).filter(|_| Words::get().is_blank_mark(&text))
        {
            // 无 and a stroke are answers where yes or no is asked.
            let _ = column;
            return Given::Known(answer);
        }
        let answer = self.word(field, |text| Words::get().yes(text));
        match (&answer, self.raw(field)) {
            (Given::Blank, Some(((_, column), _)))
                if u32::try_from(column).is_ok_and(|column| self.tick_columns.contains(&column)) =>
            {
                Given::Known(false)
            }
            _ => answer,
        }
    }

    /// Whether a tick stands in a column.
    pub(in crate::read) fn ticked(&self, field: &str) -> bool {
        self.cell(field).is_some_and(|(_, cell)| Words::get().yes(&cell.shown()) == Some(true))
    }

    /// The cell of a field as it is shown; nothing for an empty one.
    pub(in crate::read) fn shown(&self, field: &str) -> Option<(CellRef, String)> {
        self.cell(field).map(|(spot, cell)| (spot, cell.shown().to_string()))
    }

    /// [`DERIVED`]: a value that no column says.
    pub(in crate::read) fn derived(&mut self, spot: CellRef, message: Say) {
        let hint = say!("在表里加一列“政治面貌”写明", "add a column 政治面貌 that says it");
        self.problem(&DERIVED, spot, message, hint);
    }

    /// Row and column of a field.
    pub(in crate::read) fn spot(&self, field: &str) -> Option<CellRef> {
        self.raw(field).map(|(spot, _)| spot)
    }

    /// An ID number.
    pub(in crate::read) fn id_number(&mut self, field: &str) -> Given<String> {
        let (spot, cell) = match self.good(field) {
            Ok(found) => found,
            Err(nothing) => return nothing,
        };
        if let Ok(id) = value::id_number(&cell) {
            self.normalised(spot, &id);
            return Given::Known(id);
        }
        let (who, was) = (self.who(), cell.shown());
        let (message, hint) = match cell {
            Cell::Number(_) | Cell::Fixed(_) => (
                say!(
                    "{who}的身份证号是数字格式，末几位已经丢失",
                    "{who}: the ID number is a number and has lost its last digits"
                ),
                say!(
                    "把该列设为文本格式，对照身份证重新输入",
                    "set the column to text and type it again from the card"
                ),
            ),
            _ => (
                say!(
                    "{who}的身份证号“{was}”不是 18 位",
                    "{who}: the ID number \"{was}\" has not 18 characters"
                ),
                say!("对照身份证重新输入 18 位号码", "type the 18 characters again from the card"),
            ),
        };
        self.problem(&BAD_ID, spot, message, hint);
        Given::Unreadable
    }
}
