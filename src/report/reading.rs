//! What was read, and what the check of it found.

use std::io::{Result, Write};

use serde::Serialize;

use crate::model::{EachList, Row};
use crate::problem::{Lang, Problem};
use crate::read::{Corrected, Ignored, Normalised, Reading, TableSeen};
use crate::report::{ProblemJson, QuestionJson, SourceJson, tables, text};

/// The JSON of `check`.
#[derive(Debug, Serialize)]
pub struct CheckJson<'a> {
    problems: Vec<ProblemJson<'a>>,
    files: usize,
    rows: usize,
    errors: usize,
    warnings: usize,
}

impl<'a> CheckJson<'a> {
    /// All problems, and how much was read.
    #[must_use]
    pub fn new(reading: &Reading, problems: &'a [Problem], lang: Lang) -> Self {
        let (errors, warnings) = text::counts(problems);
        let (files, rows) = (reading.files, reading.records.len());
        Self { problems: ProblemJson::list(problems, lang), files, rows, errors, warnings }
    }
}

/// How much was read and how much is wrong, in one line.
///
/// # Errors
/// When `out` takes no more.
pub fn sums(reading: &Reading, problems: &[Problem], lang: Lang, out: &mut dyn Write) -> Result<()> {
    let (errors, warnings) = text::counts(problems);
    let (files, rows) = (reading.files, reading.records.len());
    match lang {
        Lang::Zh => writeln!(out, "{files} 个文件，{rows} 行：{errors} 个错误，{warnings} 个警告"),
        Lang::En => writeln!(out, "{files} files, {rows} rows: {errors} errors, {warnings} warnings"),
    }
}

/// The JSON of `read`.
#[derive(Debug, Serialize)]
pub struct ReadJson<'a> {
    records: Vec<serde_json::Value>,
    tables: &'a [TableSeen],
    ignored: &'a [Ignored],
    normalised: &'a [Normalised],
    corrected: &'a [Corrected],
    sources: Vec<SourceJson<'a>>,
    questions: Vec<QuestionJson<'a>>,
    problems: Vec<ProblemJson<'a>>,
}

impl<'a> ReadJson<'a> {
    /// All that reading gave.
    #[must_use]
    pub fn new(reading: &'a Reading, lang: Lang) -> Self {
        let mut records = AsJson(Vec::with_capacity(reading.records.len()));
        reading.records.each_list(&mut records);
        let problems = ProblemJson::list(&reading.problems, lang);
        Self {
            records: records.0,
            tables: &reading.tables,
            ignored: &reading.ignored,
            normalised: &reading.normalised,
            corrected: &reading.corrected,
            sources: SourceJson::list(&reading.sources, lang),
            questions: QuestionJson::list(&reading.questions, lang),
            problems,
        }
    }
}

/// The rows of all lists, one after the other.
struct AsJson(Vec<serde_json::Value>);

impl EachList for AsJson {
    fn list<T: Serialize>(&mut self, rows: &[Row<T>]) {
        self.0.extend(rows.iter().filter_map(|row| serde_json::to_value(row).ok()));
    }
}

/// What each table was taken for, the problems, and the sums.
///
/// # Errors
/// When `out` takes no more.
pub fn reading(reading: &Reading, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let seen = tables::tables(reading, lang);
    if !seen.is_empty() {
        writeln!(out, "{seen}")?;
    }
    text::problems(&reading.problems, lang, out);
    for own in &reading.corrected {
        let (place, was, now) = (format!("{} {} {}", own.file, own.sheet, own.cell), &own.was, &own.now);
        match lang {
            Lang::Zh => writeln!(out, "更正 {place}：{was}→{now}")?,
            Lang::En => writeln!(out, "corrected {place}: {was}→{now}")?,
        }
    }
    for own in reading.questions.iter().filter(|own| !own.is_open()) {
        let (ask, answer) = (own.ask.text(lang), own.answer.as_deref().unwrap_or_default());
        match lang {
            Lang::Zh => writeln!(out, "已答复 {}：{ask} {answer}", own.place)?,
            Lang::En => writeln!(out, "answered {}: {ask} {answer}", own.place)?,
        }
    }
    let open = reading.questions.iter().filter(|own| own.is_open()).count();
    match (open, lang) {
        (0, _) => {}
        (_, Lang::Zh) => writeln!(out, "{open} 个问题待答复：huanjie ask")?,
        (_, Lang::En) => writeln!(out, "{open} open questions: huanjie ask")?,
    }
    let (files, rows, tables) = (reading.files, reading.records.len(), reading.tables.len());
    let (ignored, normalised) = (reading.ignored.len(), reading.normalised.len());
    match lang {
        Lang::Zh => writeln!(
            out,
            "{files} 个文件，{tables} 张表，{rows} 条记录；略过 {ignored} 行，改写 {normalised} 个单元格（--format json 逐一列出）"
        ),
        Lang::En => writeln!(
            out,
            "{files} files, {tables} tables, {rows} records; {ignored} rows left out, {normalised} cells normalised (--format json lists them)"
        ),
    }
}
