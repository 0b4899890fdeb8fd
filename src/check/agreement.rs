//! Whether the tables agree with one another: leaders, counts, and what they say of one person.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::case::{Case, Someone, distinct, seen_from};
use crate::check::findings::Findings;
use crate::model::{Name, PersonKey, Role};
use crate::problem::{Code, Place, Problem, Severity};
use crate::say;

/// Chair or vice-chairs of the results are not those of the roster. Source: DOMAIN 4.6 (8, 9).
pub(super) static LEADER_DIFFERS: Code =
    Code { id: "leader-differs", severity: Severity::Error, source: "DOMAIN 4.6 (8)" };
/// The roster of officers is longer or shorter than the number elected. Source: DOMAIN 4.6 (9).
pub(super) static OFFICER_COUNT: Code =
    Code { id: "officer-count", severity: Severity::Error, source: "DOMAIN 4.6 (9)" };
/// The marks 当选 are more or fewer than the number elected. Source: DOMAIN 4.6 (9).
pub(super) static ELECTED_COUNT: Code =
    Code { id: "elected-count", severity: Severity::Warning, source: "DOMAIN 4.6 (9)" };
/// The number of nominees is not that of the rows. Source: DOMAIN 4.6 (9).
pub(super) static NOMINEE_COUNT: Code =
    Code { id: "nominee-count", severity: Severity::Warning, source: "DOMAIN 4.6 (9)" };
/// The roster of delegates fits neither 应到 nor 实到. Source: DOMAIN 4.6 (7, 9).
pub(super) static DELEGATE_COUNT: Code =
    Code { id: "delegate-count", severity: Severity::Warning, source: "DOMAIN 4.6 (7)" };
/// Two places give two numbers of seats. Source: DOMAIN 4.6 (9).
pub(super) static SEATS_DIFFER: Code =
    Code { id: "seats-differ", severity: Severity::Warning, source: "DOMAIN 4.6 (9)" };
/// 代表名额 and 应到代表 differ. Source: DOMAIN 4.6 (9).
pub(super) static DELEGATE_SEATS: Code =
    Code { id: "delegate-seats", severity: Severity::Warning, source: "DOMAIN 4.6 (9)" };
/// One person with two politics, educations or ethnic groups; a gender other than 女 is [`GENDER`](super::person::GENDER). Source: DOMAIN 4.6 (9).
pub(super) static PERSON_DIFFERS: Code =
    Code { id: "person-differs", severity: Severity::Warning, source: "DOMAIN 4.6 (9)" };
/// One name and phone or ID number, two birth dates in two tables. Source: DOMAIN 4.6 (9).
pub(super) static BIRTH_DIFFERS: Code =
    Code { id: "birth-differs", severity: Severity::Warning, source: "DOMAIN 4.6 (9)" };
/// 新任 or 连任 against the list of the last term. Source: DOMAIN 4.6 (5).
pub(super) static RENEWED_DIFFERS: Code =
    Code { id: "renewed-differs", severity: Severity::Warning, source: "DOMAIN 4.6 (5)" };

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// [`LEADER_DIFFERS`]: where both tables name somebody.
pub(super) fn leader_differs(case: &Case<'_>, problems: &mut Findings) {
    let Some(row) =
        case.congress().filter(|_| case.rows.officers.iter().any(|row| row.value.role.is_known()))
    else {
        return;
    };
    type Is = fn(Role) -> bool;
    let posts: [(&[Name], &str, Is, &str, &str); 2] = [
        (&row.value.chairs, "chairs", Role::is_head, "主席", "chair"),
        (&row.value.vice_chairs, "vice_chairs", Role::is_vice, "副主席", "vice-chairs"),
    ];
    for (named, field, is, zh, en) in posts.into_iter().filter(|(named, ..)| !named.is_empty()) {
        let officers = case.officers(is);
        let listed: BTreeSet<&str> = officers.iter().map(|row| row.value.person.name_text()).collect();
        let named: BTreeSet<&str> = named.iter().map(Name::as_str).collect();
        if listed == named {
            continue;
        }
        let list = |names: &BTreeSet<&str>| names.iter().copied().collect::<Vec<_>>().join("、");
        let (place, named, listed) = (case.place(), list(&named), list(&listed));
        let here = row.at(field);
        let cell = officers
            .first()
            .or(case.rows.officers.first())
            .map_or_else(String::new, |row| seen_from(&here, &row.at("role")));
        let message = say!(
            "{place}选举结果的{zh}是“{named}”，班子名册（{cell}）的{zh}是“{listed}”",
            "{place}: {en} in the results \"{named}\", in the roster ({cell}) \"{listed}\""
        );
        let hint = say!("核对姓名和职务，改正其中一处", "check names and posts, and correct one of them");
        problems.push(Problem::new(&LEADER_DIFFERS, here, message).hint(hint));
    }
}

