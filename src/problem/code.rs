//! Kinds of problems.

use serde::{Deserialize, Serialize, Serializer};

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
///
/// It is written as its name; who knows all codes ([`crate::codes`]) reads it back.
#[derive(Debug)]
pub struct Code {
    /// Short kebab-case word, for example `bad-date`. Never renamed.
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where the rule comes from, for example `DOMAIN R58`.
    pub source: &'static str,
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id)
    }
}
