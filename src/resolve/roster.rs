//! The roster of officers as a committee: each woman once, each post once, what a void vote leaves of a seat.

use std::collections::{BTreeSet, HashMap};

use crate::model::{Nominee, Role};
use crate::resolve::ballots::Board;
use crate::resolve::mention::{Entry, Member, PersonId};

/// What is left of a seat after a vote that counts for nothing: of a leader her seat in the committee, where the
/// committee itself was elected.
pub(super) fn seated(member: Member<'_>, has_members: bool, plain: Role) -> Option<Member<'_>> {
    let role = if member.is_leader() { Some(plain) } else { member.role };
    has_members.then_some(Member { role, ..member })
}

/// Each person once, with her highest post, where she stands first.
pub(super) fn once_each(members: Vec<Member<'_>>) -> Vec<Member<'_>> {
    let mut at: HashMap<PersonId, usize> = HashMap::new();
    let mut kept: Vec<Member<'_>> = Vec::with_capacity(members.len());
    for member in members {
        let next = kept.len();
        match at.get(&member.entry.person).and_then(|&at| kept.get_mut(at)) {
            Some(known) if member.rank() < known.rank() => *known = member,
            Some(_) => {}
            None => {
                at.insert(member.entry.person, next);
                kept.push(member);
            }
        }
    }
    kept
}

/// Each post of each person once. A plain seat beside a higher post is no post of its own: leaders sit in the committee.
pub(super) fn posts_held<'a>(members: &[Member<'a>]) -> Vec<Member<'a>> {
    let best: HashMap<PersonId, u32> = members.iter().fold(HashMap::new(), |mut best, member| {
        let rank = best.entry(member.entry.person).or_insert(u32::MAX);
        *rank = member.rank().min(*rank);
        best
    });
    let mut seen = BTreeSet::new();
    let counts = |member: &Member<'a>| {
        let rank = member.rank();
        let is_plain = rank >= Role::Member.rank();
        let higher = best.get(&member.entry.person).is_some_and(|best| *best < rank);
        !(is_plain && higher) && seen.insert((member.entry.person, rank))
    };
    members.iter().copied().filter(counts).collect()
}

/// Who is in the committee, and how many nominees bear a name.
pub(super) fn board<'a>(officers: &[Member<'a>], nominees: &[Entry<'a, Nominee>]) -> Board<'a> {
    let mut board = Board::default();
    let mut women: BTreeSet<(&str, PersonId)> = BTreeSet::new();
    for entry in nominees {
        if let Some(name) = entry.row.value.person.name.known()
            && women.insert((name.as_str(), entry.person))
        {
            *board.namesakes.entry(name.as_str()).or_default() += 1;
        }
    }
    for member in officers {
        if let Some(name) = member.entry.row.value.person.name.known() {
            board.names.insert(name.as_str());
            board.posts.extend(member.role.map(|role| (name.as_str(), role.rank())));
        }
    }
    board
}
