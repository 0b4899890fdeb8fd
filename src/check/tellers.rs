//! 监票人、计票人.

use crate::check::case::{Case, vote_name};
use crate::check::findings::Findings;
use crate::model::Name;
use crate::problem::{Code, Problem, Severity};
use crate::say;

/// A teller who is a nominee. Source: DOMAIN R64.
pub(super) static TELLER_NOMINEE: Code =
    Code { id: "teller-nominee", severity: Severity::Error, source: "DOMAIN R64" };

/// [`TELLER_NOMINEE`].
pub(super) fn teller_nominee(case: &Case<'_>, problems: &mut Findings) {
    let Some(row) = case.congress() else { return };
    let is_nominee = |name: &Name| {
        let listed = case.rows.nominees.iter().any(|nominee| nominee.value.person.name.known() == Some(name));
        let voted =
            case.rows.votes.iter().any(|vote| !vote.value.write_in && vote_name(vote) == Some(name.as_str()));
        listed || voted
    };
    for name in row.value.tellers.iter().filter(|name| is_nominee(name)) {
        let message = say!("监票人、计票人“{name}”是候选人", "the teller \"{name}\" is a nominee");
        let hint = say!(
            "候选人不能监票、计票：换人，或者核对姓名",
            "a nominee cannot be a teller: name another, or check the name"
        );
        problems.push(Problem::new(&TELLER_NOMINEE, row.at("tellers"), message).hint(hint));
    }
}
