//! Tables that the clerk types in the window, from a picture or from paper: files of the program's own below `data`, in which cells are
//! written where they stand.

use std::path::Path;

use crate::bind;
use crate::pipeline::edits::change::{self, Change, NotChanged};
use crate::pipeline::edits::fix::Fix;
use crate::pipeline::edits::paths::{free, full};
use crate::problem::Stop;
use crate::say;

/// Where they lie.
pub(super) const TYPED: &str = "data/手打的表/";
/// Begins the file, so that Excel knows its letters.
const BOM: &str = "\u{FEFF}";
/// Rows and columns of such a table.
const ROWS: usize = 5_000;
const COLUMNS: usize = 60;

/// Whether a file is such a table.
#[must_use]
pub fn is_typed(file: &str) -> bool {
    file.starts_with(TYPED) && file.ends_with(".csv")
}

/// Makes a table of these rows; where it lies.
pub(in crate::pipeline) fn new_table(
    root: &Path,
    name: &str,
    rows: &[Vec<String>],
) -> Result<(Change, String), NotChanged> {
    let _held = change::held(root)?;
    let file = free(root, &format!("{TYPED}{}.csv", bind::file_name(name)));
    let step = change::write_text(root, &file, text(rows)?)?;
    Ok((Change::new(say!("新的一张表：{name}", "a new table: {name}"), vec![step]), file))
}

/// Writes cells into such a table, all or none.
pub(super) fn put(root: &Path, file: &str, fixes: &[Fix]) -> Result<Change, NotChanged> {
    let mut rows = read(root, file)?;
    let mut last = None;
    for fix in fixes {
        let shown = fix.shown();
        if fix.row >= ROWS || fix.column >= COLUMNS {
            return Err(NotChanged::Refused(say!("{shown} 超出了这张表", "{shown} is outside the table")));
        }
        if rows.len() <= fix.row {
            rows.resize(fix.row + 1, Vec::new());
        }
        let Some(row) = rows.get_mut(fix.row) else { continue };
        if row.len() <= fix.column {
            row.resize(fix.column + 1, String::new());
        }
        let Some(cell) = row.get_mut(fix.column) else { continue };
        if fix.seen.as_ref().is_some_and(|seen| seen.trim() != cell.trim()) {
            return Err(NotChanged::Refused(say!(
                "{shown} 现在是“{cell}”，没有改",
                "{shown} says \"{cell}\" by now; nothing was changed"
            )));
        }
        let now = fix.now.trim().replace(['\r', '\n'], " ");
        last = Some(say!("{shown}：{now}", "{shown}: {now}"));
        *cell = now;
    }
    let count = fixes.len();
    let said =
        last.filter(|_| count == 1).unwrap_or_else(|| say!("填了 {count} 格", "{count} cells filled in"));
    Ok(Change::new(said, vec![change::write_text(root, file, text(&rows)?)?]))
}

fn read(root: &Path, file: &str) -> Result<Vec<Vec<String>>, NotChanged> {
    let path = full(root, file);
    let text = std::fs::read_to_string(&path).map_err(|cause| {
        let shown = path.display();
        Stop::new(say!("读取 {shown}", "reading {shown}"), cause)
    })?;
    let text = text.strip_prefix(BOM).unwrap_or(&text);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let rows = reader.records().take(ROWS).map(|row| Ok(row?.iter().map(str::to_owned).collect()));
    let rows: Result<Vec<Vec<String>>, csv::Error> = rows.collect();
    rows.map_err(|_| {
        NotChanged::Refused(say!("这张表在别处改乱了，打不开", "the table cannot be understood any more"))
    })
}

/// The text of the file: rows of one width.
fn text(rows: &[Vec<String>]) -> Result<String, Stop> {
    let failed = |cause: csv::Error| Stop::new(say!("写表", "writing the table"), cause);
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut csv =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BOM.as_bytes().to_vec());
    for row in rows {
        let cells = (0..width).map(|column| row.get(column).map_or("", String::as_str));
        csv.write_record(cells).map_err(failed)?;
    }
    let bytes = csv.into_inner().map_err(|cause| Stop::new(say!("写表", "writing the table"), cause))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
