//! Why a screen cannot be shown, as a sentence with what to do.

use crate::pipeline::{NotChanged, NotReady};
use crate::problem::{Problem, Say, Stop};

/// Why a request was not done.
#[derive(Debug)]
pub(in crate::web) enum Failed {
    /// There is no such page, town or file.
    NotFound,
    /// It cannot be done, for this reason.
    Refused(Say),
    /// Something of the clerk's or the district's cannot be understood.
    Problems(Vec<Problem>),
    /// The machine's fault.
    Stop(Stop),
}

impl From<NotReady> for Failed {
    fn from(error: NotReady) -> Self {
        match error {
            NotReady::BadCycle(problems) | NotReady::BadLayers(problems) | NotReady::NoFonts(problems) => {
                Self::Problems(problems)
            }
            NotReady::Stop(stop) => Self::Stop(stop),
        }
    }
}

impl From<NotChanged> for Failed {
    fn from(error: NotChanged) -> Self {
        match error {
            NotChanged::Refused(said) => Self::Refused(said),
            NotChanged::Unreadable(problems) => Self::Problems(problems),
            NotChanged::Stop(stop) => Self::Stop(stop),
        }
    }
}

impl From<Stop> for Failed {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}
