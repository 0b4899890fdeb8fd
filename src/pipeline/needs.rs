//! What a paper needs and a body lacks.

use crate::cycle::Method;
use crate::fill::{BALLOTS, DocumentSpec, VALID_ELECTION};
use crate::model::TableKind;
use crate::resolve::Body;

/// What stands before the id of a question among the things that a paper lacks.
pub const QUESTION: &str = "question:";

/// The words of `needs` in `pack.toml` that the body lacks: tables without a row, a valid election where it held one
/// that counts for nothing, ballots where it votes by show of hands only. A form for each person needs the people.
pub(super) fn missing(document: &DocumentSpec, body: &Body<'_>) -> Vec<String> {
    let people = document.people().filter(|list| !document.needs.iter().any(|need| need == list));
    let needs = document.needs.iter().map(String::as_str).chain(people);
    needs.filter(|need| !has(body, need)).map(str::to_owned).collect()
}

fn has(body: &Body<'_>, need: &str) -> bool {
    match need {
        VALID_ELECTION => !body.is_void(),
        BALLOTS => [body.congress.method, body.plenary.method].contains(&Method::Ballot),
        "congress" => body.has(TableKind::Congresses),
        table => TableKind::ALL.iter().any(|kind| kind.as_str() == table && body.has(*kind)),
    }
}
