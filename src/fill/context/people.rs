//! Delegates, nominees and officers as rows of a paper.

use std::borrow::Borrow;

use serde::Serialize;

use crate::fill::context::person::{PersonView, person};
use crate::fill::context::votes::{self, CountsView, by_strokes};
use crate::model::{Delegate, Duty, Field, Name, Nominee, OneCharacterRule, Person, Role, Row, Standing};
use crate::resolve::{Attendee, Body, Entry, Member, Validity, committee_posts};

/// The lists of people of a body.
#[derive(Debug, Serialize)]
pub(super) struct PeopleView<'v> {
    /// Delegates with a vote.
    delegates: Vec<DelegateView<'v>>,
    /// Those of them who did not stay away.
    delegates_present: Vec<DelegateView<'v>>,
    /// 特邀代表: no vote.
    invited: Vec<DelegateView<'v>>,
    /// 列席: no vote.
    observers: Vec<DelegateView<'v>>,
    delegations: Vec<DelegationView<'v>>,
    nominees: Vec<NomineeView<'v>>,
    chair_nominees: Vec<NomineeView<'v>>,
    vice_nominees: Vec<NomineeView<'v>>,
    standing_nominees: Vec<NomineeView<'v>>,
    /// All officers by rank, then by strokes.
    officers: Vec<OfficerView<'v>>,
    /// All officers by strokes.
    elected: Vec<OfficerView<'v>>,
    chairs: Vec<OfficerView<'v>>,
    vice_chairs: Vec<OfficerView<'v>>,
    standing: Vec<OfficerView<'v>>,
    members: Vec<OfficerView<'v>>,
    /// 候补执委.
    alternates: Vec<OfficerView<'v>>,
    previous: Vec<OfficerView<'v>>,
}

#[derive(Debug, Serialize)]
pub(super) struct DelegateView<'v> {
    #[serde(flatten)]
    person: PersonView<'v>,
    delegation: Option<&'v str>,
    attended: Option<bool>,
    posts: Option<String>,
}

/// 代表团.
#[derive(Debug, Serialize)]
struct DelegationView<'v> {
    no: usize,
    name: &'v str,
    count: usize,
    members: Vec<DelegateView<'v>>,
}

#[derive(Debug, Serialize)]
struct NomineeView<'v> {
    #[serde(flatten)]
    person: PersonView<'v>,
    role: Role,
    role_rank: u32,
    recommend: Option<&'v str>,
    is_delegate: Option<bool>,
}

/// A post and its holder.
#[derive(Debug, Serialize)]
pub(super) struct OfficerView<'v> {
    #[serde(flatten)]
    person: PersonView<'v>,
    role: Option<Role>,
    role_rank: u32,
    duty: Option<Duty>,
    posts: Option<String>,
    committee_posts: Option<String>,
    in_committee: Option<bool>,
    renewed: Option<bool>,
    votes: CountsView,
}

impl OfficerView<'_> {
    /// Whether she headed the body.
    pub(super) fn is_head(&self) -> bool {
        self.role_rank == 1
    }

    /// Her name.
    pub(super) fn name(&self) -> Option<&str> {
        self.person.name
    }
}

/// The lists of people of a body.
pub(super) fn people<'v>(body: &'v Body<'_>, sort: OneCharacterRule) -> PeopleView<'v> {
    let voters: Vec<&Attendee<'_>> = body.voters().collect();
    let of_standing = |standing: Standing| {
        let list: Vec<&Attendee<'_>> = body.delegates.iter().filter(|one| one.standing == standing).collect();
        delegates(&list)
    };
    let present: Vec<&Attendee<'_>> = voters.iter().copied().filter(|one| one.came != Some(false)).collect();
    let ranked = sorted_officers(body, sort);
    let mut by_name = ranked.clone();
    by_name.sort_by(|a, b| strokes(&a.entry.row.value.person, &b.entry.row.value.person, sort));
    let holding = |wanted: &dyn Fn(Role) -> bool| {
        let own: Vec<&Member<'_>> =
            ranked.iter().copied().filter(|member| member.role.is_some_and(wanted)).collect();
        officers(body, &own)
    };
    let named = |wanted: fn(Role) -> bool| nominees(body, sort, body.nominees_for(wanted));
    PeopleView {
        delegates: delegates(&voters),
        delegates_present: delegates(&present),
        invited: of_standing(Standing::Invited),
        observers: of_standing(Standing::Observer),
        delegations: delegations(&voters),
        nominees: nominees(body, sort, body.nominees.iter().collect()),
        chair_nominees: named(Role::is_head),
        vice_nominees: named(Role::is_vice),
        standing_nominees: named(|role| role == Role::Standing),
        officers: officers(body, &ranked),
        elected: officers(body, &by_name),
        chairs: leaders(body, Role::Chair, holding(&Role::is_head)),
        vice_chairs: leaders(body, Role::ViceChair, holding(&Role::is_vice)),
        standing: holding(&|role| role == Role::Standing),
        members: holding(&Role::is_member),
        alternates: officers(body, &body.alternates.iter().collect::<Vec<_>>()),
        previous: previous(body),
    }
}

/// The leaders of the roster; where nobody has handed it in, those whom the table of results names.
fn leaders<'v>(body: &'v Body<'_>, role: Role, listed: Vec<OfficerView<'v>>) -> Vec<OfficerView<'v>> {
    let named = if role.is_head() { &body.congress.chairs } else { &body.congress.vice_chairs };
    if !body.roster().is_empty() || body.plenary.validity == Validity::Invalid {
        return listed;
    }
    let role = body.setting.organisation.role(role);
    let leader = |(at, name): (usize, &&'v Name)| OfficerView {
        person: PersonView::named(name, at),
        role: Some(role),
        role_rank: role.rank(),
        duty: None,
        posts: None,
        committee_posts: None,
        in_committee: None,
        renewed: None,
        votes: CountsView::of(votes::of(body, name.as_str(), role)),
    };
    named.iter().enumerate().map(leader).collect()
}

