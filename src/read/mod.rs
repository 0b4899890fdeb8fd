//! From files to typed records: takes the spreadsheets as they are, and lists what it changed or left out.
//!
//! `discover` finds the files, `file` opens them into a `grid` for each sheet, `layout` finds the tables on it, `record`
//! makes their rows typed records out of `value`s, `reconcile` holds a sheet against itself. A sheet gives a value; what
//! there is to say of it goes to a `log`.
//!
//! Nothing is guessed silently. A cell that cannot be understood is a problem with its address; its row is kept with
//! that field empty. This stage knows no rule and no indicator.

mod around;
mod codes;
mod correct;
mod discover;
mod file;
mod grid;
mod layout;
mod ledger;
mod limits;
mod log;
mod normalise;
mod reading;
mod reconcile;
mod record;
mod sheet_copy;
mod value;
mod word_list;

pub use correct::{Corrected, cell_says, corrected_copies};
pub use file::is_opening;
pub use reading::{Ignored, IgnoredKind, Normalised, Reading, SourceSeen, TableSeen, Unread};
pub use sheet_copy::{Merged, SheetCopy, Shown, copies, sheet_copy};

use std::collections::BTreeSet;
use std::path::Path;

use crate::cycle::Cycle;
use crate::model::Field;
use crate::problem::{Code, Problem, Stop};
use crate::read::grid::Grid;
use crate::read::layout::header;
use crate::read::layout::spelling;
use crate::read::layout::unit::Places;
use crate::read::log::{Lists, ReadLog};
use crate::read::reading::Content;
use crate::read::reconcile::{
    assumed_post, further_ballot, held, own_congress, repeat, totals, two_lists, two_numbers, two_spellings,
    two_tallies, two_villages, unlisted, which_vote, who_came, whose_by_people,
};
use crate::read::record::{
    date, identity, name, number, odd_rows, officer, reader, sheet, sheet_report, which_list, which_word,
    whose,
};

/// Every code this stage raises.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    let own: [&'static Code; 36] = [
        &assumed_post::ASSUMED_POST,
        &log::MORE,
        &log::AS_ANSWERED,
        &repeat::DUPLICATE_SHEET,
        &limits::TOO_LARGE,
        &file::WRONG_EXTENSION,
        &file::ENCODING,
        &discover::IGNORED_FILE,
        &discover::DUPLICATE_FILE,
        &sheet_report::NO_HEADER,
        &sheet_report::PICTURE_ONLY,
        &sheet_report::HIDDEN_SHEET,
        &sheet_report::HIDDEN_CELLS,
        &sheet_report::UNKNOWN_FIELD,
        &header::UNKNOWN_HEADER,
        &odd_rows::EMPTY_TABLE,
        &odd_rows::EXAMPLE_ROW,
        &odd_rows::VACANT_POST,
        &totals::TOTAL_MISMATCH,
        &totals::SEQ_GAP,
        &discover::UNREADABLE_FOLDER,
        &whose::WHICH_UNIT,
        &correct::CORRECTED,
        &two_spellings::SAME_PERSON,
        &two_spellings::SPELT_AS_ANSWERED,
        &held::LEFT_OUT_AS_ANSWERED,
        &own_congress::OWN_CONGRESS,
        &two_lists::WHICH_LIST,
        &two_numbers::WHICH_NUMBER,
        &two_tallies::WHICH_TALLY,
        &two_villages::TWO_VILLAGES,
        &who_came::WHO_CAME,
        &which_list::WHICH_TABLE,
        &which_list::WHICH_TERM,
        &which_vote::WHICH_VOTE,
        &further_ballot::FURTHER_BALLOT,
    ];
    let lists = [
        file::CODES,
        reader::CODES,
        number::CODES,
        which_word::CODES,
        identity::CODES,
        name::CODES,
        date::CODES,
        officer::CODES,
    ];
    own.into_iter().chain(lists.into_iter().flatten().copied())
}

/// Reads a workspace (its `data/` folder), a plain folder, or one file.
///
/// # Errors
/// [`Stop`] when the folder itself cannot be read.
pub fn read(root: &Path, cycle: &Cycle) -> Result<Reading, Stop> {
    let found = discover::files(root)?;
    let mut files = Files {
        cycle,
        content: Content { sources: ledger::not_opened(&found.problems), ..Content::default() },
        log: ReadLog::beginning(cycle.answers.clone(), found.problems),
    };
    for file in &found.files {
        files.read(&file.name, file::open(file));
    }
    let names: BTreeSet<&str> = found.files.iter().map(|file| file.name.as_str()).collect();
    files.log.report_all(correct::without_a_file(cycle, |name| names.contains(name)));
    Ok(files.into_reading(found.files.len()))
}

