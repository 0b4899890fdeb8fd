//! How many people the headings between the rows say stand below them: 一、河口村（3人）, 二、副主席（2名）; and headings with nobody
//! below.

use crate::problem::{Place, Problem};
use crate::read::grid::Grid;
use crate::read::log::ReadLog;
use crate::read::reconcile::titled;
use crate::read::record::odd_rows::EMPTY_TABLE;
use crate::read::value;
use crate::say;

/// What a heading is of. A village's people may stand under the headings of their posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::read) enum Level {
    Village,
    Post,
}

/// The rows of a table so far.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::read) struct Rows {
    /// Records: people.
    pub(in crate::read) people: usize,
    /// Rows that look like a person and are none: vacancies, examples.
    pub(in crate::read) others: usize,
}

/// A heading whose rows are being read.
#[derive(Debug)]
pub(in crate::read) struct Section {
    level: Level,
    place: Place,
    text: String,
    before: Rows,
}

impl Section {
    /// Of the heading in a row; `before` are the rows above it.
    pub(in crate::read) fn new(level: Level, grid: &Grid, row: usize, before: Rows) -> Self {
        let mut cells = grid.rows.get(row).into_iter().flatten().filter(|cell| !cell.is_empty());
        let text = cells.next().map(|cell| cell.shown().to_string()).unwrap_or_default();
        Self { level, place: grid.row_place(row), text, before }
    }
}

/// The headings above the row that is being read, the widest first.
#[derive(Debug, Default)]
pub(in crate::read) struct Sections(Vec<Section>);

impl Sections {
    /// Begins a section, which ends those of its level and below.
    pub(in crate::read) fn begin(&mut self, section: Section, log: &mut ReadLog) {
        self.end(section.level, section.before, log);
        self.0.push(section);
    }

    /// How many people stand below the widest heading.
    pub(in crate::read) fn people_since(&self, rows: Rows) -> usize {
        rows.people - self.0.first().map_or(0, |section| section.before.people)
    }

    /// Ends the sections of a level and below: their numbers are compared with their rows.
    pub(in crate::read) fn end(&mut self, level: Level, rows: Rows, log: &mut ReadLog) {
        let at = self.0.partition_point(|section| section.level < level);
        for section in self.0.drain(at..) {
            let people = rows.people - section.before.people;
            let others = rows.others - section.before.others;
            let stated = value::people_said(&section.text).map(|people| people as usize);
            let explains = ["无", "未", "暂", "缺"].iter().any(|word| section.text.contains(word));
            match stated {
                Some(stated) if !(people..=people + others).contains(&stated) => {
                    log.report(titled::mismatch(section.place, stated, people));
                }
                None if section.level == Level::Village && people + others == 0 && !explains => {
                    let text = section.text.trim();
                    let message = say!("“{text}”下面没有人", "nobody stands below \"{text}\"");
                    let hint = say!(
                        "看看人是不是写到了别处；标题写在人的下面的，写成“以上为……”",
                        "see whether its people stand elsewhere; a heading below its people begins with 以上为"
                    );
                    log.report(Problem::new(&EMPTY_TABLE, section.place, message).hint(hint));
                }
                _ => {}
            }
        }
    }
}
