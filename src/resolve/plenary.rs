//! The first plenary of the committee, which elects chair and vice-chairs.

use std::collections::BTreeSet;

use crate::cycle::{Cycle, Method, Setting};
use crate::model::{Field, PartialDate, Role};
use crate::resolve::ballots::{Ballots, Board};
use crate::resolve::congress::Congress;
use crate::resolve::election::{
    Counted, Quorum, Teller, Validity, counted, majority_base, quorum, set, validity,
};
use crate::resolve::sourced::{Origin, Sourced};
use crate::resolve::tree::Rows;
use crate::resolve::vote::{Verdict, VoteLine, is_for_leader};

/// The first plenary of the committee, and its election of chair and vice-chairs.
#[derive(Debug, Clone, Default)]
pub struct Plenary<'a> {
    /// The day: as `cycle.toml` says, else that of the congress, whose members meet when it is over.
    pub date: Option<PartialDate>,
    /// 主持人.
    pub host: Option<String>,
    /// Members of the committee: all who hold a post in it.
    pub entitled: Sourced<u32>,
    /// 到会执委.
    pub present: Sourced<u32>,
    /// How many vice-chairs there are to be, where anything tells: `cycle.toml`, else the rules, else the vice-chairs elected and the
    /// nominees for it, where they are as many.
    pub vice_seats: Option<u32>,
    /// 监票人、计票人.
    pub tellers: Vec<Teller>,
    /// How chair and vice-chairs are elected.
    pub method: Method,
    /// Whether enough came.
    pub quorum: Quorum,
    /// Whether the election counts.
    pub validity: Validity,
    /// The votes for the leaders.
    pub votes: Vec<VoteLine<'a>>,
    /// The posts that it voted on and filled with nobody.
    pub unfilled: Unfilled,
}

/// Posts that were voted on without anybody being elected: the votes say so, and no roster has somebody in the post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unfilled {
    /// 没有选出主席.
    pub chair: bool,
    /// 没有选出副主席, not one.
    pub vice: bool,
}

impl Unfilled {
    fn of(votes: &[VoteLine<'_>], congress: &Congress<'_>, board: &Board<'_>) -> Self {
        let is_unfilled = |post: Role| {
            let mut lines =
                votes.iter().filter(|line| line.row.value.post().rank() == post.rank()).peekable();
            lines.peek().is_some()
                && lines.all(has_failed)
                && !board.posts.iter().any(|(_, held)| *held == post.rank())
        };
        Self {
            chair: congress.chairs.is_empty() && is_unfilled(Role::Chair),
            vice: congress.vice_chairs.is_empty() && is_unfilled(Role::ViceChair),
        }
    }

    /// Whether any is.
    #[must_use]
    pub fn any(self) -> bool {
        self.chair || self.vice
    }
}

/// Whether her own votes refuse her the post: that a roster lacks her may be a slip of the roster.
fn has_failed(line: &VoteLine<'_>) -> bool {
    let refused = line.row.value.elected.get() == Some(false) || line.over_half == Some(false);
    refused && line.verdict == Some(Verdict::NotElected)
}

/// What is known of the body besides its congress.
pub(super) struct Around<'r, 'a> {
    pub(super) rows: &'r Rows<'a>,
    pub(super) cycle: &'r Cycle,
    pub(super) setting: &'r Setting<'r>,
}

impl<'a> Plenary<'a> {
    pub(super) fn of(
        Around { rows, cycle, setting }: &Around<'_, 'a>,
        congress: &Congress<'a>,
        count: &Counted,
        board: &Board<'a>,
    ) -> Self {
        let section = cycle.body(&rows.body);
        let voters = rows.votes.iter().filter(|row| is_for_leader(&row.value));
        let present =
            voters.filter_map(|row| Some((row.value.voters.get()?, row))).max_by_key(|(count, _)| *count);
        let present = present.map_or_else(Sourced::unknown, |(count, row)| {
            Sourced::of(count, Origin::Stated(row.at(Field::Voters)))
        });
        let elected =
            if setting.rules.exec_includes_leaders { congress.elected.clone() } else { Sourced::unknown() };
        let entitled = counted(count.board.as_ref()).or_unless(elected, |_, _| true);
        let members = entitled.get().unwrap_or(0);
        let mut votes = Ballots::new(rows, setting, congress, board, members).leaders();
        let voted =
            board.posts.iter().any(|(_, rank)| *rank < 3) || !votes.is_empty() || !congress.chairs.is_empty();
        let quorum = quorum(setting, entitled.get(), present.get());
        let validity = match congress.validity {
            Validity::Invalid => Validity::Invalid,
            _ => validity(voted, quorum.met, None),
        };
        if validity == Validity::Invalid {
            votes.iter_mut().for_each(|line| line.verdict = Some(Verdict::Void));
        }
        Self {
            date: section.and_then(|section| section.plenary_date).or(congress.date.get()),
            host: section.and_then(|section| section.plenary_host.clone()),
            tellers: set(section.map(|section| section.plenary_tellers.as_slice()).unwrap_or_default()),
            method: setting.leaders_by,
            validity,
            vice_seats: section
                .and_then(|section| section.vice_seats)
                .or_else(|| vice_seats(rows, setting, board)),
            entitled,
            present,
            quorum,
            unfilled: Unfilled::of(&votes, congress, board),
            votes,
        }
    }

    /// The number that the majority of the leaders' election is counted over: all members, or those present.
    #[must_use]
    pub fn majority_base(&self, setting: &Setting<'_>) -> Option<u32> {
        majority_base(setting, self.entitled.get(), self.present.get())
    }
}

fn vice_seats(rows: &Rows<'_>, setting: &Setting<'_>, board: &Board<'_>) -> Option<u32> {
    let limits = setting.rules.committee(rows.body.level());
    if let Some(seats) = limits.vice_min.filter(|least| limits.vice_max == Some(*least)) {
        return Some(seats);
    }
    let elected = board.posts.iter().filter(|(_, rank)| *rank == Role::ViceChair.rank()).count();
    let nominated = rows.nominees.iter().filter(|row| row.value.role.get().is_some_and(Role::is_vice));
    let nominated: BTreeSet<_> = nominated.filter_map(|row| row.value.person.name.known()).collect();
    let voted_on = rows.votes.iter().filter(|row| row.value.post().is_vice());
    let voted_on: BTreeSet<_> = voted_on.filter_map(|row| row.value.name.known()).collect();
    let mut told = [elected, nominated.len(), voted_on.len()].into_iter().filter(|seats| *seats > 0);
    // Where more stood than were elected nobody says how many were asked for.
    let seats = told.next().filter(|seats| told.all(|other| other == *seats));
    seats.and_then(|seats| u32::try_from(seats).ok())
}
