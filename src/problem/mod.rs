//! What went wrong, where, and what to do about it.
//!
//! A [`Problem`] is something in the clerk's files or in a template that a person can fix. It carries a stable
//! [`Code`], a [`Place`], a sentence in both languages and, where there is one, a hint that is an action.
//! This module knows no stage: a code is declared by the file that raises it.

mod phrase;
mod place;
mod say;
mod settings;
mod toml_size;

pub use phrase::translated;
pub use place::{Place, cell_name};
pub use say::{Lang, Say};
pub use settings::{place_in, toml_problem};
pub use toml_size::TomlSize;

use serde::{Deserialize, Serialize};

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A paper made from this would be wrong: exit status 1, nothing is built without `--keep-going`.
    Error,
    /// Probably a slip; papers are still built.
    Warning,
    /// Worth knowing.
    Note,
}

/// A kind of problem: its stable name, its severity and the source of the rule behind it.
#[derive(Debug)]
pub struct Code {
    /// Short kebab-case word, for example `bad-date`. Never renamed.
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where the rule comes from, for example `DOMAIN R58`.
    pub source: &'static str,
}

/// One finding.
#[derive(Debug, Clone)]
pub struct Problem {
    /// What kind of problem.
    pub code: &'static Code,
    /// How bad it is here: mostly as bad as its kind.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// The unit (村/社区) it concerns, when one is known.
    pub unit: Option<String>,
    /// What is wrong, with the value in quotes.
    pub message: Say,
    /// What to do.
    pub hint: Option<Say>,
    /// The line of the template or of the settings as it stands there.
    pub passage: Option<String>,
}

impl Problem {
    /// A problem of this kind at this place.
    #[must_use]
    pub fn new(code: &'static Code, place: Place, message: Say) -> Self {
        Self { code, severity: code.severity, place, unit: None, message, hint: None, passage: None }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: Say) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The same problem, more or less bad than its kind is elsewhere.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Adds the unit it concerns.
    #[must_use]
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into());
        self
    }

    /// Whether the problem makes papers wrong.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// A value and the problems met on the way to it: reading and checking never "fail".
#[derive(Debug, Clone)]
pub struct Noted<T> {
    /// The value.
    pub value: T,
    /// What was met, in the order of the files.
    pub problems: Vec<Problem>,
}

impl<T> Noted<T> {
    /// A value without any problem.
    pub fn clean(value: T) -> Self {
        Self { value, problems: Vec::new() }
    }
}

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

/// Formats one sentence in both languages at once: Chinese first, English second.
///
/// Arguments are captured from the scope, as in [`format!`].
#[macro_export]
macro_rules! say {
    ($zh:literal, $en:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        $(let $name = $value;)*
        $crate::problem::Say { zh: format!($zh), en: format!($en) }
    }};
}
