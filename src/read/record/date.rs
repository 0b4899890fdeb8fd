//! Dates of a record, and what is doubtful about how they are written.

use crate::model::{Field, Given, PartialDate};
use crate::read::codes::codes;
use crate::read::grid::CellRef;
use crate::read::record::reader::{RecordReader, Said};
use crate::read::value;
use crate::read::value::{Doubt, Frame, NoDate};
use crate::say;

codes! {
    /// A date that does not exist.
    BAD_DATE = "bad-date", Error, "SPREADSHEETS 4";
    /// A number that may be two months.
    AMBIGUOUS_DATE = "ambiguous-date", Warning, "SPREADSHEETS 4.2";
    /// A year of two digits.
    TWO_DIGIT_YEAR = "two-digit-year", Warning, "SPREADSHEETS 4.1";
    /// A month that only the form of the cell tells.
    DATE_FROM_FORMAT = "date-from-format", Warning, "SPREADSHEETS 4.2";
    /// A number of days without the form of a date.
    SERIAL_DATE = "serial-date", Warning, "SPREADSHEETS 4.1";
    /// A year and no month.
    YEAR_ONLY = "year-only", Warning, "SPREADSHEETS 4.1";
}

impl RecordReader<'_> {
    /// A date or month; a birth date comes with the age that may stand beside it.
    pub(in crate::read) fn date(&mut self, field: Field) -> Given<PartialDate> {
        self.dated(field).0
    }

    /// 出生年月 and the age in brackets behind it.
    pub(in crate::read) fn birth(&mut self) -> (Given<PartialDate>, Option<u32>) {
        self.dated(Field::Birth)
    }

    fn dated(&mut self, field: Field) -> (Given<PartialDate>, Option<u32>) {
        let Said { at, cell } = match self.good(field) {
            Ok(found) => found,
            Err(nothing) => return (nothing, None),
        };
        let (was, as_of) = (cell.shown(), self.settings.as_of);
        match value::date(cell, self.frame()) {
            Ok(found) if field == Field::Birth && found.date > as_of && !found.date.agrees_with(as_of) => {
                let who = self.who();
                let message = say!(
                    "{who}的出生日期“{was}”晚于年龄基准日 {as_of}",
                    "{who}: the birth date \"{was}\" lies after {as_of}, the base date of ages"
                );
                let hint = say!(
                    "改正出生年月；如果基准日不对，改 as_of",
                    "correct the birth date, or the base date as_of"
                );
                self.problem(&BAD_DATE, at, message, hint);
                (Given::Unreadable, None)
            }
            Ok(found) => {
                self.doubt(at, &was, found.date, found.doubt);
                self.normalised(at, &found.date.to_string());
                (Given::Known(found.date), found.age)
            }
            Err(NoDate::NoYear { month, day }) if !matches!(field, Field::Birth | Field::JoinedParty) => {
                let Some(date) = self.in_the_elections(month, day) else {
                    self.no_date(at, field, &was, NoDate::NoYear { month, day });
                    return (Given::Unreadable, None);
                };
                self.normalised(at, &date.to_string());
                (Given::Known(date), None)
            }
            Err(why) => {
                self.no_date(at, field, &was, why);
                (Given::Unreadable, None)
            }
        }
    }

    /// The day of this month in the year of the elections, if they hold that month once.
    fn in_the_elections(&self, month: i8, day: i8) -> Option<PartialDate> {
        let (start, end) = self.settings.elections?;
        let first = (start.year(), start.month().unwrap_or(1));
        let last = (end.year(), end.month().unwrap_or(12));
        let mut years = (first.0..=last.0).filter(|year| (first..=last).contains(&(*year, month)));
        let year = years.next().filter(|_| years.next().is_none())?;
        PartialDate::day_of(year, month, day)
    }

    fn no_date(&mut self, at: CellRef, field: Field, was: &str, why: NoDate) {
        if why == NoDate::Ambiguous {
            let message = say!("“{was}”可能是 1 月，也可能是 10 月", "\"{was}\" may be January or October");
            let hint = say!(
                "把单元格改成文本，写成 1985.01 或 1985.10",
                "make the cell text and write 1985.01 or 1985.10"
            );
            self.problem(&AMBIGUOUS_DATE, at, message, hint);
            return;
        }
        if let NoDate::NoYear { month, day } = why {
            let message = say!("“{was}”没有写年份", "\"{was}\" has no year");
            let year = self.settings.as_of.year();
            let hint = say!(
                "写全年月日，例如 {year}年{month}月{day}日",
                "write the year as well, for example {year}-{month:02}-{day:02}"
            );
            self.problem(&BAD_DATE, at, message, hint);
            return;
        }
        let who = self.who();
        let message = match field {
            Field::Birth => say!("{who}的出生日期“{was}”不是日期", "{who}: \"{was}\" is no birth date"),
            _ => say!("“{was}”不是日期", "\"{was}\" is no date"),
        };
        self.problem(
            &BAD_DATE,
            at,
            message,
            say!(
                "查清后改过来，写成“四位年份.月份”",
                "find out the right one and write it as a year of four digits, a point and the month"
            ),
        );
    }

    fn doubt(&mut self, at: CellRef, was: &str, date: PartialDate, doubt: Option<Doubt>) {
        let (code, message) = match doubt {
            None => return,
            Some(Doubt::TwoDigitYear) => (
                &TWO_DIGIT_YEAR,
                say!(
                    "“{was}”的年份只有两位，按 {date} 读取",
                    "\"{was}\" has a year of two digits, read as {date}"
                ),
            ),
            Some(Doubt::FromFormat) => (
                &DATE_FROM_FORMAT,
                say!(
                    "“{was}”是数字，按显示的样子读作 {date}",
                    "\"{was}\" is a number, read as it is shown: {date}"
                ),
            ),
            Some(Doubt::Serial) => (
                &SERIAL_DATE,
                say!(
                    "“{was}”是日期的序列号，按 {date} 读取",
                    "\"{was}\" is a number of days, read as {date}"
                ),
            ),
            Some(Doubt::YearOnly) => {
                (&YEAR_ONLY, say!("“{was}”只有年份，没有月份", "\"{was}\" is a year without a month"))
            }
        };
        self.problem(
            code,
            at,
            message,
            say!("写成 1985.03 这样的年月", "write year and month, for example 1985.03"),
        );
    }

    /// The date in a cell without a word about it if there is none.
    pub(in crate::read) fn quiet_date(&self, field: Field) -> Option<PartialDate> {
        let said = self.cell(field)?;
        value::date(said.cell, self.frame()).ok().map(|dated| dated.date)
    }

    fn frame(&self) -> Frame {
        Frame { latest_year: self.settings.as_of.year(), epoch_1904: self.grid.epoch_1904 }
    }
}
