//! What reading gives: records, the tables they came from, and every row and cell that is not as it was.

use std::collections::BTreeMap;
use std::sync::Arc;

use compact_str::CompactString;
use serde::{Serialize, Serializer};

use crate::model::{Field, Records, TableKind};
use crate::problem::{Problem, Question, Say};
use crate::read::correct::Corrected;
use crate::read::grid::Grid;

/// What reading gave.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The typed rows.
    pub records: Records,
    /// The tables that were recognised.
    pub tables: Vec<TableSeen>,
    /// Rows that are not records, and why.
    pub ignored: Vec<Ignored>,
    /// Lists that were not read: nobody has said what they are, or somebody said that they are of no use.
    pub unread: Vec<Unread>,
    /// Cells whose value was written in another form.
    pub normalised: Vec<Normalised>,
    /// What could not be understood.
    pub problems: Vec<Problem>,
    /// Cells that were put right before they were read.
    pub corrected: Vec<Corrected>,
    /// What only the clerk knows, asked and answered.
    pub questions: Vec<Question>,
    /// Every file and sheet, used or not.
    pub sources: Vec<SourceSeen>,
    /// How many files were looked at.
    pub files: usize,
}

/// What a table, a sheet or a file holds.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// The typed rows.
    pub(super) records: Records,
    /// The tables that were recognised.
    pub(super) tables: Vec<TableSeen>,
    /// Rows that are not records, and why.
    pub(super) ignored: Vec<Ignored>,
    /// Lists that were not read.
    pub(super) unread: Vec<Unread>,
    /// Cells that were put right.
    pub(super) corrected: Vec<Corrected>,
    /// What became of each file and sheet.
    pub(super) sources: Vec<SourceSeen>,
}

impl Content {
    /// Adds what stands below, beside or in the next sheet.
    pub(super) fn append(&mut self, mut other: Self) {
        self.records.append(other.records);
        self.tables.append(&mut other.tables);
        self.ignored.append(&mut other.ignored);
        self.unread.append(&mut other.unread);
        self.corrected.append(&mut other.corrected);
        self.sources.append(&mut other.sources);
    }
}

/// A file or a sheet, and what became of it: every one is used, or not for a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceSeen {
    /// Path.
    pub file: String,
    /// Sheet; none where the file as a whole is not read.
    pub sheet: Option<String>,
    /// Rows with something in them.
    pub rows: usize,
    /// Records that were made of them.
    pub records: usize,
    /// Why nothing of it is used.
    pub why: Option<Say>,
}

impl SourceSeen {
    /// Path, and the sheet where there is one.
    #[must_use]
    pub fn shown(&self) -> String {
        match self.sheet.as_deref() {
            Some(sheet) if !sheet.is_empty() => format!("{}!{sheet}", self.file),
            _ => self.file.clone(),
        }
    }
}

/// A list that was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// Path.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// The first row of its header, from 1.
    pub row: u32,
    /// Rows below its header.
    pub rows: usize,
    /// Whether somebody said that it is of no use; else a question about it is open.
    pub is_refused: bool,
}

/// Why a row is not a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum IgnoredKind {
    /// A line above the header.
    Title,
    /// A header, or one repeated per printed page.
    Header,
    /// 合计, 小计.
    Total,
    /// 填表人, a date, signatures.
    Footer,
    /// Nothing in it, or a serial number only.
    Blank,
    /// 注, 说明, an example.
    Note,
    /// The same record as an earlier row of its table.
    Repeat,
    /// A row of a list that does not hold, as the clerk answered.
    Refused,
}

/// A row that is not a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ignored {
    /// Path.
    #[serde(serialize_with = "shared")]
    pub file: Arc<str>,
    /// Sheet.
    #[serde(serialize_with = "shared")]
    pub sheet: Arc<str>,
    /// Row from 1.
    pub row: u32,
    /// Why.
    pub kind: IgnoredKind,
}

impl Ignored {
    /// A row of a sheet, counted from 0.
    pub(super) fn row_of(grid: &Grid, row: usize, kind: IgnoredKind) -> Self {
        let (file, sheet) = (grid.file.clone(), grid.sheet.clone());
        Self { file, sheet, row: u32::try_from(row).unwrap_or(0) + 1, kind }
    }
}

/// A cell whose value was written in another form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Normalised {
    /// Path.
    #[serde(serialize_with = "shared")]
    pub file: Arc<str>,
    /// Sheet.
    #[serde(serialize_with = "shared")]
    pub sheet: Arc<str>,
    /// A1 address.
    #[serde(serialize_with = "compact")]
    pub cell: CompactString,
    /// As written.
    #[serde(serialize_with = "compact")]
    pub was: CompactString,
    /// As taken.
    #[serde(serialize_with = "compact")]
    pub is: CompactString,
}

/// A table that was recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableSeen {
    /// Path.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// What it was taken for.
    pub kind: TableKind,
    /// Whether one person fills the sheet (登记表) instead of one a row.
    pub form: bool,
    /// The first row that belongs to it, from 1: its title or its header.
    pub first_row: u32,
    /// Last row of its header, from 1.
    pub header_row: u32,
    /// Last row that belongs to it, from 1.
    pub last_row: u32,
    /// Header and field of each recognised column.
    pub columns: Vec<(String, Field)>,
    /// Headers of columns kept as they are.
    pub unrecognised: Vec<String>,
    /// The village it is of, where no column says it.
    pub unit: Option<String>,
    /// What the lines around it say: `title`, `unit`, `date`, `filled_by`.
    pub about: BTreeMap<&'static str, String>,
    /// Rows taken.
    pub rows: usize,
}

fn shared<S: Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}

fn compact<S: Serializer>(text: &CompactString, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}
