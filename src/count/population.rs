//! Whom an indicator counts: the people of a population, in this term and the last.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::count::definition::Rows;
use crate::count::indicator::Population;
use crate::model::{Person, Role, Row, Source};
use crate::resolve::{Age, Body, Entry, Member, PersonId, Told};

/// One row that holds a post or a mandate; of people, all her rows.
#[derive(Debug, Clone)]
pub(super) struct Holder<'a> {
    pub(super) id: PersonId,
    pub(super) person: &'a Person,
    pub(super) age: Option<Age>,
    /// What her own row or another says of her.
    pub(super) told: Told<'a>,
    /// The officer; a delegate or nominee is none.
    pub(super) officer: Option<&'a Member<'a>>,
    /// Her posts in other bodies: who chairs two villages holds the posts of both.
    pub(super) also: Vec<&'a Member<'a>>,
    /// Columns without a field of their own, by header.
    pub(super) extra: &'a BTreeMap<String, String>,
    pub(super) source: &'a Source,
    /// Index of the body.
    pub(super) body: usize,
    /// Whether the population is one of certain posts.
    pub(super) by_post: bool,
}

/// A body, and its position among all.
pub(super) type Group<'g, 'a> = Vec<(usize, &'g Body<'a>)>;

impl<'g> Holder<'g> {
    fn new<T>(entry: &Entry<'g, T>, person: &'g Person, body: usize) -> Self {
        let row: &'g Row<T> = entry.row;
        Self {
            id: entry.person,
            person,
            age: entry.age,
            told: entry.told,
            officer: None,
            also: Vec::new(),
            extra: &row.extra,
            source: &row.source,
            body,
            by_post: false,
        }
    }
}

impl Population {
    /// The holders of one body, in the order of its roster.
    fn of_body<'g>(&self, at: usize, body: &'g Body<'_>) -> Vec<Holder<'g>> {
        match self.rows {
            Rows::Officers => self.officers(at, &body.officers),
            Rows::Posts => self.officers(at, &body.posts),
            Rows::Executive => self.executive(at, body, &body.officers),
            Rows::Delegates => {
                let present = body.present().into_iter();
                present.map(|one| Holder::new(&one.entry, &one.entry.row.value.person, at)).collect()
            }
            Rows::Chosen => {
                body.voters().map(|one| Holder::new(&one.entry, &one.entry.row.value.person, at)).collect()
            }
            Rows::Nominees => {
                body.nominees.iter().map(|entry| Holder::new(entry, &entry.row.value.person, at)).collect()
            }
        }
    }

    /// Whether any table of a body tells of the population: then that there is nobody is known.
    pub(super) fn is_told(&self, body: &Body<'_>) -> bool {
        match self.rows {
            Rows::Officers | Rows::Executive | Rows::Posts => !body.officers.is_empty(),
            Rows::Delegates => !body.present().is_empty(),
            Rows::Chosen => !body.delegates.is_empty(),
            Rows::Nominees => !body.nominees.is_empty(),
        }
    }

    /// Whether all is known of who belongs to it in a body: not where it has voted and nobody says which delegates came.
    pub(super) fn is_whole(&self, body: &Body<'_>) -> bool {
        self.rows != Rows::Delegates || self.is_told(body) || !body.has_voted() || body.delegates.is_empty()
    }

    /// The holders of a group of bodies: nobody where it is not known of each of them, so that no share is one of those who
    /// happen to be known.
    pub(super) fn holders<'g>(&self, bodies: &[(usize, &'g Body<'_>)]) -> Vec<Holder<'g>> {
        if !bodies.iter().all(|(_, body)| self.is_whole(body)) {
            return Vec::new();
        }
        bodies.iter().flat_map(|(at, body)| self.of_body(*at, body)).collect()
    }

    /// Posts that are held by this population's people.
    pub(super) fn posts<'g>(&self, bodies: &[(usize, &'g Body<'_>)]) -> Vec<Holder<'g>> {
        bodies.iter().flat_map(|(at, body)| self.officers(*at, &body.posts)).collect()
    }

    /// The same of the last term; of delegates and nominees no list is known.
    fn previous<'g>(&self, at: usize, body: &'g Body<'_>) -> Vec<Holder<'g>> {
        match self.rows {
            Rows::Officers | Rows::Posts => self.officers(at, &body.previous),
            Rows::Executive => self.executive(at, body, &body.previous),
            Rows::Delegates | Rows::Chosen | Rows::Nominees => Vec::new(),
        }
    }

