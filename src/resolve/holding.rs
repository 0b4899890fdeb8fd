//! Which seats in a village's two committees an officer holds, and what of it nobody can say.

use std::collections::HashSet;
use std::sync::Arc;

use crate::model::{Officer, Row};
use crate::resolve::post::{Meaning, Seat, meaning};
use crate::resolve::tree::Rows;

/// The seats of one officer; `None` is unknown: a post whose words are not in the vocabulary may be any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seats {
    /// 党组织书记.
    pub secretary: Option<bool>,
    /// 党组织副书记.
    pub deputy_secretary: Option<bool>,
    /// 村（居）委会主任.
    pub director: Option<bool>,
    /// 村（居）委会副主任.
    pub deputy_director: Option<bool>,
    /// Any seat in either.
    pub in_two_committees: Option<bool>,
    /// 书记、主任“一肩挑”: both posts in one village.
    pub both: Option<bool>,
}

impl Seats {
    /// The seats of a woman with posts in two places: those of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let either = |one: Option<bool>, two: Option<bool>| match (one, two) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        };
        Self {
            secretary: either(self.secretary, other.secretary),
            deputy_secretary: either(self.deputy_secretary, other.deputy_secretary),
            director: either(self.director, other.director),
            deputy_director: either(self.deputy_director, other.deputy_director),
            in_two_committees: either(self.in_two_committees, other.in_two_committees),
            both: either(self.both, other.both),
        }
    }
}

/// Sheets that tell of posts: those in which anybody has one. A column that is empty from top to bottom says nothing.
pub(super) struct TellingSheets<'a>(HashSet<(&'a Arc<str>, &'a Arc<str>)>);

impl<'a> TellingSheets<'a> {
    pub(super) fn of(tree: &[Rows<'a>]) -> Self {
        let rows = tree.iter().flat_map(|rows| rows.officers.iter().chain(&rows.previous));
        let telling = rows.filter(|row| !row.value.posts.is_empty() || row.value.in_committee.is_known());
        Self(telling.map(|row| (&row.source.file, &row.source.sheet)).collect())
    }

    /// The seats of an officer; `None` where her sheet tells of no posts at all. In a sheet that does, an empty cell
    /// means none.
    pub(super) fn seats(&self, row: &Row<Officer>) -> Option<Seats> {
        self.0.contains(&(&row.source.file, &row.source.sheet)).then(|| seats(&row.value))
    }
}

fn seats(officer: &Officer) -> Seats {
    let mut held: HashSet<Seat> = HashSet::new();
    let mut is_certain = true;
    for post in &officer.posts {
        match meaning(post) {
            Meaning::Seats(seats) => held.extend(seats),
            Meaning::Elsewhere => {}
            Meaning::Unknown => is_certain = false,
        }
    }
    let is_unlisted = held.remove(&Seat::Unlisted);
    let has = |seat: Seat| if held.contains(&seat) { Some(true) } else { is_certain.then_some(false) };
    let any = if held.is_empty() { (is_certain && !is_unlisted).then_some(false) } else { Some(true) };
    Seats {
        secretary: has(Seat::Secretary),
        deputy_secretary: has(Seat::DeputySecretary),
        director: has(Seat::Director),
        deputy_director: has(Seat::DeputyDirector),
        in_two_committees: officer.in_committee.get().or(any),
        both: match (has(Seat::Secretary), has(Seat::Director)) {
            (Some(true), Some(true)) => Some(true),
            (Some(false), _) | (_, Some(false)) => Some(false),
            _ => None,
        },
    }
}

/// Posts of an officer that no vocabulary has.
#[must_use]
pub fn unknown_posts(officer: &Officer) -> Vec<&str> {
    officer.posts.iter().map(String::as_str).filter(|post| meaning(post) == Meaning::Unknown).collect()
}

/// Her posts in the two committees, as they were written; those of no vocabulary stay among them, and 无 where she wrote it. Nothing
/// where she told of other posts only: whether she sits in one of the two another column may say.
#[must_use]
pub fn committee_posts(officer: &Officer) -> Vec<&str> {
    let written = officer.posts.iter().map(String::as_str);
    written.filter(|post| *post == NO_POST || meaning(post) != Meaning::Elsewhere).collect()
}

/// What a clerk writes for no post.
const NO_POST: &str = "无";
