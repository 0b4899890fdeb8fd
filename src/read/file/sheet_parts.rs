//! What the sheets of an xlsx say of themselves beside their cells: hidden or not, merged areas, hidden rows and
//! columns.

use memchr::memmem;

use crate::read::file::formulas;
use crate::read::file::part::Part;
use crate::read::file::pictures;
use crate::read::file::refused::Refused;
use crate::read::file::xml::{address, attribute, each_element};
use crate::read::grid::{CellRef, Merge};
use crate::read::limits;

/// One sheet.
#[derive(Debug, Clone, Default)]
pub(super) struct SheetFacts {
    /// Its name.
    pub(super) name: String,
    /// Whether the sheet is hidden.
    pub(super) hidden: bool,
    /// Merged areas.
    pub(super) merges: Vec<Merge>,
    /// Hidden rows, from 0.
    pub(super) hidden_rows: Vec<u32>,
    /// Hidden columns, from 0.
    pub(super) hidden_columns: Vec<u32>,
    /// Whether a picture lies on it.
    pub(super) pictures: bool,
    /// Formulas whose result the file does not hold.
    pub(super) unstored: Vec<CellRef>,
}

/// The sheets in the order of the workbook.
pub(super) fn facts(parts: &[Part]) -> Result<Vec<SheetFacts>, Refused> {
    let ending = |suffix: &str| parts.iter().find(|part| part.name.to_ascii_lowercase().ends_with(suffix));
    let Some(workbook) = ending("workbook.xml") else { return Ok(Vec::new()) };
    let targets = ending("workbook.xml.rels").map_or_else(Vec::new, |part| targets(&part.data));
    let folder = workbook.name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut sheets = Vec::new();
    each_element(&workbook.data, |element, start| {
        if element == "sheet" {
            sheets.push((attribute(start, "name"), attribute(start, "id"), attribute(start, "state")));
        }
    });
    if limits::SHEETS.is_broken_by(sheets.len()) {
        return Err(limits::SHEETS.into());
    }
    let mut facts = Vec::new();
    for (name, id, state) in sheets {
        let mut sheet = SheetFacts {
            name: name.unwrap_or_default(),
            hidden: state.is_some_and(|state| state != "visible"),
            ..SheetFacts::default()
        };
        let target = targets.iter().find(|(known, _)| Some(known) == id.as_ref()).map(|(_, target)| target);
        let part = target.and_then(|target| {
            let full = format!("{folder}/{target}");
            let wanted = target.strip_prefix('/').unwrap_or(&full);
            parts.iter().find(|part| part.name.eq_ignore_ascii_case(wanted))
        });
        if let Some(part) = part {
            look(&part.data, &mut sheet)?;
            sheet.pictures = pictures::lie_on(&part.name, parts);
        }
        facts.push(sheet);
    }
    Ok(facts)
}

/// Id and target of every relationship.
fn targets(data: &[u8]) -> Vec<(String, String)> {
    let mut targets = Vec::new();
    each_element(data, |element, start| {
        if element == "Relationship"
            && let (Some(id), Some(target)) = (attribute(start, "Id"), attribute(start, "Target"))
        {
            targets.push((id, target.replace('\\', "/")));
        }
    });
    targets
}

/// Only what stands before and after the cells is parsed as XML; rows are looked at where one says it is hidden.
fn look(data: &[u8], sheet: &mut SheetFacts) -> Result<(), Refused> {
    let begin = memmem::find(data, b"sheetData").unwrap_or(data.len());
    let end = memmem::rfind(data, b"sheetData").unwrap_or(data.len());
    each_element(data.get(..begin).unwrap_or_default(), |element, start| {
        if element == "col" && attribute(start, "hidden").is_some_and(|hidden| is_true(&hidden)) {
            let number = |name| attribute(start, name).and_then(|text| text.parse::<u32>().ok());
            if let (Some(min), Some(max)) = (number("min"), number("max")) {
                let most = u32::try_from(limits::COLUMNS.most).unwrap_or(u32::MAX);
                sheet.hidden_columns.extend((min..=max.min(most)).map(|column| column.saturating_sub(1)));
            }
        }
    });
    let mut too_many = false;
    each_element(data.get(end..).unwrap_or_default(), |element, start| {
        if element == "mergeCell"
            && let Some(area) = attribute(start, "ref").and_then(|text| area(&text))
        {
            too_many |= limits::MERGES.is_broken_by(sheet.merges.len());
            if !too_many {
                sheet.merges.push(area);
            }
        }
    });
    if too_many {
        return Err(limits::MERGES.into());
    }
    let cells = data.get(begin..end).unwrap_or_default();
    hidden_rows(cells, sheet);
    sheet.unstored = formulas::unstored(cells);
    Ok(())
}

/// The rows that carry `hidden="1"`: the tag around each such attribute, if it is a row's.
fn hidden_rows(cells: &[u8], sheet: &mut SheetFacts) {
    for at in memmem::find_iter(cells, b" hidden=\"").take(limits::MERGES.size()) {
        let Some(open) = cells.get(..at).and_then(|before| memchr::memrchr(b'<', before)) else { continue };
        let Some(close) = cells.get(at..).and_then(|after| memchr::memchr(b'>', after)) else { continue };
        let Some(tag) = cells.get(open..=at + close) else { continue };
        each_element(tag, |element, start| {
            let row = attribute(start, "r").and_then(|text| text.parse::<u32>().ok());
            if let (true, Some(row)) =
                (element == "row" && attribute(start, "hidden").is_some_and(|hidden| is_true(&hidden)), row)
            {
                sheet.hidden_rows.push(row.saturating_sub(1));
            }
        });
    }
}

fn is_true(text: &str) -> bool {
    matches!(text, "1" | "true" | "on")
}

/// `B2:C9` → rows 1 to 8, columns 1 to 2.
fn area(text: &str) -> Option<Merge> {
    let (from, to) = text.split_once(':')?;
    let ((top, left), (bottom, right)) = (address(from)?, address(to)?);
    (top <= bottom && left <= right).then_some(Merge { top, left, bottom, right })
}
