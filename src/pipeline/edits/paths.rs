//! Where the clerk's files lie, and where they go.

use std::path::{Path, PathBuf};

use crate::bind;
use crate::problem::Stop;

/// The folder of the clerk's tables.
pub const DATA: &str = "data/";
/// Where files lie that the clerk took away: a folder beside `data`, which is not read.
pub const RECYCLED: &str = "回收";

/// A path of the workspace in the system's own form.
pub(super) fn full(root: &Path, file: &str) -> PathBuf {
    file.split('/').fold(root.to_owned(), |full, part| full.join(part))
}

/// The path itself, or with the first number that no file has: `data/代表（2）.xlsx`.
pub(super) fn free(root: &Path, file: &str) -> String {
    if std::fs::symlink_metadata(full(root, file)).is_err() {
        return file.to_owned();
    }
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let dot = if ending.is_empty() { "" } else { "." };
    let numbered = |number: usize| format!("{folder}/{stem}（{number}）{dot}{ending}");
    (2..).map(numbered).find(|file| std::fs::symlink_metadata(full(root, file)).is_err()).unwrap_or_default()
}

/// Moves a file of `data` away, under the path that it had and, where that is taken, a number; where it lies then.
pub(super) fn away(root: &Path, file: &str) -> Result<String, Stop> {
    let name = file.strip_prefix(DATA).unwrap_or(file);
    let to = free(root, &format!("{RECYCLED}/{name}"));
    bind::move_file(&full(root, file), &full(root, &to))?;
    Ok(to)
}
