//! Whose a table is, by the people in it: where two of them or more stand in lists of one village, that village is the likely answer,
//! whatever name is alike.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::{Given, Name, Records, Row};
use crate::problem::{Choice, Place, Question, QuestionKind, Say};
use crate::read::log::ReadLog;
use crate::read::reconcile::held::OfPerson;
use crate::say;

/// People who are in both, at least.
const LEAST: usize = 2;
/// Names that are shown.
const SHOWN: usize = 3;

/// A row of somebody: where it stands, of which village it is, her name.
struct Stands<'r> {
    file: &'r str,
    sheet: &'r str,
    row: u32,
    unit: &'r Given<String>,
    name: &'r str,
}

/// Puts the village of the same people first among the answers to each open question of whose a table or its rows are.
pub(in crate::read) fn settle(records: &Records, log: &mut ReadLog) {
    let is_open = |question: &Question| question.kind == QuestionKind::Unit && question.answer.is_none();
    if !log.questions_mut().any(|question| is_open(question)) {
        return;
    }
    let mut all: Vec<Stands<'_>> = Vec::new();
    stand(&records.delegates, |row| row.person().name.known(), &mut all);
    stand(&records.nominees, |row| row.person().name.known(), &mut all);
    stand(&records.officers, |row| row.person().name.known(), &mut all);
    stand(&records.previous, |row| row.person().name.known(), &mut all);
    stand(&records.votes, |row| row.name.known(), &mut all);
    let mut homes: HashMap<&str, HashSet<&str>> = HashMap::new();
    for own in &all {
        if let Some(unit) = own.unit.text() {
            homes.entry(own.name).or_default().insert(unit);
        }
    }
    let mut sheets: HashMap<(&str, &str), Vec<&Stands<'_>>> = HashMap::new();
    for own in &all {
        sheets.entry((own.file, own.sheet)).or_default().push(own);
    }
    for question in log.questions_mut().filter(|question| is_open(question)) {
        let sheet = (question.place.file().unwrap_or_default(), question.place.sheet().unwrap_or_default());
        let people = sheets.get(&sheet).map_or_else(Vec::new, |rows| block(rows, &question.place));
        if let Some((unit, names)) = home(&people, &homes) {
            put_first(question, &unit, &names);
        }
    }
}

fn stand<'r, T>(rows: &'r [Row<T>], name: impl Fn(&'r T) -> Option<&'r Name>, all: &mut Vec<Stands<'r>>) {
    all.extend(rows.iter().filter_map(|row| {
        let (file, sheet) = (&*row.source.file, &*row.source.sheet);
        Some(Stands { file, sheet, row: row.source.row, unit: &row.unit, name: name(&row.value)?.as_str() })
    }));
}

/// The people whom a question is about: those of nobody on its sheet, from its row on until another village begins.
fn block<'r>(sheet: &[&Stands<'r>], place: &Place) -> Vec<&'r str> {
    let from = match place {
        Place::Cell { row, .. } | Place::Row { row, .. } => *row,
        _ => 0,
    };
    let mut rows: Vec<&Stands<'_>> = sheet.iter().copied().filter(|own| own.row >= from).collect();
    rows.sort_by_key(|own| own.row);
    rows.into_iter().take_while(|own| *own.unit == Given::Unreadable).map(|own| own.name).collect()
}

/// The only village in whose lists enough of these people stand, and who they are.
fn home<'r>(people: &[&'r str], homes: &HashMap<&str, HashSet<&'r str>>) -> Option<(String, Vec<&'r str>)> {
    let mut shared: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in people {
        for unit in homes.get(name).into_iter().flatten() {
            shared.entry(unit).or_default().push(name);
        }
    }
    let most = shared.values().map(Vec::len).max().filter(|most| *most >= LEAST)?;
    let mut first = shared.into_iter().filter(|(_, names)| 2 * names.len() > most);
    match (first.next(), first.next()) {
        (Some((unit, names)), None) => Some((unit.to_owned(), names)),
        _ => None,
    }
}

fn put_first(question: &mut Question, unit: &str, names: &[&str]) {
    let shown = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join("、");
    let count = names.len();
    let evidence = say!(
        "这里的 {count} 人也在它的别的名单里：{shown}",
        "{count} of these people are in its other lists: {shown}"
    );
    let known = question.choices.iter().position(|choice| choice.value == unit);
    let Some(mut own) = known.map(|at| question.choices.remove(at)) else { return };
    // What the texts say of it stays beside the people.
    own.evidence = Some(match own.evidence {
        Some(Say { zh, en }) => {
            Say { zh: format!("{}；{zh}", evidence.zh), en: format!("{}; {en}", evidence.en) }
        }
        None => evidence,
    });
    own.likely = true;
    question.choices.iter_mut().for_each(|choice: &mut Choice| choice.likely = false);
    question.choices.insert(0, own);
}
