//! What a paper needs and a body lacks.

use crate::cycle::{Cycle, Meeting, MeetingKind, Method, ResultPaper, ResultRoute};
use crate::fill::{Condition, DocumentSpec};
use crate::model::{BodyId, Level, Role, TableKind};
use crate::resolve::Body;

/// What stands before the id of a question among the things that a paper lacks.
pub const QUESTION: &str = "question:";

/// The words of `needs` in `pack.toml` that the body lacks: tables without a row, and what is not so of it. A form for each
/// person needs the people.
pub(super) fn missing(document: &DocumentSpec, body: &Body<'_>, cycle: &Cycle) -> Vec<String> {
    let people = document.people().filter(|list| !document.needs.iter().any(|need| need == list));
    let needs = document.needs.iter().map(String::as_str).chain(people);
    needs.filter(|need| !has(body, cycle, need)).map(str::to_owned).collect()
}

fn has(body: &Body<'_>, cycle: &Cycle, need: &str) -> bool {
    if let Some(condition) = Condition::of(need) {
        return holds(body, cycle, condition);
    }
    let table = if need == "congress" { "congresses" } else { need };
    TableKind::ALL.iter().any(|kind| kind.as_str() == table && body.has(*kind))
}

fn holds(body: &Body<'_>, cycle: &Cycle, condition: Condition) -> bool {
    let (rules, is_town) = (&body.setting.rules, body.id.level() != Level::Unit);
    let section = cycle.body(&body.id);
    match condition {
        Condition::ValidElection => !body.is_void(),
        Condition::Elects => body.setting.elects,
        Condition::Founds => body.setting.founds(),
        Condition::Continues => !body.setting.founds(),
        Condition::UnitsElect => cycle.setting(&BodyId::of_unit(&body.id.town, "")).elects,
        Condition::Voted => body.has_voted(),
        Condition::Ballots => [body.congress.method, body.plenary.method].contains(&Method::Ballot),
        Condition::MemberBallots => body.congress.method == Method::Ballot,
        Condition::PlenaryBallots => body.plenary.method == Method::Ballot,
        Condition::Seats => body.congress.seats.is_known(),
        Condition::LeaderNominees => {
            [Role::is_head, Role::is_vice].into_iter().all(|is| !body.nominees_for(is).is_empty())
        }
        Condition::Presidium => is_town || section.is_some_and(|section| !section.presidium.is_empty()),
        Condition::Delegations => {
            is_town || body.voters().any(|voter| voter.entry.row.value.delegation.is_known())
        }
        Condition::ResultRequest => rules.result_paper == ResultPaper::Request,
        Condition::TrainingHeld => section.is_some_and(|section| {
            let mut own = section.meeting.iter().filter(|meeting| meeting.kind == MeetingKind::Training);
            own.next().is_some_and(Meeting::is_held)
        }),
        Condition::FilesAfterwards => rules.result_route == ResultRoute::Party,
    }
}
