//! Addresses of places: a cell that a problem is about leads to that cell.

use crate::cycle::{ANSWERS_FILE, CORRECTIONS_FILE, CYCLE_FILE};
use crate::pipeline::DATA;
use crate::problem::Place;
use crate::web::asked::Asked;
use crate::web::reply::encoded;

/// The address of the sheet, row or cell where a place is, or of the screen that keeps the file; none where it lies elsewhere.
pub(super) fn of_place(asked: &Asked, place: &Place) -> Option<String> {
    let screens = [(CYCLE_FILE, "settings"), (ANSWERS_FILE, "questions"), (CORRECTIONS_FILE, "sheet")];
    if let Some((_, screen)) = screens.iter().find(|(file, _)| place.file() == Some(*file)) {
        return Some(asked.at(screen));
    }
    let file = place.file().filter(|file| file.starts_with(DATA))?;
    let cell = match place {
        Place::Cell { .. } => place.cell().unwrap_or_default(),
        Place::Row { row, .. } => format!("A{row}"),
        Place::Sheet { .. } => String::new(),
        Place::Workspace | Place::File(_) | Place::Line { .. } | Place::Document { .. } => return None,
    };
    Some(of_sheet(asked, file, place.sheet().unwrap_or_default(), &cell))
}

/// The address of a sheet, at a cell where one is named.
pub(super) fn of_sheet(asked: &Asked, file: &str, sheet: &str, cell: &str) -> String {
    let (file, sheet) = (encoded(file), encoded(sheet));
    let cell = if cell.is_empty() { String::new() } else { format!("&cell={cell}") };
    asked.at(&format!("sheet?file={file}&sheet={sheet}{cell}"))
}

/// A place as a clerk reads it: her file, the sheet, the cell; of files of the program's own the screen that keeps them.
pub(super) fn shown(place: &Place) -> String {
    let screens = [(CYCLE_FILE, "设置"), (ANSWERS_FILE, "待确认"), (CORRECTIONS_FILE, "表格")];
    if let Some((_, screen)) = screens.iter().find(|(file, _)| place.file() == Some(*file)) {
        return (*screen).to_owned();
    }
    let shown = place.to_string();
    shown.strip_prefix(DATA).unwrap_or(&shown).replace('!', " › ")
}

/// The parts of a place that there are.
pub(super) fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" › ")
}