    /// 执委 as the cycle counts them: with or without the leaders.
    fn executive<'g>(&self, at: usize, body: &Body<'_>, members: &'g [Member<'_>]) -> Vec<Holder<'g>> {
        let with_leaders = body.setting.rules.exec_includes_leaders;
        let own = self.officers(at, members).into_iter();
        own.filter(|holder| with_leaders || holder.officer.is_some_and(|officer| !officer.is_leader()))
            .collect()
    }

    fn officers<'g>(&self, at: usize, members: &'g [Member<'_>]) -> Vec<Holder<'g>> {
        let own = members.iter().filter(|member| self.takes(member.role));
        own.map(|member| Holder {
            officer: Some(member),
            by_post: !self.roles.is_empty(),
            ..Holder::new(&member.entry, &member.entry.row.value.person, at)
        })
        .collect()
    }

    /// A population is of posts by rank: 主席 and 主任 are one.
    fn takes(&self, role: Option<Role>) -> bool {
        match role {
            _ if self.roles.is_empty() => true,
            Some(role) => self.roles.iter().any(|own| own.rank() == role.rank()),
            None => self.unsaid,
        }
    }

    /// Both terms over the bodies that have the population in both; over all of them where the lists of both terms are
    /// whole: where no more than one body in twenty is in one of them only, as a village founded or closed since.
    ///
    /// A population is one of certain posts, or a whole committee; a list of the last term that names leaders only is no
    /// committee.
    pub(super) fn compared<'g>(&self, bodies: &[(usize, &'g Body<'_>)]) -> Compared<'g> {
        let (mut all, mut both) = (Compared::default(), Compared::default());
        let (mut of_bodies, mut alone) = (0, 0);
        for (at, body) in bodies {
            let (now, before) = (self.of_body(*at, body), self.previous(*at, body));
            of_bodies += usize::from(!now.is_empty());
            let fits = !self.roles.is_empty()
                || now.is_empty()
                || before.is_empty()
                || shape(&now) == shape(&before);
            let is_both = fits && !now.is_empty() && !before.is_empty();
            alone += usize::from(!is_both && (!now.is_empty() || !before.is_empty()));
            if is_both {
                both.add(&now, &before);
            }
            all.add(&now, &before);
        }
        let is_whole = alone * ONE_IN <= both.bodies + alone;
        let mut compared = if is_whole { all } else { both };
        compared.of_bodies = of_bodies;
        if is_whole {
            compared.bodies = of_bodies;
        }
        compared.is_whole = is_whole;
        if compared.before.is_empty() {
            compared.now.clear();
        }
        compared.now = people(&compared.now);
        compared.before = people(&compared.before);
        compared
    }
}

/// Of so many bodies one may be in one term's lists only, and the lists are whole all the same.
const ONE_IN: usize = 20;

/// A population in both terms.
#[derive(Default)]
pub(super) struct Compared<'g> {
    pub(super) now: Vec<Holder<'g>>,
    pub(super) before: Vec<Holder<'g>>,
    /// Whether these are all who belong to it, in either term.
    pub(super) is_whole: bool,
    /// Bodies that have it in both terms.
    pub(super) bodies: usize,
    /// Bodies that have it now.
    pub(super) of_bodies: usize,
}

impl<'g> Compared<'g> {
    fn add(&mut self, now: &[Holder<'g>], before: &[Holder<'g>]) {
        self.bodies += 1;
        self.now.extend_from_slice(now);
        self.before.extend_from_slice(before);
    }
}

/// Of what posts a list is: of heads alone, of leaders, or of a whole committee.
fn shape(holders: &[Holder<'_>]) -> (bool, bool) {
    let ranks: BTreeSet<u32> = holders.iter().filter_map(|holder| holder.officer).map(Member::rank).collect();
    let has_members = ranks.iter().any(|rank| *rank >= Role::Member.rank());
    (has_members, !has_members && ranks.contains(&Role::ViceChair.rank()))
}

/// One holder for each person: her first row, with the posts of her others.
pub(super) fn people<'a>(holders: &[Holder<'a>]) -> Vec<Holder<'a>> {
    let mut at: HashMap<PersonId, usize> = HashMap::with_capacity(holders.len());
    let mut people: Vec<Holder<'a>> = Vec::with_capacity(holders.len());
    for holder in holders {
        match at.get(&holder.id).and_then(|&at| people.get_mut(at)) {
            Some(first) => first.also.extend(holder.officer),
            None => {
                at.insert(holder.id, people.len());
                people.push(holder.clone());
            }
        }
    }
    people
}
