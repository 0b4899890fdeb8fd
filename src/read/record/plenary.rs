//! A line below a tally that tells how the first plenary of the committee voted: its votes are rows like those of a table.

use crate::model::{Field, Given, Vote};
use crate::read::limits;
use crate::read::log::ReadLog;
use crate::read::record::reader::{RecordAt, RecordReader, Settings};
use crate::read::record::rows;
use crate::read::record::table_reader::TableReader;
use crate::read::value::{self, Listed, PlenaryText};

impl TableReader<'_> {
    /// Takes the votes of such a line, where everybody whom it names is in this tally; whether there are any.
    pub(in crate::read) fn plenary(&mut self, line: &str, row: usize, log: &mut ReadLog) -> bool {
        let Some(said) = value::plenary_text(line).filter(|said| self.knows(said)) else { return false };
        let (at, settings) = (RecordAt::Row(row, &self.table.header), Settings::of(self.sheet.cycle));
        let (grid, tick_columns) = (self.sheet.grid, &self.tick_columns);
        let mut reader = RecordReader { grid, at, settings, tick_columns, log, one: None };
        for own in said.votes.iter().take(limits::LISTED) {
            reader.one = Some(Listed { name: own.name.clone(), role: Some(own.role) });
            let value = Vote {
                name: reader.name(Field::Name).name,
                role: Given::Known(own.role),
                in_favour: Given::Known(own.in_favour),
                against: Given::from(own.against),
                abstain: Given::from(own.abstain),
                voters: Given::from(said.present),
                ..Vote::default()
            };
            self.content.records.votes.push(rows::row(&mut reader, &self.shared, value));
        }
        true
    }

    /// Whether a line names leaders, and all of them are in the tally.
    fn knows(&self, said: &PlenaryText) -> bool {
        let votes = &self.content.records.votes;
        let names = || votes.iter().filter_map(|vote| vote.value.name.known());
        !said.votes.is_empty() && said.votes.iter().all(|own| names().any(|name| name.as_str() == own.name))
    }
}
