//! A small town in which everything is right: two villages, twelve delegates and seven officers each.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::cycle::{self, Cycle};
use crate::model::{
    CongressFacts, Delegate, Education, Field, Gender, Given, Name, Nominee, Officer, PartialDate, Person,
    Politics, Progress, Records, Role, Row, Source, TableKind, UnitFacts, Vote,
};
use crate::problem::Place;

pub(super) const CYCLE: &str = r#"
units = ["霞垅村", "梅岩村"]
[cycle]
term = 1
as_of = "2017-09-10"
[town]
name = "青坑镇"
[[stage]]
id = "elect"
start = "2017-09-01"
end = "2017-09-10"
"#;

pub(super) const UNITS: [&str; 2] = ["霞垅村", "梅岩村"];

pub(super) fn cycle() -> Cycle {
    cycle::parse(CYCLE).unwrap().0
}

pub(super) fn date(text: &str) -> Given<PartialDate> {
    Given::Known(text.parse().unwrap())
}

pub(super) fn name(text: &str) -> Given<Name> {
    Given::Known(Name::new(text).unwrap())
}

fn number(n: u32) -> Given<u32> {
    Given::Known(n)
}

/// The fields that each table has a column for, A first.
fn fields(table: TableKind) -> &'static [Field] {
    match table {
        TableKind::Units => &[Field::Unit, Field::Kind, Field::DelegateSeats],
        TableKind::Delegates => &[
            Field::Unit,
            Field::Name,
            Field::Gender,
            Field::Birth,
            Field::Politics,
            Field::Education,
            Field::Phone,
            Field::Attended,
        ],
        TableKind::Nominees => {
            &[Field::Unit, Field::Name, Field::Gender, Field::Birth, Field::Politics, Field::Education]
        }
        TableKind::Officers => &[
            Field::Unit,
            Field::Name,
            Field::Gender,
            Field::Birth,
            Field::Age,
            Field::Politics,
            Field::Education,
            Field::Role,
            Field::Phone,
            Field::IdNumber,
            Field::Renewed,
            Field::Duty,
            Field::Posts,
        ],
        TableKind::Congresses => &[
            Field::Unit,
            Field::Date,
            Field::Entitled,
            Field::Present,
            Field::Issued,
            Field::Returned,
            Field::Valid,
            Field::Void,
            Field::Nominees,
            Field::Seats,
            Field::Elected,
            Field::Chairs,
            Field::ViceChairs,
            Field::Tellers,
        ],
        TableKind::Votes => &[
            Field::Unit,
            Field::Name,
            Field::Role,
            Field::Voters,
            Field::For,
            Field::Against,
            Field::Abstain,
            Field::Elected,
        ],
        TableKind::Previous => &[Field::Unit, Field::Name, Field::Birth, Field::Role],
        TableKind::Progress => &[
            Field::Unit,
            Field::Prepared,
            Field::DelegatesChosen,
            Field::Congress,
            Field::Filed,
            Field::Done,
        ],
    }
}

/// The cell of a field in the n-th row of a table; without a field the whole table.
pub(super) fn place(table: TableKind, index: usize, field: Field) -> Place {
    let (file, sheet) = (format!("data/{}.xlsx", table.as_str()), "表".to_owned());
    match fields(table).iter().position(|known| *known == field) {
        Some(column) => Place::Cell {
            file,
            sheet,
            row: u32::try_from(index).unwrap() + 2,
            column: u32::try_from(column).unwrap(),
        },
        None => Place::Sheet { file, sheet },
    }
}

fn push<T>(rows: &mut Vec<Row<T>>, table: TableKind, unit: &str, value: T) {
    let columns: BTreeMap<_, _> = fields(table).iter().copied().zip(0..).collect();
    let source = Source {
        file: format!("data/{}.xlsx", table.as_str()).into(),
        sheet: "表".into(),
        row: u32::try_from(rows.len()).unwrap() + 2,
    };
    rows.push(Row {
        table,
        county: Given::Blank,
        town: Given::Blank,
        unit: Given::Known(unit.to_owned()),
        value,
        extra: BTreeMap::new(),
        source,
        columns: Arc::new(columns),
    });
}

/// The n-th woman of the town.
pub(super) fn woman(n: usize) -> Person {
    const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢";
    const GIVEN: [&str; 7] = ["秀英", "桂兰", "玉梅", "淑芬", "春花", "雪琴", "巧云"];
    let surname = SURNAMES.chars().nth(n % 24).unwrap();
    let birth: PartialDate = format!("{}-{:02}", 1970 + n % 20, 1 + n % 8).parse().unwrap();
    Person {
        name: name(&format!("{surname}{}", GIVEN[n % 7])),
        gender: Given::Known(Gender::Female),
        birth: Given::Known(birth),
        politics: Given::Known(if n.is_multiple_of(3) { Politics::Party } else { Politics::Masses }),
        education: Given::Known(if n.is_multiple_of(2) { Education::College } else { Education::High }),
        phone: Given::Known(format!("192000{n:05}")),
        ..Person::default()
    }
}

