//! Whose a row is and on which sheet it stands: what lists and tallies are held against one another by.

use std::collections::{BTreeMap, HashMap};

use crate::model::{Delegate, Fill, Given, Nominee, Officer, Person, Row, TableKind};
use crate::problem::{Code, Place, Problem, Severity};
use crate::read::log::ReadLog;
use crate::read::reading::{Ignored, IgnoredKind, TableSeen};
use crate::say;

/// Town and village; the village is empty for what is the town's own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Body {
    pub(super) town: String,
    pub(super) village: String,
}

impl Body {
    /// Whose a row is, as its table says it.
    pub(super) fn of<T>(row: &Row<T>) -> Self {
        let text = |given: &Given<String>| given.text().unwrap_or_default().to_owned();
        Self { town: text(&row.town), village: text(&row.unit) }
    }

    /// What people call it.
    pub(super) fn name(&self) -> &str {
        if self.village.is_empty() { &self.town } else { &self.village }
    }

    /// The village, for questions that only its papers wait for.
    pub(super) fn units(&self) -> Vec<String> {
        if self.village.is_empty() { Vec::new() } else { vec![self.village.clone()] }
    }
}

/// A sheet of a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct SheetOf {
    file: String,
    sheet: String,
}

impl SheetOf {
    /// On which a row stands.
    pub(super) fn of<T>(row: &Row<T>) -> Self {
        Self { file: row.source.file.to_string(), sheet: row.source.sheet.to_string() }
    }

    /// Whether a table stands on it.
    pub(super) fn is_of(&self, table: &TableSeen) -> bool {
        table.file == self.file && table.sheet == self.sheet
    }

    /// As answers name it.
    pub(super) fn shown(&self) -> String {
        if self.sheet.is_empty() { self.file.clone() } else { format!("{}!{}", self.file, self.sheet) }
    }

    /// As problems name it.
    pub(super) fn place(&self) -> Place {
        Place::Sheet { file: self.file.clone(), sheet: self.sheet.clone() }
    }
}

/// A list, or rows of it, are left out because somebody said so: nothing else would show a wrong answer. Source: DESIGN 13.
pub(in crate::read) static LEFT_OUT_AS_ANSWERED: Code =
    Code { id: "left-out-as-answered", severity: Severity::Note, source: "DESIGN 13" };

/// A record about a person.
pub(super) trait OfPerson {
    fn person(&self) -> &Person;
    fn person_mut(&mut self) -> &mut Person;
}

macro_rules! of_person {
    ($($record:ty),*) => {$(
        impl OfPerson for $record {
            fn person(&self) -> &Person {
                &self.person
            }

            fn person_mut(&mut self) -> &mut Person {
                &mut self.person
            }
        }
    )*};
}

of_person!(Delegate, Nominee, Officer);

/// Leaves out rows of lists that do not hold; each stays in the ledger, and each sheet has a note.
pub(super) fn refuse<T>(
    rows: &mut Vec<Row<T>>,
    ignored: &mut Vec<Ignored>,
    log: &mut ReadLog,
    is_out: impl Fn(&Row<T>) -> bool,
) {
    let (out, kept): (Vec<Row<T>>, Vec<Row<T>>) = std::mem::take(rows).into_iter().partition(is_out);
    *rows = kept;
    let filled = vec![false; out.len()];
    list(&out, &filled, ignored, log);
}

/// The same of people. What such a list alone knows of a woman who counts elsewhere, her birth or her schooling, is not lost: it fills
/// what her own row leaves empty.
pub(super) fn refuse_people<T: OfPerson>(
    rows: &mut Vec<Row<T>>,
    ignored: &mut Vec<Ignored>,
    log: &mut ReadLog,
    is_out: impl Fn(&Row<T>) -> bool,
) {
    let (out, kept): (Vec<Row<T>>, Vec<Row<T>>) = std::mem::take(rows).into_iter().partition(is_out);
    *rows = kept;
    let filled = fill_kept(rows, &out);
    list(&out, &filled, ignored, log);
}

