//! Dates and months in the forms of SPREADSHEETS 4. What could mean two months is not a date.

use crate::model::PartialDate;
use crate::read::grid::Cell;
use crate::read::grid::squeeze;

/// The date or month of a cell; `None` if it is not one, or could be two.
pub(in crate::read) fn date(cell: &Cell) -> Option<PartialDate> {
    match cell {
        Cell::Date(date) => Some(*date),
        Cell::Number(number) => from_number(*number),
        Cell::Text(text) => from_text(text),
        Cell::Empty | Cell::Bool(_) | Cell::Error => None,
    }
}

/// 198507 or 19850709. A serial without a date format, and 1985.1 (January or October), are not guessed at.
fn from_number(number: f64) -> Option<PartialDate> {
    let hundredths = (number * 100.0).round();
    if number.fract() != 0.0
        && (190_000.0..210_000.0).contains(&hundredths)
        && (number * 100.0 - hundredths).abs() < 1e-6
    {
        let whole = hundredths as u32;
        // 1985.07 has one meaning; 1985.1 is 1985.10 or 1985.01.
        return if whole.is_multiple_of(10) { None } else { solid(whole) };
    }
    if number.fract() == 0.0 && (190_001.0..=21_001_231.0).contains(&number) {
        solid(number as u32)
    } else {
        None
    }
}

fn solid(digits: u32) -> Option<PartialDate> {
    let part = |n: u32| i8::try_from(n).ok();
    let year = |n: u32| i16::try_from(n).ok();
    if digits < 1_000_000 {
        PartialDate::month_of(year(digits / 100)?, part(digits % 100)?)
    } else {
        PartialDate::day_of(year(digits / 10_000)?, part(digits / 100 % 100)?, part(digits % 100)?)
    }
}

fn from_text(text: &str) -> Option<PartialDate> {
    // A time of day may follow after a space; it goes before spaces are dropped.
    let without_time =
        text.trim().split_once(' ').filter(|(_, rest)| rest.contains(':')).map_or(text, |(day, _)| day);
    let clean = squeeze(without_time);
    let clean = clean.split(['(', '（']).next().unwrap_or("").trim_end_matches(['生', '出']);
    if clean.chars().any(|c| "〇零一二三四五六七八九十○".contains(c)) {
        return from_text(&arabic(clean)?);
    }
    if clean.len() >= 6 && clean.bytes().all(|byte| byte.is_ascii_digit()) {
        return if clean.len() == 6 || clean.len() == 8 { solid(clean.parse().ok()?) } else { None };
    }
    let parts: Vec<&str> = clean
        .trim_end_matches(['日', '号', '月', '.', '。'])
        .split(['.', '-', '/', '年', '月', '。', '、', '·'])
        .collect();
    if !parts
        .iter()
        .all(|part| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return None;
    }
    // 1985.7-8 is a span, not a day.
    let marks: Vec<char> = clean
        .trim_end_matches(['日', '号', '月', '.', '。'])
        .chars()
        .filter(|c| !c.is_ascii_digit())
        .collect();
    if !matches!(marks.as_slice(), ['年', '月']) && marks.windows(2).any(|pair| pair.first() != pair.last())
    {
        return None;
    }
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<i16>().ok());
    let small = |at: usize| number(at).and_then(|number| i8::try_from(number).ok());
    let year = match parts.first()?.len() {
        4 => number(0)?,
        // 85.7: nobody in a roster was born before 1926 or after 2025 without four digits.
        2 => number(0).map(|two| if two > 25 { 1900 + two } else { 2000 + two })?,
        _ => return None,
    };
    match parts.len() {
        2 => PartialDate::month_of(year, small(1)?),
        3 => PartialDate::day_of(year, small(1)?, small(2)?),
        _ => None,
    }
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

    fn of(text: &str) -> Option<String> {
        date(&Cell::Text(text.to_owned())).map(|date| date.to_string())
    }

    #[test]
    fn months_and_days_in_all_their_forms() {
        for text in [
            "1985.07",
            "1985.7",
            "1985-07",
            "1985/7",
            "1985年7月",
            "198507",
            "85.7",
            "1985.07（35岁）",
            "一九八五年七月",
            "１９８５．０７",
            "1985。07",
            " 1985 . 07 ",
        ] {
            assert_eq!(of(text).as_deref(), Some("1985-07"), "{text}");
        }
        for text in [
            "1985-07-09",
            "19850709",
            "1985年7月9日",
            "1985.7.9",
            "1985-07-09 00:00:00",
            "一九八五年七月九日",
        ] {
            assert_eq!(of(text).as_deref(), Some("1985-07-09"), "{text}");
        }
        assert_eq!(of("1985.1").as_deref(), Some("1985-01"));
        assert_eq!(of("一九八五年十二月").as_deref(), Some("1985-12"));
        for wrong in ["1985.13", "1985", "不详", "1985.02.30", "198513", "07.1985", "1985.7-8", ""] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_number_that_could_be_two_months_is_not_a_date() {
        assert_eq!(date(&Cell::Number(1985.1)), None);
        assert_eq!(date(&Cell::Number(1985.07)).map(|date| date.to_string()).as_deref(), Some("1985-07"));
        assert_eq!(date(&Cell::Number(198_507.0)).map(|date| date.to_string()).as_deref(), Some("1985-07"));
        assert_eq!(date(&Cell::Number(31_237.0)), None);
        assert_eq!(date(&Cell::Number(f64::NAN)), None);
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_or_not(text in ".*") {
            let _ = of(&text);
        }

        #[test]
        fn what_is_printed_is_read_again(year in 1900_i16..2100, month in 1_i8..=12) {
            let text = format!("{year}.{month:02}");
            prop_assert_eq!(of(&text), Some(format!("{year}-{month:02}")));
        }
    }
}
