//! ID numbers (GB 11643): check digit, birth date, gender, and one number for one person.

use std::collections::BTreeMap;

use crate::check::case::{Case, Someone, seen_from};
use crate::check::findings::Findings;
use crate::model::{Gender, PartialDate};
use crate::problem::{Code, Problem, Severity};
use crate::say;

/// The last digit does not fit the first seventeen. Source: GB 11643-1999, 6.1.
pub(super) static ID_CHECKSUM: Code =
    Code { id: "id-checksum", severity: Severity::Error, source: "GB 11643-1999" };
/// The ID number says another birth date than the sheet. Source: SPREADSHEETS 7.
pub(super) static ID_BIRTH: Code =
    Code { id: "id-birth", severity: Severity::Warning, source: "SPREADSHEETS 7" };
/// The ID number says another gender than the sheet. Source: SPREADSHEETS 7.
pub(super) static ID_GENDER: Code =
    Code { id: "id-gender", severity: Severity::Warning, source: "SPREADSHEETS 7" };
/// Two people share one ID number. Source: GB 11643-1999.
pub(super) static ID_SHARED: Code =
    Code { id: "id-shared", severity: Severity::Error, source: "GB 11643-1999" };

/// The digits of a well-formed number: seventeen digits and a digit or X.
fn digits(id: &str) -> Option<([u32; 17], char)> {
    let mut characters = id.chars();
    let mut digits = [0; 17];
    for digit in &mut digits {
        *digit = characters.next()?.to_digit(10)?;
    }
    let last = characters.next().filter(|c| c.is_ascii_digit() || *c == 'X')?;
    characters.next().is_none().then_some((digits, last))
}

/// The check character of the first seventeen digits: ISO 7064, MOD 11-2.
fn check_character(digits: &[u32; 17]) -> char {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    match (12 - sum % 11) % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    }
}

/// The digits of a number whose check character fits.
fn valid(id: &str) -> Option<[u32; 17]> {
    digits(id).filter(|(digits, last)| check_character(digits) == *last).map(|(digits, _)| digits)
}

/// The birth date inside an ID number whose check character fits.
pub(super) fn birth_in_id(id: &str) -> Option<PartialDate> {
    let digits = valid(id)?;
    let number = |from: usize, to: usize| {
        digits.get(from..to).map(|part| part.iter().fold(0, |n, digit| n * 10 + digit))
    };
    let small = |from, to| number(from, to).and_then(|n| i8::try_from(n).ok());
    PartialDate::day_of(i16::try_from(number(6, 10)?).ok()?, small(10, 12)?, small(12, 14)?)
}

fn gender_in_id(id: &str) -> Option<Gender> {
    let odd = valid(id)?.get(16)? % 2 == 1;
    Some(if odd { Gender::Male } else { Gender::Female })
}

/// Everybody with an ID number.
fn with_id<'a>(case: &Case<'a>) -> impl Iterator<Item = (Someone<'a>, &'a str)> {
    let everybody = case.rosters().into_iter().flatten();
    everybody.filter_map(|someone| Some((someone, someone.person().id_number.text()?)))
}

/// [`ID_CHECKSUM`].
pub(super) fn id_checksum(case: &Case<'_>, problems: &mut Findings) {
    for (someone, id) in with_id(case).filter(|(_, id)| valid(id).is_none()) {
        let name = someone.name();
        let message = match digits(id) {
            Some(_) => say!(
                "{name}的身份证号“{id}”，末位校验码不符",
                "{name}: the last character of the ID number \"{id}\" does not fit the others"
            ),
            None => say!(
                "{name}的身份证号“{id}”，不是 18 位号码",
                "{name}: \"{id}\" is not an ID number of 18 characters"
            ),
        };
        let hint = say!("对照身份证逐位核对", "compare it with the card, digit by digit");
        problems.push(Problem::new(&ID_CHECKSUM, someone.at("id_number"), message).hint(hint));
    }
}

/// [`ID_BIRTH`].
pub(super) fn id_birth(case: &Case<'_>, problems: &mut Findings) {
    for (someone, id) in with_id(case) {
        let (Some(birth), Some(in_id)) = (someone.person().birth.get(), birth_in_id(id)) else { continue };
        if in_id.agrees_with(birth) {
            continue;
        }
        let (name, cell) = (someone.name(), seen_from(&someone.at("birth"), &someone.at("id_number")));
        let message = say!(
            "{name}的出生年月“{birth}”，与身份证号（{cell}）里的 {in_id} 不同",
            "{name}: the birth date \"{birth}\" differs from {in_id} in the ID number ({cell})"
        );
        let hint = say!("核对出生年月和身份证号，改正其中一处", "check both and correct one");
        problems.push(Problem::new(&ID_BIRTH, someone.at("birth"), message).hint(hint));
    }
}

/// [`ID_GENDER`]: where the sheet says male, [`GENDER`](super::person::GENDER) has said so already.
pub(super) fn id_gender(case: &Case<'_>, problems: &mut Findings) {
    for (someone, id) in with_id(case) {
        if gender_in_id(id) != Some(Gender::Male) || someone.person().gender.get() == Some(Gender::Male) {
            continue;
        }
        let name = someone.name();
        let message = say!(
            "{name}的身份证号“{id}”是男性的号码（第 17 位是单数）",
            "{name}: the ID number \"{id}\" is a man's (its 17th digit is odd)"
        );
        let hint = say!("核对身份证号", "check the ID number");
        problems.push(Problem::new(&ID_GENDER, someone.at("id_number"), message).hint(hint));
    }
}

/// [`ID_SHARED`]: one number under two names in the same body.
pub(super) fn id_shared(case: &Case<'_>, problems: &mut Findings) {
    let mut owners: BTreeMap<&str, Someone<'_>> = BTreeMap::new();
    for (someone, id) in with_id(case).filter(|(_, id)| valid(id).is_some()) {
        let owner = *owners.entry(id).or_insert(someone);
        if owner.person().name_text() == someone.person().name_text() {
            continue;
        }
        let (name, other, cell) =
            (someone.name(), owner.name(), seen_from(&someone.at("id_number"), &owner.at("id_number")));
        let message = say!(
            "{name}的身份证号“{id}”，与{other}（{cell}）的相同",
            "{name}: the ID number \"{id}\" is also that of {other} ({cell})"
        );
        let hint = say!("核对两人的身份证号和姓名", "check the numbers and the names of both");
        problems.push(Problem::new(&ID_SHARED, someone.at("id_number"), message).hint(hint));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_character_is_that_of_the_standard() {
        // The example of GB 11643-1999, annex A.
        assert!(valid("11010519491231002X").is_some());
        assert!(valid("440524188001010014").is_some());
        for wrong in
            ["110105194912310021", "11010519491231002", "11010519491231002x", "1101051949123100２X", ""]
        {
            assert!(valid(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn birth_and_gender_are_read_from_the_number() {
        assert_eq!(
            birth_in_id("11010519491231002X").map(|birth| birth.to_string()),
            Some("1949-12-31".to_owned())
        );
        assert_eq!(gender_in_id("11010519491231002X"), Some(Gender::Female));
        assert_eq!(birth_in_id("440524188001010014"), None, "a year before 1900");
    }
}
