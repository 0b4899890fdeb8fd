//! ID numbers: text of 18 characters. A number that went through a float has lost its last digits.

use crate::read::grid::Cell;
use crate::read::normalise::squeeze;

/// The clean ID number, or `Err` when the cell is no ID number or is damaged. The check digit is a rule's business.
pub(in crate::read) fn id_number(cell: &Cell) -> Result<String, ()> {
    let Cell::Text(text) = cell else { return Err(()) };
    let clean: String = squeeze(text)
        .trim_start_matches('\'')
        .chars()
        .map(|c| if matches!(c, 'x' | '×' | 'X') { 'X' } else { c })
        .collect();
    let (body, last) = (clean.get(..17), clean.get(17..));
    let whole = matches!((body, last), (Some(body), Some(last))
        if body.bytes().all(|byte| byte.is_ascii_digit()) && last.len() == 1 && last.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X'));
    if whole { Ok(clean) } else { Err(()) }
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
        assert!(of("449981740526424").is_err());
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
