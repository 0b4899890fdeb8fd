//! Slips in what rosters say of people.

use super::Slip;
use super::town::{date, id_number, id_of, name, woman};
use crate::cycle::StageId;
use crate::model::TableKind::{Delegates, Nominees, Officers, Previous, Progress, Units};
use crate::model::{Education, Field, Gender, Given, Politics, Role};

pub(super) const SLIPS: &[Slip] = &[
    Slip {
        code: "leader-not-nominated",
        at: (Officers, 2, Field::Role),
        spoil: |r, _| {
            for (at, role) in [(0, Role::Chair), (1, Role::ViceChair), (3, Role::ViceChair)] {
                r.nominees[at].value.role = Given::Known(role);
            }
        },
    },
    Slip {
        code: "done-differs",
        at: (Progress, 0, Field::Done),
        spoil: |r, _| r.progress[0].value.done = Given::Known(false),
    },
    Slip {
        code: "unknown-post",
        at: (Officers, 4, Field::Posts),
        spoil: |r, _| r.officers[4].value.posts = vec!["村里帮忙的".to_owned()],
    },
    Slip {
        code: "missing-name",
        at: (Officers, 4, Field::Name),
        spoil: |r, _| r.officers[4].value.person.name = Given::Blank,
    },
    Slip {
        code: "missing-name",
        at: (Delegates, 11, Field::Name),
        spoil: |r, _| r.delegates[11].value.person.name = Given::Blank,
    },
    Slip {
        code: "missing-date",
        at: (Delegates, 3, Field::Birth),
        spoil: |r, _| r.delegates[3].value.person.birth = Given::Blank,
    },
    Slip {
        code: "missing-value",
        at: (Delegates, 10, Field::Politics),
        spoil: |r, _| r.delegates[10].value.person.politics = Given::Blank,
    },
    Slip {
        code: "missing-value",
        at: (Delegates, 10, Field::Gender),
        spoil: |r, _| r.delegates[10].value.person.gender = Given::Blank,
    },
    Slip {
        code: "missing-value",
        at: (Officers, 6, Field::Role),
        spoil: |r, _| r.officers[6].value.role = Given::Blank,
    },
    Slip {
        code: "missing-column",
        // No table has this column: the slip is one of the whole table.
        at: (Delegates, 0, Field::Extra),
        spoil: |r, _| {
            // What another table tells is not missing.
            (r.nominees, r.officers, r.votes) = (Vec::new(), Vec::new(), Vec::new());
            (r.congresses, r.progress, r.previous) = (Vec::new(), Vec::new(), Vec::new());
            for row in &mut r.delegates {
                row.value.person.education = Given::Blank;
                let mut columns = (*row.columns).clone();
                columns.remove(&Field::Education);
                row.columns = columns.into();
            }
        },
    },
    Slip {
        code: "under-age",
        at: (Delegates, 11, Field::Birth),
        spoil: |r, _| r.delegates[11].value.person.birth = date("1999-10"),
    },
    Slip {
        code: "over-age",
        at: (Previous, 1, Field::Birth),
        spoil: |r, _| r.previous[1].value.person.birth = date("1911-05"),
    },
    Slip {
        code: "age-mismatch",
        at: (Officers, 2, Field::Age),
        spoil: |r, _| r.officers[2].value.person.age = Given::Known(91),
    },
    Slip {
        code: "gender",
        at: (Delegates, 9, Field::Gender),
        spoil: |r, _| r.delegates[9].value.person.gender = Given::Known(Gender::Male),
    },
    Slip {
        code: "id-checksum",
        at: (Officers, 0, Field::IdNumber),
        spoil: |r, _| r.officers[0].value.person.id_number = Given::Known("449981197001150009".to_owned()),
    },
    Slip {
        code: "id-checksum",
        at: (Officers, 0, Field::IdNumber),
        spoil: |r, _| r.officers[0].value.person.id_number = Given::Known("44998119700115".to_owned()),
    },
    Slip {
        code: "id-birth",
        at: (Officers, 3, Field::Birth),
        spoil: |r, _| {
            r.officers[3].value.person.birth = date("1937-04");
            r.officers[3].value.person.phone = Given::Blank;
        },
    },
    Slip {
        code: "id-gender",
        at: (Officers, 5, Field::IdNumber),
        spoil: |r, _| r.officers[5].value.person.id_number = id_of(&woman(5), 11),
    },
    Slip {
        code: "id-shared",
        at: (Officers, 4, Field::IdNumber),
        spoil: |r, _| {
            let id = id_number("44998119700115000");
            for row in &mut r.officers[..5] {
                row.value.person.id_number = Given::Blank;
            }
            r.officers[0].value.person.id_number = Given::Known(id.clone());
            r.officers[4].value.person.birth = date("1970-01");
            r.officers[4].value.person.age = Given::Blank;
            r.officers[4].value.person.phone = Given::Blank;
            r.officers[4].value.person.id_number = Given::Known(id);
        },
    },
    Slip {
        code: "duplicate-person",
        at: (Delegates, 24, Field::Name),
        spoil: |r, _| {
            let mut twin = r.delegates[3].clone();
            twin.source.row = 26;
            r.delegates.push(twin);
        },
    },
    Slip {
        code: "same-name",
        at: (Previous, 1, Field::Name),
        spoil: |r, _| r.previous[1].value.person.name = r.previous[0].value.person.name.clone(),
    },
    Slip {
        code: "two-posts",
        at: (Officers, 14, Field::Role),
        spoil: |r, _| {
            let mut twin = r.officers[0].clone();
            twin.source.row = 16;
            twin.value.role = Given::Known(Role::Member);
            twin.value.renewed = Given::Blank;
            r.officers.push(twin);
        },
    },
    Slip {
        code: "person-differs",
        at: (Nominees, 2, Field::Education),
        spoil: |r, _| r.nominees[2].value.person.education = Given::Known(Education::Primary),
    },
    Slip {
        code: "person-differs",
        at: (Delegates, 1, Field::Politics),
        spoil: |r, _| r.delegates[1].value.person.politics = Given::Known(Politics::Jiusan),
    },
    Slip {
        code: "birth-differs",
        at: (Officers, 3, Field::Birth),
        spoil: |r, _| {
            let person = &mut r.officers[3].value.person;
            (person.birth, person.age, person.id_number) = (date("1977-04"), Given::Blank, Given::Blank);
        },
    },
    Slip {
        code: "renewed-differs",
        at: (Officers, 0, Field::Renewed),
        spoil: |r, _| r.officers[0].value.renewed = Given::Known(false),
    },
    Slip {
        code: "renewed-differs",
        at: (Officers, 4, Field::Renewed),
        spoil: |r, _| r.officers[4].value.renewed = Given::Known(true),
    },
    Slip {
        code: "unknown-unit",
        at: (Officers, 3, Field::Unit),
        spoil: |r, _| r.officers[3].unit = Given::Known("霞龙村".to_owned()),
    },
    Slip {
        code: "repeated-unit",
        at: (Units, 2, Field::Unit),
        spoil: |r, _| {
            let mut twin = r.units[1].clone();
            twin.source.row = 4;
            r.units.push(twin);
        },
    },
    Slip {
        code: "unit-without-results",
        at: (Units, 1, Field::Unit),
        spoil: |r, _| {
            r.officers.retain(|row| row.unit.text() != Some("梅岩村"));
            r.congresses.pop();
            r.votes.clear();
        },
    },
    Slip {
        code: "date-order",
        at: (Progress, 0, Field::DelegatesChosen),
        spoil: |r, _| r.progress[0].value.prepared = date("2017-08-31"),
    },
    Slip {
        code: "date-order",
        at: (Progress, 1, Field::Filed),
        spoil: |r, _| r.progress[1].value.filed = date("2017-08-08"),
    },
    Slip {
        code: "date-differs",
        at: (Progress, 1, Field::Congress),
        spoil: |r, _| r.progress[1].value.congress = date("2017-09-06"),
    },
    Slip {
        code: "date-differs",
        at: (super::TableKind::Congresses, 0, Field::Date),
        spoil: |_, c| c.bodies.entry("霞垅村".to_owned()).or_default().date = date("2017-09-09").get(),
    },
    Slip {
        code: "date-outside",
        at: (super::TableKind::Congresses, 1, Field::Date),
        spoil: |r, _| {
            r.congresses[1].value.date = date("2017-09-12");
            r.progress[1].value.congress = Given::Blank;
            r.progress[1].value.filed = Given::Blank;
        },
    },
];

