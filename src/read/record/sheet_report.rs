//! What is said of a sheet as a whole: nothing on it, no table found, hidden, columns mapped to no field.

use std::collections::BTreeMap;

use crate::cycle::CYCLE_FILE;
use crate::problem::{Code, Place, Problem, Say, Severity};
use crate::read::discover::IGNORED_FILE;
use crate::read::file;
use crate::read::grid::{Cell, Grid};
use crate::read::layout::form;
use crate::read::layout::row_kind::is_footer;
use crate::read::layout::spelling;
use crate::read::layout::title::line_text;
use crate::read::layout::unit::Places;
use crate::read::layout::unit_said::UnitSaid;
use crate::read::log::ReadLog;
use crate::read::value;
use crate::say;

/// A sheet with data in which no table was found: an error where the whole file gives none. Source: SPREADSHEETS 1.
pub(in crate::read) static NO_HEADER: Code =
    Code { id: "no-header", severity: Severity::Error, source: "SPREADSHEETS 1" };
/// A sheet or a document with a picture and no table: most likely a photograph of one. Source: SPREADSHEETS 6 (18).
pub(in crate::read) static PICTURE_ONLY: Code =
    Code { id: "picture-only", severity: Severity::Error, source: "SPREADSHEETS 6 (18)" };
/// A sheet that its author hid; it is not read unless `cycle.toml` names it. Source: SPREADSHEETS 6 (22).
pub(in crate::read) static HIDDEN_SHEET: Code =
    Code { id: "hidden-sheet", severity: Severity::Warning, source: "SPREADSHEETS 6 (22)" };
/// Rows or columns that nobody sees were read. Source: SPREADSHEETS 6 (22).
pub(in crate::read) static HIDDEN_CELLS: Code =
    Code { id: "hidden-cells", severity: Severity::Note, source: "SPREADSHEETS 6 (22)" };
/// `[[table]]` maps a column to a field that does not exist. Source: DESIGN 4.
pub(in crate::read) static UNKNOWN_FIELD: Code =
    Code { id: "unknown-field", severity: Severity::Error, source: "DESIGN 4" };

/// A sheet with a picture and no more filled cells than this holds no table of its own.
const BESIDE_A_PICTURE: usize = 8;

/// A sheet or a document without a table, with the reason that is seen.
pub(in crate::read) fn without_table(grid: &Grid, alone: bool, places: &Places<'_>) -> Option<Problem> {
    if is_picture(grid) { Some(of_village(picture_only(grid), places)) } else { no_header(grid, alone) }
}

/// Whether there is nothing but a picture: one that lies on the sheet, or one that WPS keeps in a cell.
pub(in crate::read) fn is_picture(grid: &Grid) -> bool {
    let filled = || grid.rows.iter().flatten().filter(|cell| !cell.is_empty());
    let in_cell = |cell: &Cell| matches!(cell, Cell::Text(text) if text.trim_start_matches('=').starts_with("DISPIMG("));
    let texts = filled().take(1_000).filter(|cell| !in_cell(cell)).count();
    let pictures = grid.pictures || filled().take(1_000).any(in_cell);
    pictures && !grid.hidden && texts <= BESIDE_A_PICTURE
}

fn picture_only(grid: &Grid) -> Problem {
    let message = say!(
        "这里只有图片，没有表格；图上的内容读不了",
        "nothing but a picture is here and no table; what a picture shows cannot be read"
    );
    let hint = say!(
        "图上是名单就照着打成表格；不是就删去图片，或移出 data 文件夹",
        "if it shows a roster, type it into a table; if not, delete the picture or move it out of data/"
    );
    Problem::new(&PICTURE_ONLY, grid.sheet_place(), message).hint(hint)
}

/// A sheet with something on it and no table: worse where it is all there is.
fn no_header(grid: &Grid, alone: bool) -> Option<Problem> {
    let filled = grid.rows.iter().filter(|cells| cells.iter().any(|cell| !cell.is_empty())).count();
    // Signatures below a roster often stand in a table of their own.
    let lines = || (0..grid.rows.len()).filter_map(|row| line_text(grid, row));
    let is_signed = grid.around.in_document && !alone && lines().all(|line| is_footer(&line));
    if filled == 0 || grid.hidden || is_signed {
        return None;
    }
    if grid.around.follows_on {
        return Some(without_head(grid, filled));
    }
    let message = say!(
        "没有认出这是什么表，{filled} 行都没有读",
        "no known table was found here, {filled} rows were not read"
    );
    let hint = if (0..grid.rows.len()).any(|row| form::is_sideways(grid, row)) {
        say!(
            "这张表一列写一个人，要改成一行写一个人：全选复制，在空白工作表里“选择性粘贴”，勾上“转置”",
            "here each person is a column and must be a row: copy it all, and paste it into an empty sheet with \"transpose\""
        )
    } else if is_bare_names(grid) {
        say!(
            "这里像是只有姓名，没有表头：一行写一个人，在第一个姓名上面加一行“姓名”",
            "these seem to be names without a header: one name a row, and 姓名 in a row above the first"
        )
    } else {
        say!(
            "表头要有姓名、村（社区）等列；或在 cycle.toml 里用 [[table]] 指明种类、表头所在行和各列的意思",
            "the header needs columns such as 姓名 and 村（社区）; or name kind, header row and columns with [[table]] in cycle.toml"
        )
    };
    let severity = if alone { Severity::Error } else { Severity::Warning };
    Some(Problem::new(&NO_HEADER, grid.sheet_place(), message).hint(hint).severity(severity))
}

