//! 材料: by moment; ready, with blanks, or not possible because; made one by one, a village's, all.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::bind::Entry;
use crate::cycle::StageId;
use crate::pipeline::{BuildOptions, BuildReport, Event, Packets, PaperState, Selection, Watch};
use crate::problem::Problem;
use crate::say;
use crate::web::asked::{Answered, Asked};
use crate::web::failed::Failed;
use crate::web::job::Ended;
use crate::web::opened::{Found, Opened};
use crate::web::reply::{Reply, encoded};
use crate::web::screens::{needs, problems, whose};
use crate::web::town::Town;

/// Problems of the last build that are shown.
const SHOWN: usize = 100;

/// The papers of a body, or all bodies.
pub(in crate::web) fn page(asked: &Asked) -> Answered {
    let opened = asked.opened()?;
    opened.with_dependent(|project, found| {
        let bodies = &found.survey.resolved.bodies;
        let at = whose::find(found, asked.word("body"));
        let papers = at.map(|at| project.papers(&found.survey, at)).transpose()?;
        let list: Vec<Json> = bodies
            .iter()
            .enumerate()
            .map(|(own, body)| {
                json!({ "at": whose::word(found, own), "name": body.id.place(), "town": body.id.town_name(), "here": at == Some(own), "is_unit": body.id.unit.is_some() })
            })
            .collect();
        let errors = found.problems.iter().filter(|problem| problem.is_error()).count();
        let running = asked.town()?.jobs.progress().borrow().running;
        let view = json!({
            "unfinished": !running && project.is_unfinished(), "bodies": list, "body": at.map(|at| json!({ "at": whose::word(found, at), "name": bodies.get(at).map(|body| body.id.place()) })),
            "changed": project.built().is_some_and(|mark| asked.town.as_ref().and_then(|town| town.mark()).is_some_and(|now| now != mark)),
            "whole": at.is_none_or(|at| is_whole(found, at)),
            "moments": papers.as_ref().map(|papers| moments(asked, found, papers)),
            "packet": papers.as_ref().and_then(|papers| papers.iter().find(|paper| paper.stage.is_none())).map(|paper| one(asked, found, paper)),
            "errors": errors, "open": found.coverage.open, "lacking": found.coverage.lacking().len() + found.coverage.nobodys.len(),
            "running": running, "has_cycle": project.has_cycle(),
            "last": asked.town()?.jobs.last().map(|ended| last(asked, &ended)),
        });
        Ok(Reply::Page("papers.html", view))
    })
}

/// Whether nothing is lacking of a body: before that no paper of it is called ready.
fn is_whole(found: &Found<'_>, at: usize) -> bool {
    let Some(own) = found.survey.resolved.bodies.get(at).map(|body| &body.id) else { return true };
    // Two towns may have a village of one name.
    let is_own = |town: &str, place: &str| place == own.place() && town == own.town_name();
    !found.coverage.lacking().iter().any(|(body, _)| is_own(&body.town, &body.place))
}

/// Papers by the moment at which they are needed; those that are filed at the end.
fn moments(asked: &Asked, found: &Found<'_>, papers: &[PaperState]) -> Vec<Json> {
    let moments = [
        (StageId::Prepare, say!("筹备", "Preparation")),
        (StageId::Elect, say!("会前和会上", "Before and at the meeting")),
        (StageId::Conclude, say!("会后和备案", "After the meeting, and filing")),
    ];
    let of = |(stage, name): (StageId, crate::problem::Say)| {
        let own: Vec<Json> = papers
            .iter()
            .filter(|paper| paper.stage == Some(stage))
            .map(|paper| one(asked, found, paper))
            .collect();
        (!own.is_empty())
            .then(|| json!({ "name": asked.text(&name), "papers": own, "stage": stage.as_str() }))
    };
    moments.into_iter().filter_map(of).collect()
}

fn one(asked: &Asked, found: &Found<'_>, paper: &PaperState) -> Json {
    let body = asked.word("body");
    let lacking: Vec<String> = paper
        .lacking
        .iter()
        .map(|need| asked.text(&needs::said(need, &found.survey.questions)).to_owned())
        .collect();
    let question = paper.question().map(|id| asked.at(&format!("questions?id={}", encoded(id))));
    json!({
        "id": paper.id, "code": paper.code, "title": paper.title, "filed": paper.is_filed, "lacking": lacking, "question": question,
        "look": asked.at(&format!("page?body={}&paper={}", encoded(body), encoded(&paper.id))),
        "pdf": paper.made.is_some().then(|| asked.at(&format!("pdf?path={}", encoded(&paper.path)))),
        "made": paper.made.as_ref().map(made),
    })
}

