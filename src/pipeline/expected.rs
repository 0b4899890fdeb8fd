//! The texts that a layer expects of its papers, beside what the samples gave.

use std::path::Path;

use crate::bind;
use crate::fill::{ExpectedText, Layers};
use crate::problem::{Code, Place, Problem, Severity, Stop};
use crate::say;

/// A paper of the samples that says something else than its layer expects. Source: docs/templates.md 2.6.
pub static EXPECTED_TEXT: Code =
    Code { id: "expected-text", severity: Severity::Error, source: "docs/templates.md 2.6" };

/// What one paper of a sample says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperText {
    /// The sample: `full` or `bare`.
    pub sample: &'static str,
    /// The document's id.
    pub id: String,
    /// The body's short name.
    pub body: String,
    /// How many pages.
    pub pages: usize,
    /// Its lines, page by page.
    pub text: String,
}

impl PaperText {
    /// Its file below the folder of expected texts: `full/plan 样例镇妇联.txt`.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{} {}.txt", self.sample, self.id, self.body)
    }

    /// What its file says: the number of pages, then the lines.
    #[must_use]
    pub fn file_text(&self) -> String {
        format!("{} 页 pages\n{}", self.pages, self.text)
    }
}

/// Every expected text that is not what a paper of the samples says.
pub(super) fn problems(layers: &Layers, texts: &[PaperText]) -> Vec<Problem> {
    let expected = layers.expected();
    expected.iter().filter_map(|expected| problem(expected, texts)).collect()
}

fn problem(expected: &ExpectedText, texts: &[PaperText]) -> Option<Problem> {
    let hint = say!(
        "是要改的：huanjie templates test --update 重写；不是的，改模板",
        "if that is meant, huanjie templates test --update writes it anew; else fix the template"
    );
    let Some(paper) = texts.iter().find(|paper| paper.path() == expected.path) else {
        let message = say!("样本里没有做出这份材料", "the samples gave no such paper");
        return Some(Problem::new(&EXPECTED_TEXT, Place::File(expected.file.clone()), message).hint(hint));
    };
    let now = paper.file_text();
    let differs = |(one, other): &(Option<&str>, Option<&str>)| one != other;
    let (mut was, mut is) = (expected.text.lines(), now.lines());
    let mut pairs = std::iter::from_fn(|| match (was.next(), is.next()) {
        (None, None) => None,
        pair => Some(pair),
    });
    let at = pairs.position(|pair| differs(&pair))?;
    let line = |text: &str| text.lines().nth(at).unwrap_or("").to_owned();
    let (was, is) = (line(&expected.text), line(&now));
    let message = say!("原来是“{was}”，现在是“{is}”", "it was \"{was}\" and is \"{is}\"");
    let place = Place::Line { file: expected.file.clone(), line: at + 1, column: 1 };
    Some(Problem::new(&EXPECTED_TEXT, place, message).hint(hint))
}

/// Writes the texts of the documents that the layers touch or expect, into the folder of the top layer; gives how many.
///
/// # Errors
/// [`Stop`] when a file cannot be written.
pub fn write_expected(layers: &Layers, texts: &[PaperText], folder: &Path) -> Result<usize, Stop> {
    let touched = layers.touched();
    let expected = layers.expected();
    let mut written = 0;
    for paper in texts {
        let is_wanted = touched.iter().any(|document| document.id == paper.id)
            || expected.iter().any(|expected| expected.path == paper.path());
        if is_wanted {
            let file = paper.path().split('/').fold(folder.to_owned(), |path, part| path.join(part));
            bind::write_over(&file, paper.file_text().as_bytes())?;
            written += 1;
        }
    }
    Ok(written)
}
