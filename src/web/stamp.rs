//! Whether a file of a workspace is another than before: the terminal, Excel and another window change them too.

use std::path::Path;
use std::time::UNIX_EPOCH;

use blake3::Hash;
use walkdir::WalkDir;

use crate::pipeline::RECYCLED;

/// Folders of the workspace that nothing is read from.
const NOT_READ: &[&str] = &["out", RECYCLED];
/// Files that are looked at; a city has 8,000.
const MOST: usize = 100_000;

/// Names, sizes and times of all files, as one number.
pub(in crate::web) fn stamp(root: &Path) -> Hash {
    let mut hasher = blake3::Hasher::new();
    let is_read = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() != 1 || !(NOT_READ.contains(&name.as_ref()) || name.starts_with('.'))
    };
    let walk = WalkDir::new(root).follow_links(false).sort_by_file_name().into_iter().filter_entry(is_read);
    for entry in walk.filter_map(Result::ok).take(MOST) {
        let Ok(about) = entry.metadata() else { continue };
        if !about.is_file() {
            continue;
        }
        let changed = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        hasher.update(entry.path().to_string_lossy().as_bytes());
        hasher.update(&about.len().to_le_bytes());
        hasher.update(&changed.map_or(0, |since| since.as_nanos()).to_le_bytes());
    }
    hasher.finalize()
}
