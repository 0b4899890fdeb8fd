//! The votes of each nominee: what they are counted over, what the rules make of them, who is elected.

use std::collections::{HashMap, HashSet};

use crate::cycle::{MajorityBase, Method, Outcome, Setting, TieRule, VotesCast};
use crate::model::{Field, Name, Role, Row, Vote};
use crate::resolve::congress::Congress;
use crate::resolve::election::Validity;
use crate::resolve::tree::Rows;
use crate::resolve::vote::{
    Base, BaseKind, Majority, Verdict, VoteLine, is_for_committee, is_for_leader, vote_sum,
};

/// The ballots of one election.
pub(super) struct Ballots<'b, 'a> {
    pub(super) rows: &'b Rows<'a>,
    pub(super) setting: &'b Setting<'b>,
    pub(super) congress: &'b Congress<'a>,
    pub(super) board: &'b Board<'a>,
    /// Members of the committee, 0 where unknown.
    pub(super) members: u32,
    common_sum: Option<u32>,
}

/// Who is in the roster of officers, and with posts of which rank; and which nominees share a name.
#[derive(Debug, Default)]
pub(super) struct Board<'a> {
    pub(super) names: HashSet<&'a str>,
    pub(super) posts: HashSet<(&'a str, u32)>,
    /// How many nominees bear a name.
    pub(super) namesakes: HashMap<&'a str, usize>,
}

impl Board<'_> {
    /// Whether she holds the post voted on; every officer is a member of the committee. `None` without a roster.
    fn has(&self, name: &str, vote: &Vote) -> Option<bool> {
        let holds = || match is_for_committee(vote) {
            true => self.names.contains(name),
            false => self.posts.contains(&(name, vote.post().rank())),
        };
        (!self.names.is_empty()).then(holds)
    }
}

impl<'b, 'a> Ballots<'b, 'a> {
    pub(super) fn new(
        rows: &'b Rows<'a>,
        setting: &'b Setting<'b>,
        congress: &'b Congress<'a>,
        board: &'b Board<'a>,
        members: u32,
    ) -> Self {
        let common_sum = common_sum(congress.valid.get(), rows.votes.iter().map(|row| &row.value));
        Self { rows, setting, congress, board, members, common_sum }
    }

