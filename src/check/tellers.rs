//! 监票人、计票人, as the table or `cycle.toml` names them.

use std::collections::BTreeSet;

use crate::check::case::Case;
use crate::check::findings::Findings;
use crate::cycle::CYCLE_FILE;
use crate::model::Role;
use crate::problem::{Code, Place, Problem, Severity};
use crate::resolve::VoteLine;
use crate::say;

/// A teller who is a nominee. Source: DOMAIN R64.
pub(super) static TELLER_NOMINEE: Code =
    Code { id: "teller-nominee", severity: Severity::Error, source: "DOMAIN R64" };

/// [`TELLER_NOMINEE`]. The tellers of the executive's plenary may have been nominees of the congress, but not for the posts
/// that it elects.
pub(super) fn teller_nominee(case: &Case<'_>, problems: &mut Findings) {
    let listed = case.body.nominees.iter().map(|entry| entry.row.value.person.name_text());
    let on_ballot = case.votes().filter(|line| !line.row.value.write_in).filter_map(VoteLine::name);
    let nominees: BTreeSet<&str> = listed.chain(on_ballot).collect();
    let own = case.whole.cycle.body(&case.body.id).into_iter().flat_map(|section| &section.tellers);
    let named = own.map(|teller| (teller.name.as_str(), None));
    let tellers = case.body.congress.tellers.iter();
    let of_table = tellers.filter_map(|teller| Some((teller.name.as_str(), Some(teller.place.clone()?))));
    for (name, place) in of_table.chain(named).filter(|(name, _)| nominees.contains(name)) {
        problems.push(problem(name, place.unwrap_or_else(|| Place::File(CYCLE_FILE.to_owned()))));
    }
    let leads = |role: Role| role.rank() < Role::Member.rank();
    let leaders = case.body.nominees_for(leads).into_iter().map(|entry| entry.row.value.person.name_text());
    let voted_on = case.body.plenary.votes.iter().filter(|line| !line.row.value.write_in);
    let leaders: BTreeSet<&str> = leaders.chain(voted_on.filter_map(VoteLine::name)).collect();
    for teller in case.body.plenary.tellers.iter().filter(|teller| leaders.contains(teller.name.as_str())) {
        problems.push(problem(&teller.name, Place::File(CYCLE_FILE.to_owned())));
    }
}

fn problem(name: &str, at: Place) -> Problem {
    let message = say!("监票人、计票人“{name}”是候选人", "the teller \"{name}\" is a nominee");
    let hint = say!(
        "候选人不能监票、计票：换人，或者核对姓名",
        "a nominee cannot be a teller: name another, or check the name"
    );
    Problem::new(&TELLER_NOMINEE, at, message).hint(hint)
}
