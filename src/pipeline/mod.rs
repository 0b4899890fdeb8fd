//! The stages in order. It owns the only threads, and prints nothing.

mod build;
mod event;
mod examine;
mod filing;
mod glyphs;
mod guard;
mod needs;
mod open;
mod paper;
mod plan;
mod workers;

pub use build::{BuildOptions, BuildReport, FailedPaper, Made, Skipped, build};
pub use event::Event;
pub use examine::{Trial, Tried, examine, write_sample};
pub use guard::{Drawn, Errand, Guard, Seen, Sight, WORKER, Wanted, serve};
pub use open::{NotOpened, Workspace, open};
pub use plan::Selection;

use crate::bind;
use crate::check;
use crate::count;
use crate::count::Figures;
use crate::count::Indicators;
use crate::cycle;
use crate::fill;
use crate::fill::Layers;
use crate::problem::Code;
use crate::problem::Problem;
use crate::problem::Stop;
use crate::read;
use crate::read::Reading;
use crate::resolve;
use crate::resolve::Resolved;
use crate::typeset;

/// Every code this module raises.
pub static CODES: &[&Code] =
    &[&build::FAULT, &build::NO_SUCH_SELECTION, &glyphs::MISSING_GLYPH, &paper::NOT_WHOLE];

/// Every code that any stage raises.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    let fixed = [bind::CODES, count::CODES, cycle::CODES, fill::CODES, CODES, typeset::CODES];
    let fixed = fixed.into_iter().flatten().copied();
    fixed.chain(read::codes()).chain(check::CODES.iter().copied()).chain([check::MORE])
}

/// Reads all spreadsheets of a workspace.
///
/// # Errors
/// [`Stop`] when the folder cannot be read at all.
pub fn read_tables(workspace: &Workspace) -> Result<Reading, Stop> {
    read::read(&workspace.root, &workspace.cycle)
}

/// Answers every question about every body of a workspace.
#[must_use]
pub fn resolve<'a>(workspace: &'a Workspace, reading: &'a Reading) -> Resolved<'a> {
    resolve::resolve(&reading.records, &workspace.cycle)
}

/// What `cycle.toml`, reading and the rules have to say, in this order.
#[must_use]
pub fn problems(workspace: &Workspace, reading: &Reading, resolved: &Resolved<'_>) -> Vec<Problem> {
    let mut problems = workspace.problems.clone();
    problems.extend(reading.problems.iter().cloned());
    problems.extend(check::check(resolved));
    problems
}

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

/// Checks and counts what was read.
#[must_use]
pub fn survey<'a>(workspace: &'a Workspace, reading: &'a Reading, indicators: &Indicators) -> Survey<'a> {
    let resolved = resolve(workspace, reading);
    let (bodies, figures) =
        workers::both(|| count::each(&resolved, indicators), || count::together(&resolved, indicators));
    let figures = Figures { bodies, ..figures };
    let problems = problems(workspace, reading, &resolved);
    Survey { resolved, figures, problems }
}

/// One document as `list` shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Document id.
    pub id: String,
    /// Code of the catalogue.
    pub code: String,
    /// Title with the body's name left as a place.
    pub title: String,
    /// Scope, as in `pack.toml`.
    pub scope: String,
    /// Stage, as in `pack.toml`.
    pub stage: String,
    /// Tables that no body of its scope has.
    pub missing: Vec<String>,
}

/// The documents of the layers, with the tables that are missing everywhere.
#[must_use]
pub fn list(survey: &Survey<'_>, layers: &Layers) -> Vec<Listed> {
    let bodies = &survey.resolved.bodies;
    let is_above = bodies.iter().any(|body| body.id.level().is_above_towns());
    let listed = |document: &crate::fill::DocumentSpec| {
        let own = bodies.iter().filter(|body| plan::concerns(document, body.id.level(), is_above));
        let lacks: Vec<Vec<String>> = own.map(|body| needs::missing(document, body)).collect();
        let everywhere = |need: &&String| lacks.iter().all(|missing| missing.contains(need));
        let needs = lacks.first().cloned().unwrap_or_default();
        Listed {
            id: document.id.clone(),
            code: document.code.clone(),
            title: document.title.clone(),
            scope: document.scope_text(),
            stage: document.stage.as_str().to_owned(),
            missing: needs.iter().filter(everywhere).cloned().collect(),
        }
    };
    layers.documents().iter().map(listed).collect()
}
