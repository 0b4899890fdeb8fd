//! 单位 in a list of all villages, merged down and written short: 柳溪, 石桥, 大坪. Elsewhere such a column is a place of work; here
//! nothing else says whose the rows are, and nearly all of it are villages.

use std::collections::BTreeSet;

use crate::model::Field;
use crate::read::layout::sheet::Sheet;
use crate::read::layout::walk::TableLayout;
use crate::read::limits;
use crate::read::normalise::squeeze;
use crate::read::record::{shared, towns_list};

/// Villages that a column must name, and how much of it.
const LEAST: usize = 2;
const MOST_OF: (usize, usize) = (4, 5);

/// The table with its column 单位 as that of villages, where it is one. The lists of a town's own congress keep it: it says where each
/// of its people comes from.
pub(in crate::read) fn settle(sheet: &Sheet<'_>, mut table: TableLayout) -> TableLayout {
    let header = &table.header;
    let is_open =
        header.has(Field::Workplace) && !header.has(Field::Unit) && !sheet.places.units().is_empty();
    if is_open
        && shared::said(sheet, &table.titles).is_none()
        && towns_list::towns_title(sheet, &table).is_none()
        && names_villages(sheet, &table)
    {
        table.header.take_workplace_for_unit();
    }
    table
}

fn names_villages(sheet: &Sheet<'_>, table: &TableLayout) -> bool {
    let Some(column) = table.header.column(Field::Workplace) else { return false };
    let rows = sheet.grid.rows.iter().skip(table.header.last + 1).take(limits::PLACE_ROWS);
    let texts = rows.filter_map(|cells| cells.get(column as usize)).filter(|cell| !cell.is_empty());
    let (mut filled, mut villages, mut named) = (0, 0, BTreeSet::new());
    for text in texts.map(|cell| squeeze(&cell.shown()).into_owned()) {
        filled += 1;
        let listed = sheet.places.units().iter().find(|unit| **unit == text).cloned();
        if let Some(unit) = listed.or_else(|| sheet.places.is_nearly_unit(&text)) {
            villages += 1;
            named.insert(unit);
        }
    }
    let (part, whole) = MOST_OF;
    named.len() >= LEAST && villages * whole >= filled * part
}
