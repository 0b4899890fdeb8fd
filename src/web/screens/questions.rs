//! 待确认: one question at a time, the likely answer first, her own sheet beside it.

use serde_json::{Value as Json, json};

use crate::pipeline::{DATA, Project};
use crate::problem::{Place, Question};
use crate::web::asked::{Answered, Asked};
use crate::web::opened::Found;
use crate::web::reply::Reply;
use crate::web::screens::cells::{self, Part};
use crate::web::screens::links;

/// The question that the address names, or the first that is open.
pub(in crate::web) fn page(asked: &Asked) -> Answered {
    let opened = asked.opened()?;
    opened.with_dependent(|project, found| {
        let questions = &found.survey.questions;
        let (open, answered): (Vec<&Question>, Vec<&Question>) =
            questions.iter().partition(|question| question.is_open());
        let id = asked.word("id");
        let named = questions.iter().find(|question| question.id == id);
        let skipped: Vec<&str> = asked.all("skip").collect();
        let next = || open.iter().copied().find(|question| !skipped.contains(&question.id.as_str()));
        let shown = named.or_else(next).or_else(|| open.first().copied());
        let one = shown.map(|question| one(asked, found, question, &open)).transpose()?;
        let list =
            |questions: &[&Question]| -> Vec<Json> { questions.iter().map(|own| line(asked, own)).collect() };
        let stale: Vec<Json> = project.stale_answers(questions).into_iter().map(|id| gone(project, id)).collect();
        let view = json!({ "open": open.len(), "one": one, "list": list(&open), "answered": list(&answered), "stale": stale });
        Ok(Reply::Page("questions.html", view))
    })
}

/// An answer to what is not asked any more: what it was about, without the word for its kind.
fn gone(project: &Project, id: &str) -> Json {
    let about = id.split_once(':').map_or(id, |(_, about)| about);
    let place = about.strip_prefix(DATA).unwrap_or(about).replace('!', " › ");
    json!({ "id": id, "place": place, "answer": project.answers().get(id) })
}

fn line(asked: &Asked, question: &Question) -> Json {
    let label = question.answer.as_deref().map(|answer| {
        let choice = question.choices.iter().find(|choice| choice.value == answer);
        choice.map_or_else(|| answer.to_owned(), |choice| asked.text(&choice.label))
    });
    json!({ "id": question.id, "ask": asked.text(&question.ask), "answer": label, "blocking": question.is_blocking(),
        "place": links::shown(&question.place) })
}

fn one(
    asked: &Asked,
    found: &Found<'_>,
    question: &Question,
    open: &[&Question],
) -> Result<Json, crate::web::failed::Failed> {
    let choices: Vec<Json> = question
        .choices
        .iter()
        .map(|choice| {
            json!({ "value": choice.value, "label": asked.text(&choice.label), "likely": choice.likely,
                "evidence": choice.evidence.as_ref().map(|say| asked.text(say)) })
        })
        .collect();
    let alike = alike(question, open);
    let follow =
        found.problems.iter().filter(|problem| problem.follows.as_deref() == Some(&question.id)).count();
    let beside = beside(asked, found, question)?;
    Ok(json!({
        "id": question.id, "ask": asked.text(&question.ask), "why": asked.text(&question.why),
        "choices": choices, "free": question.accepts.is_some(), "rows": question.rows, "units": question.units,
        "answer": question.answer, "blocking": question.is_blocking(), "place": links::shown(&question.place),
        "href": links::of_place(asked, &question.place), "alike": alike.len(), "follow": follow, "beside": beside,
        "also": question.also.iter().map(|place| json!({ "place": links::shown(place), "href": links::of_place(asked, place) })).collect::<Vec<_>>(),
    }))
}

/// Open questions that ask the same of other sheets: the same kind, and the same answers to choose from.
fn alike<'q>(question: &Question, open: &[&'q Question]) -> Vec<&'q Question> {
    let values = |question: &Question| -> Vec<String> {
        question.choices.iter().map(|choice| choice.value.clone()).collect()
    };
    let own = values(question);
    let is_alike = |other: &&&Question| {
        other.id != question.id
            && other.kind == question.kind
            && other.table == question.table
            && values(other) == own
    };
    // Whose a table is, and who is one woman, is another answer each time.
    let is_of_each =
        matches!(question.kind, crate::problem::QuestionKind::Unit | crate::problem::QuestionKind::Person);
    if is_of_each { Vec::new() } else { open.iter().filter(is_alike).copied().collect() }
}

/// The sheet where the doubt arises, from a few rows above it.
fn beside(
    asked: &Asked,
    found: &Found<'_>,
    question: &Question,
) -> Result<Option<Json>, crate::web::failed::Failed> {
    const ABOVE: usize = 6;
    const ROWS: usize = 24;
    let (row, column) = match &question.place {
        Place::Cell { row, column, .. } => (*row as usize, Some(*column as usize)),
        Place::Row { row, .. } => (*row as usize, None),
        Place::Sheet { .. } => (1, None),
        Place::Workspace | Place::File(_) | Place::Line { .. } | Place::Document { .. } => return Ok(None),
    };
    let (file, name) =
        (question.place.file().unwrap_or_default(), question.place.sheet().unwrap_or_default());
    let Some(copy) = found.sheet(file, name)? else { return Ok(None) };
    let from = row.saturating_sub(1 + ABOVE);
    Ok(Some(cells::extract(
        asked,
        found,
        &copy,
        Part { from, count: ROWS, at: Some((row.saturating_sub(1), column)) },
    )))
}

/// Answers a question, and those that are alike where that is asked for.
pub(in crate::web) fn answer(asked: &Asked) -> Answered {
    let town = asked.town()?;
    let opened = asked.opened()?;
    let (id, value) = (asked.word("id"), asked.word("value"));
    let value = if value.is_empty() { asked.word("free") } else { value };
    let change = opened.with_dependent(|project, found| {
        let questions = &found.survey.questions;
        let open: Vec<&Question> = questions.iter().filter(|question| question.is_open()).collect();
        let mut given = vec![(id.to_owned(), value.to_owned())];
        if let Some(question) =
            questions.iter().find(|question| question.id == id).filter(|_| asked.word("alike") == "yes")
        {
            given.extend(alike(question, &open).iter().map(|other| (other.id.clone(), value.to_owned())));
        }
        project.answer(&given)
    })?;
    let said = town.changed(change);
    asked.done(said, "questions")
}
