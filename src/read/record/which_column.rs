//! What a column means whose header is in no list: asked once for the whole workspace (DESIGN 13).

use std::collections::BTreeMap;

use crate::cycle::{BAD_ANSWER, Cycle, header_id, header_of};
use crate::model::{Field, TableKind};
use crate::problem::{Choice, Problem, Question, QuestionKind, Say};
use crate::read::grid::CellRef;
use crate::read::layout::columns::Header;
use crate::read::layout::header::UNKNOWN_HEADER;
use crate::read::layout::sheet::Sheet;
use crate::read::layout::spelling;
use crate::read::log::ReadLog;
use crate::read::value::Words;
use crate::say;

/// Rows whose cells are looked at for what they are like.
const LOOKED_AT: usize = 50;

/// Header → field, as `cycle.toml` maps them and as the clerk answered.
pub(in crate::read) fn mapped(cycle: &Cycle, set: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let answers = &cycle.answers;
    let answered = answers.learned_ids().chain(answers.ids()).filter_map(|id| {
        let value = answers.get(id)?;
        let field = spelling::named(value).or_else(|| spelling::field(value))?;
        Some((header_of(id)?.to_owned(), field.as_str().to_owned()))
    });
    let mut mapped: BTreeMap<String, String> = answered.collect();
    mapped.extend(set.iter().map(|(header, field)| (header.clone(), field.clone())));
    mapped
}

/// Asks about every column of a table that nobody knows, and lists what was answered about the others.
pub(in crate::read) fn ask(sheet: &Sheet<'_>, header: &Header, table: TableKind, log: &mut ReadLog) {
    let unknown = header
        .extra
        .iter()
        .filter(|own| own.is_unknown && !sheet.places.is_extra(&own.header))
        .map(|own| (own.header.as_str(), own.column));
    let is_answered = |shown: &str| sheet.cycle.answers.get(&header_id(shown)).is_some();
    let extra =
        header.extra.iter().filter(|own| !own.is_unknown).map(|own| (own.header.as_str(), own.column));
    let known =
        header.names.iter().filter_map(|(shown, field)| Some((shown.as_str(), header.column(*field)?)));
    let answered = known.chain(extra).filter(|(shown, _)| is_answered(shown));
    let all: Vec<(&str, u32)> = unknown.chain(answered).collect();
    for (shown, column) in &all {
        if let Some(problem) = taken(sheet, header, shown, *column) {
            log.report(problem);
        }
    }
    for (shown, column) in all {
        let asked = Asked { shown, column };
        log.ask(question(sheet, header, table, &asked));
    }
}

/// The problem of an answer that gives a column a meaning which another column of the table has.
fn taken(sheet: &Sheet<'_>, header: &Header, shown: &str, column: u32) -> Option<Problem> {
    let (answers, id) = (&sheet.cycle.answers, header_id(shown));
    let answer = answers.get(&id)?;
    let field = spelling::named(answer).or_else(|| spelling::field(answer))?;
    // Any number of columns may be kept as they are, or be of no use.
    header
        .column(field)
        .filter(|other| *other != column && !matches!(field, Field::Extra | Field::Ignored))?;
    let named = spelling::shown(field);
    let message = say!(
        "“{shown}”答的是“{named}”，可是这张表已经有这一栏，两栏不能是一样的",
        "\"{shown}\" was said to be {named}, but another column of this table is that already"
    );
    let hint = say!("运行 huanjie ask，改成别的答案", "give another answer with huanjie ask");
    let place = sheet.grid.place(CellRef { row: header.last, column: column as usize });
    Some(Problem::new(&BAD_ANSWER, place, message).hint(hint).also([answers.place(&id)]))
}

/// A column by its header.
struct Asked<'a> {
    shown: &'a str,
    column: u32,
}

