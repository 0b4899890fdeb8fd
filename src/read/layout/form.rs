//! Registration forms (登记表): one person, each value in the cell beside its label.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Given, TableKind};
use crate::read::grid::{Cell, Grid};
use crate::read::layout::spelling;
use crate::read::normalise::squeeze;
use crate::read::record::rows::Shared;

/// A form on a sheet.
#[derive(Debug, Clone)]
pub(in crate::read) struct Form {
    /// First row, from 0.
    pub(in crate::read) first: usize,
    /// The row after its last.
    pub(in crate::read) end: usize,
    /// Where the value of each field stands: row and column.
    pub(in crate::read) cells: BTreeMap<&'static str, (usize, usize)>,
    /// Shown label and field.
    pub(in crate::read) labels: Vec<(String, String)>,
    /// Labels without a field of their own, and their values.
    pub(in crate::read) extra: BTreeMap<String, String>,
}

/// The form that begins in a row: 姓名 with something else than a label beside it, and labels in the row below.
pub(in crate::read) fn at(grid: &Grid, row: usize) -> Option<Form> {
    if !begins(grid, row) {
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
            form.take(grid, (row, column), &mut used);
        }
    }
    (form.labels.len() >= 4).then_some(form)
}

fn filled(grid: &Grid, row: usize) -> usize {
    grid.rows.get(row).map_or(0, |cells| cells.iter().filter(|cell| !cell.is_empty()).count())
}

fn begins(grid: &Grid, row: usize) -> bool {
    let Some(cells) = grid.rows.get(row) else { return false };
    let label = |row: usize, column: usize| label(grid.cell(row, column));
    let Some(column) = (0..cells.len()).find(|&column| label(row, column) == Some("name")) else {
        return false;
    };
    let value = (row, after(grid, (row, column)));
    let is_value = label(value.0, value.1).is_none() && !is_label_of_anything(grid.cell(value.0, value.1));
    // Under the head of a table stand names; in a form the next label.
    let below = row + 1;
    let labels_below = (0..grid.rows.get(below).map_or(0, Vec::len))
        .filter(|&column| label(below, column).is_some())
        .count();
    // Label and value by turns, three times at least: no head of a table looks like that.
    let with_value = (0..cells.len())
        .filter(|&column| label(row, column).is_some() && has_value(grid, (row, column)))
        .count();
    // The head 姓名 merged over two rows stands below itself.
    let labels_below = label(below, column).is_some_and(|field| field != "name") && labels_below >= 1;
    is_value && (labels_below || with_value >= 3)
}

/// Whether something that is no label stands beside a label.
fn has_value(grid: &Grid, spot: (usize, usize)) -> bool {
    let value = grid.cell(spot.0, after(grid, spot));
    !value.is_empty() && !is_label_of_anything(value)
}

/// 中共党员 and 主席 head columns of tables; in a form they are values.
const VALUES: &[&str] =
    &["is_party", "role_chair", "role_vice", "role_standing", "role_exec", "is_new", "is_continued"];

fn is_label_of_anything(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if spelling::field(text).is_some_and(|field| !VALUES.contains(&field)))
}

/// The field of a label; a serial number or a remark is no label of a person.
fn label(cell: &Cell) -> Option<&'static str> {
    match cell {
        Cell::Text(text) if text.chars().count() <= 24 => {
            spelling::field(text).filter(|field| !VALUES.contains(field))
        }
        _ => None,
    }
}

/// The column right after a cell and whatever is merged with it.
fn after(grid: &Grid, (row, column): (usize, usize)) -> usize {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let inside = grid.merges_near(row).iter().find(|(top, left, bottom, right)| {
        (*top..=*bottom).contains(&number(row)) && (*left..=*right).contains(&number(column))
    });
    inside.map_or(column, |(_, _, _, right)| *right as usize) + 1
}

impl Form {
    /// Takes one label and its value.
    fn take(&mut self, grid: &Grid, spot: (usize, usize), used: &mut BTreeSet<(usize, usize)>) {
        let cell = grid.cell(spot.0, spot.1);
        let Cell::Text(text) = cell else { return };
        if used.contains(&spot) {
            return;
        }
        let value = (spot.0, after(grid, spot));
        let field = label(cell);
        let is_value = !is_label_of_anything(grid.cell(value.0, value.1));
        let shown = squeeze(text).into_owned();
        match field {
            Some("extra" | "ignored" | "seq") | None => {
                let beside = grid.cell(value.0, value.1).shown();
                if is_value && !beside.trim().is_empty() && shown.chars().count() <= 24 {
                    used.insert(value);
                    self.extra.entry(shown).or_insert_with(|| beside.trim().to_owned());
                }
            }
            Some(name) => {
                self.labels.push((shown, name.to_owned()));
                if is_value {
                    used.insert(value);
                    self.cells.entry(name).or_insert(value);
                }
            }
        }
    }

    /// Where the record stands: the row of the name, and the columns of the fields in that row.
    pub(in crate::read) fn place(&self) -> (usize, BTreeMap<&'static str, u32>) {
        let row = self.cells.get("name").map_or(self.first, |(row, _)| *row);
        let columns = self.cells.iter().filter(|(_, (other, _))| *other == row);
        (row, columns.map(|(field, (_, column))| (*field, u32::try_from(*column).unwrap_or(0))).collect())
    }

    /// What is the same for all fields.
    pub(in crate::read) fn shared(
        &self,
        kind: TableKind,
        town: Given<String>,
        unit: Given<String>,
    ) -> Shared {
        Shared {
            kind,
            town,
            unit,
            county: Given::Blank,
            write_in: false,
            heading: None,
            columns: Arc::new(self.place().1),
        }
    }
}
