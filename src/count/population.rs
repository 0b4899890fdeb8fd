//! Whom an indicator counts: people once each, however many posts they hold.

use std::collections::BTreeMap;

use crate::model::BodyRows;
use crate::model::Officer;
use crate::model::Person;
use crate::model::PersonKey;
use crate::model::Row;
use crate::model::Source;

/// The populations of DESIGN 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Population {
    Chair,
    Vice,
    Officer,
    Member,
    Delegate,
}

impl Population {
    pub(super) const ALL: [Self; 5] = [Self::Chair, Self::Vice, Self::Officer, Self::Member, Self::Delegate];

    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Chair => "chair",
            Self::Vice => "vice",
            Self::Officer => "officer",
            Self::Member => "member",
            Self::Delegate => "delegate",
        }
    }

    /// 主席人数 …
    pub(super) fn base_label(self) -> &'static str {
        match self {
            Self::Chair => "主席人数",
            Self::Vice => "副主席人数",
            Self::Officer => "执委人数（含主席、副主席）",
            Self::Member => "执委人数（不含主席、副主席）",
            Self::Delegate => "出席代表人数",
        }
    }

    fn takes(self, officer: &Officer) -> bool {
        let role = officer.role.get();
        match self {
            Self::Officer => true,
            Self::Chair => role.is_some_and(|role| role.is_head()),
            Self::Vice => role.is_some_and(|role| role.is_vice()),
            Self::Member => role.is_none_or(|role| role.rank() == 4),
            Self::Delegate => false,
        }
    }
}

/// One row that holds a post or a mandate.
#[derive(Debug, Clone, Copy)]
pub(super) struct Holder<'a> {
    pub(super) person: &'a Person,
    /// The officer's row; a delegate has none.
    pub(super) officer: Option<&'a Row<Officer>>,
    pub(super) source: &'a Source,
    /// Index of the body.
    pub(super) body: usize,
}

/// The rows of a population, in the order of the bodies.
pub(super) fn holders<'a>(population: Population, bodies: &[(usize, &BodyRows<'a>)]) -> Vec<Holder<'a>> {
    let mut found = Vec::new();
    for (body, rows) in bodies {
        if population == Population::Delegate {
            let present = rows.delegates.iter().filter(|row| row.value.is_present());
            found.extend(present.map(|row| Holder {
                person: &row.value.person,
                officer: None,
                source: &row.source,
                body: *body,
            }));
        } else {
            found.extend(officers(population, &rows.officers, *body));
        }
    }
    found
}

/// The rows of the same population in the last term.
pub(super) fn previous<'a>(population: Population, bodies: &[(usize, &BodyRows<'a>)]) -> Vec<Holder<'a>> {
    bodies.iter().flat_map(|(body, rows)| officers(population, &rows.previous, *body)).collect()
}

fn officers<'a>(population: Population, rows: &[&'a Row<Officer>], body: usize) -> Vec<Holder<'a>> {
    let taken = rows.iter().filter(|row| population.takes(&row.value));
    taken
        .map(|row| Holder { person: &row.value.person, officer: Some(*row), source: &row.source, body })
        .collect()
}

/// One holder per person: the first row of each key; a row without a key is a person of its own.
pub(super) fn people<'a>(holders: &[Holder<'a>]) -> Vec<Holder<'a>> {
    let mut seen: BTreeMap<PersonKey, ()> = BTreeMap::new();
    let first = |holder: &&Holder<'a>| holder.person.key().is_none_or(|key| seen.insert(key, ()).is_none());
    holders.iter().filter(first).copied().collect()
}
