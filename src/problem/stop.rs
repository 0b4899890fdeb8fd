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

    /// The same stop, and what went wrong after it.
    #[must_use]
    pub fn and_then(self, then: &Self) -> Self {
        let Self { attempt, cause } = self;
        let zh = format!("{}；之后{}时：{}", cause.zh, then.attempt.zh, then.cause.zh);
        let en = format!("{}; then {}: {}", cause.en, then.attempt.en, then.cause.en);
        Self { attempt, cause: Say { zh, en } }
    }

    /// A stop for a cause that we can tell ourselves.
    #[must_use]
    pub fn told(attempt: Say, cause: Say) -> Self {
        Self { attempt, cause }
    }
}
