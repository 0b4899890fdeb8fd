//! Header rows → columns. The spellings are in `headers.toml`.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::sync::OnceLock;

use crate::problem::Code;
use crate::problem::Severity;
use crate::read::grid::{Cell, Grid, squeeze};
use crate::read::limits;

/// A column whose header is in no list and that the cycle does not announce: most likely misspelt, and then a whole
/// column would be missing from the papers. It is kept under its own header. Source: SPREADSHEETS 2.
pub(super) static UNKNOWN_HEADER: Code =
    Code { id: "unknown-header", severity: Severity::Error, source: "SPREADSHEETS 2" };

/// Most header levels.
const LEVELS: usize = 3;

/// A recognised header: its rows and what its columns mean.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    /// Last row of the header, from 0.
    pub(super) last: usize,
    /// First row, from 0.
    pub(super) first: usize,
    /// Field → column, where a field has several columns the first.
    pub(super) columns: BTreeMap<&'static str, u32>,
    /// Shown header of each recognised column.
    pub(super) names: Vec<(String, String)>,
    /// Columns under their own header: column, header, whether the header is in no list.
    pub(super) extra: Vec<(u32, String, bool)>,
}

impl Header {
    pub(super) fn has(&self, field: &str) -> bool {
        self.columns.contains_key(field)
    }
}

/// Spelling → field.
fn spellings() -> &'static HashMap<String, &'static str> {
    static SPELLINGS: OnceLock<HashMap<String, &'static str>> = OnceLock::new();
    SPELLINGS.get_or_init(|| {
        #[expect(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
        let fields: BTreeMap<String, Vec<String>> =
            toml::from_str(include_str!("headers.toml")).expect("headers.toml");
        let mut spellings = HashMap::new();
        for (field, list) in fields {
            let field: &'static str = Box::leak(field.into_boxed_str());
            spellings.extend(list.iter().map(|spelling| (clean(spelling), field)));
        }
        spellings
    })
}

/// A header without white space, quotes, stars and brackets.
fn clean(text: &str) -> String {
    squeeze(text)
        .chars()
        .filter(|c| !matches!(c, '"' | '“' | '”' | '\'' | '*' | '(' | ')' | '/' | '、' | ':'))
        .collect()
}

/// The same without notes in brackets: 是否完成（打√） → 是否完成.
fn bare(text: &str) -> String {
    let mut depth = 0;
    let outside = squeeze(text);
    let kept = outside.chars().filter(|&c| {
        depth += i32::from(c == '(');
        let keep = depth == 0;
        depth -= i32::from(c == ')');
        keep
    });
    clean(&kept.collect::<String>())
}

/// The field of a header text.
fn field(text: &str) -> Option<&'static str> {
    let known = spellings();
    known.get(&clean(text)).or_else(|| known.get(&bare(text))).copied()
}

/// The known spelling that is most like a text, for hints.
pub(super) fn nearest(text: &str) -> Option<&'static str> {
    let wanted = clean(text);
    let mut known: Vec<_> = spellings().keys().collect();
    known.sort();
    let best =
        known.into_iter().max_by(|a, b| strsim::jaro(a, &wanted).total_cmp(&strsim::jaro(b, &wanted)))?;
    (strsim::jaro(best, &wanted) > 0.6).then_some(best.as_str())
}

/// The header that starts in a row, with as many levels as make the most columns understood.
pub(super) fn at(grid: &Grid, row: usize) -> Option<Header> {
    let mut best: Option<Header> = None;
    for levels in 1..=LEVELS {
        if levels > 1 && !is_lower_level(grid, row, row + levels - 1) {
            break;
        }
        let header = columns(grid, row, levels);
        let better = best.as_ref().is_none_or(|best| header.columns.len() > best.columns.len());
        if better {
            best = Some(header);
        }
    }
    best.filter(is_header)
}

/// Two known columns, one of them a person, a unit or a count of votes, and more known than unknown ones.
fn is_header(header: &Header) -> bool {
    let key = ["name", "unit", "for", "entitled"].iter().any(|field| header.has(field));
    let known = header.names.len() + header.extra.iter().filter(|(_, _, unknown)| !unknown).count();
    let unknown = header.extra.len() + header.names.len() - known;
    key && known >= 2 && known >= unknown
}

/// A lower level holds texts only, and nothing in the column of the serial number.
fn is_lower_level(grid: &Grid, first: usize, row: usize) -> bool {
    let Some(cells) = grid.rows.get(row) else { return false };
    let filled: Vec<_> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    let texts = filled.iter().all(|cell| matches!(cell, Cell::Text(text) if text.chars().count() <= 30));
    let known = (0..cells.len()).filter(|&column| field(&grid.cell(row, column).shown()).is_some()).count();
    let serial = grid.cell(row, 0).is_empty() || grid.cell(row, 0) == grid.cell(first, 0);
    !filled.is_empty() && texts && known >= 2 && serial
}

fn columns(grid: &Grid, first: usize, levels: usize) -> Header {
    let last = first + levels - 1;
    let width = (first..=last)
        .filter_map(|row| grid.rows.get(row))
        .map(Vec::len)
        .max()
        .unwrap_or(0)
        .min(limits::COLUMNS as usize);
    let mut header = Header { first, last, ..Header::default() };
    for column in 0..width {
        let mut labels: Vec<String> = (first..=last)
            .map(|row| grid.header_text(row, column))
            .filter(|text| !squeeze(text).is_empty())
            .collect();
        labels.dedup();
        let Some(lowest) = labels.last().cloned() else { continue };
        let joined = labels.iter().map(|label| squeeze(label)).collect::<Vec<_>>().join("/");
        let found = field(&lowest).or_else(|| field(&joined));
        let shown = squeeze(&joined);
        let number = u32::try_from(column).unwrap_or(u32::MAX);
        match found {
            Some("extra") => header.extra.push((number, shown, false)),
            Some(name) if !header.columns.contains_key(name) => {
                header.columns.insert(name, number);
                header.names.push((shown, name.to_owned()));
            }
            Some(_) => header.extra.push((number, shown, false)),
            None => header.extra.push((number, shown, true)),
        }
    }
    header
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_understood_with_breaks_spaces_and_notes() {
        assert_eq!(field("村\n（社区）"), Some("unit"));
        assert_eq!(field("姓  名"), Some("name"));
        assert_eq!(field("村（社区）“两委”职务"), Some("posts"));
        assert_eq!(field("是否完成（打√）"), Some("done"));
        assert_eq!(field("绝招"), None);
        assert_eq!(nearest("政治面貌情况"), Some("政治面貌"));
    }
}
