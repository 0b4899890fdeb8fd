//! A date as a cell gives it: with what is doubtful about it, or why there is none.

use crate::model::PartialDate;

/// A date, and what was doubtful about how it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) struct Dated {
    pub(in crate::read) date: PartialDate,
    pub(in crate::read) doubt: Option<Doubt>,
    /// The age that stands beside the date in brackets.
    pub(in crate::read) age: Option<u32>,
}

/// Why a date should be looked at once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Doubt {
    /// 85.7: the century is a guess.
    TwoDigitYear,
    /// 1985.1 that the sheet shows as 1985.10.
    FromFormat,
    /// A number of days that was never given the form of a date.
    Serial,
    /// Only a year.
    YearOnly,
}

/// Why there is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum NoDate {
    /// No such date.
    Wrong,
    /// January or October.
    Ambiguous,
    /// 3月10日: a month and a day.
    NoYear {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
}

/// What two-digit years and bare numbers are measured against.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct Frame {
    /// The latest year that a two-digit year may mean: 02 is 2002, 85 is 1985.
    pub(in crate::read) latest_year: i16,
    /// Whether the workbook counts days from 1904.
    pub(in crate::read) epoch_1904: bool,
}

impl Frame {
    /// The year that two digits mean.
    pub(in crate::read) fn century(self, two: i16) -> i16 {
        if 2000 + two <= self.latest_year { 2000 + two } else { 1900 + two }
    }
}

impl From<PartialDate> for Dated {
    fn from(date: PartialDate) -> Self {
        let doubt = date.month().is_none().then_some(Doubt::YearOnly);
        Self { date, doubt, age: None }
    }
}
