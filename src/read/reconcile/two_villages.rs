//! One woman in the lists of two villages: the same name with one ID number, one telephone, or born on one day. Nobody stands in
//! the committees, or among the delegates, of two villages; the town's own lists may well have her as well. And remarks that give
//! her a post in another: 兼三合村执委.

use rustc_hash::FxHashMap;

use crate::model::{Field, Person, Records, Row};
use crate::problem::{Code, Problem, Severity};
use crate::read::log::ReadLog;
use crate::say;

/// One woman in the lists of two villages. Source: DESIGN 12.
pub(in crate::read) static TWO_VILLAGES: Code =
    Code { id: "two-villages", severity: Severity::Warning, source: "DESIGN 12" };

/// Year, month and day.
type Day = (i16, i8, i8);

/// Tells of each woman who stands in the lists of two villages of a town, or is said to hold a post in another of `units`.
pub(in crate::read) fn tell(records: &Records, units: &[String], log: &mut ReadLog) {
    in_list(&records.delegates, |row| &row.person, log);
    in_list(&records.nominees, |row| &row.person, log);
    in_list(&records.officers, |row| &row.person, log);
    in_remarks(&records.nominees, |row| &row.person, units, log);
    in_remarks(&records.officers, |row| &row.person, units, log);
}

/// What a remark calls posts of the federation.
const POSTS: [&str; 3] = ["执委", "主席", "妇女代表"];
/// Words of a post that she held before: 原石坳村妇联主席.
const BEFORE: [&str; 3] = ["原", "曾", "前任"];

fn names_a_post(note: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| note.contains(word));
    has(&POSTS) && !has(&BEFORE)
}

fn in_remarks<T>(rows: &[Row<T>], person: impl Fn(&T) -> &Person, units: &[String], log: &mut ReadLog) {
    for row in rows {
        let own = person(&row.value);
        let Some(note) = own.note.text().filter(|note| names_a_post(note)) else {
            continue;
        };
        let elsewhere =
            |unit: &&String| row.unit.text() != Some(unit.as_str()) && note.contains(unit.as_str());
        let Some(unit) = units.iter().find(elsewhere) else { continue };
        let name = own.name_text();
        let message = say!(
            "{name}的备注“{note}”提到{unit}，她在{unit}的职务没有算",
            "{name}: the remark \"{note}\" names {unit}; no post of hers there is counted"
        );
        let hint = say!(
            "她在{unit}也有职务的，在{unit}的名单里加一行",
            "if she holds a post there as well, add a row to the list of {unit}"
        );
        log.report_all([Problem::new(&TWO_VILLAGES, row.at(Field::Note), message).hint(hint)]);
    }
}

fn in_list<T>(rows: &[Row<T>], person: impl Fn(&T) -> &Person, log: &mut ReadLog) {
    let mut known: FxHashMap<(&str, &str), &Row<T>> = FxHashMap::default();
    let mut births: FxHashMap<(&str, Day), &Row<T>> = FxHashMap::default();
    for row in rows.iter().filter(|row| row.unit.is_known() && row.unit.text() != row.town.text()) {
        let own = person(&row.value);
        let (Some(name), Some(unit)) = (own.name.known(), row.unit.text()) else { continue };
        let marks = [own.id_number.text(), own.phone.text()];
        let mut others =
            marks.into_iter().flatten().map(|mark| *known.entry((name.as_str(), mark)).or_insert(row));
        let by_mark = others.find(|other| is_elsewhere(other, row));
        let day = own.birth.get().and_then(|birth| Some((birth.year(), birth.month()?, birth.day()?)));
        let by_birth = day.map(|day| *births.entry((name.as_str(), day)).or_insert(row));
        let Some(other) = by_mark.or(by_birth.filter(|other| is_elsewhere(other, row))) else { continue };
        let theirs = other.unit.text().unwrap_or_default();
        let message = say!(
            "{name}在{theirs}和{unit}的名单里都有，电话、身份证号或出生日期一样",
            "{name} stands in the lists of {theirs} and {unit}, with the same telephone, ID number or birth date"
        );
        let hint = say!(
            "看看她是哪个村（社区）的，删去另一行",
            "see to which unit she belongs, and delete the other row"
        );
        let place = row.at(Field::Name);
        log.report_all([Problem::new(&TWO_VILLAGES, place, message)
            .hint(hint)
            .also([other.at(Field::Name)])]);
    }
}

/// Whether two rows of one town are of two villages.
fn is_elsewhere<T>(one: &Row<T>, other: &Row<T>) -> bool {
    one.town == other.town && one.unit != other.unit
}
