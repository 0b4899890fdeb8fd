//! ID numbers (GB 11643): check digit, birth date, gender, and one number for one person.

use std::collections::BTreeMap;

use crate::check::case::{Case, seen_from};
use crate::check::findings::Findings;
use crate::model::{Field, Gender};
use crate::problem::{Code, Problem, Severity};
use crate::resolve::{Someone, birth_in_id, gender_in_id, id_digits, is_valid_id};
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

/// Everybody with an ID number.
fn with_id<'a>(case: &Case<'a>) -> impl Iterator<Item = (Someone<'a>, &'a str)> {
    let everybody = case.rosters().into_iter().flatten();
    everybody.filter_map(|someone| Some((someone, someone.person().id_number.text()?)))
}

/// [`ID_CHECKSUM`].
pub(super) fn id_checksum(case: &Case<'_>, problems: &mut Findings) {
    for (someone, id) in with_id(case).filter(|(_, id)| !is_valid_id(id)) {
        let name = someone.name();
        let message = match id_digits(id) {
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
        problems.push(Problem::new(&ID_CHECKSUM, someone.at(Field::IdNumber), message).hint(hint));
    }
}

/// [`ID_BIRTH`].
pub(super) fn id_birth(case: &Case<'_>, problems: &mut Findings) {
    for (someone, id) in with_id(case) {
        let (Some(birth), Some(in_id)) =
            (someone.person().birth.get(), birth_in_id(id).filter(|_| is_valid_id(id)))
        else {
            continue;
        };
        if in_id.agrees_with(birth) {
            continue;
        }
        let (name, cell) =
            (someone.name(), seen_from(&someone.at(Field::Birth), &someone.at(Field::IdNumber)));
        let message = say!(
            "{name}的出生年月“{birth}”，与身份证号（{cell}）里的 {in_id} 不同",
            "{name}: the birth date \"{birth}\" differs from {in_id} in the ID number ({cell})"
        );
        let hint = say!("核对出生年月和身份证号，改正其中一处", "check both and correct one");
        problems.push(
            Problem::new(&ID_BIRTH, someone.at(Field::Birth), message)
                .hint(hint)
                .also([someone.at(Field::IdNumber)]),
        );
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
        problems.push(Problem::new(&ID_GENDER, someone.at(Field::IdNumber), message).hint(hint));
    }
}

/// [`ID_SHARED`]: one number under two names in the same body.
pub(super) fn id_shared(case: &Case<'_>, problems: &mut Findings) {
    let mut owners: BTreeMap<&str, Someone<'_>> = BTreeMap::new();
    for (someone, id) in with_id(case).filter(|(_, id)| is_valid_id(id)) {
        let owner = *owners.entry(id).or_insert(someone);
        if owner.person().name_text() == someone.person().name_text() {
            continue;
        }
        let (name, other, cell) = (
            someone.name(),
            owner.name(),
            seen_from(&someone.at(Field::IdNumber), &owner.at(Field::IdNumber)),
        );
        let message = say!(
            "{name}的身份证号“{id}”，与{other}（{cell}）的相同",
            "{name}: the ID number \"{id}\" is also that of {other} ({cell})"
        );
        let hint = say!("核对两人的身份证号和姓名", "check the numbers and the names of both");
        problems.push(
            Problem::new(&ID_SHARED, someone.at(Field::IdNumber), message)
                .hint(hint)
                .also([owner.at(Field::IdNumber)]),
        );
    }
}
