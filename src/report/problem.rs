//! The stable JSON of DESIGN 5: fields may be added, never renamed.

use serde::Serialize;

use crate::problem::{Lang, Place, Problem, Severity};

/// One problem as the JSON of every command shows it.
#[derive(Debug, Serialize)]
pub struct ProblemJson<'a> {
    code: &'static str,
    severity: Severity,
    file: Option<&'a str>,
    sheet: Option<&'a str>,
    cell: Option<String>,
    /// The other places of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<PlaceJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    unit: Option<&'a str>,
    /// The question that it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<&'a str>,
    /// The question that it follows from.
    #[serde(skip_serializing_if = "Option::is_none")]
    follows: Option<&'a str>,
    message: &'a str,
    hint: Option<&'a str>,
    #[serde(rename = "passage", skip_serializing_if = "Option::is_none")]
    snippet: Option<&'a str>,
    source: &'static str,
}

/// Another place of a problem.
#[derive(Debug, Serialize)]
struct PlaceJson<'a> {
    file: Option<&'a str>,
    sheet: Option<&'a str>,
    cell: Option<String>,
}

impl<'a> PlaceJson<'a> {
    fn new(place: &'a Place) -> Self {
        Self { file: place.file(), sheet: place.sheet(), cell: place.cell() }
    }
}

impl<'a> ProblemJson<'a> {
    /// In one language.
    #[must_use]
    pub fn new(problem: &'a Problem, lang: Lang) -> Self {
        let (line, column) = match &problem.place {
            Place::Line { line, column, .. } => (Some(*line), Some(*column)),
            _ => (None, None),
        };
        Self {
            code: problem.code.id,
            severity: problem.severity,
            file: problem.place.file(),
            sheet: problem.place.sheet(),
            cell: problem.place.cell(),
            also: problem.also.iter().map(PlaceJson::new).collect(),
            line,
            column,
            unit: problem.unit.as_deref(),
            question: problem.question.as_deref(),
            follows: problem.follows.as_deref(),
            message: problem.message.text(lang),
            hint: problem.hint.as_ref().map(|hint| hint.text(lang)),
            snippet: problem.snippet.as_deref(),
            source: problem.code.source,
        }
    }

    /// All of them.
    #[must_use]
    pub fn list(problems: &'a [Problem], lang: Lang) -> Vec<Self> {
        problems.iter().map(|problem| Self::new(problem, lang)).collect()
    }
}
