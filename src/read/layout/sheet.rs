//! One sheet → its tables and forms: where each begins and ends, and what stands around it.

use std::collections::BTreeMap;

use crate::cycle::{Cycle, TableRule};
use crate::model::{Given, TableKind};
use crate::problem::{Code, Place, Problem, Severity};
use crate::read::Reading;
use crate::read::grid::{Cell, Grid};
use crate::read::layout::caption;
use crate::read::layout::form;
use crate::read::layout::form::Form;
use crate::read::layout::header;
use crate::read::layout::header::Header;
use crate::read::layout::spelling;
use crate::read::layout::table_kind;
use crate::read::layout::unit::Known;
use crate::read::limits;
use crate::read::log::{Ignored, IgnoredKind, TableSeen};
use crate::read::normalise::squeeze;
use crate::read::record::reader::{RecordReader, Where};
use crate::read::record::rows;
use crate::read::record::table;
use crate::read::value::Words;
use crate::say;

/// A sheet with data in which no table was found: an error where the whole file gives none. Source: SPREADSHEETS 1.
pub(in crate::read) static NO_HEADER: Code =
    Code { id: "no-header", severity: Severity::Error, source: "SPREADSHEETS 1" };
/// A sheet that its author hid; it is not read unless `cycle.toml` names it. Source: SPREADSHEETS 6 (22).
pub(in crate::read) static HIDDEN_SHEET: Code =
    Code { id: "hidden-sheet", severity: Severity::Warning, source: "SPREADSHEETS 6 (22)" };
/// Rows or columns that nobody sees were read. Source: SPREADSHEETS 6 (22).
pub(in crate::read) static HIDDEN_CELLS: Code =
    Code { id: "hidden-cells", severity: Severity::Note, source: "SPREADSHEETS 6 (22)" };
/// `[[table]]` maps a column to a field that does not exist. Source: DESIGN 4.
pub(in crate::read) static UNKNOWN_FIELD: Code =
    Code { id: "unknown-field", severity: Severity::Error, source: "DESIGN 4" };

/// Rows above a table that are looked at for titles and sentences.
const TITLES: usize = 12;

/// The lines above a table: their row from 0, and their text.
pub(in crate::read) type Titles = Vec<(usize, String)>;

/// What is the same for everything on a sheet.
pub(in crate::read) struct Sheet<'a> {
    pub(in crate::read) grid: &'a Grid,
    pub(in crate::read) cycle: &'a Cycle,
    pub(in crate::read) known: &'a Known<'a>,
    pub(in crate::read) rule: Option<&'a TableRule>,
    /// Columns that the clerk maps.
    pub(in crate::read) mapped: &'a BTreeMap<String, String>,
    /// Whether this is the right part of a sheet whose left part told the lines around it already.
    pub(in crate::read) echo: bool,
    /// How many tables stand to the left of this part.
    pub(in crate::read) beside: usize,
}

/// Reads all tables of one sheet; gives how many there were.
pub(in crate::read) fn read(grid: &Grid, cycle: &Cycle, known: &Known<'_>, reading: &mut Reading) -> usize {
    let rule = cycle.table_rule(&grid.file, &grid.sheet);
    if grid.is_blank() {
        return 0;
    }
    let place = || Place::Sheet { file: grid.file.to_string(), sheet: grid.sheet.to_string() };
    let named = rule.is_some_and(|rule| rule.sheet.is_some());
    if grid.hidden && !named {
        let message = say!("工作表是隐藏的，没有读", "the sheet is hidden and was not read");
        let hint = say!(
            "需要它就取消隐藏，或在 cycle.toml 的 [[table]] 里用 sheet 指明",
            "unhide it if it counts, or name it with sheet in [[table]] of cycle.toml"
        );
        reading.problems.push(Problem::new(&HIDDEN_SHEET, place(), message).hint(hint));
        return 0;
    }
    let nothing = BTreeMap::new();
    let mapped = rule.map_or(&nothing, |rule| &rule.columns);
    unknown_fields(mapped, reading);
    let sheet = Sheet { grid, cycle, known, rule, mapped, echo: false, beside: 0 };
    let found = sheet.walk(0, Vec::new(), reading);
    if found > 0 {
        hidden_cells(grid, place(), reading);
    }
    found
}

/// A sheet with something on it and no table: worse where it is all there is.
pub(in crate::read) fn no_header(grid: &Grid, alone: bool, problems: &mut Vec<Problem>) {
    let filled = grid.rows.iter().filter(|cells| cells.iter().any(|cell| !cell.is_empty())).count();
    if filled == 0 || grid.hidden {
        return;
    }
    let place = Place::Sheet { file: grid.file.to_string(), sheet: grid.sheet.to_string() };
    let message = say!(
        "没有认出这是什么表，{filled} 行都没有读",
        "no known table was found here, {filled} rows were not read"
    );
    let hint = say!(
        "表头要有姓名、村（社区）等列；或在 cycle.toml 里用 [[table]] 指明种类、表头所在行和各列的意思",
        "the header needs columns such as 姓名 and 村（社区）; or name kind, header row and columns with [[table]] in cycle.toml"
    );
    let severity = if alone { Severity::Error } else { Severity::Warning };
    problems.push(Problem::new(&NO_HEADER, place, message).hint(hint).severity(severity));
}

