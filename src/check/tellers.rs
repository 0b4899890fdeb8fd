//! 监票人、计票人, as the table or `cycle.toml` names them.

use crate::check::case::{Case, vote_name};
use crate::check::findings::Findings;
use crate::cycle::CYCLE_FILE;
use crate::model::Name;
use crate::problem::{Code, Place, Problem, Severity};
use crate::say;

/// A teller who is a nominee. Source: DOMAIN R64.
pub(super) static TELLER_NOMINEE: Code =
    Code { id: "teller-nominee", severity: Severity::Error, source: "DOMAIN R64" };

/// [`TELLER_NOMINEE`]. The tellers of the executive's plenary may have been nominees of the congress.
pub(super) fn teller_nominee(case: &Case<'_>, problems: &mut Findings) {
    let is_nominee = |name: &str| {
        let is_she = |known: Option<&Name>| known.is_some_and(|known| known.as_str() == name);
        let listed = case.rows.nominees.iter().any(|nominee| is_she(nominee.value.person.name.known()));
        let voted = case.rows.votes.iter().any(|vote| !vote.value.write_in && vote_name(vote) == Some(name));
        listed || voted
    };
    if let Some(row) = case.congress() {
        for name in row.value.tellers.iter().filter(|name| is_nominee(name.as_str())) {
            problems.push(problem(name.as_str(), row.at("tellers")));
        }
    }
    let named = case.whole.cycle.body(&case.rows.body).into_iter().flat_map(|section| &section.tellers);
    for teller in named.filter(|teller| is_nominee(&teller.name)) {
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
