//! What there is to say of the files while they are read: problems, and cells whose value was taken in another form.
//! Both lists are bounded: what no list would help with is counted.

use std::collections::{BTreeMap, BTreeSet};

use crate::cycle::Answers;
use crate::problem::{Code, Place, Problem, Question, QuestionKind, Say, Severity};
use crate::read::limits;
use crate::read::limits::Limit;
use crate::read::reading::Normalised;
use crate::say;

/// There were more of the same than a list can help with. Source: DESIGN 4.
pub(super) static MORE: Code = Code { id: "more", severity: Severity::Warning, source: "DESIGN 4" };

/// What was read as the clerk answered. Source: DESIGN 13.
pub(super) static AS_ANSWERED: Code =
    Code { id: "as-answered", severity: Severity::Note, source: "DESIGN 13" };

/// So often written a word is a habit; twice it may have been copied from the row above.
const HABIT: usize = 3;

/// What was reported so far, and how much of it in the file at hand.
#[derive(Debug, Default)]
pub(super) struct ReadLog {
    answers: Answers,
    problems: Vec<Problem>,
    questions: Vec<Question>,
    /// Questions that are asked only if they come up again and again, each with the problems that it else is.
    doubts: BTreeMap<String, (Question, Vec<Problem>)>,
    normalised: Vec<Normalised>,
    /// How often each code was raised in the file at hand.
    raised: BTreeMap<&'static str, (Severity, usize)>,
    /// Changes of the file at hand that were not listed any more.
    unlisted: usize,
    /// What the file at hand weighs in memory, in bytes.
    weight: u64,
}

/// What a log holds in the end.
pub(super) struct Lists {
    pub(super) problems: Vec<Problem>,
    pub(super) normalised: Vec<Normalised>,
    pub(super) questions: Vec<Question>,
}

impl ReadLog {
    /// A log that begins with what was found out before any file was opened.
    pub(super) fn beginning(answers: Answers, problems: Vec<Problem>) -> Self {
        Self { answers, problems, ..Self::default() }
    }

    /// The answer to a question, where there is one; it is listed in any case. The same question again only adds its rows.
    pub(super) fn ask(&mut self, mut question: Question) -> Option<String> {
        if let Some(known) = self.questions.iter_mut().find(|known| known.id == question.id) {
            known.rows += question.rows;
            known.also.push(question.place);
            return known.answer.clone();
        }
        let said = self.answers.get(&question.id);
        question.answer = said.and_then(|said| question.value_of(said)).map(str::to_owned);
        let answer = question.answer.clone();
        self.questions.push(question);
        answer
    }

    /// The questions so far.
    pub(super) fn questions_mut(&mut self) -> impl Iterator<Item = &mut Question> {
        self.questions.iter_mut()
    }

    /// Whether somebody has answered a question.
    pub(super) fn has_answer(&self, id: &str) -> bool {
        self.answers.get(id).is_some()
    }

    /// What may be a habit or a slip: a question where it comes up again and again, else a problem at each place.
    pub(super) fn doubt(&mut self, question: Question, problem: Problem) {
        let is_full = self.doubts.len() >= limits::SAME_PROBLEMS;
        match self.doubts.get_mut(&question.id) {
            Some((known, problems)) => {
                known.rows += 1;
                if known.rows < HABIT {
                    problems.push(problem);
                }
                if known.also.len() < limits::SAME_PROBLEMS {
                    known.also.push(question.place);
                }
            }
            None if is_full => self.report(problem),
            None => {
                self.doubts.insert(question.id.clone(), (question, vec![problem]));
            }
        }
    }

    /// Decides what became of every doubt.
    pub(super) fn settle_doubts(&mut self) {
        for (question, problems) in std::mem::take(&mut self.doubts).into_values() {
            if question.rows >= HABIT {
                self.ask(question);
            } else {
                problems.into_iter().for_each(|problem| self.report(problem));
            }
        }
    }

