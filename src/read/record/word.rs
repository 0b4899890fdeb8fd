//! Words of a vocabulary, yes and no, lists of posts.

use crate::cycle::word_id;
use crate::model::{Field, Given};
use crate::problem::Problem;
use crate::read::grid::{Cell, CellRef};
use crate::read::layout::columns::TickColumn;
use crate::read::limits;
use crate::read::record::reader::{RecordAt, RecordReader, Said};
use crate::read::record::which_word::{self, UNKNOWN_VALUE};
use crate::read::value::Words;
use crate::say;

/// What a cell of posts says where she holds none.
const NO_POST: &str = "无";

impl RecordReader<'_> {
    /// A word of a vocabulary, or the tick in the column of one of its words.
    pub(in crate::read) fn word<T: ToString>(
        &mut self,
        field: Field,
        read: impl Fn(&str) -> Option<T>,
    ) -> Given<T> {
        if let Some(tick) = self.ticks_of(field).find(|tick| self.is_ticked(tick)) {
            return Given::from(read(&tick.value));
        }
        let Said { at, cell } = match self.good(field) {
            Ok(found) => found,
            // 无 may be a word of the vocabulary: of no party.
            Err(Given::Blank) => {
                let mark = self.raw(field).filter(|said| !said.cell.is_empty());
                return Given::from(mark.and_then(|said| read(&said.cell.shown())));
            }
            Err(nothing) => return nothing,
        };
        let was = cell.shown();
        if let Some(word) = read(&was) {
            self.normalised(at, &word.to_string());
            return Given::Known(word);
        }
        if let Some(answer) = self.answered(field, at, &was) {
            let word = if answer == which_word::BLANK { None } else { read(&answer) };
            self.normalised(at, &word.as_ref().map(ToString::to_string).unwrap_or_default());
            return Given::from(word);
        }
        self.unknown_value(field, at, &was);
        Given::Unreadable
    }

    /// What somebody has said that a word means here.
    fn answered(&mut self, field: Field, at: CellRef, was: &str) -> Option<String> {
        if !self.log.has_answer(&word_id(field.as_str(), was)) {
            return None;
        }
        self.log.ask(which_word::question(field, was, self.grid.place(at))?)
    }

    /// [`UNKNOWN_VALUE`]: the hint names words that fit the column.
    pub(in crate::read) fn unknown_value(&mut self, field: Field, at: CellRef, was: &str) {
        let who = self.who();
        let message = say!("{who}这一行的“{was}”不认识", "{who}: \"{was}\" is not a known word here");
        let words = Words::get().examples(field);
        let hint = say!("这一栏写：{words}", "write one of these here: {words}");
        let place = self.grid.place(at);
        let problem = Problem::new(&UNKNOWN_VALUE, place.clone(), message).hint(hint);
        match which_word::question(field, was, place) {
            Some(question) => self.log.doubt(question, problem),
            None => self.log.report(problem),
        }
    }

    /// The columns in which a tick says the value of a field.
    fn ticks_of(&self, field: Field) -> impl Iterator<Item = &TickColumn> {
        let columns = match self.at {
            RecordAt::Row(_, header) => header.ticks.as_slice(),
            RecordAt::Form(_) => &[],
        };
        columns.iter().filter(move |tick| tick.field == field)
    }

    fn is_ticked(&self, tick: &TickColumn) -> bool {
        let RecordAt::Row(row, _) = self.at else { return false };
        Words::get().yes(&self.grid.cell(row, tick.column as usize).shown()) == Some(true)
    }

    /// Yes or no; a blank cell is no where the column holds ticks, and blank elsewhere.
    pub(in crate::read) fn yes(&mut self, field: Field) -> Given<bool> {
        // 无 and a stroke are answers where yes or no is asked.
        if let Some(Said { cell: Cell::Text(text), .. }) = self.raw(field)
            && Words::get().is_blank_mark(text)
            && let Some(answer) = Words::get().yes(text)
        {
            return Given::Known(answer);
        }
        let answer = self.word(field, |text| Words::get().answer(field, text));
        let takes_ticks =
            |at: CellRef| u32::try_from(at.column).is_ok_and(|column| self.tick_columns.contains(&column));
        match answer {
            Given::Blank if self.cell_of(field).is_some_and(takes_ticks) => Given::Known(false),
            _ => answer,
        }
    }

    /// Whether a tick stands in a column.
    pub(in crate::read) fn ticked(&self, field: Field) -> bool {
        self.cell(field).is_some_and(|said| Words::get().yes(&said.cell.shown()) == Some(true))
    }

    /// A list of posts, joined with 、 or a comma.
    ///
    /// Where the posts have a column each, those that are ticked.
    pub(in crate::read) fn list(&mut self, field: Field) -> Vec<String> {
        if self.ticks_of(field).next().is_some() {
            let ticked = self.ticks_of(field).filter(|tick| self.is_ticked(tick));
            return ticked.map(|tick| tick.value.clone()).collect();
        }
        // 无 is an answer here: she holds no post.
        if let Some(Said { cell: Cell::Text(said), .. }) = self.raw(field)
            && said.trim() == NO_POST
        {
            return vec![NO_POST.to_owned()];
        }
        let text = self.text(field);
        let text = text.text().unwrap_or("");
        let parts = text.split(['、', ',', '，', ';', '；']).map(str::trim).filter(|part| !part.is_empty());
        let posts: Vec<String> = parts.take(limits::LISTED + 1).map(str::to_owned).collect();
        if posts.len() > limits::LISTED { vec![text.to_owned()] } else { posts }
    }
}
