//! The stages that look and do not print: resolve, check, count.

use crate::count;
use crate::count::{Figures, Indicators};
use crate::pipeline::open::Workspace;
use crate::pipeline::problems;
use crate::pipeline::workers;
use crate::problem::{Problem, Question};
use crate::read::Reading;
use crate::resolve;
use crate::resolve::Resolved;

/// Bodies, their figures, and the problems met so far.
#[derive(Debug)]
pub struct Survey<'a> {
    /// The bodies, and the cycle.
    pub resolved: Resolved<'a>,
    /// Their figures.
    pub figures: Figures,
    /// What is asked, answered or not.
    pub questions: Vec<Question>,
    /// The problems of reading and checking.
    pub problems: Vec<Problem>,
}

/// Answers every question about every body of a workspace.
pub(in crate::pipeline) fn resolved<'a>(workspace: &'a Workspace, reading: &'a Reading) -> Resolved<'a> {
    resolve::resolve(&reading.records, &workspace.cycle)
}

/// The figures of all bodies.
pub(in crate::pipeline) fn figures(resolved: &Resolved<'_>, indicators: &Indicators) -> Figures {
    let (bodies, figures) =
        workers::both(|| count::each(resolved, indicators), || count::together(resolved, indicators));
    Figures { bodies, ..figures }
}

/// Checks and counts what was read.
pub(in crate::pipeline) fn survey<'a>(
    workspace: &'a Workspace,
    reading: &'a Reading,
    indicators: &Indicators,
) -> Survey<'a> {
    let resolved = resolved(workspace, reading);
    let figures = figures(&resolved, indicators);
    let mut problems = problems::problems(workspace, reading, &resolved);
    problems.extend(problems::without_column(indicators.own_columns(), reading));
    let questions = reading.questions.clone();
    Survey { resolved, figures, questions, problems }
}
