//! What the program does not know and the clerk does (DESIGN 13).

use serde::Serialize;

use crate::problem::{Code, Place, Problem, Say, Severity};
use crate::say;

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuestionKind {
    /// Whose table or rows these are.
    Unit,
    /// What list a table is.
    Table,
    /// Whether a list is of this term or of the last.
    Term,
    /// What the header of a column means.
    Column,
    /// One woman or two.
    Person,
    /// Which of two sources holds.
    Value,
    /// Whether a town holds a congress of its own.
    Congress,
}

/// An answer that can be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What `answers.toml` says.
    pub value: String,
    /// What it means.
    pub label: Say,
    /// What speaks for it.
    pub evidence: Option<Say>,
    /// Whether it is probably the right one.
    pub likely: bool,
}

/// A question: one cause, one question, however many rows hang on it.
#[derive(Debug, Clone)]
pub struct Question {
    /// The key of `answers.toml`: kind, and what it is about.
    pub id: String,
    /// What it is about.
    pub kind: QuestionKind,
    /// The problem that it is as long as nobody answers; an error where papers wait for it.
    pub code: &'static Code,
    /// Where the doubt arises.
    pub place: Place,
    /// Where it arises as well.
    pub also: Vec<Place>,
    /// The question.
    pub ask: Say,
    /// Why it is asked.
    pub why: Say,
    /// What can be answered, most likely first.
    pub choices: Vec<Choice>,
    /// Whether an answer is understood that is not offered; none where only those can be given.
    pub accepts: Option<fn(&str) -> bool>,
    /// How many rows hang on it.
    pub rows: usize,
    /// The kind of the rows, where it is known: `delegates`.
    pub table: Option<&'static str>,
    /// The units whose papers wait for it; of none all papers wait.
    pub units: Vec<String>,
    /// The answer, where there is one that can be given.
    pub answer: Option<String>,
}

impl Question {
    /// Whether nobody has answered.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.answer.is_none()
    }

    /// Whether papers wait for the answer.
    #[must_use]
    pub fn is_blocking(&self) -> bool {
        self.code.severity == Severity::Error
    }

    /// The answer that somebody means who writes it as the file has it or as it is shown; none where it is no answer.
    #[must_use]
    pub fn value_of<'s>(&'s self, said: &'s str) -> Option<&'s str> {
        let is_value = self.choices.iter().any(|choice| choice.value == said)
            || self.accepts.is_some_and(|accepts| accepts(said));
        let is_shown = |choice: &&Choice| choice.label.zh == said || choice.label.en == said;
        let shown = || self.choices.iter().find(is_shown).map(|choice| choice.value.as_str());
        if is_value { Some(said) } else { shown() }
    }

    /// The answer that somebody means who may also write its number in the list; a number that is offered itself is meant as
    /// what it is, and one that is only understood (1 for yes) is not.
    #[must_use]
    pub fn value_or_number<'s>(&'s self, said: &'s str) -> Option<&'s str> {
        let is_offered = self.choices.iter().any(|choice| choice.value == said);
        let number = said.parse::<usize>().ok().filter(|_| !is_offered);
        let numbered = number.and_then(|number| self.choices.get(number.checked_sub(1)?));
        numbered.map(|choice| choice.value.as_str()).or_else(|| self.value_of(said))
    }

    /// The problem that an open question is.
    #[must_use]
    pub fn problem(&self) -> Problem {
        let message = Say {
            zh: format!("{}（{}）", self.ask.zh, self.why.zh),
            en: format!("{} ({})", self.ask.en, self.why.en),
        };
        let id = &self.id;
        let list = |of: fn(&Choice) -> &str| {
            let shown = self.choices.iter().take(SHOWN).map(of).collect::<Vec<_>>();
            if self.choices.len() > SHOWN { format!("{} …", shown.join(" / ")) } else { shown.join(" / ") }
        };
        let (zh, en) = (list(|choice| &choice.label.zh), list(|choice| &choice.label.en));
        let hint = say!(
            "运行 huanjie ask 回答，或 huanjie ask \"{id}=答案\"。可以答：{zh}",
            "answer with huanjie ask, or huanjie ask \"{id}=ANSWER\". Possible answers: {en}"
        );
        let problem = Problem::new(self.code, self.place.clone(), message).hint(hint);
        Problem { question: Some(self.id.clone()), ..problem.also(self.also.iter().cloned()) }
    }
}

/// Answers that the hint of a problem lists.
const SHOWN: usize = 5;
