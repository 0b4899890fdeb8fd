//! The rows under a header → records, and what the rows that are none say.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Given, Source, TableKind, Title};
use crate::problem::{Code, Place, Problem, Severity};
use crate::read::Reading;
use crate::read::grid::{Cell, Grid};
use crate::read::layout::caption;
use crate::read::layout::header;
use crate::read::layout::header::Header;
use crate::read::layout::role;
use crate::read::layout::row_kind;
use crate::read::layout::row_kind::Line;
use crate::read::layout::sheet::{Sheet, Titles, line_text};
use crate::read::layout::spelling;
use crate::read::layout::table_kind::Shape;
use crate::read::limits;
use crate::read::log::{IgnoredKind, TableSeen};
use crate::read::normalise::{fold, squeeze};
use crate::read::reconcile::totals::Totals;
use crate::read::record::cell;
use crate::read::record::reader::{RecordReader, UNKNOWN_VALUE, Where};
use crate::read::record::rows;
use crate::read::record::rows::Shared;
use crate::read::record::sentence;
use crate::read::value::Words;
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

/// A table while its rows are taken.
struct Open<'a> {
    sheet: &'a Sheet<'a>,
    header: &'a Header,
    shape: Shape,
    shared: Shared,
    facts: sentence::Facts,
    totals: Totals,
    tick_columns: Vec<u32>,
    about: BTreeMap<&'static str, String>,
    /// Whether neither sheet, title nor file says which village the table is of.
    unit_unsaid: bool,
    /// County and town as the last row that has them writes them.
    above: [Option<String>; 2],
    taken: usize,
    told: usize,
    too_heavy: bool,
}

/// Takes the rows under a header; gives the row after the table.
pub(in crate::read) fn take(
    sheet: &Sheet<'_>,
    header: &Header,
    (kind, shape): (TableKind, Shape),
    (titles, below): (&Titles, usize),
    reading: &mut Reading,
) -> usize {
    let grid = sheet.grid;
    (header.first..=header.last).for_each(|row| sheet.ignore(row, IgnoredKind::Header, reading));
    if shape != Shape::Statistics {
        unknown_headers(sheet, header, reading);
    }
    let mut open = Open {
        sheet,
        header,
        shape,
        shared: shared(sheet, header, kind, titles),
        facts: sentence::Facts::of_titles(grid, titles, header.first),
        totals: Totals::default(),
        tick_columns: tick_columns(grid, header),
        about: caption::about(titles),
        unit_unsaid: sheet.known.unit(&grid.sheet, titles).is_none(),
        above: [None, None],
        taken: 0,
        told: 0,
        too_heavy: false,
    };
    let mut row = header.last + 1;
    while row < grid.rows.len() && open.row(row, reading) {
        row += 1;
    }
    let end = if open.too_heavy { grid.rows.len() } else { row };
    open.close((below, row), titles, reading);
    end
}

fn shared(sheet: &Sheet<'_>, header: &Header, kind: TableKind, titles: &Titles) -> Shared {
    let written = titles.last().is_some_and(|(_, title)| title.contains("另选"))
        || header.names.iter().any(|(shown, _)| shown.contains("另选"));
    Shared {
        kind,
        county: Given::from(sheet.known.county()),
        town: Given::from(sheet.known.town()),
        unit: Given::from(sheet.known.unit(&sheet.grid.sheet, titles)),
        write_in: kind == TableKind::Votes && written,
        heading: titles
            .last()
            .and_then(|(_, title)| row_kind::heading(&fold(title)))
            .or_else(|| role::post(sheet, header, kind, titles)),
        columns: Arc::new(aliases(header, kind)),
    }
}

/// Columns by the names of the record's fields, where the header calls them otherwise.
fn aliases(header: &Header, kind: TableKind) -> BTreeMap<&'static str, u32> {
    let mut columns = header.columns.clone();
    let pairs: &[(&str, &'static str)] = match kind {
        TableKind::Congresses => &[
            ("role_chair", "chairs"),
            ("chair_name", "chairs"),
            ("role_vice", "vice_chairs"),
            ("vice_names", "vice_chairs"),
            ("elected_count", "elected"),
        ],
        TableKind::Progress => &[("date", "congress")],
        TableKind::Officers | TableKind::Previous => {
            &[("is_new", "renewed"), ("is_continued", "renewed"), ("role_chair", "role")]
        }
        _ => &[],
    };
    for (from, to) in pairs {
        if let Some(&column) = header.columns.get(from) {
            columns.entry(to).or_insert(column);
        }
    }
    for (field, _, column) in &header.ticks {
        columns.entry(field).or_insert(*column);
    }
    columns
}