fn question(sheet: &Sheet<'_>, header: &Header, table: TableKind, asked: &Asked<'_>) -> Question {
    let Asked { shown, column } = *asked;
    let mut choices: Vec<Choice> = Vec::new();
    let like = values_like(sheet, header, column);
    let near = spelling::nearest(shown).and_then(|near| Some((spelling::field(near)?, near)));
    if let Some(field) = like {
        choices.push(choice(field, say!("这一列的内容像", "so its cells look")));
    }
    if let Some((field, near)) = near.filter(|(field, _)| Some(*field) != like && *field != Field::Extra) {
        // A likeness of words alone is a hint, not a finding.
        let like_words = choice(field, say!("表头和“{near}”相近", "the header is like \"{near}\""));
        choices.push(Choice { likely: false, ..like_words });
    }
    choices.push(Choice {
        value: Field::Extra.as_str().to_owned(),
        label: say!("自己加的一列，原样保留", "a column of our own, kept as it is"),
        evidence: None,
        likely: choices.is_empty(),
    });
    choices.push(Choice {
        value: Field::Ignored.as_str().to_owned(),
        label: say!("不用这一列", "of no use"),
        evidence: None,
        likely: false,
    });
    let place = sheet.grid.place(CellRef { row: header.last, column: column as usize });
    Question {
        id: header_id(shown),
        kind: QuestionKind::Column,
        code: &UNKNOWN_HEADER,
        place,
        also: Vec::new(),
        ask: say!("表头“{shown}”这一列是什么？", "what is the column \"{shown}\"?"),
        why: say!(
            "这个表头不认识，现在按原样保留，材料用不上",
            "the header is not known; the column is kept as it is and no paper uses it"
        ),
        choices,
        accepts: Some(|value| spelling::named(value).or_else(|| spelling::field(value)).is_some()),
        rows: 1,
        table: Some(table.as_str()),
        units: Vec::new(),
        answer: None,
    }
}

fn choice(field: Field, evidence: Say) -> Choice {
    let shown = spelling::shown(field);
    let label = Say { zh: shown.to_owned(), en: format!("{shown} ({field})") };
    Choice { value: field.as_str().to_owned(), label, evidence: Some(evidence), likely: true }
}

/// Whether a text is a value of a field.
type Test<'t> = &'t dyn Fn(&str) -> bool;

/// The field whose values all cells of a column are; nothing where fewer than two are filled.
fn values_like(sheet: &Sheet<'_>, header: &Header, column: u32) -> Option<Field> {
    let words = Words::get();
    let rows = sheet.grid.rows.iter().skip(header.last + 1).take(LOOKED_AT);
    let texts: Vec<String> = rows
        .filter_map(|cells| cells.get(column as usize))
        .map(|cell| cell.shown().trim().to_owned())
        .filter(|text| !words.is_blank_mark(text))
        .collect();
    let digits =
        |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    let villages = sheet.places.units();
    let tests: [(Field, Test<'_>); 9] = [
        (Field::Birth, &is_like_a_birth),
        (Field::Unit, &|text| villages.iter().any(|village| village == text)),
        (Field::Gender, &|text| Words::gender(text).is_some()),
        (Field::Education, &|text| words.education(text).is_some()),
        (Field::Politics, &|text| words.politics(text).is_some()),
        (Field::Ethnicity, &|text| words.ethnicity(text).is_some()),
        (Field::Role, &|text| words.role(text, false).is_some()),
        (Field::Phone, &|text| digits(text, 11) && text.starts_with('1')),
        (Field::IdNumber, &|text| text.len() == 18 && text.get(..17).is_some_and(|front| digits(front, 17))),
    ];
    // Codes of vocabularies are numbers as well: 14 votes are no ethnic group.
    let are_numbers =
        texts.iter().all(|text| text.len() < 11 && text.bytes().all(|byte| byte.is_ascii_digit()));
    let is = |test: Test<'_>| texts.len() >= 2 && !are_numbers && texts.iter().all(|text| test(text));
    tests.iter().find(|(field, test)| !header.has(*field) && is(*test)).map(|(field, _)| *field)
}

/// 1985.07, 1985年7月: a year in which a delegate may have been born, and a month behind it. Whether the month is one is asked
/// of the cell when the column is known.
fn is_like_a_birth(text: &str) -> bool {
    let year = text.get(..4).and_then(|year| year.parse::<u32>().ok());
    let after = text.get(4..).unwrap_or_default().trim_start_matches(['.', '-', '/', '年', ' ']);
    year.is_some_and(|year| (1920..=2010).contains(&year)) && after.starts_with(|c: char| c.is_ascii_digit())
}
