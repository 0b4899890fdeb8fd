//! Who is re-elected: what the sheet says, else what the list of the last term proves. Unknown is not new.

use std::collections::{HashMap, HashSet};

use crate::model::{Name, Role};
use crate::resolve::mention::{Member, PersonId};

/// Two women of one name in one body are surely two where their births are so many years apart; a smaller difference may
/// be a slip of the pen in one of the lists.
const APART: u16 = 10;

/// The list of the last term, ready to be asked.
pub(super) struct LastTerm<'m, 'a> {
    ranks_of: HashMap<PersonId, HashSet<u32>>,
    by_name: HashMap<&'m Name, Vec<&'m Member<'a>>>,
    /// Ranks of posts that the list has.
    ranks: HashSet<u32>,
    /// Whether everybody in it has a name.
    is_named: bool,
}

impl<'m, 'a> LastTerm<'m, 'a> {
    pub(super) fn of(previous: &'m [Member<'a>]) -> Self {
        let mut list =
            Self { ranks_of: HashMap::new(), by_name: HashMap::new(), ranks: HashSet::new(), is_named: true };
        for before in previous {
            list.ranks_of.entry(before.entry.person).or_default().extend(before.role.map(Role::rank));
            list.ranks.extend(before.role.map(Role::rank));
            match before.entry.row.value.person.name.known() {
                Some(name) => list.by_name.entry(name).or_default().push(before),
                None => list.is_named = false,
            }
        }
        list
    }

    /// Tells of an officer whether she held a post of her rank, or a seat in the committee, in the term before.
    ///
    /// Where the list has her, she did. That it lacks her proves that she is new only where it has that post at all and
    /// everybody in it has a name; a list of chairs says nothing of members.
    pub(super) fn tell(&self, member: &mut Member<'a>) {
        if let Some(said) = member.entry.row.value.renewed.get() {
            (member.again_in_post, member.again_in_committee) = (Some(said), Some(said));
            return;
        }
        let Some(name) = member.entry.row.value.person.name.known() else { return };
        let certain = self.is_named && self.is_nobody_of(name, member);
        let own = self.ranks_of.get(&member.entry.person);
        let Some(rank) = member.role.map(Role::rank) else { return };
        let held = own.is_some_and(|ranks| ranks.contains(&rank));
        // A list with a head and plain members is whole: a post that it lacks nobody held.
        let is_whole = self.ranks.contains(&Role::Chair.rank()) && self.ranks.contains(&Role::Member.rank());
        let listed = certain && (self.ranks.contains(&rank) || is_whole);
        member.again_in_post = if held { Some(true) } else { listed.then_some(false) };
        let whole = certain && self.ranks.contains(&Role::Member.rank());
        member.again_in_committee = if own.is_some() { Some(true) } else { whole.then_some(false) };
    }

    /// Whether every other woman of that name in the list is proven to be another one.
    fn is_nobody_of(&self, name: &Name, member: &Member<'a>) -> bool {
        let others = self.by_name.get(name).into_iter().flatten();
        let mut others = others.filter(|before| before.entry.person != member.entry.person);
        others.all(|before| {
            let born = before.entry.birth.zip(member.entry.birth);
            let ids = [before, &member].map(|one| one.entry.row.value.person.id_number.is_known());
            born.is_some_and(|(a, b)| a.year().abs_diff(b.year()) >= APART) || ids == [true, true]
        })
    }
}
