//! Where a problem is. Paths are relative to the workspace and use `/` on every system.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A place a person can go to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Place {
    /// The whole workspace.
    Workspace,
    /// A whole file.
    File(String),
    /// A whole sheet of a workbook.
    Sheet {
        /// Path of the workbook.
        file: String,
        /// Name of the sheet; empty for csv.
        sheet: String,
    },
    /// A row, counted from 1 as a spreadsheet program shows it.
    Row {
        /// Path of the workbook.
        file: String,
        /// Name of the sheet; empty for csv.
        sheet: String,
        /// Row number from 1.
        row: u32,
    },
    /// A cell.
    Cell {
        /// Path of the workbook.
        file: String,
        /// Name of the sheet; empty for csv.
        sheet: String,
        /// Row number from 1.
        row: u32,
        /// Column number from 0 (A is 0).
        column: u32,
    },
    /// A line of `cycle.toml` or of a template; both numbers count from 1.
    Line {
        /// Path of the text file.
        file: String,
        /// Line from 1.
        line: usize,
        /// Column in characters from 1.
        column: usize,
    },
    /// A paper of one body.
    Document {
        /// Id of the document, as in `--only`.
        id: String,
        /// Name of the body.
        body: String,
    },
}

impl Place {
    /// The file, when the place lies in one.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::File(file)
            | Self::Sheet { file, .. }
            | Self::Row { file, .. }
            | Self::Cell { file, .. }
            | Self::Line { file, .. } => Some(file),
            Self::Workspace | Self::Document { .. } => None,
        }
    }

    /// The sheet, when the place lies in a workbook.
    #[must_use]
    pub fn sheet(&self) -> Option<&str> {
        match self {
            Self::Sheet { sheet, .. } | Self::Row { sheet, .. } | Self::Cell { sheet, .. }
                if !sheet.is_empty() =>
            {
                Some(sheet)
            }
            _ => None,
        }
    }

    /// The address inside the sheet: `D7` for a cell, `7:7` for a whole row.
    #[must_use]
    pub fn cell(&self) -> Option<String> {
        match self {
            Self::Cell { row, column, .. } => Some(cell_name(*row, *column)),
            Self::Row { row, .. } => Some(format!("{row}:{row}")),
            _ => None,
        }
    }
}

impl Place {
    /// Whether the file is a document, whose tables have neither letters nor numbers at their edges.
    fn is_in_document(&self) -> bool {
        let ending = self.file().and_then(|file| file.rsplit_once('.')).map(|(_, ending)| ending);
        ending.is_some_and(|ending| {
            ["docx", "docm", "dotx", "dotm"].iter().any(|own| ending.eq_ignore_ascii_case(own))
        })
    }

    /// `表1 第3行第2列`: what can be counted on the page.
    fn in_document(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(sheet) = self.sheet() {
            write!(f, " {sheet}")?;
        }
        match self {
            Self::Row { row, .. } => write!(f, " 第{row}行"),
            Self::Cell { row, column, .. } => write!(f, " 第{row}行第{}列", column + 1),
            _ => Ok(()),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Workspace => write!(f, "."),
            Self::Line { file, line, column } => write!(f, "{file}:{line}:{column}"),
            Self::Document { id, body } => write!(f, "{id} {body}"),
            Self::File(_) | Self::Sheet { .. } | Self::Row { .. } | Self::Cell { .. } => {
                write!(f, "{}", self.file().unwrap_or_default())?;
                if self.is_in_document() {
                    return self.in_document(f);
                }
                if let Some(sheet) = self.sheet() {
                    write!(f, "!{sheet}")?;
                }
                if let Some(cell) = self.cell() {
                    write!(f, "!{cell}")?;
                }
                Ok(())
            }
        }
    }
}

/// The A1 name of a cell; `row` counts from 1, `column` from 0.
#[must_use]
pub fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{row}")
}
