//! A row travels with the place it came from.

use std::collections::BTreeMap;
use std::sync::Arc;

use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

use crate::model::{Field, Given};
use crate::problem::Place;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $word:literal, $name:literal;)*) => {
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
            BorshSerialize,
            BorshDeserialize,
        )]
        #[serde(rename_all = "lowercase")]
        pub enum TableKind {
            $($(#[$doc])* $kind,)*
        }

        impl TableKind {
            /// Every kind, in the order of the JSON.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// The word of JSON and of `needs` in `pack.toml`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$kind => $word),* }
            }

            /// What a clerk calls the table in a word.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name),* }
            }
        }
    };
}

kinds! {
    /// 村（社区）基本情况.
    Units = "units", "基本情况";
    /// 妇女代表.
    Delegates = "delegates", "代表";
    /// 候选人.
    Nominees = "nominees", "候选人";
    /// 班子成员.
    Officers = "officers", "班子";
    /// 会议与选票.
    Congresses = "congresses", "选举结果";
    /// 得票.
    Votes = "votes", "得票";
    /// 上届班子成员.
    Previous = "previous", "上届";
    /// 工作进度.
    Progress = "progress", "进度";
}

/// Where a row stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, BorshSerialize, BorshDeserialize)]
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
#[derive(Debug, Clone, Serialize, BorshSerialize, BorshDeserialize)]
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

    /// Shares what is the same in the row before it: a table's rows say it once, and so they do when they come out of bytes.
    pub(in crate::model) fn share(&mut self, before: &Self) {
        share(&mut self.source.file, &before.source.file);
        share(&mut self.source.sheet, &before.source.sheet);
        share(&mut self.columns, &before.columns);
    }
}

fn share<T: PartialEq + ?Sized>(own: &mut Arc<T>, other: &Arc<T>) {
    if *own == *other {
        *own = Arc::clone(other);
    }
}
