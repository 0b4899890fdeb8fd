//! One person per woman: which rows of the whole workspace are about the same one (DESIGN 12, SPREADSHEETS 4.7).
//!
//! Same name is not same person. Two rows are one woman where
//! 1. they have one name and one ID number, wherever they stand;
//! 2. they have one name and one telephone, and nothing that tells them apart;
//! 3. they are of one body, have one name, and nothing tells them apart; two rows of one list that say the same post and
//!    nothing else are two women, for a list does not name somebody twice;
//! 4. they are two leaders of one town, or two leaders born on one day, have one name, and nothing tells them apart.

use std::collections::HashMap;

use crate::model::{Education, Gender, PartialDate, Person, Politics, Role, Source};
use crate::resolve::identity::birth_in_id;
use crate::resolve::mention::PersonId;

/// Rows of one name that are compared with one another; a list made to harm could have a hundred thousand.
const NAMESAKES: usize = 500;

/// Full years, and years begun, may tell one woman's age two years apart.
const AGES_APART: u32 = 2;

/// What the merge looks at in one row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention<'t, 'a> {
    pub(super) person: &'a Person,
    pub(super) source: &'a Source,
    /// Position of the body.
    pub(super) body: usize,
    /// County and town of the body.
    pub(super) town: (&'t str, &'t str),
    pub(super) table: Roster,
    pub(super) role: Option<Role>,
}

/// Which roster a row is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Roster {
    Delegates,
    Nominees,
    Officers,
    Previous,
}

impl Mention<'_, '_> {
    fn name(&self) -> Option<&str> {
        self.person.name.known().map(crate::model::Name::as_str)
    }

    /// The birth date of the column, else of the ID number.
    pub(super) fn birth(&self) -> Option<PartialDate> {
        self.person.birth.get().or_else(|| self.person.id_number.text().and_then(birth_in_id))
    }

    fn is_leader(&self) -> bool {
        let leads = self.role.is_some_and(|role| role.is_head() || role.is_vice());
        leads && matches!(self.table, Roster::Officers | Roster::Previous)
    }

    /// Whether two ages of one term are of two women: more apart than two ways of counting years.
    fn ages_differ(&self, other: &Self) -> bool {
        let same_term = (self.table == Roster::Previous) == (other.table == Roster::Previous);
        let ages = self.person.age.get().zip(other.person.age.get());
        same_term && ages.is_some_and(|(a, b)| a.abs_diff(b) > AGES_APART)
    }

    /// Whether nothing tells two rows of one name apart: birth or age, ID number, ethnic group, gender.
    fn fits(&self, other: &Self) -> bool {
        let (a, b) = (self.person, other.person);
        let differ = |a: Option<&str>, b: Option<&str>| a.zip(b).is_some_and(|(a, b)| a != b);
        let born = self.birth().zip(other.birth());
        born.map_or_else(|| !self.ages_differ(other), |(a, b)| a.agrees_with(b))
            && !differ(a.id_number.text(), b.id_number.text())
            && !differ(a.ethnicity.text(), b.ethnicity.text())
            && a.gender.get().zip(b.gender.get()).is_none_or(|(a, b): (Gender, Gender)| a == b)
    }

    /// The same of two leaders, whose schooling and status do not change within a term.
    fn fits_as_leader(&self, other: &Self) -> bool {
        let (a, b) = (self.person, other.person);
        let same_term = (self.table == Roster::Previous) == (other.table == Roster::Previous);
        let school = a.education.get().zip(b.education.get());
        let status = a.politics.get().zip(b.politics.get());
        let alike = school.is_none_or(|(a, b): (Education, Education)| a == b)
            && status.is_none_or(|(a, b): (Politics, Politics)| a == b);
        self.birth().zip(other.birth()).is_some() && self.fits(other) && (alike || !same_term)
    }

    /// Whether the row says anything of her besides name and post.
    fn is_bare(&self) -> bool {
        self.birth().is_none() && self.person.phone.is_blank() && self.person.id_number.is_blank()
    }

    /// Two rows of one sheet with one post that tell nothing else.
    fn is_namesake_in_list(&self, other: &Self) -> bool {
        let one_sheet = self.source.file == other.source.file && self.source.sheet == other.source.sheet;
        self.table == other.table && one_sheet && self.role == other.role && self.is_bare() && other.is_bare()
    }
}

/// The person of every row, and how many people there are.
pub(super) fn merge(mentions: &[Mention<'_, '_>]) -> (Vec<PersonId>, usize) {
    let mut groups = Groups::new(mentions);
    groups.by_id_number();
    groups.by_phone();
    groups.in_body();
    groups.leaders();
    groups.finish()
}

