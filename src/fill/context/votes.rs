//! The results of each election, most votes first.

use serde::Serialize;

use crate::model::OneCharacterRule;
use crate::model::{Name, Nominee, Role};
use crate::resolve::{Body, Entry, Member, Verdict, VoteLine, is_for_committee};

/// The elections of one body.
#[derive(Debug, Serialize)]
pub(super) struct VotesView<'v> {
    members: Vec<VoteView<'v>>,
    chair: Vec<VoteView<'v>>,
    vice_chairs: Vec<VoteView<'v>>,
    standing: Vec<VoteView<'v>>,
    write_ins: Vec<VoteView<'v>>,
    /// Written in for chair, and for vice-chair.
    chair_write_ins: Vec<VoteView<'v>>,
    vice_write_ins: Vec<VoteView<'v>>,
}

/// The votes of one person.
#[derive(Debug, Serialize)]
pub(super) struct VoteView<'v> {
    no: usize,
    name: Option<&'v str>,
    #[serde(flatten)]
    counts: CountsView,
    /// Whether she is elected; null where nothing tells it.
    elected: Option<bool>,
    /// `elected`, `not-elected`, `tied`, `void`; null where nothing tells it.
    verdict: Option<&'static str>,
    over_half: Option<bool>,
    /// Whether it is of a further ballot (第二次投票), which had ballots of its own.
    further: bool,
    /// 有效票 of her own ballot.
    valid: Option<u32>,
    note: &'v str,
}

/// The numbers of a vote, or places for them.
#[derive(Debug, Default, Serialize)]
pub(super) struct CountsView {
    #[serde(rename = "for")]
    in_favour: Option<u32>,
    against: Option<u32>,
    abstain: Option<u32>,
}

impl CountsView {
    /// The numbers of a line.
    pub(super) fn of(line: Option<&VoteLine<'_>>) -> Self {
        line.map_or_else(Self::default, |line| {
            let vote = &line.row.value;
            Self { in_favour: vote.in_favour.get(), against: vote.against.get(), abstain: vote.abstain.get() }
        })
    }
}

/// The elections of one body; of level votes the order is that of strokes.
pub(super) fn votes<'v>(body: &'v Body<'_>, sort: OneCharacterRule) -> VotesView<'v> {
    let (committee, leaders) = (&body.congress.votes, &body.plenary.votes);
    let of = |lines: &'v [VoteLine<'_>], wanted: &dyn Fn(&VoteLine<'_>) -> bool| {
        let mut lines: Vec<&VoteLine<'_>> = lines.iter().filter(|line| wanted(line)).collect();
        lines.sort_by(|a, b| {
            let votes = |line: &VoteLine<'_>| std::cmp::Reverse(line.row.value.in_favour.get());
            votes(a)
                .cmp(&votes(b))
                .then_with(|| by_strokes(a.row.value.name.known(), b.row.value.name.known(), sort))
        });
        lines.into_iter().enumerate().map(|(at, line)| vote(line, at)).collect::<Vec<_>>()
    };
    let leader = |is: fn(Role) -> bool| {
        let lines = of(leaders, &|line| !line.row.value.write_in && is(line.row.value.post()));
        if lines.is_empty() { unsaid(body, body.nominees_for(is), is, sort) } else { lines }
    };
    let members = of(committee, &|line| !line.row.value.write_in);
    let nominees = || unsaid(body, body.seat_nominees().collect(), Role::is_member, sort);
    VotesView {
        members: if members.is_empty() { nominees() } else { members },
        chair: leader(Role::is_head),
        vice_chairs: leader(Role::is_vice),
        standing: leader(|role| role == Role::Standing),
        write_ins: of(committee, &|line| line.row.value.write_in),
        chair_write_ins: of(leaders, &|line| line.row.value.write_in && line.row.value.post().is_head()),
        vice_write_ins: of(leaders, &|line| line.row.value.write_in && line.row.value.post().is_vice()),
    }
}

/// Those who were voted on where no table has the votes: the nominees, by strokes, with places for the numbers. Nobody
/// before the vote.
fn unsaid<'v>(
    body: &Body<'_>,
    mut nominees: Vec<&'v Entry<'_, Nominee>>,
    is: fn(Role) -> bool,
    sort: OneCharacterRule,
) -> Vec<VoteView<'v>> {
    if !body.has_voted() {
        return Vec::new();
    }
    let name = |entry: &'v Entry<'_, Nominee>| entry.row.value.person.name.known();
    nominees.sort_by(|a, b| by_strokes(name(a), name(b), sort));
    // Where somebody holds the post who is none of them, the list is not who stood in the end.
    let holds = |member: &Member<'_>| member.role.is_some_and(is);
    let is_listed = |member: &Member<'_>| nominees.iter().any(|entry| entry.person == member.entry.person);
    let is_doubtful =
        !is(Role::Member) && body.officers.iter().any(|member| holds(member) && !is_listed(member));
    let verdict =
        |entry: &Entry<'_, Nominee>| body.verdict_by_roster(entry.person, is).filter(|_| !is_doubtful);
    let view = |(at, entry): (usize, &'v Entry<'_, Nominee>)| VoteView {
        no: at + 1,
        name: name(entry).map(Name::as_str),
        counts: CountsView::default(),
        elected: elected(verdict(entry)),
        verdict: verdict(entry).map(word),
        over_half: None,
        further: false,
        valid: None,
        note: "",
    };
    nominees.iter().copied().enumerate().map(view).collect()
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Elected => "elected",
        Verdict::NotElected => "not-elected",
        Verdict::Tied => "tied",
        Verdict::Void => "void",
    }
}

/// Whether she is elected; `None` where nothing tells it, and where nobody is.
fn elected(verdict: Option<Verdict>) -> Option<bool> {
    match verdict? {
        Verdict::Elected => Some(true),
        Verdict::NotElected => Some(false),
        Verdict::Tied | Verdict::Void => None,
    }
}

/// Names by strokes, those without a name last.
pub(super) fn by_strokes(a: Option<&Name>, b: Option<&Name>, sort: OneCharacterRule) -> std::cmp::Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.cmp_by_strokes(b, sort),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// The vote on a person for a post; none where two rows could be meant.
pub(super) fn of<'v, 'a>(body: &'v Body<'a>, name: &str, role: Role) -> Option<&'v VoteLine<'a>> {
    let is_member = role.is_member();
    let same_post = |line: &&VoteLine<'_>| {
        let vote = &line.row.value;
        if is_member { is_for_committee(vote) } else { vote.post().rank() == role.rank() }
    };
    let lines = if is_member { &body.congress.votes } else { &body.plenary.votes };
    let mut found = lines.iter().filter(|line| line.name() == Some(name)).filter(same_post);
    let first = found.next();
    if found.next().is_some() { None } else { first }
}

fn vote<'v>(line: &'v VoteLine<'_>, at: usize) -> VoteView<'v> {
    VoteView {
        no: at + 1,
        name: line.name(),
        counts: CountsView::of(Some(line)),
        elected: elected(line.verdict),
        verdict: line.verdict.map(word),
        over_half: line.over_half,
        further: line.row.value.further,
        valid: line.own_valid,
        note: line.row.value.note.text().unwrap_or_default(),
    }
}
