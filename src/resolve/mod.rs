//! Records → bodies: every question about a body is answered here, once, with where the answer comes from (DESIGN 12).
//!
//! Who is one woman and how old, who has a vote and who came, what the two elections say and whether they count, who is
//! elected, who is re-elected, how far a body is: `check` reports what contradicts, `count` counts, `fill` prints, and
//! none of them asks again.

mod attendance;
mod ballots;
mod body;
mod congress;
mod election;
mod holding;
mod identity;
mod mention;
mod people;
mod plenary;
mod post;
mod renewed;
mod roster;
mod sourced;
mod status;
#[cfg(test)]
mod tests;
mod tree;
mod vote;

pub use attendance::speaks_of_leaving;
pub use body::{Body, UnitKind, kind_of_place};
pub use congress::Congress;
pub use election::{Quorum, Teller, Validity};
pub use holding::{Seats, unknown_posts};
pub use identity::{birth_in_id, gender_in_id, id_digits, is_valid_id};
pub use mention::{Age, AgeBasis, Attendee, Entry, Member, PersonId, Someone, Standing, Told};
pub use plenary::Plenary;
pub use sourced::{Claim, Origin, Sourced};
pub use status::Status;
pub use tree::Rows;
pub use vote::{Base, BaseKind, Majority, Verdict, VoteLine, is_for_committee, is_for_leader, vote_sum};

use std::collections::BTreeMap;

use crate::cycle::Cycle;
use crate::model::{Nominee, Officer, PartialDate, Person, Records, Row, Statement, Title, stated_base};
use crate::resolve::body::Entries;
use crate::resolve::holding::TellingSheets;
use crate::resolve::people::{Mention, Roster};

/// All bodies of a workspace.
#[derive(Debug)]
pub struct Resolved<'a> {
    /// The cycle.
    pub cycle: &'a Cycle,
    /// Every body: a city or county first, then counties and towns, each followed by its own.
    pub bodies: Vec<Body<'a>>,
    /// How many people there are.
    pub people: usize,
    /// The base date of ages in the lists of the last term, where it is known.
    pub previous_as_of: Option<PartialDate>,
    /// Lines above tables that name a 届 or a 次.
    pub titles: &'a [Title],
    /// Lines of summaries counted by hand.
    pub statements: &'a [Row<Statement>],
}

impl<'a> Resolved<'a> {
    /// The bodies inside one, that one left out.
    pub fn below(&self, at: usize) -> impl Iterator<Item = (usize, &Body<'a>)> {
        let own = self.bodies.get(at).map(|body| &body.id);
        // The workspace's own county holds every town, whether or not a table tells its county.
        let is_top = at == 0 && own.is_some_and(|own| own.level().is_above_towns());
        let inside = move |other: &Body<'a>| {
            own.is_some_and(|own| (is_top || own.holds(&other.id)) && *own != other.id)
        };
        self.bodies.iter().enumerate().filter(move |(_, other)| inside(other))
    }
}

/// A woman who holds a post in more than one body: 跨村任职.
#[derive(Debug)]
pub struct CrossUnit<'r, 'a> {
    /// Who.
    pub person: PersonId,
    /// Body and post, in the order of the bodies.
    pub posts: Vec<(&'r Body<'a>, &'r Member<'a>)>,
}

/// Everybody who holds a post in more than one of these bodies.
#[must_use]
pub fn cross_unit<'r, 'a>(bodies: impl Iterator<Item = &'r Body<'a>>) -> Vec<CrossUnit<'r, 'a>> {
    let mut posts: BTreeMap<PersonId, Vec<(&Body<'a>, &Member<'a>)>> = BTreeMap::new();
    for body in bodies {
        for member in &body.officers {
            posts.entry(member.entry.person).or_default().push((body, member));
        }
    }
    let many = posts.into_iter().filter(|(_, posts)| posts.len() > 1);
    many.map(|(person, posts)| CrossUnit { person, posts }).collect()
}

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
        body.done = status::done(&body.rows, &body.congress, body.plenary.validity, body.status, alone);
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

/// What all rows about a person tell of her.
#[derive(Debug, Clone, Copy, Default)]
struct Facts<'a> {
    birth: Option<(PartialDate, AgeBasis)>,
    /// Stated ages: of this term, of the last.
    stated: [Option<u32>; 2],
    /// Of this term: a Party member may have been none before.
    told: Told<'a>,
}

fn birth_of(person: &Person) -> Option<(PartialDate, AgeBasis)> {
    let column = person.birth.get().filter(|birth| birth.month().is_some());
    let number = || person.id_number.text().and_then(birth_in_id);
    column
        .map(|birth| (birth, AgeBasis::Birth))
        .or_else(|| number().map(|birth| (birth, AgeBasis::IdNumber)))
        .or_else(|| person.birth.get().map(|birth| (birth, AgeBasis::Birth)))
}

fn facts<'a>(mentions: &[Mention<'_, 'a>], ids: &[PersonId], people: usize) -> Vec<Facts<'a>> {
    let mut facts = vec![Facts::default(); people];
    for (mention, id) in mentions.iter().zip(ids) {
        let Some(known) = facts.get_mut(id.0) else { continue };
        let own = birth_of(mention.person);
        let is_finer = |(birth, _): (PartialDate, AgeBasis)| birth.month().is_some();
        if known.birth.is_none_or(|birth| !is_finer(birth)) && own.is_some() {
            known.birth = own;
        }
        let term = usize::from(mention.table == Roster::Previous);
        if term == 0 {
            known.told = known.told.or(Told::of(mention.person));
        }
        // Where tables differ the roster of officers goes before the others: most figures are about officers.
        if let Some(stated) = known.stated.get_mut(term) {
            let own = mention.person.age.get();
            *stated = if mention.table == Roster::Officers { own.or(*stated) } else { stated.or(own) };
        }
    }
    facts
}

/// Reads ages: the row's own birth date, its ID number, what other rows about her say, at last the age it states.
struct Clock<'f, 'a> {
    facts: &'f [Facts<'a>],
    as_of: PartialDate,
    previous_as_of: Option<PartialDate>,
}

struct Read<'a> {
    person: PersonId,
    age: Option<Age>,
    now: Option<Age>,
    birth: Option<PartialDate>,
    told: Told<'a>,
}

impl<'a> Clock<'_, 'a> {
    fn read(&self, mention: &Mention<'_, 'a>, id: PersonId) -> Read<'a> {
        let is_previous = mention.table == Roster::Previous;
        let known = self.facts.get(id.0).copied().unwrap_or_default();
        let own = birth_of(mention.person);
        let born = |base: Option<PartialDate>| {
            let at =
                |(birth, basis): (PartialDate, AgeBasis)| Some(Age { years: birth.age_at(base?)?, basis });
            own.and_then(at).or_else(|| known.birth.and_then(at))
        };
        let stated = |term: usize| {
            let told = known.stated.get(term).copied().flatten();
            told.map(|years| Age { years, basis: AgeBasis::Stated })
        };
        let now = born(Some(self.as_of)).or_else(|| stated(0));
        let own_word = || mention.person.age.get().map(|years| Age { years, basis: AgeBasis::Stated });
        // She is of one age, whatever two tables state; a rule reports it.
        let age = match is_previous {
            false => now,
            true => born(self.previous_as_of).or_else(own_word).or_else(|| stated(1)),
        };
        let told = Told::of(mention.person);
        let told = if is_previous { told } else { told.or(known.told) };
        Read { person: id, age, now, birth: own.or(known.birth).map(|(birth, _)| birth), told }
    }
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
