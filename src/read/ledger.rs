//! Every file and sheet ends as used, or as not used with the reason (DESIGN 14).

use crate::problem::{Place, Problem, Say};
use crate::read::grid::{Cell, Grid};
use crate::read::reading::{Content, SourceSeen};
use crate::say;

/// Files of which nothing was read, for the reasons that these problems give.
pub(super) fn not_opened<'p>(problems: impl IntoIterator<Item = &'p Problem>) -> Vec<SourceSeen> {
    let source = |problem: &Problem| match &problem.place {
        Place::File(file) => Some(SourceSeen {
            file: file.clone(),
            sheet: None,
            rows: 0,
            records: 0,
            why: Some(problem.message.clone()),
        }),
        _ => None,
    };
    problems.into_iter().filter_map(source).collect()
}

/// What became of one sheet.
pub(super) fn of_sheet(grid: &Grid, content: &Content) -> SourceSeen {
    let rows = grid.rows.iter().filter(|cells| cells.iter().any(|cell: &Cell| !cell.is_empty())).count();
    let records = content.tables.iter().map(|table| table.rows).sum();
    let why = (records == 0).then(|| why(grid, content, rows));
    SourceSeen { file: grid.file.to_string(), sheet: Some(grid.sheet.to_string()), rows, records, why }
}

fn why(grid: &Grid, content: &Content, rows: usize) -> Say {
    match content.unread.first() {
        Some(list) if list.is_refused => say!("答复说不用", "of no use, as answered"),
        Some(_) => say!("有问题待答复（huanjie ask）", "a question about it is open (huanjie ask)"),
        None if rows == 0 && !grid.around.above.is_empty() => {
            say!("没有表格，文字没有读", "there is no table, and its text is not read")
        }
        None if rows == 0 => say!("没有内容", "nothing is written there"),
        None if grid.hidden => say!("工作表是隐藏的", "the sheet is hidden"),
        None if !content.tables.is_empty() => say!("只有表头，没有人", "a header with nobody below it"),
        None => say!("没有认出表格", "no table was recognised"),
    }
}
