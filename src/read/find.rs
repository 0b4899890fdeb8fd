//! Which files count.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::problem::Stop;
use crate::say;

/// Endings of spreadsheets and of text tables.
const ENDINGS: &[&str] = &["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt"];
/// Folders nested deeper than this are not followed: a town's files are three deep.
const DEPTH: usize = 16;

/// A file to read.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its name relative to the root, with `/`.
    pub(super) name: String,
    /// Its ending in lower case.
    pub(super) ending: String,
}

/// All tables below `root/data` (or `root`, or `root` itself), in the order of their names. Links are not followed.
pub(super) fn files(root: &Path) -> Result<Vec<Found>, Stop> {
    if root.is_file() {
        let name = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        return Ok(vec![Found { path: root.to_owned(), ending: ending(root), name }]);
    }
    let data = root.join("data");
    let top = if root.join(crate::cycle::CYCLE_FILE).is_file() { &data } else { root };
    let mut found = Vec::new();
    if !top.exists() {
        return Ok(found);
    }
    let walk = WalkDir::new(top).max_depth(DEPTH).follow_links(false).sort_by_file_name();
    for entry in walk
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_litter(&entry.file_name().to_string_lossy()))
    {
        let entry = entry.map_err(|cause| {
            let shown = top.display();
            Stop::new(say!("读取 {shown}", "reading {shown}"), cause)
        })?;
        let path = entry.path();
        if entry.file_type().is_file() && ENDINGS.contains(&ending(path).as_str()) && !is_guide(path) {
            let relative = path.strip_prefix(root).unwrap_or(path);
            let parts: Vec<_> =
                relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            found.push(Found { path: path.to_owned(), name: parts.join("/"), ending: ending(path) });
        }
    }
    Ok(found)
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Locks, hidden files, thumbnails and backups that programs leave behind.
fn is_litter(name: &str) -> bool {
    name.starts_with("~$")
        || name.starts_with('.')
        || name.eq_ignore_ascii_case("Thumbs.db")
        || name == "__MACOSX"
        || name == "desktop.ini"
}

/// 填写说明.txt of a new workspace is for people.
fn is_guide(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.to_string_lossy().contains("说明")) && ending(path) == "txt"
}
