//! What is to be made, and what becomes of it: between the plan, the papers and the workers.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::bind::Entry;
use crate::pipeline::selection::Selection;
use crate::pipeline::workers::cores;
use crate::problem::Problem;
use crate::typeset;

/// What a packet goes by where papers go by their ids.
pub(super) const PACKET: &str = "packet";

/// How a build is to be run.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BuildOptions {
    /// Which papers of which bodies.
    pub selection: Selection,
    /// Where to.
    pub out: PathBuf,
    /// Worker threads.
    pub threads: usize,
    /// Overwrite files that were edited or are not ours.
    pub force: bool,
    /// Wait for another build that writes into the same folder.
    pub wait: bool,
    /// Build although the spreadsheets have errors.
    pub keep_going: bool,
    /// Write the Typst sources too.
    pub emit_typst: bool,
    /// How pages become PDF.
    pub typeset: typeset::Options,
}

impl BuildOptions {
    /// Everything into this folder, with a thread for each core.
    #[must_use]
    pub fn new(out: PathBuf) -> Self {
        Self {
            selection: Selection::default(),
            out,
            threads: cores(),
            force: false,
            wait: false,
            keep_going: false,
            emit_typst: false,
            typeset: typeset::Options::default(),
        }
    }
}

/// What is made for one body. Documents are indices into the list of the layers, in order of their codes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct BodyJob {
    /// Index into the bodies.
    pub(super) body: usize,
    /// Papers that go to files of their own.
    pub(super) papers: Vec<usize>,
    /// Papers of the packet; empty when none is asked for.
    pub(super) packet: Vec<usize>,
    /// Papers that cannot be made before a question is answered, and its id.
    pub(super) waiting: BTreeMap<usize, String>,
}

impl BodyJob {
    /// How many files.
    pub(super) fn len(&self) -> usize {
        self.papers.len() + usize::from(!self.packet.is_empty())
    }
}

/// What became of one file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Outcome {
    Written { path: String, entry: Entry, warnings: Vec<Problem> },
    Unchanged { path: String, entry: Entry, warnings: Vec<Problem> },
    Skipped { id: String, body: String, missing: Vec<String> },
    Failed { id: String, body: String, path: String, problems: Vec<Problem> },
}

impl Outcome {
    /// The document it is of.
    pub(super) fn id(&self) -> &str {
        match self {
            Self::Written { entry, .. } | Self::Unchanged { entry, .. } => &entry.id,
            Self::Skipped { id, .. } | Self::Failed { id, .. } => id,
        }
    }

    /// How many pages the file has, if there is one.
    pub(super) fn pages(&self) -> Option<usize> {
        match self {
            Self::Written { entry, .. } | Self::Unchanged { entry, .. } => Some(entry.pages),
            Self::Skipped { .. } | Self::Failed { .. } => None,
        }
    }
}

/// A step of a body's work.
#[derive(Debug)]
pub(super) enum Step<'a> {
    /// The title of a document is worked out; none when all are.
    Titled(Option<&'a str>),
    /// A document is begun, or the packet.
    Begun(&'a str),
    /// A file is done, one way or another.
    Done(Box<Outcome>),
}
