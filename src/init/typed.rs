//! A blank table of one village that a clerk fills in from a picture or from paper: a title that says whose list it is, the heads of
//! the usual blank table, and numbered rows.

use crate::init::tables::{TABLES, Table};
use crate::model::TableKind;

/// A table to be typed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedTable {
    /// What it is called: 白鹭村妇联执委名单.
    pub name: String,
    /// Title, heads and blank rows, each as wide as the heads.
    pub rows: Vec<Vec<String>>,
}

/// Lists that are typed in, what the title calls each, and how many rows it has.
const TYPED: &[(TableKind, &str, usize)] = &[
    (TableKind::Delegates, "妇女代表名单", 60),
    (TableKind::Nominees, "妇联执委候选人名单", 30),
    (TableKind::Officers, "妇联执委名单", 30),
    (TableKind::Votes, "妇联选举计票结果", 30),
    (TableKind::Congresses, "妇女代表大会选举结果", 1),
    (TableKind::Previous, "上届妇联执委名单", 30),
];

/// The kinds that can be typed in.
pub fn typed_kinds() -> impl Iterator<Item = TableKind> {
    TYPED.iter().map(|(kind, ..)| *kind)
}

/// The table of a kind for a place; none for a kind that nobody types.
#[must_use]
pub fn typed_table(kind: TableKind, place: &str) -> Option<TypedTable> {
    let (_, list, count) = TYPED.iter().find(|(own, ..)| *own == kind)?;
    let table: &Table = TABLES.iter().find(|table| table.kind == kind)?;
    let heads: Vec<String> = table.columns.iter().map(|column| column.header.to_owned()).collect();
    // The title says whose the rows are; where a row is the place itself, it is named in it.
    let is_by_unit = table.is_by_unit();
    let heads: Vec<String> = heads.into_iter().filter(|head| is_by_unit || head != UNIT).collect();
    let blank = |text: &str| {
        let mut row = vec![String::new(); heads.len()];
        if let Some(first) = row.first_mut() {
            text.clone_into(first);
        }
        row
    };
    let name = format!("{place}{list}");
    let mut rows = vec![blank(&name), heads.clone()];
    rows.extend((1..=*count).map(|number| blank(&number.to_string())));
    if is_by_unit && let Some(cell) = rows.get_mut(2).and_then(|row| row.get_mut(1)) {
        place.clone_into(cell);
    }
    Some(TypedTable { name, rows })
}

/// The head of the column of villages.
const UNIT: &str = "村（社区）";
