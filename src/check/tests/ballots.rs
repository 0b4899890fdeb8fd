//! Slips in the figures of a congress and in the votes.

use super::town::date;
use super::{Slip, problems_of, show};
use crate::cycle::{MajorityBase, TieRule};
use crate::model::TableKind::{Congresses, Votes};
use crate::model::{Field, Given, Vote};

fn vote(in_favour: u32, against: u32, abstain: u32, elected: bool) -> Vote {
    let (in_favour, against, abstain) =
        (Given::Known(in_favour), Given::Known(against), Given::Known(abstain));
    Vote { in_favour, against, abstain, elected: Given::Known(elected), ..Vote::default() }
}

/// Gives a row other votes and keeps the name.
fn set(row: &mut crate::model::Row<Vote>, vote: Vote) {
    row.value = Vote { name: row.value.name.clone(), ..vote };
}

pub(super) const SLIPS: &[Slip] = &[
    Slip {
        code: "disagree",
        at: (Congresses, 0, Field::Returned),
        spoil: |r, _| {
            let mut other = r.congresses[0].clone();
            other.source.sheet = "另一张".into();
            other.value.returned = Given::Known(4);
            r.congresses.push(other);
        },
    },
    Slip {
        code: "repeated-result",
        at: (Congresses, 2, Field::Unit),
        spoil: |r, _| {
            let mut twin = r.congresses[0].clone();
            twin.source.row = 4;
            r.congresses.push(twin);
        },
    },
    Slip {
        code: "missing-value",
        at: (Congresses, 0, Field::Returned),
        spoil: |r, _| r.congresses[0].value.returned = Given::Blank,
    },
    Slip {
        code: "present-exceed",
        at: (Congresses, 0, Field::Present),
        spoil: |r, _| r.congresses[0].value.present = Given::Known(13),
    },
    Slip {
        code: "present-exceed",
        at: (Congresses, 1, Field::Present),
        spoil: |r, _| r.congresses[1].value.entitled = Given::Known(2),
    },
    Slip {
        code: "issued-exceed",
        at: (Congresses, 0, Field::Issued),
        spoil: |r, _| r.congresses[0].value.issued = Given::Known(12),
    },
    Slip {
        code: "issued-exceed",
        at: (Congresses, 0, Field::Issued),
        spoil: |r, _| r.congresses[0].value.present = Given::Known(10),
    },
    Slip {
        code: "returned-exceed",
        at: (Congresses, 0, Field::Returned),
        spoil: |r, _| r.congresses[0].value.returned = Given::Known(12),
    },
    Slip {
        code: "returned-exceed",
        at: (Congresses, 1, Field::Returned),
        spoil: |r, _| r.congresses[1].value.issued = Given::Known(1),
    },
    Slip {
        code: "ballots-sum",
        at: (Congresses, 0, Field::Valid),
        spoil: |r, _| r.congresses[0].value.void = Given::Known(0),
    },
    Slip {
        code: "ballots-sum",
        at: (Congresses, 0, Field::Valid),
        spoil: |r, _| r.congresses[0].value.valid = Given::Known(9),
    },
    Slip {
        code: "ballots-sum",
        at: (Congresses, 0, Field::Valid),
        spoil: |r, _| {
            r.congresses[0].value.valid = Given::Known(12);
            r.congresses[0].value.void = Given::Unreadable;
        },
    },
    Slip {
        code: "quorum",
        at: (Congresses, 0, Field::Present),
        spoil: |r, _| r.congresses[0].value.entitled = Given::Known(17),
    },
    Slip {
        code: "elected-exceed",
        at: (Congresses, 0, Field::Elected),
        spoil: |r, _| r.congresses[0].value.elected = Given::Known(8),
    },
    Slip {
        code: "elected-exceed",
        at: (Congresses, 1, Field::Elected),
        spoil: |r, _| r.congresses[1].value.seats = Given::Known(6),
    },
    Slip {
        code: "exec-margin",
        at: (Congresses, 0, Field::Nominees),
        spoil: |r, c| {
            c.rules.exec_margin = 2;
            c.rules.majority = crate::cycle::Fraction { over: 2, under: 3 };
            r.congresses[0].value.seats = Given::Known(8);
            for row in &mut r.votes {
                row.value.elected = Given::Blank;
            }
            for row in &mut r.congresses {
                row.value.entitled = Given::Known(11);
            }
            r.units.clear();
            r.delegates.clear();
        },
    },
    Slip {
        code: "duplicate-vote",
        at: (Votes, 26, Field::Name),
        spoil: |r, _| {
            let mut twin = r.votes[0].clone();
            twin.source.row = 28;
            twin.value.elected = Given::Blank;
            r.votes.push(twin);
        },
    },
    Slip {
        code: "valid-differs",
        at: (Congresses, 0, Field::Valid),
        spoil: |r, _| {
            r.congresses[0].value.valid = Given::Known(11);
            r.congresses[0].value.void = Given::Known(0);
        },
    },
    Slip {
        code: "voters-exceed",
        at: (Votes, 10, Field::Voters),
        spoil: |r, _| r.votes[10].value.voters = Given::Known(8),
    },
    Slip {
        code: "votes-exceed",
        at: (Votes, 10, Field::For),
        spoil: |r, _| r.votes[10].value.voters = Given::Known(5),
    },
    Slip {
        code: "votes-exceed",
        at: (Votes, 3, Field::For),
        spoil: |r, _| r.votes[3].value.in_favour = Given::Known(29),
    },
    Slip {
        code: "votes-exceed",
        at: (Votes, 9, Field::For),
        spoil: |r, _| r.votes[9].value.in_favour = Given::Known(11),
    },
    Slip {
        code: "votes-sum",
        at: (Votes, 3, Field::For),
        spoil: |r, _| r.votes[3].value.in_favour = Given::Known(2),
    },
    Slip {
        code: "votes-sum",
        at: (Votes, 12, Field::For),
        spoil: |r, _| r.votes[12].value.abstain = Given::Known(0),
    },
    Slip {
        code: "not-majority",
        at: (Votes, 6, Field::For),
        spoil: |r, _| set(&mut r.votes[6], vote(6, 4, 0, true)),
    },
    Slip {
        code: "tie",
        at: (Votes, 6, Field::For),
        spoil: |r, _| {
            set(&mut r.votes[6], vote(7, 0, 3, true));
            set(&mut r.votes[7], vote(7, 0, 3, false));
        },
    },
    Slip {
        code: "elected-mismatch",
        at: (Votes, 3, Field::Elected),
        spoil: |r, _| r.votes[3].value.elected = Given::Blank,
    },
    Slip {
        code: "elected-mismatch",
        at: (Votes, 6, Field::Elected),
        spoil: |r, c| {
            // The same votes, but fewer against wins.
            c.rules.tie_rule = TieRule::FewestAgainst;
            set(&mut r.votes[6], vote(8, 0, 2, false));
            set(&mut r.votes[7], vote(8, 2, 0, false));
        },
    },
];