/// Columns in which an empty cell means no: the head asks for a tick, or ticks stand in them.
fn tick_columns(grid: &Grid, header: &Header) -> Vec<u32> {
    const TICKS: [char; 8] = ['√', '✓', '✔', '☑', '■', 'v', 'V', '●'];
    let is_tick = |cell: &Cell| matches!(cell, Cell::Text(text) if text.trim().chars().count() == 1 && text.contains(TICKS));
    let holds = |column: u32| {
        let rows = grid.rows.iter().skip(header.last + 1);
        rows.filter_map(|cells| cells.get(column as usize)).any(is_tick)
    };
    let fields =
        ["in_committee", "is_new", "is_continued", "attended", "is_delegate", "elected", "done", "is_party"];
    let columns = fields.iter().filter_map(|field| header.columns.get(field).copied());
    columns.filter(|column| header.asks_for_tick.contains(column) || holds(*column)).collect()
}

impl Open<'_> {
    /// Takes one row; whether the table goes on below it.
    fn row(&mut self, row: usize, reading: &mut Reading) -> bool {
        let (sheet, header, grid) = (self.sheet, self.header, self.sheet.grid);
        // A record is none of the heads; to look for one in every row would take longer than all the rest.
        let may_be_head = !row_kind::is_record(grid, header, self.shape, row) || is_a_head(grid, header, row);
        if may_be_head && header::at(grid, row, sheet.mapped).is_some() {
            if let Some(levels) = repeated(grid, header, row) {
                // The head of the next printed page.
                (row..row + levels).for_each(|row| sheet.ignore(row, IgnoredKind::Header, reading));
                return true;
            }
            return false;
        }
        match row_kind::sort(grid, header, self.shape, row) {
            Line::Record => {
                reading.weight += self.weight(row);
                if reading.weight > limits::MEMORY.most {
                    reading.problems.push(limits::MEMORY.problem(grid.place(row, 0)));
                    self.too_heavy = true;
                    return false;
                }
                self.record(row, reading);
            }
            Line::Title => return false,
            Line::Nothing => {}
            Line::Total(whole) => {
                sheet.ignore(row, IgnoredKind::Total, reading);
                self.totals.compare(grid, header, (row, whole), reading);
            }
            Line::Example => self.tell(&EXAMPLE_ROW, row, IgnoredKind::Note, reading),
            Line::Vacant => {
                self.totals.sequence(grid, header, row, reading);
                self.tell(&VACANT_POST, row, IgnoredKind::Blank, reading);
            }
            // The head of a section's own table follows: the heading is that table's.
            Line::Heading(_) if header::at(grid, row + 1, sheet.mapped).is_some() => return false,
            Line::Heading(role) => {
                sheet.ignore(row, IgnoredKind::Title, reading);
                self.shared.heading = Some(role);
            }
            Line::Ignored(why) => {
                sheet.ignore(row, why, reading);
                if let (IgnoredKind::Footer, Some(line)) = (why, line_text(grid, row)) {
                    caption::of_footer(&line, &mut self.about);
                }
                self.facts.foot(grid, row);
                self.unit_heading(row);
            }
        }
        true
    }

    /// What the record of a row takes in memory, in bytes.
    fn weight(&self, row: usize) -> u64 {
        let cells = self.sheet.grid.rows.get(row).map_or(&[][..], Vec::as_slice);
        let heap: usize = cells.iter().map(Cell::heap).sum();
        let kept = |column: u32| cells.get(column as usize).is_some_and(|cell| !cell.is_empty());
        let extra: Vec<usize> = self
            .header
            .extra
            .iter()
            .filter(|(column, ..)| kept(*column))
            .map(|(_, shown, _)| 16 + shown.len())
            .collect();
        // A tree of texts takes its leaves whole: 560 bytes for the first entry already.
        let extra = extra.len().div_ceil(6) * 560 + extra.iter().sum::<usize>();
        // A row of names holds a person for every name, of two characters at least.
        let names = match self.shape {
            Shape::Names => {
                let of = |column: &u32| {
                    cells.get(*column as usize).map_or(0, |cell| cell.shown().len().div_ceil(7))
                };
                self.header
                    .posts
                    .iter()
                    .map(|(_, column)| of(column).min(limits::LISTED))
                    .sum::<usize>()
                    .max(1)
            }
            Shape::Rows | Shape::Statistics | Shape::Statement => 1,
        };
        limits::weight(self.shared.kind) * names as u64 + (heap + extra) as u64
    }

    fn record(&mut self, row: usize, reading: &mut Reading) {
        let (sheet, header, grid) = (self.sheet, self.header, self.sheet.grid);
        self.place(row, reading);
        // Two tables side by side may be numbered across: 1, 3, 5 and 2, 4, 6.
        if sheet.beside == 0 && !sheet.echo {
            self.totals.sequence(grid, header, row, reading);
        }
        self.totals.add(grid, row);
        let at = Where::Row(row, header);
        let (as_of, standing) = (sheet.cycle.as_of, sheet.cycle.rules.has_standing());
        let conference = sheet.cycle.has_conference();
        let mut reader =
            RecordReader { grid, at, reading, as_of, standing, conference, tick_columns: &self.tick_columns };
        if let Some(&column) = header.columns.get("seq")
            && let Cell::Error(name) = grid.cell(row, column as usize)
        {
            reader.cell_error((row, column as usize), name, Severity::Warning);
        }
        match self.shape {
            Shape::Rows => {
                rows::take(&mut reader, &self.shared);
                self.taken += 1;
            }
            Shape::Names => self.taken += rows::take_names(&mut reader, &self.shared),
            Shape::Statement => {
                rows::take_statement(&mut reader, &self.shared);
                self.taken += 1;
            }
            Shape::Statistics => {
                rows::take_statistics(&mut reader, &self.shared);
                self.taken += 1;
            }
        }
    }

    /// The town and unit of one row. An empty cell in a column of units means the unit above: merged cells that
    /// a program wrote out as one. No area goes over the end of a town, or of a county: there the cell is empty.
    fn place(&mut self, row: usize, reading: &mut Reading) {
        let (sheet, header) = (self.sheet, self.header);
        let text = |field: &str| {
            let column = *header.columns.get(field)? as usize;
            let shown = cell::said(sheet.grid, header, row, column).shown();
            (!Words::get().is_blank_mark(&shown)).then_some((column, shown))
        };
        let fits = |place: &str| place.chars().count() <= limits::PLACE_CHARS;
        let mut moved = false;
        for (field, above) in ["county", "town"].into_iter().zip(&mut self.above) {
            let Some((_, written)) = text(field) else { continue };
            let written = squeeze(&written).into_owned();
            moved |= above.as_ref().is_some_and(|above| *above != written);
            *above = Some(written);
        }
        if moved {
            self.shared.unit = Given::Blank;
            self.shared.town = if header.has("town") { Given::Blank } else { self.shared.town.clone() };
        }
        if let Some((_, town)) = text("town").filter(|(_, town)| fits(town)) {
            self.shared.town = Given::Known(squeeze(&town).into_owned());
        }
        if let Some((column, written)) = text("unit") {
            if !fits(&written) {
                let message =
                    say!("这一格太长，不像村（社区）的名称", "this cell is too long for the name of a unit");
                let hint = say!("只写村（社区）的名称", "write nothing but the name of the unit");
                let place = sheet.grid.place(row, column);
                reading.tell(Problem::new(&UNKNOWN_VALUE, place, message).hint(hint));
                self.shared.unit = Given::Unreadable;
                return;
            }
            let unit = sheet.known.clean(&written, self.shared.town.text());
            cell::note(sheet.grid, (row, column), &unit, reading);
            self.shared.unit = Given::Known(unit);
        } else if let (Some(&column), Given::Known(unit)) = (header.columns.get("unit"), &self.shared.unit) {
            cell::note(sheet.grid, (row, column as usize), unit, reading);
        } else if self.unit_unsaid && !header.has("unit") {
            // 所在单位 is a place of work, or where nothing else says it, the village.
            let unit = text("workplace").and_then(|(_, written)| sheet.known.is_unit(&written));
            self.shared.unit = Given::from(unit);
        }
    }

    /// A line that is nothing but the name of a village heads the people below it.
    fn unit_heading(&mut self, row: usize) {
        if self.header.has("unit") {
            return;
        }
        let cells = self.sheet.grid.rows.get(row).map_or(&[][..], Vec::as_slice);
        let mut texts = cells.iter().filter(|cell| !cell.is_empty());
        if let (Some(Cell::Text(text)), None) = (texts.next(), texts.next())
            && let Some(unit) = self.sheet.known.is_unit(text)
        {
            self.shared.unit = Given::Known(unit);
            self.shared.heading = None;
        }
    }

    /// A row that looks like a person and is none.
    fn tell(&mut self, code: &'static Code, row: usize, kind: IgnoredKind, reading: &mut Reading) {
        let grid = self.sheet.grid;
        self.sheet.ignore(row, kind, reading);
        self.told += 1;
        let (file, sheet) = (grid.file.to_string(), grid.sheet.to_string());
        let place = Place::Row { file, sheet, row: u32::try_from(row).unwrap_or(0) + 1 };
        let (message, hint) = if std::ptr::eq(code, &raw const EXAMPLE_ROW) {
            (
                say!(
                    "这一行是模板里的示例，没有读",
                    "this row is the example of a template and was not read"
                ),
                say!("删去示例行", "delete the example"),
            )
        } else {
            (
                say!("这个职务空缺，没有人", "nobody holds this post"),
                say!("选出后填上姓名", "enter the name once somebody is elected"),
            )
        };
        reading.tell(Problem::new(code, place, message).hint(hint));
    }

    fn close(self, (below, end): (usize, usize), titles: &Titles, reading: &mut Reading) {
        let (sheet, header, grid) = (self.sheet, self.header, self.sheet.grid);
        if self.shared.kind == TableKind::Votes && !self.shared.write_in && !sheet.echo {
            self.facts.into_record(grid, &self.shared, reading);
        }
        if self.taken == 0 && self.told == 0 {
            let place = Place::Sheet { file: grid.file.to_string(), sheet: grid.sheet.to_string() };
            let message = say!("只有表头，没有内容", "a header with nothing below it");
            let hint = say!("填上内容，或删去这张表", "fill it in, or delete the table");
            reading.tell(Problem::new(&EMPTY_TABLE, place, message).hint(hint));
        }
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let of_a_term = titles.iter().filter(|(row, text)| *row >= below && text.contains(['届', '次']));
        reading.records.titles.extend(of_a_term.map(|(row, text)| Title {
            table: self.shared.kind,
            text: text.clone(),
            source: Source { file: grid.file.clone(), sheet: grid.sheet.clone(), row: number(*row) + 1 },
        }));
        reading.tables.push(TableSeen {
            file: grid.file.to_string(),
            sheet: grid.sheet.to_string(),
            kind: self.shared.kind,
            form: false,
            first_row: titles
                .iter()
                .find(|(row, _)| *row >= below)
                .map_or(number(header.first), |(row, _)| number(*row))
                + 1,
            header_row: number(header.last) + 1,
            last_row: number(end),
            columns: header.names.clone(),
            unrecognised: header.extra.iter().map(|(_, header, _)| header.clone()).collect(),
            unit: self.shared.unit.known().filter(|_| !header.has("unit")).cloned(),
            about: self.about,
            rows: self.taken,
        });
    }
}