/// [`OFFICER_COUNT`].
pub(super) fn officer_count(case: &Case<'_>, problems: &mut Findings) {
    let Some(row) = case.congress().filter(|_| !case.rows.officers.is_empty()) else { return };
    let (Some(elected), listed, place) = (row.value.elected.get(), case.executive_size(), case.place())
    else {
        return;
    };
    if elected == listed {
        return;
    }
    let message = say!(
        "{place}当选执委 {elected} 人，班子名册却有 {listed} 人",
        "{place}: {elected} elected to the executive, but the roster has {listed}"
    );
    let hint = say!(
        "核对当选人数和班子名册；执委不含主席、副主席的，改 cycle.toml 的 exec_includes_leaders",
        "check the number and the roster, or exec_includes_leaders in cycle.toml"
    );
    problems.push(Problem::new(&OFFICER_COUNT, row.at("elected"), message).hint(hint));
}

/// [`ELECTED_COUNT`].
pub(super) fn elected_count(case: &Case<'_>, problems: &mut Findings) {
    let marked = count(case.member_votes().filter(|row| row.value.elected.get() == Some(true)).count());
    let Some(row) = case.congress().filter(|_| marked > 0) else { return };
    let (Some(elected), place) = (row.value.elected.get().filter(|elected| *elected != marked), case.place())
    else {
        return;
    };
    let message = say!(
        "{place}当选执委 {elected} 人，计票结果里记为当选的有 {marked} 人",
        "{place}: {elected} elected, but {marked} are marked so in the votes"
    );
    let hint = say!("核对当选人数和是否当选一列", "check the number and the marks");
    problems.push(Problem::new(&ELECTED_COUNT, row.at("elected"), message).hint(hint));
}

/// [`NOMINEE_COUNT`].
pub(super) fn nominee_count(case: &Case<'_>, problems: &mut Findings) {
    let Some(row) = case.congress() else { return };
    let (Some(stated), place) = (row.value.nominees.get(), case.place()) else { return };
    let listed = distinct(case.rows.nominees.iter().map(|row| &row.value.person));
    let voted = count(case.names_on_ballot().len());
    let wrong = |number: u32| number > 0 && number != stated;
    let (number, zh, en) = match (wrong(listed), wrong(voted)) {
        (true, _) => (listed, "候选人名册", "the roster of nominees"),
        (false, true) => (voted, "计票结果", "the table of votes"),
        (false, false) => return,
    };
    let message = say!(
        "{place}候选人数是 {stated} 人，{zh}里有 {number} 人",
        "{place}: {stated} nominees, but {en} has {number}"
    );
    let hint = say!("核对候选人数和{zh}", "check the number and {en}");
    problems.push(Problem::new(&NOMINEE_COUNT, row.at("nominees"), message).hint(hint));
}

