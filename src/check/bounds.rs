//! Numbers and lists that are larger than any congress: papers made of them would take the memory of the machine.

use crate::check::case::Case;
use crate::check::findings::Findings;
use crate::cycle::MOST_DELEGATES;
use crate::model::Field;
use crate::problem::{Code, Place, Problem, Severity};
use crate::resolve::Body;
use crate::say;

/// A number or a list of one body is larger than any congress. Source: DESIGN 4.
pub(super) static TOO_MANY: Code = Code { id: "too-many", severity: Severity::Error, source: "DESIGN 4" };

/// [`TOO_MANY`].
pub(super) fn too_many(case: &Case<'_>, problems: &mut Findings) {
    excess(case.body).into_iter().for_each(|problem| problems.push(problem));
}

/// What of a body is more than papers can be made of: numbers that papers have a line or a ballot for each of, and lists.
/// No body has more delegates than the national congress; the bound is that of `cycle.toml`.
#[must_use]
pub fn excess(body: &Body<'_>) -> Vec<Problem> {
    let congress = &body.congress;
    let numbers = [
        ("应到代表", "delegates entitled", &congress.entitled),
        ("实到代表", "delegates present", &congress.present),
        ("发出选票", "ballots issued", &congress.issued),
        ("收回选票", "ballots returned", &congress.returned),
        ("有效票", "valid ballots", &congress.valid),
        ("无效票", "void ballots", &congress.void),
        ("应选人数", "seats", &congress.seats),
        ("候选人数", "nominees", &congress.nominees),
        ("当选人数", "elected", &congress.elected),
    ];
    let rows = &body.rows;
    let lists = [
        ("代表", "delegates", rows.delegates.len(), rows.delegates.first().map(|row| row.at(Field::Name))),
        ("候选人", "nominees", rows.nominees.len(), rows.nominees.first().map(|row| row.at(Field::Name))),
        ("班子成员", "officers", rows.officers.len(), rows.officers.first().map(|row| row.at(Field::Name))),
        (
            "上届成员",
            "officers of the last term",
            rows.previous.len(),
            rows.previous.first().map(|row| row.at(Field::Name)),
        ),
        ("得票", "votes", rows.votes.len(), rows.votes.first().map(|row| row.at(Field::Name))),
        ("大会", "congresses", rows.congresses.len(), rows.congresses.first().map(|row| row.at(Field::Date))),
    ];
    let numbers = numbers.into_iter().filter_map(|(zh, en, value)| {
        let place = value.place().cloned().unwrap_or(Place::Workspace);
        Some((zh, en, value.get()? as usize, place))
    });
    let lists = lists.into_iter().filter_map(|(zh, en, count, place)| Some((zh, en, count, place?)));
    let most = MOST_DELEGATES as usize;
    let place = body.id.place();
    let problem = |(zh, en, count, at): (&str, &str, usize, Place)| {
        let message = say!(
            "{place}{zh} {count}，超过 {most}：没有这样大的会，材料不做",
            "{place}: {en} {count}, more than {most}: no congress is so large, no papers are made"
        );
        let hint = say!(
            "核对这个数；名单多的，看是不是几个村的并在了一起",
            "look at the number; where a list is so long, whether the people of several places are in it"
        );
        Problem::new(&TOO_MANY, at, message).hint(hint)
    };
    numbers.chain(lists).filter(|(_, _, count, _)| *count > most).map(problem).collect()
}
