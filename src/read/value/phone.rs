//! Telephone numbers: digits, with the hyphen of an area code kept.

use crate::read::grid::Cell;
use crate::read::normalise::squeeze;

/// Digits of a mobile number.
const MOBILE: usize = 11;

/// The clean number. A number cell holds it whole; hyphens inside a mobile number go, those of an area code stay.
/// Anything else stays as it is written.
pub(in crate::read) fn phone(cell: &Cell) -> String {
    let shown = match cell {
        Cell::Number(number) if number.fract() == 0.0 && (0.0..1e15).contains(number) => {
            format!("{number:.0}")
        }
        other => squeeze(&other.shown()).into_owned(),
    };
    let shown = shown.trim_start_matches(['\'', '’']);
    let shown = shown.strip_suffix(".0").unwrap_or(shown);
    let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
    let only_marks =
        shown.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '—' | '–' | '+' | '(' | ')'));
    let mobile = digits
        .strip_prefix("86")
        .filter(|rest| shown.starts_with('+') && rest.len() == MOBILE)
        .unwrap_or(&digits);
    if only_marks && mobile.len() == MOBILE && mobile.starts_with('1') {
        mobile.to_owned()
    } else {
        shown.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn mobile_numbers_are_eleven_digits() {
        for text in [
            "１９２００００００２０",
            "192-0000-0020",
            "192 0000 0020",
            "+86 19200000020",
            "’19200000020",
            "19200000020.0",
        ] {
            assert_eq!(phone(&Cell::Text(text.into())), "19200000020", "{text}");
        }
        assert_eq!(phone(&Cell::Number(19_200_000_020.0)), "19200000020");
        assert_eq!(phone(&Cell::Text("0755-81234567".into())), "0755-81234567");
        assert_eq!(phone(&Cell::Text("19200000020/81234567".into())), "19200000020/81234567");
    }

    proptest! {
        #[test]
        fn any_text_is_kept_or_cleaned(text in ".*") {
            let clean = phone(&Cell::Text(text.as_str().into()));
            prop_assert_eq!(clean.chars().filter(char::is_ascii_digit).count() <= text.chars().count() * 18, true);
        }
    }
}
