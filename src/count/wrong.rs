//! A definition in `indicators.toml` that cannot be used.

use crate::problem::{Code, Place, Problem, Say, Severity};

/// `indicators.toml` is not TOML or has a key or word that does not exist. Source: DESIGN 7.
pub(super) static BAD_INDICATORS: Code =
    Code { id: "bad-indicators", severity: Severity::Error, source: "DESIGN 7" };

/// A definition that cannot be used: where, and why.
pub(super) struct Wrong {
    pub(super) file: String,
    pub(super) line: usize,
}

impl Wrong {
    pub(super) fn tell(&self, code: &'static Code, message: Say, hint: Say) -> Problem {
        let place = Place::Line { file: self.file.clone(), line: self.line, column: 1 };
        Problem::new(code, place, message).hint(hint)
    }
}
