//! Telephone numbers: mobile numbers of eleven digits, lines with or without their area code. A number of another length,
//! or one whose last digits a spreadsheet program dropped, is none.

use unicode_normalization::UnicodeNormalization;

use crate::read::grid::Cell;
use crate::read::normalise::squeeze;

/// Why a cell holds no telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum NoPhone {
    /// 1.39123E+10 as text: the last digits are gone.
    DigitsGone,
    /// So many digits are no number.
    Length(usize),
    /// Something else.
    Wrong,
}

/// Digits of a mobile number.
const MOBILE: usize = 11;
/// Marks between two numbers in one cell.
const BETWEEN: [char; 8] = ['/', '、', ',', ';', '|', '\n', '\r', '或'];

/// What may stand in front of a number, with or without a colon.
const LABELS: [&str; 8] = ["联系电话", "手机号码", "手机号", "手机", "电话", "座机", "宅电", "家"];

/// The clean number; several of one cell are joined with `/`. A number cell holds all its digits, however it is shown.
pub(in crate::read) fn phone(cell: &Cell) -> Result<String, NoPhone> {
    let shown: String = match cell {
        // Nearly every cell is one mobile number.
        Cell::Text(text) if is_mobile(text) && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            return Ok(text.to_string());
        }
        Cell::Number(number) | Cell::Fixed(number)
            if number.fract() == 0.0 && (0.0..1e15).contains(number) =>
        {
            // 1.92E+10 typed or pasted is a number whose last digits are zeros.
            if *number >= 1e10 && number % 1e6 == 0.0 {
                return Err(NoPhone::DigitsGone);
            }
            format!("{number:.0}")
        }
        Cell::Number(_) | Cell::Fixed(_) | Cell::Date(_) => return Err(NoPhone::Wrong),
        other => other.shown().nfkc().collect(),
    };
    let mut numbers = Vec::new();
    for part in shown.split(BETWEEN).filter(|part| !part.trim().is_empty()) {
        match one(part) {
            Ok(number) => numbers.push(number),
            // A space stands inside a number, or between two.
            Err(why) => {
                let words: Vec<&str> = part.split_whitespace().collect();
                let each: Result<Vec<String>, NoPhone> = words.iter().copied().map(one).collect();
                numbers.extend(each.ok().filter(|each| each.len() > 1).ok_or(why)?);
            }
        }
    }
    if numbers.is_empty() { Err(NoPhone::Wrong) } else { Ok(numbers.join("/")) }
}

/// One number, with whatever stands around it.
fn one(part: &str) -> Result<String, NoPhone> {
    let squeezed = squeeze(part);
    let text = squeezed.trim_matches(['\'', '’', '‘', '`', '"', '“', '”', '.']);
    let text = text.split_once(':').filter(|(label, _)| is_words(label)).map_or(text, |(_, number)| number);
    let text = LABELS.iter().find_map(|label| text.strip_prefix(label)).unwrap_or(text);
    let text = without_remark(text);
    if let Some(number) = scientific(text) {
        return number;
    }
    let text = text
        .rsplit_once('.')
        .filter(|(_, zeros)| zeros.bytes().all(|byte| byte == b'0'))
        .map_or(text, |(whole, _)| whole);
    // (0755)81234567: brackets around an area code are a hyphen behind it.
    let text = text.strip_prefix('(').map_or_else(|| text.to_owned(), |rest| rest.replacen(')', "-", 1));
    let text = text.replace(['—', '–', '－'], "-");
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() || !text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '+')) {
        return Err(NoPhone::Wrong);
    }
    let inland = ["86", "086", "0086"]
        .iter()
        .find_map(|code| digits.strip_prefix(code).filter(|rest| is_mobile(rest)));
    let bare = inland.unwrap_or(&digits);
    if is_mobile(bare) {
        return Ok(bare.to_owned());
    }
    if is_line(&text) { Ok(text) } else { Err(NoPhone::Length(digits.len())) }
}

fn is_mobile(digits: &str) -> bool {
    let second = digits.strip_prefix('1').and_then(|rest| rest.bytes().next());
    digits.len() == MOBILE && second.is_some_and(|second| matches!(second, b'3'..=b'9'))
}

