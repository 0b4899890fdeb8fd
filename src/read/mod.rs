//! From files to typed records: takes the spreadsheets as they are, and lists what it changed or left out.
//!
//! Nothing is guessed silently. A cell that cannot be understood is a problem with its address; its row is kept with
//! that field empty. This stage knows no rule and no indicator.

mod cells;
mod codes;
mod congress;
mod file;
mod find;
mod finding;
mod fold;
mod form;
mod grid;
mod header;
mod kind;
mod limits;
mod line;
mod notes;
mod repeat;
mod rows;
mod sheet;
mod spelling;
mod table;
mod taker;
mod totals;
mod unit;
mod value;

pub use notes::{Ignored, IgnoredKind, Normalised, TableSeen};

use std::path::Path;

use crate::cycle::Cycle;
use crate::model::Records;
use crate::problem::Code;
use crate::problem::Problem;
use crate::problem::Stop;

/// Every code this stage raises.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    let own: [&'static Code; 17] = [
        &limits::TOO_LARGE,
        &file::WRONG_EXTENSION,
        &file::ENCODING,
        &find::IGNORED_FILE,
        &find::DUPLICATE_FILE,
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
        &congress::DISAGREE,
        &find::UNREADABLE_FOLDER,
    ];
    own.into_iter()
        .chain(file::CODES.iter().copied())
        .chain(taker::CODES.iter().copied())
        .chain(finding::CODES.iter().copied())
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
}

/// Reads a workspace (its `data/` folder), a plain folder, or one file.
///
/// # Errors
/// [`Stop`] when the folder itself cannot be read.
pub fn read(root: &Path, cycle: &Cycle) -> Result<Reading, Stop> {
    let found = find::files(root)?;
    let mut reading = Reading { files: found.files.len(), problems: found.problems, ..Reading::default() };
    for file in &found.files {
        match file::open(file) {
            Ok(opened) => {
                reading.problems.extend(opened.problems);
                tables(&opened.grids, cycle, &unit::Known::new(cycle, &file.name), &mut reading);
            }
            Err(problem) => reading.problems.push(*problem),
        }
    }
    congress::merge(&mut reading);
    Ok(reading)
}

/// All tables of one file. A sheet without any is worth an error only where the whole file has none.
fn tables(grids: &[grid::Grid], cycle: &Cycle, known: &unit::Known<'_>, reading: &mut Reading) {
    let before = repeat::Marks::of(&reading.records);
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
