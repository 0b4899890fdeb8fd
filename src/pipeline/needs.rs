//! Which tables a paper needs and a body lacks.

use crate::fill::DocumentSpec;
use crate::model::TableKind;
use crate::resolve::Body;

/// What a body whose election counts for nothing lacks.
const VALID_ELECTION: &str = "valid-election";

/// The words of `needs` in `pack.toml` for which the body has no row. A form for each person needs the people.
///
/// A paper that says who was elected is not made of an election that counts for nothing.
pub(super) fn missing(document: &DocumentSpec, body: &Body<'_>) -> Vec<String> {
    let people = document.people().filter(|list| !document.needs.iter().any(|need| need == list));
    let needs = document.needs.iter().map(String::as_str).chain(people);
    let lacks = |need: &str| {
        if !has(body, need) {
            return Some(need.to_owned());
        }
        (need == "officers" && body.is_void()).then(|| VALID_ELECTION.to_owned())
    };
    needs.filter_map(lacks).collect()
}

fn has(body: &Body<'_>, need: &str) -> bool {
    let word = if need == "congress" { "congresses" } else { need };
    TableKind::ALL.iter().any(|kind| kind.as_str() == word && body.has(*kind))
}
