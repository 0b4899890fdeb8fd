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
    let mut of_congress: BTreeSet<(SheetOf, Body)> = BTreeSet::new();
    for (sheet, found) in mixed(&content.records.votes) {
        let is_known = content.tables.iter().filter(|table| sheet.is_of(table)).any(says_congress);
        // What the numbers say of some of its villages is so in all of them.
        let has = |by: By| found.iter().any(|tally| tally.by == by);
        let open = || found.iter().filter(|tally| tally.by == By::Nobody);
        let is_all = is_known
            || (has(By::Congress) && !has(By::Plenary))
            || (has(By::Nobody)
                && !has(By::Plenary)
                && log.ask(question(&sheet, &open().collect::<Vec<_>>())).as_deref() == Some(CONGRESS));
        let own =
            found.into_iter().filter(|tally| tally.by == By::Congress || (is_all && tally.by == By::Nobody));
        of_congress.extend(own.map(|tally| (sheet.clone(), tally.body)));
    }
    let is_its = |row: &Row<Vote>| of_congress.contains(&(SheetOf::of(row), Body::of(row)));
    for row in content.records.votes.iter_mut().filter(|row| is_for_leader(row) && is_its(row)) {
        row.value.role = Given::Blank;
    }
}

/// By whom the votes for leaders were given, as the rows of a tally tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Congress,
    Plenary,
    Nobody,
}

/// The tally of a body with leaders and members in it.
struct Tally {
    body: Body,
    /// Leaders with their votes, as they are shown.
    leaders: Vec<String>,
    rows: usize,
    by: By,
}

/// Sheets in which leaders stand beside others, and what the rows of each body tell.
fn mixed(votes: &[Row<Vote>]) -> BTreeMap<SheetOf, Vec<Tally>> {
    let mut groups: BTreeMap<(SheetOf, Body), Vec<&Row<Vote>>> = BTreeMap::new();
    for row in votes.iter().filter(|row| row.value.name.is_known()) {
        groups.entry((SheetOf::of(row), Body::of(row))).or_default().push(row);
    }
    let mut sheets: BTreeMap<SheetOf, Vec<Tally>> = BTreeMap::new();
    for ((sheet, body), rows) in groups {
        let rows_count = rows.len();
        let (leaders, others): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| is_for_leader(row));
        let is_asked = leaders.iter().all(|row| row.columns.contains_key(&Field::Role));
        if leaders.is_empty() || others.len() < 2 || !is_asked {
            continue;
        }
        let shown =
            |row: &&Row<Vote>| row.value.in_favour.get().map(|votes| format!("{} {votes}", name(row)));
        let (by, leaders) = (by_rows(&leaders, &others), leaders.iter().filter_map(shown).collect());
        sheets.entry(sheet).or_default().push(Tally { body, leaders, rows: rows_count, by });
    }
    sheets
}

/// What the rows tell: whoever stands there as a member too, or with those present, has the plenary's votes in her row; 赞成, 反对 and
/// 弃权 come to as many as there were ballots, and a plenary has others than a congress; no leader has more votes than a committee has
/// members, who are among the names.
fn by_rows(leaders: &[&Row<Vote>], others: &[&Row<Vote>]) -> By {
    let is_member = |leader: &&Row<Vote>| others.iter().any(|other| name(other) == name(leader));
    if leaders.iter().any(|row| row.value.voters.is_known() || is_member(row)) {
        return By::Plenary;
    }
    let sums = |rows: &[&Row<Vote>]| rows.iter().map(|row| sum(row)).collect::<Option<BTreeSet<u32>>>();
    if let (Some(own), Some(theirs)) = (sums(leaders), sums(others))
        && own.len() == 1
        && theirs.len() == 1
    {
        return if own == theirs { By::Congress } else { By::Plenary };
    }
    let most = |rows: &[&Row<Vote>]| rows.iter().filter_map(|row| row.value.in_favour.get()).max();
    let names = leaders.iter().chain(others).map(|row| name(row)).collect::<BTreeSet<_>>().len();
    let exceeds = |votes: u32| u32::try_from(names).is_ok_and(|names| votes > names);
    match (most(leaders), most(others)) {
        // Fewer than half of what members have may be another election.
        (Some(own), Some(theirs)) if exceeds(own) && own.saturating_mul(2) > theirs => By::Congress,
        _ => By::Nobody,
    }
}

fn sum(row: &Row<Vote>) -> Option<u32> {
    let Vote { in_favour, against, abstain, .. } = &row.value;
    Some(in_favour.get()?.saturating_add(against.get()?).saturating_add(abstain.get()?))
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

fn question(sheet: &SheetOf, open: &[&Tally]) -> Question {
    let shown = sheet.shown();
    let leaders = open.iter().flat_map(|tally| &tally.leaders).take(SHOWN);
    let leaders = leaders.map(String::as_str).collect::<Vec<_>>().join("、");
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
        rows: open.iter().map(|tally| tally.rows).sum(),
        table: Some("votes"),
        units: open.iter().flat_map(|tally| tally.body.units()).collect(),
        answer: None,
    }
}
