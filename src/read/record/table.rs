//! The rows under a header → records, and what the rows that are none say.

use crate::model::{Field, Source, TableKind, Title};
use crate::problem::{Code, Problem, Say, Severity};
use crate::read::grid::{Cell, CellRef, Grid};
use crate::read::layout::caption::{Caption, add_footer, table_caption};
use crate::read::layout::columns::Header;
use crate::read::layout::header;
use crate::read::layout::header::{HeadBelow, UNKNOWN_HEADER};
use crate::read::layout::row_kind;
use crate::read::layout::row_kind::RowKind;
use crate::read::layout::sheet::Sheet;
use crate::read::layout::spelling;
use crate::read::layout::table_kind::Shape;
use crate::read::layout::title::line_text;
use crate::read::layout::walk::TableLayout;
use crate::read::log::ReadLog;
use crate::read::reading::{Content, Ignored, IgnoredKind, TableSeen};
use crate::read::reconcile::totals::Totals;
use crate::read::record::place::RowPlaces;
use crate::read::record::reader::{RecordAt, RecordReader, Settings};
use crate::read::record::rows;
use crate::read::record::sentence::Sentence;
use crate::read::record::shared::Shared;
use crate::read::record::weight;
use crate::say;

/// A header with nobody below it. Source: SPREADSHEETS 6 (23).
pub(in crate::read) static EMPTY_TABLE: Code =
    Code { id: "empty-table", severity: Severity::Warning, source: "SPREADSHEETS 6 (23)" };
/// The example of a template was left in. Source: SPREADSHEETS 6 (23).
pub(in crate::read) static EXAMPLE_ROW: Code =
    Code { id: "example-row", severity: Severity::Warning, source: "SPREADSHEETS 6 (23)" };
/// A post that nobody holds. Source: SPREADSHEETS 6 (21).
pub(in crate::read) static VACANT_POST: Code =
    Code { id: "vacant-post", severity: Severity::Note, source: "SPREADSHEETS 6 (21)" };

/// A table that was read.
#[derive(Debug)]
pub(in crate::read) struct TableRead {
    pub(in crate::read) content: Content,
    /// The row after the table.
    pub(in crate::read) end: usize,
}

/// A table while its rows are read.
struct TableReader<'a> {
    sheet: &'a Sheet<'a>,
    table: &'a TableLayout,
    shared: Shared,
    places: RowPlaces<'a>,
    sentence: Sentence,
    totals: Totals<'a>,
    tick_columns: Vec<u32>,
    about: Caption,
    content: Content,
    /// How many records there are.
    taken: usize,
    /// How many rows look like a person and are none.
    reported: usize,
    too_heavy: bool,
}

/// Whether a table goes on below a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goes {
    On,
    NoFurther,
}

/// Reads the rows under a header.
pub(in crate::read) fn read(sheet: &Sheet<'_>, table: &TableLayout, log: &mut ReadLog) -> TableRead {
    let (grid, header, titles) = (sheet.grid, &table.header, &table.titles);
    if table.kind.shape != Shape::Statistics {
        unknown_headers(sheet, header, log);
    }
    let mut reader = TableReader {
        sheet,
        table,
        shared: Shared::of_table(sheet, table),
        places: RowPlaces::new(sheet, header, titles),
        sentence: Sentence::of_titles(grid, titles, header.first),
        totals: Totals::new(grid, header),
        tick_columns: tick_columns(grid, header),
        about: table_caption(titles),
        content: Content::default(),
        taken: 0,
        reported: 0,
        too_heavy: false,
    };
    (header.first..=header.last).for_each(|row| reader.ignore(row, IgnoredKind::Header));
    let mut row = header.last + 1;
    while row < grid.rows.len() && reader.row(row, log) == Goes::On {
        row += 1;
    }
    let end = if reader.too_heavy { grid.rows.len() } else { row };
    TableRead { content: reader.close(row, log), end }
}

