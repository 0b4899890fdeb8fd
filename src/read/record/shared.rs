//! What is the same for all rows of one table.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Field, Given, Role, TableKind};
use crate::read::layout::columns::Header;
use crate::read::layout::form::Form;
use crate::read::layout::role::infer_role;
use crate::read::layout::section;
use crate::read::layout::sheet::Sheet;
use crate::read::layout::title::{TitleLine, Titles};
use crate::read::layout::unit_said::UnitSaid;
use crate::read::layout::walk::TableLayout;
use crate::read::normalise::fold;

/// What is the same for all rows of one table, until a row says otherwise.
#[derive(Debug, Clone)]
pub(in crate::read) struct Shared {
    pub(in crate::read) kind: TableKind,
    pub(in crate::read) county: Given<String>,
    pub(in crate::read) town: Given<String>,
    pub(in crate::read) unit: Given<String>,
    /// 另选人 block: names that were written in.
    pub(in crate::read) write_in: bool,
    /// 有效票 as the lines around a tally say it.
    pub(in crate::read) valid_votes: Option<u32>,
    /// The post of the heading above: 一、主席; unreadable below one that names no post.
    pub(in crate::read) heading: Given<Role>,
    /// What the line above says of the delegates below it: 列席人员.
    pub(in crate::read) remark: Option<String>,
    pub(in crate::read) columns: Arc<BTreeMap<Field, u32>>,
}

impl Shared {
    /// Of a table, from what is said around it.
    pub(in crate::read) fn of_table(sheet: &Sheet<'_>, table: &TableLayout) -> Self {
        let (header, kind, titles) = (&table.header, table.kind.table, &table.titles);
        // What headed the table above is no heading of this one; tables side by side share theirs.
        let is_own = |line: &&TitleLine| line.is_own(table.below) || sheet.beside > 0;
        let last = titles.last().filter(is_own).map(|line| line.text.as_str());
        let written = last.is_some_and(|title| title.contains("另选"))
            || header.names.iter().any(|(shown, _)| shown.contains("另选"));
        let heading = last.and_then(|title| section::heading(&fold(title)));
        Self {
            kind,
            county: Given::from(sheet.places.county()),
            town: Given::from(sheet.places.town()),
            unit: Given::from(said(sheet, titles)),
            valid_votes: None,
            write_in: kind == TableKind::Votes && written,
            heading: Given::from(heading.or_else(|| infer_role(sheet, header, kind, titles))),
            remark: None,
            columns: Arc::new(aliases(header, kind)),
        }
    }

    /// Of a form.
    pub(in crate::read) fn of_form(sheet: &Sheet<'_>, form: &Form, kind: TableKind, titles: &Titles) -> Self {
        let own = form.cells.get(&Field::Unit).map(|at| sheet.grid.at(*at).shown());
        let own = own.filter(|shown| !shown.trim().is_empty()).map(|shown| sheet.places.clean(&shown, None));
        Self {
            kind,
            county: Given::from(sheet.places.county()),
            town: Given::from(sheet.places.town()),
            unit: Given::from(own.or_else(|| said(sheet, titles))),
            valid_votes: None,
            write_in: false,
            heading: Given::Blank,
            remark: None,
            columns: Arc::new(form.columns()),
        }
    }
}

impl Shared {
    /// Whether the rows are those of a village, as far as anybody knows yet.
    pub(in crate::read) fn is_villages(&self) -> bool {
        self.unit.is_known() && self.unit.text() != self.town.text()
    }
}

/// The village that is said around a table, where nothing contradicts it.
pub(in crate::read) fn said(sheet: &Sheet<'_>, titles: &Titles) -> Option<String> {
    UnitSaid::of(sheet.places, &sheet.grid.sheet, titles).agreed().map(str::to_owned)
}

/// Columns by the names of the record's fields, where the header calls them otherwise.
fn aliases(header: &Header, kind: TableKind) -> BTreeMap<Field, u32> {
    let mut columns: BTreeMap<Field, u32> = header.columns.iter().collect();
    let pairs: &[(Field, Field)] = match kind {
        TableKind::Congresses => &[
            (Field::RoleChair, Field::Chairs),
            (Field::ChairName, Field::Chairs),
            (Field::RoleVice, Field::ViceChairs),
            (Field::ViceNames, Field::ViceChairs),
            (Field::ElectedCount, Field::Elected),
        ],
        TableKind::Progress => &[(Field::Date, Field::Congress)],
        TableKind::Officers | TableKind::Previous => &[
            (Field::IsNew, Field::Renewed),
            (Field::IsContinued, Field::Renewed),
            (Field::RoleChair, Field::Role),
        ],
        _ => &[],
    };
    for (from, to) in pairs {
        if let Some(column) = header.column(*from) {
            columns.entry(*to).or_insert(column);
        }
    }
    for tick in &header.ticks {
        columns.entry(tick.field).or_insert(tick.column);
    }
    columns
}
