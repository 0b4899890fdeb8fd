//! One line for each unit, and the sums over them.

use serde::Serialize;

use crate::cycle::{Cycle, Method, Organisation};
use crate::fill::context::body::short_name;
use crate::fill::context::dates::{self, DateView};
use crate::fill::context::people::{self, OfficerView};
use crate::model::Role;
use crate::resolve::Body;

/// One line for each unit: for summaries and schedules.
#[derive(Debug, Serialize)]
pub(super) struct UnitView<'v> {
    no: usize,
    name: &'v str,
    kind: Option<&'v str>,
    body_name: String,
    organisation: Organisation,
    /// `ballot` or `hands`: how its members are elected.
    method: Method,
    chair: Option<String>,
    vice_chairs: Option<String>,
    congress_date: DateView,
    place: Option<&'v str>,
    #[serde(flatten)]
    numbers: Numbers,
    /// Null where nothing tells it.
    done: Option<bool>,
    /// `not-begun` … `filed`.
    status: &'static str,
    party: Option<&'v str>,
    prepared: DateView,
    delegates_chosen: DateView,
    filed: DateView,
    previous_chair: Option<String>,
    previous: Vec<OfficerView<'v>>,
    delegates_present: Option<usize>,
}

/// Numbers of a unit that are added up; null where nothing tells them.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(super) struct Numbers {
    entitled: Option<u32>,
    present: Option<u32>,
    issued: Option<u32>,
    returned: Option<u32>,
    valid: Option<u32>,
    void: Option<u32>,
    nominees: Option<u32>,
    seats: Option<u32>,
    officers: Option<u32>,
    executive: Option<u32>,
    elected_write_ins: Option<u32>,
    women: Option<u32>,
    women_adult: Option<u32>,
    households: Option<u32>,
    delegate_seats: Option<u32>,
    delegates: Option<u32>,
}

impl Numbers {
    fn of(body: &Body<'_>) -> Self {
        let (congress, facts) = (&body.congress, body.rows.facts.map(|row| &row.value));
        let number = |count: usize| u32::try_from(count).ok().filter(|count| *count > 0);
        Self {
            entitled: congress.entitled.get(),
            present: congress.present.get(),
            issued: congress.issued.get(),
            returned: congress.returned.get(),
            valid: congress.valid.get(),
            void: congress.void.get(),
            nominees: congress.nominees.get(),
            seats: congress.seats.get(),
            officers: number(body.officers.len()),
            executive: number(body.executive().count()),
            elected_write_ins: body.elected_write_ins(),
            women: facts.and_then(|facts| facts.women.get()),
            women_adult: facts.and_then(|facts| facts.women_adult.get()),
            households: facts.and_then(|facts| facts.households.get()),
            delegate_seats: body.congress.delegate_seats.get(),
            delegates: number(body.voters().count()),
        }
    }

    /// The sums over units; null where a unit's number is missing, for half a sum is a wrong one.
    pub(super) fn total(units: &[&Body<'_>]) -> Self {
        let of = |body: &&Body<'_>| Self::of(body);
        let all: Vec<Self> = units.iter().map(of).collect();
        // Who votes by hands has no ballots to add.
        let by_ballot = |body: &&&Body<'_>| body.congress.method == Method::Ballot;
        let with_ballots: Vec<Self> = units.iter().filter(by_ballot).map(of).collect();
        let sum_of = |numbers: &[Self], pick: fn(&Self) -> Option<u32>| {
            let numbers: Option<Vec<u32>> = numbers.iter().map(pick).collect();
            numbers.filter(|numbers| !numbers.is_empty()).map(|numbers| numbers.iter().sum())
        };
        let sum = |pick| sum_of(&all, pick);
        let ballots = |pick| sum_of(&with_ballots, pick);
        Self {
            entitled: sum(|one| one.entitled),
            present: sum(|one| one.present),
            issued: ballots(|one| one.issued),
            returned: ballots(|one| one.returned),
            valid: ballots(|one| one.valid),
            void: ballots(|one| one.void),
            nominees: sum(|one| one.nominees),
            seats: sum(|one| one.seats),
            officers: sum(|one| one.officers),
            executive: sum(|one| one.executive),
            elected_write_ins: sum(|one| one.elected_write_ins),
            women: sum(|one| one.women),
            women_adult: sum(|one| one.women_adult),
            households: sum(|one| one.households),
            delegate_seats: sum(|one| one.delegate_seats),
            delegates: sum(|one| one.delegates),
        }
    }
}

/// A line for each of these units.
pub(super) fn units<'v>(cycle: &'v Cycle, units: &[&'v Body<'_>]) -> Vec<UnitView<'v>> {
    units.iter().enumerate().map(|(at, body)| unit(cycle, body, at)).collect()
}

fn unit<'v>(cycle: &'v Cycle, body: &'v Body<'_>, at: usize) -> UnitView<'v> {
    let sort = body.setting.rules.name_sort;
    let officers = people::sorted_officers(body, sort);
    let names = |wanted: fn(Role) -> bool| {
        let holders = officers.iter().filter(|member| member.role.is_some_and(wanted));
        let names: Vec<_> = holders
            .map(|member| member.entry.row.value.person.name_text())
            .filter(|name| !name.is_empty())
            .collect();
        (!names.is_empty()).then(|| names.join("、"))
    };
    let facts = body.rows.facts.map(|row| &row.value);
    let progress = body.rows.progress.map(|row| &row.value);
    let previous = people::previous(body);
    let head =
        previous.iter().find(|officer| officer.is_head()).and_then(OfficerView::name).map(str::to_owned);
    let came = body.voters().filter(|attendee| attendee.came != Some(false)).count();
    UnitView {
        no: at + 1,
        name: body.id.place(),
        kind: body.kind(),
        body_name: short_name(cycle, body),
        organisation: body.setting.organisation,
        method: body.congress.method,
        chair: names(Role::is_head),
        vice_chairs: names(Role::is_vice),
        congress_date: dates::date(body.congress.date.get()),
        place: body.congress.place.known().map(String::as_str),
        numbers: Numbers::of(body),
        done: body.done.get(),
        status: body.status.as_str(),
        party: facts
            .and_then(|facts| facts.party.text())
            .or(cycle.body(&body.id).and_then(|section| section.party.as_deref())),
        prepared: dates::date(progress.and_then(|progress| progress.prepared.get())),
        delegates_chosen: dates::date(progress.and_then(|progress| progress.delegates_chosen.get())),
        filed: dates::date(progress.and_then(|progress| progress.filed.get())),
        previous_chair: head,
        previous,
        delegates_present: (!body.delegates.is_empty()).then_some(came),
    }
}
