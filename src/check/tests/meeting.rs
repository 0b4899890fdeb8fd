//! Slips in committees and in what tables say of one congress.

use super::Slip;
use super::town::name;
use crate::cycle::Cycle;
use crate::model::TableKind::{Congresses, Nominees, Officers, Votes};
use crate::model::{Given, Name, Records, Role, Row};

pub(super) const SLIPS: &[Slip] = &[
    Slip {
        code: "no-chair",
        at: (Officers, 0, "role"),
        spoil: |r, _| r.officers[0].value.role = Given::Blank,
    },
    Slip {
        code: "no-chair",
        at: (Officers, 7, "role"),
        spoil: |r, _| {
            r.officers[7].value.role = Given::Known(Role::Member);
            r.officers[7].value.renewed = Given::Blank;
        },
    },
    Slip {
        code: "many-chairs",
        at: (Officers, 5, "role"),
        spoil: |r, _| r.officers[5].value.role = Given::Known(Role::Chair),
    },
    Slip {
        code: "exec-size",
        at: (Officers, 0, "name"),
        spoil: |r, c| {
            only_first(r, c);
            c.rules.unit.exec_min = 8;
        },
    },
    Slip {
        code: "exec-odd",
        at: (Officers, 0, "name"),
        spoil: |r, c| {
            c.rules.unit.exec_odd = true;
            r.officers.remove(6);
            r.congresses[0].value.elected = Given::Blank;
            r.votes.retain(|row| row.unit.text() != Some("霞垅村"));
        },
    },
    Slip {
        code: "vice-count",
        at: (Officers, 2, "role"),
        spoil: |r, c| {
            c.rules.unit.vice_max = 1;
            r.officers[8].value.role = Given::Known(Role::Member);
            r.congresses[1].value.vice_chairs.truncate(1);
        },
    },
    Slip {
        code: "leader-differs",
        at: (Congresses, 0, "chairs"),
        spoil: |r, _| r.congresses[0].value.chairs = vec![Name::new("王秀莹").unwrap()],
    },
    Slip {
        code: "leader-differs",
        at: (Congresses, 0, "vice_chairs"),
        spoil: |r, _| r.officers[2].value.role = Given::Known(Role::Member),
    },
    Slip {
        code: "officer-count",
        at: (Congresses, 1, "elected"),
        spoil: |r, _| r.congresses[1].value.elected = Given::Known(6),
    },
    Slip {
        code: "elected-count",
        at: (Congresses, 0, "elected"),
        spoil: |r, _| {
            r.congresses[0].value.seats = Given::Blank;
            r.votes[6].value.elected = Given::Unreadable;
        },
    },
    Slip {
        code: "nominee-count",
        at: (Congresses, 0, "nominees"),
        spoil: |r, _| r.congresses[0].value.nominees = Given::Known(10),
    },
    Slip {
        code: "delegate-count",
        at: (Congresses, 0, "present"),
        spoil: |r, _| r.delegates[11].value.attended = Given::Known(true),
    },
    Slip {
        code: "delegate-count",
        at: (Congresses, 1, "entitled"),
        spoil: |r, _| {
            r.delegates.pop();
            r.delegates.pop();
            for row in &mut r.delegates[12..] {
                row.value.attended = Given::Blank;
            }
        },
    },
    Slip {
        code: "seats-differ",
        at: (Congresses, 0, "seats"),
        spoil: |_, c| {
            c.bodies.entry("霞垅村".to_owned()).or_default().seats = Some(9);
        },
    },
    Slip {
        code: "delegate-seats",
        at: (Congresses, 1, "entitled"),
        spoil: |r, _| r.units[1].value.delegate_seats = Given::Known(15),
    },
    Slip {
        code: "vote-not-nominee",
        at: (Votes, 4, "name"),
        spoil: |r, _| r.votes[4].value.name = name("陈春华"),
    },
    Slip {
        code: "vote-not-nominee",
        at: (Votes, 8, "name"),
        spoil: |r, _| r.nominees[8].value.person.name = name("周桂蓝"),
    },
    Slip {
        code: "nominee-without-vote",
        at: (Nominees, 8, "name"),
        spoil: |r, _| {
            r.votes.remove(8);
        },
    },
    Slip {
        code: "officer-without-vote",
        at: (Officers, 5, "name"),
        spoil: |r, _| r.officers[5].value.person.name = name("杨雪芹"),
    },
    Slip {
        code: "officer-not-elected",
        at: (Officers, 14, "name"),
        spoil: |r, _| {
            let mut officer = r.officers[13].clone();
            officer.source.row = 16;
            let loser = r.nominees[17].value.person.clone();
            officer.value.person =
                crate::model::Person { age: Given::Blank, id_number: Given::Blank, ..loser };
            r.officers.push(officer);
        },
    },
    Slip {
        code: "elected-not-listed",
        at: (Votes, 6, "name"),
        spoil: |r, _| {
            r.officers.remove(6);
        },
    },
    Slip {
        code: "teller-nominee",
        at: (Congresses, 0, "tellers"),
        spoil: |r, _| {
            r.congresses[0].value.tellers = vec![r.nominees[8].value.person.name.known().unwrap().clone()];
        },
    },
];

/// Leaves the first unit alone.
fn only_first(records: &mut Records, cycle: &mut Cycle) {
    fn keep<T>(rows: &mut Vec<Row<T>>) {
        rows.retain(|row| row.unit.text() == Some("霞垅村"));
    }
    cycle.units.truncate(1);
    keep(&mut records.units);
    keep(&mut records.delegates);
    keep(&mut records.nominees);
    keep(&mut records.officers);
    keep(&mut records.congresses);
    keep(&mut records.votes);
    keep(&mut records.previous);
    keep(&mut records.progress);
}

#[test]
fn leaders_outside_the_executive_are_not_counted_where_the_cycle_says_so() {
    let problems = super::problems_of(|r, c| {
        c.rules.exec_includes_leaders = false;
        c.rules.unit.exec_min = 4;
        for row in &mut r.congresses {
            row.value.elected = Given::Known(4);
        }
        r.votes.clear();
    });
    assert_eq!(super::show(&problems), Vec::<String>::new());
}

#[test]
fn a_roster_may_list_only_those_who_came() {
    let problems = super::problems_of(|r, _| {
        r.delegates.retain(|row| row.value.attended.get() == Some(true));
        for row in &mut r.delegates {
            row.value.attended = Given::Blank;
        }
    });
    assert_eq!(super::show(&problems), Vec::<String>::new());
}

#[test]
fn before_the_vote_nothing_is_missing() {
    let problems = super::problems_of(|r, _| {
        r.officers.clear();
        r.votes.clear();
        r.congresses.clear();
    });
    assert_eq!(super::show(&problems), Vec::<String>::new());
}

#[test]
fn without_a_cycle_part_of_a_roster_is_no_slip() {
    let (mut records, _) = super::town::clean();
    records.officers.truncate(3);
    let records = Records { officers: records.officers, ..Records::default() };
    let problems = crate::check::check(&records, &Cycle::unnamed("2017-09".parse().unwrap()));
    assert_eq!(super::show(&problems), Vec::<String>::new());
}