/// Lists rows that were left out, and says so of each sheet.
fn list<T>(out: &[Row<T>], filled: &[bool], ignored: &mut Vec<Ignored>, log: &mut ReadLog) {
    let mut sheets: BTreeMap<SheetOf, (TableKind, usize, usize)> = BTreeMap::new();
    for (row, filled) in out.iter().zip(filled) {
        let (file, sheet) = (row.source.file.clone(), row.source.sheet.clone());
        ignored.push(Ignored { file, sheet, row: row.source.row, kind: IgnoredKind::Refused });
        let (_, count, people) = sheets.entry(SheetOf::of(row)).or_insert((row.table, 0, 0));
        *count += 1;
        *people += usize::from(*filled);
    }
    log.report_all(
        sheets.into_iter().map(|(sheet, (table, rows, filled))| left_out(&sheet, table, [rows, filled])),
    );
}

/// Fills rows that count from those that do not, where one name in a village is one woman; for each row of the latter whether it did.
fn fill_kept<T: OfPerson>(kept: &mut [Row<T>], out: &[Row<T>]) -> Vec<bool> {
    let town = |row: &Row<T>| row.town.text().unwrap_or_default().to_owned();
    let name = |row: &Row<T>| row.value.person().name_text().to_owned();
    let mut at: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for (place, row) in kept.iter().enumerate() {
        at.entry((town(row), name(row))).or_default().push(place);
    }
    let mut times: HashMap<(String, String), usize> = HashMap::new();
    out.iter().for_each(|row| *times.entry((town(row), name(row))).or_default() += 1);
    let fill = |row: &Row<T>| {
        let key = (town(row), name(row));
        let is_one = times.get(&key) == Some(&1) && !key.1.is_empty();
        // A list of the town's names no village: there the name must be one in the whole town.
        let is_own =
            |own: &Row<T>| row.unit == own.unit || row.unit.is_blank() || row.unit.text() == row.town.text();
        let places = at.get(&key).map(Vec::as_slice).unwrap_or_default();
        let &[place] = places else { return false };
        let Some(own) = kept.get_mut(place).filter(|own| is_one && is_own(own)) else { return false };
        if may_be_two(own.value.person(), row.value.person()) {
            return false;
        }
        // A remark is about its own list: 请假 of an old one is nobody's absence.
        let own = own.value.person_mut();
        let note = own.note.clone();
        own.fill(row.value.person());
        own.note = note;
        true
    };
    out.iter().map(fill).collect()
}

/// Whether two rows of one name contradict one another in what tells women apart: birth, telephone, ID number.
fn may_be_two(one: &Person, other: &Person) -> bool {
    let births = one.birth.get().zip(other.birth.get());
    let differ = |own: &Given<String>, theirs: &Given<String>| {
        own.text().zip(theirs.text()).is_some_and(|(own, theirs)| own != theirs)
    };
    births.is_some_and(|(own, theirs)| !own.agrees_with(theirs))
        || differ(&one.phone, &other.phone)
        || differ(&one.id_number, &other.id_number)
}

fn left_out(sheet: &SheetOf, table: TableKind, [rows, filled]: [usize; 2]) -> Problem {
    let (name, word) = (table.name(), table.as_str());
    let also = match filled {
        0 => say!("", ""),
        _ => say!(
            "；其中 {filled} 人自己那一行空着的格，照它补上",
            "; what the rows of {filled} people leave empty is filled from it"
        ),
    };
    let (zh, en) = (also.zh, also.en);
    let message = say!(
        "{name} {rows} 行按答复没有算：以另一张表为准{zh}",
        "{rows} rows of {word} do not count, as was answered: another list holds{en}"
    );
    let hint = say!(
        "答错了就删去 answers.toml 里这一行",
        "where the answer is wrong, delete its line in answers.toml"
    );
    Problem::new(&LEFT_OUT_AS_ANSWERED, sheet.place(), message).hint(hint)
}
