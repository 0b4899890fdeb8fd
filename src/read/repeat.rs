//! A row that stands twice in one table, cell for cell: it counts once, and the clerk is told.

use std::collections::HashMap;

use crate::model::{DUPLICATE_PERSON, Person, Records, Row};
use crate::problem::{Place, Problem, Severity};
use crate::read::Reading;
use crate::read::notes::{Ignored, IgnoredKind};
use crate::say;

/// How many records there were before a file was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    delegates: usize,
    nominees: usize,
    officers: usize,
    previous: usize,
}

impl Marks {
    pub(super) fn of(records: &Records) -> Self {
        Self {
            delegates: records.delegates.len(),
            nominees: records.nominees.len(),
            officers: records.officers.len(),
            previous: records.previous.len(),
        }
    }
}

/// Drops the later of two equal rows of one table.
pub(super) fn drop_repeated(before: &Marks, reading: &mut Reading) {
    let records = &mut reading.records;
    let mut found = Vec::new();
    repeated(&mut records.delegates, before.delegates, |delegate| &delegate.person, &mut found);
    repeated(&mut records.nominees, before.nominees, |nominee| &nominee.person, &mut found);
    repeated(&mut records.officers, before.officers, |officer| &officer.person, &mut found);
    repeated(&mut records.previous, before.previous, |officer| &officer.person, &mut found);
    for (name, first, source) in found {
        let row = source.row;
        let message = say!(
            "{name}与第 {first} 行完全相同，只算一次",
            "{name} is the same as row {first} and counts once"
        );
        let hint = say!("删去重复的一行", "delete the second row");
        let place = Place::Row { file: source.file.to_string(), sheet: source.sheet.to_string(), row };
        reading
            .problems
            .push(Problem::new(&DUPLICATE_PERSON, place, message).hint(hint).severity(Severity::Warning));
        reading.ignored.push(Ignored {
            file: source.file,
            sheet: source.sheet,
            row,
            kind: IgnoredKind::Repeat,
        });
    }
}

type Found = (String, u32, crate::model::Source);

/// Rows are compared only with those of the same name, and a name alone makes nobody the same person.
fn repeated<T: std::fmt::Debug>(
    rows: &mut Vec<Row<T>>,
    from: usize,
    person: impl Fn(&T) -> &Person,
    found: &mut Vec<Found>,
) {
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    let mut twice = Vec::new();
    for (at, row) in rows.iter().enumerate().skip(from) {
        let who = person(&row.value);
        let known = who.birth.is_known() || who.phone.is_known() || who.id_number.is_known();
        let Some(name) = who.name.known().filter(|_| known) else { continue };
        let earlier = by_name.entry(name.to_string()).or_default();
        let same = |other: &&usize| rows.get(**other).is_some_and(|other| is_same(other, row));
        match earlier.iter().find(same) {
            Some(&first) => twice.push((at, first)),
            None => earlier.push(at),
        }
    }
    for &(at, first) in &twice {
        if let (Some(row), Some(first)) = (rows.get(at), rows.get(first)) {
            found.push((person(&row.value).name_text().to_owned(), first.source.row, row.source.clone()));
        }
    }
    let mut at = 0;
    rows.retain(|_| {
        at += 1;
        twice.binary_search_by_key(&(at - 1), |(twice, _)| *twice).is_err()
    });
}

fn is_same<T: std::fmt::Debug>(one: &Row<T>, two: &Row<T>) -> bool {
    one.source.file == two.source.file
        && one.source.sheet == two.source.sheet
        && one.source.row != two.source.row
        && one.town == two.town
        && one.unit == two.unit
        && one.extra == two.extra
        && format!("{:?}", one.value) == format!("{:?}", two.value)
}