impl TableReader<'_> {
    /// Reads one row.
    fn row(&mut self, row: usize, log: &mut ReadLog) -> Goes {
        let (sheet, grid) = (self.sheet, self.sheet.grid);
        let (header, shape) = (&self.table.header, self.table.kind.shape);
        match header::below(grid, header, shape, row, sheet.mapped) {
            Some(HeadBelow::Repeated(levels)) => {
                (row..row + levels).for_each(|row| self.ignore(row, IgnoredKind::Header));
                return Goes::On;
            }
            Some(HeadBelow::Another) => return Goes::NoFurther,
            None => {}
        }
        match row_kind::classify(grid, header, shape, row) {
            RowKind::Record => return self.record(row, log),
            RowKind::Title => return Goes::NoFurther,
            RowKind::Nothing => {}
            RowKind::Total(sum) => {
                self.ignore(row, IgnoredKind::Total);
                self.totals.compare(row, sum, log);
            }
            RowKind::Example => self.report(&EXAMPLE_ROW, row, log),
            RowKind::Vacant => {
                self.totals.sequence(row, log);
                self.report(&VACANT_POST, row, log);
            }
            // The head of a section's own table follows: the heading is that table's.
            RowKind::Heading(_) if header::at(grid, row + 1, sheet.mapped).is_some() => {
                return Goes::NoFurther;
            }
            RowKind::Heading(role) => {
                self.ignore(row, IgnoredKind::Title);
                self.shared.heading = Some(role);
            }
            RowKind::Ignored(why) => {
                self.ignore(row, why);
                if let (IgnoredKind::Footer, Some(line)) = (why, line_text(grid, row)) {
                    add_footer(&line, &mut self.about);
                }
                self.sentence.foot(grid, row);
                self.places.take_heading(row, &mut self.shared);
            }
        }
        Goes::On
    }

    /// Reads a record, unless the file weighs too much already.
    fn record(&mut self, row: usize, log: &mut ReadLog) -> Goes {
        let (sheet, grid, header) = (self.sheet, self.sheet.grid, &self.table.header);
        let cells = grid.rows.get(row).map_or(&[][..], Vec::as_slice);
        if let Err(limit) = log.weigh(weight::of_row(self.table, cells)) {
            log.report_all([limit.problem(grid.place(CellRef { row, column: 0 }))]);
            self.too_heavy = true;
            return Goes::NoFurther;
        }
        self.places.take(row, &mut self.shared, log);
        // Two tables side by side may be numbered across: 1, 3, 5 and 2, 4, 6.
        if sheet.beside == 0 && !sheet.echo {
            self.totals.sequence(row, log);
        }
        self.totals.add(row);
        let (at, settings) = (RecordAt::Row(row, header), Settings::of(sheet.cycle));
        let mut reader =
            RecordReader { grid, at, settings, tick_columns: &self.tick_columns, log, one: None };
        if let Some(column) = header.column(Field::Seq)
            && let Cell::Error(name) = grid.cell(row, column as usize)
        {
            reader.cell_error(CellRef { row, column: column as usize }, name, Severity::Warning);
        }
        let (shared, records) = (&self.shared, &mut self.content.records);
        self.taken += match self.table.kind.shape {
            Shape::Rows => rows::read(&mut reader, shared, records),
            Shape::Names => rows::read_names(&mut reader, shared, records),
            Shape::Statement => rows::read_statement(&mut reader, shared, records),
            Shape::Statistics => rows::read_statistics(&mut reader, shared, records),
        };
        Goes::On
    }

    /// Notes a row that is no record.
    fn ignore(&mut self, row: usize, kind: IgnoredKind) {
        self.content.ignored.push(Ignored::row_of(self.sheet.grid, row, kind));
    }

    /// Reports a row that looks like a person and is none.
    fn report(&mut self, code: &'static Code, row: usize, log: &mut ReadLog) {
        let is_example = std::ptr::eq(code, &raw const EXAMPLE_ROW);
        self.ignore(row, if is_example { IgnoredKind::Note } else { IgnoredKind::Blank });
        self.reported += 1;
        let (message, hint) = if is_example { example() } else { vacant() };
        log.report(Problem::new(code, self.sheet.grid.row_place(row), message).hint(hint));
    }

    /// The table as a value; `end` is the row after its last.
    fn close(mut self, end: usize, log: &mut ReadLog) -> Content {
        let (sheet, grid) = (self.sheet, self.sheet.grid);
        let TableLayout { header, kind, titles, below } = self.table;
        if kind.table == TableKind::Votes && !self.shared.write_in && !sheet.echo {
            self.content.records.congresses.extend(self.sentence.into_record(grid, &self.shared));
        }
        if self.taken == 0 && self.reported == 0 {
            let message = say!("只有表头，没有内容", "a header with nothing below it");
            let hint = say!("填上内容，或删去这张表", "fill it in, or delete the table");
            log.report(Problem::new(&EMPTY_TABLE, grid.sheet_place(), message).hint(hint));
        }
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let own = || titles.iter().filter(|line| line.row >= *below);
        let of_a_term = own().filter(|line| line.text.contains(['届', '次']));
        self.content.records.titles.extend(of_a_term.map(|line| Title {
            table: kind.table,
            text: line.text.clone(),
            source: Source { file: grid.file.clone(), sheet: grid.sheet.clone(), row: number(line.row) + 1 },
        }));
        self.content.tables.push(TableSeen {
            file: grid.file.to_string(),
            sheet: grid.sheet.to_string(),
            kind: kind.table,
            form: false,
            first_row: number(own().next().map_or(header.first, |line| line.row)) + 1,
            header_row: number(header.last) + 1,
            last_row: number(end),
            columns: header.names.clone(),
            unrecognised: header.extra.iter().map(|own| own.header.clone()).collect(),
            unit: self.shared.unit.known().filter(|_| !header.has(Field::Unit)).cloned(),
            about: self.about,
            rows: self.taken,
        });
        self.content
    }
}

fn example() -> (Say, Say) {
    (
        say!("这一行是模板里的示例，没有读", "this row is the example of a template and was not read"),
        say!("删去示例行", "delete the example"),
    )
}

fn vacant() -> (Say, Say) {
    (
        say!("这个职务空缺，没有人", "nobody holds this post"),
        say!("选出后填上姓名", "enter the name once somebody is elected"),
    )
}

/// Columns in which an empty cell means no: the head asks for a tick, or ticks stand in them.
fn tick_columns(grid: &Grid, header: &Header) -> Vec<u32> {
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

fn unknown_headers(sheet: &Sheet<'_>, header: &Header, log: &mut ReadLog) {
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
