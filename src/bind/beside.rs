//! Files that huanjie writes beside the papers, and that somebody may have edited since: `problems.xlsx`, `stats.xlsx`,
//! Typst sources, pictures. Each is known by the hash it had when it was written: `out/.huanjie/written`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::bind::blocked::Blocked;
use crate::bind::out_folder::{self, OutFolder};
use crate::problem::{Code, Place, Problem, Severity, Stop};
use crate::say;

/// A file beside the papers was edited and is kept under another name. Source: DESIGN 6.
pub(super) static KEPT_COPY: Code = Code { id: "kept-copy", severity: Severity::Warning, source: "DESIGN 6" };

/// The list's place in the output folder; of two lines about one file the later one counts.
const WRITTEN: &str = ".huanjie/written";

/// Copies of one file that are kept beside it; somebody who has so many looks at none of them.
const COPIES: usize = 1000;

#[derive(Serialize, Deserialize)]
struct Line {
    path: String,
    blake3: String,
}

/// The files beside the papers of one output folder.
#[derive(Debug)]
pub struct Beside {
    out: OutFolder,
    /// Hash by path; none before the list is needed.
    known: Mutex<Option<BTreeMap<String, String>>>,
}

impl Beside {
    /// The files beside the papers of this folder.
    #[must_use]
    pub fn new(out: &OutFolder) -> Self {
        Self { out: out.clone(), known: Mutex::new(None) }
    }

    /// Writes a file as a whole, in the folder or anywhere else. One that is there and is not as huanjie wrote it last is
    /// kept under another name, which is returned.
    ///
    /// # Errors
    /// [`Blocked`] when something stands there that cannot be read, or the file cannot be written.
    pub fn write(&self, path: &Path, bytes: &[u8]) -> Result<Option<PathBuf>, Blocked> {
        let there = out_folder::read_whole(path)?;
        if there.as_deref() == Some(bytes) {
            return Ok(None);
        }
        let key = self.key(path);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let known = known.get_or_insert_with(|| self.load());
        let kept = match there {
            Some(there) if known.get(&key).map(String::as_str) != Some(&*hash(&there)) => {
                Some(out_folder::move_aside(path, COPIES)?)
            }
            Some(_) | None => None,
        };
        let line = Line { path: key, blake3: hash(bytes) };
        let mut text = serde_json::to_vec(&line).unwrap_or_default();
        text.push(b'\n');
        self.out.append(WRITTEN, &text)?;
        known.insert(line.path, line.blake3);
        self.out.place(path, bytes)?;
        Ok(kept)
    }

    /// Writes a file of the output folder; its path is relative, with `/`. One that was edited is kept, which is a warning.
    ///
    /// # Errors
    /// [`Blocked`] as [`Beside::write`].
    pub fn write_own(&self, path: &str, bytes: &[u8]) -> Result<Option<Problem>, Blocked> {
        let kept = self.write(&self.out.full(path)?, bytes)?;
        Ok(kept.map(|kept| Self::kept(path, &kept)))
    }

    /// The warning of a file that was kept under another name.
    #[must_use]
    pub fn kept(path: &str, kept: &Path) -> Problem {
        let name = kept.file_name().unwrap_or_default().to_string_lossy();
        let message = say!(
            "这个文件被人改过，或不是本程序写的：原来的保存为“{name}”",
            "this file was edited, or was not written by huanjie: it is kept as \"{name}\""
        );
        let hint = say!("不要了就删去", "delete it if nobody wants it");
        Problem::new(&KEPT_COPY, Place::File(path.to_owned()), message).hint(hint)
    }

    /// Writes the list anew where most of its lines are out of date. Only who holds the folder may.
    ///
    /// # Errors
    /// [`Stop`] when the list cannot be read or written.
    pub fn tidy(&self) -> Result<(), Stop> {
        let Some(bytes) = self.out.read(WRITTEN)? else { return Ok(()) };
        let known = parse(&bytes);
        if bytes.iter().filter(|byte| **byte == b'\n').count() < 1000 + 2 * known.len() {
            return Ok(());
        }
        let lines = known.into_iter().map(|(path, blake3)| serde_json::to_vec(&Line { path, blake3 }));
        let lines: Vec<Vec<u8>> = lines.filter_map(Result::ok).collect();
        let mut text = lines.join(&b'\n');
        text.push(b'\n');
        Ok(self.out.write(WRITTEN, &text)?)
    }

    /// A list that cannot be read knows nothing: then every file that is there is kept.
    fn load(&self) -> BTreeMap<String, String> {
        self.out.read(WRITTEN).ok().flatten().map(|bytes| parse(&bytes)).unwrap_or_default()
    }

    /// The file's path in the folder, or its whole path where it lies elsewhere.
    fn key(&self, path: &Path) -> String {
        let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let (path, root) = (whole(path), whole(self.out.root()));
        let own = path.strip_prefix(&root).unwrap_or(&path);
        own.to_string_lossy().replace('\\', "/")
    }
}

fn parse(bytes: &[u8]) -> BTreeMap<String, String> {
    let lines = bytes.split(|byte| *byte == b'\n');
    let lines = lines.filter_map(|line| serde_json::from_slice::<Line>(line).ok());
    lines.map(|line| (line.path, line.blake3)).collect()
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}
