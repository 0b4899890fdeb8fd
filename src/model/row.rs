//! A row travels with the place it came from.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::model::{Field, Given};
use crate::problem::Place;

/// The kinds of table that `read` recognises (DESIGN 4).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum TableKind {
    /// 村（社区）基本情况.
    Units,
    /// 妇女代表.
    Delegates,
    /// 候选人.
    Nominees,
    /// 班子成员.
    Officers,
    /// 会议与选票.
    Congresses,
    /// 得票.
    Votes,
    /// 上届班子成员.
    Previous,
    /// 工作进度.
    Progress,
}

impl TableKind {
    /// Every kind, in the order of the JSON.
    pub const ALL: &'static [Self] = &[
        Self::Units,
        Self::Delegates,
        Self::Nominees,
        Self::Officers,
        Self::Congresses,
        Self::Votes,
        Self::Previous,
        Self::Progress,
    ];

    /// What a clerk calls the table in a word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Units => "基本情况",
            Self::Delegates => "代表",
            Self::Nominees => "候选人",
            Self::Officers => "班子",
            Self::Congresses => "选举结果",
            Self::Votes => "得票",
            Self::Previous => "上届",
            Self::Progress => "进度",
        }
    }

    /// The word of JSON and of `needs` in `pack.toml`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Units => "units",
            Self::Delegates => "delegates",
            Self::Nominees => "nominees",
            Self::Officers => "officers",
            Self::Congresses => "congresses",
            Self::Votes => "votes",
            Self::Previous => "previous",
            Self::Progress => "progress",
        }
    }
}

/// Where a row stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Source {
    /// Path relative to the workspace, with `/`.
    #[serde(serialize_with = "shared")]
    pub file: Arc<str>,
    /// Sheet name; empty for csv.
    #[serde(serialize_with = "shared")]
    pub sheet: Arc<str>,
    /// Row number from 1, as a spreadsheet program shows it.
    pub row: u32,
}

fn shared<S: serde::Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}

/// A value and the row it came from.
#[derive(Debug, Clone, Serialize)]
pub struct Row<T> {
    /// Which table the row belongs to.
    pub table: TableKind,
    /// 县 as the sheet says it.
    pub county: Given<String>,
    /// 乡镇 as the sheet says it; read fills in the cycle's town where there is one town only.
    pub town: Given<String>,
    /// 村/社区, from a column, the sheet name, or the file or folder name. The town's own name means the town's own
    /// federation.
    pub unit: Given<String>,
    /// The record.
    #[serde(flatten)]
    pub value: T,
    /// Columns without a field of their own, under their own header.
    pub extra: BTreeMap<String, String>,
    /// Where the row stands.
    pub source: Source,
    /// Column (from 0) of each field that has one, see [`Field`].
    #[serde(skip)]
    pub columns: Arc<BTreeMap<Field, u32>>,
}

impl<T> Row<T> {
    /// The cell of a field, or the whole row where the field has no column.
    #[must_use]
    pub fn at(&self, field: Field) -> Place {
        match self.columns.get(&field) {
            Some(&column) => {
                let (file, sheet) = (self.source.file.to_string(), self.source.sheet.to_string());
                Place::Cell { file, sheet, row: self.source.row, column }
            }
            None => self.place(),
        }
    }

    /// The whole row.
    #[must_use]
    pub fn place(&self) -> Place {
        let (file, sheet) = (self.source.file.to_string(), self.source.sheet.to_string());
        Place::Row { file, sheet, row: self.source.row }
    }
}