    /// The votes for the committee.
    pub(super) fn committee(&self) -> Vec<VoteLine<'a>> {
        let rows = self.told_once(is_for_committee);
        let ticked = rows.iter().any(|row| row.value.elected.get() == Some(true));
        let mut lines: Vec<VoteLine<'a>> = rows.into_iter().map(|row| self.line(row, ticked)).collect();
        let outcomes = self.outcomes(&lines);
        for (line, outcome) in lines.iter_mut().zip(outcomes.into_iter().flatten()) {
            line.outcome = Some(outcome);
        }
        for line in &mut lines {
            line.verdict = self.verdict(line, ticked);
        }
        hold_ties_open(&mut lines);
        lines
    }

    /// The votes for chair, vice-chairs and the standing committee.
    pub(super) fn leaders(&self) -> Vec<VoteLine<'a>> {
        let rows = self.told_once(is_for_leader).into_iter();
        let mut lines: Vec<VoteLine<'a>> = rows.map(|row| self.line(row, false)).collect();
        for line in &mut lines {
            line.verdict = self.verdict(line, true);
        }
        lines
    }

    /// The votes on each person for each post once: where two tables tell them, the first does, and a rule reports the
    /// other. Two nominees may share a name; then the roster has two of that name.
    fn told_once(&self, wanted: fn(&Vote) -> bool) -> Vec<&'a Row<Vote>> {
        let namesakes = &self.board.namesakes;
        let mut told: HashMap<(&str, Role), usize> = HashMap::new();
        let is_first = |row: &&'a Row<Vote>| {
            let Some(name) = row.value.name.known().map(Name::as_str) else { return true };
            let times = told.entry((name, row.value.post())).or_default();
            *times += 1;
            *times <= namesakes.get(name).copied().unwrap_or(1).max(1)
        };
        self.rows.votes.iter().copied().filter(|row| wanted(&row.value)).filter(is_first).collect()
    }

    fn line(&self, row: &'a Row<Vote>, ticked: bool) -> VoteLine<'a> {
        let vote = &row.value;
        let electorate = self.electorate(vote);
        let is_sound = self.is_sound(vote, electorate);
        let majority = self.majority(vote);
        let over_half = majority
            .filter(|majority| majority.exact && is_sound)
            .and_then(|majority| Some(vote.in_favour.get()? >= majority.needed));
        // A list of write-ins may have no such column: it says nothing of them.
        let asks = row.columns.contains_key(&Field::Elected);
        let said = vote.elected.get().or((vote.elected.is_blank() && asks && ticked).then_some(false));
        let own_valid = vote.valid.get();
        VoteLine {
            row,
            electorate,
            own_valid,
            majority,
            over_half,
            is_sound,
            outcome: None,
            said,
            verdict: None,
        }
    }

    /// 有效票, or the voters that the row itself names.
    fn electorate(&self, vote: &Vote) -> Option<Base> {
        let base = |kind, number| Base { kind, number };
        let for_committee = is_for_committee(vote);
        match vote.voters.get() {
            Some(number) if for_committee => Some(base(BaseKind::Valid, number)),
            Some(number) => Some(base(BaseKind::Voters, number)),
            // Hands are those of who came.
            None if for_committee && self.congress.method == Method::Hands => {
                self.congress.present.get().map(|number| base(BaseKind::Present, number))
            }
            None if for_committee && vote.further => {
                vote.valid.get().map(|number| base(BaseKind::Valid, number))
            }
            None if for_committee => {
                self.congress.valid.get().or(vote.valid.get()).map(|number| base(BaseKind::Valid, number))
            }
            None => None,
        }
    }

    fn is_sound(&self, vote: &Vote, electorate: Option<Base>) -> bool {
        let Some(Base { number: total, .. }) = electorate.filter(|_| self.common_sum.is_none()) else {
            return true;
        };
        let fits = vote.in_favour.get().is_none_or(|votes| votes <= total);
        fits && (vote.write_in || vote_sum(vote).is_none_or(|sum| sum == total))
    }

    /// The majority over the base of the rules, else over the first number that cannot be larger.
    fn majority(&self, vote: &Vote) -> Option<Majority> {
        let known = if is_for_committee(vote) { self.congress_bases(vote) } else { self.plenary_bases(vote) };
        let wanted = usize::from(self.setting.rules.majority_base == MajorityBase::Present);
        let (at, base) =
            known.into_iter().enumerate().skip(wanted).find_map(|(at, base)| Some((at, base?)))?;
        Some(Majority { needed: self.setting.rules.majority_of(base.number), base, exact: at == wanted })
    }

    /// 应到 first, then 实到, then the numbers that cannot be larger than it.
    fn congress_bases(&self, vote: &Vote) -> Vec<Option<Base>> {
        let base = |kind, number: Option<u32>| number.map(|number| Base { kind, number });
        let congress = self.congress;
        vec![
            base(BaseKind::Entitled, congress.entitled.get()),
            base(BaseKind::Present, congress.present.get()),
            base(BaseKind::Returned, congress.returned.get()),
            base(BaseKind::Valid, congress.valid.get().or(vote.valid.get())),
            base(BaseKind::Valid, vote.voters.get()),
        ]
    }

    /// All members of the committee first, then those present.
    fn plenary_bases(&self, vote: &Vote) -> Vec<Option<Base>> {
        let voters = vote.voters.get();
        let all = Some(self.members).filter(|&all| all > 0 && voters.is_none_or(|voters| voters <= all));
        vec![
            all.map(|number| Base { kind: BaseKind::Members, number }),
            voters.map(|number| Base { kind: BaseKind::Voters, number }),
        ]
    }

    /// What the rules make of the vote; `None` where a number is missing or a row is not sound.
    fn outcomes(&self, lines: &[VoteLine<'a>]) -> Option<Vec<Outcome>> {
        let seats = self.congress.seats.get()?;
        let majority = lines.first()?.majority.filter(|majority| majority.exact)?;
        let needs_against = self.setting.rules.tie_rule == TieRule::FewestAgainst;
        let tally = |line: &VoteLine<'a>| {
            let vote = &line.row.value;
            let in_favour = vote.in_favour.get()?;
            let matters = needs_against && in_favour >= majority.needed;
            let against = vote.against.get().or(if matters { None } else { Some(0) })?;
            line.is_sound.then_some(VotesCast { in_favour, against })
        };
        let tallies: Vec<VotesCast> = lines.iter().map(tally).collect::<Option<_>>()?;
        Some(self.setting.rules.elect(&tallies, seats, majority.base.number))
    }

    /// What the sheet says, else whether the roster of officers has her, else what the votes make of it. Where sheet and
    /// roster contradict one another nobody knows, and a rule reports it; nobody is elected in an election that does not
    /// count.
    ///
    /// Where nobody of the body is ticked the sheet says nothing of it, and no cell is `heeded`: a committee of nobody is
    /// none, the cells are still to be filled in.
    fn verdict(&self, line: &VoteLine<'a>, heeded: bool) -> Option<Verdict> {
        if self.congress.validity == Validity::Invalid {
            return Some(Verdict::Void);
        }
        let named = |elected| if elected { Verdict::Elected } else { Verdict::NotElected };
        let listed = line.name().and_then(|name| self.board.has(name, &line.row.value));
        let told = line.row.value.elected.get().filter(|_| heeded);
        match (told, listed, line.outcome) {
            (Some(said), Some(listed), _) if said != listed => None,
            (Some(told), ..) | (None, Some(told), _) => Some(named(told)),
            (None, None, _) if line.name().is_none() => None,
            (.., Some(Outcome::Elected)) => Some(Verdict::Elected),
            (.., Some(Outcome::NoSeat | Outcome::NoMajority)) => Some(Verdict::NotElected),
            (.., Some(Outcome::Tied)) => Some(Verdict::Tied),
            (.., None) => line.said.filter(|_| heeded).map(named),
        }
    }
}

