//! Texts that are dates: parts between marks, Chinese numerals, English months, an age or a time of day beside them.

use crate::model::PartialDate;
use crate::read::normalise::squeeze;
use crate::read::value::date_number::solid;
use crate::read::value::dated::{Dated, Doubt, Frame, NoDate};

/// Marks that stand between year, month and day.
const MARKS: [char; 11] = ['.', '-', '/', '年', '月', '。', '、', '·', ',', '—', '–'];

/// The date in a text.
pub(in crate::read) fn from_text(text: &str, frame: Frame) -> Result<Dated, NoDate> {
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
    if let Some(found) = without_year(clean) {
        return Err(found);
    }
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

/// 3月10日: a month and a day, and no year. 12月10日 is no day of 2012.
fn without_year(clean: &str) -> Option<NoDate> {
    let (month, day) = clean.trim_end_matches(['日', '号']).split_once('月')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // Any leap year: 29 February may be meant.
    PartialDate::day_of(2000, month, day).map(|_| NoDate::NoYear { month, day })
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