#[test]
fn a_majority_of_those_present_where_the_cycle_says_so() {
    // Six of eleven present, but not of twelve entitled.
    let six = |base: MajorityBase| {
        let (mut records, mut cycle) = super::town::clean();
        cycle.rules.majority_base = base;
        set(&mut records.votes[6], vote(6, 4, 0, true));
        set(&mut records.votes[7], vote(5, 5, 0, false));
        super::check(&records, &cycle)
    };
    assert_eq!(show(&six(MajorityBase::Present)), Vec::<String>::new());
    assert_eq!(six(MajorityBase::Entitled).len(), 1);
}

#[test]
fn exactly_two_thirds_is_a_quorum_unless_more_is_asked() {
    let strict = |r: &mut crate::model::Records, _: &mut crate::cycle::Cycle| {
        for row in &mut r.congresses {
            let c = &mut row.value;
            (c.entitled, c.present, c.issued) = (Given::Known(15), Given::Known(10), Given::Known(10));
            (c.returned, c.valid, c.void) = (Given::Known(10), Given::Known(10), Given::Known(0));
        }
        r.delegates.clear();
        r.units.clear();
        r.votes.clear();
    };
    assert_eq!(show(&problems_of(strict)), Vec::<String>::new());
    let (mut records, mut cycle) = super::town::clean();
    strict(&mut records, &mut cycle);
    cycle.rules.quorum_strict = true;
    let codes: Vec<_> = super::check(&records, &cycle).iter().map(|problem| problem.code.id).collect();
    assert_eq!(codes, ["quorum", "quorum"]);
}

/// The impossible votes of sample m58: one file without a cycle, a column of valid ballots, no seats.
#[test]
fn impossible_votes_of_a_file_without_a_cycle() {
    let (mut records, _) = super::town::clean();
    let mut votes = records.votes;
    votes.truncate(6);
    let told = [
        (27, 0, 0, true),
        (26, 0, 0, true),
        (29, 0, 0, true),
        (20, 5, 2, true),
        (20, 4, 3, false),
        (11, 14, 2, true),
    ];
    for (row, (in_favour, against, abstain, elected)) in votes.iter_mut().zip(told) {
        set(row, Vote { voters: Given::Known(27), ..vote(in_favour, against, abstain, elected) });
        row.unit = Given::Blank;
    }
    records = crate::model::Records { votes, ..crate::model::Records::default() };
    let cycle = crate::cycle::Cycle::unnamed(date("2021-02").get().unwrap());
    let found: Vec<_> = super::check(&records, &cycle).into_iter().map(|p| (p.code.id, p.place)).collect();
    let at = |row| super::town::place(Votes, row, Field::For);
    assert_eq!(
        found,
        [("votes-sum", at(1)), ("votes-exceed", at(2)), ("tie", at(3)), ("not-majority", at(5))]
    );
}

/// A sheet that says 否 of everybody against the votes is reported, whoever the votes elect.
#[test]
fn nobody_ticked_against_the_votes_is_no_silence() {
    let problems = super::problems_of(|r, _| {
        for row in &mut r.votes[..9] {
            row.value.elected = Given::Known(false);
        }
    });
    let codes: Vec<_> = problems.iter().map(|problem| problem.code.id).collect();
    assert!(codes.contains(&"elected-mismatch"), "{codes:?}");
}
