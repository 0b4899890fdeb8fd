//! A table that was read, for the ledger: where it stands, what its columns are, what its titles say.

use crate::model::{Field, Given, Records, Source, Title};
use crate::read::layout::caption::table_caption;
use crate::read::layout::sheet::Sheet;
use crate::read::layout::title::TitleLine;
use crate::read::layout::walk::TableLayout;
use crate::read::reading::TableSeen;

/// The titles of a table that name a term or a congress by its number.
pub(in crate::read) fn titles_of_a_term<'t>(
    sheet: &'t Sheet<'_>,
    table: &'t TableLayout,
) -> impl Iterator<Item = Title> + 't {
    let of_a_term = own(table).filter(|line| line.text.contains(['届', '次']));
    of_a_term.map(|line| Title {
        table: table.kind.table,
        text: line.text.clone(),
        source: Source {
            file: sheet.grid.file.clone(),
            sheet: sheet.grid.sheet.clone(),
            row: number(line.row()) + 1,
        },
    })
}

/// Whose all rows are: blank where they are several villages', and none where there is no row.
pub(in crate::read) fn unit_of(records: &mut Records) -> Option<Given<String>> {
    let mut all: Option<Given<String>> = None;
    records.each_unit(&mut |_, unit| match &all {
        None => all = Some(unit.clone()),
        Some(known) if known == unit => {}
        Some(_) => all = Some(Given::Blank),
    });
    all
}

/// The table as the ledger lists it, before its rows are counted; `end` is the row after its last.
pub(in crate::read) fn seen(
    sheet: &Sheet<'_>,
    table: &TableLayout,
    end: usize,
    unit: &Given<String>,
) -> TableSeen {
    let header = &table.header;
    TableSeen {
        file: sheet.grid.file.to_string(),
        sheet: sheet.grid.sheet.to_string(),
        kind: table.kind.table,
        form: false,
        first_row: number(own(table).next().map_or(header.first, TitleLine::row)) + 1,
        header_row: number(header.last) + 1,
        last_row: number(end),
        columns: header.names.clone(),
        unrecognised: header.extra.iter().map(|own| own.header.clone()).collect(),
        unit: unit.known().filter(|_| !header.has(Field::Unit)).cloned(),
        about: table_caption(&table.titles),
        rows: 0,
    }
}

fn own(table: &TableLayout) -> impl Iterator<Item = &TitleLine> {
    table.titles.iter().filter(|line| line.is_own(table.below))
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
