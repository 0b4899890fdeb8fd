//! What an upper layer changes in the template below, block by block; and whether a block that was taken out has
//! changed underneath since.

use crate::fill::Layers;
use crate::fill::blocks::{all_blocks, blocks, fingerprint, parent, recorded};
use crate::fill::files::LayerFiles;

/// One file of an upper layer that stands over one below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedFile {
    /// Its path inside the layer.
    pub path: String,
    /// The upper layer.
    pub layer: String,
    /// The layer below whose file it stands over; none for a file that only the upper layer has.
    pub over: Option<String>,
    /// Its blocks, where it is a child of the template below; a file that replaces the other has none.
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

impl Layers {
    /// Every file of the layers above the default one, in the order of layers and paths.
    #[must_use]
    pub fn changes(&self) -> Vec<ChangedFile> {
        let mut changes = Vec::new();
        for (at, layer) in self.stack.iter().enumerate() {
            let below = self.stack.get(at + 1..).unwrap_or_default();
            if below.is_empty() {
                break;
            }
            for (path, bytes) in &layer.files {
                let under = below.iter().find(|other| other.counterpart(path).is_some());
                let text = String::from_utf8_lossy(bytes);
                changes.push(ChangedFile {
                    path: path.clone(),
                    layer: layer.name.clone(),
                    over: under.map(|other| other.name.clone()),
                    blocks: self.changed_blocks(&text),
                });
            }
        }
        changes
    }

    /// The blocks of a template that extends another, each beside the one it stands over.
    fn changed_blocks(&self, text: &str) -> Vec<ChangedBlock> {
        let Some(parent) = parent(text).and_then(|name| self.source(name)) else { return Vec::new() };
        // Notepad ends lines in its own way.
        let (parent, text) = (parent.replace("\r\n", "\n"), text.replace("\r\n", "\n"));
        let below = all_blocks(&parent);
        let taken = recorded(&text);
        // A block that no template below has is an error when the layers are loaded.
        let changed = |(name, own): (&str, &str)| {
            let was = below.iter().find(|(other, _)| *other == name).map(|(_, body)| *body)?;
            let moved = taken.iter().any(|(block, print)| *block == name && *print != fingerprint(was));
            let state = match (was == own, moved) {
                (true, _) => BlockState::Same,
                (false, true) => BlockState::Moved,
                (false, false) => BlockState::Changed,
            };
            let lines = if was == own { Vec::new() } else { lines(was, own) };
            Some(ChangedBlock { name: name.to_owned(), state, lines })
        };
        blocks(&text).into_iter().filter_map(changed).collect()
    }

    /// The text of a template by its name: `default/plan.typ`.
    fn source(&self, name: &str) -> Option<String> {
        let (layer, path) = name.split_once('/')?;
        let named = |files: &&LayerFiles| files.name == layer;
        let files = self.stack.iter().find(named)?;
        let bytes = files.files.get(files.counterpart(path)?)?;
        Some(String::from_utf8_lossy(bytes).into_owned())
    }
}

fn lines(was: &str, is: &str) -> Vec<String> {
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
