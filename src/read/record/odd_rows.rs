//! Rows that look like a person and are none: the example of a template, a post that nobody holds; and a header without rows.

use crate::problem::{Code, Problem, Say, Severity};
use crate::read::grid::Grid;
use crate::say;

/// A header with nobody below it. Source: SPREADSHEETS 6 (23).
pub(in crate::read) static EMPTY_TABLE: Code =
    Code { id: "empty-table", severity: Severity::Warning, source: "SPREADSHEETS 6 (23)" };
/// The example of a template was left in. Source: SPREADSHEETS 6 (23).
pub(in crate::read) static EXAMPLE_ROW: Code =
    Code { id: "example-row", severity: Severity::Warning, source: "SPREADSHEETS 6 (23)" };
/// A post that nobody holds. Source: SPREADSHEETS 6 (21).
pub(in crate::read) static VACANT_POST: Code =
    Code { id: "vacant-post", severity: Severity::Note, source: "SPREADSHEETS 6 (21)" };

/// What is said of an example, and what to do.
pub(in crate::read) fn example() -> (Say, Say) {
    (
        say!("这一行是模板里的示例，没有读", "this row is the example of a template and was not read"),
        say!("删去示例行", "delete the example"),
    )
}

/// What is said of a vacancy, and what to do.
pub(in crate::read) fn vacant() -> (Say, Say) {
    (
        say!("这个职务空缺，没有人", "nobody holds this post"),
        say!("选出后填上姓名", "enter the name once somebody is elected"),
    )
}

/// [`EMPTY_TABLE`].
pub(in crate::read) fn empty_table(grid: &Grid) -> Problem {
    let message = say!("只有表头，没有内容", "a header with nothing below it");
    let hint = say!("填上内容，或删去这张表", "fill it in, or delete the table");
    Problem::new(&EMPTY_TABLE, grid.sheet_place(), message).hint(hint)
}
