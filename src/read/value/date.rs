//! Dates and months in the forms of SPREADSHEETS 4. What could mean two months is not a date.

use crate::model::PartialDate;
use crate::read::grid::Cell;
use crate::read::normalise::squeeze;

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
    fn century(self, two: i16) -> i16 {
        if 2000 + two <= self.latest_year { 2000 + two } else { 1900 + two }
    }
}

impl From<PartialDate> for Dated {
    fn from(date: PartialDate) -> Self {
        let doubt = date.month().is_none().then_some(Doubt::YearOnly);
        Self { date, doubt, age: None }
    }
}

/// The date or month of a cell.
pub(in crate::read) fn date(cell: &Cell, frame: Frame) -> Result<Dated, NoDate> {
    match cell {
        Cell::Date(date) => Ok((*date).into()),
        Cell::Number(number) => from_number(*number, frame),
        Cell::Fixed(number) => {
            let shown = format!("{number:.2}");
            let mut dated = from_text(&shown, frame)?;
            // The zero of 1985.10 is not in the file, only in the form it is shown in.
            dated.doubt = dated.doubt.or(shown.ends_with('0').then_some(Doubt::FromFormat));
            Ok(dated)
        }
        Cell::Text(text) => from_text(text, frame),
        Cell::Empty | Cell::Bool(_) | Cell::Error(_) => Err(NoDate::Wrong),
    }
}

/// Days of 1 January 1927 and of 31 December 2099: what a bare number must lie between to be taken for days.
const SERIALS: std::ops::RangeInclusive<f64> = 9_863.0..=73_050.0;

