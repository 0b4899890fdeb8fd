//! Workbooks → grids. The only file that names calamine.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{CellErrorType, Data, DataRef, ExcelDateTime, Reader, Xls, Xlsb, Xlsx, open_workbook_from_rs};

use crate::model::PartialDate;
use crate::read::file::refused::Refused;
use crate::read::file::sheet_parts::SheetFacts;
use crate::read::grid::{Cell, CellRef, Grid, Merge, UNSTORED};
use crate::read::limits;
use crate::read::limits::Budget;

type Bytes = Cursor<Vec<u8>>;

/// The sheets of an xlsx. Cells are streamed: no rectangle is ever set up.
pub(super) fn xlsx(
    bytes: Vec<u8>,
    mut facts: Vec<SheetFacts>,
    file: &Arc<str>,
) -> Result<Vec<Grid>, Refused> {
    let mut book: Xlsx<Bytes> = open_workbook_from_rs(Cursor::new(bytes)).map_err(Refused::corrupt)?;
    let mut grids = Vec::new();
    let mut budget = Budget::whole();
    let epoch_1904 = book.has_1904_epoch();
    for sheet in book.sheet_names() {
        let mut grid = Grid::new(file, &sheet);
        grid.epoch_1904 = epoch_1904;
        let mut unstored = Vec::new();
        if let Some(facts) = facts.iter_mut().find(|facts| facts.name == sheet) {
            grid.hidden = facts.hidden;
            grid.merges = std::mem::take(&mut facts.merges);
            grid.hidden_rows = std::mem::take(&mut facts.hidden_rows);
            grid.hidden_columns = std::mem::take(&mut facts.hidden_columns);
            grid.pictures = facts.pictures;
            unstored = std::mem::take(&mut facts.unstored);
        }
        let mut cells = match book.worksheet_cells_reader(&sheet) {
            Ok(cells) => cells,
            // A chart sheet has no cells.
            Err(calamine::XlsxError::NotAWorksheet(_)) => continue,
            Err(cause) => return Err(Refused::corrupt(cause)),
        };
        let fixed: Vec<bool> = cells
            .styles()
            .iter()
            .map(|style| {
                style.number_format.as_ref().is_some_and(|format| format.format_code.starts_with("0.00"))
            })
            .collect();
        let struck: Vec<bool> = cells
            .styles()
            .iter()
            .map(|style| style.font.as_ref().is_some_and(calamine::Font::has_strikethrough))
            .collect();
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(Refused::corrupt)? {
            let (row, column) = cell.get_position();
            let value = match from_ref(cell.get_value()) {
                Cell::Number(number) if fixed.get(style) == Some(&true) => Cell::Fixed(number),
                value => value,
            };
            if struck.get(style) == Some(&true) && !value.is_empty() {
                grid.struck.push(CellRef { row: row as usize, column: column as usize });
            }
            grid.put(CellRef { row: row as usize, column: column as usize }, value, &mut budget)?;
        }
        for at in unstored {
            grid.put(at, Cell::Error(UNSTORED), &mut budget)?;
        }
        grid.settle(&mut budget)?;
        grids.push(grid);
    }
    Ok(grids)
}

/// The sheets of an xlsb, streamed as well.
pub(super) fn xlsb(bytes: Vec<u8>, file: &Arc<str>) -> Result<Vec<Grid>, Refused> {
    let mut book: Xlsb<Bytes> = open_workbook_from_rs(Cursor::new(bytes)).map_err(Refused::corrupt)?;
    let hidden = hidden_sheets(&book);
    let mut grids = Vec::new();
    let mut budget = Budget::whole();
    for sheet in book.sheet_names() {
        let mut grid = Grid::new(file, &sheet);
        grid.hidden = hidden.contains(&sheet);
        let mut cells = book.worksheet_cells_reader(&sheet).map_err(Refused::corrupt)?;
        while let Some(cell) = cells.next_cell().map_err(Refused::corrupt)? {
            let (row, column) = cell.get_position();
            let value = from_ref(cell.get_value());
            grid.put(CellRef { row: row as usize, column: column as usize }, value, &mut budget)?;
        }
        grid.settle(&mut budget)?;
        grids.push(grid);
    }
    Ok(grids)
}

/// The sheets of an xls whose rectangles were looked at before, and on which of them pictures lie.
pub(super) fn xls(bytes: Vec<u8>, pictures: &[bool], file: &Arc<str>) -> Result<Vec<Grid>, Refused> {
    let mut book: Xls<Bytes> = open_workbook_from_rs(Cursor::new(bytes)).map_err(|cause| match cause {
        calamine::XlsError::Password => Refused::Encrypted,
        cause => Refused::corrupt(cause),
    })?;
    let hidden = hidden_sheets(&book);
    let mut grids = Vec::new();
    let mut budget = Budget::whole();
    for (at, sheet) in book.sheet_names().into_iter().enumerate() {
        let mut grid = Grid::new(file, &sheet);
        grid.pictures = pictures.get(at).copied().unwrap_or(false);
        grid.hidden = hidden.contains(&sheet);
        let range = book.worksheet_range(&sheet).map_err(Refused::corrupt)?;
        let start = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let at = CellRef { row: start.0 as usize + row, column: start.1 as usize + column };
            grid.put(at, from_data(value), &mut budget)?;
        }
        let merges = book.merge_cells_by_sheet_name(&sheet).unwrap_or_default();
        if limits::MERGES.is_broken_by(merges.len()) {
            return Err(limits::MERGES.into());
        }
        let merge = |area: &calamine::Dimensions| {
            let ((top, left), (bottom, right)) = (area.start, area.end);
            Merge { top, left, bottom, right }
        };
        grid.merges = merges.iter().map(merge).collect();
        grid.settle(&mut budget)?;
        grids.push(grid);
    }
    Ok(grids)
}

fn hidden_sheets<B: Reader<Bytes>>(book: &B) -> Vec<String> {
    let sheets = book.sheets_metadata().iter();
    let hidden = sheets.filter(|sheet| sheet.visible != calamine::SheetVisible::Visible);
    hidden.map(|sheet| sheet.name.clone()).collect()
}

fn from_ref(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::text(text),
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(value) => Cell::Bool(*value),
        DataRef::DateTime(date) => day(date),
        DataRef::Error(error) => Cell::Error(name(error)),
        DataRef::Empty => Cell::Empty,
    }
}

fn from_data(value: &Data) -> Cell {
    match value {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::text(text),
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(value) => Cell::Bool(*value),
        Data::DateTime(date) => day(date),
        Data::Error(error) => Cell::Error(name(error)),
        Data::Empty => Cell::Empty,
    }
}

/// What a sheet shows for an error.
fn name(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#DATA!",
    }
}

/// A date cell; a serial that names no day between 1900 and 2100 stays a number.
fn day(date: &ExcelDateTime) -> Cell {
    let serial = date.as_f64();
    // The range is checked first: calamine's own conversion overflows on huge serials.
    if !(1.0..80_000.0).contains(&serial) {
        return Cell::Number(serial);
    }
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    let parts = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
    let found =
        if let (Ok(year), Ok(month), Ok(day)) = parts { PartialDate::day_of(year, month, day) } else { None };
    found.map_or(Cell::Number(serial), Cell::Date)
}
