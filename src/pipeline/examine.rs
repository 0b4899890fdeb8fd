//! Layers tried out on a body that is all there and on one of which almost nothing is known.
//!
//! The two samples lie beside this file and are part of the program. Every paper of the layers is made for both, and
//! the finished pages are looked at.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use include_dir::{Dir, include_dir};

use crate::count::Indicators;
use crate::cycle::CYCLE_FILE;
use crate::fill::{Layers, MISSING_TRANSLATION};
use crate::pipeline;
use crate::pipeline::paper::NOT_WHOLE;
use crate::pipeline::{BuildOptions, BuildReport, Errand, Event, Guard, NotOpened, Selection, Workspace};
use crate::problem::{Place, Problem, Stop};
use crate::say;
use crate::typeset;
use crate::typeset::FontSource;

static SAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/pipeline/sample");

/// What to try out, and how.
#[derive(Debug, Clone)]
pub struct Trial {
    /// The workspace whose `templates` folder is the top layer; its data are not looked at.
    pub templates: PathBuf,
    /// The district's layer.
    pub layer: Option<String>,
    /// Where the typefaces are.
    pub fonts: FontSource,
    /// The program itself, seconds for one paper, megabytes for a worker.
    pub limits: (PathBuf, u64, u64),
    /// Threads.
    pub threads: usize,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Tried {
    /// Files that were made.
    pub papers: usize,
    /// What is wrong or odd in the layers, each once.
    pub problems: Vec<Problem>,
}

/// Makes every paper of the layers for both samples.
///
/// # Errors
/// When a folder for them cannot be made.
pub fn examine(
    trial: &Trial,
    show: &(dyn Fn(&Event<'_>) + Sync),
    stop: &AtomicBool,
) -> Result<Tried, NotOpened> {
    let failed = |cause: std::io::Error| Stop::new(say!("准备样本", "preparing the samples"), cause);
    let folder = tempfile::tempdir().map_err(failed)?;
    SAMPLES.extract(folder.path()).map_err(failed)?;
    let mut tried = Tried::default();
    for sample in ["full", "bare"] {
        let workspace = pipeline::open(&folder.path().join(sample), None)?;
        let layers = match Layers::load(Some(&trial.templates), trial.layer.as_deref(), &workspace.cycle) {
            Ok(layers) => layers,
            Err(problems) => return Ok(Tried { problems, ..tried }),
        };
        let indicators = match Indicators::parse(layers.indicators()) {
            Ok(indicators) => indicators,
            Err(problems) => return Ok(Tried { problems, ..tried }),
        };
        let report = made(trial, &workspace, (&layers, &indicators), (show, stop))?;
        tried.papers += report.written.len();
        let mut all = layers.unused();
        all.extend(absent_fonts(&layers, &trial.fonts));
        all.extend(report.problems);
        all.extend(report.failed.into_iter().flat_map(|failed| failed.problems));
        for problem in all.into_iter().filter(|problem| is_of_layer(problem, &workspace)) {
            let same = |known: &Problem| known.place == problem.place && known.message == problem.message;
            if !tried.problems.iter().any(same) {
                tried.problems.push(problem);
            }
        }
    }
    Ok(tried)
}

fn made(
    trial: &Trial,
    workspace: &Workspace,
    (layers, indicators): (&Layers, &Indicators),
    watch: (&(dyn Fn(&Event<'_>) + Sync), &AtomicBool),
) -> Result<BuildReport, Stop> {
    let reading = pipeline::read_tables(workspace)?;
    let survey = pipeline::survey(workspace, &reading, indicators);
    let options = BuildOptions {
        selection: Selection::default(),
        out: workspace.root.join("out"),
        threads: trial.threads,
        force: true,
        wait: false,
        keep_going: true,
        emit_typst: false,
        typeset: typeset::Options { pdf_standard: None, inspect: true },
    };
    let (program, seconds, memory) = trial.limits.clone();
    let guard = layers.is_foreign().then(|| Guard {
        program,
        errand: Errand {
            data: workspace.root.clone(),
            templates: trial.templates.clone(),
            layer: trial.layer.clone(),
            fonts: trial.fonts.clone(),
            options: options.clone(),
            memory,
        },
        seconds,
    });
    let fonts = trial.fonts.load().value;
    pipeline::build(&survey, layers, &fonts, (&options, guard.as_ref()), watch)
}

/// Whether a problem is the layers' and not the sample's: of a file of theirs, or of a paper as a whole.
fn is_of_layer(problem: &Problem, workspace: &Workspace) -> bool {
    let is_sample = problem.place.file().is_some_and(|file| {
        let is_relative = Path::new(file).is_relative();
        is_relative && (file == CYCLE_FILE || file.starts_with("data/") || workspace.root.join(file).exists())
    });
    // A packet that lacks a paper says nothing that the paper has not said; the names of the sample's places are in no
    // table of a second language.
    let is_echo = problem.code.id == NOT_WHOLE.id;
    let label = problem.message.zh.split(['“', '”']).nth(1).unwrap_or_default();
    let mut places =
        workspace.cycle.units.iter().chain([&workspace.cycle.town.name]).chain(&workspace.cycle.town.county);
    let is_name = problem.code.id == MISSING_TRANSLATION.id
        && !label.is_empty()
        && places.any(|place| place.contains(label) || label.contains(place.as_str()));
    !is_sample && !is_echo && !is_name && problem.place != Place::Workspace
}

/// A layer that names the typefaces it uses, none of which is here: its pages are not what its author saw.
fn absent_fonts(layers: &Layers, fonts: &FontSource) -> Option<Problem> {
    let fonts = fonts.load().value;
    let wanted = layers.fonts();
    let absent = !wanted.is_empty() && !wanted.iter().any(|family| fonts.has(family));
    absent.then(|| {
        typeset::absent_family(
            &wanted.iter().map(String::as_str).collect::<Vec<_>>(),
            Place::File(layers.own_library_file("pack.toml").unwrap_or_default()),
        )
    })
}

/// The folder of the full sample inside the program, for tests of the documentation.
///
/// # Errors
/// When it cannot be written.
pub fn write_sample(folder: &Path) -> std::io::Result<()> {
    SAMPLES.extract(folder)
}
