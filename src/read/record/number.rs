//! Counts and ages.

use crate::model::{Field, Given};
use crate::read::codes::codes;
use crate::read::grid::Cell;
use crate::read::record::reader::{RecordReader, Said};
use crate::read::value;
use crate::read::value::Words;
use crate::say;

codes! {
    /// A count that is no whole number.
    BAD_NUMBER = "bad-number", Error, "SPREADSHEETS 3";
    /// A mark for nothing where a count is expected.
    BLANK_MARK = "blank-mark", Warning, "SPREADSHEETS 3";
}

/// No woman of a federation is older, in full years.
const OLDEST: u32 = 120;

impl RecordReader<'_> {
    /// A whole number; a mark for nothing where one is due is reported.
    pub(in crate::read) fn count(&mut self, field: Field) -> Given<u32> {
        let raw = self.raw(field);
        let is_mark =
            matches!(raw, Some(Said { cell: Cell::Text(text), .. }) if Words::get().is_blank_mark(text));
        if let Some(Said { at, cell }) = raw.filter(|_| is_mark && field != Field::Age) {
            let mark = cell.shown();
            let message =
                say!("“{mark}”按没有填处理，不当作 0", "\"{mark}\" is taken for nothing, not for 0");
            let hint = say!("有数就写数字，确实是零就写 0", "write the number, and 0 where it is zero");
            self.problem(&BLANK_MARK, at, message, hint);
            return Given::Blank;
        }
        let Said { at, cell } = match self.checked(raw.filter(|said| !is_mark && !said.cell.is_empty())) {
            Ok(found) => found,
            Err(nothing) => return nothing,
        };
        if let Some(number) = value::count(cell) {
            self.normalised(at, &number.to_string());
            return Given::Known(number);
        }
        let was = cell.shown();
        let message = say!("“{was}”不是整数", "\"{was}\" is no whole number");
        let hint = say!("只写数字，例如 28", "write digits only, for example 28");
        self.problem(&BAD_NUMBER, at, message, hint);
        Given::Unreadable
    }

    /// Full years; a number that no woman reaches is none: mostly a year of birth.
    pub(in crate::read) fn age(&mut self, field: Field) -> Given<u32> {
        let age = self.count(field);
        let Some(years) = age.get().filter(|years| *years > OLDEST) else { return age };
        let Some(at) = self.cell_of(field) else { return Given::Unreadable };
        let message = say!("年龄不会是“{years}”", "the age cannot be \"{years}\"");
        let hint = say!(
            "写周岁；这里写的是出生年份的，把表头改成“出生年月”",
            "write full years; where it is the year of birth, call the column 出生年月"
        );
        self.problem(&BAD_NUMBER, at, message, hint);
        Given::Unreadable
    }
}
