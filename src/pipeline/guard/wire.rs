//! What the program and its worker tell each other: one JSON value a line.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::bind::Entry;
use crate::pipeline;
use crate::pipeline::BuildOptions;
use crate::pipeline::paper::Outcome;
use crate::problem::{Code, Place, Problem, Say, Severity, Stop};
use crate::typeset::FontSource;

/// All that a worker needs to know before the first request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Errand {
    /// The workspace whose data the papers tell.
    pub data: PathBuf,
    /// The workspace whose `templates` folder is the top layer.
    pub templates: PathBuf,
    /// The district's layer: a name, a folder or a zip file.
    pub layer: Option<String>,
    /// Where the typefaces are.
    pub fonts: FontSource,
    /// How papers are made; the selection does not matter to a worker.
    pub options: BuildOptions,
    /// Megabytes that one worker may use.
    pub memory: u64,
}

/// What the program asks of a worker.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Request {
    /// Load everything; answered by [`Answer::Done`].
    Load,
    /// Make the papers of one body; answered by steps and [`Answer::Done`].
    Body { body: usize, papers: Vec<usize>, packet: Vec<usize>, known: Vec<Told> },
    /// One page of one paper as a picture; answered by [`Answer::Page`]. `tables` when spreadsheets may have changed.
    Page { wanted: Wanted, tables: bool },
    /// How many pieces the source of a paper has; answered by [`Answer::Pieces`].
    Pieces { body: usize, id: String },
    /// Set the first pieces of a paper and forget it; answered by [`Answer::Done`].
    Probe { body: usize, id: String, pieces: usize },
    /// The template of a document; answered by [`Answer::Place`].
    File { id: String },
    /// The line of the template that printed a piece; answered by [`Answer::Place`].
    Place { body: usize, id: String, piece: usize },
}

/// A page of a paper, and how fine its picture is to be.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Wanted {
    /// Id or code of the document.
    pub document: String,
    /// The place whose paper it is; without it the first body that has one.
    pub unit: Option<String>,
    /// The page, from 1.
    pub page: usize,
    /// Dots per inch.
    pub ppi: u16,
    /// Where the picture goes.
    pub path: PathBuf,
}

/// A page that was drawn.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Drawn {
    /// Whose paper it is.
    pub body: String,
    /// Its title.
    pub title: String,
    /// How many pages it has.
    pub pages: usize,
    /// What it leaves blank.
    pub blanks: Vec<String>,
}

/// What a worker answers.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    /// It has loaded everything.
    Ready,
    /// It cannot work: the layers are wrong.
    Refused(Vec<ToldProblem>),
    /// The title of a document is worked out; none when all are.
    Titled(Option<String>),
    /// A paper, or the packet, is begun.
    Begun(String),
    /// A file is done.
    Outcome(Told),
    /// The request is done.
    Done,
    /// An I/O error.
    Stopped(Stop),
    /// A panic: a fault of the program.
    Panicked(String),
    /// A page, or why there is none; with what is odd about it.
    Page { drawn: Option<Drawn>, problems: Vec<ToldProblem> },
    /// The number of pieces.
    Pieces(usize),
    /// A place and its line, if they are known.
    Place(Option<(Place, Option<String>)>),
}

/// A problem on its way; its code goes by its id.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct ToldProblem {
    code: String,
    severity: Severity,
    place: Place,
    unit: Option<String>,
    message: Say,
    hint: Option<Say>,
    passage: Option<String>,
}

impl From<Problem> for ToldProblem {
    fn from(problem: Problem) -> Self {
        let Problem { code, severity, place, unit, message, hint, passage } = problem;
        Self { code: code.id.to_owned(), severity, place, unit, message, hint, passage }
    }
}

impl From<ToldProblem> for Problem {
    fn from(told: ToldProblem) -> Self {
        let ToldProblem { code, severity, place, unit, message, hint, passage } = told;
        static CODES: OnceLock<BTreeMap<&'static str, &'static Code>> = OnceLock::new();
        let codes = CODES.get_or_init(|| pipeline::codes().map(|code| (code.id, code)).collect());
        // A worker is the same program: it knows no other codes.
        let code = codes.get(code.as_str()).copied().unwrap_or(&pipeline::build::FAULT);
        Self { code, severity, place, unit, message, hint, passage }
    }
}

pub(super) fn told(problems: Vec<Problem>) -> Vec<ToldProblem> {
    problems.into_iter().map(ToldProblem::from).collect()
}

pub(super) fn heard(problems: Vec<ToldProblem>) -> Vec<Problem> {
    problems.into_iter().map(Problem::from).collect()
}

/// An outcome on its way.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Told {
    Written { path: String, entry: Entry, warnings: Vec<ToldProblem> },
    Unchanged { path: String, entry: Entry },
    Skipped { id: String, body: String, missing: Vec<String> },
    Failed { id: String, body: String, path: String, problems: Vec<ToldProblem> },
}

impl From<Outcome> for Told {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Written { path, entry, warnings } => {
                Self::Written { path, entry, warnings: told(warnings) }
            }
            Outcome::Unchanged { path, entry } => Self::Unchanged { path, entry },
            Outcome::Skipped { id, body, missing } => Self::Skipped { id, body, missing },
            Outcome::Failed { id, body, path, problems } => {
                Self::Failed { id, body, path, problems: told(problems) }
            }
        }
    }
}

impl From<Told> for Outcome {
    fn from(outcome: Told) -> Self {
        match outcome {
            Told::Written { path, entry, warnings } => {
                Self::Written { path, entry, warnings: heard(warnings) }
            }
            Told::Unchanged { path, entry } => Self::Unchanged { path, entry },
            Told::Skipped { id, body, missing } => Self::Skipped { id, body, missing },
            Told::Failed { id, body, path, problems } => {
                Self::Failed { id, body, path, problems: heard(problems) }
            }
        }
    }
}
