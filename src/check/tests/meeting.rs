//! Slips in committees and in what tables say of one congress.

use super::Slip;
use super::town::name;
use crate::cycle::{Cycle, DelegateShare, Fraction, ShareField};
use crate::model::TableKind::{Congresses, Delegates, Nominees, Officers, Votes};
use crate::model::{Duty, Field, Given, Name, Records, Role, Row, TableKind, Title};

pub(super) const SLIPS: &[Slip] = &[
    Slip {
        code: "no-chair",
        at: (Officers, 0, Field::Role),
        spoil: |r, _| r.officers[0].value.role = Given::Blank,
    },
    Slip {
        code: "no-chair",
        at: (Officers, 7, Field::Role),
        spoil: |r, _| {
            r.officers[7].value.role = Given::Known(Role::Member);
            r.officers[7].value.renewed = Given::Blank;
        },
    },
    Slip {
        code: "many-chairs",
        at: (Officers, 5, Field::Role),
        spoil: |r, _| r.officers[5].value.role = Given::Known(Role::Chair),
    },
    Slip {
        code: "exec-size",
        at: (Officers, 0, Field::Name),
        spoil: |r, c| {
            only_first(r, c);
            c.rules.unit.exec_min = Some(8);
        },
    },
    Slip {
        code: "exec-odd",
        at: (Officers, 0, Field::Name),
        spoil: |r, c| {
            c.rules.unit.exec_odd = true;
            r.officers.remove(6);
            r.congresses[0].value.elected = Given::Blank;
            r.votes.clear();
        },
    },
    Slip {
        code: "vice-count",
        at: (Officers, 2, Field::Role),
        spoil: |r, c| {
            c.rules.unit.vice_max = Some(1);
            r.officers[8].value.role = Given::Known(Role::Member);
            r.congresses[1].value.vice_chairs.truncate(1);
        },
    },
    Slip {
        code: "duty-count",
        at: (Officers, 1, Field::Duty),
        spoil: |r, c| {
            c.rules.unit.vice_full_time = 1;
            r.officers[1].value.duty = Given::Known(Duty::PartTime);
            r.officers[2].value.duty = Given::Known(Duty::PartTime);
        },
    },
    Slip {
        code: "chair-post",
        at: (Officers, 7, Field::Posts),
        spoil: |r, c| {
            c.rules.unit.chair_must_hold = vec!["两委".to_owned(), "网格长".to_owned()];
            r.officers[0].value.posts = vec!["村委会委员".to_owned()];
            r.officers[7].value.posts = vec!["村会计".to_owned(), "团支部书记".to_owned()];
        },
    },
    Slip {
        code: "delegate-share",
        at: (Delegates, 0, Field::Name),
        spoil: |r, c| {
            // Four of twelve are members: more than 30%, and in the other village five would be too.
            only_first(r, c);
            c.rules.delegate_share = vec![DelegateShare {
                name: "中共党员".to_owned(),
                by: ShareField::Politics,
                any: vec!["中共党员".to_owned()],
                none: Vec::new(),
                at_least: Some(Fraction { over: 1, under: 3 }),
                at_most: Some(Fraction { over: 3, under: 10 }),
            }];
        },
    },
    Slip {
        code: "cross-unit",
        at: (Officers, 9, Field::Name),
        spoil: |r, _| {
            // A vice-chair of the first village is one of the second's too.
            let twin = r.officers[2].value.person.clone();
            r.officers[9].value.person =
                crate::model::Person { age: Given::Blank, id_number: Given::Blank, ..twin.clone() };
            r.nominees[11].value.person = twin.clone();
            r.delegates[14].value.person =
                crate::model::Person { age: Given::Blank, id_number: Given::Blank, ..twin.clone() };
            for at in [15, 25] {
                r.votes[at].value.name = twin.name.clone();
            }
            r.congresses[1].value.vice_chairs = vec![
                twin.name.known().unwrap().clone(),
                super::town::woman(13).name.known().unwrap().clone(),
            ];
        },
    },
    Slip {
        code: "shortfall",
        at: (Congresses, 0, Field::Seats),
        spoil: |r, _| {
            for at in [5, 6] {
                r.votes[at].value.in_favour = Given::Known(6);
                r.votes[at].value.abstain = Given::Known(4);
                r.votes[at].value.elected = Given::Blank;
            }
            r.votes[7].value.in_favour = Given::Known(5);
            r.votes[7].value.abstain = Given::Known(5);
            r.officers.drain(5..7);
            for row in &mut r.votes[10..13] {
                row.value.voters = Given::Known(5);
                row.value.in_favour = Given::Known(4);
            }
            r.congresses[0].value.elected = Given::Known(5);
        },
    },
    Slip {
        code: "leader-shortfall",
        at: (Votes, 10, Field::For),
        spoil: |r, _| {
            r.votes[10].value.in_favour = Given::Known(3);
            r.votes[10].value.against = Given::Known(4);
            r.votes[10].value.abstain = Given::Known(0);
            r.officers[0].value.role = Given::Known(Role::Member);
            r.congresses[0].value.chairs.clear();
            r.progress[0].value.done = Given::Known(false);
        },
    },
    Slip {
        code: "leader-differs",
        at: (Congresses, 0, Field::Chairs),
        spoil: |r, _| r.congresses[0].value.chairs = vec![Name::new("王秀莹").unwrap()],
    },
    Slip {
        code: "leader-differs",
        at: (Congresses, 0, Field::ViceChairs),
        spoil: |r, _| r.officers[2].value.role = Given::Known(Role::Member),
    },
    Slip {
        code: "officer-count",
        at: (Congresses, 1, Field::Elected),
        spoil: |r, _| r.congresses[1].value.elected = Given::Known(6),
    },
    Slip {
        code: "elected-count",
        at: (Congresses, 0, Field::Elected),
        spoil: |r, _| {
            r.congresses[0].value.seats = Given::Blank;
            r.votes[6].value.elected = Given::Unreadable;
        },
    },
    Slip {
        code: "nominee-count",
        at: (Congresses, 0, Field::Nominees),
        spoil: |r, _| r.congresses[0].value.nominees = Given::Known(10),
    },
    Slip {
        code: "delegate-count",
        at: (Congresses, 0, Field::Present),
        spoil: |r, _| r.delegates[11].value.attended = Given::Known(true),
    },
    Slip {
        code: "delegate-count",
        at: (Congresses, 1, Field::Entitled),
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
        at: (Congresses, 0, Field::Seats),
        spoil: |_, c| {
            c.bodies.entry("霞垅村".to_owned()).or_default().seats = Some(9);
        },
    },
    Slip {
        code: "delegate-seats",
        at: (Congresses, 1, Field::Entitled),
        spoil: |r, _| r.units[1].value.delegate_seats = Given::Known(15),
    },
    Slip {
        code: "elected-not-listed",
        at: (Votes, 4, Field::Name),
        spoil: |r, _| r.votes[4].value.name = name("陈春华"),
    },
    Slip {
        code: "vote-not-nominee",
        at: (Votes, 8, Field::Name),
        spoil: |r, _| r.nominees[8].value.person.name = name("周桂蓝"),
    },
    Slip {
        code: "nominee-without-vote",
        at: (Nominees, 8, Field::Name),
        spoil: |r, _| {
            r.votes.remove(8);
        },
    },
    Slip {
        code: "elected-not-listed",
        at: (Votes, 5, Field::Name),
        spoil: |r, _| r.officers[5].value.person.name = name("杨雪芹"),
    },
    Slip {
        code: "officer-without-vote",
        at: (Officers, 5, Field::Name),
        spoil: |r, _| {
            r.votes.clear();
            r.officers[5].value.person.name = name("金玉兰");
        },
    },
    Slip {
        code: "officer-not-elected",
        at: (Officers, 14, Field::Name),
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
        at: (Votes, 6, Field::Name),
        spoil: |r, _| {
            r.officers.remove(6);
        },
    },
    Slip {
        code: "teller-nominee",
        at: (Congresses, 0, Field::Tellers),
        spoil: |r, _| {
            r.congresses[0].value.tellers = vec![r.nominees[8].value.person.name.known().unwrap().clone()];
        },
    },
];