/// 0755-81234567, 075581234567, 81234567, 0755-81234567-802, 400-820-0000.
fn is_line(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.starts_with("400") || digits.starts_with("800") {
        return digits.len() == 10;
    }
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let local = |number: &str| matches!(number.len(), 7 | 8) && !number.starts_with(['0', '1']);
    let area = |code: &str| {
        let long = if matches!(code.as_bytes(), [b'0', b'1' | b'2', ..]) { 3 } else { 4 };
        code.starts_with('0') && code.len() == long
    };
    let number = match parts.next() {
        None => {
            return local(first)
                || (1..=4).any(|at| {
                    first.split_at_checked(at).is_some_and(|(code, rest)| area(code) && local(rest))
                });
        }
        Some(second) if area(first) => second,
        // 8123-4567, or a number and its extension.
        Some(second) if second.len() == 4 && matches!(first.len(), 3 | 4) => {
            return parts.next().is_none() && !first.starts_with(['0', '1']);
        }
        Some(second) => return local(first) && second.len() <= 5 && parts.next().is_none(),
    };
    let rest: Vec<&str> = parts.collect();
    match rest.as_slice() {
        [] => local(number),
        [more] => (local(number) && more.len() <= 5) || local(&format!("{number}{more}")),
        _ => false,
    }
}

/// (微信同号) behind a number: words, and no digit that could belong to it.
fn without_remark(text: &str) -> &str {
    let remark = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    remark.filter(|(number, words)| !number.is_empty() && is_words(words)).map_or(text, |(number, _)| number)
}

fn is_words(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_alphabetic)
}

/// 1.92E+10: the number where all its digits are written, `None` where the text is no such number.
fn scientific(text: &str) -> Option<Result<String, NoPhone>> {
    let (digits, power) = text.split_once(['e', 'E'])?;
    let power: usize = power.trim_start_matches('+').parse().ok()?;
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{rest}");
    if whole.len() != 1 || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(if rest.len() == power && is_mobile(&all) { Ok(all) } else { Err(NoPhone::DigitsGone) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Result<String, NoPhone> {
        phone(&Cell::Text(text.into()))
    }

    #[test]
    fn mobile_numbers_are_eleven_digits() {
        for text in [
            "１９２００００００２０",
            "192-0000-0020",
            "192 0000 0020",
            "+86 19200000020",
            "+86-192-0000-0020",
            "008619200000020",
            "8619200000020",
            "’19200000020",
            "19200000020.0",
            "19200000020.00",
            "1.9200000020E+10",
            "19200000020（微信同号）",
            "手机：19200000020",
            "电话19200000020",
        ] {
            assert_eq!(of(text).as_deref(), Ok("19200000020"), "{text}");
        }
        assert_eq!(phone(&Cell::Number(19_200_000_020.0)).as_deref(), Ok("19200000020"));
        assert_eq!(phone(&Cell::Fixed(19_200_000_020.0)).as_deref(), Ok("19200000020"));
    }

    #[test]
    fn lines_keep_their_area_code() {
        for (text, clean) in [
            ("0755-81234567", "0755-81234567"),
            ("（0755）81234567", "0755-81234567"),
            ("075581234567", "075581234567"),
            ("010 81234567", "01081234567"),
            ("81234567", "81234567"),
            ("8123456", "8123456"),
            ("0755-81234567-802", "0755-81234567-802"),
            ("400-820-0000", "400-820-0000"),
        ] {
            assert_eq!(of(text).as_deref(), Ok(clean), "{text}");
        }
    }

    #[test]
    fn two_numbers_stay_two() {
        for text in
            ["19200000020/81234567", "19200000020、81234567", "19200000020 81234567", "19200000020\n81234567"]
        {
            assert_eq!(of(text).as_deref(), Ok("19200000020/81234567"), "{text}");
        }
    }

    #[test]
    fn what_lost_its_digits_is_no_number() {
        for text in ["1.39123E+10", "1.92e10", "1.92E+010"] {
            assert_eq!(of(text), Err(NoPhone::DigitsGone), "{text}");
        }
        for (text, digits) in
            [("1920000002", 10), ("192000000200", 12), ("12300000020", 11), ("192000000201920000002", 21)]
        {
            assert_eq!(of(text), Err(NoPhone::Length(digits)), "{text}");
        }
        for text in ["不详", "192****0020", "1920000002O", "19200000020.5", "-"] {
            assert_eq!(of(text), Err(NoPhone::Wrong), "{text}");
        }
        assert_eq!(phone(&Cell::Number(1_920_000_002.0)), Err(NoPhone::Length(10)));
        assert_eq!(phone(&Cell::Number(1.5)), Err(NoPhone::Wrong));
    }

    proptest! {
        #[test]
        fn any_text_is_a_number_or_not(text in ".*") {
            if let Ok(clean) = of(&text) {
                prop_assert!(clean.chars().all(|c| c.is_ascii_digit() || "-/+".contains(c)));
            }
        }

        #[test]
        fn anything_like_a_number_is_one_or_not(text in "[0-9Ee+.（）()/、 -]{0,24}") {
            let _ = of(&text);
        }
    }
}
