//! What reading left out and what it wrote in another form.

use serde::Serialize;

use crate::model::TableKind;

/// Why a row is not a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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
}

/// A row that is not a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ignored {
    /// Path.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// Row from 1.
    pub row: u32,
    /// Why.
    pub kind: IgnoredKind,
}

/// A cell whose value was written in another form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Normalised {
    /// Path.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// A1 address.
    pub cell: String,
    /// As written.
    pub was: String,
    /// As taken.
    pub is: String,
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
    /// Last row of its header, from 1.
    pub header_row: u32,
    /// Header and field of each recognised column.
    pub columns: Vec<(String, String)>,
    /// Headers of columns kept as they are.
    pub unrecognised: Vec<String>,
    /// Rows taken.
    pub rows: usize,
}
