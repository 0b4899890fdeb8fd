//! 主席, 副主席 and 执委 in one tally, each name once: the posts may be those for which the congress's nominees are meant, or those
//! that the plenary voted on. The numbers, the head of the column or the title tell it; where they do not, it is asked (DESIGN 13).

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Field, Given, Role, Row, Vote};
use crate::problem::{Choice, Code, Question, QuestionKind, Severity};
use crate::read::log::ReadLog;
use crate::read::reading::{Content, TableSeen};
use crate::read::reconcile::held::{Body, SheetOf};
use crate::say;

/// A tally in which leaders and members stand, and nothing says by whom the leaders' votes were given. Source: DESIGN 13.
pub(in crate::read) static WHICH_VOTE: Code =
    Code { id: "which-vote", severity: Severity::Error, source: "DESIGN 13" };

/// The answers.
const CONGRESS: &str = "congress";
const PLENARY: &str = "plenary";

/// Names that are shown.
const SHOWN: usize = 4;

/// Takes the posts off the rows whose votes are the congress's.
pub(in crate::read) fn settle(content: &mut Content, log: &mut ReadLog) {
    let mut of_congress = BTreeSet::new();
    for (sheet, tally) in mixed(&content.records.votes) {
        let tables = content.tables.iter().filter(|table| sheet.is_of(table));
        let is_known = tally.exceeds || tables.clone().any(says_congress);
        if is_known || log.ask(question(&sheet, &tally)).as_deref() == Some(CONGRESS) {
            of_congress.insert(sheet);
        }
    }
    for row in content.records.votes.iter_mut().filter(|row| of_congress.contains(&SheetOf::of(row))) {
        if is_for_leader(row) {
            row.value.role = Given::Blank;
        }
    }
}

/// A tally with leaders and members in it.
#[derive(Default)]
struct Tally {
    /// Leaders with their votes, as they are shown.
    leaders: Vec<String>,
    /// Its villages.
    units: BTreeSet<String>,
    rows: usize,
    /// Whether a leader has more votes than there are names: the committee is no larger.
    exceeds: bool,
}

/// Sheets in which leaders stand once, beside the others, and that leave open who voted.
fn mixed(votes: &[Row<Vote>]) -> BTreeMap<SheetOf, Tally> {
    let mut groups: BTreeMap<(SheetOf, Body), Vec<&Row<Vote>>> = BTreeMap::new();
    for row in votes.iter().filter(|row| row.value.name.is_known()) {
        groups.entry((SheetOf::of(row), Body::of(row))).or_default().push(row);
    }
    let mut sheets: BTreeMap<SheetOf, Tally> = BTreeMap::new();
    let mut told: BTreeSet<SheetOf> = BTreeSet::new();
    for ((sheet, body), rows) in groups {
        let (leaders, others): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| is_for_leader(row));
        // Whoever stands there as a member too has her votes of the congress in that row.
        let is_member = |leader: &Row<Vote>| others.iter().any(|other| name(other) == name(leader));
        let by_plenary = |row: &&Row<Vote>| row.value.voters.is_known() || is_member(row);
        if leaders.iter().any(by_plenary) {
            told.insert(sheet);
            continue;
        }
        if leaders.is_empty()
            || others.len() < 2
            || !leaders.iter().all(|row| row.columns.contains_key(&Field::Role))
        {
            continue;
        }
        let names = leaders.iter().chain(&others).map(|row| name(row)).collect::<BTreeSet<_>>().len();
        let tally = sheets.entry(sheet).or_default();
        tally.rows += leaders.len() + others.len();
        tally.units.extend(body.units());
        for row in leaders {
            let Some(votes) = row.value.in_favour.get() else { continue };
            tally.exceeds |= u32::try_from(names).is_ok_and(|names| votes > names);
            tally.leaders.push(format!("{} {votes}", name(row)));
        }
    }
    sheets.retain(|sheet, tally| !told.contains(sheet) && !tally.leaders.is_empty());
    sheets
}

fn name(row: &Row<Vote>) -> &str {
    row.value.name.known().map_or("", |name| name.as_str())
}

fn is_for_leader(row: &Row<Vote>) -> bool {
    row.value.post().rank() < Role::Member.rank()
}

/// Whether a table says that its posts are those meant for the nominees, or that it is of the election of the committee.
fn says_congress(table: &TableSeen) -> bool {
    let of_post = |(head, field): &(String, Field)| {
        *field == Field::Role && ["拟", "候选", "提名", "推荐"].iter().any(|word| head.contains(word))
    };
    let title = table.about.get("title").map_or("", String::as_str);
    let of_committee = title.contains("执委选举") || title.contains("执行委员会委员选举");
    table.columns.iter().any(of_post) || (of_committee && !title.contains("主席"))
}

fn question(sheet: &SheetOf, tally: &Tally) -> Question {
    let shown = sheet.shown();
    let leaders = tally.leaders.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("、");
    let choice =
        |value: &str, label| Choice { value: value.to_owned(), label, evidence: None, likely: false };
    Question {
        id: format!("value:election:{shown}"),
        kind: QuestionKind::Value,
        code: &WHICH_VOTE,
        place: sheet.place(),
        also: Vec::new(),
        ask: say!(
            "主席、副主席的票（{leaders}）是谁投的？",
            "who gave the votes of chair and vice-chairs ({leaders})?"
        ),
        why: say!(
            "主席、副主席和执委在一张计票表里，每人只有一行",
            "chair, vice-chairs and members stand in one tally, each once"
        ),
        choices: vec![
            choice(
                CONGRESS,
                say!(
                    "代表投的：大会选举执委的票",
                    "the delegates: these are the congress's votes for the committee"
                ),
            ),
            choice(
                PLENARY,
                say!(
                    "执委投的：第一次全体会议选举主席、副主席的票",
                    "the committee: these are the plenary's votes for its leaders"
                ),
            ),
        ],
        accepts: None,
        rows: tally.rows,
        table: Some("votes"),
        units: tally.units.iter().cloned().collect(),
        answer: None,
    }
}
