//! The stages that look and do not print: resolve, check, count.

use crate::check;
use crate::count;
use crate::count::{Figures, Indicators};
use crate::pipeline::open::Workspace;
use crate::pipeline::workers;
use crate::problem::Problem;
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
    /// The problems of reading and checking.
    pub problems: Vec<Problem>,
}

/// Answers every question about every body of a workspace.
pub(in crate::pipeline) fn resolved<'a>(workspace: &'a Workspace, reading: &'a Reading) -> Resolved<'a> {
    resolve::resolve(&reading.records, &workspace.cycle)
}

/// What `cycle.toml`, reading and the rules have to say, in this order.
pub(in crate::pipeline) fn problems(
    workspace: &Workspace,
    reading: &Reading,
    resolved: &Resolved<'_>,
) -> Vec<Problem> {
    let mut problems = workspace.problems.clone();
    problems.extend(reading.problems.iter().cloned());
    problems.extend(check::check(resolved));
    problems
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
    let problems = problems(workspace, reading, &resolved);
    Survey { resolved, figures, problems }
}
