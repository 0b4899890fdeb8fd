//! What a file of an upper layer changes, as `templates diff` tells it.

use crate::problem::{Code, Severity};

/// A passage that was changed above has changed below as well. Source: docs/templates.md 2.7.
pub(super) static MOVED_PASSAGE: Code =
    Code { id: "moved-passage", severity: Severity::Warning, source: "docs/templates.md 2.7" };

/// One file of an upper layer that stands over one below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedFile {
    /// Its path inside the layer.
    pub path: String,
    /// The upper layer.
    pub layer: String,
    /// The layer below whose file it stands over; none for a file that only the upper layer has.
    pub over: Option<String>,
    /// Its blocks, where it is a child of the template below, or the passages in which it differs from the one that it
    /// replaces; the texts of `wording.toml`, the documents of `pack.toml`. Other files have none.
    pub blocks: Vec<ChangedBlock>,
}

/// One block of a child template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedBlock {
    /// Its name.
    pub name: String,
    /// How it stands to the one below.
    pub state: BlockState,
    /// Lines of both, each behind ` `, `-` or `+`; empty where nothing differs.
    pub lines: Vec<String>,
}

/// How a block stands to the one below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockState {
    /// Word for word the same: it can be deleted, and then follows the one below.
    Same,
    /// Changed here; below it is as it was when it was taken out, or nobody knows what it was.
    Changed,
    /// Changed here, and below since it was taken out.
    Moved,
}

/// Two texts line by line, each line behind ` `, `-` or `+`.
pub(super) fn lines(was: &str, is: &str) -> Vec<String> {
    let diff = similar::TextDiff::from_lines(was, is);
    let line =
        |change: similar::Change<&str>| format!("{}{}", change.tag(), change.value().trim_end_matches('\n'));
    diff.iter_all_changes().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_tell_what_was_and_what_is() {
        assert_eq!(lines("a\nb\n", "a\nc\n"), [" a", "-b", "+c"]);
    }
}
