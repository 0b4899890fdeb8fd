//! Dates as clerks give them: a month is often all there is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A year, a calendar month, or a day. Always a date that exists; years 1900 to 2100.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, borsh::BorshSerialize, borsh::BorshDeserialize,
)]
pub struct PartialDate {
    year: i16,
    /// From 1; 0 where only the year is known.
    month: i8,
    day: Option<i8>,
}

impl PartialDate {
    /// The last month a date may name.
    pub const LATEST: Self = Self { year: 2100, month: 12, day: None };

    /// A year; `None` if it is out of range.
    #[must_use]
    pub fn year_of(year: i16) -> Option<Self> {
        (1900..=2100).contains(&year).then_some(Self { year, month: 0, day: None })
    }

    /// A month; `None` if there is no such month or the year is out of range.
    #[must_use]
    pub fn month_of(year: i16, month: i8) -> Option<Self> {
        ((1900..=2100).contains(&year) && (1..=12).contains(&month)).then_some(Self {
            year,
            month,
            day: None,
        })
    }

    /// A day; `None` if the calendar has no such day or the year is out of range.
    #[must_use]
    pub fn day_of(year: i16, month: i8, day: i8) -> Option<Self> {
        let date = jiff::civil::Date::new(year, month, day).ok()?;
        (1900..=2100).contains(&year).then_some(Self { year, month: date.month(), day: Some(date.day()) })
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month from 1, where one was given.
    #[must_use]
    pub fn month(self) -> Option<i8> {
        (self.month > 0).then_some(self.month)
    }

    /// The day of the month from 1, where one was given.
    #[must_use]
    pub fn day(self) -> Option<i8> {
        self.day
    }

    /// Days from another day to this one; `None` where one of them is no day.
    #[must_use]
    pub fn days_since(self, other: Self) -> Option<i32> {
        let day = |date: Self| jiff::civil::Date::new(date.year, date.month, date.day?).ok();
        Some((day(self)? - day(other)?).get_days())
    }

    /// The same date without its day.
    #[must_use]
    pub fn to_month(self) -> Self {
        Self { day: None, ..self }
    }

    /// 2017年9月, or 2017年 where only the year is known.
    #[must_use]
    pub fn month_text(self) -> String {
        match self.month() {
            Some(month) => format!("{}年{month}月", self.year),
            None => format!("{}年", self.year),
        }
    }

    /// 2017年9月4日, as far as it is known.
    #[must_use]
    pub fn text(self) -> String {
        let month = self.month_text();
        self.day.map_or_else(|| month.clone(), |day| format!("{month}{day}日"))
    }

    /// The full day, where one was given.
    #[must_use]
    pub fn civil(self) -> Option<jiff::civil::Date> {
        jiff::civil::Date::new(self.year, self.month, self.day?).ok()
    }

    /// Full years (周岁) from this birth date to `base`, `None` if the birth lies after it.
    ///
    /// Where both have a day, days decide. Otherwise months do, and a birth month equal to the month of `base`
    /// counts as reached (SPREADSHEETS 4.4). `None` as well where only a year is known: two ages are possible.
    #[must_use]
    pub fn age_at(self, base: Self) -> Option<u32> {
        if self.month == 0 || base.month == 0 {
            return None;
        }
        let mut years = i32::from(base.year) - i32::from(self.year);
        let before_birthday = match (self.day, base.day) {
            (Some(born), Some(day)) => (base.month, day) < (self.month, born),
            _ => base.month < self.month,
        };
        if before_birthday {
            years -= 1;
        }
        u32::try_from(years).ok()
    }

    /// Whether two dates can be the same day: one may leave its day, or its month, out.
    #[must_use]
    pub fn agrees_with(self, other: Self) -> bool {
        self.year == other.year
            && (self.month == 0 || other.month == 0 || self.month == other.month)
            && (self.day.is_none() || other.day.is_none() || self.day == other.day)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month == 0 {
            return Ok(());
        }
        write!(f, "-{:02}", self.month)?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

/// The text is not of the form `2021-02` or `2021-02-28`, or names no date of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoSuchDate(pub String);

impl fmt::Display for NoSuchDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "“{}”不是存在的日期，请写成 2021-02 或 2021-02-28 (no such date, write 2021-02 or 2021-02-28)",
            self.0
        )
    }
}

impl std::error::Error for NoSuchDate {}

impl FromStr for PartialDate {
    type Err = NoSuchDate;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || NoSuchDate(text.to_owned());
        let parts: Vec<&str> = text.trim().split('-').collect();
        if !parts
            .iter()
            .all(|part| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit()))
        {
            return Err(wrong());
        }
        let number = |at: usize| parts.get(at).and_then(|part| part.parse::<i16>().ok());
        let small = |at: usize| number(at).and_then(|n| i8::try_from(n).ok());
        match parts.len() {
            2 => number(0).zip(small(1)).and_then(|(year, month)| Self::month_of(year, month)),
            3 => number(0).zip(small(1)).zip(small(2)).and_then(|((y, m), d)| Self::day_of(y, m, d)),
            _ => None,
        }
        .ok_or_else(wrong)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl schemars::JsonSchema for PartialDate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PartialDate".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "日期：\"2021-02\" 或 \"2021-02-28\"。 A month or a day, in quotes.",
            "examples": ["2021-02-28"],
            "pattern": r"^\s*(19[0-9]{2}|20[0-9]{2}|2100)-0*([1-9]|1[0-2])(-0*([1-9]|[12][0-9]|3[01]))?\s*$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_birth_month_equal_to_the_base_month_counts_as_reached() {
        assert_eq!(date("1977-09").age_at(date("2017-09")), Some(40));
        assert_eq!(date("1977-10").age_at(date("2017-09")), Some(39));
        assert_eq!(date("1977-09-20").age_at(date("2017-09")), Some(40));
        assert_eq!(date("1977-09-20").age_at(date("2017-09-19")), Some(39));
        assert_eq!(date("2018-01").age_at(date("2017-09")), None);
    }

    #[test]
    fn only_dates_of_the_calendar_exist() {
        for wrong in ["1985-13", "2021-02-29", "85-07", "1985", "1985-07-", "1985-07-01-01", "", "1985-7a"] {
            assert!(wrong.parse::<PartialDate>().is_err(), "{wrong}");
        }
        assert_eq!(date("2020-02-29").to_string(), "2020-02-29");
        assert_eq!(date("1985-7").to_string(), "1985-07");
    }
}
