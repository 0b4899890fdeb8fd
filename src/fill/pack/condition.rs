//! The words of `needs` in `pack.toml` that are no tables: what must be so, or set, for a paper to be made.

/// What a paper needs besides tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// 选举有效。 Not made of an election that was held and counts for nothing.
    ValidElection,
    /// 这次换届。 The body elects in this cycle.
    Elects,
    /// 各村这次换届。 The units of the town elect in this cycle.
    UnitsElect,
    /// 由妇代会改建。 Its first congress turns a 妇代会 into a federation.
    Founds,
    /// 不是改建。 The federation has been there before.
    Continues,
    /// 已经选举。 Tells what the congress did: not made before the vote.
    Voted,
    /// 用选票。 Not made where all votes are by show of hands.
    Ballots,
    /// 大会用选票。 The congress elects the committee by ballot.
    MemberBallots,
    /// 全体会议用选票。 The plenary elects chair and vice-chairs by ballot.
    PlenaryBallots,
    /// 应选人数知道。 How many are elected is known: no ballot is valid or void without it.
    Seats,
    /// 有主席、副主席候选人。 Nominees for chair and for vice-chairs are known.
    LeaderNominees,
    /// 有主席团。 The congress has a presidium: a town's, or where one is named.
    Presidium,
    /// 分代表团。 Delegates are in delegations: a town's, or where the roster says them.
    Delegations,
    /// 结果要批。 The result is put up for approval, and not only reported.
    ResultRequest,
    /// 培训会开过了。 The training meeting was held: its day and how many came are set.
    TrainingHeld,
    /// 结果报上级备案。 Whoever files the result is not whoever approves it.
    FilesAfterwards,
}

impl Condition {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::ValidElection,
        Self::Elects,
        Self::UnitsElect,
        Self::Founds,
        Self::Continues,
        Self::Voted,
        Self::Ballots,
        Self::MemberBallots,
        Self::PlenaryBallots,
        Self::Seats,
        Self::LeaderNominees,
        Self::Presidium,
        Self::Delegations,
        Self::ResultRequest,
        Self::TrainingHeld,
        Self::FilesAfterwards,
    ];

    /// The word of `needs`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ValidElection => "valid-election",
            Self::Elects => "elects",
            Self::UnitsElect => "units-elect",
            Self::Founds => "founds",
            Self::Continues => "continues",
            Self::Voted => "voted",
            Self::Ballots => "ballots",
            Self::MemberBallots => "member-ballots",
            Self::PlenaryBallots => "plenary-ballots",
            Self::Seats => "seats",
            Self::LeaderNominees => "leader-nominees",
            Self::Presidium => "presidium",
            Self::Delegations => "delegations",
            Self::ResultRequest => "result-request",
            Self::TrainingHeld => "training-held",
            Self::FilesAfterwards => "files-afterwards",
        }
    }

    /// What a word of `needs` says, if it is no table.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|condition| condition.as_str() == word)
    }

    /// What a clerk can still give where it does not hold: `None` where nothing is missing, and the body has no such paper.
    #[must_use]
    pub fn lacking(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Voted => Some(("选举结果", "results")),
            Self::Seats => Some(("应选人数", "number of seats")),
            Self::LeaderNominees => Some(("主席、副主席候选人", "nominees for chair and vice-chairs")),
            Self::TrainingHeld => {
                Some(("培训会的日期和到会人数", "day and attendance of the training meeting"))
            }
            _ => None,
        }
    }
}
