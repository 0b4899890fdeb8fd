//! How a command ends: its exit status, and what is said where it ended early.

use crate::pipeline::{NotChanged, NotReady};
use crate::problem::{Lang, Problem, Say, Stop};
use crate::report;

/// Everything was done.
pub(super) const DONE: u8 = 0;
/// Problems of severity error were found, or papers failed.
pub(super) const PROBLEMS: u8 = 1;
/// Wrong usage, or a `cycle.toml` that cannot be understood.
pub(super) const USAGE: u8 = 2;

/// Why a command ended early.
pub(super) enum Failed {
    /// The machine's fault.
    Stop(Stop),
    /// The workspace cannot be opened, or its templates cannot be loaded.
    Problems(Vec<Problem>, u8),
    /// Wrong usage.
    Usage(Say),
}

impl From<Stop> for Failed {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

impl From<NotReady> for Failed {
    fn from(error: NotReady) -> Self {
        match error {
            NotReady::BadCycle(problems) | NotReady::BadLayers(problems) => Self::Problems(problems, USAGE),
            NotReady::NoFonts(problems) => Self::Problems(problems, PROBLEMS),
            NotReady::Stop(stop) => Self::Stop(stop),
        }
    }
}

impl From<NotChanged> for Failed {
    fn from(error: NotChanged) -> Self {
        match error {
            NotChanged::Refused(said) => Self::Usage(said),
            NotChanged::Unreadable(problems) => Self::Problems(problems, PROBLEMS),
            NotChanged::Stop(stop) => Self::Stop(stop),
        }
    }
}

impl Failed {
    pub(super) fn show(&self, lang: Lang) -> u8 {
        match self {
            Self::Stop(stop) => {
                let (attempt, cause) = (stop.attempt.text(lang), stop.cause.text(lang));
                match lang {
                    Lang::Zh => eprintln!("错误：{attempt}时：{cause}"),
                    Lang::En => eprintln!("error: {attempt}: {cause}"),
                }
                PROBLEMS
            }
            Self::Problems(problems, status) => {
                report::text::problems(problems, lang, &mut std::io::stderr());
                *status
            }
            Self::Usage(message) => {
                let message = message.text(lang);
                match lang {
                    Lang::Zh => eprintln!("错误：{message}"),
                    Lang::En => eprintln!("error: {message}"),
                }
                USAGE
            }
        }
    }
}