/// A file whose sheets hold nothing at all.
pub(in crate::read) fn blank_file(grid: &Grid) -> Problem {
    let message = say!("文件里没有任何内容", "nothing is written in this file");
    let hint = say!("填上内容，或移出 data 文件夹", "fill it in, or move it out of the folder");
    Problem::new(&NO_HEADER, Place::File(grid.file.to_string()), message)
        .hint(hint)
        .severity(Severity::Warning)
}

fn unknown_fields(mapped: &BTreeMap<String, String>, reading: &mut Reading) {
    for field in mapped.values().filter(|field| spelling::named(field).is_none()) {
        let place = Place::File(crate::cycle::CYCLE_FILE.to_owned());
        let message = say!(
            "[[table]] 的 columns 里，“{field}”不是字段名",
            "columns of [[table]]: \"{field}\" is no field"
        );
        let hint = say!("例如 \"何时生\" = \"birth\"", "for example \"何时生\" = \"birth\"");
        let problem = Problem::new(&UNKNOWN_FIELD, place, message).hint(hint);
        if !reading.problems.iter().any(|known| known.message == problem.message) {
            reading.problems.push(problem);
        }
    }
}

fn hidden_cells(grid: &Grid, place: Place, reading: &mut Reading) {
    let holds = |row: usize, column: usize| !grid.cell(row, column).is_empty();
    let width = grid.rows.iter().map(Vec::len).max().unwrap_or(0);
    let rows =
        grid.hidden_rows.iter().filter(|row| (0..width).any(|column| holds(**row as usize, column))).count();
    let columns = grid
        .hidden_columns
        .iter()
        .filter(|column| (0..grid.rows.len()).any(|row| holds(row, **column as usize)))
        .count();
    if rows + columns == 0 {
        return;
    }
    let message = say!(
        "隐藏的 {rows} 行、{columns} 列也读入了",
        "{rows} hidden rows and {columns} hidden columns were read as well"
    );
    let hint = say!("不该算的就删去", "delete what should not count");
    reading.problems.push(Problem::new(&HIDDEN_CELLS, place, message).hint(hint));
}