/// A union-find over rows.
struct Groups<'m, 'a> {
    mentions: &'m [Mention<'m, 'a>],
    parent: Vec<usize>,
}

impl<'m, 'a> Groups<'m, 'a> {
    fn new(mentions: &'m [Mention<'m, 'a>]) -> Self {
        Self { mentions, parent: (0..mentions.len()).collect() }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    fn join(&mut self, one: usize, two: usize) {
        let (one, two) = (self.root(one), self.root(two));
        let (first, second) = (one.min(two), one.max(two));
        self.parent[second] = first;
    }

    /// Rule 1. A number that the table destroyed or shortened is no number.
    fn by_id_number(&mut self) {
        let mut first: HashMap<(&str, &str), usize> = HashMap::new();
        for (at, mention) in self.mentions.iter().enumerate() {
            let id = mention.person.id_number.text().filter(|id| id.len() == 18);
            if let Some((name, id)) = mention.name().zip(id) {
                let known = *first.entry((name, id)).or_insert(at);
                self.join(known, at);
            }
        }
    }

    /// Rule 2: with the first row of that name and telephone that fits.
    fn by_phone(&mut self) {
        let mut known: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
        for (at, mention) in self.mentions.iter().enumerate() {
            if let Some((name, phone)) = mention.name().zip(mention.person.phone.text()) {
                let rows = known.entry((name, phone)).or_default();
                if let Some(&other) =
                    rows.iter().take(NAMESAKES).find(|&&other| self.mentions[other].fits(mention))
                {
                    self.join(other, at);
                } else {
                    rows.push(at);
                }
            }
        }
    }

    /// Rule 3: rows that tell a birth date first; one that tells nothing joins the only woman it can be.
    fn in_body(&mut self) {
        let mut by_name: HashMap<(usize, &str), Vec<usize>> = HashMap::new();
        for (at, mention) in self.mentions.iter().enumerate() {
            if let Some(name) = mention.name() {
                by_name.entry((mention.body, name)).or_default().push(at);
            }
        }
        let mut namesakes: Vec<Vec<usize>> =
            by_name.into_values().filter(|rows| (2..NAMESAKES).contains(&rows.len())).collect();
        namesakes.sort_unstable();
        for mut rows in namesakes {
            rows.sort_by_key(|&at| (self.mentions[at].birth().is_none(), at));
            let mut women: Vec<Vec<usize>> = Vec::new();
            for at in rows {
                self.place(at, &mut women);
            }
        }
    }

    fn place(&mut self, at: usize, women: &mut Vec<Vec<usize>>) {
        let mention = self.mentions[at];
        let can_be = |rows: &Vec<usize>| {
            rows.iter().all(|&other| {
                let other = &self.mentions[other];
                other.fits(&mention) && !other.is_namesake_in_list(&mention)
            })
        };
        let fitting: Vec<usize> = (0..women.len()).filter(|&woman| can_be(&women[woman])).collect();
        match fitting.as_slice() {
            [only] => {
                let first = women[*only][0];
                self.join(first, at);
                women[*only].push(at);
            }
            _ => women.push(vec![at]),
        }
    }

    /// Rule 4.
    fn leaders(&mut self) {
        let mut known: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, mention) in self.mentions.iter().enumerate().filter(|(_, mention)| mention.is_leader()) {
            let Some(name) = mention.name() else { continue };
            let rows = known.entry(name).or_default();
            let is_same = |other: &Mention<'_, '_>| {
                let day =
                    other.birth().zip(mention.birth()).is_some_and(|(a, b)| a == b && a.day().is_some());
                other.body != mention.body
                    && (other.town == mention.town || day)
                    && other.fits_as_leader(mention)
            };
            let same: Vec<usize> = rows
                .iter()
                .copied()
                .take(NAMESAKES)
                .filter(|&other| is_same(&self.mentions[other]))
                .collect();
            rows.push(at);
            for other in same {
                self.join(other, at);
            }
        }
    }

    fn finish(mut self) -> (Vec<PersonId>, usize) {
        let mut number: HashMap<usize, usize> = HashMap::new();
        let mut people = Vec::with_capacity(self.mentions.len());
        for at in 0..self.mentions.len() {
            let root = self.root(at);
            let next = number.len();
            people.push(PersonId(*number.entry(root).or_insert(next)));
        }
        (people, number.len())
    }
}
