//! ID numbers: text of 18 characters. A number that went through a float has lost its last digits.

use crate::read::grid::Cell;
use crate::read::normalise::squeeze;

/// Why a cell holds no ID number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum NoId {
    /// A spreadsheet program keeps fifteen digits of a number: the last ones are gone.
    DigitsGone,
    /// Not 18 characters, but so many.
    Length(usize),
    /// 18 characters, with an X that is not the last.
    MisplacedX,
    /// 18 characters, with something that is neither a digit nor X.
    Letter(char),
}

/// The clean ID number, or why there is none. The check digit is a rule's business.
pub(in crate::read) fn id_number(cell: &Cell) -> Result<String, NoId> {
    let shown = match cell {
        // Below that, every digit is still there: too few of them.
        Cell::Number(number) | Cell::Fixed(number) if *number >= 1e15 => return Err(NoId::DigitsGone),
        other => other.shown(),
    };
    let clean: String = squeeze(&shown)
        .trim_matches(['\'', '’', '‘', '`'])
        .chars()
        .filter(|c| *c != '-')
        .map(|c| if matches!(c, 'x' | '×' | 'X') { 'X' } else { c })
        .collect();
    if is_scientific(&clean) {
        return Err(NoId::DigitsGone);
    }
    let length = clean.chars().count();
    if length != 18 {
        return Err(NoId::Length(length));
    }
    if let Some(other) = clean.chars().find(|c| !c.is_ascii_digit() && *c != 'X') {
        return Err(NoId::Letter(other));
    }
    if clean.find('X').is_some_and(|at| at < 17) { Err(NoId::MisplacedX) } else { Ok(clean) }
}

/// 4.49981E+17: a number as a sheet shows it, copied as text.
fn is_scientific(text: &str) -> bool {
    let parts = text.split_once(['e', 'E']);
    parts.is_some_and(|(digits, power)| {
        digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
            && power.starts_with(['+', '1'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_id_number_is_text_of_eighteen() {
        let of = |text: &str| id_number(&Cell::Text(text.into()));
        assert_eq!(of(" 44998119740526424x"), Ok("44998119740526424X".to_owned()));
        assert_eq!(of("４49981197405264242"), Ok("449981197405264242".to_owned()));
        assert_eq!(of("449981-19740526-4242"), Ok("449981197405264242".to_owned()));
        assert_eq!(of("449981740526424"), Err(NoId::Length(15)));
        assert_eq!(of("4.49981E+17"), Err(NoId::DigitsGone));
        assert_eq!(of("4499811974052642X4"), Err(NoId::MisplacedX));
        assert_eq!(of("44998119740526424O"), Err(NoId::Letter('O')));
        assert_eq!(id_number(&Cell::Number(449_981_740_526_424.0)), Err(NoId::Length(15)));
        assert!(id_number(&Cell::Number(449_981_197_405_264_242.0)).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_an_id_number_or_not(text in ".*") {
            if let Ok(id) = id_number(&Cell::Text(text.into())) {
                prop_assert_eq!(id.len(), 18);
            }
        }
    }
}
