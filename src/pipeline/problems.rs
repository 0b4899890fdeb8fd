//! All that is wrong with a workspace, and what of it an answer would take away.

use std::collections::BTreeSet;

use crate::check;
use crate::count::{Indicators, UNKNOWN_COLUMN};
use crate::cycle::{BAD_ANSWER, STALE_ANSWER};
use crate::fill::{DocumentSpec, Layers};
use crate::pipeline::open::{NotReady, Workspace};
use crate::pipeline::questions;
use crate::problem::{Place, Problem, Question};
use crate::read;
use crate::read::Reading;
use crate::resolve;
use crate::resolve::Resolved;
use crate::say;

/// What `cycle.toml`, reading and the rules have to say, in this order.
pub(in crate::pipeline) fn problems(
    workspace: &Workspace,
    reading: &Reading,
    resolved: &Resolved<'_>,
) -> Vec<Problem> {
    let questions = &reading.questions;
    let mut problems = workspace.problems.clone();
    problems.extend(questions::problems(questions, &workspace.cycle.answers));
    problems.extend(found(reading, resolved));
    fold(&mut problems, questions, workspace);
    problems
}

/// What is wrong or odd in the template layers, beside what was read.
pub(in crate::pipeline) fn of_layers(
    loaded: Result<&(Layers, Indicators), NotReady>,
    reading: &Reading,
    resolved: &Resolved<'_>,
) -> Vec<Problem> {
    match loaded {
        Ok((layers, indicators)) => {
            let mut problems = layers.warnings().to_vec();
            problems.extend(without_column(indicators.own_columns(), reading));
            problems.extend(nowhere_used(layers, reading, resolved));
            problems
        }
        Err(NotReady::BadLayers(problems)) => problems,
        Err(_) => Vec::new(),
    }
}

/// What papers ask for and nothing has: columns of one's own that no table has, folders of texts for places that there are none of.
pub(in crate::pipeline) fn nowhere_used(
    layers: &Layers,
    reading: &Reading,
    resolved: &Resolved<'_>,
) -> Vec<Problem> {
    let columns = layers.documents().iter().flat_map(DocumentSpec::own_columns);
    let mut problems = without_column(columns, reading);
    let full: Vec<String> =
        resolved.bodies.iter().map(|body| format!("{}{}", body.id.town_name(), body.id.place())).collect();
    let short = resolved.bodies.iter().map(|body| body.id.place());
    problems.extend(layers.unknown_places(&short.chain(full.iter().map(String::as_str)).collect()));
    problems
}

/// Columns of one's own that no table has, each where it is asked for: most likely misspelt.
pub(in crate::pipeline) fn without_column<'a>(
    wanted: impl Iterator<Item = (&'a str, &'a Place)>,
    reading: &Reading,
) -> Vec<Problem> {
    let headers: BTreeSet<&str> =
        reading.tables.iter().flat_map(|table| &table.unrecognised).map(String::as_str).collect();
    if reading.tables.is_empty() {
        return Vec::new();
    }
    let missing = |(header, place): (&str, &Place)| {
        if headers.contains(header) {
            return None;
        }
        let message = say!("没有哪张表有“{header}”这一栏", "no table has a column \"{header}\"");
        let likeness = |other: &&str| strsim::jaro(other, header);
        let near = headers.iter().copied().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        let hint = match near.filter(|near| likeness(near) > 0.6) {
            Some(near) => say!("是不是“{near}”？", "did you mean \"{near}\"?"),
            None => say!("表头要写得和表格里一字不差", "write the header exactly as the table has it"),
        };
        Some(Problem::new(&UNKNOWN_COLUMN, place.clone(), message).hint(hint))
    };
    wanted.filter_map(missing).collect()
}

/// What reading and the rules have to say.
pub(in crate::pipeline) fn found(reading: &Reading, resolved: &Resolved<'_>) -> Vec<Problem> {
    reading.problems.iter().cloned().chain(check::check(resolved)).collect()
}

/// Puts every problem that an answer would take away under its question: they are found out by giving the likely answers.
fn fold(problems: &mut [Problem], questions: &[Question], workspace: &Workspace) {
    let open: Vec<&Question> = questions.iter().filter(|question| question.is_open()).collect();
    let Some(first) = open.first() else { return };
    let mut cycle = workspace.cycle.clone();
    for question in &open {
        if let Some(choice) = question.choices.first() {
            cycle.answers.put(&question.id, &choice.value);
        }
    }
    let Ok(reading) = read::read(&workspace.root, &cycle) else { return };
    let resolved = resolve::resolve(&reading.records, &cycle);
    let stay: BTreeSet<(&str, Place, String)> = found(&reading, &resolved)
        .into_iter()
        .map(|problem| (problem.code.id, problem.place, problem.message.zh))
        .collect();
    for problem in problems.iter_mut().filter(|problem| problem.question.is_none()) {
        let key = (problem.code.id, problem.place.clone(), problem.message.zh.clone());
        let is_ours = workspace.problems.iter().any(|own| own.place == problem.place);
        let of_an_answer = std::ptr::eq(problem.code, &raw const BAD_ANSWER)
            || std::ptr::eq(problem.code, &raw const STALE_ANSWER);
        if !stay.contains(&key) && !is_ours && !of_an_answer {
            let cause = open.iter().find(|question| is_about(question, problem)).unwrap_or(first);
            problem.follows = Some(cause.id.clone());
        }
    }
}

/// Whether a problem lies in the question's sheet, or is of a unit that waits for it.
fn is_about(question: &Question, problem: &Problem) -> bool {
    let same_sheet = problem.place.file().is_some()
        && problem.place.file() == question.place.file()
        && problem.place.sheet() == question.place.sheet();
    same_sheet || problem.unit.as_ref().is_some_and(|unit| question.units.contains(unit))
}
