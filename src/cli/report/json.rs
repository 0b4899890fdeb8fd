//! The stable JSON of DESIGN 5: fields may be added, never renamed.

use serde::Serialize;

use crate::cli::report::formatter::Escaped;
use crate::problem::{Lang, Problem, Severity};

/// One problem.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct ProblemJson<'a> {
    code: &'static str,
    severity: Severity,
    file: Option<&'a str>,
    sheet: Option<&'a str>,
    cell: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    unit: Option<&'a str>,
    message: &'a str,
    hint: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    passage: Option<&'a str>,
    source: &'static str,
}

impl<'a> ProblemJson<'a> {
    pub(in crate::cli) fn new(problem: &'a Problem, lang: Lang) -> Self {
        let (line, column) = match &problem.place {
            crate::problem::Place::Line { line, column, .. } => (Some(*line), Some(*column)),
            _ => (None, None),
        };
        Self {
            code: problem.code.id,
            severity: problem.severity,
            file: problem.place.file(),
            sheet: problem.place.sheet(),
            cell: problem.place.cell(),
            line,
            column,
            unit: problem.unit.as_deref(),
            message: problem.message.text(lang),
            hint: problem.hint.as_ref().map(|hint| hint.text(lang)),
            passage: problem.passage.as_deref(),
            source: problem.code.source,
        }
    }

    /// All of them.
    pub(in crate::cli) fn list(problems: &'a [Problem], lang: Lang) -> Vec<Self> {
        problems.iter().map(|problem| Self::new(problem, lang)).collect()
    }
}

/// Writes one JSON value to stdout. A broken pipe is not an error.
pub(in crate::cli) fn print(value: &impl Serialize) {
    use std::io::Write;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut json = serde_json::Serializer::with_formatter(&mut out, Escaped::default());
    if value.serialize(&mut json).is_ok() {
        let _ = out.write_all(b"\n");
    }
    let _ = out.flush();
}
