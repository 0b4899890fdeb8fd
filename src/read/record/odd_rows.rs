//! Rows that look like a person and are none: the example of a template, a post that nobody holds.

use crate::problem::{Code, Say, Severity};
use crate::say;

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
