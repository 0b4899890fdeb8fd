//! Numbers that are dates: digits in a row, year and month around a point, days since an epoch.

use crate::model::PartialDate;
use crate::read::value::dated::{Dated, Doubt, Frame, NoDate};

/// Days of 1 January 1927 and of 31 December 2099: what a bare number must lie between to be taken for days.
const SERIALS: std::ops::RangeInclusive<f64> = 9_863.0..=73_050.0;

/// 198507, 19850709, 1985.07, 1985, or a number of days.
pub(in crate::read) fn from_number(number: f64, frame: Frame) -> Result<Dated, NoDate> {
    if number.fract() != 0.0 {
        let hundredths = (number * 100.0).round();
        if !(190_000.0..210_100.0).contains(&hundredths) || (number * 100.0 - hundredths).abs() > 1e-6 {
            return Err(NoDate::Wrong);
        }
        let whole = hundredths as u32;
        return match whole % 100 {
            // 1985.10 loses its zero, and 1985.1 may as well be January.
            10 => Err(NoDate::Ambiguous),
            // 1985.7 lost none: there is no month 70.
            tens if tens.is_multiple_of(10) => solid(whole / 100 * 100 + tens / 10),
            _ => solid(whole),
        };
    }
    if (190_001.0..=21_001_231.0).contains(&number) {
        return solid(number as u32);
    }
    if (1_900.0..=2_100.0).contains(&number) {
        let year = PartialDate::year_of(number as i16).ok_or(NoDate::Wrong)?;
        return Ok(year.into());
    }
    if SERIALS.contains(&number) {
        let start = if frame.epoch_1904 { (1904, 1, 1) } else { (1899, 12, 30) };
        let first = jiff::civil::Date::new(start.0, start.1, start.2).map_err(|_| NoDate::Wrong)?;
        let day = first.checked_add(jiff::Span::new().days(number as i32)).map_err(|_| NoDate::Wrong)?;
        let date = PartialDate::day_of(day.year(), day.month(), day.day()).ok_or(NoDate::Wrong)?;
        return Ok(Dated { date, doubt: Some(Doubt::Serial), age: None });
    }
    Err(NoDate::Wrong)
}

/// Digits in a row: 198507, 19850709.
pub(in crate::read) fn solid(digits: u32) -> Result<Dated, NoDate> {
    let part = |n: u32| i8::try_from(n).ok();
    let year = |n: u32| i16::try_from(n).ok();
    let date = if digits < 1_000_000 {
        year(digits / 100)
            .zip(part(digits % 100))
            .and_then(|(year, month)| PartialDate::month_of(year, month))
    } else {
        let parts = year(digits / 10_000).zip(part(digits / 100 % 100)).zip(part(digits % 100));
        parts.and_then(|((year, month), day)| PartialDate::day_of(year, month, day))
    };
    date.map(Dated::from).ok_or(NoDate::Wrong)
}
