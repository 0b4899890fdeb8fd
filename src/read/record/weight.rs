//! What the record of a row takes in memory.

use crate::model::Field;
use crate::read::grid::Cell;
use crate::read::layout::table_kind::Shape;
use crate::read::layout::walk::TableLayout;
use crate::read::limits;

/// Bytes of a leaf of a tree of texts: it takes them with its first entry already, and holds six.
const LEAF: usize = 560;

/// The bytes of the record, or records, of one row.
pub(in crate::read) fn of_row(table: &TableLayout, cells: &[Cell]) -> u64 {
    let heap: usize = cells.iter().map(Cell::heap).sum();
    let kept = |column: u32| cells.get(column as usize).is_some_and(|cell| !cell.is_empty());
    let extra = table.header.extra.iter().filter(|own| kept(own.column));
    let extra: Vec<usize> = extra.map(|own| 16 + own.header.len()).collect();
    let extra = extra.len().div_ceil(6) * LEAF + extra.iter().sum::<usize>();
    limits::weight(table.kind.table) * records(table, cells) as u64 + (heap + extra) as u64
}

/// A row of names holds a person for every name, of two characters at least.
fn records(table: &TableLayout, cells: &[Cell]) -> usize {
    match table.kind.shape {
        Shape::Names => {
            let of =
                |column: u32| cells.get(column as usize).map_or(0, |cell| cell.shown().len().div_ceil(7));
            let names = table.header.posts.iter().map(|post| of(post.column).min(limits::LISTED));
            names.sum::<usize>().max(1)
        }
        // Marks or spaces part the people of one cell.
        Shape::Rows => {
            let name = table.header.column(Field::Name).and_then(|column| cells.get(column as usize));
            let parts = |text: &str| text.chars().filter(|c| !c.is_alphabetic()).count();
            let names = name.map_or(0, |cell| if let Cell::Text(text) = cell { parts(text) } else { 0 });
            names.min(limits::LISTED) + 1
        }
        Shape::Statistics | Shape::Statement => 1,
    }
}
