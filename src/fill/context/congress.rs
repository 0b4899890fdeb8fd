//! The two elections as templates see them: the congress, and in it the committee's first plenary.

use serde::Serialize;

use crate::cycle::{BodySection, Cycle, Method};
use crate::fill::context::cycle;
use crate::fill::context::dates::{self, DateView};
use crate::fill::context::seats::{self, TellerView};
use crate::fill::context::unfilled::{self, UnfilledView};
use crate::resolve::{Body, Validity};

/// The congress.
#[derive(Debug, Serialize)]
pub(super) struct CongressView<'v> {
    date: DateView,
    time: Option<&'v str>,
    place: Option<&'v str>,
    host: Option<&'v str>,
    entitled: Option<u32>,
    delegate_seats: Option<u32>,
    present: Option<u32>,
    absent: Option<u32>,
    issued: Option<u32>,
    returned: Option<u32>,
    valid: Option<u32>,
    void: Option<u32>,
    seats: Option<u32>,
    nominees: Option<u32>,
    margin: Option<u32>,
    /// 差额选举: more nominees than seats, by the numbers or, where there are none, by the rules.
    has_margin: bool,
    elected: Option<u32>,
    /// People elected whose names were written in; null where nobody knows.
    elected_write_ins: Option<u32>,
    /// Names of those level at the last seat.
    tied: Vec<&'v str>,
    tellers: Vec<TellerView<'v>>,
    chairs: Vec<&'v str>,
    vice_chairs: Vec<&'v str>,
    /// `ballot` or `hands`.
    method: Method,
    /// `pending`, `valid`, `invalid`, `unknown`.
    validity: &'static str,
    quorum: QuorumView,
    majority: MajorityView,
    plenary: PlenaryView<'v>,
}

#[derive(Debug, Serialize)]
struct QuorumView {
    text: String,
    needed: Option<u32>,
    met: Option<bool>,
}

#[derive(Debug, Serialize)]
struct MajorityView {
    text: String,
    base: &'static str,
    needed: Option<u32>,
}

/// The committee's first plenary.
#[derive(Debug, Serialize)]
struct PlenaryView<'v> {
    entitled: Option<u32>,
    present: Option<u32>,
    needed: Option<u32>,
    vice_seats: Option<u32>,
    /// The same in words: as many as are known, else as the rules allow; null where nothing tells it.
    vice_seats_text: Option<String>,
    date: DateView,
    host: Option<&'v str>,
    tellers: Vec<TellerView<'v>>,
    method: Method,
    validity: &'static str,
    unfilled: UnfilledView,
    quorum: QuorumView,
}

fn word(validity: Validity) -> &'static str {
    match validity {
        Validity::Pending => "pending",
        Validity::Valid => "valid",
        Validity::Invalid => "invalid",
        Validity::Unknown => "unknown",
    }
}

/// The congress of a body.
pub(super) fn congress<'v>(
    body: &'v Body<'_>,
    cycle: &'v Cycle,
    nothing: &'v BodySection,
) -> CongressView<'v> {
    let (congress, setting) = (&body.congress, &body.setting);
    let rules = &setting.rules;
    let section = cycle.body(&body.id).unwrap_or(nothing);
    CongressView {
        date: dates::date(congress.date.get()),
        time: section.time.as_deref(),
        place: congress.place.known().map(String::as_str),
        host: congress.host.known().map(String::as_str),
        entitled: congress.entitled.get(),
        delegate_seats: congress.delegate_seats.get().or(congress.entitled.get()),
        present: congress.present.get(),
        absent: congress.absent(),
        issued: congress.issued.get(),
        returned: congress.returned.get(),
        valid: congress.valid.get(),
        void: congress.void.get(),
        seats: congress.seats.get(),
        nominees: congress.nominees.get(),
        margin: congress.margin(),
        has_margin: congress.has_margin(setting),
        elected: congress.elected.get().filter(|_| !body.is_void()),
        elected_write_ins: body.elected_write_ins(),
        tied: congress.tied().filter_map(|line| line.name()).collect(),
        tellers: seats::tellers(&congress.tellers),
        chairs: congress.chairs.iter().map(|name| name.as_str()).collect(),
        vice_chairs: congress.vice_chairs.iter().map(|name| name.as_str()).collect(),
        method: congress.method,
        validity: word(congress.validity),
        quorum: QuorumView {
            text: rules.quorum_text(),
            needed: congress.quorum.needed,
            met: congress.quorum.met,
        },
        majority: MajorityView {
            text: rules.majority_text(),
            base: rules.majority_base.label(),
            needed: congress.majority_base(setting).map(|base| rules.majority_of(base)),
        },
        plenary: plenary(body),
    }
}

fn plenary<'v>(body: &'v Body<'_>) -> PlenaryView<'v> {
    let (plenary, rules) = (&body.plenary, &body.setting.rules);
    PlenaryView {
        entitled: plenary.entitled.get(),
        present: plenary.present.get(),
        needed: plenary.majority_base(&body.setting).map(|base| rules.majority_of(base)),
        vice_seats: plenary.vice_seats,
        vice_seats_text: plenary.vice_seats.map(|seats| seats.to_string()).or_else(|| allowed(body)),
        date: dates::date(plenary.date),
        host: plenary.host.as_deref(),
        tellers: seats::tellers(&plenary.tellers),
        method: plenary.method,
        validity: word(plenary.validity),
        unfilled: unfilled::of(body),
        quorum: QuorumView {
            text: rules.quorum_text(),
            needed: plenary.quorum.needed,
            met: plenary.quorum.met,
        },
    }
}

/// How many vice-chairs the rules allow.
fn allowed(body: &Body<'_>) -> Option<String> {
    let limits = body.setting.rules.committee(body.id.level());
    cycle::size(limits.vice_min, limits.vice_max)
}
