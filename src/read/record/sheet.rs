//! One sheet → what it holds: all its tables and forms, one after another or side by side.

use std::collections::BTreeMap;

use crate::cycle::Cycle;
use crate::model::{Field, TableKind};
use crate::read::grid::{CellRef, Grid};
use crate::read::layout::caption::table_caption;
use crate::read::layout::columns::Header;
use crate::read::layout::form::Form;
use crate::read::layout::list_words::ListWords;
use crate::read::layout::sheet::Sheet;
use crate::read::layout::table_kind::{self, Kind, Shape};
use crate::read::layout::title::{LineAt, TitleLine, Titles, above, line_text};
use crate::read::layout::unit::Places;
use crate::read::layout::walk::{Beside, Found, TableLayout, Walk};
use crate::read::limits;
use crate::read::log::ReadLog;
use crate::read::normalise::fold;
use crate::read::reading::{Content, TableSeen, Unread};
use crate::read::reconcile::titled;
use crate::read::record::reader::{RecordAt, RecordReader, Settings};
use crate::read::record::rows;
use crate::read::record::shared::Shared;
use crate::read::record::sheet_report;
use crate::read::record::table::{self, TableRead};
use crate::read::record::village_column;
use crate::read::record::which_column;
use crate::read::record::which_list::{self, List, Settled};
use crate::read::record::whose;

/// Reads all tables of one sheet.
pub(in crate::read) fn read(grid: &Grid, cycle: &Cycle, places: &Places<'_>, log: &mut ReadLog) -> Content {
    let rule = cycle.table_rule(&grid.file, &grid.sheet);
    if grid.is_blank() {
        return Content::default();
    }
    let is_named = rule.is_some_and(|rule| rule.sheet.is_some());
    if grid.hidden && !is_named {
        log.report_all([sheet_report::hidden_sheet(grid)]);
        return Content::default();
    }
    let nothing = BTreeMap::new();
    let set = rule.map_or(&nothing, |rule| &rule.columns);
    sheet_report::unknown_fields(set, log);
    let mapped = which_column::mapped(cycle, set);
    let sheet = Sheet { grid, cycle, places, rule, mapped: &mapped, echo: false, beside: 0 };
    let content = read_from(&sheet, 0, above(grid), log);
    if !content.tables.is_empty() {
        log.report_all(sheet_report::hidden_cells(grid));
        titled::compare(grid, &content.tables, log);
    }
    content
}

/// Reads everything from a row on; `titles` are the lines above it.
fn read_from(sheet: &Sheet<'_>, row: usize, titles: Titles, log: &mut ReadLog) -> Content {
    let mut content = Content::default();
    let mut walk = Walk::from(sheet, row, titles);
    while let Some(found) = walk.next(&mut content.ignored) {
        match found {
            Found::Form(form, titles) => content.append(read_form(sheet, &form, &titles, log)),
            Found::Table(table) => {
                let read = read_table(sheet, table, log);
                content.append(read.content);
                walk.go_on(read.end);
            }
            Found::Beside(beside) => {
                content.append(read_beside(sheet, &beside, log));
                break;
            }
        }
    }
    content
}

/// One table, once it is settled what it is; one that is of no use, or of which nobody knows yet, is only listed.
fn read_table(sheet: &Sheet<'_>, table: TableLayout, log: &mut ReadLog) -> TableRead {
    let table = village_column::settle(sheet, table);
    let end = || table::read(sheet, &table, &mut ReadLog::default());
    let rows = || end().content.tables.iter().map(|seen| seen.rows).sum();
    let is_refused = match which_list::settle(sheet, &List::from(&table), &rows, log) {
        Settled::Is(kind) => return table::read(sheet, &TableLayout { kind, ..table }, log),
        Settled::NotUsed => true,
        Settled::Open => {
            // Whatever it is, its columns are what they are; unless it seems to be of no use at all.
            let around = sheet.around(&table.header, &table.titles);
            if !around.iter().any(|own| ListWords::get().names_other(&fold(&own.text))) {
                which_column::ask(sheet, &table.header, table.kind.table, log);
            }
            false
        }
    };
    let read = end();
    let unread = unread(sheet, table.header.first, rows(), is_refused);
    let ignored = read.content.ignored;
    TableRead { content: Content { unread: vec![unread], ignored, ..Content::default() }, end: read.end }
}

