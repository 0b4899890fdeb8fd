//! 问题: by cause, the worst first, consequences folded under it.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use crate::problem::{Problem, Severity};
use crate::report::text;
use crate::web::asked::{Answered, Asked};
use crate::web::reply::Reply;
use crate::web::screens::links;

/// Problems of one cause that are shown at once; the others are a click away.
const SHOWN: usize = 50;

/// A cause: problems of one kind, as bad as each other.
struct Cause<'p> {
    severity: Severity,
    first: usize,
    problems: Vec<&'p Problem>,
}

/// The list.
pub(in crate::web) fn page(asked: &Asked) -> Answered {
    let opened = asked.opened()?;
    opened.with_dependent(|_, found| {
        let (problems, unit) = (&found.problems, asked.word("unit"));
        let is_wanted = |problem: &&Problem| unit.is_empty() || problem.unit.as_deref() == Some(unit);
        let mut causes: BTreeMap<(Severity, &str), Cause<'_>> = BTreeMap::new();
        // A question is a page of its own; what follows from one is counted there.
        let own = problems.iter().filter(|problem| problem.question.is_none() && problem.follows.is_none());
        for (at, problem) in own.filter(is_wanted).enumerate() {
            let cause = causes.entry((problem.severity, problem.code.id)).or_insert_with(|| Cause {
                severity: problem.severity,
                first: at,
                problems: Vec::new(),
            });
            cause.problems.push(problem);
        }
        let mut causes: Vec<Cause<'_>> = causes.into_values().collect();
        causes.sort_by_key(|cause| (cause.severity, cause.first));
        let of = |severity: Severity| -> usize {
            causes.iter().filter(|cause| cause.severity == severity).map(|cause| cause.problems.len()).sum()
        };
        let counts = json!({ "errors": of(Severity::Error), "warnings": of(Severity::Warning), "notes": of(Severity::Note) });
        let follow = problems.iter().filter(|problem| problem.follows.is_some()).count();
        let all = asked.word("all");
        let list: Vec<Json> = causes.iter().map(|cause| shown(asked, cause, all)).collect();
        let view = json!({ "causes": list, "counts": counts, "open": found.coverage.open, "sources": found.coverage.sources, "follow": follow, "unit": unit });
        Ok(Reply::Page("problems.html", view))
    })
}

fn shown(asked: &Asked, cause: &Cause<'_>, all: &str) -> Json {
    let code = cause.problems.first().map_or("", |problem| problem.code.id);
    let most = if all == code { usize::MAX } else { SHOWN };
    let places: Vec<Json> = cause.problems.iter().take(most).map(|problem| one(asked, problem)).collect();
    let more = cause.problems.len().saturating_sub(places.len());
    json!({
        "code": code, "severity": severity(cause.severity), "word": text::severity(cause.severity, asked.lang()),
        "count": cause.problems.len(), "problems": places, "more": more,
    })
}

/// A problem as a list shows it.
pub(in crate::web) fn one(asked: &Asked, problem: &Problem) -> Json {
    let also: Vec<Json> = problem
        .also
        .iter()
        .map(|place| json!({ "place": links::shown(place), "href": links::of_place(asked, place) }))
        .collect();
    json!({
        "message": asked.text(&problem.message), "hint": problem.hint.as_ref().map(|hint| asked.text(hint)),
        "place": links::shown(&problem.place), "href": links::of_place(asked, &problem.place), "also": also,
        "unit": problem.unit, "severity": severity(problem.severity), "code": problem.code.id,
        "source": problem.code.source, "snippet": problem.snippet,
    })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
