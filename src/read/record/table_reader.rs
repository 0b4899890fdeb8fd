//! A table while its rows are read, and what lines between its rows do to those below.

use crate::model::{Field, Given, TableKind};
use crate::problem::{Code, Problem};
use crate::read::grid::Cell;
use crate::read::layout::caption::Caption;
use crate::read::layout::header::{self, HeadBelow};
use crate::read::layout::row_kind::{self, RowKind, Sum};
use crate::read::layout::sheet::Sheet;
use crate::read::layout::table_kind::{self, Shape};
use crate::read::layout::title::line_text;
use crate::read::layout::walk::TableLayout;
use crate::read::log::ReadLog;
use crate::read::normalise::fold;
use crate::read::reading::{Content, Ignored, IgnoredKind};
use crate::read::reconcile::titled::{self, OF_PEOPLE};
use crate::read::reconcile::totals::Totals;
use crate::read::record::heads::no_post;
use crate::read::record::odd_rows::{EXAMPLE_ROW, example, vacant};
use crate::read::record::place::RowPlaces;
use crate::read::record::post_line::{self, List};
use crate::read::record::sections::{Level, Rows, Section, Sections};
use crate::read::record::shared::Shared;
use crate::read::record::standing;
use crate::read::record::told::Told;
use crate::read::value;

/// A table while its rows are read.
pub(in crate::read) struct TableReader<'a> {
    pub(in crate::read) sheet: &'a Sheet<'a>,
    pub(in crate::read) table: &'a TableLayout,
    pub(in crate::read) shared: Shared,
    pub(in crate::read) places: RowPlaces<'a>,
    pub(in crate::read) told: Told,
    pub(in crate::read) totals: Totals<'a>,
    pub(in crate::read) tick_columns: Vec<u32>,
    pub(in crate::read) about: Caption,
    pub(in crate::read) content: Content,
    pub(in crate::read) sections: Sections,
    /// Records, and rows that look like a person and are none.
    pub(in crate::read) rows: Rows,
    pub(in crate::read) too_heavy: bool,
}

