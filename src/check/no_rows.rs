//! A list that every sister has and one village lacks: where something says that there must be one, the zero is unexplained.

use std::collections::BTreeMap;

use crate::check::case::Whole;
use crate::check::findings::Findings;
use crate::check::places::{first_place, muddled};
use crate::cycle::{CYCLE_FILE, Method};
use crate::model::{Field, TableKind};
use crate::problem::{Code, Place, Problem, Severity};
use crate::resolve::{Body, Status};
use crate::say;

/// A village without a single row of a list that most of its sisters have, although it is further than that or another
/// table tells how many there are. Source: DESIGN 14.
pub(super) static NO_ROWS: Code = Code { id: "no-rows", severity: Severity::Error, source: "DESIGN 14" };

/// A list of people, and what a clerk calls it.
struct List {
    kind: TableKind,
    zh: &'static str,
    en: &'static str,
}

const LISTS: [List; 4] = [
    List { kind: TableKind::Delegates, zh: "代表名单", en: "list of delegates" },
    List { kind: TableKind::Nominees, zh: "候选人名单", en: "list of nominees" },
    List { kind: TableKind::Officers, zh: "班子（执委）名单", en: "list of officers" },
    List { kind: TableKind::Votes, zh: "得票", en: "votes" },
];

/// [`NO_ROWS`].
pub(super) fn no_rows(whole: &Whole<'_>, problems: &mut Findings) {
    let mut towns: BTreeMap<String, Vec<&Body<'_>>> = BTreeMap::new();
    // A slip in a unit's name would look like a list that is lacking.
    let sound = whole.bodies.iter().zip(muddled(whole)).filter(|(_, muddled)| !muddled).map(|(body, _)| body);
    for body in sound.filter(|body| body.id.unit.is_some()) {
        towns.entry(body.id.town_name()).or_default().push(body);
    }
    for units in towns.values() {
        for list in &LISTS {
            let kind = list.kind;
            let have = units.iter().filter(|body| body.rows_of(kind) > 0).count();
            for body in units.iter().filter(|body| body.rows_of(kind) == 0 && must_have(body, kind)) {
                if 2 * have < units.len() || have == 0 {
                    continue;
                }
                problems.push(problem(body, list, have));
            }
        }
    }
}

/// Whether something says that the body has such a list: it is further than that, or a cell tells how many there are.
fn must_have(body: &Body<'_>, kind: TableKind) -> bool {
    let is_further = match kind {
        TableKind::Delegates => body.status >= Status::Nominated,
        TableKind::Votes => body.has_voted() && body.congress.method == Method::Ballot && !body.is_void(),
        _ => body.has_voted(),
    };
    is_further || body.stated_rows(kind).is_some_and(|(count, _)| count > 0)
}

fn problem(body: &Body<'_>, list: &List, have: usize) -> Problem {
    let List { kind, zh, en } = *list;
    let unit = body.id.unit.as_deref().unwrap_or_default();
    let stated = body.stated_rows(kind);
    let at = stated.map(|(_, place)| place.clone()).or_else(|| first_place(body, Field::Unit));
    let at = at.unwrap_or_else(|| Place::File(CYCLE_FILE.to_owned()));
    let message = match stated {
        Some((count, _)) => say!(
            "{unit}的{zh}一行也没有，这里写着 {count} 人；另有 {have} 个村（社区）有",
            "{unit} has no row in any {en}, and {count} people are stated here; {have} other units have one"
        ),
        None => say!(
            "{unit}的{zh}一行也没有，另有 {have} 个村（社区）有",
            "{unit} has no row in any {en}; {have} other units have one"
        ),
    };
    let hint = say!(
        "补上这个村的表；已经放进来的，用 huanjie coverage 看它为什么没有用上",
        "add its table; if it is there, huanjie coverage shows why it is not used"
    );
    Problem::new(&NO_ROWS, at, message).hint(hint).unit(unit)
}
