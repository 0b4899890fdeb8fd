//! What `huanjie init` puts into a new workspace: a commented `cycle.toml`, one blank workbook for each kind of
//! table, and a page of advice.
//!
//! Gives paths and bytes, the same for the same options; it writes nothing to disk and knows no other stage.

mod options;
mod settings;
mod tables;
#[cfg(test)]
mod tests;
mod typed;
mod workbook;

pub use options::InitOptions;
pub use typed::{TypedTable, typed_kinds, typed_table};

use crate::cycle;
use crate::cycle::{CYCLE_FILE, GUIDE_FILE};

/// The files of a new workspace: path inside it, with `/`, and content.
#[must_use]
pub fn files(options: &InitOptions) -> Vec<(String, Vec<u8>)> {
    let options = tidied(options);
    let place = settings::place(&options);
    let guide = include_str!("guide.txt").replace("@NAME@", &place).replace('\n', "\r\n");
    let mut files = vec![
        (CYCLE_FILE.to_owned(), settings::cycle_toml(&options, &place).into_bytes()),
        (settings::SCHEMA_FILE.to_owned(), cycle::schema().into_bytes()),
        // Notepad of older Windows takes a text without this mark for GBK.
        (GUIDE_FILE.to_owned(), format!("\u{FEFF}{guide}").into_bytes()),
    ];
    for table in tables::TABLES {
        if let Some(bytes) = workbook::bytes(table, &options) {
            files.push((format!("data/{}.xlsx", table.file), bytes));
        }
    }
    files
}

/// Longest name that is taken over, in characters; Excel's own limit for a cell is 32,767.
const LONGEST: usize = 60;

/// The options without control characters, empty names and repeated units.
fn tidied(options: &InitOptions) -> InitOptions {
    let tidy =
        |text: &str| -> String { text.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect() };
    let mut units: Vec<String> = Vec::new();
    for unit in options.units.iter().map(|unit| tidy(unit)) {
        if !unit.is_empty() && !units.contains(&unit) {
            units.push(unit);
        }
    }
    InitOptions { name: tidy(&options.name), level: options.level, units }
}
