//! Results to stdout, workbooks and pictures into the folder of results.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::bind::{Beside, OutFolder};
use crate::cli::failed::Failed;
use crate::problem::{Lang, Stop};
use crate::report;
use crate::report::Plain;
use crate::say;

/// Writes one JSON value to stdout. A reader that went away has had enough.
pub(super) fn json(value: &impl Serialize) {
    raw(|out| report::json(value, out));
}

/// Has a report write to stdout, in a form that no terminal minds.
pub(super) fn text(report: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) {
    raw(|out| report(&mut Plain(out)));
}

/// Has a report write to stdout as it is.
pub(super) fn raw(report: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let _ = report(&mut out);
    let _ = out.flush();
}

/// Has a report write to stderr, in a form that no terminal minds.
pub(super) fn message(report: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) {
    let _ = report(&mut Plain(std::io::stderr().lock()));
}

/// Writes a file beside the papers of a folder. One that is there already and was edited, or that somebody else wrote, is
/// kept under another name.
pub(super) fn beside(folder: &Path, path: &Path, bytes: &[u8], lang: Lang) -> Result<(), Failed> {
    if let Some(kept) = Beside::new(&OutFolder::new(folder)).write(path, bytes).map_err(Stop::from)? {
        let (name, kept) = (path.display(), kept.display());
        let said = say!("原来的 {name} 改过，保存为 {kept}", "{name} was edited since and is kept as {kept}");
        eprintln!("{}", said.text(lang));
    }
    Ok(())
}

/// Writes a workbook into the folder of results.
pub(super) fn workbook(folder: &Path, stem: &str, bytes: &[u8], lang: Lang) -> Result<PathBuf, Failed> {
    let path = folder.join(format!("{stem}.xlsx"));
    beside(folder, &path, bytes, lang)?;
    Ok(path)
}
