//! Whose a row is and on which sheet it stands: what lists and tallies are held against one another by.

use std::collections::BTreeMap;

use crate::model::{Given, Row, TableKind};
use crate::problem::{Code, Place, Problem, Severity};
use crate::read::log::ReadLog;
use crate::read::reading::{Ignored, IgnoredKind};
use crate::say;

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

/// A list, or rows of it, are left out because somebody said so: nothing else would show a wrong answer. Source: DESIGN 13.
pub(in crate::read) static LEFT_OUT_AS_ANSWERED: Code =
    Code { id: "left-out-as-answered", severity: Severity::Note, source: "DESIGN 13" };

/// Leaves out rows of lists that do not hold; each stays in the ledger, and each sheet has a note.
pub(super) fn refuse<T>(
    rows: &mut Vec<Row<T>>,
    ignored: &mut Vec<Ignored>,
    log: &mut ReadLog,
    is_out: impl Fn(&Row<T>) -> bool,
) {
    let mut sheets: BTreeMap<SheetOf, (TableKind, usize)> = BTreeMap::new();
    rows.retain(|row| {
        let is_out = is_out(row);
        if is_out {
            let (file, sheet) = (row.source.file.clone(), row.source.sheet.clone());
            ignored.push(Ignored { file, sheet, row: row.source.row, kind: IgnoredKind::Refused });
            sheets.entry(SheetOf::of(row)).or_insert((row.table, 0)).1 += 1;
        }
        !is_out
    });
    log.report_all(sheets.into_iter().map(|(sheet, (table, rows))| left_out(&sheet, table, rows)));
}

fn left_out(sheet: &SheetOf, table: TableKind, rows: usize) -> Problem {
    let (name, word) = (table.name(), table.as_str());
    let message = say!(
        "{name} {rows} 行按答复没有算：以另一张表为准",
        "{rows} rows of {word} do not count, as was answered: another list holds"
    );
    let hint = say!(
        "答错了就删去 answers.toml 里这一行",
        "where the answer is wrong, delete its line in answers.toml"
    );
    Problem::new(&LEFT_OUT_AS_ANSWERED, sheet.place(), message).hint(hint)
}
