//! What is said of the heads of a table and of the lines between its rows: which columns take ticks, which are not known, a
//! heading of no post.

use crate::model::Field;
use crate::problem::{Problem, Say};
use crate::read::grid::{Cell, CellRef, Grid};
use crate::read::layout::columns::Header;
use crate::read::layout::header::UNKNOWN_HEADER;
use crate::read::layout::sheet::Sheet;
use crate::read::layout::spelling;
use crate::read::layout::title::line_text;
use crate::read::log::ReadLog;
use crate::read::record::word::UNKNOWN_VALUE;
use crate::say;

/// Columns in which an empty cell means no: the head asks for a tick, or ticks stand in them.
pub(in crate::read) fn tick_columns(grid: &Grid, header: &Header) -> Vec<u32> {
    const TICKS: [char; 8] = ['√', '✓', '✔', '☑', '■', 'v', 'V', '●'];
    const FIELDS: [Field; 8] = [
        Field::InCommittee,
        Field::IsNew,
        Field::IsContinued,
        Field::Attended,
        Field::IsDelegate,
        Field::Elected,
        Field::Done,
        Field::IsParty,
    ];
    let is_tick = |cell: &Cell| matches!(cell, Cell::Text(text) if text.trim().chars().count() == 1 && text.contains(TICKS));
    let holds = |column: u32| {
        let rows = grid.rows.iter().skip(header.last + 1);
        rows.filter_map(|cells| cells.get(column as usize)).any(is_tick)
    };
    let columns = FIELDS.iter().filter_map(|field| header.column(*field));
    columns.filter(|column| header.asks_for_tick.contains(column) || holds(*column)).collect()
}

/// [`UNKNOWN_HEADER`].
pub(in crate::read) fn unknown_headers(sheet: &Sheet<'_>, header: &Header, log: &mut ReadLog) {
    for own in header.extra.iter().filter(|own| own.is_unknown && !sheet.places.is_extra(&own.header)) {
        let shown = &own.header;
        let message = say!(
            "表头“{shown}”不认识，这一列按原样保留",
            "the header \"{shown}\" is not known; the column is kept as it is"
        );
        let hint = match spelling::nearest(shown) {
            Some(near) => say!(
                "是不是“{near}”？如果是自己要加的列，在 cycle.toml 开头写 extra_columns = [\"{shown}\"]",
                "did you mean \"{near}\"? For a column of your own, write extra_columns = [\"{shown}\"] at the top of cycle.toml"
            ),
            None => say!(
                "如果是自己要加的列，在 cycle.toml 开头写 extra_columns = [\"{shown}\"]",
                "for a column of your own, write extra_columns = [\"{shown}\"] at the top of cycle.toml"
            ),
        };
        let place = sheet.grid.place(CellRef { row: header.last, column: own.column as usize });
        log.report(Problem::new(&UNKNOWN_HEADER, place, message).hint(hint));
    }
}

/// [`UNKNOWN_VALUE`] of a heading between the rows that names no post.
pub(in crate::read) fn no_post(grid: &Grid, row: usize) -> Problem {
    let line = line_text(grid, row).unwrap_or_default();
    let message = say!(
        "“{line}”看不出是什么职务，下面的人没有跟着上一节的职务",
        "\"{line}\" names no known post; the people below were not given the post of the section above"
    );
    let hint = say!("写成 一、主席，二、副主席，三、执委", "write 一、主席, 二、副主席, 三、执委");
    Problem::new(&UNKNOWN_VALUE, grid.row_place(row), message).hint(hint)
}

/// What is said of the example of a template.
pub(in crate::read) fn example() -> (Say, Say) {
    (
        say!("这一行是模板里的示例，没有读", "this row is the example of a template and was not read"),
        say!("删去示例行", "delete the example"),
    )
}

/// What is said of a post that nobody holds.
pub(in crate::read) fn vacant() -> (Say, Say) {
    (
        say!("这个职务空缺，没有人", "nobody holds this post"),
        say!("选出后填上姓名", "enter the name once somebody is elected"),
    )
}
