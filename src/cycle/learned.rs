//! `headers.toml` and `words.toml` of a layer: what somebody of the district was asked about columns and words, and answered
//! once for all its towns (DESIGN 13).
//!
//! `"最高文凭" = "education"` in the first; `[politics]` and below it `"盟员" = "民盟盟员"` in the second.

use std::collections::BTreeMap;

use toml::Spanned;

use crate::problem::{Code, Place, Problem, Severity, place_in, toml_problem};

/// `answers.toml` or what a layer has answered cannot be understood. Source: DESIGN 13.
pub(super) static BAD_ANSWERS: Code =
    Code { id: "bad-answers", severity: Severity::Error, source: "DESIGN 13" };

/// Headers and the fields they mean.
pub const HEADERS_FILE: &str = "headers.toml";
/// Words of the columns that have a vocabulary, and the words they stand for.
pub const WORDS_FILE: &str = "words.toml";

/// What stands before a header, or before the field and the word, in the id of a question about it.
const COLUMN: &str = "column:";

/// The key of the question what a header means.
#[must_use]
pub fn header_id(header: &str) -> String {
    format!("{COLUMN}{header}")
}

/// The header of such a key.
#[must_use]
pub fn header_of(id: &str) -> Option<&str> {
    id.strip_prefix(COLUMN)
}

/// The key of the question what a word means in the columns of a field.
#[must_use]
pub fn word_id(field: &str, word: &str) -> String {
    format!("{COLUMN}{field}:{word}")
}

/// Answers by the id of the question, each with its line.
type Learned = Vec<(String, String, Place)>;

/// A file of a layer: where it is shown to lie, and what it says.
#[derive(Debug, Clone)]
pub struct LayerText {
    /// [`HEADERS_FILE`], [`WORDS_FILE`], or the file of its settings.
    pub name: &'static str,
    /// Its path as problems show it.
    pub shown: String,
    /// Its text.
    pub text: String,
}

impl LayerText {
    /// The answers that it gives.
    ///
    /// # Errors
    /// What is wrong in it.
    pub(super) fn answers(&self) -> Result<Learned, Box<Problem>> {
        let text = self.text.trim_start_matches('\u{FEFF}');
        let wrong = |error: toml::de::Error| Box::new(toml_problem(&BAD_ANSWERS, text, &self.shown, &error));
        let said = |id: String, value: Spanned<String>| {
            let place = place_in(text, &self.shown, value.span().start);
            (id, value.into_inner(), place)
        };
        if self.name == HEADERS_FILE {
            let headers: BTreeMap<String, Spanned<String>> = toml::from_str(text).map_err(wrong)?;
            return Ok(headers.into_iter().map(|(header, value)| said(header_id(&header), value)).collect());
        }
        let fields: BTreeMap<String, BTreeMap<String, Spanned<String>>> =
            toml::from_str(text).map_err(wrong)?;
        let of = |(field, words): (String, BTreeMap<String, Spanned<String>>)| {
            words.into_iter().map(move |(word, value)| (word_id(&field, &word), value))
        };
        Ok(fields.into_iter().flat_map(of).map(|(id, value)| said(id, value)).collect())
    }
}
