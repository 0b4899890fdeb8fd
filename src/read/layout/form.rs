//! Registration forms (登记表): one person, each value in the cell beside its label.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Field;
use crate::read::grid::{Cell, CellRef, Grid};
use crate::read::layout::spelling;
use crate::read::normalise::squeeze;
use crate::read::value;

/// A form on a sheet.
#[derive(Debug, Clone)]
pub(in crate::read) struct Form {
    /// First row, from 0.
    pub(in crate::read) first: usize,
    /// The row after its last.
    pub(in crate::read) end: usize,
    /// Where the value of each field stands.
    pub(in crate::read) cells: BTreeMap<Field, CellRef>,
    /// Shown label and field.
    pub(in crate::read) labels: Vec<(String, Field)>,
    /// Labels without a field of their own, and their values.
    pub(in crate::read) extra: BTreeMap<String, String>,
}

/// The form that begins in a row: 姓名 with something else than a label beside it, and labels in the row below.
pub(in crate::read) fn at(grid: &Grid, row: usize) -> Option<Form> {
    if !begins(grid, row) || is_sideways(grid, row) {
        return None;
    }
    let next = (row + 1..grid.rows.len()).find(|row| begins(grid, *row));
    // The title of the next form stands right above it.
    let end = next.map_or(grid.rows.len(), |next| {
        let titles = (row + 1..next).rev().take_while(|row| filled(grid, *row) <= 1).count();
        next - titles
    });
    let mut form =
        Form { first: row, end, cells: BTreeMap::new(), labels: Vec::new(), extra: BTreeMap::new() };
    let mut used = BTreeSet::new();
    for row in row..end {
        for column in 0..grid.rows.get(row).map_or(0, Vec::len) {
            let at = CellRef { row, column };
            if !goes_on(grid, at) {
                form.take(grid, at, &mut used);
            }
        }
    }
    (form.labels.len() >= 4).then_some(form)
}

/// 姓名 | 何静 | 罗芸 | 何兰: a row that begins with the head and goes on with names. People stand side by side: no form, and no
/// table that is read.
pub(in crate::read) fn is_sideways(grid: &Grid, row: usize) -> bool {
    let mut cells = grid.rows.get(row).into_iter().flatten().filter(|cell| !cell.is_empty());
    let is_head = cells.next().and_then(label) == Some(Field::Name);
    let is_name = |cell: &Cell| matches!(cell, Cell::Text(text) if value::looks_like_a_name(text.trim()));
    let mut people: Vec<&Cell> = cells.collect();
    // A value that is merged over its neighbours may stand in each.
    people.dedup();
    is_head && people.len() > 1 && people.iter().all(|cell| is_name(cell) && label(cell).is_none())
}

fn filled(grid: &Grid, row: usize) -> usize {
    grid.rows.get(row).map_or(0, |cells| cells.iter().filter(|cell| !cell.is_empty()).count())
}

fn begins(grid: &Grid, row: usize) -> bool {
    let Some(cells) = grid.rows.get(row) else { return false };
    let label = |row: usize, column: usize| label(grid.cell(row, column));
    let Some(column) = (0..cells.len()).find(|&column| label(row, column) == Some(Field::Name)) else {
        return false;
    };
    if goes_on(grid, CellRef { row, column }) {
        return false;
    }
    let value = grid.at(beside(grid, CellRef { row, column }));
    let is_value = self::label(value).is_none() && !is_label_of_anything(value);
    // Under the head of a table stand names; in a form the next label.
    let below = row + 1;
    let labels_below = (0..grid.rows.get(below).map_or(0, Vec::len))
        .filter(|&column| label(below, column).is_some())
        .count();
    // Label and value by turns, three times at least: no head of a table looks like that.
    let with_value = (0..cells.len())
        .filter(|&column| label(row, column).is_some() && has_value(grid, CellRef { row, column }))
        .count();
    // A title such as 候选人 above the head of a table: there label stands beside label.
    let width = grid.rows.get(below).map_or(0, Vec::len);
    let is_head = |column: usize| (column..column + 3).all(|column| label(below, column).is_some());
    if filled(grid, row) == 1 && (0..width).any(is_head) {
        return false;
    }
    // The head 姓名 merged over two rows stands below itself.
    let labels_below = label(below, column).is_some_and(|field| field != Field::Name) && labels_below >= 1;
    is_value && (labels_below || with_value >= 3)
}

/// Whether something that is no label stands beside a label.
fn has_value(grid: &Grid, label: CellRef) -> bool {
    let value = grid.at(beside(grid, label));
    !value.is_empty() && !is_label_of_anything(value)
}

/// 中共党员 and 主席 head columns of tables; in a form they are values.
const VALUES: &[Field] = &[
    Field::IsParty,
    Field::RoleChair,
    Field::RoleVice,
    Field::RoleStanding,
    Field::RoleExec,
    Field::IsNew,
    Field::IsContinued,
];

fn is_label_of_anything(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if spelling::field(text).is_some_and(|field| !VALUES.contains(&field)))
}

/// The field of a label; a serial number or a remark is no label of a person.
fn label(cell: &Cell) -> Option<Field> {
    match cell {
        Cell::Text(text) if text.chars().count() <= 24 => {
            spelling::field(text).filter(|field| !VALUES.contains(field))
        }
        _ => None,
    }
}

/// Whether a cell is the lower part of one that is merged over several rows.
fn goes_on(grid: &Grid, at: CellRef) -> bool {
    grid.merges_near(at.row).iter().any(|merge| merge.holds(at) && (merge.top as usize) < at.row)
}

/// The cell right after a label and whatever is merged with it.
fn beside(grid: &Grid, label: CellRef) -> CellRef {
    let merge = grid.merges_near(label.row).iter().find(|merge| merge.holds(label));
    CellRef { row: label.row, column: merge.map_or(label.column, |merge| merge.right as usize) + 1 }
}

impl Form {
    /// Takes one label and its value.
    fn take(&mut self, grid: &Grid, at: CellRef, used: &mut BTreeSet<CellRef>) {
        let cell = grid.at(at);
        let Cell::Text(text) = cell else { return };
        if used.contains(&at) {
            return;
        }
        let value = beside(grid, at);
        let is_value = !is_label_of_anything(grid.at(value));
        let shown = squeeze(text).into_owned();
        match label(cell) {
            Some(Field::Extra | Field::Ignored | Field::Seq) | None => {
                let beside = grid.at(value).shown();
                if is_value && !beside.trim().is_empty() && shown.chars().count() <= 24 {
                    used.insert(value);
                    self.extra.entry(shown).or_insert_with(|| beside.trim().to_owned());
                }
            }
            Some(field) => {
                self.labels.push((shown, field));
                if is_value {
                    used.insert(value);
                    self.cells.entry(field).or_insert(value);
                }
            }
        }
    }

    /// The columns of the fields that stand in the row of the name: the row that the record is said to have.
    pub(in crate::read) fn columns(&self) -> BTreeMap<Field, u32> {
        let row = self.cells.get(&Field::Name).map_or(self.first, |at| at.row);
        let in_row = self.cells.iter().filter(|(_, at)| at.row == row);
        in_row.map(|(field, at)| (*field, u32::try_from(at.column).unwrap_or(0))).collect()
    }
}
