//! Something that a person can fix.

use serde::{Deserialize, Serialize};

use crate::problem::{Code, Place, Say, Severity};

/// One finding.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Problem {
    /// What kind of problem.
    pub code: &'static Code,
    /// How bad it is here: mostly as bad as its kind.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// Where else: the cells that contradict this one, the other rows of the same woman.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Place>,
    /// The unit (村/社区) it concerns, when one is known.
    pub unit: Option<String>,
    /// What is wrong, with the value in quotes.
    pub message: Say,
    /// What to do.
    pub hint: Option<Say>,
    /// The id of the question that it is: one that nobody has answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The id of the open question that it follows from: an answer takes it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<String>,
    /// The line of the template or of the settings as it stands there.
    pub snippet: Option<String>,
}

impl Problem {
    /// A problem of this kind at this place.
    #[must_use]
    pub fn new(code: &'static Code, place: Place, message: Say) -> Self {
        Self {
            code,
            severity: code.severity,
            place,
            also: Vec::new(),
            unit: None,
            message,
            hint: None,
            question: None,
            follows: None,
            snippet: None,
        }
    }

    /// Adds the other places it concerns.
    #[must_use]
    pub fn also(mut self, places: impl IntoIterator<Item = Place>) -> Self {
        self.also.extend(places);
        self
    }

    /// All its places, its own first.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        std::iter::once(&self.place).chain(&self.also)
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
