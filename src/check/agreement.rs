//! Whether the tables agree with one another about a congress: leaders, counts, seats, who is re-elected.

use std::collections::BTreeSet;

use crate::check::case::{Case, seen_from};
use crate::check::findings::Findings;
use crate::model::{Field, Name, Role};
use crate::problem::{Code, Place, Problem, Severity};
use crate::resolve::Origin;
use crate::say;

/// Chair or vice-chairs of the results are not those of the roster. Source: DOMAIN 4.6 (8, 9).
pub(super) static LEADER_DIFFERS: Code =
    Code { id: "leader-differs", severity: Severity::Error, source: "DOMAIN 4.6 (8)" };
/// Two sheets say different things of one congress. Source: DOMAIN 4.6 (9).
pub(super) static DISAGREE: Code = Code { id: "disagree", severity: Severity::Error, source: "DOMAIN 4.6" };
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
/// 新任 or 连任 against the list of the last term. Source: DOMAIN 4.6 (5).
pub(super) static RENEWED_DIFFERS: Code =
    Code { id: "renewed-differs", severity: Severity::Warning, source: "DOMAIN 4.6 (5)" };

/// [`LEADER_DIFFERS`]: where both tables name somebody.
pub(super) fn leader_differs(case: &Case<'_>, problems: &mut Findings) {
    if case.body.roster().iter().all(|member| member.role.is_none()) {
        return;
    }
    let congress = &case.body.congress;
    type Is = fn(Role) -> bool;
    type Names<'n> = &'n [&'n Name];
    let posts: [(Names<'_>, Field, Is, &str, &str); 2] = [
        (&congress.chairs, Field::Chairs, Role::is_head, "主席", "chair"),
        (&congress.vice_chairs, Field::ViceChairs, Role::is_vice, "副主席", "vice-chairs"),
    ];
    for (named, field, is, zh, en) in posts.into_iter().filter(|(named, ..)| !named.is_empty()) {
        let tells = |row: &&&crate::model::Row<crate::model::CongressFacts>| match field {
            Field::Chairs => !row.value.chairs.is_empty(),
            _ => !row.value.vice_chairs.is_empty(),
        };
        let Some(row) = congress.rows.iter().find(tells) else { continue };
        let officers = case.officers(is);
        let listed: BTreeSet<&str> =
            officers.iter().map(|member| member.entry.row.value.person.name_text()).collect();
        let named: BTreeSet<&str> = named.iter().map(|name| name.as_str()).collect();
        if listed == named {
            continue;
        }
        let list = |names: &BTreeSet<&str>| names.iter().copied().collect::<Vec<_>>().join("、");
        let (place, named, listed) = (case.place(), list(&named), list(&listed));
        let here = row.at(field);
        let there = officers
            .first()
            .map(|member| member.entry.row)
            .or(case.body.rows.officers.first().copied())
            .map(|row| row.at(Field::Role));
        let cell = there.as_ref().map_or_else(String::new, |there| seen_from(&here, there));
        let message = say!(
            "{place}选举结果的{zh}是“{named}”，班子名册（{cell}）的{zh}是“{listed}”",
            "{place}: {en} in the results \"{named}\", in the roster ({cell}) \"{listed}\""
        );
        let hint = say!("核对姓名和职务，改正其中一处", "check names and posts, and correct one of them");
        problems.push(Problem::new(&LEADER_DIFFERS, here, message).hint(hint).also(there));
    }
}

/// What the roster counts against a number that a cell states.
fn counted_against<'a>(case: &Case<'a>, field: Field) -> Vec<(&'a Place, u32, &'a Place, u32)> {
    let found = case.body.congress.contradictions().filter(|(own, ..)| *own == field);
    let pair = |claim: &'a crate::resolve::Claim<u32>, other: &'a crate::resolve::Claim<u32>| match (
        &claim.origin,
        &other.origin,
    ) {
        (Origin::Stated(here), Origin::Counted(there)) => Some((here, claim.value, there, other.value)),
        (Origin::Counted(there), Origin::Stated(here)) => Some((here, other.value, there, claim.value)),
        _ => None,
    };
    found.filter_map(|(_, claim, other)| pair(claim, other)).collect()
}

/// [`DISAGREE`]: two sheets say two numbers, or two dates, of one congress.
pub(super) fn disagree(case: &Case<'_>, problems: &mut Findings) {
    let congress = &case.body.congress;
    let numbers = congress.contradictions().filter_map(|(_, claim, other)| {
        Some((
            claim.origin.stated()?,
            claim.value.to_string(),
            other.origin.stated()?,
            other.value.to_string(),
        ))
    });
    let dates = congress.date.others().iter().filter_map(|other| {
        let claim = congress.date.claim()?;
        Some((
            claim.origin.stated()?,
            claim.value.to_string(),
            other.origin.stated()?,
            other.value.to_string(),
        ))
    });
    // The table of progress has a rule of its own.
    let noted = case.body.rows.progress.map(|row| row.at(Field::Congress));
    for (here, mine, there, theirs) in
        numbers.chain(dates).filter(|(_, _, there, _)| Some(*there) != noted.as_ref())
    {
        let message = say!("这里是 {mine}，而 {there} 是 {theirs}", "{mine} here, but {theirs} at {there}");
        let hint =
            say!("核对原始记录，两处改成一致", "compare with the original record and make both the same");
        problems.push(Problem::new(&DISAGREE, here.clone(), message).hint(hint).also([there.clone()]));
    }
}

/// [`OFFICER_COUNT`].
pub(super) fn officer_count(case: &Case<'_>, problems: &mut Findings) {
    for (at, elected, there, listed) in counted_against(case, Field::Elected) {
        let (place, cell) = (case.place(), seen_from(at, there));
        let message = say!(
            "{place}当选执委 {elected} 人，班子名册（{cell}）却有 {listed} 人",
            "{place}: {elected} elected to the executive, but the roster ({cell}) has {listed}"
        );
        let hint = say!(
            "核对当选人数和班子名册；执委不含主席、副主席的，改 cycle.toml 的 exec_includes_leaders",
            "check the number and the roster, or exec_includes_leaders in cycle.toml"
        );
        problems.push(Problem::new(&OFFICER_COUNT, at.clone(), message).hint(hint).also([there.clone()]));
    }
}

/// [`ELECTED_COUNT`].
pub(super) fn elected_count(case: &Case<'_>, problems: &mut Findings) {
    let marked = case.member_votes().filter(|line| line.row.value.elected.get() == Some(true)).count();
    let marked = crate::check::case::count(marked);
    let Some((&elected, at)) = case.body.congress.elected.told() else { return };
    let place = case.place();
    if marked == 0 || marked == elected {
        return;
    }
    let message = say!(
        "{place}当选执委 {elected} 人，计票结果里记为当选的有 {marked} 人",
        "{place}: {elected} elected, but {marked} are marked so in the votes"
    );
    let hint = say!("核对当选人数和是否当选一列", "check the number and the marks");
    problems.push(Problem::new(&ELECTED_COUNT, at.clone(), message).hint(hint));
}

/// [`NOMINEE_COUNT`]: the roster first; where it is silent or agrees, the table of votes.
pub(super) fn nominee_count(case: &Case<'_>, problems: &mut Findings) {
    let is_of_roster =
        |there: &Place| case.body.nominees.iter().any(|entry| entry.row.at(Field::Name) == *there);
    // Where roster and sheet agree, rules about single nominees tell of the votes.
    let found = counted_against(case, Field::Nominees).into_iter();
    let mut found = found.filter(|(_, _, there, _)| case.body.nominees.is_empty() || is_of_roster(there));
    let Some((at, stated, there, number)) = found.next() else { return };
    let of_roster = is_of_roster(there);
    let (zh, en) = if of_roster {
        ("候选人名册", "the roster of nominees")
    } else {
        ("计票结果", "the table of votes")
    };
    let (place, cell) = (case.place(), seen_from(at, there));
    let message = say!(
        "{place}候选人数是 {stated} 人，{zh}（{cell}）里有 {number} 人",
        "{place}: {stated} nominees, but {en} ({cell}) has {number}"
    );
    let hint = say!("核对候选人数和{zh}", "check the number and {en}");
    problems.push(Problem::new(&NOMINEE_COUNT, at.clone(), message).hint(hint).also([there.clone()]));
}

/// [`DELEGATE_COUNT`]: both 应到 and 实到, so that one difference does not hide the other.
pub(super) fn delegate_count(case: &Case<'_>, problems: &mut Findings) {
    for (field, zh, en) in [(Field::Entitled, "应到", "entitled"), (Field::Present, "实到", "present")] {
        for (at, stated, there, number) in counted_against(case, field) {
            let (place, cell) = (case.place(), seen_from(at, there));
            let message = say!(
                "{place}{zh}代表 {stated} 人，代表花名册（{cell}）里有 {number} 人",
                "{place}: {stated} delegates {en}, but the roster ({cell}) has {number}"
            );
            let hint = say!("核对{zh}人数和代表花名册", "check the number and the roster of delegates");
            problems
                .push(Problem::new(&DELEGATE_COUNT, at.clone(), message).hint(hint).also([there.clone()]));
        }
    }
}

/// [`SEATS_DIFFER`]: seats of the executive and seats for delegates, in the tables and in `[body]` of the cycle.
pub(super) fn seats_differ(case: &Case<'_>, problems: &mut Findings) {
    let delegates = &case.body.congress.delegate_seats;
    let planned = delegates.claim().filter(|claim| claim.origin == Origin::Set).map(|claim| claim.value);
    if let (Some(planned), Some((seats, at))) = (planned, delegates.told()) {
        let place = case.place();
        let message = say!(
            "{place}代表名额 {seats} 人，cycle.toml 里是 {planned} 人",
            "{place}: {seats} seats for delegates in the table, {planned} in cycle.toml"
        );
        let hint = say!(
            "核对代表名额，改正其中一处；文书用 cycle.toml 里的",
            "check the seats and correct one of them; papers use the one of cycle.toml"
        );
        problems.push(Problem::new(&SEATS_DIFFER, at.clone(), message).hint(hint));
    }
    let known = &case.body.congress.seats;
    let planned = known.others().iter().find(|other| other.origin == Origin::Set);
    let (Some(seats), Some(planned), Some(at)) = (known.get(), planned, known.place()) else { return };
    let (place, planned) = (case.place(), planned.value);
    let message = say!(
        "{place}应选执委 {seats} 人，cycle.toml 里是 {planned} 人",
        "{place}: {seats} seats on the sheet, {planned} in cycle.toml"
    );
    let hint = say!("核对应选人数，改正其中一处", "check the seats and correct one of them");
    problems.push(Problem::new(&SEATS_DIFFER, at.clone(), message).hint(hint));
}

/// [`DELEGATE_SEATS`].
pub(super) fn delegate_seats(case: &Case<'_>, problems: &mut Findings) {
    let (c, Some(facts)) = (&case.body.congress, case.body.rows.facts) else { return };
    let (Some(entitled), Some(Origin::Stated(here))) =
        (c.entitled.get(), c.entitled.claim().map(|claim| &claim.origin))
    else {
        return;
    };
    let Some(seats) = facts.value.delegate_seats.get() else { return };
    if entitled == seats {
        return;
    }
    let (place, cell) = (case.place(), seen_from(here, &facts.at(Field::DelegateSeats)));
    let message = say!(
        "{place}应到代表 {entitled} 人，代表名额（{cell}）是 {seats} 人",
        "{place}: {entitled} delegates entitled, {seats} seats for delegates ({cell})"
    );
    let hint = say!("核对应到人数和代表名额", "check both numbers");
    problems.push(
        Problem::new(&DELEGATE_SEATS, here.clone(), message)
            .hint(hint)
            .also([facts.at(Field::DelegateSeats)]),
    );
}

/// [`RENEWED_DIFFERS`]: 连任 needs a row in the last term; 新任 must not have held the same post.
pub(super) fn renewed_differs(case: &Case<'_>, problems: &mut Findings) {
    for entry in case.body.officer_rows.iter().filter(|_| !case.body.previous.is_empty()) {
        let (row, person, rank) =
            (entry.row, &entry.row.value.person, entry.row.value.role.get().map(Role::rank));
        let Some(renewed) = row.value.renewed.get().filter(|_| person.name.is_known()) else { continue };
        let own = |other: &&crate::resolve::Entry<'_, crate::model::Officer>| other.person == entry.person;
        let before = case.body.previous_rows.iter().find(own).map(|other| other.row);
        let name = person.name_text();
        let same_post = before.filter(|row| rank.is_some() && row.value.role.get().map(Role::rank) == rank);
        let message = match (
            renewed,
            before,
            same_post.map(|other| seen_from(&row.at(Field::Renewed), &other.at(Field::Role))),
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
        let at: Place = row.at(Field::Renewed);
        problems.push(
            Problem::new(&RENEWED_DIFFERS, at, message)
                .hint(hint)
                .also(before.map(|row| row.at(Field::Role))),
        );
    }
}