/// Whether the cell of the key, or the first cell of the row, is itself a head: a record cannot be called 姓名, and the
/// head of another table may begin elsewhere.
fn is_a_head(grid: &Grid, header: &Header, row: usize) -> bool {
    let field = |cell: &Cell| if let Cell::Text(text) = cell { spelling::field(text) } else { None };
    let key = if header.has("name") { "name" } else { "unit" };
    let of_key = header.columns.get(key).and_then(|&column| field(grid.cell(row, column as usize)));
    let first = grid.rows.get(row).into_iter().flatten().find(|cell| !cell.is_empty()).and_then(field);
    of_key.is_some()
        || first.is_some_and(|field| matches!(field, "seq" | "unit" | "name" | "town" | "county"))
}

/// How many rows of a head are the same as this table's, repeated for a printed page.
fn repeated(grid: &Grid, header: &Header, row: usize) -> Option<usize> {
    let levels = header.last - header.first + 1;
    let same = |level: usize| {
        let width = grid.rows.get(header.first + level).map_or(0, Vec::len);
        (0..width).all(|column| {
            fold(&grid.cell(header.first + level, column).shown())
                == fold(&grid.cell(row + level, column).shown())
        })
    };
    (0..levels).all(same).then_some(levels)
}

fn unknown_headers(sheet: &Sheet<'_>, header: &Header, reading: &mut Reading) {
    for (column, shown, unknown) in &header.extra {
        if !unknown || sheet.known.is_extra(shown) {
            continue;
        }
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
        let place = sheet.grid.place(header.last, *column as usize);
        reading.tell(Problem::new(&header::UNKNOWN_HEADER, place, message).hint(hint));
    }
}
