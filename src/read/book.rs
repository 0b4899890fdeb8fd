//! Workbooks and text tables → grids. The only file that names calamine.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, DataRef, ExcelDateTime, Reader, Sheets, Xlsx, open_workbook_auto_from_rs};

use crate::model::PartialDate;
use crate::problem::Code;
use crate::problem::Place;
use crate::problem::Problem;
use crate::problem::Severity;
use crate::read::find::Found;
use crate::read::grid::{Cell, Grid};
use crate::read::limits;
use crate::read::text;
use crate::say;

/// The file cannot be opened as a table. Source: SPREADSHEETS 8.
pub(super) static UNREADABLE_FILE: Code =
    Code { id: "unreadable-file", severity: Severity::Error, source: "SPREADSHEETS 8" };

type Bytes = Cursor<Vec<u8>>;

/// The sheets of a file, or the one problem that keeps it closed.
pub(super) fn open(file: &Found) -> Result<Vec<Grid>, Box<Problem>> {
    let place = || Place::File(file.name.clone());
    let unreadable = |cause: &str| {
        let message = say!("打不开这个文件：{cause}", "the file cannot be opened: {cause}");
        let hint = say!(
            "用 WPS 或 Excel 打开，去掉密码，另存为 .xlsx",
            "open it in a spreadsheet program, remove any password, save it as .xlsx"
        );
        Box::new(Problem::new(&UNREADABLE_FILE, place(), message).hint(hint))
    };
    let size = std::fs::metadata(&file.path).map_err(|cause| unreadable(&cause.to_string()))?.len();
    if size > limits::FILE_BYTES {
        return Err(Box::new(limits::too_large(place(), "文件超过 64 MB", "the file has more than 64 MB")));
    }
    if size == 0 {
        return Err(unreadable("文件是空的 (the file is empty)"));
    }
    let bytes = std::fs::read(&file.path).map_err(|cause| unreadable(&cause.to_string()))?;
    let name: Arc<str> = file.name.as_str().into();
    if matches!(file.ending.as_str(), "csv" | "tsv" | "txt") {
        let rows = text::rows(&text::decode(&bytes), file.ending != "csv")
            .map_err(|(zh, en)| Box::new(limits::too_large(place(), zh, en)))?;
        return Ok(vec![Grid { file: name, sheet: "".into(), rows, merges: Vec::new() }]);
    }
    // calamine may panic on a broken file; that is one unreadable file, not the end of the run.
    let opened = std::panic::catch_unwind(|| workbook(bytes, &name));
    match opened {
        Ok(Ok(grids)) => Ok(grids),
        Ok(Err(Trouble::TooLarge(sheet))) => {
            let place = Place::Sheet { file: file.name.clone(), sheet };
            Err(Box::new(limits::too_large(place, "行列或单元格太多", "too many rows, columns or cells")))
        }
        Ok(Err(Trouble::Broken(cause))) => Err(unreadable(&cause)),
        Err(_) => Err(unreadable("文件已损坏 (the file is damaged)")),
    }
}

enum Trouble {
    TooLarge(String),
    Broken(String),
}

fn workbook(bytes: Vec<u8>, name: &Arc<str>) -> Result<Vec<Grid>, Trouble> {
    let broken = |cause: &dyn std::fmt::Display| Trouble::Broken(cause.to_string());
    let mut sheets = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|cause| broken(&cause))?;
    let mut grids = Vec::new();
    for sheet in sheets.sheet_names() {
        let mut grid =
            Grid { file: name.clone(), sheet: sheet.as_str().into(), rows: Vec::new(), merges: Vec::new() };
        match &mut sheets {
            Sheets::Xlsx(book) => xlsx(book, &sheet, &mut grid)?,
            other => {
                let range = other.worksheet_range(&sheet).map_err(|cause| broken(&cause))?;
                let start = range.start().unwrap_or_default();
                for (row, column, value) in range.used_cells() {
                    let at = (start.0 as usize + row, start.1 as usize + column);
                    put(&mut grid, at, from_data(value)).map_err(|()| Trouble::TooLarge(sheet.clone()))?;
                }
                if let Sheets::Xls(book) = &mut sheets {
                    grid.merges = merges(book.merge_cells_by_sheet_name(&sheet).unwrap_or_default());
                }
            }
        }
        grid.spread_down();
        grids.push(grid);
    }
    Ok(grids)
}

/// Streams the cells: a declared rectangle is never allocated.
fn xlsx(book: &mut Xlsx<Bytes>, sheet: &str, grid: &mut Grid) -> Result<(), Trouble> {
    grid.merges = merges(book.merge_cells_by_sheet_name(sheet).unwrap_or_default());
    let mut cells = match book.worksheet_cells_reader(sheet) {
        Ok(cells) => cells,
        // A chart sheet has no cells.
        Err(calamine::XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(cause) => return Err(Trouble::Broken(cause.to_string())),
    };
    let mut taken = 0;
    while let Some(cell) = cells.next_cell().map_err(|cause| Trouble::Broken(cause.to_string()))? {
        let (row, column) = cell.get_position();
        let value = from_ref(cell.get_value());
        if value.is_empty() {
            continue;
        }
        taken += 1;
        if taken > limits::CELLS {
            return Err(Trouble::TooLarge(sheet.to_owned()));
        }
        put(grid, (row as usize, column as usize), value)
            .map_err(|()| Trouble::TooLarge(sheet.to_owned()))?;
    }
    Ok(())
}

fn merges(found: Vec<calamine::Dimensions>) -> Vec<(u32, u32, u32, u32)> {
    let bounded = |area: &calamine::Dimensions| area.end.0 < limits::ROWS && area.end.1 < limits::COLUMNS;
    let areas = found.into_iter().filter(bounded).take(limits::MERGES);
    areas.map(|area| (area.start.0, area.start.1, area.end.0, area.end.1)).collect()
}

fn put(grid: &mut Grid, (row, column): (usize, usize), value: Cell) -> Result<(), ()> {
    if value.is_empty() {
        return Ok(());
    }
    if row >= limits::ROWS as usize || column >= limits::COLUMNS as usize {
        return Err(());
    }
    if grid.rows.len() <= row {
        grid.rows.resize(row + 1, Vec::new());
    }
    let Some(cells) = grid.rows.get_mut(row) else { return Err(()) };
    if cells.len() <= column {
        cells.resize(column + 1, Cell::Empty);
    }
    if let Some(cell) = cells.get_mut(column) {
        *cell = value;
    }
    Ok(())
}

fn from_ref(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::SharedString(text) => words(text),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => words(text),
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(value) => Cell::Bool(*value),
        DataRef::DateTime(date) => day(date),
        DataRef::Error(_) => Cell::Error,
        DataRef::Empty => Cell::Empty,
    }
}

fn from_data(value: &Data) -> Cell {
    match value {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => words(text),
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(value) => Cell::Bool(*value),
        Data::DateTime(date) => day(date),
        Data::Error(_) => Cell::Error,
        Data::Empty => Cell::Empty,
    }
}

fn words(text: &str) -> Cell {
    let text: String = text.chars().filter(|&c| c != '\0').take(limits::CELL_CHARS).collect();
    if text.trim().is_empty() { Cell::Empty } else { Cell::Text(text) }
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
