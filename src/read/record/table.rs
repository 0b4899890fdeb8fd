//! The rows under a header → records, and what the rows that are none say.

use crate::model::{Field, Given, TableKind};
use crate::problem::Severity;
use crate::read::grid::{Cell, CellRef, UNSTORED};
use crate::read::layout::caption::{add_footer, table_caption};
use crate::read::layout::header::{self, HeadBelow};
use crate::read::layout::row_kind::{self, RowKind};
use crate::read::layout::section;
use crate::read::layout::sheet::Sheet;
use crate::read::layout::table_kind::Shape;
use crate::read::layout::title::line_text;
use crate::read::layout::walk::TableLayout;
use crate::read::log::ReadLog;
use crate::read::reading::{Content, IgnoredKind, TableSeen};
use crate::read::reconcile::totals::Totals;
use crate::read::record::heads::tick_columns;
use crate::read::record::odd_rows::{self, EXAMPLE_ROW, VACANT_POST};
use crate::read::record::place::RowPlaces;
use crate::read::record::reader::{RecordAt, RecordReader, Settings};
use crate::read::record::sections::{Level, Rows, Sections};
use crate::read::record::sentence::Sentence;
use crate::read::record::shared::Shared;
use crate::read::record::table_reader::TableReader;
use crate::read::record::tally::{self, TallyLine};
use crate::read::record::told::{PlenaryCounts, Told};
use crate::read::record::{rows, table_seen, towns_list, weight, which_column, whose};