/// Seventeen digits and the check character that GB 11643 asks for.
pub(super) fn id_number(first: &str) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = first.chars().zip(weights).map(|(c, weight)| c.to_digit(10).unwrap() * weight).sum();
    format!("{first}{}", "10X98765432".chars().nth(sum as usize % 11).unwrap())
}

/// The ID number of a woman: `serial` even for a woman, odd for a man.
pub(super) fn id_of(person: &Person, serial: u32) -> Given<String> {
    let birth = person.birth.get().unwrap();
    Given::Known(id_number(&format!("449981{}{:02}15{serial:03}", birth.year(), birth.month().unwrap())))
}

/// A town without a fault.
pub(super) fn clean() -> (Records, Cycle) {
    let mut records = Records::default();
    for (at, unit) in UNITS.into_iter().enumerate() {
        people(&mut records, unit, at * 12);
        results(&mut records, unit, at * 12);
    }
    (records, cycle())
}

fn people(records: &mut Records, unit: &str, first: usize) {
    let as_of = cycle().as_of;
    for n in first..first + 12 {
        let attended = Given::Known(n != first + 11);
        let delegate = Delegate { person: woman(n), attended, ..Delegate::default() };
        push(&mut records.delegates, TableKind::Delegates, unit, delegate);
    }
    for n in first..first + 9 {
        let mut person = woman(n);
        person.phone = Given::Blank;
        push(&mut records.nominees, TableKind::Nominees, unit, Nominee { person, ..Nominee::default() });
    }
    for n in 0..7 {
        let mut person = woman(first + n);
        person.id_number = id_of(&person, 2 * u32::try_from(n).unwrap());
        person.age = Given::from(person.birth.get().unwrap().age_at(as_of));
        let role = [Role::Chair, Role::ViceChair, Role::ViceChair].get(n).copied().unwrap_or(Role::Member);
        let officer =
            Officer { person, role: Given::Known(role), renewed: Given::Known(n == 0), ..Officer::default() };
        push(&mut records.officers, TableKind::Officers, unit, officer);
    }
    for (n, role) in [(0, Role::Director), (10, Role::Committee)] {
        let Person { name, birth, .. } = woman(first + n);
        let officer = Officer {
            person: Person { name, birth, ..Person::default() },
            role: Given::Known(role),
            ..Officer::default()
        };
        push(&mut records.previous, TableKind::Previous, unit, officer);
    }
}

fn results(records: &mut Records, unit: &str, first: usize) {
    let the = |n: usize| woman(first + n).name.known().cloned().unwrap();
    let congress = CongressFacts {
        date: date("2017-09-05"),
        entitled: number(12),
        present: number(11),
        issued: number(11),
        returned: number(11),
        valid: number(10),
        void: number(1),
        seats: number(7),
        nominees: number(9),
        elected: number(7),
        tellers: vec![the(9), the(10)],
        chairs: vec![the(0)],
        vice_chairs: vec![the(2), the(1)],
        ..CongressFacts::default()
    };
    push(&mut records.congresses, TableKind::Congresses, unit, congress);
    for (n, votes) in [10, 9, 9, 8, 8, 8, 8, 3, 0].into_iter().enumerate() {
        let elected = if n < 7 { Given::Known(true) } else { Given::Blank };
        let abstain = number(10 - votes);
        let vote = Vote {
            name: Given::Known(the(n)),
            in_favour: number(votes),
            against: number(0),
            abstain,
            elected,
            ..Vote::default()
        };
        push(&mut records.votes, TableKind::Votes, unit, vote);
    }
    let write_in = Vote { name: name("冯小青"), in_favour: number(1), write_in: true, ..Vote::default() };
    push(&mut records.votes, TableKind::Votes, unit, write_in);
    for n in 0..3 {
        let role = Given::Known(if n == 0 { Role::Chair } else { Role::ViceChair });
        let (in_favour, against, abstain) = (number(6), number(0), number(1));
        let vote = Vote {
            name: Given::Known(the(n)),
            role,
            in_favour,
            against,
            abstain,
            voters: number(7),
            ..Vote::default()
        };
        push(&mut records.votes, TableKind::Votes, unit, vote);
    }
    let facts =
        UnitFacts {
            kind: Given::Known("村".to_owned()), delegate_seats: number(12), ..UnitFacts::default()
        };
    push(&mut records.units, TableKind::Units, unit, facts);
    let progress = Progress {
        prepared: date("2017-08-22"),
        delegates_chosen: date("2017-08-30"),
        congress: date("2017-09-05"),
        filed: date("2017-09-08"),
        done: Given::Known(true),
    };
    push(&mut records.progress, TableKind::Progress, unit, progress);
}
