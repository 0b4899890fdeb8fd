//! What every question looks at: definitions, bodies, and which sheets have which columns.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use crate::count::field::CountedField;
use crate::count::indicator::Indicators;
use crate::model::{Row, Source};
use crate::resolve::{Body, Resolved};

/// The basis of all figures.
#[derive(Debug)]
pub(super) struct Basis<'a> {
    pub(super) indicators: &'a Indicators,
    /// Decimals of a share.
    pub(super) decimals: u8,
    /// File, sheet and header of the columns that are counted by.
    columns: HashSet<(Arc<str>, Arc<str>, String)>,
}

impl<'a> Basis<'a> {
    pub(super) fn new(resolved: &'a Resolved<'a>, indicators: &'a Indicators) -> Self {
        Self {
            indicators,
            decimals: resolved.cycle.rules.decimals,
            columns: columns(&resolved.bodies, indicators),
        }
    }

    /// Whether a sheet has a column of one's own: then its empty cells may mean something.
    pub(super) fn has_column(&self, source: &Source, header: &str) -> bool {
        self.columns.contains(&(source.file.clone(), source.sheet.clone(), header.to_owned()))
    }
}

/// A column is there where any of its cells is filled.
fn columns(bodies: &[Body<'_>], indicators: &Indicators) -> HashSet<(Arc<str>, Arc<str>, String)> {
    let wanted: BTreeSet<&str> = indicators
        .groups
        .iter()
        .filter_map(
            |group| if let CountedField::Extra(header) = &group.by { Some(header.as_str()) } else { None },
        )
        .collect();
    let mut found = HashSet::new();
    if wanted.is_empty() {
        return found;
    }
    for rows in bodies.iter().map(|body| &body.rows) {
        let officers =
            rows.officers.iter().chain(&rows.previous).copied().flat_map(|row| of_row(row, &wanted));
        found.extend(officers);
        found.extend(rows.delegates.iter().copied().flat_map(|row| of_row(row, &wanted)));
        found.extend(rows.nominees.iter().copied().flat_map(|row| of_row(row, &wanted)));
    }
    found
}

fn of_row<T>(row: &Row<T>, wanted: &BTreeSet<&str>) -> Vec<(Arc<str>, Arc<str>, String)> {
    let own = row.extra.keys().filter(|header| wanted.contains(header.as_str()));
    own.map(|header| (row.source.file.clone(), row.source.sheet.clone(), header.clone())).collect()
}
