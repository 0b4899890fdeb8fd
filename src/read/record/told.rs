//! What the lines around one vote table tell of its election: kept while the table is read, and given to whom it is about.

use crate::model::{CongressFacts, Field, Given, Records, Row, Vote};
use crate::read::grid::{Cell, Grid};
use crate::read::layout::title::Titles;
use crate::read::limits;
use crate::read::record::sentence::{Facts, Sentence, congress_row};
use crate::read::record::shared::Shared;
use crate::read::value;

/// How many voted in a plenary, as the lines above a table of leaders say it.
#[derive(Debug, Default)]
pub(in crate::read) struct PlenaryCounts {
    present: Option<u32>,
    valid: Option<u32>,
}

impl PlenaryCounts {
    /// Of the lines above a table; lines that stand above a table before are of that one.
    pub(in crate::read) fn of_titles(titles: &Titles, below: usize) -> Self {
        let own: Titles = titles.iter().filter(|line| line.is_own(below)).cloned().collect();
        let said = own.iter().find_map(|line| value::plenary_text(&line.text)?.present);
        let sentence = Sentence::of_titles(&own);
        Self { present: said.or(sentence.count(Field::Present)), valid: sentence.count(Field::Valid) }
    }
}

/// What the lines around a vote table tell.
#[derive(Debug, Default)]
pub(in crate::read) struct Told {
    sentence: Sentence,
    /// What the lines of the table itself say of the plenary, should it be a table of leaders alone.
    plenary: PlenaryCounts,
    /// One row for each line below the table.
    lines: Vec<Row<CongressFacts>>,
    /// Whether the sentence above was told by a table before: this one is of names that were written in, or stands beside.
    is_told: bool,
}

impl Told {
    /// What the lines above tell, unless another table has told it.
    pub(in crate::read) fn new(sentence: Sentence, plenary: PlenaryCounts, is_told: bool) -> Self {
        Self { sentence, plenary, lines: Vec::new(), is_told }
    }

    /// Keeps the counts of a line below; whether there were any, and not too many.
    pub(in crate::read) fn take(&mut self, grid: &Grid, row: usize, shared: &Shared, facts: &Facts) -> bool {
        let fits = !facts.is_empty() && self.lines.len() < limits::LINES;
        if fits {
            self.lines.push(congress_row(grid, row, shared, facts));
        }
        fits
    }

    /// A date at the foot of the table.
    pub(in crate::read) fn foot(&mut self, grid: &Grid, row: usize) {
        self.sentence.foot(grid, row);
    }

    /// The same in a line of a document below the table.
    pub(in crate::read) fn foot_cell(&mut self, cell: &Cell, epoch_1904: bool) {
        self.sentence.foot_cell(cell, epoch_1904);
    }

    /// Gives what was told to the congress. Of a table of leaders alone it is about the plenary, which elects them: there it
    /// says how many voted, and the rows of the other lines are left out.
    pub(in crate::read) fn close(self, grid: &Grid, shared: &Shared, records: &mut Records) -> Vec<usize> {
        let is_leader = |row: &Row<Vote>| row.value.role.get().is_some_and(|role| !role.is_member());
        let votes = &mut records.votes;
        if votes.is_empty() || !votes.iter().all(is_leader) {
            let sentence = if self.is_told { None } else { self.sentence.into_record(grid, shared) };
            records.congresses.extend(sentence.into_iter().chain(self.lines));
            return Vec::new();
        }
        let below = |count: fn(&CongressFacts) -> Given<u32>| {
            self.lines.iter().find_map(|row| count(&row.value).get())
        };
        let voters = self.plenary.present.or_else(|| below(|told| told.present));
        let valid = self.plenary.valid.or_else(|| below(|told| told.valid));
        for vote in votes.iter_mut().map(|row| &mut row.value) {
            vote.voters = vote.voters.or(Given::from(voters));
            vote.valid = vote.valid.or(Given::from(valid));
        }
        self.lines.iter().filter_map(|row| (row.source.row as usize).checked_sub(1)).collect()
    }
}
