//! What holds for the units below a body. Where they differ no one of them speaks for the others: a value is null, a
//! word names both.

use serde::Serialize;

use crate::cycle::{Method, Organisation, Setting, numeral};
use crate::fill::context::unfilled as posts;
use crate::model::Role;
use crate::resolve::{Body, UnitKind};

/// Term and congress of a body; all null for units that differ.
#[derive(Debug, Default, Serialize)]
pub(super) struct TermView {
    term: Option<u32>,
    congress: Option<u32>,
    congress_ordinal: Option<String>,
    term_ordinal: Option<String>,
    previous_term_ordinal: Option<String>,
    first: Option<bool>,
}

impl TermView {
    /// Of one body.
    pub(super) fn of(setting: &Setting<'_>) -> Self {
        Self {
            term: Some(setting.term),
            congress: Some(setting.congress),
            congress_ordinal: Some(format!("第{}次", numeral(setting.congress))),
            term_ordinal: Some(format!("第{}届", numeral(setting.term))),
            previous_term_ordinal: (setting.term > 1).then(|| format!("第{}届", numeral(setting.term - 1))),
            first: Some(setting.first),
        }
    }

    fn of_all(settings: &[&Setting<'_>]) -> Self {
        let term = common(settings, |setting| (setting.term, setting.congress, setting.first));
        match (term, settings) {
            (Some(_), [first, ..]) => Self::of(first),
            _ => Self { first: common(settings, |setting| setting.first), ..Self::default() },
        }
    }
}

/// The units as a whole: terms, what they are called, how they vote.
#[derive(Debug, Serialize)]
pub(super) struct UnitsView {
    #[serde(flatten)]
    term: TermView,
    organisation: Option<Organisation>,
    /// 妇联, 妇代会, or 妇联（妇代会）.
    pub(super) body_word: String,
    /// What is done: 村妇联换届, or at a first congress 村妇代会改建妇联.
    pub(super) work: String,
    chair_word: String,
    vice_word: String,
    member_word: String,
    executive_word: String,
    /// Whether some of them elect the members by ballot, and whether some by show of hands.
    by_ballot: bool,
    by_hands: bool,
    /// Whether any of them needs ballots at all, for members or for leaders.
    ballot_papers: bool,
    /// How many elect the members by ballot.
    ballot_count: usize,
    /// How many held an election that does not count.
    void_count: usize,
    /// Those whose plenary left a post to be voted on again.
    unfilled: Vec<UnfilledUnit>,
    /// Those that have voted and of which no roster tells who was elected: no count has them.
    without_roster: Vec<String>,
}

/// A unit whose plenary has not elected somebody to a post.
#[derive(Debug, Serialize)]
struct UnfilledUnit {
    name: String,
    /// 主席, 副主席, 主席、副主席.
    posts: String,
}

impl UnitsView {
    /// Of these units; of none what their level sets.
    pub(super) fn of(units: &[&Body<'_>], settings: &[&Setting<'_>]) -> Self {
        let organisation = common(settings, |setting| setting.organisation);
        // Where they differ, those of both kinds: 妇联（妇代会）.
        let words = |word: fn(Organisation) -> &'static str| {
            let mut kinds: Vec<&str> = Vec::new();
            for kind in [Organisation::Federation, Organisation::Conference, Organisation::WomensCommittee] {
                let own = word(kind);
                if settings.iter().any(|setting| setting.organisation == kind) && !kinds.contains(&own) {
                    kinds.push(own);
                }
            }
            match kinds.split_first() {
                Some((first, [])) => (*first).to_owned(),
                Some((first, others)) => format!("{first}（{}）", others.join("、")),
                None => word(Organisation::Federation).to_owned(),
            }
        };
        let body_word = words(Organisation::short);
        let any = |method: Method| settings.iter().any(|setting| setting.members_by == method);
        Self {
            term: if units.is_empty() { TermView::default() } else { TermView::of_all(settings) },
            organisation,
            work: work(units, settings, &body_word),
            body_word,
            chair_word: words(|kind| kind.role(Role::Chair).as_str()),
            vice_word: words(|kind| kind.role(Role::ViceChair).as_str()),
            member_word: words(|kind| kind.role(Role::Member).as_str()),
            executive_word: words(Organisation::executive),
            by_ballot: any(Method::Ballot),
            by_hands: any(Method::Hands),
            ballot_papers: settings
                .iter()
                .any(|setting| [setting.members_by, setting.leaders_by].contains(&Method::Ballot)),
            void_count: units.iter().filter(|body| body.is_void()).count(),
            unfilled: units.iter().copied().filter_map(unfilled).collect(),
            without_roster: units.iter().copied().filter(|body| lacks_roster(body)).map(place).collect(),
            ballot_count: units.iter().filter(|body| body.setting.members_by == Method::Ballot).count(),
        }
    }
}

fn place(body: &Body<'_>) -> String {
    body.id.place().to_owned()
}

fn lacks_roster(body: &Body<'_>) -> bool {
    body.has_voted() && !body.is_void() && body.roster().is_empty()
}

fn unfilled(body: &Body<'_>) -> Option<UnfilledUnit> {
    let posts = posts::still_open(body);
    (!posts.is_empty() && !body.is_void()).then(|| UnfilledUnit { name: place(body), posts })
}

/// What the units do, by the word of their kind.
fn work(units: &[&Body<'_>], settings: &[&Setting<'_>], body_word: &str) -> String {
    let founds = common(settings, |setting| setting.founds().then(|| setting.previous_body.clone()));
    match founds.flatten() {
        Some(previous) => format!("{}{previous}改建妇联", unit_word(units)),
        None => format!("{}{body_word}换届", unit_word(units)),
    }
}

/// What all of them agree in; none where two differ.
pub(super) fn common<S, T: PartialEq>(all: &[&S], pick: impl Fn(&S) -> T) -> Option<T> {
    let (first, others) = all.split_first()?;
    let value = pick(first);
    others.iter().all(|other| pick(other) == value).then_some(value)
}

/// 村委会, 居委会, or both.
pub(super) fn committee_word(units: &[&Body<'_>]) -> &'static str {
    match unit_word(units) {
        "村" => "村委会",
        "社区" => "居委会",
        _ => "村（居）委会",
    }
}

/// 村, 社区, or both.
pub(super) fn unit_word(units: &[&Body<'_>]) -> &'static str {
    let of = |kind: UnitKind| units.iter().filter(|body| body.unit_kind() == Some(kind)).count();
    let (villages, communities) = (of(UnitKind::Village), of(UnitKind::Community));
    match (villages == units.len(), communities == units.len()) {
        (true, false) => "村",
        (false, true) => "社区",
        _ => "村（社区）",
    }
}
