//! Quorum, majority, ties, who is elected: worked out once, in integers, for `check`, `count` and `fill`.
#![deny(clippy::float_arithmetic)]

use crate::cycle::choices::{Fraction, MajorityBase, Rounding, TieRule};
use crate::cycle::rules::Rules;

/// What the rules make of one nominee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Has the majority and a seat.
    Elected,
    /// Has the majority, but all seats went to nominees with more votes.
    NoSeat,
    /// Has no majority.
    NoMajority,
    /// Ties with another at the last seat: a new vote has to decide.
    Tied,
}

/// The votes of one nominee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VotesCast {
    /// 赞成.
    pub in_favour: u32,
    /// 反对.
    pub against: u32,
}

impl Rules {
    /// The fewest delegates present that make a quorum of `entitled`.
    #[must_use]
    pub fn quorum_of(&self, entitled: u32) -> u32 {
        fewest(self.quorum, entitled, self.quorum_strict)
    }

    /// Whether `present` of `entitled` is a quorum (DOMAIN R47, R48).
    #[must_use]
    pub fn is_quorum(&self, present: u32, entitled: u32) -> bool {
        present >= self.quorum_of(entitled)
    }

    /// The number the majority is counted over.
    #[must_use]
    pub fn majority_base_of(&self, entitled: u32, present: u32) -> u32 {
        match self.majority_base {
            MajorityBase::Entitled => entitled,
            MajorityBase::Present => present,
        }
    }

    /// The fewest votes that exceed the majority's share of `base` (DOMAIN R58).
    #[must_use]
    pub fn majority_of(&self, base: u32) -> u32 {
        fewest(self.majority, base, true)
    }

    /// The fewest nominees above `seats`: a number, or a share of the seats if that is more (DOMAIN R40).
    #[must_use]
    pub fn margin_of(&self, seats: u32) -> u32 {
        let share = self.exec_margin_share.map_or(0, |share| match self.exec_margin_rounding {
            Rounding::Up => fewest(share, seats, false),
            Rounding::Down => share.over.saturating_mul(seats) / share.under,
        });
        self.exec_margin.max(share)
    }

    /// Who is elected: majority first, then most votes until the seats are full (DOMAIN R58, R60 to R62).
    ///
    /// The outcomes stand in the order of `tallies`. `base` is the number the majority is counted over.
    #[must_use]
    pub fn elect(&self, tallies: &[VotesCast], seats: u32, base: u32) -> Vec<Outcome> {
        let needed = self.majority_of(base);
        let rank = |tally: &VotesCast| match self.tie_rule {
            TieRule::Revote => (tally.in_favour, 0),
            TieRule::FewestAgainst => (tally.in_favour, u32::MAX - tally.against),
        };
        let passed = |tally: &&VotesCast| tally.in_favour >= needed;
        let outcome = |tally: &VotesCast| {
            if tally.in_favour < needed {
                return Outcome::NoMajority;
            }
            let ahead = tallies.iter().filter(passed).filter(|other| rank(other) > rank(tally)).count();
            let level = tallies.iter().filter(passed).filter(|other| rank(other) == rank(tally)).count();
            let seats = seats as usize;
            if ahead + level <= seats {
                Outcome::Elected
            } else if ahead >= seats {
                Outcome::NoSeat
            } else {
                Outcome::Tied
            }
        };
        tallies.iter().map(outcome).collect()
    }
}

/// The smallest n with n/of ≥ share, or > share where `strict`; by cross-multiplication.
fn fewest(share: Fraction, of: u32, strict: bool) -> u32 {
    let (over, under, of) = (u64::from(share.over), u64::from(share.under), u64::from(of));
    let n = if strict { over * of / under + 1 } else { (over * of).div_ceil(under) };
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn above_includes_the_number_and_exceeding_does_not() {
        let rules = Rules::default();
        assert_eq!(rules.quorum_of(36), 24);
        assert_eq!(Rules { quorum_strict: true, ..Rules::default() }.quorum_of(36), 25);
        assert_eq!(rules.quorum_of(32), 22);
        assert_eq!(rules.majority_of(36), 19);
        assert_eq!(rules.majority_of(27), 14);
    }

    #[test]
    fn the_margin_is_a_number_or_a_share_of_the_seats() {
        let with = |over, under, exec_margin_rounding| Rules {
            exec_margin_share: Some(Fraction { over, under }),
            exec_margin_rounding,
            ..Rules::default()
        };
        assert_eq!(Rules::default().margin_of(67), 1);
        assert_eq!(with(5, 100, Rounding::Up).margin_of(67), 4);
        assert_eq!(with(10, 100, Rounding::Down).margin_of(11), 1);
        assert_eq!(with(10, 100, Rounding::Up).margin_of(11), 2);
        assert_eq!(Rules::default().margin_text(), "至少多1名");
        assert_eq!(with(5, 100, Rounding::Up).margin_text(), "至少多1名，并且不少于应选人数的5%");
        let share = Rules { exec_margin: 0, ..with(1, 10, Rounding::Up) };
        assert_eq!((share.has_margin(), share.margin_text().as_str()), (true, "至少多应选人数的十分之一"));
    }

    #[test]
    fn seats_go_to_the_most_votes_and_a_tie_at_the_last_seat_is_open() {
        let tally = |in_favour, against| VotesCast { in_favour, against };
        let tallies = [tally(25, 0), tally(20, 4), tally(20, 3), tally(9, 0)];
        let rules = Rules::default();
        assert_eq!(
            rules.elect(&tallies, 3, 27),
            [Outcome::Elected, Outcome::Elected, Outcome::Elected, Outcome::NoMajority]
        );
        assert_eq!(
            rules.elect(&tallies, 2, 27),
            [Outcome::Elected, Outcome::Tied, Outcome::Tied, Outcome::NoMajority]
        );
        assert_eq!(rules.elect(&tallies, 1, 27)[1], Outcome::NoSeat);
        let fewest = Rules { tie_rule: TieRule::FewestAgainst, ..Rules::default() };
        assert_eq!(fewest.elect(&tallies, 2, 27)[1..3], [Outcome::NoSeat, Outcome::Elected]);
    }
}
