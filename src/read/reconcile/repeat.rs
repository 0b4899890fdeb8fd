//! A row that stands twice in one table, cell for cell: it counts once, and this is reported.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use crate::model::{DUPLICATE_PERSON, Person, Records, Row, Source};
use crate::problem::{Code, Place, Problem, Severity};
use crate::read::log::ReadLog;
use crate::read::reading::{Content, Ignored, IgnoredKind};
use crate::say;

/// Rows of a sheet that another sheet of the file has as well: a 汇总 of all villages. Source: SPREADSHEETS 6 (10).
pub(in crate::read) static DUPLICATE_SHEET: Code =
    Code { id: "duplicate-sheet", severity: Severity::Warning, source: "SPREADSHEETS 6 (10)" };

/// Drops the later of two equal rows of one table, in the tables of one file.
pub(in crate::read) fn drop_repeated(file: &mut Content, log: &mut ReadLog) {
    let Records { delegates, nominees, officers, previous, .. } = &mut file.records;
    let mut found = Vec::new();
    repeated(delegates, |delegate| &delegate.person, &mut found);
    repeated(nominees, |nominee| &nominee.person, &mut found);
    repeated(officers, |officer| &officer.person, &mut found);
    repeated(previous, |officer| &officer.person, &mut found);
    // File, sheet, and the sheet whose rows are repeated there.
    let mut sheets: BTreeMap<[Arc<str>; 3], usize> = BTreeMap::new();
    for Twice { name, first, again } in found {
        let row = again.row;
        if first.sheet == again.sheet {
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
            *sheets.entry([again.file.clone(), again.sheet.clone(), first.sheet.clone()]).or_default() += 1;
        }
        file.ignored.push(Ignored { file: again.file, sheet: again.sheet, row, kind: IgnoredKind::Repeat });
    }
    for ([name, sheet, first], rows) in sheets {
        let message = say!(
            "有 {rows} 行与工作表“{first}”的完全相同，只算一次",
            "{rows} rows are the same as in the sheet \"{first}\" and count once"
        );
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

/// A row is compared only with the first of the same name, unit, birth date, telephone and ID number; a name alone
/// makes nobody the same person.
fn repeated<T: std::fmt::Debug>(
    rows: &mut Vec<Row<T>>,
    person: impl Fn(&T) -> &Person,
    found: &mut Vec<Twice>,
) {
    let mut first_of: HashMap<u64, usize> = HashMap::new();
    let mut twice = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let who = person(&row.value);
        let known = who.birth.is_known() || who.phone.is_known() || who.id_number.is_known();
        if !known || !who.name.is_known() {
            continue;
        }
        let mut hasher = DefaultHasher::new();
        (&row.source.file, &who.name, &row.unit, &who.birth, &who.phone, &who.id_number).hash(&mut hasher);
        let first = *first_of.entry(hasher.finish()).or_insert(at);
        if first != at && rows.get(first).is_some_and(|first| is_same(first, row)) {
            twice.push((at, first));
        }
    }
    for &(at, first) in &twice {
        if let (Some(row), Some(first)) = (rows.get(at), rows.get(first)) {
            let name = person(&row.value).name_text().to_owned();
            found.push(Twice { name, first: first.source.clone(), again: row.source.clone() });
        }
    }
    let mut at = 0;
    rows.retain(|_| {
        at += 1;
        twice.binary_search_by_key(&(at - 1), |(twice, _)| *twice).is_err()
    });
}

fn is_same<T: std::fmt::Debug>(one: &Row<T>, two: &Row<T>) -> bool {
    let same_sheet = one.source.sheet == two.source.sheet;
    one.source.file == two.source.file
        && (!same_sheet || (one.source.row != two.source.row && one.extra == two.extra))
        && one.town == two.town
        && one.unit == two.unit
        && format!("{:?}", one.value) == format!("{:?}", two.value)
}