impl TableReader<'_> {
    /// Whether a line that heads a village or a section stands above a head other than this table's.
    pub(in crate::read) fn begins_another(&self, row: usize) -> bool {
        let (grid, header) = (self.sheet.grid, &self.table.header);
        let is_plenarys = || line_text(grid, row).is_some_and(|line| value::plenary_text(&line).is_some());
        let heads = self.places.heading(row).is_some()
            || is_plenarys()
            || self.names_a_list(row)
            || row_kind::classify(grid, header, self.table.kind.shape, row) == RowKind::Section;
        let below = |row| header::below(grid, header, self.table.kind.shape, row, self.sheet.mapped);
        heads && grid.next_filled(row).and_then(below) == Some(HeadBelow::Another)
    }

    /// Whether a line stands alone and names a list, as a title does: 新一届妇联执委班子.
    fn names_a_list(&self, row: usize) -> bool {
        let Some(cells) = self.sheet.grid.rows.get(row) else { return false };
        let mut texts = cells.iter().filter(|cell| !cell.is_empty()).map(Cell::shown);
        let (Some(line), None) = (texts.next(), texts.next()) else { return false };
        // 以上为执委候选人 speaks of those above.
        let is_behind = row_kind::is_footer(&line) || line.trim_start().starts_with("以上");
        !is_behind && matches!(table_kind::lists_in(&fold(&line)).as_slice(), [_])
    }

    /// Ends the section of a post at a line that says no other: whoever stands below does not hold that post.
    pub(in crate::read) fn end_section(&mut self, row: usize, log: &mut ReadLog) {
        self.ignore(row, IgnoredKind::Title);
        let is_village = self.places.take_heading(row, &mut self.shared, log);
        self.section(if is_village { Level::Village } else { Level::Post }, row, log);
        if !is_village {
            self.places.report_another(row, &self.shared, log);
        }
        if !is_village && self.shared.heading.is_known() {
            let says_posts = self.table.header.has(Field::Role);
            self.shared.heading = if says_posts { Given::Blank } else { Given::Unreadable };
            if !says_posts {
                log.report(no_post(self.sheet.grid, row));
            }
        }
    }

    /// Takes a line that says how the delegates below it attend: 列席人员, 候补代表; `false` for any other row.
    pub(in crate::read) fn standing(&mut self, row: usize, log: &mut ReadLog) -> bool {
        let line = Some(row).filter(|_| self.table.kind.table == TableKind::Delegates);
        let Some(standing) = line.and_then(|row| standing::of(self.sheet.grid, &self.table.header, row))
        else {
            return false;
        };
        self.ignore(row, IgnoredKind::Title);
        self.section(Level::Post, row, log);
        self.shared.remark = standing.remark(self.sheet.grid, row, log);
        true
    }

    /// Takes a line that says who of the rows above holds a post: 主席候选人：何静; `false` for any other row.
    pub(in crate::read) fn posts_below(&mut self, row: usize, log: &mut ReadLog) -> bool {
        let (grid, header, kind) = (self.sheet.grid, &self.table.header, self.table.kind);
        let is_list = OF_PEOPLE.contains(&kind.table) && kind.shape == Shape::Rows;
        let Some(line) = post_line::of(grid, row).filter(|_| is_list && kind.table != TableKind::Delegates)
        else {
            return false;
        };
        let is_whole = header.column(Field::Name).is_some_and(|name| name as usize == line.column);
        let mut list = List {
            kind: kind.table,
            unit: &self.shared.unit,
            records: &mut self.content.records,
            says_posts: header.has(Field::Role),
            is_whole,
        };
        let is_taken = line.give(grid, row, &mut list, log);
        if is_taken {
            self.ignore(row, IgnoredKind::Title);
        }
        is_taken
    }

    /// Begins a section of a list of people.
    pub(in crate::read) fn section(&mut self, level: Level, row: usize, log: &mut ReadLog) {
        let TableLayout { kind, header, .. } = self.table;
        // The village of the whole list, below it, is who signs it.
        let is_signature = level == Level::Village && self.places.is_said();
        let is_list = OF_PEOPLE.contains(&kind.table) && kind.shape == Shape::Rows;
        if is_list && !header.has(Field::Unit) && !is_signature {
            self.sections.begin(Section::new(level, self.sheet.grid, row, self.rows), log);
        }
    }

    /// Notes a row that is no record.
    pub(in crate::read) fn ignore(&mut self, row: usize, kind: IgnoredKind) {
        self.content.ignored.push(Ignored::row_of(self.sheet.grid, row, kind));
    }

    /// Reports a row that looks like a person and is none.
    pub(in crate::read) fn report(&mut self, code: &'static Code, row: usize, log: &mut ReadLog) {
        let is_example = std::ptr::eq(code, &raw const EXAMPLE_ROW);
        self.ignore(row, if is_example { IgnoredKind::Note } else { IgnoredKind::Blank });
        self.rows.others += 1;
        let (message, hint) = if is_example { example() } else { vacant() };
        log.report(Problem::new(code, self.sheet.grid.row_place(row), message).hint(hint));
    }

    /// Compares what a line below people says with how many they are: 共4名代表.
    pub(in crate::read) fn compare_stated(&self, row: usize, log: &mut ReadLog) {
        // 以上共7名 below the last of three stacked tables is of all three.
        let is_of_all = |line: &String| line.contains("以上") && self.table.below > 0;
        let line = line_text(self.sheet.grid, row)
            .filter(|line| OF_PEOPLE.contains(&self.table.kind.table) && !is_of_all(line));
        let stated = line.and_then(|line| value::people_said(&line)).map(|people| people as usize);
        let own = [self.rows.people, self.sections.people_since(self.rows)];
        if let Some(stated) = stated.filter(|stated| self.sheet.beside == 0 && !own.contains(stated)) {
            log.report(titled::mismatch(self.sheet.grid.row_place(row), stated, self.rows.people));
        }
    }

    /// Compares a row of sums with the rows above.
    pub(in crate::read) fn sum(&mut self, row: usize, sum: Sum, log: &mut ReadLog) {
        self.totals.compare(row, sum, self.sheet.beside == 0, log);
        if sum == Sum::Part {
            self.places.end_village();
        }
    }
}
