//! One body, resolved: its people, its two elections, how far it is.

use std::collections::BTreeSet;

use crate::cycle::{Cycle, Setting};
use crate::model::{BodyId, Delegate, Field, Name, Nominee, Officer, Role, Standing, TableKind};
use crate::resolve::attendance;
use crate::resolve::ballots::Ballots;
use crate::resolve::congress::{Congress, count_delegates};
use crate::resolve::election::{Counted, Validity};
use crate::resolve::holding::TellingSheets;
use crate::resolve::mention::{Attendee, Entry, Member, PersonId, Someone};
use crate::resolve::plenary::{Around, Plenary};
use crate::resolve::renewed::LastTerm;
use crate::resolve::roster::{board, once_each, posts_held, seated};
use crate::resolve::sourced::Sourced;
use crate::resolve::status::{self, Status};
use crate::resolve::tree::Rows;
use crate::resolve::vote::{Verdict, VoteLine};

/// A body with everything that is known of it: what `check`, `count` and `fill` take.
#[derive(Debug)]
pub struct Body<'a> {
    /// Whose it is.
    pub id: BodyId,
    /// The rows as the tables have them: for rules about single cells.
    pub rows: Rows<'a>,
    /// Its term, kind and ways of voting.
    pub setting: Setting<'a>,
    /// The roster of delegates, in its order; not all of them have a vote.
    pub delegates: Vec<Attendee<'a>>,
    /// Nominees, in the order of the roster.
    pub nominees: Vec<Entry<'a, Nominee>>,
    /// The committee, leaders included: each person once, with her highest post, in the order of the roster. Nobody after
    /// an election that counts for nothing, and no leaders after such a plenary.
    pub officers: Vec<Member<'a>>,
    /// The roster of such a body, as it says.
    claimed: Option<Vec<Member<'a>>>,
    /// 候补执委: not in the committee.
    pub alternates: Vec<Member<'a>>,
    /// Officers of the last term: each person once, with her highest post.
    pub previous: Vec<Member<'a>>,
    /// Posts that somebody holds: a list that came twice gives no post twice.
    pub posts: Vec<Member<'a>>,
    /// Every row of the roster of officers.
    pub officer_rows: Vec<Entry<'a, Officer>>,
    /// Every row of the list of the last term.
    pub previous_rows: Vec<Entry<'a, Officer>>,
    /// The congress and its election of the committee.
    pub congress: Congress<'a>,
    /// The committee's first plenary and its election of the leaders.
    pub plenary: Plenary<'a>,
    /// 是否完成: whether the body has its new committee.
    pub done: Sourced<bool>,
    /// How far it is.
    pub status: Status,
}

/// The entries of one body, as the merge of people gave them.
pub(super) struct Entries<'a> {
    pub(super) delegates: Vec<Entry<'a, Delegate>>,
    pub(super) nominees: Vec<Entry<'a, Nominee>>,
    pub(super) officers: Vec<Entry<'a, Officer>>,
    pub(super) previous: Vec<Entry<'a, Officer>>,
}