#[test]
fn months_and_ages_at_the_border_are_no_slips() {
    let problems = super::problems_of(|r, c| {
        // 18 on the very day, 100 exactly, a congress known by its month only, the last day of the stage.
        r.delegates[11].value.person.birth = date("1999-09-10");
        r.delegates[23].value.person.birth = date("1917-09");
        r.congresses[0].value.date = date("2017-09");
        c.stages.retain(|stage| stage.id == StageId::Elect);
        r.congresses[1].value.date = date("2017-09-10");
        r.progress[1].value.congress = date("2017-09");
        r.progress[1].value.filed = date("2017-09");
    });
    assert_eq!(super::show(&problems), Vec::<String>::new());
}

#[test]
fn an_unreadable_cell_is_not_missing() {
    let problems = super::problems_of(|r, _| {
        r.delegates[3].value.person.birth = Given::Unreadable;
        r.officers[4].value.role = Given::Unreadable;
        r.congresses[0].value.valid = Given::Unreadable;
    });
    assert_eq!(super::show(&problems), Vec::<String>::new());
}

#[test]
fn a_namesake_of_another_birth_is_another_person() {
    let problems = super::problems_of(|r, _| r.delegates[11].value.person.name = name("王秀英"));
    let codes: Vec<_> = problems.iter().map(|problem| problem.code.id).collect();
    assert_eq!(codes, ["same-name"]);
}

#[test]
fn a_nominee_may_stand_for_the_executive_and_for_its_chair() {
    let problems = super::problems_of(|r, _| {
        let mut twin = r.nominees[0].clone();
        twin.source.row = 20;
        twin.value.role = Given::Known(Role::Chair);
        r.nominees.push(twin);
    });
    assert_eq!(super::show(&problems), Vec::<String>::new());
}
