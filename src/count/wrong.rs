//! A definition in `indicators.toml` that cannot be used.

use crate::problem::{Code, Place, Problem, Say, Severity};

/// `indicators.toml` is not TOML or has a key or word that does not exist. Source: DESIGN 7.
pub(super) static BAD_INDICATORS: Code =
    Code { id: "bad-indicators", severity: Severity::Error, source: "DESIGN 7" };

/// A group that counts by a column which no table has. Source: docs/templates.md 2.5.
pub static UNKNOWN_COLUMN: Code =
    Code { id: "unknown-column", severity: Severity::Warning, source: "docs/templates.md 2.5" };

/// A definition that cannot be used: where, and why.
pub(super) struct Wrong {
    pub(super) file: String,
    pub(super) line: usize,
}

impl Wrong {
    pub(super) fn tell(&self, code: &'static Code, message: Say, hint: Say) -> Problem {
        Problem::new(code, self.place(), message).hint(hint)
    }

    pub(super) fn place(&self) -> Place {
        Place::Line { file: self.file.clone(), line: self.line, column: 1 }
    }
}
