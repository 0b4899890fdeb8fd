//! From files to typed records: takes the spreadsheets as they are, and lists what it changed or left out.
//!
//! Nothing is guessed silently. A cell that cannot be understood is a problem with its address; its row is kept with
//! that field empty. This stage knows no rule and no indicator.

mod codes;
mod discover;
mod file;
mod grid;
mod layout;
mod limits;
mod log;
mod normalise;
mod reconcile;
mod record;
mod sheet_copy;
mod value;

pub use file::is_opening;
pub use log::{Ignored, IgnoredKind, Normalised, TableSeen};
pub use sheet_copy::{SheetCopy, Shown, copies};

use std::collections::BTreeMap;
use std::path::Path;

use crate::cycle::Cycle;
use crate::model::Records;
use crate::problem::{Code, Place, Problem, Severity, Stop};
use crate::read::layout::{header, role, sheet, unit};
use crate::read::reconcile::{repeat, totals};
use crate::read::record::{date, name, reader, table};
use crate::say;

/// Every code this stage raises.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    let own: [&'static Code; 19] = [
        &role::ASSUMED_POST,
        &MORE,
        &repeat::DUPLICATE_SHEET,
        &limits::TOO_LARGE,
        &file::WRONG_EXTENSION,
        &file::ENCODING,
        &discover::IGNORED_FILE,
        &discover::DUPLICATE_FILE,
        &sheet::NO_HEADER,
        &sheet::HIDDEN_SHEET,
        &sheet::HIDDEN_CELLS,
        &sheet::UNKNOWN_FIELD,
        &header::UNKNOWN_HEADER,
        &table::EMPTY_TABLE,
        &table::EXAMPLE_ROW,
        &table::VACANT_POST,
        &totals::TOTAL_MISMATCH,
        &totals::SEQ_GAP,
        &discover::UNREADABLE_FOLDER,
    ];
    own.into_iter()
        .chain(file::CODES.iter().copied())
        .chain(reader::CODES.iter().copied())
        .chain(name::CODES.iter().copied())
        .chain(date::CODES.iter().copied())
}

/// What reading gave.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The typed rows.
    pub records: Records,
    /// The tables that were recognised.
    pub tables: Vec<TableSeen>,
    /// Rows that are not records, and why.
    pub ignored: Vec<Ignored>,
    /// Cells whose value was written in another form.
    pub normalised: Vec<Normalised>,
    /// What could not be understood.
    pub problems: Vec<Problem>,
    /// How many files were looked at.
    pub files: usize,
    /// How often each code was raised in the file at hand.
    told: BTreeMap<&'static str, (Severity, usize)>,
    /// Changes of the file at hand that were not listed any more.
    unlisted: usize,
    /// What the file at hand weighs in memory, in bytes.
    weight: u64,
}

/// There were more of the same than a list can help with. Source: DESIGN 4.
static MORE: Code = Code { id: "more", severity: Severity::Warning, source: "DESIGN 4" };

impl Reading {
    /// Tells a problem, unless the file has too many of the same already: those are counted.
    fn tell(&mut self, mut problem: Problem) {
        let short = |text: &mut String| *text = limits::brief(text, limits::SHOWN_CHARS);
        for say in [Some(&mut problem.message), problem.hint.as_mut()].into_iter().flatten() {
            short(&mut say.zh);
            short(&mut say.en);
        }
        let (_, count) = self.told.entry(problem.code.id).or_insert((problem.severity, 0));
        *count += 1;
        if *count <= limits::SAME_PROBLEMS {
            self.problems.push(problem);
        }
    }

    /// Ends a file: what was only counted is reported in one line for each code.
    fn end_file(&mut self, name: &str) {
        self.weight = 0;
        for (id, (severity, count)) in std::mem::take(&mut self.told) {
            let Some(more) = count.checked_sub(limits::SAME_PROBLEMS).filter(|more| *more > 0) else {
                continue;
            };
            let message = say!(
                "还有 {more} 处同样的问题（{id}）没有逐一列出",
                "{more} more problems of the kind {id} are not listed"
            );
            let hint = say!("先改列出的，再检查一次", "fix those that are listed and check again");
            let place = Place::File(name.to_owned());
            self.problems.push(Problem::new(&MORE, place, message).hint(hint).severity(severity));
        }
        if self.unlisted > 0 {
            let more = std::mem::take(&mut self.unlisted);
            let message =
                say!("还有 {more} 个单元格的改写没有列出", "{more} more changed cells are not listed");
            let place = Place::File(name.to_owned());
            self.problems.push(Problem::new(&MORE, place, message).severity(Severity::Note));
        }
    }
}

/// Reads a workspace (its `data/` folder), a plain folder, or one file.
///
/// # Errors
/// [`Stop`] when the folder itself cannot be read.
pub fn read(root: &Path, cycle: &Cycle) -> Result<Reading, Stop> {
    let found = discover::files(root)?;
    let mut reading = Reading { files: found.files.len(), problems: found.problems, ..Reading::default() };
    for file in &found.files {
        take(file::open(file), &file.name, cycle, &mut reading);
    }
    role::posts(&mut reading);
    Ok(reading)
}

/// Reads the bytes of one file under the name it has.
#[must_use]
pub fn read_bytes(name: &str, bytes: Vec<u8>, cycle: &Cycle) -> Reading {
    let mut reading = Reading { files: 1, ..Reading::default() };
    take(file::open_bytes(name, bytes), name, cycle, &mut reading);
    role::posts(&mut reading);
    reading
}

fn take(opened: Result<file::Opened, Box<Problem>>, name: &str, cycle: &Cycle, reading: &mut Reading) {
    match opened {
        Ok(opened) => {
            reading.problems.extend(opened.problems);
            tables(&opened.grids, cycle, &unit::Known::new(cycle, name), reading);
        }
        Err(problem) => reading.problems.push(*problem),
    }
    reading.end_file(name);
}

/// All tables of one file. A sheet without any is worth an error only where the whole file has none.
fn tables(grids: &[grid::Grid], cycle: &Cycle, known: &unit::Known<'_>, reading: &mut Reading) {
    let before = repeat::Marks::of(&reading.records);
    reading.weight = grids.iter().map(grid::Grid::bytes).sum();
    let found: Vec<usize> = grids.iter().map(|grid| sheet::read(grid, cycle, known, reading)).collect();
    if let Some(grid) = grids.first().filter(|_| grids.iter().all(grid::Grid::is_blank)) {
        reading.problems.push(sheet::blank_file(grid));
    }
    let alone = found.iter().all(|tables| *tables == 0);
    for (grid, _) in grids.iter().zip(&found).filter(|(_, tables)| **tables == 0) {
        sheet::no_header(grid, alone, &mut reading.problems);
    }
    repeat::drop_repeated(&before, reading);
}
