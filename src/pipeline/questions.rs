//! What is asked and answered, and which papers wait for it.

use crate::cycle::{Answers, BAD_ANSWER, STALE_ANSWER};
use crate::fill::DocumentSpec;
use crate::model::TableKind;
use crate::problem::{Problem, Question, QuestionKind};
use crate::resolve::Body;
use crate::say;

/// The open questions, and the answers that fit no question.
pub(in crate::pipeline) fn problems(questions: &[Question], answers: &Answers) -> Vec<Problem> {
    let mut problems: Vec<Problem> =
        questions.iter().filter(|question| question.is_open()).map(Question::problem).collect();
    for id in answers.ids().chain(answers.learned_ids()) {
        let (place, value) = (answers.place(id), answers.get(id).unwrap_or_default());
        match questions.iter().find(|question| question.id == id) {
            Some(question) if question.is_open() => {
                let message = say!(
                    "“{id}”不能答“{value}”，这个问题仍然没有答复",
                    "\"{value}\" is no answer to \"{id}\"; the question is still open"
                );
                let hint = say!("运行 huanjie ask 看可以答什么", "huanjie ask shows what can be answered");
                problems.push(Problem::new(&BAD_ANSWER, place, message).hint(hint));
            }
            Some(_) => {}
            // A layer knows more than one workspace needs.
            None if answers.learned_ids().any(|learned| learned == id) => {}
            None => {
                let message = say!("现在没有“{id}”这个问题了", "\"{id}\" is not asked any more");
                let hint = say!(
                    "文件或工作表改名、移走后会这样；不再需要就删去这一行",
                    "so it is when a file or sheet has another name or is gone; delete the line when it is not needed"
                );
                problems.push(Problem::new(&STALE_ANSWER, place, message).hint(hint));
            }
        }
    }
    problems
}

/// Answers of the workspace to what is not asked any more, by the ids of their questions.
pub(in crate::pipeline) fn stale<'a>(questions: &[Question], answers: &'a Answers) -> Vec<&'a str> {
    answers.ids().filter(|id| questions.iter().all(|question| question.id != *id)).collect()
}

/// The question that a paper of a body waits for: one about rows that may be the body's, where the paper needs rows, or
/// where the body has some of that table already and would print a part of them.
pub(in crate::pipeline) fn waits_for<'q>(
    document: &DocumentSpec,
    body: &Body<'_>,
    questions: &'q [Question],
) -> Option<&'q Question> {
    let all_needs = || document.needs.iter().map(String::as_str).chain(document.people());
    let needs_rows = |question: &Question| match question.table {
        Some(table) => all_needs().any(|need| need == table || (need == "congress" && table == "congresses")),
        // What a word means that stands in some cells: they are visible blanks.
        None if question.kind == QuestionKind::Column => false,
        None => all_needs().next().is_some(),
    };
    let in_part = |question: &Question| {
        // The rows of a column that nobody knows are all there.
        if question.kind == QuestionKind::Column {
            return false;
        }
        let is_of = |kind: &&TableKind| question.table.is_none_or(|table| table == kind.as_str());
        TableKind::ALL.iter().filter(is_of).any(|kind| body.has(*kind))
    };
    let concerns = |question: &Question| match &body.id.unit {
        Some(unit) => question.units.is_empty() || question.units.contains(unit),
        None => true,
    };
    let mut open = questions.iter().filter(|question| question.is_open() && question.is_blocking());
    open.find(|question| concerns(question) && (needs_rows(question) || in_part(question)))
}
