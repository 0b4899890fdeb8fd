//! Counts: 28, "28", "２８票", "28人".

use crate::read::grid::Cell;
use crate::read::grid::squeeze;

/// Largest count that is taken for true: ten times the delegates of a city.
const LARGEST: f64 = 10_000_000.0;

/// A whole number of people, ballots or units; `None` if the cell says something else.
pub(in crate::read) fn count(cell: &Cell) -> Option<u32> {
    match cell {
        Cell::Number(number) if number.fract() == 0.0 && (0.0..=LARGEST).contains(number) => {
            Some(*number as u32)
        }
        Cell::Text(text) => digits(&squeeze(text)),
        _ => None,
    }
}

fn digits(text: &str) -> Option<u32> {
    let bare = text.trim_end_matches(['人', '名', '票', '张', '个', '户', '岁', '周']).trim_end_matches("周");
    let bare = bare.strip_suffix(".0").unwrap_or(bare);
    let fits = !bare.is_empty() && bare.len() <= 8 && bare.bytes().all(|byte| byte.is_ascii_digit());
    if fits { bare.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Option<u32> {
        count(&Cell::Text(text.to_owned()))
    }

    #[test]
    fn counts_in_all_their_forms() {
        assert_eq!(of(" ２８ 票"), Some(28));
        assert_eq!(of("39周岁"), Some(39));
        assert_eq!(of("28.0"), Some(28));
        assert_eq!(count(&Cell::Number(31.0)), Some(31));
        for wrong in ["-3", "2.5", "二十", "1e9", "", "28 / 30"] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
        assert_eq!(count(&Cell::Number(2.5)), None);
    }

    proptest! {
        #[test]
        fn any_text_gives_a_number_or_nothing(text in ".*") {
            let _ = of(&text);
        }
    }
}