/// A table that was read.
#[derive(Debug)]
pub(in crate::read) struct TableRead {
    pub(in crate::read) content: Content,
    /// The row after the table.
    pub(in crate::read) end: usize,
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
        which_column::ask(sheet, header, table.kind.table, log);
    }
    let sentence = Sentence::of_titles(titles);
    let mut shared = Shared::of_table(sheet, table);
    if table.kind.table == TableKind::Votes {
        shared.valid_votes = sentence.count(Field::Valid).or_else(|| tally::valid_below(grid, header));
    }
    let mut reader = TableReader {
        sheet,
        table,
        told: Told::new(
            sentence,
            PlenaryCounts::of_titles(titles, table.below),
            shared.write_in || sheet.echo,
        ),
        shared,
        places: RowPlaces::new(sheet, header, titles),
        totals: Totals::new(grid, header),
        tick_columns: tick_columns(grid, header),
        about: table_caption(titles),
        content: Content::default(),
        sections: Sections::default(),
        rows: Rows::default(),
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
        if self.places.take_closing(row, &mut self.content.records, &mut self.shared, log) {
            self.ignore(row, IgnoredKind::Title);
            self.sections.end(Level::Village, self.rows, log);
            return Goes::On;
        }
        if self.standing(row, log) || self.posts_below(row, log) {
            return Goes::On;
        }
        if let Some(goes) = self.tally_line(row, log) {
            return goes;
        }
        if self.places.is_heading_among_names(row) {
            if self.begins_another(row) {
                return Goes::NoFurther;
            }
            self.end_section(row, log);
            return Goes::On;
        }
        match row_kind::classify(grid, header, shape, row) {
            RowKind::Record => return self.record(row, log),
            RowKind::Title => return self.names_below(row),
            RowKind::Nothing => {}
            RowKind::Total(sum) => {
                self.ignore(row, IgnoredKind::Total);
                self.sum(row, sum, log);
            }
            RowKind::Example => self.report(&EXAMPLE_ROW, row, log),
            RowKind::Vacant => {
                self.totals.sequence(row, log);
                self.report(&VACANT_POST, row, log);
            }
            // The head of a section's own table follows: the heading is that table's.
            RowKind::Heading(_) if header::follows(grid, row, sheet.mapped) => return Goes::NoFurther,
            RowKind::Section | RowKind::Ignored(_) if self.begins_another(row) => return Goes::NoFurther,
            RowKind::Section => self.end_section(row, log),
            RowKind::Ignored(_) if self.shared.heading.is_known() && section::is_word_alone(grid, row) => {
                self.end_section(row, log);
            }
            RowKind::Heading(role) => {
                self.ignore(row, IgnoredKind::Title);
                self.section(Level::Post, row, log);
                self.shared.heading = Given::Known(role);
            }
            RowKind::Ignored(why) => {
                self.ignore(row, why);
                if let (IgnoredKind::Footer, Some(line)) = (why, line_text(grid, row)) {
                    add_footer(&line, &mut self.about);
                }
                self.told.foot(grid, row);
                self.compare_stated(row, log);
                if self.places.take_heading(row, &mut self.shared, log) {
                    self.section(Level::Village, row, log);
                } else {
                    self.places.report_another(row, &self.shared, log);
                }
                self.sentence_below(row, log);
            }
        }
        Goes::On
    }

    /// Takes what a sentence among the rows of a tally says of the congress, and of the plenary.
    fn sentence_below(&mut self, row: usize, log: &mut ReadLog) {
        let grid = self.sheet.grid;
        if self.table.kind.table == TableKind::Votes {
            self.told.take(grid, row, &self.shared, &tally::sentence(grid, row));
            self.plenary(&line_text(grid, row).unwrap_or_default(), row, log);
        }
    }

    /// Reads a line under a tally that is no candidate; `None` for any other row.
    fn tally_line(&mut self, row: usize, log: &mut ReadLog) -> Option<Goes> {
        let (grid, header) = (self.sheet.grid, &self.table.header);
        let line = Some(self.table.kind.table).filter(|kind| *kind == TableKind::Votes);
        let line = line.and_then(|_| tally::line(grid, header, row))?;
        if header.has(Field::Unit) {
            self.places.take(row, &mut self.shared, log);
        }
        let before = self.shared.write_in;
        if line != TallyLine::WrittenInColumn {
            self.totals.sequence(row, log);
        }
        if matches!(line, TallyLine::WrittenIn(_) | TallyLine::WrittenInNameless) {
            self.totals.add_aside(row);
        }
        match line {
            TallyLine::Facts(facts) if self.told.take(grid, row, &self.shared, &facts) => {}
            TallyLine::WrittenInColumn => {
                self.shared.write_in = true;
                let goes = self.record(row, log);
                self.shared.write_in = before;
                return Some(goes);
            }
            TallyLine::WrittenIn(names) => {
                let (at, settings) = (RecordAt::Row(row, header), Settings::of(self.sheet.cycle));
                let mut reader =
                    RecordReader { grid, at, settings, tick_columns: &self.tick_columns, log, one: None };
                let (shared, records) = (&self.shared, &mut self.content.records);
                self.rows.people += rows::read_written_in(&mut reader, shared, records, &names);
            }
            TallyLine::Unread(at) => {
                self.ignore(row, IgnoredKind::Total);
                log.report(tally::unread(grid, at));
            }
            TallyLine::AnotherBallot => {
                self.ignore(row, IgnoredKind::Title);
                log.report(tally::another_ballot(grid, row));
            }
            TallyLine::Heading => return Some(self.names_below(row)),
            TallyLine::Facts(_) | TallyLine::WrittenInNameless | TallyLine::Other => {
                self.ignore(row, IgnoredKind::Total);
            }
        }
        Some(Goes::On)
    }

    /// 另选他人: a table of its own follows, or the names that were written in stand right below.
    fn names_below(&mut self, row: usize) -> Goes {
        let (grid, mapped) = (self.sheet.grid, self.sheet.mapped);
        if (1..=2).any(|next| header::at(grid, row + next, mapped).is_some()) {
            return Goes::NoFurther;
        }
        self.ignore(row, IgnoredKind::Title);
        self.shared.write_in = true;
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
            && *name != UNSTORED
        {
            reader.cell_error(CellRef { row, column: column as usize }, name, Severity::Warning);
        }
        let (shared, records) = (&self.shared, &mut self.content.records);
        let taken = match self.table.kind.shape {
            Shape::Rows => rows::read(&mut reader, shared, records),
            Shape::Names => rows::read_names(&mut reader, shared, records),
            Shape::Statement => rows::read_statement(&mut reader, shared, records),
            Shape::Statistics => rows::read_statistics(&mut reader, shared, records),
        };
        if taken == 0 {
            self.ignore(row, IgnoredKind::Note);
            self.rows.others += 1;
        }
        self.rows.people += taken;
        Goes::On
    }

    /// Takes what stands right below the table of a document: who filled it in, and when.
    fn foot(&mut self, log: &mut ReadLog) {
        let (grid, row) = (self.sheet.grid, self.sheet.grid.rows.len());
        // A sentence between two tables may be the next one's.
        let is_tally = self.table.kind.table == TableKind::Votes;
        let is_own = is_tally && grid.around.is_last;
        for line in &grid.around.below {
            if let Some(names) = is_tally.then(|| tally::written_in_line(line)).flatten() {
                let (at, settings) = (RecordAt::Row(row, &self.table.header), Settings::of(self.sheet.cycle));
                let ticks = &self.tick_columns;
                let mut reader = RecordReader { grid, at, settings, tick_columns: ticks, log, one: None };
                let (shared, records) = (&self.shared, &mut self.content.records);
                self.rows.people += rows::read_written_in(&mut reader, shared, records, &names);
                continue;
            }
            if is_tally && self.plenary(line, row, log) {
                continue;
            }
            let is_told = is_own && self.told.take(grid, row, &self.shared, &tally::sentence_of(line, row));
            if row_kind::is_footer(line) {
                add_footer(line, &mut self.about);
                self.told.foot_cell(&Cell::text(line), false);
            } else if !is_told {
                break;
            }
        }
    }

    /// The table as a value; `end` is the row after its last.
    fn close(mut self, end: usize, log: &mut ReadLog) -> Content {
        let (sheet, grid) = (self.sheet, self.sheet.grid);
        let TableLayout { kind, titles, .. } = self.table;
        if end >= grid.rows.len() {
            self.foot(log);
        }
        if kind.table == TableKind::Votes {
            let told = std::mem::take(&mut self.told);
            let unused = told.close(grid, &self.shared, &mut self.content.records);
            unused.into_iter().for_each(|row| self.ignore(row, IgnoredKind::Total));
        }
        // The last section of a document's table may go on in its next one.
        if !grid.around.in_document || end < grid.rows.len() {
            self.sections.end(Level::Village, self.rows, log);
        }
        towns_list::settle(sheet, self.table, &mut self.content.records, log);
        if let Some(unit) = whose::settle(sheet, titles, &mut self.content.records, log) {
            self.shared.unit = Given::Known(unit);
        }
        if self.rows.people == 0 && self.rows.others == 0 {
            log.report(odd_rows::empty_table(grid));
        }
        self.content.records.titles.extend(table_seen::titles_of_a_term(sheet, self.table));
        let unit = table_seen::unit_of(&mut self.content.records).unwrap_or(self.shared.unit);
        let seen = table_seen::seen(sheet, self.table, end, &unit);
        self.content.tables.push(TableSeen { about: self.about, rows: self.rows.people, ..seen });
        self.content
    }
}