/// By rank of the post, then by strokes of the name.
pub(super) fn sorted_officers<'v, 'a>(body: &'v Body<'a>, sort: OneCharacterRule) -> Vec<&'v Member<'a>> {
    let mut officers: Vec<&Member<'a>> = body.officers.iter().collect();
    officers.sort_by(|a, b| {
        let person = |member: &Member<'a>| &member.entry.row.value.person;
        a.rank().cmp(&b.rank()).then_with(|| strokes(person(a), person(b), sort))
    });
    officers
}

fn strokes(a: &Person, b: &Person, sort: OneCharacterRule) -> std::cmp::Ordering {
    by_strokes(a.name.known(), b.name.known(), sort)
}

/// Officers of the last term, by rank of the post, then in the order of the sheet.
pub(super) fn previous<'v>(body: &'v Body<'_>) -> Vec<OfficerView<'v>> {
    let mut list: Vec<&Member<'_>> = body.previous.iter().collect();
    list.sort_by_key(|member| member.rank());
    list.into_iter().enumerate().map(|(at, member)| officer(member, at, CountsView::default())).collect()
}

/// Delegates by 代表团, in the order of their first members; nothing where the roster does not ask.
fn delegations<'v>(voters: &[&'v Attendee<'_>]) -> Vec<DelegationView<'v>> {
    let mut groups: Vec<DelegationView<'v>> = Vec::new();
    for (at, attendee) in voters.iter().copied().enumerate() {
        let Some(name) = attendee.entry.row.value.delegation.text() else { continue };
        let known = groups.iter().position(|group| group.name == name).unwrap_or(groups.len());
        if known == groups.len() {
            groups.push(DelegationView { no: known + 1, name, count: 0, members: Vec::new() });
        }
        if let Some(group) = groups.get_mut(known) {
            group.count += 1;
            group.members.push(delegate(attendee, at));
        }
    }
    groups
}

/// Posts as one text: empty for a person who holds none, null where the table does not ask.
fn posts<T>(posts: &[impl Borrow<str>], row: &Row<T>) -> Option<String> {
    (!posts.is_empty() || row.columns.contains_key(&Field::Posts)).then(|| posts.join("、"))
}

fn delegates<'v>(list: &[&'v Attendee<'_>]) -> Vec<DelegateView<'v>> {
    list.iter().enumerate().map(|(at, attendee)| delegate(attendee, at)).collect()
}

fn delegate<'v>(attendee: &'v Attendee<'_>, at: usize) -> DelegateView<'v> {
    let row = attendee.entry.row;
    let Delegate { person: who, delegation, posts, .. } = &row.value;
    DelegateView {
        person: person(&attendee.entry, who, at),
        delegation: delegation.text(),
        attended: attendee.came,
        posts: self::posts(posts, row),
    }
}

fn nominees<'v>(
    body: &'v Body<'_>,
    sort: OneCharacterRule,
    mut list: Vec<&'v Entry<'_, Nominee>>,
) -> Vec<NomineeView<'v>> {
    list.sort_by(|a, b| strokes(&a.row.value.person, &b.row.value.person, sort));
    // Where the roster says no posts, those whom the plenary voted on stood for one: the same in every paper.
    let stands_for = |entry: &Entry<'_, Nominee>, is: fn(Role) -> bool| {
        body.nominees_for(is).iter().any(|other| other.person == entry.person)
    };
    let leads = |entry: &Entry<'_, Nominee>| {
        let leaders = [(Role::is_head as fn(Role) -> bool, Role::Chair), (Role::is_vice, Role::ViceChair)];
        leaders.into_iter().find(|(is, _)| stands_for(entry, *is)).map(|(_, role)| role)
    };
    let all = list.into_iter().enumerate().map(|(at, entry)| {
        let Nominee { person: who, role, recommend, is_delegate } = &entry.row.value;
        let own = role.get().or_else(|| leads(entry)).unwrap_or(Role::Member);
        let role = body.setting.organisation.role(own);
        NomineeView {
            person: person(entry, who, at),
            role,
            role_rank: role.rank(),
            recommend: recommend.text(),
            is_delegate: is_delegate.get(),
        }
    });
    all.collect()
}

fn officers<'v>(body: &'v Body<'_>, list: &[&'v Member<'_>]) -> Vec<OfficerView<'v>> {
    let votes_of = |member: &Member<'_>| {
        let name = member.entry.row.value.person.name.known().map(Name::as_str);
        CountsView::of(name.zip(member.role).and_then(|(name, role)| votes::of(body, name, role)))
    };
    list.iter().enumerate().map(|(at, member)| officer(member, at, votes_of(member))).collect()
}

fn officer<'v>(member: &'v Member<'_>, at: usize, votes: CountsView) -> OfficerView<'v> {
    let row = member.entry.row;
    let value = &row.value;
    OfficerView {
        person: person(&member.entry, &value.person, at),
        role: member.role,
        role_rank: member.role.map_or(4, Role::rank),
        duty: value.duty.get(),
        posts: posts(&value.posts, row),
        committee_posts: posts(&committee_posts(value), row),
        in_committee: member.posts.and_then(|posts| posts.in_two_committees),
        // A leader is 连任 in her post, a member in the committee: the figures count them so.
        renewed: if member.is_leader() { member.again_in_post } else { member.again_in_committee },
        votes,
    }
}
