//! How many people a title says there are, against the rows below it: 妇女代表名单（共30人）.

use crate::model::TableKind;
use crate::problem::Problem;
use crate::read::grid::Grid;
use crate::read::log::ReadLog;
use crate::read::reading::TableSeen;
use crate::read::reconcile::totals::TOTAL_MISMATCH;
use crate::say;

/// Lists with a row for each person.
const OF_PEOPLE: [TableKind; 4] =
    [TableKind::Delegates, TableKind::Nominees, TableKind::Officers, TableKind::Previous];

/// Compares the titles of the lists of one sheet with their rows. A title may be of its own list, of all lists of its kind on the
/// sheet, or of those down to the next title with a number.
pub(in crate::read) fn compare(grid: &Grid, tables: &[TableSeen], log: &mut ReadLog) {
    let said = |table: &TableSeen| table.about.get("title").and_then(|title| count(title));
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
        let may_go_on = grid.around.in_document && table.rows < stated;
        if may_go_on || [table.rows, section, all].contains(&stated) {
            continue;
        }
        let read = table.rows;
        let message = say!(
            "标题写的是 {stated} 人，下面有 {read} 人",
            "the title says {stated} people, below it are {read}"
        );
        let hint = say!(
            "看看是不是漏了人或多了人；标题的人数不对的，改标题",
            "see whether somebody is missing or too many, or correct the title"
        );
        let row = table.first_row.saturating_sub(1) as usize;
        log.report(Problem::new(&TOTAL_MISMATCH, grid.row_place(row), message).hint(hint));
    }
}

/// The number of people at the end of a title: （30人）, 共30名.
fn count(title: &str) -> Option<usize> {
    let inside = title.trim_end_matches([')', '）', '。']);
    let before = inside.strip_suffix(['人', '名'])?;
    let rest = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = before.get(rest.len()..)?;
    let is_said = rest.ends_with(['(', '（', '共', '计']);
    digits.parse().ok().filter(|_| is_said && digits.len() <= 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_says_how_many() {
        assert_eq!(count("石桥村妇女代表名单(共30人)"), Some(30));
        assert_eq!(count("石桥村妇女代表名单(13名)"), Some(13));
        assert_eq!(count("执委花名册，合计9人"), Some(9));
        for other in
            ["石桥村妇女代表名单", "应选代表30名的名单", "第3次妇女代表大会执委名单", "妇女300人", "（人）"]
        {
            assert_eq!(count(other), None, "{other}");
        }
    }
}
