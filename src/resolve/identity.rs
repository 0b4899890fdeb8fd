//! What an ID number says (GB 11643): digits, check character, birth date, gender.

use crate::model::{Gender, PartialDate};

/// The digits of a well-formed number: seventeen digits and a digit or X.
#[must_use]
pub fn id_digits(id: &str) -> Option<([u32; 17], char)> {
    let mut characters = id.chars();
    let mut digits = [0; 17];
    for digit in &mut digits {
        *digit = characters.next()?.to_digit(10)?;
    }
    let last = characters.next().filter(|c| c.is_ascii_digit() || *c == 'X')?;
    characters.next().is_none().then_some((digits, last))
}

/// Whether the last character fits the first seventeen: ISO 7064, MOD 11-2.
#[must_use]
pub fn is_valid_id(id: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    id_digits(id).is_some_and(|(digits, last)| {
        let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
        let check = match (12 - sum % 11) % 11 {
            10 => 'X',
            digit => char::from_digit(digit, 10).unwrap_or('0'),
        };
        check == last
    })
}

/// The birth date inside an ID number, whether or not its check character fits: a slip elsewhere in the number leaves
/// the date what it is, and a rule reports the slip.
#[must_use]
pub fn birth_in_id(id: &str) -> Option<PartialDate> {
    let (digits, _) = id_digits(id)?;
    let number = |from: usize, to: usize| {
        digits.get(from..to).map(|part| part.iter().fold(0, |n, digit| n * 10 + digit))
    };
    let small = |from, to| number(from, to).and_then(|n| i8::try_from(n).ok());
    PartialDate::day_of(i16::try_from(number(6, 10)?).ok()?, small(10, 12)?, small(12, 14)?)
}

/// The gender of a number whose check character fits.
#[must_use]
pub fn gender_in_id(id: &str) -> Option<Gender> {
    let (digits, _) = id_digits(id).filter(|_| is_valid_id(id))?;
    Some(if digits.get(16)? % 2 == 1 { Gender::Male } else { Gender::Female })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_character_is_that_of_the_standard() {
        // The example of GB 11643-1999, annex A.
        assert!(is_valid_id("11010519491231002X"));
        assert!(is_valid_id("440524188001010014"));
        for wrong in
            ["110105194912310021", "11010519491231002", "11010519491231002x", "1101051949123100２X", ""]
        {
            assert!(!is_valid_id(wrong), "{wrong}");
        }
    }

    #[test]
    fn birth_and_gender_are_read_from_the_number() {
        let birth = |id| birth_in_id(id).map(|birth| birth.to_string());
        assert_eq!(birth("11010519491231002X").as_deref(), Some("1949-12-31"));
        assert_eq!(birth("110105194912310021").as_deref(), Some("1949-12-31"), "the last character is wrong");
        assert_eq!(gender_in_id("11010519491231002X"), Some(Gender::Female));
        assert_eq!(birth("440524188001010014"), None, "a year before 1900");
    }
}
