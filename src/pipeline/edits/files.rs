//! Files of the clerk's that go, or make room for newer ones.

use std::path::Path;

use crate::bind;
use crate::pipeline::edits::change::{self, Change, NotChanged, Step};
use crate::pipeline::edits::corrections;
use crate::pipeline::edits::paths::{DATA, RECYCLED, away, full};
use crate::pipeline::edits::taken_in;
use crate::say;

/// Takes a file out of `data`.
pub(in crate::pipeline) fn recycle(root: &Path, file: &str) -> Result<Change, NotChanged> {
    let _held = change::held(root)?;
    need_data(root, file)?;
    let to = away(root, file)?;
    let mut steps = vec![Step::Moved { from: file.to_owned(), to }];
    // What was corrected in it has nothing to correct any more.
    steps.extend(corrections::without(root, file)?);
    let name = file.strip_prefix(DATA).unwrap_or(file);
    Ok(Change::new(say!("把 {name} 移到“{RECYCLED}”", "{name} moved to {RECYCLED}"), steps))
}

/// Puts newer bytes in place of a file of `data`; the one that was there is moved away.
pub(in crate::pipeline) fn replace(root: &Path, file: &str, bytes: &[u8]) -> Result<Change, NotChanged> {
    let _held = change::held(root)?;
    need_data(root, file)?;
    taken_in::need_small(file, bytes)?;
    let to = away(root, file)?;
    let gone = Step::Moved { from: file.to_owned(), to };
    bind::write_new(&full(root, file), bytes)?;
    let name = file.strip_prefix(DATA).unwrap_or(file);
    let said =
        say!("{name} 换成新的，原来的在“{RECYCLED}”", "{name} replaced; the one before lies in {RECYCLED}");
    Ok(Change::new(said, vec![gone, Step::Came { file: file.to_owned() }]))
}

/// Only files that lie in `data` are moved, whoever asks.
fn need_data(root: &Path, file: &str) -> Result<(), NotChanged> {
    let inside = file.strip_prefix(DATA).is_some_and(|rest| !rest.is_empty());
    let leads_out = |part: &str| matches!(part, "" | "." | "..") || part.contains(['\\', ':']);
    let is_whole = |path: &Path| path.canonicalize().ok();
    let lies_in = is_whole(&full(root, file))
        .zip(is_whole(&root.join("data")))
        .is_some_and(|(path, data)| path.is_file() && path.starts_with(data));
    if inside && !file.split('/').any(leads_out) && lies_in {
        return Ok(());
    }
    Err(NotChanged::Refused(say!("没有“{file}”这个文件", "there is no file \"{file}\"")))
}