/// What a clerk calls a field.
#[must_use]
pub fn field_name(field: Field) -> &'static str {
    match field {
        Field::Ignored => "不用",
        Field::Extra => "原样保留",
        other => spelling::shown(other),
    }
}

/// Reads the bytes of one file under the name it has.
#[must_use]
pub fn read_bytes(name: &str, bytes: Vec<u8>, cycle: &Cycle) -> Reading {
    let mut files = Files {
        cycle,
        content: Content::default(),
        log: ReadLog::beginning(cycle.answers.clone(), Vec::new()),
    };
    files.read(name, file::open_bytes(name, bytes));
    files.into_reading(1)
}

/// Files while they are read, one after another.
struct Files<'a> {
    cycle: &'a Cycle,
    content: Content,
    log: ReadLog,
}

impl Files<'_> {
    fn read(&mut self, name: &str, opened: Result<file::Opened, Box<Problem>>) {
        let places = Places::new(self.cycle, name);
        match opened {
            Ok(mut opened) => {
                self.log.report_all(opened.problems);
                let (mut corrected, problems) = correct::apply(name, &mut opened.grids, self.cycle);
                self.content.corrected.append(&mut corrected);
                self.log.report_all(problems);
                self.content.append(read_tables(&opened.grids, self.cycle, &places, &mut self.log));
            }
            Err(problem) => {
                let problem = sheet_report::of_village(*problem, &places);
                self.content.sources.extend(ledger::not_opened([&problem]));
                self.log.report_all([problem]);
            }
        }
        self.log.end_file(name);
    }

    fn into_reading(self, files: usize) -> Reading {
        let Self { mut content, mut log, .. } = self;
        whose_by_people::settle(&content.records, &mut log);
        unlisted::settle(&mut content.records, self.cycle, &mut log);
        let asked = two_spellings::settle(&mut content.records, self.cycle.level, &mut log);
        two_lists::settle(&mut content, &asked, &mut log);
        own_congress::settle(&mut content, &mut log);
        which_vote::settle(&mut content, &mut log);
        further_ballot::settle(&mut content, &mut log);
        two_tallies::settle(&mut content, &mut log);
        repeat::drop_repeated(&mut content, &mut log);
        two_numbers::settle(&mut content.records.congresses, &mut log);
        who_came::settle(&mut content.records.delegates, &mut log);
        two_villages::tell(&content.records, &self.cycle.units, &mut log);
        log.settle_doubts();
        log.end_file("");
        let Content { mut records, tables, ignored, unread, corrected, mut sources } = content;
        sources.sort_by(|one, other| {
            (&one.file, one.sheet.is_some()).cmp(&(&other.file, other.sheet.is_some()))
        });
        log.report_all(assumed_post::assume_posts(&mut records));
        let Lists { problems, normalised, questions } = log.into_lists();
        Reading {
            records,
            tables,
            ignored,
            unread,
            normalised,
            problems,
            questions,
            corrected,
            sources,
            files,
        }
    }
}

/// All tables of one file. A sheet without any is worth an error only where the whole file has none.
fn read_tables(grids: &[Grid], cycle: &Cycle, places: &Places<'_>, log: &mut ReadLog) -> Content {
    log.begin_file(grids.iter().map(Grid::bytes).sum());
    let mut content = Content::default();
    let mut without = Vec::new();
    for grid in grids {
        let mut sheet = sheet::read(grid, cycle, places, log);
        sheet.sources = vec![ledger::of_sheet(grid, &sheet)];
        if sheet.tables.is_empty() && sheet.unread.is_empty() {
            without.push(grid);
        }
        content.append(sheet);
    }
    let blank = grids.iter().all(|grid| grid.is_blank() && !sheet_report::is_picture(grid));
    if let Some(grid) = grids.first().filter(|_| blank) {
        log.report_all([sheet_report::blank_file(grid, places)]);
    }
    let alone = content.tables.is_empty() && content.unread.is_empty();
    log.report_all(without.into_iter().filter_map(|grid| sheet_report::without_table(grid, alone, places)));
    content
}
