//! What a build did, as JSON.

use std::time::Duration;

use serde::Serialize;

use crate::pipeline::{BuildReport, Made};
use crate::problem::Lang;
use crate::report::ProblemJson;

/// The JSON of `build`.
#[derive(Debug, Serialize)]
pub struct BuildJson<'a> {
    written: Vec<MadeJson<'a>>,
    unchanged: usize,
    skipped: Vec<SkippedJson<'a>>,
    failed: Vec<FailedJson<'a>>,
    removed: &'a [String],
    problems: Vec<ProblemJson<'a>>,
    seconds: f32,
}

#[derive(Debug, Serialize)]
struct MadeJson<'a> {
    id: &'a str,
    body: &'a str,
    path: &'a str,
    pages: usize,
    blanks: &'a [String],
    fallbacks: &'a [String],
}

#[derive(Debug, Serialize)]
struct SkippedJson<'a> {
    id: &'a str,
    body: &'a str,
    missing: &'a [String],
}

#[derive(Debug, Serialize)]
struct FailedJson<'a> {
    id: &'a str,
    body: &'a str,
    path: &'a str,
    problems: Vec<ProblemJson<'a>>,
}

impl<'a> BuildJson<'a> {
    /// In one language; `took` is how long it took.
    #[must_use]
    pub fn new(report: &'a BuildReport, lang: Lang, took: Duration) -> Self {
        let made = |made: &'a Made| MadeJson {
            id: &made.entry.id,
            body: &made.entry.body,
            path: &made.path,
            pages: made.entry.pages,
            blanks: &made.entry.blanks,
            fallbacks: &made.entry.fallbacks,
        };
        Self {
            written: report.written.iter().map(made).collect(),
            unchanged: report.unchanged.len(),
            skipped: report
                .skipped
                .iter()
                .map(|skipped| SkippedJson {
                    id: &skipped.id,
                    body: &skipped.body,
                    missing: &skipped.missing,
                })
                .collect(),
            failed: report
                .failed
                .iter()
                .map(|failed| FailedJson {
                    id: &failed.id,
                    body: &failed.body,
                    path: &failed.path,
                    problems: ProblemJson::list(&failed.problems, lang),
                })
                .collect(),
            removed: &report.removed,
            problems: ProblemJson::list(&report.problems, lang),
            seconds: took.as_secs_f32(),
        }
    }
}
