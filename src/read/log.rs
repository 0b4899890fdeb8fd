//! What reading left out, what it wrote in another form, and what it took a table for.

use std::collections::BTreeMap;
use std::sync::Arc;

use compact_str::CompactString;
use serde::{Serialize, Serializer};

use crate::model::TableKind;

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
    pub columns: Vec<(String, String)>,
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
