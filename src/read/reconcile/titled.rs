//! How many people a title says there are, against the rows below it: 妇女代表名单（共30人）.

use crate::model::TableKind;
use crate::problem::{Place, Problem};
use crate::read::grid::Grid;
use crate::read::layout::title::line_text;
use crate::read::log::ReadLog;
use crate::read::reading::TableSeen;
use crate::read::reconcile::totals::TOTAL_MISMATCH;
use crate::read::value;
use crate::say;

/// Lists with a row for each person.
pub(in crate::read) const OF_PEOPLE: [TableKind; 4] =
    [TableKind::Delegates, TableKind::Nominees, TableKind::Officers, TableKind::Previous];

/// Compares the titles of the lists of one sheet with their rows. A title may be of its own list, of all lists of its kind on the
/// sheet, or of those down to the next title with a number.
pub(in crate::read) fn compare(grid: &Grid, tables: &[TableSeen], log: &mut ReadLog) {
    let said = |table: &TableSeen| {
        let title = table.about.get("title").and_then(|title| value::people_said(title));
        title.or_else(|| said_above(grid, table)).map(|people| people as usize)
    };
    for (at, table) in tables.iter().enumerate() {
        let is_list = OF_PEOPLE.contains(&table.kind) && !table.form && table.rows > 0;
        let Some(stated) = said(table).filter(|_| is_list) else { continue };
        let alike = |other: &&TableSeen| other.kind == table.kind;
        let below = tables.iter().skip(at + 1).take_while(|other| said(other).is_none());
        let rows =
            |tables: &mut dyn Iterator<Item = &TableSeen>| tables.map(|table| table.rows).sum::<usize>();
        let all = rows(&mut tables.iter().filter(alike));
        let section = table.rows + rows(&mut below.filter(alike));
        // A list of a document may go on in its next table.
        let may_go_on = grid.around.in_document && !grid.around.is_last && table.rows < stated;
        if may_go_on || [table.rows, section, all].contains(&stated) {
            continue;
        }
        let row = table.first_row.saturating_sub(1) as usize;
        log.report(mismatch(grid.row_place(row), stated, table.rows));
    }
}

/// What the lines above a table say: 应到6人, 实选代表4名.
fn said_above(grid: &Grid, table: &TableSeen) -> Option<u32> {
    let (first, head) = (table.first_row as usize, table.header_row as usize);
    let rows = (first.saturating_sub(1)..head.saturating_sub(1)).filter_map(|row| line_text(grid, row));
    let above = grid.around.above.iter().filter(|_| first <= 1).cloned();
    rows.chain(above).find_map(|line| value::people_said(&line))
}

/// What a title or a heading says, against the rows that are its own.
pub(in crate::read) fn mismatch(place: Place, stated: usize, read: usize) -> Problem {
    let message = say!(
        "标题写的是 {stated} 人，读到的是 {read} 人",
        "the heading says {stated} people, its rows are {read}"
    );
    let hint = say!(
        "看看是不是漏了人或多了人；标题的人数不对的，改标题",
        "see whether somebody is missing or too many, or correct the heading"
    );
    Problem::new(&TOTAL_MISMATCH, place, message).hint(hint)
}
