//! A panic in the middle of a paper.

use crate::problem::{Code, Place, Problem, Severity};
use crate::say;

/// A panic inside one paper: a fault of the program. Source: STYLE of this project, docs/architecture.md.
pub(super) static FAULT: Code =
    Code { id: "fault", severity: Severity::Error, source: "docs/architecture.md" };
/// The problem of a panic inside a paper, or inside any of a body's (`*`).
pub(super) fn fault(id: &str, body: &str, panic: &str) -> Problem {
    let version = env!("CARGO_PKG_VERSION");
    let message =
        say!("huanjie {version} 自身出了故障：{panic}", "this is a fault of huanjie {version}: {panic}");
    let hint = say!("请把这条信息和所用表格发给维护人员", "please report this message with the spreadsheets");
    let place = Place::Document { id: id.to_owned(), body: body.to_owned() };
    Problem::new(&FAULT, place, message).hint(hint)
}