/// What was made of a paper: pages, and blanks with how often each.
fn made(entry: &Entry) -> Json {
    let mut blanks: BTreeMap<&str, usize> = BTreeMap::new();
    for blank in &entry.blanks {
        *blanks.entry(blank).or_default() += 1;
    }
    let names: Vec<Json> =
        blanks.iter().map(|(name, count)| json!({ "name": name, "count": count })).collect();
    json!({ "pages": entry.pages, "blanks": entry.blanks.len(), "names": names })
}

fn last(asked: &Asked, ended: &Ended) -> Json {
    match &ended.result {
        Ok(report) => json!({
            "written": report.written.len(), "unchanged": report.unchanged.len(), "skipped": report.skipped.len(),
            "failed": report.failed.iter().map(|failed| json!({ "id": failed.id, "body": failed.body,
                "problems": list(asked, &failed.problems) })).collect::<Vec<_>>(),
            "refused": report.refused, "errors": report.problems.iter().filter(|problem| problem.is_error()).count(), "stopped": report.stopped, "milliseconds": ended.milliseconds,
            "problems": list(asked, &warnings(report)),
        }),
        Err(Failed::Problems(found)) => json!({ "refused": true, "problems": list(asked, found) }),
        Err(Failed::Stop(stop)) => {
            let said = crate::problem::Say {
                zh: format!("{}时：{}", stop.attempt.zh, stop.cause.zh),
                en: format!("{}: {}", stop.attempt.en, stop.cause.en),
            };
            json!({ "refused": true, "said": asked.text(&said) })
        }
        Err(Failed::NotFound | Failed::Refused(_)) => json!({ "refused": true }),
    }
}

/// What a build found in the papers themselves: the other problems have a page of their own.
fn warnings(report: &BuildReport) -> Vec<Problem> {
    let is_of_papers = |problem: &&Problem| matches!(problem.place, crate::problem::Place::Document { .. });
    report.problems.iter().filter(is_of_papers).cloned().collect()
}

fn list(asked: &Asked, found: &[Problem]) -> Vec<Json> {
    found.iter().take(SHOWN).map(|problem| problems::one(asked, problem)).collect()
}

/// Begins a build: of everything, of a body, of one paper.
pub(in crate::web) fn build(asked: &Asked) -> Answered {
    let town = asked.town()?;
    let opened = asked.opened()?;
    let options = opened.with_dependent(|project, found| {
        if !project.has_cycle() {
            return Err(Failed::Refused(say!(
                "还没有设置，先在“开始”里新建",
                "there are no settings yet: make the town new on the first page"
            )));
        }
        Ok(wanted(asked, found, project.out()))
    })?;
    begin(town, opened, options)?;
    Ok(Reply::Go(asked.back("papers")))
}

/// What a form asks for.
fn wanted(asked: &Asked, found: &Found<'_>, out: std::path::PathBuf) -> BuildOptions {
    let body = whose::find(found, asked.word("body"));
    let only: Vec<String> = asked.all("paper").map(str::to_owned).collect();
    let is_packet = only.iter().any(|paper| paper == "packet");
    let packets = if only.is_empty() { Packets::All } else { Packets::OfWhole };
    BuildOptions {
        selection: Selection {
            only: if is_packet { Vec::new() } else { only },
            units: body.map(|at| whose::called(found, at)).into_iter().collect(),
            stage: None,
            packets,
        },
        keep_going: asked.word("anyway") == "yes",
        ..BuildOptions::new(out)
    }
}

/// Has the papers made on a thread of their own; the page hears how far they are.
pub(super) fn begin(town: &Arc<Town>, opened: Arc<Opened>, options: BuildOptions) -> Result<(), Failed> {
    let Some(job) = town.jobs.begin() else {
        return Err(Failed::Refused(say!(
            "正在生成，等它做完，或者先停下",
            "papers are being made: wait, or stop that first"
        )));
    };
    let town = Arc::clone(town);
    let mark = town.mark().filter(|_| options.selection.is_everything());
    let work = move || {
        let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            opened.with_dependent(|project, found| {
                let show = |event: &Event<'_>| town.jobs.show(&job, event);
                project.build(&found.survey, &options, Watch { show: &show, stop: &job.stop })
            })
        }));
        let result = match ended {
            Ok(result) => result.map_err(Failed::from),
            Err(_) => Err(Failed::Refused(say!("这一步出了差错", "this step went wrong"))),
        };
        if let (Ok(report), Some(mark)) = (&result, &mark)
            && report.is_success()
        {
            // That it is not remembered hinders nobody.
            let _ = opened.borrow_owner().note_built(mark);
        }
        town.jobs.end(&job, result);
    };
    tokio::task::spawn_blocking(work);
    Ok(())
}

/// No new paper is begun.
pub(in crate::web) fn stop(asked: &Asked) -> Answered {
    asked.town()?.jobs.stop();
    Ok(Reply::Go(asked.back("papers")))
}
