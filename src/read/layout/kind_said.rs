//! What list of people a table is, and of which term, as all the texts around it say it: the heads of its columns, the
//! sheet's name, the lines above, the file's name, the folders.

use crate::cycle::{Cycle, number_before};
use crate::model::{PartialDate, TableKind};
use crate::problem::Say;
use crate::read::layout::list_words::ListWords;
use crate::read::layout::table_kind::{self, Term};
use crate::read::normalise::{fold, squeeze};

/// A text around a table.
#[derive(Debug, Clone)]
pub(in crate::read) struct Around {
    /// 工作表, 标题 …, in both languages.
    pub(in crate::read) place: Say,
    /// What it says.
    pub(in crate::read) text: String,
}

impl Around {
    /// What this is, for a clerk.
    pub(in crate::read) fn say(&self) -> Say {
        let Self { place, text } = self;
        Say { zh: format!("{}“{text}”", place.zh), en: format!("{} \"{text}\"", place.en) }
    }
}

/// What the texts around a list of people say.
#[derive(Debug, Default)]
pub(in crate::read) struct KindSaid {
    /// A text for each list that is named, nearest first. A text that names several names none.
    pub(in crate::read) kinds: Vec<(TableKind, Around)>,
    /// Texts that say the last term.
    pub(in crate::read) last: Vec<Around>,
    /// Texts that say this term.
    pub(in crate::read) this: Vec<Around>,
    /// Texts that name a list of other people, where none nearer names a list of ours.
    pub(in crate::read) other: Vec<Around>,
    /// Texts that say the table was put aside.
    pub(in crate::read) aside: Vec<Around>,
    /// Texts that name a year in which the last committee may have been elected.
    pub(in crate::read) old_years: Vec<Around>,
}

/// Years between two elections, at least.
const YEARS: i16 = 2;

impl KindSaid {
    /// Looks at the texts, nearest first.
    pub(in crate::read) fn of(around: Vec<Around>, cycle: &Cycle) -> Self {
        let mut said = Self::default();
        for own in around {
            let text = fold(&own.text).into_owned();
            match table_kind::term(&text).or_else(|| by_number(&text, cycle)) {
                Some(Term::Last) => said.last.push(own.clone()),
                Some(Term::This) => said.this.push(own.clone()),
                None if is_of_old_year(&text, cycle.as_of) => said.old_years.push(own.clone()),
                None => {}
            }
            let words = ListWords::get();
            if words.puts_aside(&text) {
                said.aside.push(own.clone());
            }
            if said.kinds.is_empty() && words.names_other(&text) && !words.names_maker(&text) {
                said.other.push(own.clone());
            }
            if let [only] = table_kind::lists_in(&text).as_slice()
                && said.kinds.iter().all(|(known, _)| known != only)
            {
                said.kinds.push((*only, own));
            }
        }
        said
    }
}

/// 第二届 where the third is elected.
fn by_number(text: &str, cycle: &Cycle) -> Option<Term> {
    let number = number_before(text, "届")?;
    let is = |number: u32| cycle.terms().any(|term| term == number);
    match (is(number), is(number + 1)) {
        (true, _) => Some(Term::This),
        (false, true) => Some(Term::Last),
        (false, false) => None,
    }
}

/// 2021年…名单, 填报时间：2021年3月5日 or a folder 2021 where ages are counted to 2026. A text with a newer year as well says
/// nothing: 2021—2026年.
fn is_of_old_year(text: &str, as_of: PartialDate) -> bool {
    let text = squeeze(text);
    let is_old = |year: i16| as_of != PartialDate::LATEST && year + YEARS <= as_of.year();
    let years = years_in(&text);
    !years.is_empty() && years.into_iter().all(is_old)
}

/// The years that a text names: 2021年, 2021执委名单, 2021; four digits inside a word of letters are none.
fn years_in(text: &str) -> Vec<i16> {
    let characters: Vec<char> = text.chars().collect();
    let is_digit = |at: usize| characters.get(at).is_some_and(char::is_ascii_digit);
    let is_edge = |c: Option<&char>| {
        c.is_none_or(|c| matches!(c, '\u{4E00}'..='\u{9FFF}' | '.' | '-' | '(' | ')' | ':'))
    };
    let mut years = Vec::new();
    for at in 0..characters.len() {
        let before = at.checked_sub(1).and_then(|before| characters.get(before));
        if (at..at + 4).all(is_digit) && is_edge(before) && is_edge(characters.get(at + 4)) {
            let year: String = characters.iter().skip(at).take(4).collect();
            years.extend(year.parse::<i16>().ok().filter(|year| (1980..2100).contains(year)));
        }
    }
    years
}
