//! Every rule: a clean town has no problem, and one broken value gives exactly one, with that code at that place.

mod ballots;
mod meeting;
mod paper_dates;
mod rosters;
mod town;

use std::collections::BTreeSet;

use crate::check::{CODES, RULES, check as check_bodies};
use crate::cycle::Cycle;
use crate::model::{Field, Records, TableKind};
use crate::problem::{Place, Problem};
use crate::resolve::resolve;

/// One slip and what is expected of it.
struct Slip {
    code: &'static str,
    at: (TableKind, usize, Field),
    spoil: fn(&mut Records, &mut Cycle),
}

fn check(records: &Records, cycle: &Cycle) -> Vec<Problem> {
    check_bodies(&resolve(records, cycle))
}

fn slips() -> impl Iterator<Item = &'static Slip> {
    rosters::SLIPS.iter().chain(ballots::SLIPS).chain(meeting::SLIPS)
}

fn show(problems: &[Problem]) -> Vec<String> {
    problems
        .iter()
        .map(|problem| format!("{} {} {}", problem.code.id, problem.place, problem.message.zh))
        .collect()
}

fn problems_of(spoil: impl Fn(&mut Records, &mut Cycle)) -> Vec<Problem> {
    let (mut records, mut cycle) = town::clean();
    spoil(&mut records, &mut cycle);
    check(&records, &cycle)
}

#[test]
fn a_clean_town_has_no_problem() {
    assert_eq!(show(&problems_of(|_, _| ())), Vec::<String>::new());
}

#[test]
fn one_slip_gives_one_problem_at_its_cell() {
    let mut wrong = Vec::new();
    for (at, slip) in slips().enumerate() {
        let problems = problems_of(slip.spoil);
        let (table, row, field) = slip.at;
        let place = town::place(table, row, field);
        let fits = matches!(problems.as_slice(), [problem] if problem.code.id == slip.code && problem.place == place);
        if !fits {
            wrong.push(format!("{at} {} at {place}: {:#?}", slip.code, show(&problems)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_slip_that_raises_it() {
    let tried: BTreeSet<&str> = slips().map(|slip| slip.code).collect();
    let known: BTreeSet<&str> = CODES.iter().map(|code| code.id).collect();
    assert_eq!(tried.difference(&known).count(), 0);
    let untried: Vec<_> = known.difference(&tried).filter(|id| !ELSEWHERE.contains(id)).collect();
    assert!(untried.is_empty(), "{untried:?}");
    assert!(CODES.len() > 50 && known.len() == CODES.len(), "ids are unique");
}

/// Codes whose place is not a cell of this town; they have tests of their own.
const ELSEWHERE: [&str; 14] = [
    "alternate",
    "ballot-notes",
    "filed-late",
    "left",
    "no-delegate",
    "no-rows",
    "notice-days",
    "paper-order",
    "share-differs",
    "term-differs",
    "too-many",
    "unknown-body",
    "unknown-town",
    "votes-over-seats",
];

#[test]
fn a_rule_stands_behind_those_it_leaves_the_word_to() {
    for (at, rule) in RULES.iter().enumerate() {
        let earlier: Vec<_> = RULES.iter().take(at).map(|rule| rule.code.id).collect();
        for code in rule.after.iter().flatten() {
            assert!(earlier.contains(&code.id), "{} before {}", rule.code.id, code.id);
        }
        assert!(!rule.code.source.is_empty() && !rule.title.zh.is_empty() && !rule.title.en.is_empty());
    }
}

#[test]
fn messages_name_a_value_and_what_to_do() {
    for slip in slips() {
        for problem in problems_of(slip.spoil) {
            let hint = problem.hint.expect(slip.code);
            for text in [&problem.message.zh, &problem.message.en, &hint.zh, &hint.en] {
                assert!(
                    !text.is_empty() && !text.contains('{') && !text.contains("None"),
                    "{}: {text}",
                    slip.code
                );
            }
        }
    }
}

#[test]
fn problems_come_in_the_order_of_files_and_rows() {
    let problems = problems_of(|records, _| {
        records.votes[2].value.in_favour = crate::model::Given::Known(99);
        records.officers[9].value.person.gender = crate::model::Given::Known(crate::model::Gender::Male);
        records.officers[1].value.person.gender = crate::model::Given::Known(crate::model::Gender::Male);
        records.delegates[20].value.person.birth = town::date("2016-01");
    });
    let places: Vec<_> = problems.iter().map(|problem| problem.place.clone()).collect();
    let expected: [Place; 4] = [
        town::place(TableKind::Delegates, 20, Field::Birth),
        town::place(TableKind::Officers, 1, Field::Gender),
        town::place(TableKind::Officers, 9, Field::Gender),
        town::place(TableKind::Votes, 2, Field::For),
    ];
    assert_eq!(places, expected, "{:#?}", show(&problems));
    assert_eq!(problems[0].unit.as_deref(), Some("梅岩村"));
}

/// Prints every message once: `cargo test check::tests::all_messages -- --ignored --nocapture`.
#[test]
#[ignore = "for reading"]
fn all_messages() {
    for slip in slips() {
        for problem in problems_of(slip.spoil) {
            let hint = problem.hint.unwrap();
            eprintln!(
                "{} {}\n  {}\n  {}\n  {}\n  {}",
                problem.code.id, problem.place, problem.message.zh, hint.zh, problem.message.en, hint.en
            );
        }
    }
}
