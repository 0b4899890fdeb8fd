//! 打印: papers and copies chosen, one PDF in printing order, remembered what was printed when; the list to hand over.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use crate::cycle::StageId;
use crate::pipeline::{PaperState, PrintRecord, Project, ToPrint};
use crate::say;
use crate::web::asked::{Answered, Asked};
use crate::web::failed::Failed;
use crate::web::opened::Found;
use crate::web::reply::{Reply, encoded};
use crate::web::screens::whose;

/// Bodies whose papers are listed at once where all are asked for.
const BODIES: usize = 40;

/// What was made, body by body.
pub(in crate::web) fn page(asked: &Asked) -> Answered {
    let opened = asked.opened()?;
    opened.with_dependent(|project, found| {
        let bodies = &found.survey.resolved.bodies;
        let at = whose::find(found, asked.word("body"));
        let printed = project.printed();
        let wanted: Vec<usize> = at.map_or_else(|| (0..bodies.len().min(BODIES)).collect(), |at| vec![at]);
        let groups = wanted.iter().map(|at| group(asked, found, &printed, *at)).collect::<Result<Vec<_>, _>>()?;
        let groups: Vec<Json> = groups.into_iter().flatten().collect();
        let list: Vec<Json> = bodies
            .iter()
            .enumerate()
            .map(|(own, body)| json!({ "at": whose::word(found, own), "name": body.id.place(), "here": at == Some(own) }))
            .collect();
        let view = json!({ "groups": groups, "bodies": list, "whole": at.is_none(), "choices": choices(asked, at.map(|at| whose::word(found, at)).as_deref()), "errors": found.problems.iter().filter(|problem| problem.is_error()).count(), "lacking": found.coverage.lacking().len() + found.coverage.nobodys.len(), "more": at.is_none() && bodies.len() > BODIES });
        Ok(Reply::Page("print.html", view))
    })
}

/// The papers of a body that were made; none where nothing was.
fn group(
    asked: &Asked,
    found: &Found<'_>,
    printed: &BTreeMap<String, PrintRecord>,
    at: usize,
) -> Result<Option<Json>, Failed> {
    let papers = found.project.papers(&found.survey, at)?;
    let made: Vec<Json> = papers.iter().filter_map(|paper| one(asked, paper, printed)).collect();
    let name = found.survey.resolved.bodies.get(at).map(|body| body.id.place());
    Ok((!made.is_empty()).then(|| json!({ "name": name, "papers": made })))
}

fn one(asked: &Asked, paper: &PaperState, printed: &BTreeMap<String, PrintRecord>) -> Option<Json> {
    let made = paper.made.as_ref()?;
    let record = printed.get(&paper.path);
    let has_changed = record.is_some_and(|record| record.blake3 != made.blake3);
    let packet = say!("备案材料合订本", "The packet");
    let title = if paper.code.is_empty() { asked.text(&packet) } else { paper.title.clone() };
    Some(json!({
        "path": paper.path, "code": paper.code, "title": title, "pages": made.pages, "copies": paper.copies,
        "blanks": made.blanks.len(), "when": record.map(|record| record.when.clone()), "changed": has_changed,
        "pdf": asked.at(&format!("pdf?path={}", encoded(&paper.path))), "chosen": is_chosen(asked.word("what"), paper),
    }))
}

/// What is chosen at first: everything but ballots and packets, or the papers of one moment, or packets alone.
fn is_chosen(what: &str, paper: &PaperState) -> bool {
    let is_packet = paper.code.is_empty();
    let is_of = |stage: StageId| paper.stage == Some(stage) && !BALLOTS.contains(&paper.id.as_str());
    match what {
        "packets" => is_packet,
        "prepare" => is_of(StageId::Prepare),
        "elect" => is_of(StageId::Elect),
        "conclude" => is_of(StageId::Conclude),
        "ballots" => BALLOTS.contains(&paper.id.as_str()),
        "none" => false,
        _ => !is_packet && !BALLOTS.contains(&paper.id.as_str()),
    }
}

/// Which papers may be chosen at a click: the word of the address, and what it is called.
const CHOICES: &[(&str, &str, &str)] = &[
    ("", "全部", "All"),
    ("prepare", "筹备用的", "To prepare"),
    ("elect", "大会用的", "For the congress"),
    ("ballots", "选票", "Ballots"),
    ("conclude", "会后、备案的", "Afterwards"),
    ("packets", "合订本", "Packets"),
    ("none", "都不选", "None"),
];

/// The choices as links of the same body.
fn choices(asked: &Asked, body: Option<&str>) -> Vec<Json> {
    let body = body.map(|body| format!("&body={}", encoded(body))).unwrap_or_default();
    let one = |(what, zh, en): &(&str, &str, &str)| {
        json!({ "name": asked.text(&say!("{zh}", "{en}")), "here": asked.word("what") == *what,
            "href": asked.at(&format!("print?what={what}{body}")) })
    };
    CHOICES.iter().map(one).collect()
}

/// A file that was made.
pub(in crate::web) fn pdf(asked: &Asked) -> Answered {
    let project = asked.town()?.project()?;
    let path = asked.word("path");
    let bytes = project.made(path)?.ok_or(Failed::NotFound)?;
    let name = path.rsplit('/').next().unwrap_or_default().to_owned();
    Ok(Reply::File { name, kind: "application/pdf", bytes })
}

/// The papers of a form as one file; it is remembered that they were printed.
pub(in crate::web) fn join(asked: &Asked) -> Answered {
    let project = asked.town()?.project()?;
    let wanted = wanted(asked);
    // The gate before ballots: names that nobody has approved are not put to the vote.
    if asked.word("approved") != "yes" && wanted.iter().any(|own| is_ballot(&project, &own.path)) {
        let said = say!(
            "选票要在候选人批准以后再印：已经批准的，勾上“候选人已经批准”",
            "ballots are printed when their nominees are approved: if they are, say so beside the button"
        );
        return Err(Failed::Refused(said));
    }
    if wanted.is_empty() {
        return Err(Failed::Refused(say!("先勾上要打印的材料", "choose the papers to print first")));
    }
    let bytes = project.print_file(&wanted, asked.word("double") == "yes")?;
    note(&project, &wanted)?;
    let name = format!("{} 打印.pdf", asked.town()?.folder());
    Ok(Reply::File { name, kind: "application/pdf", bytes })
}

/// Papers that are put into the ballot box.
const BALLOTS: &[&str] = &["ballots", "plenary-ballots"];

fn is_ballot(project: &Project, path: &str) -> bool {
    project.made_as(path).is_some_and(|id| BALLOTS.contains(&id.as_str()))
}

/// What is chosen: a path for each, and its copies by the same path.
fn wanted(asked: &Asked) -> Vec<ToPrint> {
    let copies = |path: &str| asked.number(&format!("copies {path}"), 1).clamp(1, 999);
    asked.all("path").map(|path| ToPrint { path: path.to_owned(), copies: copies(path) }).collect()
}

fn note(project: &Project, wanted: &[ToPrint]) -> Result<(), Failed> {
    let now = jiff::Zoned::now();
    Ok(project.note_printed(wanted, &now.strftime("%Y-%m-%d %H:%M").to_string())?)
}

/// The list of what is handed over, as a table that a spreadsheet opens: each file with its pages and its hash.
pub(in crate::web) fn handover(asked: &Asked) -> Answered {
    let project = asked.town()?.project()?;
    let bytes = project.handover()?;
    Ok(Reply::File {
        name: format!("{} 移交清单.csv", asked.town()?.folder()),
        kind: "text/csv; charset=utf-8",
        bytes,
    })
}
