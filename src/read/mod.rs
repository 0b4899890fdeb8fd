//! From files to typed records: takes the spreadsheets as they are, and lists what it changed or left out.
//!
//! Nothing is guessed silently. A cell that cannot be understood is a problem with its address; its row is kept with
//! that field empty. This stage knows no rule and no indicator.

mod book;
mod congress;
mod find;
mod grid;
mod header;
mod kind;
mod limits;
mod notes;
mod rows;
mod table;
mod taker;
mod text;
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
pub static CODES: &[&Code] = &[
    &book::UNREADABLE_FILE,
    &limits::TOO_LARGE,
    &table::UNKNOWN_TABLE,
    &header::UNKNOWN_HEADER,
    &taker::BAD_DATE,
    &taker::BAD_NUMBER,
    &taker::BAD_WORD,
    &taker::BAD_ID,
    &taker::LOST_CHARACTER,
    &congress::DISAGREE,
];

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
    let mut reading = Reading { files: found.len(), ..Reading::default() };
    for file in &found {
        let known = unit::Known::new(cycle, &file.name);
        match book::open(file) {
            Ok(grids) => {
                for grid in &grids {
                    table::read_sheet(grid, cycle, &known, &mut reading);
                }
            }
            Err(problem) => reading.problems.push(*problem),
        }
    }
    congress::merge(&mut reading);
    Ok(reading)
}
