//! A vote as papers and rules see it: what it is counted over, what she needs, what became of her.

use crate::cycle::Outcome;
use crate::model::{Name, Role, Row, Vote};

/// A number that votes are compared with or counted over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BaseKind {
    /// 应到代表.
    Entitled,
    /// 实到代表.
    Present,
    /// 收回选票.
    Returned,
    /// 有效票.
    Valid,
    /// 应到执委.
    Members,
    /// 到会执委.
    Voters,
}

/// A number and what it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Base {
    /// What.
    pub kind: BaseKind,
    /// How many.
    pub number: u32,
}

/// The majority of one election: the fewest votes, and the number they are counted over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Majority {
    /// The fewest votes that are enough.
    pub needed: u32,
    /// What they are counted over.
    pub base: Base,
    /// False where the true base is not known and a smaller number stands for it.
    pub exact: bool,
}

/// What became of a nominee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// 当选.
    Elected,
    /// 未当选.
    NotElected,
    /// Level at the last seat: a new vote decides.
    Tied,
    /// The election does not count.
    Void,
}

/// The votes of one person in one election.
#[derive(Debug, Clone, Copy)]
pub struct VoteLine<'a> {
    /// The row.
    pub row: &'a Row<Vote>,
    /// What 赞成+反对+弃权 must come to.
    pub electorate: Option<Base>,
    /// 有效票 of the ballot that the votes are of, where its own list says so.
    pub own_valid: Option<u32>,
    /// What she needs.
    pub majority: Option<Majority>,
    /// Whether she has it; `None` where a number is missing or stands for another.
    pub over_half: Option<bool>,
    /// Whether the row's own numbers agree, so that conclusions can be drawn from them.
    pub is_sound: bool,
    /// What majority and seats make of her votes; `None` where a number is missing.
    pub outcome: Option<Outcome>,
    /// Whether the sheet says she was elected; in a column that is ticked for some, no tick means no.
    pub said: Option<bool>,
    /// What became of her; `None` where nothing tells it.
    pub verdict: Option<Verdict>,
}

impl<'a> VoteLine<'a> {
    /// Her name, where it is known.
    #[must_use]
    pub fn name(&self) -> Option<&'a str> {
        self.row.value.name.known().map(Name::as_str)
    }
}

/// 赞成+反对+弃权, where all three are known.
#[must_use]
pub fn vote_sum(vote: &Vote) -> Option<u32> {
    let (in_favour, against, abstain) = (vote.in_favour.get()?, vote.against.get()?, vote.abstain.get()?);
    Some(in_favour.saturating_add(against).saturating_add(abstain))
}

/// Whether the vote is for the committee itself and not for one of its leaders.
#[must_use]
pub fn is_for_committee(vote: &Vote) -> bool {
    vote.post().rank() == Role::Member.rank()
}

/// Whether the vote is for chair, vice-chair or the standing committee.
#[must_use]
pub fn is_for_leader(vote: &Vote) -> bool {
    vote.post().rank() < Role::Member.rank()
}