#[test]
fn a_section_for_nobody_is_told() {
    let problems = super::problems_of(|_, c| {
        c.bodies.entry("霞拢村".to_owned()).or_default().place = Some("村委会".to_owned());
        c.bodies.entry("青坑镇梅岩村".to_owned()).or_default().place = Some("村委会".to_owned());
    });
    let hints: Vec<_> = problems.iter().map(|problem| problem.hint.as_ref().unwrap().zh.as_str()).collect();
    assert_eq!((problems[0].code.id, hints), ("unknown-body", vec!["是不是“霞垅村”？"]));
}

#[test]
fn every_table_is_of_one_term() {
    let problems = super::problems_of(|r, _| {
        let source = r.officers[0].source.clone();
        for (table, text) in [
            (Officers, "霞垅村第一届妇联执委名单"),
            (Officers, "霞垅村第2届妇联执委名单"),
            (TableKind::Previous, "霞垅村第一届妇代会名单"),
            (Officers, "霞垅村第三次妇女代表大会选举结果"),
            (Officers, "第三次会议记录"),
        ] {
            r.titles.push(Title { table, text: text.to_owned(), source: source.clone() });
        }
    });
    let codes: Vec<_> = problems.iter().map(|problem| problem.message.zh.as_str()).collect();
    assert_eq!(codes.len(), 3, "{codes:#?}");
    assert!(
        codes
            .iter()
            .all(|text| text.contains("第2届") || text.contains("第三次妇女") || text.contains("妇代会"))
    );
}

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
        c.rules.unit.exec_min = Some(4);
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
    let problems = super::check(&records, &Cycle::unnamed("2017-09".parse().unwrap()));
    assert_eq!(super::show(&problems), Vec::<String>::new());
}
