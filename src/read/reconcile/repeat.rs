//! A row that stands twice, in one table or in two that agree: it counts once, and this is reported.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::model::{DUPLICATE_PERSON, Fill, Given, PartialDate, Person, Records, Row, Source};
use crate::problem::{Code, Place, Problem, Severity};
use crate::read::log::ReadLog;
use crate::read::reading::{Content, Ignored, IgnoredKind};
use crate::say;

/// Rows of a sheet that another sheet or file has as well: a 汇总 of all villages. Source: SPREADSHEETS 6 (10).
pub(in crate::read) static DUPLICATE_SHEET: Code =
    Code { id: "duplicate-sheet", severity: Severity::Warning, source: "SPREADSHEETS 6 (10)" };

/// Drops one of two rows about one woman in one kind of list, where they agree.
pub(in crate::read) fn drop_repeated(file: &mut Content, log: &mut ReadLog) {
    let Records { delegates, nominees, officers, previous, votes, units, progress, .. } = &mut file.records;
    let mut found = Vec::new();
    repeated(delegates, |delegate| &delegate.person, &mut found);
    repeated(nominees, |nominee| &nominee.person, &mut found);
    repeated(officers, |officer| &officer.person, &mut found);
    repeated(previous, |officer| &officer.person, &mut found);
    copied(votes, |vote| (vote.name.clone(), vote.in_favour), &mut found);
    copied(units, |facts| (facts.women, facts.households), &mut found);
    copied(progress, |steps| (steps.congress, steps.done), &mut found);
    // File, sheet, and the file and sheet whose rows are repeated there.
    let mut sheets: BTreeMap<[Arc<str>; 4], usize> = BTreeMap::new();
    for Twice { name, first, again } in found {
        let row = again.row;
        if (&first.file, &first.sheet) == (&again.file, &again.sheet) {
            let first = first.row;
            let message = say!(
                "{name}与第 {first} 行完全相同，只算一次",
                "{name} is the same as row {first} and counts once"
            );
            let hint = say!("删去重复的一行", "delete the second row");
            let place = Place::Row { file: again.file.to_string(), sheet: again.sheet.to_string(), row };
            log.report(
                Problem::new(&DUPLICATE_PERSON, place, message).hint(hint).severity(Severity::Warning),
            );
        } else {
            let key = [again.file.clone(), again.sheet.clone(), first.file.clone(), first.sheet.clone()];
            *sheets.entry(key).or_default() += 1;
        }
        file.ignored.push(Ignored { file: again.file, sheet: again.sheet, row, kind: IgnoredKind::Repeat });
    }
    for ([name, sheet, file, first], rows) in sheets {
        let message = if file == name {
            say!(
                "有 {rows} 行在工作表“{first}”里已经有了，只算一次",
                "{rows} rows are in the sheet \"{first}\" as well and count once"
            )
        } else {
            let first = if first.is_empty() { file.to_string() } else { format!("{file}!{first}") };
            say!(
                "有 {rows} 行在“{first}”里已经有了，只算一次",
                "{rows} rows are in \"{first}\" as well and count once"
            )
        };
        let hint =
            say!("汇总表可以留着，也可以移出去", "a sheet that sums others up may stay, or be moved out");
        let place = Place::Sheet { file: name.to_string(), sheet: sheet.to_string() };
        log.report(Problem::new(&DUPLICATE_SHEET, place, message).hint(hint));
    }
}

/// A row that stands twice.
struct Twice {
    name: String,
    first: Source,
    again: Source,
}

/// A row is compared only with the first of the same name, unit and birth month, else telephone or ID number. A name alone makes
/// nobody the same person, but for lists that hold little else: there two lists of one body that have the name once each mean one
/// woman.
fn repeated<T: Serialize + Fill + Clone>(
    rows: &mut Vec<Row<T>>,
    person: impl Fn(&T) -> &Person,
    found: &mut Vec<Twice>,
) {
    let mut first_of: HashMap<u64, usize> = HashMap::new();
    let namesakes = Namesakes::of(rows, &person);
    let mut twice = BTreeMap::new();
    for at in 0..rows.len() {
        let Some(row) = rows.get(at) else { continue };
        let who = person(&row.value);
        if !who.name.is_known() {
            continue;
        }
        let first = if is_known(who) {
            let mut hasher = DefaultHasher::new();
            (&who.name, &row.town, &row.unit, who.birth.get().map(PartialDate::to_month)).hash(&mut hasher);
            if who.birth.is_blank() {
                (&who.phone, &who.id_number).hash(&mut hasher);
            }
            *first_of.entry(hasher.finish()).or_insert(at)
        } else {
            at
        };
        let is_same = |first: &usize| {
            *first != at
                && !twice.contains_key(first)
                && rows.get(*first).is_some_and(|known| repeats(known, row))
        };
        let by_name = || namesakes.before(at).filter(is_same);
        let Some(first) = Some(first).filter(is_same).or_else(by_name) else { continue };
        let (value, extra) = (row.value.clone(), row.extra.clone());
        // A third row is held against what both tell: it may contradict the second alone.
        if let Some(first) = rows.get_mut(first) {
            first.value.fill(&value);
            for (header, text) in extra {
                first.extra.entry(header).or_insert(text);
            }
        }
        twice.insert(at, first);
    }
    for (&at, &first) in &twice {
        if let (Some(row), Some(first)) = (rows.get(at), rows.get(first)) {
            let name = person(&row.value).name_text().to_owned();
            found.push(Twice { name, first: first.source.clone(), again: row.source.clone() });
        }
    }
    let mut at = 0;
    rows.retain(|_| {
        at += 1;
        !twice.contains_key(&(at - 1))
    });
}

