//! A list that is the town's by all that is written on it, and that holds the women of its villages' lists: a 汇总 without a
//! column of villages, or delegates of a congress of the town's own who are delegates of their villages as well. Whether the town
//! holds a congress is asked (DESIGN 13).

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::model::{Given, Person, Records, Row, TableKind};
use crate::problem::{Choice, Code, Place, Question, QuestionKind, Severity};
use crate::read::log::ReadLog;
use crate::read::reading::{Content, Ignored};
use crate::read::reconcile::held::{OfPerson, SheetOf, refuse_people};
use crate::say;

/// The town's list holds nearly all women of its villages' lists. Source: DESIGN 13.
pub(in crate::read) static OWN_CONGRESS: Code =
    Code { id: "own-congress", severity: Severity::Error, source: "DESIGN 13" };

/// The answers.
const YES: &str = "yes";
const NO: &str = "no";

/// Fewer women than this in the villages' lists prove nothing.
const LEAST: usize = 6;
/// Names that are shown.
const SHOWN: usize = 6;
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

fn settle_list<T: OfPerson>(
    rows: &mut Vec<Row<T>>,
    person: impl Fn(&T) -> &Person,
    log: &mut ReadLog,
    ignored: &mut Vec<Ignored>,
) {
    let mut refused: HashSet<List> = HashSet::new();
    for (list, shared) in doubtful(rows, &person) {
        let Some(first) = rows.iter().find(|row| is_of_town(row) && List::of(row) == list) else { continue };
        if log.ask(question(&list, first.table, first.place(), &shared)).as_deref() == Some(NO) {
            refused.insert(list);
        }
    }
    if !refused.is_empty() {
        refuse_people(rows, ignored, log, |row| is_of_town(row) && refused.contains(&List::of(row)));
    }
}

/// A list of a town's: another sheet may be its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct List {
    town: String,
    sheet: SheetOf,
}

impl List {
    fn of<T>(row: &Row<T>) -> Self {
        Self { town: row.town.text().unwrap_or_default().to_owned(), sheet: SheetOf::of(row) }
    }
}

/// What a list of the town's shares with its villages' lists.
#[derive(Default)]
struct Shared {
    /// Villages that have a list.
    villages: usize,
    /// Women of the villages' lists.
    women: usize,
    /// Of them those who are in this list too.
    common: usize,
    /// Women of this list whom no village has.
    own: BTreeSet<String>,
}

/// Lists of towns that hold nearly all women of their villages' lists.
fn doubtful<T>(rows: &[Row<T>], person: &impl Fn(&T) -> &Person) -> BTreeMap<List, Shared> {
    let name = |row: &Row<T>| Some(person(&row.value).name.known()?.as_str().to_owned());
    let mut lists: BTreeMap<List, BTreeSet<String>> = BTreeMap::new();
    for row in rows.iter().filter(|row| is_of_town(row)) {
        lists.entry(List::of(row)).or_default().extend(name(row));
    }
    if lists.is_empty() {
        return BTreeMap::new();
    }
    let mut villages: HashMap<String, HashMap<&str, Vec<String>>> = HashMap::new();
    for row in rows.iter().filter(|row| !is_of_town(row)) {
        if let (Some(town), Some(village)) = (row.town.text(), row.unit.text()) {
            let of_town = villages.entry(town.to_owned()).or_default();
            of_town.entry(village).or_default().extend(name(row));
        }
    }
    let shared = |(list, own): (List, BTreeSet<String>)| {
        let villages = villages.get(&list.town)?;
        let women: Vec<&String> = villages.values().flatten().collect();
        let known: HashSet<&String> = women.iter().copied().collect();
        let common = women.iter().filter(|name| own.contains(**name)).count();
        let (part, whole) = MOST_OF;
        let is_doubtful = villages.len() > 1 && women.len() >= LEAST && common * whole >= women.len() * part;
        let (villages, women) = (villages.len(), women.len());
        let own = own.iter().filter(|name| !known.contains(name)).cloned().collect();
        is_doubtful.then_some((list, Shared { villages, women, common, own }))
    };
    lists.into_iter().filter_map(shared).collect()
}

/// Whether a row is the town's own: of no village, and not of nobody.
fn is_of_town<T>(row: &Row<T>) -> bool {
    row.unit == Given::Blank || (row.unit.is_known() && row.unit.text() == row.town.text())
}

fn question(List { town, sheet }: &List, table: TableKind, place: Place, shared: &Shared) -> Question {
    let (name, word) = (table.name(), table.as_str());
    let Shared { villages, women, common, own } = shared;
    let choice =
        |value: &str, label, likely| Choice { value: value.to_owned(), label, evidence: None, likely };
    // Who says that the list does not count must see whom it alone has.
    let lost = own.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("、");
    let (count, more) = (own.len(), if own.len() > SHOWN { " …" } else { "" });
    let without = (count > 0).then(|| {
        say!(
            "哪个村都没有的 {count} 人也不算了：{lost}{more}",
            "{count} people whom no village has will not count either: {lost}{more}"
        )
    });
    let shown = sheet.shown();
    Question {
        id: format!("congress:{town}:{shown}"),
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
            Choice {
                evidence: without,
                ..choice(
                    NO,
                    say!("不是，是各村的汇总，不重复算", "no: they are the villages', and count there only"),
                    true,
                )
            },
            choice(YES, say!("是，{town}自己的大会", "yes: of a congress of {town}"), false),
        ],
        accepts: None,
        rows: *women,
        table: Some(word),
        // The villages' own lists are all there: only the town's papers wait.
        units: vec![town.clone()],
        answer: None,
    }
}
