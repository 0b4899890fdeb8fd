//! Papers that were made, as one file to be printed; and what was printed when.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::bind::{self, Manifest, OutFolder};
use crate::pipeline::open::NotReady;
use crate::pipeline::project::Project;
use crate::problem::Stop;
use crate::say;
use crate::typeset::{self, Sheets, Typesetter};

/// The file of the output folder that remembers.
const PRINTED: &str = ".huanjie/printed.json";
/// The file that remembers what the last whole build was made of.
const BUILT: &str = ".huanjie/built";
/// Pages of one file: as many as a tray of a large printer holds.
const MOST_PAGES: usize = 3_000;

/// A paper, and how often it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToPrint {
    /// Its path in the output folder.
    pub path: String,
    /// Copies.
    pub copies: usize,
}

/// When a paper was printed last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintRecord {
    /// BLAKE3 of the file that was printed.
    pub blake3: String,
    /// When, as the face says it.
    pub when: String,
    /// Copies.
    pub copies: usize,
}

impl Project {
    /// Papers that were made, in this order and each as often as is asked for, as one PDF; `double` for paper that is printed
    /// on both sides. The pages are those of the files, whatever has changed since.
    ///
    /// # Errors
    /// [`NotReady`] when a paper was not made, there are too many pages, or on an I/O error.
    pub fn print_file(&self, wanted: &[ToPrint], double: bool) -> Result<Vec<u8>, NotReady> {
        let out = OutFolder::new(&self.out());
        let manifest = Manifest::seen(&out)?;
        let attempt = || say!("合成打印文件", "joining the papers");
        let (mut files, mut pages) = (Vec::new(), 0);
        for ToPrint { path, copies } in wanted {
            let (Some(entry), Some(pdf)) = (manifest.files.get(path), out.read(path).map_err(Stop::from)?)
            else {
                let cause = say!("“{path}”还没有生成", "\"{path}\" was not made yet");
                return Err(Stop::told(attempt(), cause).into());
            };
            pages += entry.pages.saturating_mul(*copies);
            if pages > MOST_PAGES {
                let cause = say!(
                    "超过 {MOST_PAGES} 页，分几次打印",
                    "more than {MOST_PAGES} pages: print them in parts"
                );
                return Err(Stop::told(attempt(), cause).into());
            }
            files.push(Sheets { pdf, pages: entry.pages, copies: *copies });
        }
        let title = self.cycle().town.name.clone();
        let typesetter = Typesetter::new(self.fonts()?);
        typeset::joined(&typesetter, &title, files, double).map_err(|_| {
            let cause = say!("有一份文件打不开，重新生成再打印", "a file cannot be opened: make it again");
            Stop::told(attempt(), cause).into()
        })
    }

    /// What was printed when, by path.
    #[must_use]
    pub fn printed(&self) -> BTreeMap<String, PrintRecord> {
        let bytes = OutFolder::new(&self.out()).read(PRINTED).ok().flatten().unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// Remembers that papers were printed.
    ///
    /// # Errors
    /// [`Stop`] when that cannot be written down.
    pub fn note_printed(&self, wanted: &[ToPrint], when: &str) -> Result<(), Stop> {
        let out = OutFolder::new(&self.out());
        let _held = out.hold_edits()?;
        let (manifest, mut records) = (Manifest::seen(&out)?, self.printed());
        for ToPrint { path, copies } in wanted {
            let Some(entry) = manifest.files.get(path) else { continue };
            let record = PrintRecord { blake3: entry.blake3.clone(), when: when.to_owned(), copies: *copies };
            records.insert(path.clone(), record);
        }
        let text = serde_json::to_vec_pretty(&records)
            .map_err(|cause| Stop::new(say!("记下打印", "noting what was printed"), cause))?;
        Ok(out.write(PRINTED, &text)?)
    }

    /// Remembers of what all papers were made: a mark of the files as they were, in the face's own form.
    ///
    /// # Errors
    /// [`Stop`] when that cannot be written down.
    pub fn note_built(&self, mark: &str) -> Result<(), Stop> {
        Ok(OutFolder::new(&self.out()).write(BUILT, mark.as_bytes())?)
    }

    /// The mark of the last whole build; none where none was noted.
    #[must_use]
    pub fn built(&self) -> Option<String> {
        let bytes = OutFolder::new(&self.out()).read(BUILT).ok().flatten()?;
        String::from_utf8(bytes).ok()
    }

    /// Whether a build was killed, or a power cut ended it; one that is running has not ended either.
    #[must_use]
    pub fn is_unfinished(&self) -> bool {
        bind::is_unfinished(&OutFolder::new(&self.out()))
    }

    /// The list of the files that were made, to be handed over with them: path, pages and hash of each, as csv.
    ///
    /// # Errors
    /// [`Stop`] when the output folder cannot be read.
    pub fn handover(&self) -> Result<Vec<u8>, Stop> {
        let manifest = Manifest::seen(&OutFolder::new(&self.out()))?;
        let failed = |cause: csv::Error| Stop::new(say!("写移交清单", "writing the list"), cause);
        let mut csv = csv::Writer::from_writer("\u{FEFF}".as_bytes().to_vec());
        csv.write_record(["序号", "文件", "页数", "BLAKE3"]).map_err(failed)?;
        for (at, (path, entry)) in manifest.files.iter().enumerate() {
            let (number, pages) = ((at + 1).to_string(), entry.pages.to_string());
            csv.write_record([&number, path, &pages, &entry.blake3]).map_err(failed)?;
        }
        csv.into_inner().map_err(|cause| Stop::new(say!("写移交清单", "writing the list"), cause))
    }
}
