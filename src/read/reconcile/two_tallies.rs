//! Two tallies of one election that do not agree: the village's own and one that the town copied, with a vote more for one of
//! them. Which one holds is asked; until then the rules report that a woman has votes twice.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Given, Role, Row, Vote};
use crate::problem::{Choice, Code, Question, QuestionKind, Severity};
use crate::read::log::ReadLog;
use crate::read::reading::Content;
use crate::read::reconcile::held::{Body, SheetOf, refuse};
use crate::read::reconcile::two_lists::{borrowed, in_many_sheets};
use crate::say;

/// Two sheets give the same nominees of one body other votes. Source: DESIGN 13.
pub(in crate::read) static WHICH_TALLY: Code =
    Code { id: "which-tally", severity: Severity::Error, source: "DESIGN 13" };

/// The votes in favour of each, by name and post.
type Tally = BTreeMap<(String, Role), u32>;

/// Names that two tallies share at least.
const COMMON: usize = 2;

/// Names that are listed of each.
const SHOWN: usize = 6;

/// Asks about each pair of tallies, and leaves out the rows of the one that does not hold: of those who are in both. A second
/// ballot is held over a few, and the others keep what the first gave them.
pub(in crate::read) fn settle(content: &mut Content, log: &mut ReadLog) {
    let mut refused: BTreeMap<(Body, SheetOf), BTreeSet<(String, Role)>> = BTreeMap::new();
    for (own_body, sheets) in tallies(&content.records.votes) {
        let all: Vec<(&SheetOf, &Tally)> = sheets.iter().collect();
        for (at, later) in all.iter().enumerate() {
            let is_out = |sheet: &SheetOf| refused.contains_key(&(own_body.clone(), sheet.clone()));
            let before = all.iter().take(at).filter(|other| !is_out(other.0));
            // One question for each tally: more would not help.
            let Some(other) = before.clone().find(|other| !differing(other.1, later.1).is_empty()) else {
                continue;
            };
            let question = question(&own_body, [*other, *later]);
            // Villages of two towns may have one name.
            let id = log.id(&question.id);
            let answer = log.ask(Question { id, ..question });
            for (own, lost) in [(other.0, later.0), (later.0, other.0)] {
                if answer.as_deref() == Some(own.shown().as_str()) {
                    let common = other.1.keys().filter(|who| later.1.contains_key(*who)).cloned();
                    refused.insert((own_body.clone(), lost.clone()), common.collect());
                }
            }
        }
    }
    if refused.is_empty() {
        return;
    }
    let Content { records, ignored, .. } = content;
    refuse(&mut records.votes, ignored, log, |row| {
        refused.get(&(Body::of(row), SheetOf::of(row))).is_some_and(|lost| lost.contains(&who(row)))
    });
}

/// The tallies of the bodies that have more than one.
fn tallies(rows: &[Row<Vote>]) -> BTreeMap<Body, BTreeMap<SheetOf, Tally>> {
    let mut bodies: BTreeMap<Body, BTreeMap<SheetOf, Tally>> = BTreeMap::new();
    let in_many = in_many_sheets(rows);
    if in_many.is_empty() {
        return bodies;
    }
    let in_question = |row: &&Row<Vote>| row.unit != Given::Unreadable && in_many.contains(&borrowed(row));
    for row in rows.iter().filter(in_question) {
        let (true, Some(votes)) = (row.value.name.is_known(), row.value.in_favour.get()) else { continue };
        let tally = bodies.entry(Body::of(row)).or_default().entry(SheetOf::of(row)).or_default();
        // Nobody can tell here which of two of one name in one tally is meant.
        tally.entry(who(row)).or_insert(votes);
    }
    bodies.retain(|_, sheets| sheets.len() > 1);
    bodies
}

/// Who has other votes in the other tally; nobody where they are tallies of two elections.
fn differing<'t>(one: &'t Tally, other: &Tally) -> Vec<&'t (String, Role)> {
    let common: Vec<_> =
        one.iter().filter_map(|(who, votes)| Some((who, *votes, *other.get(who)?))).collect();
    let differ = common.iter().filter(|(_, votes, theirs)| votes != theirs).map(|(who, _, _)| *who);
    if common.len() < COMMON { Vec::new() } else { differ.collect() }
}

fn who(row: &Row<Vote>) -> (String, Role) {
    (row.value.name.known().map(ToString::to_string).unwrap_or_default(), row.value.post())
}

fn question(body: &Body, [one, other]: [(&SheetOf, &Tally); 2]) -> Question {
    let differ = differing(one.1, other.1);
    let choice = |(sheet, tally): (&SheetOf, &Tally)| {
        let shown = sheet.shown();
        let votes =
            differ.iter().take(SHOWN).filter_map(|who| Some(format!("{} {}", who.0, tally.get(*who)?)));
        let votes = votes.collect::<Vec<_>>().join("、");
        Choice {
            value: shown.clone(),
            label: say!("以“{shown}”为准", "\"{shown}\" holds"),
            evidence: Some(say!("它写的赞成票：{votes}", "it has votes in favour: {votes}")),
            likely: false,
        }
    };
    let (first, second) = (one.0.shown(), other.0.shown());
    let name = body.name();
    let count = differ.len();
    Question {
        id: format!("value:votes:{name}:{first}/{second}"),
        kind: QuestionKind::Value,
        code: &WHICH_TALLY,
        place: one.0.place(),
        also: vec![other.0.place()],
        ask: say!(
            "{name}的计票结果有两份，票数不一样，以哪份为准？",
            "two tallies of {name} give other votes: which holds?"
        ),
        why: say!(
            "“{first}”和“{second}”里 {count} 个人的赞成票不一样；投过两轮的，以最后一轮为准",
            "\"{first}\" and \"{second}\" differ in the votes of {count}; after a second ballot the last one holds"
        ),
        choices: vec![choice(one), choice(other)],
        accepts: None,
        rows: one.1.len() + other.1.len(),
        table: Some("votes"),
        units: body.units(),
        answer: None,
    }
}