/// 198507, 19850709, 1985.07, 1985, or a number of days.
fn from_number(number: f64, frame: Frame) -> Result<Dated, NoDate> {
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

fn solid(digits: u32) -> Result<Dated, NoDate> {
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

/// Marks that stand between year, month and day.
const MARKS: [char; 11] = ['.', '-', '/', '年', '月', '。', '、', '·', ',', '—', '–'];

fn from_text(text: &str, frame: Frame) -> Result<Dated, NoDate> {
    let (body, age) = without_age(text);
    let clean = squeeze(without_time(body));
    let clean = clean.trim_start_matches(['\'', '’', '‘', '`']).trim_end_matches(['生', '出']);
    if let Some(found) = with_english_month(clean, frame) {
        return found.map(|dated| Dated { age, ..dated });
    }
    let arabic = if clean.chars().any(|c| "〇零一二三四五六七八九十○".contains(c)) {
        arabic(clean)
    } else {
        None
    };
    let clean = arabic.as_deref().unwrap_or(clean);
    let found = if clean.len() >= 6 && clean.bytes().all(|byte| byte.is_ascii_digit()) {
        let digits = (clean.len() == 6 || clean.len() == 8).then(|| clean.parse().ok()).flatten();
        solid(digits.ok_or(NoDate::Wrong)?)
    } else {
        in_parts(clean, frame)
    };
    found.map(|dated| Dated { age, ..dated })
}

/// A time of day may follow after a space or a T.
fn without_time(text: &str) -> &str {
    let text = text.trim();
    let at = |mark: char| text.split_once(mark).filter(|(_, rest)| rest.contains(':'));
    at(' ').or_else(|| at('T')).map_or(text, |(day, _)| day)
}

/// `1985.07（35岁）` → the date and 35.
fn without_age(text: &str) -> (&str, Option<u32>) {
    let Some(at) = text.find(['(', '（']) else { return (text, None) };
    let (body, bracket) = text.split_at(at);
    let inside = squeeze(bracket);
    let digits: String = inside.chars().skip(1).take_while(char::is_ascii_digit).collect();
    let age = if inside.contains('岁') { digits.parse().ok().filter(|age| *age < 150) } else { None };
    (body, age)
}

fn in_parts(clean: &str, frame: Frame) -> Result<Dated, NoDate> {
    let bare = clean.trim_end_matches(['日', '号', '月', '份', '年', '.', '。']);
    let parts: Vec<&str> = bare.split(MARKS).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &&str| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.is_empty() || !parts.iter().all(is_number) {
        return Err(NoDate::Wrong);
    }
    // 1985.7-8 is a span, not a day; 1985..07 is a slip of the finger.
    let marks: Vec<char> = bare.chars().filter(|c| !c.is_ascii_digit()).collect();
    let mixed =
        !matches!(marks.as_slice(), ['年', '月']) && marks.windows(2).any(|pair| pair.first() != pair.last());
    if mixed || parts.len() > 3 {
        return Err(NoDate::Wrong);
    }
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<i16>().ok());
    let small = |at: usize| number(at).and_then(|number| i8::try_from(number).ok());
    let first = number(0).ok_or(NoDate::Wrong)?;
    let (year, doubt) = match parts.first().map_or(0, |part| part.len()) {
        4 => (first, None),
        2 if parts.len() > 1 => (frame.century(first), Some(Doubt::TwoDigitYear)),
        _ => return Err(NoDate::Wrong),
    };
    let date = match (parts.len(), small(1), small(2)) {
        // 1985 or 1985年, but not 1985月.
        (1, ..) if !clean.ends_with(['月', '日', '号']) => PartialDate::year_of(year),
        (2, Some(month), _) => PartialDate::month_of(year, month),
        (3, Some(month), Some(day)) => PartialDate::day_of(year, month, day),
        _ => None,
    };
    let dated = Dated::from(date.ok_or(NoDate::Wrong)?);
    Ok(Dated { doubt: doubt.or(dated.doubt), ..dated })
}

const ENGLISH: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Jul-85, July 1985, 1-Jul-1985: the form `mmm-yy` of a spreadsheet program, copied as text.
fn with_english_month(clean: &str, frame: Frame) -> Option<Result<Dated, NoDate>> {
    let lower = clean.to_ascii_lowercase();
    let letters: String = lower.chars().filter(char::is_ascii_alphabetic).collect();
    if letters.len() < 3 {
        return None;
    }
    let month = ENGLISH.iter().position(|name| letters.starts_with(name))?;
    let numbers: Vec<&str> =
        lower.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let year = *numbers.last()?;
    let (year, doubt) = match (year.len(), year.parse::<i16>()) {
        (4, Ok(year)) => (year, None),
        (2, Ok(two)) => (frame.century(two), Some(Doubt::TwoDigitYear)),
        _ => return Some(Err(NoDate::Wrong)),
    };
    let month = i8::try_from(month + 1).ok()?;
    let date = match numbers.as_slice() {
        [_] => PartialDate::month_of(year, month),
        [day, _] => day.parse().ok().and_then(|day| PartialDate::day_of(year, month, day)),
        _ => None,
    };
    Some(date.map(|date| Dated { date, doubt, age: None }).ok_or(NoDate::Wrong))
}

/// 一九八五年七月 → 1985年7月.
fn arabic(text: &str) -> Option<String> {
    let digit = |c: char| {
        "〇一二三四五六七八九"
            .chars()
            .position(|known| known == if matches!(c, '零' | '○') { '〇' } else { c })
    };
    let mut out = String::new();
    for part in text.split_inclusive(['年', '月', '日', '号']) {
        let mark = part.chars().last().filter(|c| matches!(c, '年' | '月' | '日' | '号'));
        let body: Vec<char> = part.chars().filter(|c| !matches!(c, '年' | '月' | '日' | '号')).collect();
        if let Some(ten) = body.iter().position(|&c| c == '十') {
            let tens = if ten == 0 { 1 } else { digit(*body.first()?)? };
            let ones = body.get(ten + 1).map_or(Some(0), |&c| digit(c))?;
            out.push_str(&(tens * 10 + ones).to_string());
        } else {
            for &c in &body {
                let value = if c.is_ascii_digit() { c.to_digit(10)? as usize } else { digit(c)? };
                out.push_str(&value.to_string());
            }
        }
        out.extend(mark);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FRAME: Frame = Frame { latest_year: 2021, epoch_1904: false };

    fn of(text: &str) -> Option<String> {
        date(&Cell::Text(text.into()), FRAME).ok().map(|dated| dated.date.to_string())
    }

    #[test]
    fn months_and_days_in_all_their_forms() {
        for text in [
            "1985.07",
            "1985.7",
            "1985-07",
            "1985/7",
            "1985年7月",
            "1985年7月份",
            "198507",
            "85.7",
            "’85.07",
            "Jul-85",
            "July 1985",
            "1985,07",
            "1985.07（35岁）",
            "一九八五年七月",
            "１９８５．０７",
            "1985。07",
            " 1985 . 07 ",
            "1985.07生",
        ] {
            assert_eq!(of(text).as_deref(), Some("1985-07"), "{text}");
        }
        for text in [
            "1985-07-09",
            "19850709",
            "1985年7月9日",
            "1985.7.9",
            "1985-07-09 00:00:00",
            "1985-07-09T00:00:00",
            "一九八五年七月九日",
            "9-Jul-1985",
        ] {
            assert_eq!(of(text).as_deref(), Some("1985-07-09"), "{text}");
        }
        assert_eq!(of("1985.1").as_deref(), Some("1985-01"));
        assert_eq!(of("02.06").as_deref(), Some("2002-06"));
        assert_eq!(of("一九八五年十二月").as_deref(), Some("1985-12"));
        assert_eq!(of("1985年").as_deref(), Some("1985"));
        for wrong in [
            "1985.13",
            "1985月",
            "不详",
            "1985.02.30",
            "198513",
            "07.1985",
            "1985.7-8",
            "",
            "35岁",
            "农历六月",
            "七",
            "85",
            "may",
        ] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_age_in_brackets_is_kept() {
        let dated = date(&Cell::Text("1973.06\n（47岁）".into()), FRAME).unwrap();
        assert_eq!((dated.date.to_string().as_str(), dated.age), ("1973-06", Some(47)));
    }

    #[test]
    fn numbers_mean_one_month_or_none() {
        let number = |n: f64| date(&Cell::Number(n), FRAME);
        assert_eq!(number(1985.1), Err(NoDate::Ambiguous));
        assert_eq!(number(1985.07).unwrap().date.to_string(), "1985-07");
        assert_eq!(number(1985.7).unwrap().date.to_string(), "1985-07");
        assert_eq!(number(1985.12).unwrap().date.to_string(), "1985-12");
        assert_eq!(number(198_507.0).unwrap().date.to_string(), "1985-07");
        assert_eq!(number(31_229.0).unwrap().date.to_string(), "1985-07-01");
        let epoch = Frame { epoch_1904: true, ..FRAME };
        assert_eq!(date(&Cell::Number(29_767.0), epoch).unwrap().date.to_string(), "1985-07-01");
        let fixed = date(&Cell::Fixed(1985.1), FRAME).unwrap();
        assert_eq!((fixed.date.to_string().as_str(), fixed.doubt), ("1985-10", Some(Doubt::FromFormat)));
        for wrong in [f64::NAN, f64::INFINITY, -1.0, 0.0, 3.5, 1985.13, 1985.071, 1e300] {
            assert_eq!(number(wrong), Err(NoDate::Wrong), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_or_not(text in ".*") {
            let _ = of(&text);
        }

        #[test]
        fn anything_like_a_date_is_a_date_or_not(text in "[0-9〇一二十年月日.\\-/ Jjuly（()岁]{0,14}") {
            let _ = of(&text);
        }

        #[test]
        fn any_number_is_a_date_or_not(number in proptest::num::f64::ANY) {
            let _ = (date(&Cell::Number(number), FRAME), date(&Cell::Fixed(number), FRAME));
        }

        #[test]
        fn what_is_printed_is_read_again(year in 1900_i16..2100, month in 1_i8..=12, day in 1_i8..=28) {
            let month_of = format!("{year}.{month:02}");
            prop_assert_eq!(of(&month_of), Some(format!("{year}-{month:02}")));
            let iso = format!("{year}-{month:02}-{day:02}");
            prop_assert_eq!(of(&iso), Some(iso.clone()));
            let number = f64::from(i32::from(year) * 100 + i32::from(month));
            prop_assert_eq!(date(&Cell::Number(number), FRAME).map(|dated| dated.date.to_string()), Ok(format!("{year}-{month:02}")));
        }
    }
}
