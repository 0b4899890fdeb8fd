//! Results to stdout, and workbooks into the folder of results.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::bind::OutFolder;
use crate::cli::Failed;
use crate::problem::Lang;

/// Writes one JSON value to stdout. A reader that went away has had enough.
pub(super) fn json(value: &impl Serialize) {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if serde_json::to_writer_pretty(&mut out, value).is_ok() {
        let _ = out.write_all(b"\n");
    }
    let _ = out.flush();
}

/// Has a report write to stdout. A reader that went away has had enough.
pub(super) fn text(report: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let _ = report(&mut out);
    let _ = out.flush();
}

/// Has a report write to stderr.
pub(super) fn message(report: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) {
    let _ = report(&mut std::io::stderr().lock());
}

/// Writes a workbook into the folder of results. One that is there already may hold somebody's remarks: it is kept under
/// another name.
pub(super) fn workbook(folder: &Path, stem: &str, bytes: &[u8], lang: Lang) -> Result<PathBuf, Failed> {
    let (name, kept) = (format!("{stem}.xlsx"), format!("{stem}-before.xlsx"));
    let out = OutFolder::new(folder);
    match out.read(&name)? {
        Some(there) if there == bytes => {}
        there => {
            if let Some(there) = there {
                out.write(&kept, &there)?;
                let shown = folder.join(&kept);
                match lang {
                    Lang::Zh => eprintln!("原来的 {name} 保存为 {}", shown.display()),
                    Lang::En => eprintln!("the {name} that was there is kept as {}", shown.display()),
                }
            }
            out.write(&name, bytes)?;
        }
    }
    Ok(folder.join(name))
}
