//! What is known of one file that was written.

use serde::{Deserialize, Serialize};

/// One written file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Document id; `packet` for a packet.
    pub id: String,
    /// The body's short name.
    pub body: String,
    /// Number of pages.
    pub pages: usize,
    /// BLAKE3 of the file.
    pub blake3: String,
    /// BLAKE3 of everything the file was made from: source, layer files, fonts, version.
    pub inputs: String,
    /// What the data lacked, in the order of the pages.
    pub blanks: Vec<String>,
    /// Ids of the indicators that it prints; `stats --explain` lists the rows behind each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<String>,
    /// Characters that their own typeface lacks, with the family they were set in: `玥 Noto Serif CJK SC`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fallbacks: Vec<String>,
}
