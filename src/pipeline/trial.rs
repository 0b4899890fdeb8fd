//! Layers tried out on a body that is all there and on one of which almost nothing is known.
//!
//! The two samples lie beside this file and are part of the program. Every paper of the layers is made for both, and
//! the finished pages are looked at.

use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::bind::write_new;
use crate::count;
use crate::cycle::CYCLE_FILE;
use crate::fill::{Layers, MISSING_TRANSLATION};
use crate::pipeline::build::{self, Means};
use crate::pipeline::build_report::Made;
use crate::pipeline::event::Watch;
use crate::pipeline::expected::{self, PaperText};
use crate::pipeline::filing;
use crate::pipeline::job::BuildOptions;
use crate::pipeline::open::{self, NotReady, Workspace};
use crate::pipeline::paper::NOT_WHOLE;
use crate::pipeline::sandbox::Launch;
use crate::pipeline::selection::{Packets, Selection};
use crate::pipeline::survey;
use crate::problem::{Place, Problem, Stop};
use crate::read::{self, Reading};
use crate::say;
use crate::typeset;
use crate::typeset::Fonts;

static SAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/pipeline/sample");

/// What came of it.
#[derive(Debug, Default)]
pub struct Tried {
    /// Files that were made.
    pub papers: usize,
    /// What is wrong or odd in the layers, each once.
    pub problems: Vec<Problem>,
    /// What the papers say, where that was asked for.
    pub texts: Vec<PaperText>,
}

/// Which papers are made, and what becomes of their texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// All papers; the texts that the layers expect are compared.
    OfAll,
    /// Only the papers of which the layers expect a text, which is compared.
    Compared,
    /// Only those and the papers that the top layer has a hand in; their texts are handed on.
    Told,
}

impl Texts {
    /// The documents that are made; none for all of them.
    fn documents(self, layers: &Layers) -> Option<Vec<String>> {
        let expected = layers.expected().into_iter().filter_map(|text| Some(text.document()?.to_owned()));
        match self {
            Self::OfAll => None,
            Self::Compared => Some(expected.collect()),
            Self::Told => Some(expected.chain(layers.touched().iter().map(|spec| spec.id.clone())).collect()),
        }
    }
}

/// What is tried out, and with what.
pub(in crate::pipeline) struct Trial<'t> {
    /// The workspace whose `templates` folder is the top layer.
    pub(in crate::pipeline) templates: &'t Path,
    /// The district's layer.
    pub(in crate::pipeline) layer: Option<&'t str>,
    /// The typefaces.
    pub(in crate::pipeline) fonts: &'t Fonts,
    /// How workers are started for what was read of a workspace; none where papers are made in this process.
    pub(in crate::pipeline) launch: &'t dyn Fn(&Workspace, &Reading, BuildOptions) -> Option<Launch>,
}

/// Makes every paper of the layers for both samples; no spreadsheets of the workspace are looked at.
///
/// # Errors
/// When a folder for them cannot be made.
pub(in crate::pipeline) fn try_out(
    trial: &Trial<'_>,
    threads: usize,
    texts: Texts,
    watch: Watch<'_>,
) -> Result<Tried, NotReady> {
    let failed = |cause: std::io::Error| Stop::new(say!("准备样本", "preparing the samples"), cause);
    let folder = tempfile::tempdir().map_err(failed)?;
    SAMPLES.extract(folder.path()).map_err(failed)?;
    let mut tried = Tried::default();
    for sample in ["full", "bare"] {
        let mut workspace = open::open(&folder.path().join(sample), None)?;
        workspace.take_settings(Some(trial.templates), trial.layer);
        let loaded = open::layers(Some(trial.templates), trial.layer, &workspace.cycle);
        let (layers, indicators) = match loaded {
            Ok(loaded) => loaded,
            Err(problems) => return Ok(Tried { problems, ..tried }),
        };
        let reading = read::read(&workspace.root, &workspace.cycle)?;
        let survey = survey::survey(&workspace, &reading, &indicators);
        let out = workspace.root.join("out");
        let only = texts.documents(&layers);
        if only.as_ref().is_some_and(Vec::is_empty) {
            break;
        }
        let text = texts == Texts::Told || !layers.expected().is_empty();
        let inspect = typeset::Options { inspect: true, text, ..typeset::Options::default() };
        // With little known a cover and its contents are what can go wrong; the papers are tried by themselves.
        let packets = match sample {
            _ if only.is_some() => Packets::None,
            "full" => Packets::All,
            _ => Packets::Trial,
        };
        let options = BuildOptions {
            selection: Selection { packets, only: only.unwrap_or_default(), ..Selection::default() },
            threads,
            force: true,
            keep_going: true,
            typeset: inspect,
            ..BuildOptions::new(out)
        };
        let launch = match layers.is_foreign() {
            true => (trial.launch)(&workspace, &reading, options.clone()),
            false => None,
        };
        let means = Means { layers: &layers, fonts: trial.fonts, launch: launch.as_ref() };
        let report = build::build(&survey, means, &options, watch)?;
        tried.papers += report.written.len();
        if text {
            let said = report.written.iter().filter_map(|made| paper_text(sample, made, &options.out));
            tried.texts.extend(said);
        }
        if sample == "bare" && texts != Texts::Told {
            tried.problems.extend(expected::problems(&layers, &tried.texts));
        }
        let mut all = layers.unused();
        all.extend(absent_fonts(&layers, trial.fonts));
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

/// What a paper says, as it was written beside it.
fn paper_text(sample: &'static str, made: &Made, out: &Path) -> Option<PaperText> {
    let text = std::fs::read_to_string(out.join(filing::text_path(&made.path))).ok()?;
    let Made { entry, .. } = made;
    Some(PaperText { sample, id: entry.id.clone(), body: entry.body.clone(), pages: entry.pages, text })
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
    // The samples have no columns of a district's own.
    let is_column = problem.code.id == count::UNKNOWN_COLUMN.id;
    !is_sample && !is_echo && !is_name && !is_column && problem.place != Place::Workspace
}

/// A layer that names the typefaces it uses, none of which is here: its pages are not what its author saw.
fn absent_fonts(layers: &Layers, fonts: &Fonts) -> Option<Problem> {
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

/// Writes the example town inside the program into a folder; what is there already stays.
///
/// # Errors
/// [`Stop`] when it cannot be written.
pub fn write_example(folder: &Path) -> Result<(), Stop> {
    let Some(example) = SAMPLES.get_dir("full") else { return Ok(()) };
    let folders = example.dirs().flat_map(Dir::files);
    for file in example.files().chain(folders) {
        let path = file.path().strip_prefix(example.path()).unwrap_or(file.path());
        write_new(&folder.join(path), file.contents())?;
    }
    Ok(())
}
