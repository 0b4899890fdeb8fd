//! All bodies of a workspace, answered.

use std::collections::BTreeMap;

use crate::cycle::Cycle;
use crate::model::{PartialDate, Row, Statement, Title};
use crate::resolve::body::Body;
use crate::resolve::mention::{Member, PersonId};

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