/// [`DELEGATE_COUNT`]: a roster lists all delegates or, without 是否到会, perhaps only those who came.
pub(super) fn delegate_count(case: &Case<'_>, problems: &mut Findings) {
    let Some(row) = case.congress().filter(|_| !case.rows.delegates.is_empty()) else { return };
    let (entitled, present, place) = (row.value.entitled.get(), row.value.present.get(), case.place());
    let delegates = &case.rows.delegates;
    let listed = distinct(delegates.iter().map(|row| &row.value.person));
    let came = distinct(delegates.iter().filter(|row| row.value.is_present()).map(|row| &row.value.person));
    let says_who_came = delegates.iter().any(|row| row.value.attended.is_known());
    let fits = |number: u32, figure: Option<u32>| figure.is_none_or(|figure| figure == number);
    let (field, stated, number, zh, en) = match (entitled, present) {
        (_, Some(stated)) if says_who_came && stated != came => ("present", stated, came, "实到", "present"),
        (Some(stated), _) if !fits(listed, entitled) && !fits(listed, present) => {
            ("entitled", stated, listed, "应到", "entitled")
        }
        (None, Some(stated)) if !says_who_came && stated != listed => {
            ("present", stated, listed, "实到", "present")
        }
        _ => return,
    };
    let message = say!(
        "{place}{zh}代表 {stated} 人，代表花名册里有 {number} 人",
        "{place}: {stated} delegates {en}, but the roster has {number}"
    );
    let hint = say!("核对{zh}人数和代表花名册", "check the number and the roster of delegates");
    problems.push(Problem::new(&DELEGATE_COUNT, row.at(field), message).hint(hint));
}

/// [`SEATS_DIFFER`]: the result sheet and `[body]` of the cycle.
pub(super) fn seats_differ(case: &Case<'_>, problems: &mut Findings) {
    let planned = case.cycle().body(&case.rows.body).and_then(|body| body.seats);
    let Some((row, planned)) = case.congress().zip(planned) else { return };
    let (Some(seats), place) = (row.value.seats.get().filter(|seats| *seats != planned), case.place()) else {
        return;
    };
    let message = say!(
        "{place}应选执委 {seats} 人，cycle.toml 里是 {planned} 人",
        "{place}: {seats} seats on the sheet, {planned} in cycle.toml"
    );
    let hint = say!("核对应选人数，改正其中一处", "check the seats and correct one of them");
    problems.push(Problem::new(&SEATS_DIFFER, row.at("seats"), message).hint(hint));
}

/// [`DELEGATE_SEATS`].
pub(super) fn delegate_seats(case: &Case<'_>, problems: &mut Findings) {
    let (Some(row), Some(facts)) = (case.congress(), case.rows.facts) else { return };
    let (Some(entitled), Some(seats)) = (row.value.entitled.get(), facts.value.delegate_seats.get()) else {
        return;
    };
    if entitled == seats {
        return;
    }
    let (place, cell) = (case.place(), seen_from(&row.at("entitled"), &facts.at("delegate_seats")));
    let message = say!(
        "{place}应到代表 {entitled} 人，代表名额（{cell}）是 {seats} 人",
        "{place}: {entitled} delegates entitled, {seats} seats for delegates ({cell})"
    );
    let hint = say!("核对应到人数和代表名额", "check both numbers");
    problems.push(Problem::new(&DELEGATE_SEATS, row.at("entitled"), message).hint(hint));
}

/// What a table says of a person in one field, as text.
fn said<'a>(someone: Someone<'a>, field: &str) -> Option<&'a str> {
    let person = someone.person();
    match field {
        "ethnicity" => person.ethnicity.text(),
        "politics" => person.politics.get().map(|word| word.as_str()),
        _ => person.education.get().map(|word| word.as_str()),
    }
}

/// [`PERSON_DIFFERS`]: shown at the row that stands against most of the others.
pub(super) fn person_differs(case: &Case<'_>, problems: &mut Findings) {
    let mut people: BTreeMap<PersonKey, Vec<Someone<'_>>> = BTreeMap::new();
    for someone in case.people() {
        if let Some(key) = someone.person().key() {
            people.entry(key).or_default().push(someone);
        }
    }
    let fields = [
        ("politics", "政治面貌", "political status"),
        ("education", "学历", "education"),
        ("ethnicity", "民族", "ethnic group"),
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
            problems.push(Problem::new(&PERSON_DIFFERS, odd.at(field), message).hint(hint));
        }
    }
}