/// Whether a row says more of a person than her name.
fn is_known(who: &Person) -> bool {
    who.birth.is_known() || who.phone.is_known() || who.id_number.is_known()
}

/// Rows of one name in two lists of one body, of which one says nothing but the name; in neither list the name stands twice.
struct Namesakes {
    /// The row before, by row.
    before: HashMap<usize, usize>,
}

impl Namesakes {
    fn of<T>(rows: &[Row<T>], person: impl Fn(&T) -> &Person) -> Self {
        let mut before = HashMap::new();
        let is_bare = |row: &Row<T>| !is_known(person(&row.value)) && person(&row.value).name.is_known();
        let key = |row: &Row<T>| {
            let text = |given: &Given<String>| given.text().unwrap_or_default().to_owned();
            (person(&row.value).name_text().to_owned(), text(&row.town), text(&row.unit))
        };
        // Nearly every list says more than names.
        let bare: HashSet<_> = rows.iter().filter(|row| is_bare(row)).map(key).collect();
        let mut seen: HashMap<_, Vec<usize>> = HashMap::new();
        if !bare.is_empty() {
            for (at, row) in rows.iter().enumerate().filter(|(_, row)| bare.contains(&key(row))) {
                seen.entry(key(row)).or_default().push(at);
            }
        }
        for all in seen.into_values() {
            let pair: Option<[usize; 2]> = all.try_into().ok();
            let Some([first, again]) = pair else { continue };
            let sheet = |at: usize| rows.get(at).map(|row| (&row.source.file, &row.source.sheet));
            if sheet(first) != sheet(again) {
                before.insert(again, first);
            }
        }
        Self { before }
    }

    fn before(&self, at: usize) -> Option<usize> {
        self.before.get(&at).copied()
    }
}

/// Drops the later of two rows that are the same cell for cell in two sheets or files: votes, facts of units, progress. In one
/// sheet a row that stands twice is for the rules.
fn copied<T: Serialize, K: Hash>(rows: &mut Vec<Row<T>>, key: impl Fn(&T) -> K, found: &mut Vec<Twice>) {
    let Some(first) = rows.first() else { return };
    let is_of_first =
        |row: &Row<T>| row.source.file == first.source.file && row.source.sheet == first.source.sheet;
    if rows.iter().all(is_of_first) {
        return;
    }
    let mut first_of: HashMap<u64, usize> = HashMap::new();
    let mut twice = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        let mut hasher = DefaultHasher::new();
        (&row.town, &row.unit, key(&row.value)).hash(&mut hasher);
        let first = *first_of.entry(hasher.finish()).or_insert(at);
        let other = rows.get(first).filter(|other| {
            first != at && (&other.source.file, &other.source.sheet) != (&row.source.file, &row.source.sheet)
        });
        let same = |other: &&Row<T>| {
            other.extra == row.extra && other.unit == row.unit && cells(&other.value) == cells(&row.value)
        };
        if let Some(other) = other.filter(same) {
            twice.insert(
                at,
                Twice { name: String::new(), first: other.source.clone(), again: row.source.clone() },
            );
        }
    }
    let mut at = 0;
    rows.retain(|_| {
        at += 1;
        !twice.contains_key(&(at - 1))
    });
    found.extend(twice.into_values());
}

/// Whether two rows of a list are one. In one sheet they must be the same cell for cell; a row of another sheet or file may
/// have other columns, and contradict nothing.
fn repeats<T: Serialize>(one: &Row<T>, two: &Row<T>) -> bool {
    let (Some(first), Some(second)) = (cells(&one.value), cells(&two.value)) else { return false };
    if one.town != two.town || one.unit != two.unit {
        return false;
    }
    if (&one.source.file, &one.source.sheet) == (&two.source.file, &two.source.sheet) {
        return one.source.row != two.source.row && one.extra == two.extra && first == second;
    }
    let agrees = |field: &String, value: &Value| {
        let other = second.get(field).unwrap_or(&Value::Null);
        is_nothing(value) || is_nothing(other) || value == other || is_same_date(value, other)
    };
    first.iter().all(|(field, value)| agrees(field, value))
}

fn cells<T: Serialize>(value: &T) -> Option<Map<String, Value>> {
    match serde_json::to_value(value) {
        Ok(Value::Object(cells)) => Some(cells),
        _ => None,
    }
}

/// 1980-02 and 1980-02-01: one leaves the day out.
fn is_same_date(one: &Value, other: &Value) -> bool {
    let date = |value: &Value| value.as_str().and_then(|text| text.parse::<PartialDate>().ok());
    date(one).zip(date(other)).is_some_and(|(one, other)| one.agrees_with(other))
}

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}