/// Whether a sheet holds names and little else: a title, serial numbers, who signed.
fn is_bare_names(grid: &Grid) -> bool {
    let texts = grid.rows.iter().flatten().filter_map(|cell| match cell {
        Cell::Text(text) if !text.bytes().all(|byte| byte.is_ascii_digit()) => Some(text.trim()),
        _ => None,
    });
    let (names, others): (Vec<_>, Vec<_>) = texts.partition(|text| value::looks_like_a_name(text));
    names.len() >= 3 && names.len() > 2 * others.len()
}

/// The second part of a table that was cut in two, on the next page of a document.
fn without_head(grid: &Grid, filled: usize) -> Problem {
    let message = say!(
        "这张表紧接着上一张，没有表头，{filled} 行都没有读",
        "this table stands right below another one and has no header; {filled} rows were not read"
    );
    let hint = say!(
        "把上一张表的表头复制到第一行，或者把两张表合成一张",
        "copy the header of the table above into the first row, or make one table of both"
    );
    Problem::new(&NO_HEADER, grid.sheet_place(), message).hint(hint)
}

/// A document with text and without a table.
fn prose(grid: &Grid) -> Problem {
    let message =
        say!("这个文档里没有表格，文字没有读", "there is no table in this document; its text was not read");
    let hint = say!(
        "名单要做成表格；通知、方案这类不是数据的文件，请移出 data 文件夹",
        "a roster must be a table; move what is no data, such as a notice, out of data/"
    );
    Problem::new(&NO_HEADER, Place::File(grid.file.to_string()), message).hint(hint)
}

/// A file whose sheets hold nothing at all.
pub(in crate::read) fn blank_file(grid: &Grid, places: &Places<'_>) -> Problem {
    if !grid.around.above.is_empty() {
        return of_village(prose(grid), places);
    }
    let message = say!("文件里没有任何内容", "nothing is written in this file");
    let hint = say!("填上内容，或移出 data 文件夹", "fill it in, or move it out of the folder");
    let blank = Problem::new(&NO_HEADER, Place::File(grid.file.to_string()), message).hint(hint);
    of_village(blank.severity(Severity::Warning), places)
}

/// Words in the name of a file that holds a list.
const ROSTERS: &[&str] = &[
    "名单", "名册", "登记", "代表", "候选", "执委", "委员", "班子", "计票", "得票", "选举", "统计", "汇总",
    "表", "换届",
];

/// A file that was not read: whose it seems to be is the village that is empty now. A picture, a PDF or a document that by its
/// name is neither a list nor a village's is nothing to stop for: 会议照片.jpg, 通知.docx.
pub(in crate::read) fn of_village(mut problem: Problem, places: &Places<'_>) -> Problem {
    let sheet = problem.place.sheet().unwrap_or_default();
    let said = UnitSaid::of(places, sheet, &Vec::new());
    let name = places.parts().first().map_or("", String::as_str);
    let ending =
        problem.place.file().and_then(|file| file.rsplit_once('.')).map(|(_, ending)| ending.to_lowercase());
    let is_paper = ending.is_some_and(|ending| file::is_foreign(&ending) || ending == "docx");
    if is_paper
        && said.exact.is_empty()
        && said.near.is_empty()
        && !ROSTERS.iter().any(|word| name.contains(word))
    {
        return Problem { code: &IGNORED_FILE, ..problem }.severity(Severity::Warning);
    }
    if let Some(unit) = said.agreed() {
        let Say { zh, en } = problem.message;
        problem.message = say!("{zh}；看名字，是{unit}的", "{en}; by its name it is of {unit}");
    }
    problem
}

/// [`UNKNOWN_FIELD`], once for each such field.
pub(in crate::read) fn unknown_fields(mapped: &BTreeMap<String, String>, log: &mut ReadLog) {
    for field in mapped.values().filter(|field| spelling::named(field).is_none()) {
        let place = Place::File(CYCLE_FILE.to_owned());
        let message = say!(
            "[[table]] 的 columns 里，“{field}”不是字段名",
            "columns of [[table]]: \"{field}\" is no field"
        );
        let hint = say!("例如 \"何时生\" = \"birth\"", "for example \"何时生\" = \"birth\"");
        if !log.has_said(&message) {
            log.report_all([Problem::new(&UNKNOWN_FIELD, place, message).hint(hint)]);
        }
    }
}

/// A sheet that is hidden and that nothing asks for.
pub(in crate::read) fn hidden_sheet(grid: &Grid) -> Problem {
    let message = say!("工作表是隐藏的，没有读", "the sheet is hidden and was not read");
    let hint = say!(
        "需要它就取消隐藏，或在 cycle.toml 的 [[table]] 里用 sheet 指明",
        "unhide it if it counts, or name it with sheet in [[table]] of cycle.toml"
    );
    Problem::new(&HIDDEN_SHEET, grid.sheet_place(), message).hint(hint)
}

/// [`HIDDEN_CELLS`].
pub(in crate::read) fn hidden_cells(grid: &Grid) -> Option<Problem> {
    let holds = |row: usize, column: usize| !grid.cell(row, column).is_empty();
    let width = grid.rows.iter().map(Vec::len).max().unwrap_or(0);
    let rows =
        grid.hidden_rows.iter().filter(|row| (0..width).any(|column| holds(**row as usize, column))).count();
    let columns = grid
        .hidden_columns
        .iter()
        .filter(|column| (0..grid.rows.len()).any(|row| holds(row, **column as usize)))
        .count();
    if rows + columns == 0 {
        return None;
    }
    let message = say!(
        "隐藏的 {rows} 行、{columns} 列也读入了",
        "{rows} hidden rows and {columns} hidden columns were read as well"
    );
    let hint = say!("不该算的就删去", "delete what should not count");
    Some(Problem::new(&HIDDEN_CELLS, grid.sheet_place(), message).hint(hint))
}