    /// A key for a question about a table: more than one of a sheet are numbered.
    pub(super) fn id(&self, of: &str) -> String {
        let is_free = |id: &String| self.questions.iter().all(|known| known.id != *id);
        let numbered = (2..).map(|n: usize| format!("{of}#{n}"));
        std::iter::once(of.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
    }

    /// Begins a file whose sheets take so many bytes.
    pub(super) fn begin_file(&mut self, bytes: u64) {
        self.weight = bytes;
    }

    /// Adds the bytes of a record to the weight of the file.
    ///
    /// # Errors
    /// The bound, where the file weighs too much.
    pub(super) fn weigh(&mut self, bytes: u64) -> Result<(), Limit> {
        self.weight += bytes;
        if self.weight > limits::MEMORY.most { Err(limits::MEMORY) } else { Ok(()) }
    }

    /// Reports a problem of a cell or row, unless the file has too many of the same already: those are counted.
    pub(super) fn report(&mut self, mut problem: Problem) {
        let short = |text: &mut String| *text = limits::brief(text, limits::SHOWN_CHARS);
        for say in [Some(&mut problem.message), problem.hint.as_mut()].into_iter().flatten() {
            short(&mut say.zh);
            short(&mut say.en);
        }
        let (_, count) = self.raised.entry(problem.code.id).or_insert((problem.severity, 0));
        *count += 1;
        if *count <= limits::SAME_PROBLEMS {
            self.problems.push(problem);
        }
    }

    /// Reports problems of a whole sheet or file: there are few of them, and each is listed.
    pub(super) fn report_all(&mut self, problems: impl IntoIterator<Item = Problem>) {
        self.problems.extend(problems);
    }

    /// Whether the same was said before, in whatever file.
    pub(super) fn has_said(&self, message: &Say) -> bool {
        self.problems.iter().any(|known| known.message == *message)
    }

    /// Lists a changed cell. One list for all files would grow without end: later ones are counted.
    pub(super) fn change(&mut self, cell: impl FnOnce() -> Normalised) {
        if self.normalised.len() >= limits::CHANGES {
            self.unlisted += 1;
        } else {
            self.normalised.push(cell());
        }
    }

    /// Ends a file: what was only counted is reported in one line for each code.
    pub(super) fn end_file(&mut self, name: &str) {
        self.weight = 0;
        for (id, (severity, count)) in std::mem::take(&mut self.raised) {
            let Some(more) = count.checked_sub(limits::SAME_PROBLEMS).filter(|more| *more > 0) else {
                continue;
            };
            let message = say!(
                "还有 {more} 处同样的问题（{id}）没有逐一列出",
                "{more} more problems of the kind {id} are not listed"
            );
            let hint = say!("先改列出的，再检查一次", "fix those that are listed and check again");
            let place = Place::File(name.to_owned());
            self.problems.push(Problem::new(&MORE, place, message).hint(hint).severity(severity));
        }
        if self.unlisted > 0 {
            let more = std::mem::take(&mut self.unlisted);
            let message =
                say!("还有 {more} 个单元格的改写没有列出", "{more} more changed cells are not listed");
            let place = Place::File(name.to_owned());
            self.problems.push(Problem::new(&MORE, place, message).severity(Severity::Note));
        }
    }

    /// A note at the place of every question that was answered: a wrong answer is seen where it works.
    fn answered(&self) -> impl Iterator<Item = Problem> {
        let own: BTreeSet<&str> = self.answers.ids().collect();
        // Rows that were left out for another list, and names that were written otherwise, have a note of their own.
        let has_its_own = |question: &&Question| {
            ["which-list", "which-tally"].contains(&question.code.id)
                || (question.kind == QuestionKind::Person && question.answer.as_deref() != Some("two"))
        };
        let answered = self.questions.iter().filter(move |question| !has_its_own(question));
        answered.filter_map(move |question| {
            let answer = question.answer.as_deref().filter(|_| own.contains(question.id.as_str()))?;
            let chosen = question.choices.iter().find(|choice| choice.value == answer);
            let plain = Say { zh: answer.to_owned(), en: answer.to_owned() };
            let Say { zh, en } = chosen.map_or(plain, |choice| choice.label.clone());
            let Say { zh: ask_zh, en: ask_en } = &question.ask;
            let message = say!("{ask_zh}按回答：{zh}", "{ask_en} As answered: {en}");
            let hint = say!(
                "不对的，在 answers.toml 里删去“{id}”这一行，再运行 huanjie ask",
                "where that is wrong, delete the line of \"{id}\" in answers.toml and run huanjie ask again",
                id = &question.id
            );
            let place = question.place.clone();
            Some(
                Problem::new(&AS_ANSWERED, place, message)
                    .hint(hint)
                    .also([self.answers.place(&question.id)]),
            )
        })
    }

    /// The problems and the changed cells, in the order in which they were found.
    pub(super) fn into_lists(self) -> Lists {
        let answered: Vec<Problem> = self.answered().collect();
        let Self { mut problems, normalised, questions, .. } = self;
        problems.extend(answered);
        Lists { problems, normalised, questions }
    }
}
