//! The results of each election, most votes first.

use serde_json::{Value as Json, json};

use crate::cycle::Cycle;
use crate::fill::context::congress::Meeting;
use crate::fill::context::serial;
use crate::model::BodyRows;
use crate::model::Name;
use crate::model::Role;
use crate::model::Row;
use crate::model::Vote;

/// The elections of one body.
pub(super) fn votes(rows: &BodyRows<'_>, cycle: &Cycle, meeting: &Meeting) -> Json {
    let election = |wanted: &dyn Fn(Role) -> bool| -> Vec<Json> {
        let mut votes: Vec<&Row<Vote>> = rows
            .votes
            .iter()
            .copied()
            .filter(|row| wanted(row.value.post()) && !row.value.write_in)
            .collect();
        // A stable sort keeps the order of the sheet on ties; unknown numbers come last.
        votes.sort_by_key(|row| std::cmp::Reverse(row.value.in_favour.get()));
        votes.iter().enumerate().map(|(at, row)| vote(&row.value, at, rows, cycle, meeting)).collect()
    };
    let write_ins: Vec<Json> = rows
        .votes
        .iter()
        .filter(|row| row.value.write_in)
        .map(|row| json!({ "name": row.value.name.known().map(Name::as_str), "for": row.value.in_favour.get() }))
        .collect();
    json!({
        "members": election(&is_member),
        "chair": election(&Role::is_head),
        "vice_chairs": election(&Role::is_vice),
        "standing": election(&|role| role == Role::Standing),
        "write_ins": write_ins,
    })
}

/// The vote on a person for a post; none where two rows could be meant.
pub(super) fn of<'a>(rows: &BodyRows<'a>, name: &Name, role: Role) -> Option<&'a Vote> {
    let same_post = |post: Role| post == role || (is_member(post) && is_member(role));
    let mut found =
        rows.votes.iter().filter(|row| row.value.name.known() == Some(name) && same_post(row.value.post()));
    let first = found.next();
    if found.next().is_some() { None } else { first.map(|row| &row.value) }
}

/// The numbers of a vote, or places for them.
pub(super) fn counts(vote: Option<&Vote>) -> Json {
    json!({
        "for": vote.and_then(|vote| vote.in_favour.get()),
        "against": vote.and_then(|vote| vote.against.get()),
        "abstain": vote.and_then(|vote| vote.abstain.get()),
    })
}

fn vote(vote: &Vote, at: usize, rows: &BodyRows<'_>, cycle: &Cycle, meeting: &Meeting) -> Json {
    let base = if is_member(vote.post()) {
        meeting.majority_base(cycle)
    } else {
        vote.voters.get().or(meeting.plenary_present).or(meeting.elected)
    };
    let over_half =
        base.zip(vote.in_favour.get()).map(|(base, votes)| votes >= cycle.rules.majority_of(base));
    json!({
        "no": serial(at),
        "name": vote.name.known().map(Name::as_str),
        "for": vote.in_favour.get(),
        "against": vote.against.get(),
        "abstain": vote.abstain.get(),
        "elected": vote.elected.get().or_else(|| is_elected(vote, rows)),
        "over_half": over_half,
        "note": vote.note.text().unwrap_or_default(),
    })
}

/// Whether the officers' table has the person in the post voted on; every officer is a member of the executive.
fn is_elected(vote: &Vote, rows: &BodyRows<'_>) -> Option<bool> {
    let name = vote.name.known()?;
    if rows.officers.is_empty() {
        return None;
    }
    let holds = |role: Role| is_member(vote.post()) || role.rank() == vote.post().rank();
    Some(
        rows.officers.iter().any(|row| {
            row.value.person.name.known() == Some(name) && row.value.role.get().is_some_and(holds)
        }),
    )
}

fn is_member(role: Role) -> bool {
    matches!(role, Role::Member | Role::Committee)
}
