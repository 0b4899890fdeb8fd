//! Questions: as JSON, and for people.

use std::io::{Result, Write};

use serde::Serialize;

use crate::problem::{Choice, Lang, Question, QuestionKind};
use crate::report::text::plain;

/// The JSON of `ask`.
#[derive(Debug, Serialize)]
pub struct AskJson<'a> {
    questions: Vec<QuestionJson<'a>>,
}

/// One question (DESIGN 13).
#[derive(Debug, Serialize)]
pub struct QuestionJson<'a> {
    id: &'a str,
    kind: QuestionKind,
    blocking: bool,
    file: Option<&'a str>,
    sheet: Option<&'a str>,
    cell: Option<String>,
    ask: &'a str,
    why: &'a str,
    options: Vec<ChoiceJson<'a>>,
    rows: usize,
    answer: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct ChoiceJson<'a> {
    value: &'a str,
    label: &'a str,
    evidence: Option<&'a str>,
    likely: bool,
}

impl<'a> QuestionJson<'a> {
    /// In one language.
    #[must_use]
    pub fn list(questions: &'a [Question], lang: Lang) -> Vec<Self> {
        questions.iter().map(|question| Self::new(question, lang)).collect()
    }

    fn new(question: &'a Question, lang: Lang) -> Self {
        let choice = |choice: &'a Choice| ChoiceJson {
            value: &choice.value,
            label: choice.label.text(lang),
            evidence: choice.evidence.as_ref().map(|say| say.text(lang)),
            likely: choice.likely,
        };
        Self {
            id: &question.id,
            kind: question.kind,
            blocking: question.is_blocking(),
            file: question.place.file(),
            sheet: question.place.sheet(),
            cell: question.place.cell(),
            ask: question.ask.text(lang),
            why: question.why.text(lang),
            options: question.choices.iter().map(choice).collect(),
            rows: question.rows,
            answer: question.answer.as_deref(),
        }
    }
}

impl<'a> AskJson<'a> {
    /// Of these questions.
    #[must_use]
    pub fn new(questions: &'a [Question], lang: Lang) -> Self {
        Self { questions: QuestionJson::list(questions, lang) }
    }
}

/// One question with its place and its numbered answers.
///
/// # Errors
/// When `out` takes no more.
pub fn question(question: &Question, lang: Lang, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{}", plain(&question.place.to_string()))?;
    writeln!(out, "  {}", plain(question.ask.text(lang)))?;
    writeln!(out, "  {}", plain(question.why.text(lang)))?;
    for (at, choice) in question.choices.iter().enumerate() {
        let evidence =
            choice.evidence.as_ref().map(|say| format!("（{}）", say.text(lang))).unwrap_or_default();
        writeln!(out, "    {}. {}{}", at + 1, plain(choice.label.text(lang)), plain(&evidence))?;
    }
    if question.accepts.is_some() {
        let other = match lang {
            Lang::Zh => "没有列出来的通行写法也可以写，例如 学历、出生年月；民建会员",
            Lang::En => "any usual word that is not listed will do as well, such as 学历, 出生年月; 民建会员",
        };
        writeln!(out, "       {other}")?;
    }
    if let Some(answer) = &question.answer {
        let word = if lang == Lang::Zh { "已答复：" } else { "answered: " };
        writeln!(out, "  {word}{}", plain(answer))?;
    }
    Ok(())
}

/// All of them with their ids, those that are open first; or only those, and how many are answered.
///
/// # Errors
/// When `out` takes no more.
pub fn questions(questions: &[Question], all: bool, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let (open, answered): (Vec<_>, Vec<_>) = questions.iter().partition(|question| question.is_open());
    let shown = if all { answered.as_slice() } else { &[] };
    for own in open.iter().chain(shown) {
        question(own, lang, out)?;
        writeln!(out, "  huanjie ask \"{}=…\"\n", plain(&own.id))?;
    }
    let (open, answered) = (open.len(), answered.len());
    match lang {
        Lang::Zh => writeln!(out, "{open} 个问题待答复，{answered} 个已答复"),
        Lang::En => writeln!(out, "{open} open questions, {answered} answered"),
    }
}
