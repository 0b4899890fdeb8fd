//! Lines between the rows of a list of delegates that say how those below attend: 列席人员, 候补代表, 监票人.

use crate::model::{Field, Presence, Standing};
use crate::problem::Problem;
use crate::read::grid::{Cell, Grid};
use crate::read::layout::columns::Header;
use crate::read::layout::list_words::ListWords;
use crate::read::layout::section::without_section_number;
use crate::read::log::ReadLog;
use crate::read::normalise::fold;
use crate::read::record::which_word::UNKNOWN_VALUE;
use crate::say;

/// What such a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) enum Line {
    /// Those below are the delegates themselves.
    Formal,
    /// Those below attend so.
    Says(String),
}

/// What a row is, if it is such a line: nothing else stands in it, and it stands before the remarks.
pub(in crate::read) fn of(grid: &Grid, header: &Header, row: usize) -> Option<Line> {
    let mut cells = grid.rows.get(row)?.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    let (Some((column, Cell::Text(text))), None) = (cells.next(), cells.next()) else { return None };
    // 请假 alone among the remarks is said of one whose name is missing.
    header.column(Field::Name).filter(|name| column <= *name as usize)?;
    let folded = fold(text);
    let text = without_section_number(&folded).split(['(', ':']).next()?;
    let text = text.trim_matches(['【', '】', ' ']).trim_end_matches("名单");
    let words = ListWords::get();
    if words.is_standing(text) {
        Some(Line::Says(text.to_owned()))
    } else {
        words.is_formal(text).then_some(Line::Formal)
    }
}

impl Line {
    /// The remark of those below. Where it does not tell whether they are delegates, that is a problem.
    pub(in crate::read) fn remark(self, grid: &Grid, row: usize, log: &mut ReadLog) -> Option<String> {
        let Self::Says(text) = self else { return None };
        let is_told = Standing::of(&[&text]) != Standing::Delegate
            || Standing::is_doubtful(&[&text])
            || Presence::of(Some(&text), None).came().is_some();
        if !is_told {
            let message = say!(
                "“{text}”下面的人，看不出是不是正式代表，按正式代表算",
                "it does not show whether those below \"{text}\" are delegates; they count as such"
            );
            let hint = say!(
                "不是代表的，把这几行移到另一张表；列席的写“列席人员”",
                "move those who are none to a table of their own; 列席人员 heads those without a vote"
            );
            log.report(Problem::new(&UNKNOWN_VALUE, grid.row_place(row), message).hint(hint));
        }
        Some(text)
    }
}
