//! The archive index: which papers of a body it lists.

/// One line of the archive index (F13).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archived {
    /// Document id.
    pub id: String,
    /// How many pages its file has; none where it has not been made.
    pub pages: Option<usize>,
}
