//! What both elections of a body are made of: a quorum, tellers, whether they count.

use crate::cycle::Setting;
use crate::problem::Place;
use crate::resolve::sourced::{Origin, Sourced};

/// Whether an election counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Validity {
    /// Nobody has voted yet.
    #[default]
    Pending,
    /// A quorum, and no more ballots returned than issued (DOMAIN R47, R57).
    Valid,
    /// No quorum, or more ballots returned than issued: nobody is elected.
    Invalid,
    /// Numbers that decide it are missing.
    Unknown,
}

/// A scrutineer or counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teller {
    /// 姓名.
    pub name: String,
    /// 总监票人, 监票人 …; `None` where the table names people only.
    pub role: Option<String>,
    /// The cell; `None` for one of `cycle.toml`.
    pub place: Option<Place>,
}

/// The quorum of an election.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Quorum {
    /// The fewest who must be present.
    pub needed: Option<u32>,
    /// Whether they were; `None` where a number is missing.
    pub met: Option<bool>,
}

/// What the rosters of the body count.
#[derive(Debug, Clone, Default)]
pub(super) struct Counted {
    /// 正式代表 of the roster; `None` without a roster.
    pub(super) delegates: Option<(u32, Place)>,
    /// Those who came, where the roster says so of everybody.
    pub(super) came: Option<(u32, Place)>,
    /// Nominees.
    pub(super) nominees: Option<(u32, Place)>,
    /// Names on the ballot for the committee.
    pub(super) voted_on: Option<(u32, Place)>,
    /// 执委 of the roster of officers, as the cycle counts them.
    pub(super) executive: Option<(u32, Place)>,
    /// Everybody in it, leaders and members.
    pub(super) board: Option<(u32, Place)>,
}

pub(super) fn counted(found: Option<&(u32, Place)>) -> Sourced<u32> {
    found.map_or_else(Sourced::unknown, |(count, place)| Sourced::of(*count, Origin::Counted(place.clone())))
}

/// The number that a majority is counted over: one number tells it only if the other would not change it.
pub(super) fn majority_base(
    setting: &Setting<'_>,
    entitled: Option<u32>,
    present: Option<u32>,
) -> Option<u32> {
    let base =
        |unknown| setting.rules.majority_base_of(entitled.unwrap_or(unknown), present.unwrap_or(unknown));
    (base(0) == base(1)).then(|| base(0))
}

pub(super) fn quorum(setting: &Setting<'_>, entitled: Option<u32>, present: Option<u32>) -> Quorum {
    Quorum {
        needed: entitled.map(|entitled| setting.rules.quorum_of(entitled)),
        met: entitled.zip(present).map(|(entitled, present)| setting.rules.is_quorum(present, entitled)),
    }
}

/// `over` tells whether more ballots came back than were given out.
pub(super) fn validity(voted: bool, quorum: Option<bool>, over: Option<bool>) -> Validity {
    match (voted, quorum, over) {
        (false, ..) => Validity::Pending,
        (true, Some(false), _) | (true, _, Some(true)) => Validity::Invalid,
        (true, Some(true), _) => Validity::Valid,
        (true, None, _) => Validity::Unknown,
    }
}

pub(super) fn set(tellers: &[crate::cycle::Teller]) -> Vec<Teller> {
    let teller = |teller: &crate::cycle::Teller| Teller {
        name: teller.name.clone(),
        role: Some(teller.role.clone()),
        place: None,
    };
    tellers.iter().map(teller).collect()
}
