//! Whose a row is and on which sheet it stands: what lists and tallies are held against one another by.

use crate::model::{Given, Row};
use crate::problem::Place;
use crate::read::reading::{Ignored, IgnoredKind};

/// Town and village; the village is empty for what is the town's own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Body {
    pub(super) town: String,
    pub(super) village: String,
}

impl Body {
    /// Whose a row is, as its table says it.
    pub(super) fn of<T>(row: &Row<T>) -> Self {
        let text = |given: &Given<String>| given.text().unwrap_or_default().to_owned();
        Self { town: text(&row.town), village: text(&row.unit) }
    }

    /// What people call it.
    pub(super) fn name(&self) -> &str {
        if self.village.is_empty() { &self.town } else { &self.village }
    }

    /// The village, for questions that only its papers wait for.
    pub(super) fn units(&self) -> Vec<String> {
        if self.village.is_empty() { Vec::new() } else { vec![self.village.clone()] }
    }
}

/// A sheet of a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct SheetOf {
    file: String,
    sheet: String,
}

impl SheetOf {
    /// On which a row stands.
    pub(super) fn of<T>(row: &Row<T>) -> Self {
        Self { file: row.source.file.to_string(), sheet: row.source.sheet.to_string() }
    }

    /// As answers name it.
    pub(super) fn shown(&self) -> String {
        if self.sheet.is_empty() { self.file.clone() } else { format!("{}!{}", self.file, self.sheet) }
    }

    /// As problems name it.
    pub(super) fn place(&self) -> Place {
        Place::Sheet { file: self.file.clone(), sheet: self.sheet.clone() }
    }
}

/// Leaves out rows of lists that do not hold; each stays in the ledger.
pub(super) fn refuse<T>(
    rows: &mut Vec<Row<T>>,
    ignored: &mut Vec<Ignored>,
    is_out: impl Fn(&Row<T>) -> bool,
) {
    rows.retain(|row| {
        let is_out = is_out(row);
        if is_out {
            let (file, sheet) = (row.source.file.clone(), row.source.sheet.clone());
            ignored.push(Ignored { file, sheet, row: row.source.row, kind: IgnoredKind::Refused });
        }
        !is_out
    });
}
