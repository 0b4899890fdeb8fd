//! What a build writes, line by line while it runs: `out/.huanjie/journal` (DESIGN 15). After a kill or a power cut the
//! next build knows by it which files are ours.

use serde::{Deserialize, Serialize};

use crate::bind::entry::Entry;
use crate::bind::name::is_own_path;
use crate::bind::out_folder::OutFolder;
use crate::problem::Stop;
use crate::say;

/// The journal's place in the output folder.
const JOURNAL: &str = ".huanjie/journal";

/// A file that is about to be written.
#[derive(Serialize)]
struct Line<'l> {
    path: &'l str,
    entry: &'l Entry,
}

#[derive(Deserialize)]
struct Noted {
    path: String,
    entry: Entry,
}

/// Notes a file before it is written: a file without its line would be a stranger's, a line without its file is nothing.
///
/// # Errors
/// [`Stop`] when the line cannot be written; then the file must not be.
pub fn note(out: &OutFolder, path: &str, entry: &Entry) -> Result<(), Stop> {
    let mut line = serde_json::to_vec(&Line { path, entry })
        .map_err(|cause| Stop::new(say!("写 {JOURNAL}", "writing {JOURNAL}"), cause))?;
    line.push(b'\n');
    Ok(out.append(JOURNAL, &line)?)
}

/// Whether a build has begun here and has not ended: it was killed, or it is running.
#[must_use]
pub fn is_unfinished(out: &OutFolder) -> bool {
    out.read(JOURNAL).ok().flatten().is_some()
}

/// What a build that did not end had noted: those lines whose file stands as it was to be written. A line that was cut
/// off is none, and one whose file cannot be read now is left out. None where there is no journal.
///
/// # Errors
/// [`Stop`] when the journal cannot be read.
pub(super) fn noted(out: &OutFolder) -> Result<Option<Vec<(String, Entry)>>, Stop> {
    let Some(bytes) = out.read(JOURNAL)? else { return Ok(None) };
    let lines =
        bytes.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice::<Noted>(line).ok());
    let stands = |noted: &Noted| {
        let there = out.read(&noted.path).ok().flatten();
        there.is_some_and(|there| blake3::hash(&there).to_hex().as_str() == noted.entry.blake3)
    };
    let standing = lines.filter(|noted| is_own_path(&noted.path)).filter(stands);
    Ok(Some(standing.map(|noted| (noted.path, noted.entry)).collect()))
}

/// Forgets the lines: the manifest has them now.
///
/// # Errors
/// [`Stop`] when the journal cannot be removed.
pub(super) fn forget(out: &OutFolder) -> Result<(), Stop> {
    if out.read(JOURNAL)?.is_some() {
        out.remove(JOURNAL)?;
    }
    Ok(())
}
