//! A list that is the town's by all that is written on it, and that holds the women of its villages' lists: a 汇总 without a
//! column of villages, or delegates of a congress of the town's own who are delegates of their villages as well. Whether the town
//! holds a congress is asked (DESIGN 13).

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::{Given, Person, Records, Row, TableKind};
use crate::problem::{Choice, Code, Place, Question, QuestionKind, Severity, nothing_else};
use crate::read::log::ReadLog;
use crate::read::reading::{Content, Ignored, IgnoredKind};
use crate::say;

/// The town's list holds nearly all women of its villages' lists. Source: DESIGN 13.
pub(in crate::read) static OWN_CONGRESS: Code =
    Code { id: "own-congress", severity: Severity::Error, source: "DESIGN 13" };

/// The answers.
const YES: &str = "yes";
const NO: &str = "no";

/// Fewer women than this in the villages' lists prove nothing.
const LEAST: usize = 6;
/// Of the villages' women at least nine in ten are in the town's list.
const MOST_OF: (usize, usize) = (9, 10);

/// Asks about each town, and leaves its list out where the town holds no congress.
pub(in crate::read) fn settle(content: &mut Content, log: &mut ReadLog) {
    let Content { records, ignored, .. } = content;
    let Records { delegates, nominees, officers, .. } = records;
    settle_list(delegates, |row| &row.person, log, ignored);
    settle_list(nominees, |row| &row.person, log, ignored);
    settle_list(officers, |row| &row.person, log, ignored);
}

fn settle_list<T>(
    rows: &mut Vec<Row<T>>,
    person: impl Fn(&T) -> &Person,
    log: &mut ReadLog,
    ignored: &mut Vec<Ignored>,
) {
    let mut refused: HashSet<String> = HashSet::new();
    for (town, sums) in doubtful(rows, &person) {
        let Some(first) = rows.iter().find(|row| is_of_town(row) && row.town.text() == Some(&town)) else {
            continue;
        };
        if log.ask(question(&town, first.table, first.place(), sums)).as_deref() == Some(NO) {
            refused.insert(town);
        }
    }
    if refused.is_empty() {
        return;
    }
    rows.retain(|row| {
        let keep = !(is_of_town(row) && row.town.text().is_some_and(|town| refused.contains(town)));
        if !keep {
            let (file, sheet) = (row.source.file.clone(), row.source.sheet.clone());
            ignored.push(Ignored { file, sheet, row: row.source.row, kind: IgnoredKind::Refused });
        }
        keep
    });
}

/// How many women the villages' lists have, and how many of them are in the town's.
#[derive(Clone, Copy, Default)]
struct Shared {
    villages: usize,
    women: usize,
    common: usize,
}

/// Towns whose own list holds nearly all women of its villages' lists.
fn doubtful<T>(rows: &[Row<T>], person: &impl Fn(&T) -> &Person) -> BTreeMap<String, Shared> {
    let who = |row: &Row<T>| {
        let person = person(&row.value);
        Some((row.town.text()?.to_owned(), person.name.known()?.as_str().to_owned()))
    };
    let own: HashSet<(String, String)> = rows.iter().filter(|row| is_of_town(row)).filter_map(who).collect();
    let mut villages: HashMap<String, HashSet<&str>> = HashMap::new();
    let mut found: BTreeMap<String, Shared> = BTreeMap::new();
    if own.is_empty() {
        return found;
    }
    for row in rows.iter().filter(|row| !is_of_town(row) && row.unit.is_known()) {
        let (Some(key), Some(village)) = (who(row), row.unit.text()) else { continue };
        villages.entry(key.0.clone()).or_default().insert(village);
        let shared = found.entry(key.0.clone()).or_default();
        shared.women += 1;
        shared.common += usize::from(own.contains(&key));
    }
    for (town, shared) in &mut found {
        shared.villages = villages.get(town).map_or(0, HashSet::len);
    }
    let (part, whole) = MOST_OF;
    found.retain(|_, Shared { villages, women, common }| {
        *villages > 1 && *women >= LEAST && *common * whole >= *women * part
    });
    found
}

/// Whether a row is the town's own: of no village, and not of nobody.
fn is_of_town<T>(row: &Row<T>) -> bool {
    row.unit == Given::Blank || (row.unit.is_known() && row.unit.text() == row.town.text())
}

fn question(town: &str, table: TableKind, place: Place, shared: Shared) -> Question {
    let (name, word) = (table.name(), table.as_str());
    let Shared { villages, women, common } = shared;
    let choice =
        |value: &str, label, likely| Choice { value: value.to_owned(), label, evidence: None, likely };
    Question {
        id: format!("congress:{town}:{word}"),
        kind: QuestionKind::Congress,
        code: &OWN_CONGRESS,
        place,
        also: Vec::new(),
        ask: say!(
            "{town}自己也开妇女代表大会，这张{name}名单是{town}自己的吗？",
            "does {town} hold a congress of its own, whose {word} this list has?"
        ),
        why: say!(
            "{villages} 个村（社区）的{name}共 {women} 人，{common} 人也在这张名单里，像是各村的汇总",
            "of {women} {word} of {villages} villages {common} are in this list as well: it may be those of all villages"
        ),
        choices: vec![
            choice(
                NO,
                say!("不是，是各村的汇总，不重复算", "no: they are the villages', and count there only"),
                true,
            ),
            choice(YES, say!("是，{town}自己的大会", "yes: of a congress of {town}"), false),
        ],
        accepts: nothing_else,
        rows: women,
        table: Some(word),
        // The villages' own lists are all there: only the town's papers wait.
        units: vec![town.to_owned()],
        answer: None,
    }
}
