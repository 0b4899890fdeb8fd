//! Birth, age and gender of one person.

use crate::check::case::Case;
use crate::check::findings::Findings;
use crate::model::{Field, Gender, TableKind};
use crate::problem::{Code, Problem, Severity};
use crate::resolve::{AgeBasis, Someone, birth_in_id, is_valid_id};
use crate::say;

/// Younger than a delegate or an officer may be. Source: DOMAIN R12 (`age_min`).
pub(super) static UNDER_AGE: Code = Code { id: "under-age", severity: Severity::Error, source: "DOMAIN R12" };
/// So old that the birth date is probably a slip. Source: ours (`age_max`).
pub(super) static OVER_AGE: Code =
    Code { id: "over-age", severity: Severity::Warning, source: "cycle.toml age_max" };
/// The age on the sheet is not the age that the birth date gives. Source: SPREADSHEETS 4.4, 7.
pub(super) static AGE_MISMATCH: Code =
    Code { id: "age-mismatch", severity: Severity::Warning, source: "SPREADSHEETS 4.4" };
/// A man in a roster of the women's federation. Source: SPREADSHEETS 7.
pub(super) static GENDER: Code = Code { id: "gender", severity: Severity::Warning, source: "SPREADSHEETS 7" };

/// People of this term and of the last.
fn everybody<'a>(case: &Case<'a>) -> impl Iterator<Item = Someone<'a>> {
    case.rosters().into_iter().flatten()
}

/// [`UNDER_AGE`]: of this term only.
pub(super) fn under_age(case: &Case<'_>, problems: &mut Findings) {
    let (as_of, least) = (case.cycle().as_of, case.rules().age_min);
    for someone in case.people() {
        let Some(age) = someone.age().filter(|age| age.years < least) else { continue };
        let (name, years) = (someone.name(), age.years);
        let born = someone.birth().map(|birth| birth.to_string()).filter(|_| age.basis != AgeBasis::Stated);
        let message = match born {
            Some(birth) => say!(
                "{name}的出生年月“{birth}”，到 {as_of} 只有 {years} 周岁，不满 {least} 周岁",
                "{name}: born \"{birth}\", is {years} on {as_of}, under {least}"
            ),
            None => {
                say!("{name}的年龄是“{years}”，不满 {least} 周岁", "{name}: \"{years}\" is under {least}")
            }
        };
        let field = match age.basis {
            AgeBasis::Birth => Field::Birth,
            AgeBasis::IdNumber => Field::IdNumber,
            AgeBasis::Stated => Field::Age,
        };
        let hint = say!("核对出生年月", "check the birth date");
        problems.push(Problem::new(&UNDER_AGE, someone.at(field), message).hint(hint));
    }
}

/// [`OVER_AGE`].
pub(super) fn over_age(case: &Case<'_>, problems: &mut Findings) {
    let (as_of, most) = (case.cycle().as_of, case.rules().age_max);
    for someone in everybody(case) {
        let (name, person) = (someone.name(), someone.person());
        let by_birth = person
            .birth
            .get()
            .and_then(|birth| Some((birth, birth.age_at(as_of).filter(|age| *age > most)?)));
        let stated = person.age.get().filter(|age| *age > most && by_birth.is_none());
        let (message, field) = match (by_birth, stated) {
            (Some((birth, age)), _) => (
                say!(
                    "{name}的出生年月“{birth}”，到 {as_of} 已有 {age} 周岁",
                    "{name}: born \"{birth}\", is {age} on {as_of}"
                ),
                Field::Birth,
            ),
            (None, Some(age)) => (say!("{name}的年龄是“{age}”", "{name}: the age is \"{age}\""), Field::Age),
            (None, None) => continue,
        };
        let hint = say!(
            "核对出生年月或年龄；超过 {most} 周岁就会提示",
            "check the birth date or age; ages above {most} are questioned"
        );
        problems.push(Problem::new(&OVER_AGE, someone.at(field), message).hint(hint));
    }
}

/// [`AGE_MISMATCH`]: silent where the ID number already tells that the birth date is the slip.
pub(super) fn age_mismatch(case: &Case<'_>, problems: &mut Findings) {
    for someone in everybody(case) {
        let person = someone.person();
        // The list of the last term has ages of its own time.
        let as_of = match someone.table() {
            TableKind::Previous => case.whole.resolved.previous_as_of,
            _ => Some(case.cycle().as_of),
        };
        let Some(as_of) = as_of else { continue };
        // Her birth may stand in another table only.
        let Some((birth, stated)) = someone.birth().zip(person.age.get()) else { continue };
        let Some(age) = birth.age_at(as_of).filter(|age| *age != stated) else { continue };
        let in_id = person.id_number.text().filter(|id| is_valid_id(id)).and_then(birth_in_id);
        if in_id.is_some_and(|in_id| !in_id.agrees_with(birth) && in_id.age_at(as_of) == Some(stated)) {
            continue;
        }
        let name = someone.name();
        let message = say!(
            "{name}的年龄“{stated}”，与出生年月 {birth} 不符：到 {as_of} 应是 {age} 周岁",
            "{name}: the age \"{stated}\" does not fit the birth date {birth}, which gives {age} on {as_of}"
        );
        let hint = say!("以出生年月为准改年龄，或者核对出生年月", "correct the age, or check the birth date");
        problems.push(Problem::new(&AGE_MISMATCH, someone.at(Field::Age), message).hint(hint));
    }
}

/// [`GENDER`].
pub(super) fn gender(case: &Case<'_>, problems: &mut Findings) {
    for someone in everybody(case).filter(|someone| someone.person().gender.get() == Some(Gender::Male)) {
        let name = someone.name();
        let message = say!("{name}的性别是“男”", "{name}: the gender is \"男\" (male)");
        let hint = say!(
            "妇联的代表、委员是妇女：改正性别或姓名",
            "delegates and officers are women: correct the gender or the name"
        );
        problems.push(Problem::new(&GENDER, someone.at(Field::Gender), message).hint(hint));
    }
}
