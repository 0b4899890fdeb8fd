//! Whom an indicator counts: the rows of a population, and who of them are the same person.

use std::collections::BTreeMap;

use crate::count::definition::Rows;
use crate::count::indicator::Population;
use crate::model::{BodyRows, Officer, Person, PersonKey, Row, Source};

/// One row that holds a post or a mandate.
#[derive(Debug, Clone, Copy)]
pub(super) struct Holder<'a> {
    pub(super) person: &'a Person,
    /// The officer's row; a delegate has none.
    pub(super) officer: Option<&'a Row<Officer>>,
    /// Columns without a field of their own, by header.
    pub(super) extra: &'a BTreeMap<String, String>,
    pub(super) source: &'a Source,
    /// Index of the body.
    pub(super) body: usize,
    /// Town and county of the body.
    place: (&'a str, &'a str),
    /// Whether the row is of the last term.
    pub(super) is_previous: bool,
    /// Whether the population is one of certain posts.
    pub(super) by_post: bool,
}

/// A body, and its position among all.
pub(super) type Group<'g, 'a> = Vec<(usize, &'g BodyRows<'a>)>;

impl<'g> Holder<'g> {
    /// Somebody in a row of a body.
    fn new<T>(row: &'g Row<T>, person: &'g Person, (body, rows): &(usize, &'g BodyRows<'_>)) -> Self {
        Self {
            person,
            officer: None,
            extra: &row.extra,
            source: &row.source,
            body: *body,
            place: (&rows.body.county, &rows.body.town),
            is_previous: false,
            by_post: false,
        }
    }
}

impl Population {
    /// The rows of a group of bodies, in their order.
    pub(super) fn holders<'g>(&self, bodies: &[(usize, &'g BodyRows<'_>)]) -> Vec<Holder<'g>> {
        let mut found = Vec::new();
        for body in bodies {
            let rows = body.1;
            match self.rows {
                Rows::Officers => self.officers(&rows.officers, body, false, &mut found),
                Rows::Delegates => {
                    let present = rows.delegates.iter().filter(|row| row.value.is_present());
                    found.extend(present.map(|row| Holder::new(row, &row.value.person, body)));
                }
                Rows::Nominees => {
                    found.extend(rows.nominees.iter().map(|row| Holder::new(row, &row.value.person, body)));
                }
            }
        }
        found
    }

    /// The same of the last term; of delegates and nominees no list is known.
    pub(super) fn previous<'g>(&self, bodies: &[(usize, &'g BodyRows<'_>)]) -> Vec<Holder<'g>> {
        let mut found = Vec::new();
        for body in bodies.iter().filter(|_| self.rows == Rows::Officers) {
            self.officers(&body.1.previous, body, true, &mut found);
        }
        found
    }

    fn officers<'g>(
        &self,
        rows: &[&'g Row<Officer>],
        body: &(usize, &'g BodyRows<'_>),
        is_previous: bool,
        found: &mut Vec<Holder<'g>>,
    ) {
        found.extend(rows.iter().filter(|row| self.takes(&row.value)).map(|row| Holder {
            officer: Some(*row),
            is_previous,
            by_post: !self.roles.is_empty(),
            ..Holder::new(row, &row.value.person, body)
        }));
    }

    fn takes(&self, officer: &Officer) -> bool {
        match officer.role.get() {
            _ if self.roles.is_empty() => true,
            Some(role) => self.roles.contains(&role),
            None => self.unsaid,
        }
    }
}

/// One holder per person, the first row of each.
///
/// In one body rows of a name and birth month are one person; officers of two villages of one town where
/// [`Officer::serves_in_both`] says so. A row without a birth month is a person of its own.
pub(super) fn people<'a>(holders: &[Holder<'a>]) -> Vec<Holder<'a>> {
    let mut seen: BTreeMap<(PersonKey, &str, &str), Vec<Holder<'a>>> = BTreeMap::new();
    let mut first = Vec::new();
    for holder in holders {
        let Some(key) = holder.person.key() else {
            first.push(*holder);
            continue;
        };
        let (county, town) = holder.place;
        let known = seen.entry((key, county, town)).or_default();
        if !known.iter().any(|other| is_same(other, holder)) {
            known.push(*holder);
            first.push(*holder);
        }
    }
    first
}

/// Whether two rows of a name and birth month in one town are one person.
fn is_same(one: &Holder<'_>, two: &Holder<'_>) -> bool {
    if one.body == two.body {
        return true;
    }
    one.officer.zip(two.officer).is_some_and(|(one, two)| one.value.serves_in_both(&two.value))
}
