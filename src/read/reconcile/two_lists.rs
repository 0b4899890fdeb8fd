//! Two lists of the same people that do not agree: an old 汇总 beside the villages' newer sheets (REVIEW T7). Each has names
//! that the other lacks; which one holds is asked.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::model::{Given, Person, Records, Row, TableKind};
use crate::problem::{Choice, Code, Place, Question, QuestionKind, Say, Severity, nothing_else};
use crate::read::log::ReadLog;
use crate::read::reading::{Content, Ignored, IgnoredKind};
use crate::say;

/// Two lists of one body that share most names, each with names of its own. Source: DESIGN 13.
pub(in crate::read) static WHICH_LIST: Code =
    Code { id: "which-list", severity: Severity::Error, source: "DESIGN 13" };

/// The answer that all of them count.
const BOTH: &str = "both";

/// File and sheet.
type Sheet = (String, String);

/// Asks about each pair of lists, and leaves out the rows of the one that does not hold.
pub(in crate::read) fn settle(content: &mut Content, asked: &BTreeSet<String>, log: &mut ReadLog) {
    let Content { records, ignored, .. } = content;
    let Records { delegates, nominees, officers, previous, .. } = records;
    let mut log = Asked { names: asked, log };
    settle_list(delegates, |row| &row.person, &mut log, ignored);
    settle_list(nominees, |row| &row.person, &mut log, ignored);
    settle_list(officers, |row| &row.person, &mut log, ignored);
    settle_list(previous, |row| &row.person, &mut log, ignored);
}

/// Where questions go, and the names that are asked about already: one cause is one question.
struct Asked<'a> {
    names: &'a BTreeSet<String>,
    log: &'a mut ReadLog,
}

/// The names of one body in one sheet.
type Names = BTreeMap<Sheet, BTreeSet<String>>;

fn settle_list<T>(
    rows: &mut Vec<Row<T>>,
    person: impl Fn(&T) -> &Person,
    Asked { names, log }: &mut Asked<'_>,
    ignored: &mut Vec<Ignored>,
) {
    let in_many = in_many_sheets(rows);
    let mut bodies: BTreeMap<(String, String), Names> = BTreeMap::new();
    let in_question = |row: &&Row<T>| row.unit != Given::Unreadable && in_many.contains(&borrowed(row));
    for row in rows.iter().filter(in_question) {
        let sheets = bodies.entry(body(row)).or_default();
        let name = person(&row.value).name_text();
        if !name.is_empty() && !names.contains(name) {
            sheets.entry(sheet(row)).or_default().insert(name.to_owned());
        }
    }
    let Some(kind) = rows.first().map(|row| row.table) else { return };
    let mut refused: BTreeSet<((String, String), Sheet)> = BTreeSet::new();
    for (body, sheets) in bodies.iter().filter(|(_, sheets)| sheets.len() > 1) {
        let all: Vec<(&Sheet, &BTreeSet<String>)> = sheets.iter().collect();
        for (at, one) in all.iter().enumerate() {
            for other in all.iter().skip(at + 1).filter(|other| contradict(one.1, other.1)) {
                match log.ask(question(kind, body, [*one, *other])) {
                    Some(answer) if answer == shown(one.0) => refused.insert((body.clone(), other.0.clone())),
                    Some(answer) if answer == shown(other.0) => refused.insert((body.clone(), one.0.clone())),
                    _ => false,
                };
            }
        }
    }
    rows.retain(|row| {
        let keep = refused.is_empty() || !refused.contains(&(body(row), sheet(row)));
        if !keep {
            let (file, sheet) = (row.source.file.clone(), row.source.sheet.clone());
            ignored.push(Ignored { file, sheet, row: row.source.row, kind: IgnoredKind::Refused });
        }
        keep
    });
}

/// The bodies that more than one sheet lists: nearly all are in one.
fn in_many_sheets<T>(rows: &[Row<T>]) -> HashSet<(&str, &str)> {
    let mut first: HashMap<(&str, &str), (&str, &str)> = HashMap::new();
    let mut many = HashSet::new();
    for row in rows {
        let sheet = (&*row.source.file, &*row.source.sheet);
        if *first.entry(borrowed(row)).or_insert(sheet) != sheet {
            many.insert(borrowed(row));
        }
    }
    many
}

fn borrowed<T>(row: &Row<T>) -> (&str, &str) {
    (row.town.text().unwrap_or_default(), row.unit.text().unwrap_or_default())
}

fn body<T>(row: &Row<T>) -> (String, String) {
    let (town, village) = borrowed(row);
    (town.to_owned(), village.to_owned())
}

fn sheet<T>(row: &Row<T>) -> Sheet {
    (row.source.file.to_string(), row.source.sheet.to_string())
}

/// Whether half of the smaller list or more is in the other as well, and each has somebody whom the other lacks. A list of the
/// leaders alone is a part of the whole list, and contradicts nothing.
fn contradict(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let common = one.intersection(other).count();
    let (own, theirs) = (one.len() - common, other.len() - common);
    own > 0 && theirs > 0 && 2 * common >= one.len().min(other.len()) && common >= 2
}

fn shown((file, sheet): &Sheet) -> String {
    if sheet.is_empty() { file.clone() } else { format!("{file}!{sheet}") }
}

fn question(
    kind: TableKind,
    (town, village): &(String, String),
    [one, other]: [(&Sheet, &BTreeSet<String>); 2],
) -> Question {
    let only = |own: &BTreeSet<String>, other: &BTreeSet<String>| {
        own.difference(other).take(SHOWN).cloned().collect::<Vec<_>>().join("、")
    };
    let list = |(sheet, names): (&Sheet, &BTreeSet<String>), other: &BTreeSet<String>| {
        let (shown, count, only) = (shown(sheet), names.len(), only(names, other));
        Choice {
            value: shown.clone(),
            label: say!("以“{shown}”为准（{count} 人）", "\"{shown}\" holds ({count} people)"),
            evidence: Some(say!("只有它有：{only}", "it alone has: {only}")),
            likely: false,
        }
    };
    let choices = vec![
        list(one, other.1),
        list(other, one.1),
        Choice {
            value: BOTH.to_owned(),
            label: say!("两张表的人都算", "the people of both count"),
            evidence: None,
            likely: false,
        },
    ];
    let place = |(file, sheet): &Sheet| Place::Sheet { file: file.clone(), sheet: sheet.clone() };
    let body = if village.is_empty() { town } else { village };
    let (word, name) = (kind.as_str(), kind.name());
    let (first, second) = (shown(one.0), shown(other.0));
    Question {
        id: format!("value:{word}:{body}:{first}/{second}"),
        kind: QuestionKind::Value,
        code: &WHICH_LIST,
        place: place(one.0),
        also: vec![place(other.0)],
        ask: say!(
            "{body}的{name}名单有两份，不一样，以哪份为准？",
            "two lists of the {word} of {body} differ: which holds?"
        ),
        why: Say {
            zh: format!("“{first}”和“{second}”大多数人相同，各有对方没有的人"),
            en: format!(
                "\"{first}\" and \"{second}\" share most names, and each has some that the other lacks"
            ),
        },
        choices,
        accepts: nothing_else,
        rows: one.1.len() + other.1.len(),
        table: Some(word),
        units: if village.is_empty() { Vec::new() } else { vec![village.clone()] },
        answer: None,
    }
}

/// Names that are listed of each.
const SHOWN: usize = 6;
