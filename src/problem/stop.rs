//! What nobody can fix in a spreadsheet.

use serde::{Deserialize, Serialize};

use crate::problem::Say;

/// A fault of the machine rather than of the clerk's files: disk full, folder not writable, Ctrl-C.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Stop {
    /// What was attempted, in both languages, with the path.
    pub attempt: Say,
    /// The system's own words, or ours.
    pub cause: Say,
}

impl Stop {
    /// A stop while attempting something.
    pub fn new(attempt: Say, cause: impl std::fmt::Display) -> Self {
        let words = cause.to_string();
        Self { attempt, cause: Say { zh: words.clone(), en: words } }
    }

    /// A stop for a cause that we can tell ourselves.
    #[must_use]
    pub fn told(attempt: Say, cause: Say) -> Self {
        Self { attempt, cause }
    }
}
