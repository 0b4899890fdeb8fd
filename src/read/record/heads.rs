//! What the heads of a table say beside their fields: which columns take ticks, and a heading that names no post.

use crate::model::Field;
use crate::problem::Problem;
use crate::read::grid::{Cell, Grid};
use crate::read::layout::columns::Header;
use crate::read::layout::title::line_text;
use crate::read::record::which_word::UNKNOWN_VALUE;
use crate::say;

/// Columns in which an empty cell means no: the head asks for a tick, or ticks stand in them; of who was elected, anything at
/// all. A column that is empty from top to bottom says nothing.
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
    let says = |column: u32| {
        let mut rows = grid.rows.iter().skip(header.last + 1);
        rows.any(|cells| cells.get(column as usize).is_some_and(|cell| !cell.is_empty()))
    };
    let is_of_ticks = |field: Field, column: u32| {
        header.asks_for_tick.contains(&column) || holds(column) || (field == Field::Elected && says(column))
    };
    let columns = FIELDS.iter().filter_map(|field| Some((*field, header.column(*field)?)));
    columns.filter(|(field, column)| is_of_ticks(*field, *column)).map(|(_, column)| column).collect()
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
