//! Whether the tables agree about one woman: what they say of her, and her birth.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::check::case::{Case, seen_from};
use crate::check::findings::Findings;
use crate::model::{Field, TableKind};
use crate::problem::{Code, Problem, Severity};
use crate::resolve::{AgeBasis, PersonId, Someone, birth_in_id, is_valid_id};
use crate::say;

/// One person with two politics, educations or ethnic groups; a gender other than 女 is [`GENDER`](super::person::GENDER). Source: DOMAIN 4.6 (9).
pub(super) static PERSON_DIFFERS: Code =
    Code { id: "person-differs", severity: Severity::Warning, source: "DOMAIN 4.6 (9)" };
/// One name and phone or ID number, two birth dates in two tables. Source: DOMAIN 4.6 (9).
pub(super) static BIRTH_DIFFERS: Code =
    Code { id: "birth-differs", severity: Severity::Warning, source: "DOMAIN 4.6 (9)" };

/// What a table says of a person in one field, as text.
fn said<'a>(someone: Someone<'a>, field: Field) -> Option<Cow<'a, str>> {
    let person = someone.person();
    let stated = || {
        let counts = someone.age().is_some_and(|age| age.basis == AgeBasis::Stated);
        person.age.get().filter(|_| counts).map(|years| Cow::Owned(years.to_string()))
    };
    match field {
        Field::Ethnicity => person.ethnicity.text().map(Cow::Borrowed),
        Field::Phone => person.phone.text().map(Cow::Borrowed),
        Field::Age => stated(),
        Field::Politics => person.politics.get().map(|word| Cow::Borrowed(word.as_str())),
        _ => person.education.get().map(|word| Cow::Borrowed(word.as_str())),
    }
}

/// [`PERSON_DIFFERS`]: shown at the row that stands against most of the others.
pub(super) fn person_differs(case: &Case<'_>, problems: &mut Findings) {
    let mut people: BTreeMap<PersonId, Vec<Someone<'_>>> = BTreeMap::new();
    for someone in case.people() {
        people.entry(someone.id()).or_default().push(someone);
    }
    let fields = [
        (Field::Politics, "政治面貌", "political status"),
        (Field::Education, "学历", "education"),
        (Field::Ethnicity, "民族", "ethnic group"),
        (Field::Age, "年龄", "age"),
        (Field::Phone, "联系电话", "telephone"),
    ];
    for rows in people.values().filter(|rows| rows.len() > 1) {
        for (field, zh, en) in fields {
            let Some((odd, value, other, usual)) = odd_one(rows, field) else { continue };
            let (name, cell) = (odd.name(), seen_from(&odd.at(field), &other.at(field)));
            let message = say!(
                "{name}的{zh}这里是“{value}”，在 {cell} 是“{usual}”",
                "{name}: {en} is \"{value}\" here and \"{usual}\" at {cell}"
            );
            let hint = say!("核对后统一两处的{zh}", "check, and make both the same");
            problems.push(
                Problem::new(&PERSON_DIFFERS, odd.at(field), message).hint(hint).also([other.at(field)]),
            );
        }
    }
}

/// The first row with a rare value and the first with the usual one.
fn odd_one<'a>(rows: &[Someone<'a>], field: Field) -> Option<OddOne<'a>> {
    let told: Vec<_> = rows.iter().filter_map(|&someone| Some((someone, said(someone, field)?))).collect();
    let times = |value: &str| told.iter().filter(|(_, other)| *other == value).count();
    let most = told.iter().map(|(_, value)| times(value)).max()?;
    let (usual, usual_value) = told.iter().find(|(_, value)| times(value) == most)?.clone();
    // A mobile number alone, and the same with another: nothing differs.
    let holds = |value: &str| value.contains(&*usual_value) || usual_value.contains(value);
    let agrees = |value: &str| if field == Field::Phone { holds(value) } else { value == usual_value };
    let (odd, value) = told.iter().find(|(_, value)| !agrees(value))?.clone();
    Some((odd, value, usual, usual_value))
}

/// A row and what it says, and a row that says the usual.
type OddOne<'a> = (Someone<'a>, Cow<'a, str>, Someone<'a>, Cow<'a, str>);

/// [`BIRTH_DIFFERS`]: in two different tables; inside one table [`SAME_NAME`](super::duplicate::SAME_NAME) asks.
///
/// One name with one ID number or telephone is one woman; so, most likely, is a name that stands once in each of two
/// tables of a body, unless ID numbers or telephones tell the two apart.
pub(super) fn birth_differs(case: &Case<'_>, problems: &mut Findings) {
    let mut times: BTreeMap<(&str, TableKind), usize> = BTreeMap::new();
    // A birth that a rule of its own doubts is no second opinion.
    let (ages, as_of) = (case.rules().age_min..=case.rules().age_max, case.cycle().as_of);
    let is_doubted = |someone: &Someone<'_>| {
        let person = someone.person();
        let in_id = person.id_number.text().filter(|id| is_valid_id(id)).and_then(birth_in_id);
        person.birth.get().is_some_and(|birth| {
            birth.age_at(as_of).is_some_and(|age| !ages.contains(&age))
                || in_id.is_some_and(|in_id| !in_id.agrees_with(birth))
        })
    };
    let all = || case.rosters().into_iter().flatten().filter(|someone| !is_doubted(someone));
    for someone in all() {
        *times.entry((someone.person().name_text(), someone.table())).or_default() += 1;
    }
    let mut known: BTreeMap<(&str, &str), Someone<'_>> = BTreeMap::new();
    let mut by_name: BTreeMap<&str, Someone<'_>> = BTreeMap::new();
    for someone in all() {
        let person = someone.person();
        let (Some(birth), name) = (person.birth.get(), person.name_text()) else { continue };
        let number = person.id_number.text();
        let marked = number.or(person.phone.text()).map(|mark| *known.entry((name, mark)).or_insert(someone));
        let stands_once = |one: &Someone<'_>| times.get(&(name, one.table())) == Some(&1);
        let namesake = *by_name.entry(name).or_insert(someone);
        let differ = |a: Option<&str>, b: Option<&str>| a.zip(b).is_some_and(|(a, b)| a != b);
        let apart = differ(namesake.person().id_number.text(), number)
            || differ(namesake.person().phone.text(), person.phone.text());
        let is_one = !name.is_empty() && !apart && stands_once(&someone) && stands_once(&namesake);
        let others = [marked, is_one.then_some(namesake)];
        let differs = |other: &Someone<'_>| {
            other.table() != someone.table()
                && other.person().birth.get().is_some_and(|was| !was.agrees_with(birth))
        };
        let Some(other) = others.into_iter().flatten().find(differs) else { continue };
        let Some(was) = other.person().birth.get() else { continue };
        let (name, cell) = (someone.name(), seen_from(&someone.at(Field::Birth), &other.at(Field::Birth)));
        let message = say!(
            "{name}的出生年月这里是“{birth}”，在 {cell} 是“{was}”",
            "{name}: the birth date is \"{birth}\" here and \"{was}\" at {cell}"
        );
        let hint = say!("核对后统一两处的出生年月", "check, and make both the same");
        problems.push(
            Problem::new(&BIRTH_DIFFERS, someone.at(Field::Birth), message)
                .hint(hint)
                .also([other.at(Field::Birth)]),
        );
    }
}
