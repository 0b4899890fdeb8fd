//! Two lists of the same people that do not agree: an old 汇总 beside the villages' newer sheets (REVIEW T7). Each has names
//! that the other lacks, or one lacks a few of the other's, or they name different women as chair; which one holds is asked.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::model::{Delegate, Given, Nominee, Officer, PartialDate, Records, Role, Row, TableKind};
use crate::problem::{Choice, Code, Question, QuestionKind, Say, Severity};
use crate::read::log::ReadLog;
use crate::read::reading::{Content, Ignored};
use crate::read::reconcile::held::{Body, OfPerson, SheetOf, refuse_people};
use crate::say;

/// Two lists of one body that share most names and differ in some, or in who is chair. Source: DESIGN 13.
pub(in crate::read) static WHICH_LIST: Code =
    Code { id: "which-list", severity: Severity::Error, source: "DESIGN 13" };

/// The answer that all of them count.
const BOTH: &str = "both";

/// Asks about each pair of lists, and leaves out the rows of the one that does not hold.
pub(in crate::read) fn settle(content: &mut Content, asked: &BTreeSet<String>, log: &mut ReadLog) {
    let Content { records, ignored, .. } = content;
    let Records { delegates, nominees, officers, previous, .. } = records;
    let mut log = Asked { names: asked, log };
    settle_list(delegates, &mut log, ignored);
    settle_list(nominees, &mut log, ignored);
    settle_list(officers, &mut log, ignored);
    settle_list(previous, &mut log, ignored);
}

/// A record about a woman, and what she is or is to be.
trait Listed: OfPerson {
    fn role(&self) -> Option<&Role>;
}

impl Listed for Delegate {
    fn role(&self) -> Option<&Role> {
        None
    }
}

impl Listed for Nominee {
    fn role(&self) -> Option<&Role> {
        self.role.known()
    }
}

impl Listed for Officer {
    fn role(&self) -> Option<&Role> {
        self.role.known()
    }
}

/// Where questions go, and the names that are asked about already: one cause is one question.
struct Asked<'a> {
    names: &'a BTreeSet<String>,
    log: &'a mut ReadLog,
}

/// The people of one body in one sheet.
#[derive(Default)]
struct List {
    names: BTreeSet<String>,
    leaders: BTreeSet<String>,
    chairs: BTreeSet<String>,
    births: BTreeMap<String, PartialDate>,
}

impl List {
    fn add(&mut self, name: &str, birth: Option<PartialDate>, role: Option<&Role>) {
        self.names.insert(name.to_owned());
        self.births.extend(birth.map(|birth| (name.to_owned(), birth)));
        if matches!(role, Some(Role::Chair | Role::ViceChair)) {
            self.leaders.insert(name.to_owned());
        }
        if matches!(role, Some(Role::Chair)) {
            self.chairs.insert(name.to_owned());
        }
    }

    /// Names that the other list lacks.
    fn without<'a>(&'a self, other: &'a Self) -> Vec<&'a String> {
        self.names.difference(&other.names).collect()
    }

    /// Women of both lists for whom this one says another birth month.
    fn born_otherwise<'a>(&'a self, other: &'a Self) -> Vec<(&'a String, PartialDate)> {
        let differs = |name: &String, birth: PartialDate| {
            other.births.get(name).is_some_and(|theirs| !birth.agrees_with(*theirs))
        };
        let own = self.births.iter().map(|(name, birth)| (name, *birth));
        own.filter(|(name, birth)| differs(name, *birth)).collect()
    }

    /// Whether only one of two lists can hold: they share a name, and each has somebody whom the other lacks, or one lacks a
    /// few of the other's, or they name different chairs, or a woman of both is born in two months. A list of the leaders
    /// alone, or of all but the leaders, is a part of the whole list and contradicts nothing.
    fn contradicts(&self, other: &Self) -> bool {
        let common = self.names.intersection(&other.names).count();
        let (own, theirs) = (self.without(other), other.without(self));
        if !own.is_empty() && !theirs.is_empty() {
            return common > 0;
        }
        let is_short = |lacking: &[&String], whole: &Self, part: &Self| {
            let are_leaders = lacking.iter().all(|name| whole.leaders.contains(*name));
            let is_part = are_leaders && part.leaders.is_empty();
            !lacking.is_empty() && lacking.len() * FEW <= whole.names.len() && !is_part
        };
        let differ = |own: &BTreeSet<String>, theirs: &BTreeSet<String>| {
            !own.is_empty() && !theirs.is_empty() && own != theirs
        };
        let chairs = differ(&self.chairs, &other.chairs)
            || (own.is_empty() && theirs.is_empty() && differ(&self.leaders, &other.leaders));
        let born = !self.born_otherwise(other).is_empty();
        (common > 0 && born)
            || (common > 1 && (chairs || is_short(&own, self, other) || is_short(&theirs, other, self)))
    }
}

/// A list that lacks at most one of so many is meant to be whole.
const FEW: usize = 4;

/// The lists of one body.
type Names = BTreeMap<SheetOf, List>;