/// Two tables side by side are two sheets that share their lines above.
fn read_beside(sheet: &Sheet<'_>, beside: &Beside, log: &mut ReadLog) -> Content {
    let Beside { row, column, titles } = beside;
    let (row, column) = (*row, *column);
    if sheet.beside >= limits::BESIDE || limits::PARTED_CELLS.is_broken_by(sheet.grid.size()) {
        let place = sheet.grid.place(CellRef { row, column });
        log.report_all([limits::PARTED_CELLS.problem(place)]);
        return Content::default();
    }
    let (left, right) = (sheet.grid.columns(0, column), sheet.grid.columns(column, usize::MAX));
    // A title of its own stands above each part; one that goes over both stands above the left and is both's.
    let own = |part: &Grid| -> Titles {
        let line = |line: &TitleLine| {
            let own = if let LineAt::Row(row) = line.at { line_text(part, row) } else { None };
            TitleLine { at: line.at, text: own.unwrap_or_else(|| line.text.clone()) }
        };
        titles.iter().map(line).collect()
    };
    let left_sheet = Sheet { grid: &left, beside: limits::BESIDE, ..*sheet };
    let mut content = read_from(&left_sheet, row, own(&left), log);
    let right_sheet = Sheet { grid: &right, echo: true, beside: sheet.beside + 1, ..*sheet };
    content.append(read_from(&right_sheet, row, own(&right), log));
    // A row that is a record on one side is none of the ignored ones.
    content.ignored.sort_by_key(|ignored| ignored.row);
    content.ignored.dedup_by_key(|ignored| ignored.row);
    content
}

/// A list that begins at a row, counted from 0, and was not read.
fn unread(sheet: &Sheet<'_>, row: usize, rows: usize, is_refused: bool) -> Unread {
    let (file, name) = (sheet.grid.file.to_string(), sheet.grid.sheet.to_string());
    let row = u32::try_from(row).unwrap_or(u32::MAX).saturating_add(1);
    Unread { file, sheet: name, row, rows, is_refused }
}

/// One registration form, once it is settled what it is of.
fn read_form(sheet: &Sheet<'_>, form: &Form, titles: &Titles, log: &mut ReadLog) -> Content {
    let mut content = Content::default();
    let header = Header::default();
    let context = sheet.context(&header, titles);
    let said = context.iter().find_map(|text| table_kind::by_words(text));
    let known = sheet.rule.and_then(|rule| rule.kind).or(said);
    let kind = Kind { table: known.unwrap_or(TableKind::Delegates), shape: Shape::Rows };
    let list = List { header: &header, titles: titles.clone(), kind, is_known: known.is_some() };
    let kind = match which_list::settle(sheet, &list, &|| 1, log) {
        Settled::Is(kind) => kind.table,
        other => {
            content.unread.push(unread(sheet, form.first, 1, other == Settled::NotUsed));
            return content;
        }
    };
    let mut shared = Shared::of_form(sheet, form, kind, titles);
    if let (Some(at), Some(unit)) = (form.cells.get(&Field::Unit), shared.unit.known()) {
        let asked = whose::named(sheet, unit, sheet.grid.place(*at), log);
        shared.unit = asked.unwrap_or_else(|| shared.unit.clone());
    }
    let (at, settings) = (RecordAt::Form(form), Settings::of(sheet.cycle));
    let mut reader = RecordReader { grid: sheet.grid, at, settings, tick_columns: &[], log, one: None };
    let rows = rows::read(&mut reader, &shared, &mut content.records);
    let answer = whose::settle(sheet, titles, &mut content.records, log);
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    content.tables.push(TableSeen {
        file: sheet.grid.file.to_string(),
        sheet: sheet.grid.sheet.to_string(),
        kind,
        form: true,
        first_row: titles.first().map_or(number(form.first), |line| number(line.row())) + 1,
        header_row: number(form.first) + 1,
        last_row: number(form.end),
        columns: form.labels.clone(),
        unrecognised: form.extra.keys().cloned().collect(),
        unit: answer.or_else(|| shared.unit.known().cloned()),
        about: table_caption(titles),
        rows,
    });
    content
}