impl<'a> Body<'a> {
    pub(super) fn new(
        rows: Rows<'a>,
        entries: Entries<'a>,
        cycle: &'a Cycle,
        telling: &TellingSheets<'a>,
    ) -> Self {
        let setting = cycle.setting(&rows.body);
        let role = |entry: &Entry<'a, Officer>| {
            entry.row.value.role.get().map(|role| setting.organisation.role(role))
        };
        let member = |entry: Entry<'a, Officer>| Member {
            role: role(&entry),
            posts: telling.seats(entry.row),
            entry,
            again_in_post: None,
            again_in_committee: None,
        };
        let previous = once_each(entries.previous.iter().copied().map(member).collect());
        let of_roster = entries.officers.iter().copied().map(member);
        let (alternates, mut listed): (Vec<_>, Vec<_>) =
            of_roster.partition(|member| member.role == Some(Role::Alternate));
        let last_term = LastTerm::of(&previous);
        listed.iter_mut().for_each(|member| last_term.tell(member));
        let mut posts = posts_held(&listed);
        let mut officers = once_each(listed);
        let delegates = attendance::attendees(entries.delegates);
        let count = counted(&rows, &setting, (&delegates, &entries.nominees, &officers));
        let board = board(&officers, &entries.nominees);
        let mut congress = Congress::of(&rows, cycle, &setting, &count);
        congress.votes = Ballots::new(&rows, &setting, &congress, &board, 0).committee();
        let plenary =
            Plenary::of(&Around { rows: &rows, cycle, setting: &setting }, &congress, &count, &board);
        let lists = status::Lists { officers: !officers.is_empty(), delegates: !delegates.is_empty() };
        let status = status::of(&rows, cycle, &congress, lists);
        let claimed = (plenary.validity == Validity::Invalid).then(|| officers.clone());
        if claimed.is_some() {
            let has_members = congress.validity != Validity::Invalid;
            let plain = setting.organisation.role(Role::Member);
            officers = officers.into_iter().filter_map(|member| seated(member, has_members, plain)).collect();
            posts = posts_held(&officers);
        }
        Self {
            id: rows.body.clone(),
            setting,
            delegates,
            nominees: entries.nominees,
            officers,
            alternates,
            claimed,
            previous,
            posts,
            officer_rows: entries.officers,
            previous_rows: entries.previous,
            congress,
            plenary,
            done: Sourced::unknown(),
            status,
            rows,
        }
    }

    /// Whether results exist: its papers are those of after the vote.
    #[must_use]
    pub fn has_voted(&self) -> bool {
        self.status.has_voted()
    }

    /// Whether its election counts for nothing, so that nobody is elected.
    #[must_use]
    pub fn is_void(&self) -> bool {
        self.congress.validity == Validity::Invalid
    }

    /// Whether the committee is known and its plenary is still to come, as far as any table tells: nobody leads it.
    #[must_use]
    pub fn awaits_plenary(&self) -> bool {
        let is_plain = |member: &Member<'_>| member.role.is_some() && !member.is_leader();
        self.plenary.validity == Validity::Pending
            && !self.officers.is_empty()
            && self.officers.iter().all(is_plain)
    }

    /// Whether it has its new committee.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.done.get() == Some(true)
    }

    /// Delegates with a vote: people, each once.
    pub fn voters(&self) -> impl Iterator<Item = &Attendee<'a>> {
        let mut seen = BTreeSet::new();
        self.delegates.iter().filter(move |attendee| {
            attendee.standing == Standing::Delegate && seen.insert(attendee.entry.person)
        })
    }

    /// Delegates who came, where that is known of every delegate and no sheet says another number.
    #[must_use]
    pub fn present(&self) -> Vec<&Attendee<'a>> {
        if !self.has_voted() && !self.congress.present.is_known() {
            return Vec::new();
        }
        let voters: Vec<_> = self.voters().collect();
        let stated = self.congress.present.get();
        let number = |count: usize| u32::try_from(count).ok();
        let came: Vec<_> = voters.iter().copied().filter(|attendee| attendee.came == Some(true)).collect();
        if voters.iter().all(|attendee| attendee.came.is_some()) {
            return if stated.is_none() || stated == number(came.len()) { came } else { Vec::new() };
        }
        // A roster that does not say who came is of those who came where it is as long as 实到.
        if stated.is_some() && stated == number(voters.len()) { voters } else { Vec::new() }
    }

    /// The committee as the roster has it, whether or not the election counts: for rules about the roster.
    #[must_use]
    pub fn roster(&self) -> &[Member<'a>] {
        self.claimed.as_ref().unwrap_or(&self.officers)
    }

    /// 执委 as the cycle counts them, with or without the leaders.
    pub fn executive(&self) -> impl Iterator<Item = &Member<'a>> {
        self.executive_of(&self.officers)
    }

    /// 执委 among these.
    pub fn executive_of<'m>(&self, members: &'m [Member<'a>]) -> impl Iterator<Item = &'m Member<'a>> {
        let with_leaders = self.setting.rules.exec_includes_leaders;
        members.iter().filter(move |member| with_leaders || !member.is_leader())
    }

    /// How many members were elected although nobody nominated them; `None` where no votes tell it.
    #[must_use]
    pub fn elected_write_ins(&self) -> Option<u32> {
        let votes = &self.congress.votes;
        let written =
            votes.iter().filter(|line| line.row.value.write_in && line.verdict == Some(Verdict::Elected));
        if votes.is_empty() { None } else { u32::try_from(written.count()).ok() }
    }

    /// Officers whose post satisfies a condition.
    pub fn holding(&self, is: impl Fn(Role) -> bool) -> impl Iterator<Item = &Member<'a>> {
        self.officers.iter().filter(move |member| member.role.is_some_and(&is))
    }

    /// Nominees for the seats of 执委 as the cycle counts them, with or without the leaders.
    pub fn seat_nominees(&self) -> impl Iterator<Item = &Entry<'a, Nominee>> {
        self.nominees.iter().filter(|entry| is_for_seat(entry, &self.setting))
    }

    /// Nominees for a post: as the roster says; where it says of none, those whom the plenary voted on for it.
    #[must_use]
    pub fn nominees_for(&self, is: impl Fn(Role) -> bool) -> Vec<&Entry<'a, Nominee>> {
        let role = |entry: &Entry<'a, Nominee>| {
            self.setting.organisation.role(entry.row.value.role.get().unwrap_or(Role::Member))
        };
        let named: Vec<_> = self.nominees.iter().filter(|entry| is(role(entry))).collect();
        if !named.is_empty() {
            return named;
        }
        let ballot = self.plenary.votes.iter().filter(|line| !line.row.value.write_in);
        let voted_on: BTreeSet<&str> =
            ballot.filter(|line| is(line.row.value.post())).filter_map(VoteLine::name).collect();
        let name = |entry: &Entry<'a, Nominee>| entry.row.value.person.name.known().map(Name::as_str);
        self.nominees.iter().filter(|entry| name(entry).is_some_and(|name| voted_on.contains(name))).collect()
    }

    /// What became of a nominee for a post whose votes no table tells: by the roster of officers, as for those whose votes
    /// are known.
    #[must_use]
    pub fn verdict_by_roster(&self, person: PersonId, is: impl Fn(Role) -> bool) -> Option<Verdict> {
        if self.plenary.validity == Validity::Invalid && (self.is_void() || !is(Role::Member)) {
            return Some(Verdict::Void);
        }
        let holds = |member: &Member<'a>| {
            member.entry.person == person && (is(Role::Member) || member.role.is_some_and(&is))
        };
        // A roster without anybody in the post is one of before the plenary.
        let has_post = |member: &Member<'a>| is(Role::Member) || member.role.is_some_and(&is);
        let told = self.has_voted() && self.officers.iter().any(has_post);
        told.then(|| match self.officers.iter().any(holds) {
            true => Verdict::Elected,
            false => Verdict::NotElected,
        })
    }

    /// Whether a kind of table tells anything of the body.
    #[must_use]
    pub fn has(&self, kind: TableKind) -> bool {
        match kind {
            TableKind::Units => self.rows.facts.is_some(),
            TableKind::Delegates => !self.delegates.is_empty(),
            TableKind::Nominees => !self.nominees.is_empty(),
            TableKind::Officers => !self.roster().is_empty(),
            TableKind::Congresses => !self.rows.congresses.is_empty(),
            TableKind::Votes => !self.rows.votes.is_empty(),
            TableKind::Previous => !self.previous.is_empty(),
            TableKind::Progress => self.rows.progress.is_some(),
        }
    }

    /// Every row about a person: delegates, nominees, officers with alternates, officers of the last term. Rows that say
    /// the same thing twice are all here.
    #[must_use]
    pub fn rosters(&self) -> [Vec<Someone<'a>>; 4] {
        [
            self.delegates.iter().map(|attendee| Someone::Delegate(attendee.entry)).collect(),
            self.nominees.iter().copied().map(Someone::Nominee).collect(),
            self.officer_rows.iter().copied().map(Someone::Officer).collect(),
            self.previous_rows.iter().copied().map(Someone::Officer).collect(),
        ]
    }

    /// Everybody in the rosters of this term.
    pub fn people(&self) -> impl Iterator<Item = Someone<'a>> {
        self.rosters().into_iter().take(3).flatten()
    }
}