impl Sheet<'_> {
    /// Takes everything from a row on; `titles` are the lines above it.
    fn walk(&self, from: usize, mut titles: Titles, reading: &mut Reading) -> usize {
        // Lines above this row belong to a table above.
        let (mut found, mut at, mut below) = (0, from, from);
        let forced = self.rule.and_then(|rule| rule.header_row).and_then(|row| (row as usize).checked_sub(1));
        while at < self.grid.rows.len() {
            if let Some(form) = form::at(self.grid, at).filter(|_| forced.is_none()) {
                found += usize::from(self.form(&form, &titles, reading));
                at = form.end;
                titles.clear();
                continue;
            }
            let header = match forced {
                Some(row) if at < row => None,
                Some(row) if at == row => Some(header::forced(self.grid, row, self.mapped)),
                _ => header::at(self.grid, at, self.mapped),
            };
            let Some(header) = header else {
                if let Some(text) = line_text(self.grid, at) {
                    self.ignore(at, IgnoredKind::Title, reading);
                    titles.push((at, text));
                    // The first lines and the last ones say what a table is; what lies between is no title.
                    if titles.len() > limits::LINES {
                        titles.remove(limits::LINES / 2);
                    }
                }
                at += 1;
                continue;
            };
            if let Some(column) = header.beside {
                return found + self.side_by_side(at, column as usize, &titles, reading);
            }
            let Some((kind, shape)) = self.kind(&header, &titles) else {
                (header.first..=header.last).for_each(|row| self.ignore(row, IgnoredKind::Title, reading));
                at = header.last + 1;
                continue;
            };
            found += 1;
            at = table::take(self, &header, (kind, shape), (&titles, below), reading);
            titles = titles.into_iter().rev().take(TITLES).rev().collect();
            below = at;
        }
        found
    }

    /// Two tables side by side are two sheets that share their lines above.
    fn side_by_side(&self, at: usize, column: usize, titles: &Titles, reading: &mut Reading) -> usize {
        if self.beside >= limits::BESIDE || limits::PARTED_CELLS.is_broken_by(self.grid.size()) {
            let place = self.grid.place(at, column);
            reading.problems.push(limits::PARTED_CELLS.problem(place));
            return 0;
        }
        let (left, right) = (self.grid.columns(0, column), self.grid.columns(column, usize::MAX));
        let before = reading.ignored.len();
        // A title of its own stands above each part; one that goes over both stands above the left and is both's.
        let own = |part: &Grid| -> Titles {
            titles
                .iter()
                .map(|(row, text)| (*row, line_text(part, *row).unwrap_or_else(|| text.clone())))
                .collect()
        };
        let mut found = Sheet { grid: &left, beside: limits::BESIDE, ..*self }.walk(at, own(&left), reading);
        found += Sheet { grid: &right, echo: true, beside: self.beside + 1, ..*self }.walk(
            at,
            own(&right),
            reading,
        );
        let mut rest: Vec<Ignored> = reading.ignored.split_off(before);
        rest.sort_by_key(|ignored| ignored.row);
        rest.dedup_by_key(|ignored| ignored.row);
        // A row that is a record on one side is none of the ignored ones.
        reading.ignored.extend(rest);
        found
    }

    fn kind(&self, header: &Header, titles: &Titles) -> Option<(TableKind, table_kind::Shape)> {
        let names = self.holds_names(header);
        let shape = table_kind::of(header, &self.context(header, titles), names);
        match self.rule.and_then(|rule| rule.kind) {
            Some(kind) => {
                let shape = shape.map_or(table_kind::Shape::Rows, |(_, shape)| shape);
                Some((kind, if header.has("name") { table_kind::Shape::Rows } else { shape }))
            }
            None => shape,
        }
    }

    /// Sheet, titles and file, nearest first.
    pub(in crate::read) fn context(&self, header: &Header, titles: &Titles) -> Vec<String> {
        let stem = self.grid.file.rsplit('/').next().unwrap_or("").to_owned();
        let former =
            header.names.iter().map(|(shown, _)| shown.as_str()).filter(|shown| shown.contains("上届"));
        let mut context = vec![former.collect::<String>(), self.grid.sheet.to_string()];
        context.extend(titles.iter().rev().map(|(_, title)| squeeze(title).into_owned()));
        context.push(stem);
        context
    }

    /// Whether the cells below 主席, 副主席, 执委 are names rather than counts or ticks.
    fn holds_names(&self, header: &Header) -> bool {
        let below = header.last + 1..self.grid.rows.len().min(header.last + 6);
        let mut cells = header
            .posts
            .iter()
            .flat_map(|(_, column)| below.clone().map(|row| self.grid.cell(row, *column as usize)));
        cells.any(|cell| match cell {
            Cell::Text(text) => {
                !Words::get().is_blank_mark(text)
                    && Words::get().yes(text).is_none()
                    && !text.chars().any(|c| c.is_ascii_digit())
                    && text.trim().chars().count() >= 2
            }
            _ => false,
        })
    }

    /// One registration form; whether it could be used.
    fn form(&self, form: &Form, titles: &Titles, reading: &mut Reading) -> bool {
        let context = self.context(&Header::default(), titles);
        let said = context.iter().find_map(|text| table_kind::by_words(text));
        let Some(kind) = self.rule.and_then(|rule| rule.kind).or(said) else { return false };
        let unit =
            self.known.clean_unit(form, self.grid).or_else(|| self.known.unit(&self.grid.sheet, titles));
        let mut shared = form.shared(kind, Given::from(self.known.town()), Given::from(unit));
        shared.county = Given::from(self.known.county());
        let at = Where::Form(&form.cells, &form.extra);
        let tick_columns = &[];
        let (as_of, standing) = (self.cycle.as_of, self.cycle.rules.has_standing());
        let conference = self.cycle.has_conference();
        let mut reader =
            RecordReader { grid: self.grid, at, reading, as_of, standing, conference, tick_columns };
        rows::take(&mut reader, &shared);
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        reading.tables.push(TableSeen {
            file: self.grid.file.to_string(),
            sheet: self.grid.sheet.to_string(),
            kind,
            form: true,
            first_row: titles.first().map_or(number(form.first), |(row, _)| number(*row)) + 1,
            header_row: number(form.first) + 1,
            last_row: number(form.end),
            columns: form.labels.clone(),
            unrecognised: form.extra.keys().cloned().collect(),
            unit: shared.unit.known().cloned(),
            about: caption::about(titles),
            rows: 1,
        });
        true
    }

    /// Notes a row that is no record.
    pub(in crate::read) fn ignore(&self, row: usize, kind: IgnoredKind, reading: &mut Reading) {
        let (file, sheet) = (self.grid.file.clone(), self.grid.sheet.clone());
        reading.ignored.push(Ignored { file, sheet, row: u32::try_from(row).unwrap_or(0) + 1, kind });
    }
}

/// The text of a line above a table; `None` for an empty row.
pub(in crate::read) fn line_text(grid: &Grid, row: usize) -> Option<String> {
    let texts: Vec<_> = grid.rows.get(row)?.iter().filter(|cell| !cell.is_empty()).map(Cell::shown).collect();
    (!texts.is_empty()).then(|| limits::brief(&texts.join(" "), limits::LINE_CHARS))
}
