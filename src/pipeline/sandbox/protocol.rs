//! What the program and its worker tell each other: one JSON value a line.

use serde::{Deserialize, Serialize};

use crate::pipeline::job::{BodyJob, Outcome};
use crate::pipeline::look::{Seen, Wanted};
use crate::problem::{Place, Problem, Stop};

/// What a page is drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Anew {
    /// What the page before was drawn from.
    Nothing,
    /// Templates that are read anew.
    Templates,
    /// Templates and spreadsheets that are read anew.
    Tables,
}

/// What the program asks of a worker.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Request {
    /// Load everything; answered by [`Answer::Done`].
    Load,
    /// Make the papers of one body; answered by steps and [`Answer::Done`]. What is `known`
    /// already is not made again.
    Body { job: BodyJob, known: Vec<Outcome> },
    /// One page of one paper as a picture; answered by [`Answer::Page`].
    Page { wanted: Wanted, anew: Anew },
    /// How many pieces the source of a paper has; answered by [`Answer::Pieces`].
    Pieces { body: usize, id: String },
    /// Set the first pieces of a paper and forget it; answered by [`Answer::Done`].
    Probe { body: usize, id: String, pieces: usize },
    /// The template of a document; answered by [`Answer::Place`].
    File { id: String },
    /// The line of the template that printed a piece; answered by [`Answer::Place`].
    Place { body: usize, id: String, piece: usize },
}

/// What a worker answers.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    /// It has loaded everything.
    Ready,
    /// It cannot work: the layers are wrong.
    Refused(Vec<Problem>),
    /// The title of a document is worked out; none when all are.
    Titled(Option<String>),
    /// A paper, or the packet, is begun.
    Begun(String),
    /// A file is done.
    Outcome(Outcome),
    /// The request is done.
    Done,
    /// An I/O error.
    Stopped(Stop),
    /// A panic: a fault of the program.
    Panicked(String),
    /// A page, or why there is none; with what is odd about it.
    Page(Seen),
    /// The number of pieces.
    Pieces(usize),
    /// A place and its line, if they are known.
    Place(Option<(Place, Option<String>)>),
}