impl Member<'_> {
    /// Whether she heads the body or is a vice-chair.
    #[must_use]
    pub fn is_leader(&self) -> bool {
        self.role.is_some_and(|role| role.is_head() || role.is_vice())
    }

    /// Rank of her post; of an unknown one below all others.
    #[must_use]
    pub fn rank(&self) -> u32 {
        self.role.map_or(u32::MAX, Role::rank)
    }
}

/// Whether a nominee stands for one of the seats of 执委, as the cycle counts them, with or without the leaders.
fn is_for_seat(entry: &Entry<'_, Nominee>, setting: &Setting<'_>) -> bool {
    let leads = entry.row.value.role.get().is_some_and(|role| role.is_head() || role.is_vice());
    setting.rules.exec_includes_leaders || !leads
}

type Rosters<'r, 'a> = (&'r [Attendee<'a>], &'r [Entry<'a, Nominee>], &'r [Member<'a>]);

fn counted(
    rows: &Rows<'_>,
    setting: &Setting<'_>,
    (delegates, nominees, officers): Rosters<'_, '_>,
) -> Counted {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let mut count = Counted::default();
    count_delegates(delegates, &mut count);
    let named: Vec<_> = nominees.iter().filter(|entry| entry.row.value.person.name.is_known()).collect();
    let named: Vec<_> = named.into_iter().filter(|entry| is_for_seat(entry, setting)).collect();
    let people: BTreeSet<PersonId> = named.iter().map(|entry| entry.person).collect();
    count.nominees = named.first().map(|entry| (number(people.len()), entry.row.at(Field::Name)));
    let ballot =
        rows.votes.iter().filter(|row| super::vote::is_for_committee(&row.value) && !row.value.write_in);
    let names: Vec<_> = ballot.filter_map(|row| Some((row.value.name.known()?.as_str(), row))).collect();
    let distinct: BTreeSet<&str> = names.iter().map(|(name, _)| *name).collect();
    count.voted_on = names.first().map(|(_, row)| (number(distinct.len()), row.at(Field::Name)));
    if let Some(first) = officers.first() {
        let place = first.entry.row.at(Field::Name);
        let with_leaders = setting.rules.exec_includes_leaders;
        let executive = officers.iter().filter(|member| with_leaders || !member.is_leader()).count();
        count.executive = Some((number(executive), place.clone()));
        count.board = Some((number(officers.len()), place));
    }
    count
}
