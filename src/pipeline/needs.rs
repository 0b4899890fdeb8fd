//! Which tables a paper needs and a body lacks.

use crate::fill::DocumentSpec;
use crate::model::BodyRows;

/// The words of `needs` in `pack.toml` for which the body has no row. A form for each person needs the people.
pub(super) fn missing(document: &DocumentSpec, rows: &BodyRows<'_>) -> Vec<String> {
    let people = document.people().filter(|list| !document.needs.iter().any(|need| need == list));
    let needs = document.needs.iter().map(String::as_str).chain(people);
    needs.filter(|need| !has(rows, need)).map(str::to_owned).collect()
}

fn has(rows: &BodyRows<'_>, need: &str) -> bool {
    match need {
        "units" => rows.facts.is_some(),
        "delegates" => !rows.delegates.is_empty(),
        "nominees" => !rows.nominees.is_empty(),
        "officers" => !rows.officers.is_empty(),
        "congress" | "congresses" => !rows.congresses.is_empty(),
        "votes" => !rows.votes.is_empty(),
        "previous" => !rows.previous.is_empty(),
        "progress" => rows.progress.is_some(),
        _ => false,
    }
}