/// The first row with a rare value and the first with the usual one.
fn odd_one<'a>(rows: &[Someone<'a>], field: &str) -> Option<(Someone<'a>, &'a str, Someone<'a>, &'a str)> {
    let told: Vec<_> = rows.iter().filter_map(|&someone| Some((someone, said(someone, field)?))).collect();
    let times = |value: &str| told.iter().filter(|(_, other)| *other == value).count();
    let most = told.iter().map(|(_, value)| times(value)).max()?;
    let &(usual, usual_value) = told.iter().find(|(_, value)| times(value) == most)?;
    let &(odd, value) = told.iter().find(|(_, value)| *value != usual_value)?;
    Some((odd, value, usual, usual_value))
}

/// [`BIRTH_DIFFERS`]: in two different tables; inside one table [`SAME_NAME`](super::duplicate::SAME_NAME) asks.
pub(super) fn birth_differs(case: &Case<'_>, problems: &mut Findings) {
    let mut known: BTreeMap<(&str, &str), Someone<'_>> = BTreeMap::new();
    for someone in case.people() {
        let person = someone.person();
        let (Some(birth), Some(mark)) = (person.birth.get(), person.id_number.text().or(person.phone.text()))
        else {
            continue;
        };
        let other = *known.entry((person.name_text(), mark)).or_insert(someone);
        let Some(was) = other.person().birth.get().filter(|was| !was.agrees_with(birth)) else { continue };
        if other.table() == someone.table() {
            continue;
        }
        let (name, cell) = (someone.name(), seen_from(&someone.at("birth"), &other.at("birth")));
        let message = say!(
            "{name}的出生年月这里是“{birth}”，在 {cell} 是“{was}”",
            "{name}: the birth date is \"{birth}\" here and \"{was}\" at {cell}"
        );
        let hint = say!("核对后统一两处的出生年月", "check, and make both the same");
        problems.push(Problem::new(&BIRTH_DIFFERS, someone.at("birth"), message).hint(hint));
    }
}

/// [`RENEWED_DIFFERS`]: 连任 needs a row in the last term; 新任 must not have held the same post.
pub(super) fn renewed_differs(case: &Case<'_>, problems: &mut Findings) {
    for row in case.rows.officers.iter().filter(|_| !case.rows.previous.is_empty()) {
        let (person, rank) = (&row.value.person, row.value.role.get().map(Role::rank));
        let Some(renewed) = row.value.renewed.get().filter(|_| person.name.is_known()) else { continue };
        let agrees = |other: &crate::model::Person| {
            let birth = other.birth.get().zip(person.birth.get());
            other.name == person.name && birth.is_none_or(|(one, two)| one.agrees_with(two))
        };
        let before = case.rows.previous.iter().find(|row| agrees(&row.value.person));
        let name = person.name_text();
        let same_post = before.filter(|row| rank.is_some() && row.value.role.get().map(Role::rank) == rank);
        let message = match (
            renewed,
            before,
            same_post.map(|other| seen_from(&row.at("renewed"), &other.at("role"))),
        ) {
            (true, None, _) => {
                say!(
                    "{name}记为连任，上届名单里没有她",
                    "{name} is marked re-elected, but is not in the last term's list"
                )
            }
            (false, _, Some(cell)) => {
                say!(
                    "{name}记为新任，上届名单（{cell}）里是同样的职务",
                    "{name} is marked new, but held the same post ({cell})"
                )
            }
            _ => continue,
        };
        let hint = say!("核对新任、连任和上届名单", "check the mark and the list of the last term");
        let at: Place = row.at("renewed");
        problems.push(Problem::new(&RENEWED_DIFFERS, at, message).hint(hint));
    }
}
