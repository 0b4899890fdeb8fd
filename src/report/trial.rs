//! What came of layers tried out on the samples.

use serde::Serialize;

use crate::pipeline::Tried;
use crate::problem::Lang;
use crate::report::ProblemJson;

/// The JSON of `templates check`.
#[derive(Debug, Serialize)]
pub struct TriedJson<'a> {
    papers: usize,
    problems: Vec<ProblemJson<'a>>,
}

impl<'a> TriedJson<'a> {
    /// In one language.
    #[must_use]
    pub fn new(tried: &'a Tried, lang: Lang) -> Self {
        Self { papers: tried.papers, problems: ProblemJson::list(&tried.problems, lang) }
    }
}
