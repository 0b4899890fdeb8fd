//! Records → bodies: every question about a body is answered here, once, with where the answer comes from (DESIGN 12).
//!
//! Who is one woman and how old, who has a vote and who came, what the two elections say and whether they count, who is
//! elected, who is re-elected, how far a body is: `check` reports what contradicts, `count` counts, `fill` prints, and
//! none of them asks again.

mod age;
mod attendance;
mod ballots;
mod body;
mod congress;
mod election;
mod holding;
mod identity;
mod mention;
mod people;
mod place_kind;
mod plenary;
mod post;
mod renewed;
mod resolved;
mod roster;
mod rows_of;
mod sourced;
mod status;
#[cfg(test)]
mod tests;
mod tree;
mod vote;

pub use body::Body;
pub use congress::Congress;
pub use election::{Quorum, Teller, Validity};
pub use holding::{Seats, committee_posts, unknown_posts};
pub use identity::{birth_in_id, gender_in_id, id_digits, is_valid_id};
pub use mention::{Age, AgeBasis, Attendee, Entry, Member, PersonId, Someone, Told};
pub use place_kind::{UnitKind, kind_of_place};
pub use plenary::{Plenary, Unfilled};
pub use resolved::{CrossUnit, Resolved, cross_unit};
pub use sourced::{Claim, Origin, Sourced};
pub use status::Status;
pub use tree::Rows;
pub use vote::{Base, BaseKind, Majority, Verdict, VoteLine, is_for_committee, is_for_leader, vote_sum};

use crate::cycle::Cycle;
use crate::model::{Nominee, Officer, PartialDate, Records, Row, stated_base};
use crate::resolve::age::{Clock, Read, facts};
use crate::resolve::body::Entries;
use crate::resolve::holding::TellingSheets;
use crate::resolve::people::{Mention, Roster};

/// Answers every question about every body.
#[must_use]
pub fn resolve<'a>(records: &'a Records, cycle: &'a Cycle) -> Resolved<'a> {
    let tree = tree::tree(cycle, records);
    let previous_as_of = cycle
        .previous_as_of
        .or_else(|| stated_base(records.previous.iter().map(|row| &row.value.person), cycle.as_of));
    let (reads, people) = read_people(&tree, cycle.as_of, previous_as_of);
    let telling = TellingSheets::of(&tree);
    let mut next = reads.into_iter();
    let mut bodies: Vec<Body<'a>> = Vec::with_capacity(tree.len());
    for rows in tree {
        let entries = Entries {
            delegates: rows.delegates.iter().map(|row| entry(row, next.next())).collect(),
            nominees: rows.nominees.iter().map(|row| entry(row, next.next())).collect(),
            officers: rows.officers.iter().map(|row| entry(row, next.next())).collect(),
            previous: rows.previous.iter().map(|row| entry(row, next.next())).collect(),
        };
        bodies.push(Body::new(rows, entries, cycle, &telling));
    }
    let alone = !bodies.iter().any(Body::has_voted);
    for body in &mut bodies {
        let stage = status::Stage { status: body.status, awaits_plenary: body.awaits_plenary(), alone };
        body.done = status::done(&body.rows, &body.congress, &body.plenary, stage);
    }
    let (titles, statements) = (&records.titles, &records.statements);
    Resolved { cycle, bodies, people, previous_as_of, titles, statements }
}

/// Who every row about a person is, and how old, in the order of [`mentions`]; and how many people there are.
fn read_people<'a>(
    tree: &[Rows<'a>],
    as_of: PartialDate,
    previous_as_of: Option<PartialDate>,
) -> (Vec<Read<'a>>, usize) {
    let mentions = mentions(tree);
    let (ids, people) = people::merge(&mentions);
    let facts = facts(&mentions, &ids, people);
    let clock = Clock { facts: &facts, as_of, previous_as_of };
    (mentions.iter().zip(ids).map(|(mention, id)| clock.read(mention, id)).collect(), people)
}

/// All rows about people, body by body, in the order in which their entries are made.
fn mentions<'t, 'a: 't>(tree: &'t [Rows<'a>]) -> Vec<Mention<'t, 'a>> {
    let mut mentions = Vec::new();
    for (body, rows) in tree.iter().enumerate() {
        let town = (rows.body.county.as_str(), rows.body.town.as_str());
        let mut add = |person, source, table, role| {
            mentions.push(Mention { person, source, body, town, table, role });
        };
        for row in rows.delegates.iter().copied() {
            add(&row.value.person, &row.source, Roster::Delegates, None);
        }
        for row in rows.nominees.iter().copied() {
            let value: &'a Nominee = &row.value;
            add(&value.person, &row.source, Roster::Nominees, value.role.get());
        }
        for (roster, list) in [(Roster::Officers, &rows.officers), (Roster::Previous, &rows.previous)] {
            for row in list.iter().copied() {
                let value: &'a Officer = &row.value;
                add(&value.person, &row.source, roster, value.role.get());
            }
        }
    }
    mentions
}

fn entry<'a, T>(row: &'a Row<T>, read: Option<Read<'a>>) -> Entry<'a, T> {
    match read {
        Some(Read { person, age, now, birth, told }) => Entry { row, person, age, now, birth, told },
        None => Entry {
            row,
            person: PersonId(usize::MAX),
            age: None,
            now: None,
            birth: None,
            told: Told::default(),
        },
    }
}
