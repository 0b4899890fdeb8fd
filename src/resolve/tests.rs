//! Rows for the tests of this room.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Delegate, Given, Person, Row, Source, TableKind};

/// A delegate of whom only the remark is known.
pub(super) fn delegate(note: &str) -> Row<Delegate> {
    let person = Person { note: Given::Known(note.to_owned()), ..Person::default() };
    Row {
        table: TableKind::Delegates,
        county: Given::Blank,
        town: Given::Blank,
        unit: Given::Blank,
        value: Delegate { person, ..Delegate::default() },
        extra: BTreeMap::new(),
        source: Source { file: "a.csv".into(), sheet: "".into(), row: 2 },
        columns: Arc::new(BTreeMap::new()),
    }
}