/// Of those level at the last seat nobody is elected or not before a new vote, unless one of them has been told to be.
fn hold_ties_open(lines: &mut [VoteLine<'_>]) {
    let is_level = |line: &VoteLine<'_>| line.outcome == Some(Outcome::Tied);
    if lines.iter().any(|line| is_level(line) && line.verdict == Some(Verdict::Elected)) {
        return;
    }
    let open = lines.iter_mut().filter(|line| is_level(line) && line.verdict != Some(Verdict::Void));
    open.for_each(|line| line.verdict = Some(Verdict::Tied));
}

/// The sum that all nominees' rows share although it is not the number of valid ballots: then that number is the slip,
/// not the rows.
fn common_sum<'v>(valid: Option<u32>, votes: impl Iterator<Item = &'v Vote>) -> Option<u32> {
    let valid = valid?;
    let rows = votes.filter(|vote| is_for_committee(vote) && !vote.write_in && vote.voters.is_blank());
    let sums: Vec<u32> = rows.filter_map(vote_sum).collect();
    let first = *sums.first()?;
    (sums.len() > 1 && first != valid && sums.iter().all(|&sum| sum == first)).then_some(first)
}

impl Congress<'_> {
    /// The sum that all nominees' votes come to although it is not the number of valid ballots.
    #[must_use]
    pub fn common_sum(&self) -> Option<u32> {
        common_sum(self.valid.get(), self.votes.iter().map(|line| &line.row.value))
    }
}
