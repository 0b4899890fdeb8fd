//! A cell that is changed in the window, or by a command.

use crate::cycle::Correction;
use crate::problem::cell_name;

/// A cell, and what it should say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Path from the workspace, with `/`.
    pub file: String,
    /// Sheet; empty for csv.
    pub sheet: String,
    /// Row from 0.
    pub row: usize,
    /// Column from 0.
    pub column: usize,
    /// What whoever corrects it saw there, where that is known: if the file says something else by now, nothing is changed.
    pub seen: Option<String>,
    /// What it should say; nothing for an empty cell.
    pub now: String,
    /// Why.
    pub reason: String,
}

impl Fix {
    pub(super) fn correction(&self, was: String) -> Correction {
        Correction {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            row: self.row,
            column: self.column,
            was,
            now: self.now.trim().to_owned(),
            reason: self.reason.trim().to_owned(),
            line: 1,
        }
    }

    /// `data/a.xlsx!名单!D7`.
    #[must_use]
    pub fn shown(&self) -> String {
        let row = u32::try_from(self.row).map_or(u32::MAX, |row| row.saturating_add(1));
        let cell = cell_name(row, u32::try_from(self.column).unwrap_or(u32::MAX));
        let parts = [self.file.as_str(), self.sheet.as_str(), &cell];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("!")
    }
}
