//! 收表: files come in, and each at once is understood, or not used for a reason.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use crate::init::{typed_kinds, typed_table};
use crate::model::TableKind;
use crate::pipeline::DATA;
use crate::problem::{Lang, Problem};
use crate::read::{SourceSeen, TableSeen};
use crate::say;
use crate::web::asked::{Answered, Asked};
use crate::web::failed::Failed;
use crate::web::opened::Found;
use crate::web::reply::Reply;
use crate::web::screens::links;
use crate::web::screens::slice::slice;

/// The files.
pub(in crate::web) fn page(asked: &Asked) -> Answered {
    let opened = asked.opened()?;
    opened.with_dependent(|project, found| {
        let reading = project.sources()?;
        let mut tables: BTreeMap<(&str, &str), Vec<&TableSeen>> = BTreeMap::new();
        for table in &reading.tables {
            tables.entry((&table.file, &table.sheet)).or_default().push(table);
        }
        let mut files: BTreeMap<&str, Vec<&SourceSeen>> = BTreeMap::new();
        for source in &reading.sources {
            files.entry(&source.file).or_default().push(source);
        }
        let (search, only) = (asked.word("search"), asked.word("only") == "unused");
        let is_unused = |sheets: &[&SourceSeen]| sheets.iter().any(|sheet| sheet.why.is_some());
        let unused = files.values().filter(|sheets| is_unused(sheets)).count();
        let all = files.len();
        let wanted: Vec<(&str, Vec<&SourceSeen>)> = files
            .into_iter()
            .filter(|(file, sheets)| file.contains(search) && (!only || is_unused(sheets)))
            .collect();
        let (part, pages) = slice(asked, &wanted, "inbox", &["search", "only"]);
        let list: Vec<Json> =
            part.iter().map(|(file, sheets)| one(asked, found, file, sheets, &tables)).collect();
        let bodies = &found.survey.resolved.bodies;
        let places: Vec<&str> = bodies.iter().map(|body| body.id.place()).chain(project.cycle().units.iter().map(String::as_str)).collect();
        // Each once, in the order of the town.
        let mut seen = BTreeSet::new();
        let places: Vec<&str> = places.into_iter().filter(|place| seen.insert(*place)).collect();
        let kinds: Vec<Json> = typed_kinds().map(|kind| json!({ "kind": kind.as_str(), "name": kind_name(asked, kind) })).collect();
        let view = json!({ "places": places, "kinds": kinds, "files": list, "pages": pages, "all": all, "unused": unused, "search": search, "only": only });
        Ok(Reply::Page("inbox.html", view))
    })
}

fn one(
    asked: &Asked,
    found: &Found<'_>,
    file: &str,
    sheets: &[&SourceSeen],
    tables: &BTreeMap<(&str, &str), Vec<&TableSeen>>,
) -> Json {
    let sheets: Vec<Json> = sheets
        .iter()
        .map(|source| {
            let name = source.sheet.as_deref().unwrap_or_default();
            let read = tables.get(&(file, name)).map(Vec::as_slice).unwrap_or_default();
            let understood: Vec<Json> = read
                .iter()
                .filter(|table| table.rows > 0)
                .map(|table| {
                    json!({ "kind": kind_name(asked, table.kind), "unit": table.unit, "rows": table.rows, "form": table.form })
                })
                .collect();
            let question = found.survey.questions.iter().find(|question| {
                question.is_open() && question.place.file() == Some(file) && question.place.sheet().unwrap_or_default() == name
            });
            let nobodys = found.coverage.nobodys.iter().any(|own| own.file == file && own.sheet == name);
            json!({
                "nobodys": nobodys, "name": name, "understood": understood, "rows": source.rows, "records": source.records,
                "why": source.why.as_ref().map(|why| unread(found, file, name).map_or_else(|| asked.text(why), |problem| said(asked, problem))),
                "href": source.sheet.is_some().then(|| links::of_sheet(asked, file, name, "")),
                "question": question.map(|question| json!({ "id": question.id, "ask": asked.text(&question.ask) })),
            })
        })
        .collect();
    let is_whole = sheets.iter().all(|sheet| sheet.get("why").is_some_and(Json::is_null));
    json!({ "file": file, "name": file.strip_prefix(DATA).unwrap_or(file), "sheets": sheets, "used": is_whole })
}

/// Problems of files and sheets that hold something and cannot be read.
const UNREAD: &[&str] = &["picture-only", "not-a-spreadsheet"];

/// What is said of such a file or sheet.
fn unread<'p>(found: &'p Found<'_>, file: &str, sheet: &str) -> Option<&'p Problem> {
    let is_own = |problem: &&Problem| {
        let named = problem.place.sheet().unwrap_or_default();
        problem.place.file() == Some(file) && (named.is_empty() || named == sheet)
    };
    found.problems.iter().filter(is_own).find(|problem| UNREAD.contains(&problem.code.id))
}

fn said(asked: &Asked, problem: &Problem) -> String {
    let hint = problem.hint.as_ref().map(|hint| asked.text(hint)).unwrap_or_default();
    format!("{}。{hint}", asked.text(&problem.message))
}

fn kind_name(asked: &Asked, kind: TableKind) -> &'static str {
    if asked.lang() == Lang::Zh { kind.name() } else { kind.as_str() }
}

/// Makes a table that is typed in, and opens it.
pub(in crate::web) fn new_table(asked: &Asked) -> Answered {
    let town = asked.town()?;
    let kind = typed_kinds().find(|kind| kind.as_str() == asked.word("kind"));
    let place = asked.word("place").trim();
    let Some(table) = kind.filter(|_| !place.is_empty()).and_then(|kind| typed_table(kind, place)) else {
        return Err(Failed::Refused(say!(
            "先选是哪个村的、什么表",
            "choose the village and the kind of list"
        )));
    };
    let (change, file) = town.project()?.new_table(&table.name, &table.rows)?;
    town.changed(change);
    Ok(Reply::Go(links::of_sheet(asked, &file, "", "B3")))
}

/// Takes a file away.
pub(in crate::web) fn recycle(asked: &Asked) -> Answered {
    let town = asked.town()?;
    let said = town.changed(town.project()?.recycle(asked.word("file"))?);
    asked.done(said, "inbox")
}