fn settle_list<T: Listed>(
    rows: &mut Vec<Row<T>>,
    Asked { names, log }: &mut Asked<'_>,
    ignored: &mut Vec<Ignored>,
) {
    let in_many = in_many_sheets(rows);
    let mut bodies: BTreeMap<Body, Names> = BTreeMap::new();
    let in_question = |row: &&Row<T>| row.unit != Given::Unreadable && in_many.contains(&borrowed(row));
    for row in rows.iter().filter(in_question) {
        let sheets = bodies.entry(Body::of(row)).or_default();
        let who = row.value.person();
        let name = who.name_text();
        if !name.is_empty() && !names.contains(name) {
            sheets.entry(SheetOf::of(row)).or_default().add(name, who.birth.get(), row.value.role());
        }
    }
    let Some(kind) = rows.first().map(|row| row.table) else { return };
    let mut refused: BTreeSet<(Body, SheetOf)> = BTreeSet::new();
    for (body, sheets) in bodies.iter().filter(|(_, sheets)| sheets.len() > 1) {
        let all: Vec<(&SheetOf, &List)> = sheets.iter().collect();
        for (at, one) in all.iter().enumerate() {
            for other in all.iter().skip(at + 1).filter(|other| one.1.contradicts(other.1)) {
                let question = question(kind, body, [*one, *other]);
                // Villages of two towns may have one name.
                let question = Question { id: log.id(&question.id), ..question };
                // A list that does not hold is asked about no more; an answer of before is only known.
                let is_out = |sheet: &SheetOf| refused.contains(&(body.clone(), sheet.clone()));
                let is_settled = is_out(one.0) || is_out(other.0);
                if is_settled && !log.has_answer(&question.id) {
                    continue;
                }
                match log.ask(question).filter(|_| !is_settled) {
                    Some(answer) if answer == one.0.shown() => {
                        refused.insert((body.clone(), other.0.clone()))
                    }
                    Some(answer) if answer == other.0.shown() => {
                        refused.insert((body.clone(), one.0.clone()))
                    }
                    _ => false,
                };
            }
        }
    }
    if !refused.is_empty() {
        refuse_people(rows, ignored, log, |row| refused.contains(&(Body::of(row), SheetOf::of(row))));
    }
}

/// The bodies that more than one sheet lists: nearly all are in one.
pub(super) fn in_many_sheets<T>(rows: &[Row<T>]) -> HashSet<(&str, &str)> {
    let mut first: HashMap<(&str, &str), (&str, &str)> = HashMap::new();
    let mut many = HashSet::new();
    let mut before = None;
    for row in rows {
        let at = (borrowed(row), (&*row.source.file, &*row.source.sheet));
        // A list stands in rows one below the other.
        if before.replace(at) == Some(at) {
            continue;
        }
        let (body, sheet) = at;
        if *first.entry(body).or_insert(sheet) != sheet {
            many.insert(body);
        }
    }
    many
}

/// Town and village of a row.
pub(super) fn borrowed<T>(row: &Row<T>) -> (&str, &str) {
    (row.town.text().unwrap_or_default(), row.unit.text().unwrap_or_default())
}

fn question(kind: TableKind, body: &Body, [one, other]: [(&SheetOf, &List); 2]) -> Question {
    let some =
        |names: &[&String]| names.iter().take(SHOWN).map(|name| name.as_str()).collect::<Vec<_>>().join("、");
    let list = |(sheet, list): (&SheetOf, &List), other: &List| {
        let (shown, count) = (sheet.shown(), list.names.len());
        let (only, lacking) = (list.without(other), other.without(list));
        let same_chair = list.chairs == other.chairs;
        let chairs = if same_chair { &list.leaders } else { &list.chairs }.iter().collect::<Vec<_>>();
        let (has, lacks, chair) = (some(&only), some(&lacking), some(&chairs));
        let born = list.born_otherwise(other).into_iter().take(SHOWN);
        let born = born.map(|(name, birth)| format!("{name} {birth}")).collect::<Vec<_>>().join("、");
        Choice {
            value: shown.clone(),
            label: say!("以“{shown}”为准（{count} 人）", "\"{shown}\" holds ({count} people)"),
            evidence: match (only.is_empty(), lacking.is_empty()) {
                (false, _) => Some(say!("只有它有：{has}", "it alone has: {has}")),
                (true, false) => Some(say!("它没有：{lacks}", "it lacks: {lacks}")),
                (true, true) if !born.is_empty() => {
                    Some(say!("它写的出生年月：{born}", "it has births: {born}"))
                }
                (true, true) => Some(say!("它的负责人是：{chair}", "it is led by: {chair}")),
            },
            likely: false,
        }
    };
    let mut choices = vec![list(one, other.1), list(other, one.1)];
    // Where one has all names of the other, that is what counting both would give.
    if !one.1.without(other.1).is_empty() && !other.1.without(one.1).is_empty() {
        choices.push(Choice {
            value: BOTH.to_owned(),
            label: say!("两张表的人都算", "the people of both count"),
            evidence: None,
            likely: false,
        });
    }
    let (units, body) = (body.units(), body.name());
    let (word, name) = (kind.as_str(), kind.name());
    let (first, second) = (one.0.shown(), other.0.shown());
    let (zh, en) = match kind {
        TableKind::Officers => (
            "；其中一份要是上一届的，在文件名或工作表名里写上“上届”",
            "; if one of them is of the last term, put 上届 into the name of its file or sheet",
        ),
        _ => ("", ""),
    };
    Question {
        id: format!("value:{word}:{body}:{first}/{second}"),
        kind: QuestionKind::Value,
        code: &WHICH_LIST,
        place: one.0.place(),
        also: vec![other.0.place()],
        ask: say!(
            "{body}的{name}名单有两份，不一样，以哪份为准？",
            "two lists of the {word} of {body} differ: which holds?"
        ),
        why: Say {
            zh: format!("“{first}”和“{second}”大多数人相同，但不全一样{zh}"),
            en: format!("\"{first}\" and \"{second}\" share most names, but do not agree{en}"),
        },
        choices,
        accepts: None,
        rows: one.1.names.len() + other.1.names.len(),
        table: Some(word),
        units,
        answer: None,
    }
}

/// Names that are listed of each.
const SHOWN: usize = 6;
