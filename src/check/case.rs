//! What a rule is shown: one body with the cycle, and how messages call what several rules look at.

use std::collections::BTreeSet;

use crate::cycle::{Cycle, Outcome, Rules};
use crate::model::{CongressFacts, Level, Role, Row};
use crate::problem::Place;
use crate::resolve::{Base, BaseKind, Body, Member, Resolved, Someone, VoteLine};

/// Everything that was read.
#[derive(Debug)]
pub(super) struct Whole<'a> {
    pub bodies: &'a [Body<'a>],
    pub resolved: &'a Resolved<'a>,
    pub cycle: &'a Cycle,
}

/// One body.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case<'a> {
    pub body: &'a Body<'a>,
    pub whole: &'a Whole<'a>,
}

/// How messages call a number that votes are compared with: 有效票 27 张.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    pub zh: &'static str,
    /// 人 or 张.
    pub counter: &'static str,
    pub en: &'static str,
}

/// The words of a base.
pub(super) fn said(base: Base) -> Said {
    let said = |zh, counter, en| Said { zh, counter, en };
    match base.kind {
        BaseKind::Entitled => said("应到代表", "人", "delegates entitled"),
        BaseKind::Present => said("实到代表", "人", "delegates present"),
        BaseKind::Returned => said("收回选票", "张", "ballots returned"),
        BaseKind::Valid => said("有效票", "张", "valid ballots"),
        BaseKind::Members => said("应到执委", "人", "members of the executive"),
        BaseKind::Voters => said("到会执委", "人", "voters present"),
    }
}

impl<'a> Case<'a> {
    pub(super) fn cycle(&self) -> &'a Cycle {
        self.whole.cycle
    }

    pub(super) fn rules(&self) -> &'a Rules {
        &self.body.setting.rules
    }

    pub(super) fn level(&self) -> Level {
        self.body.id.level()
    }

    /// Whether the rows belong to a body with a name; without one nobody can say that a roster is complete.
    pub(super) fn is_named(&self) -> bool {
        !self.body.id.place().is_empty()
    }

    /// The body's place for messages: 霞垅村.
    pub(super) fn place(&self) -> &'a str {
        self.body.id.place()
    }

    /// The first row of results.
    pub(super) fn congress(&self) -> Option<&'a Row<CongressFacts>> {
        self.body.congress.row()
    }

    /// Everybody in the rosters of this term: delegates, nominees, officers.
    pub(super) fn people(&self) -> impl Iterator<Item = Someone<'a>> {
        self.body.people()
    }

    /// Delegates, nominees, officers, officers of the last term.
    pub(super) fn rosters(&self) -> [Vec<Someone<'a>>; 4] {
        self.body.rosters()
    }

    /// Officers whose role satisfies a condition.
    pub(super) fn officers(&self, is: impl Fn(Role) -> bool) -> Vec<&'a Member<'a>> {
        self.body.roster().iter().filter(|member| member.role.is_some_and(&is)).collect()
    }

    /// How many people sit on the executive, each once; leaders count where the cycle says so.
    pub(super) fn executive_size(&self) -> u32 {
        count(self.body.executive_of(self.body.roster()).count())
    }

    /// The votes for the executive itself, write-ins included.
    pub(super) fn member_votes(&self) -> impl Iterator<Item = &'a VoteLine<'a>> {
        self.body.congress.votes.iter()
    }

    /// Those marked elected to the executive whom the roster of officers lacks.
    pub(super) fn unlisted(&self) -> Vec<(&'a VoteLine<'a>, &'a str)> {
        let listed: BTreeSet<&str> =
            self.body.roster().iter().map(|member| member.entry.row.value.person.name_text()).collect();
        let marked = self.member_votes().filter(|line| line.row.value.elected.get() == Some(true));
        let named = marked.filter_map(|line| Some((line, line.name()?)));
        named.filter(|(_, name)| !listed.is_empty() && !listed.contains(name)).collect()
    }

    /// The votes for the executive, then those for its leaders.
    pub(super) fn votes(&self) -> impl Iterator<Item = &'a VoteLine<'a>> {
        self.body.congress.votes.iter().chain(&self.body.plenary.votes)
    }

    /// 应选人数, from the result sheet or from the cycle.
    pub(super) fn seats(&self) -> Option<u32> {
        self.body.congress.seats.get()
    }

    /// What the rules make of the vote for the executive; `None` where a number is missing or a row is not sound.
    pub(super) fn outcomes(&self) -> Option<Vec<(&'a VoteLine<'a>, Outcome)>> {
        let votes = &self.body.congress.votes;
        let outcomes: Option<Vec<_>> = votes.iter().map(|line| Some((line, line.outcome?))).collect();
        outcomes.filter(|outcomes| !outcomes.is_empty())
    }
}

pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The name among `names` that differs from this one by one character, for a hint.
pub(super) fn near<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    names.filter(|other| *other != name).find(|other| strsim::levenshtein(name, other) == 1)
}

/// How a message about one cell names another: `D7` in the same sheet, `名单!D7` in the same file, else in full.
pub(super) fn seen_from(here: &Place, there: &Place) -> String {
    match (there.sheet(), there.cell()) {
        (sheet, Some(cell)) if here.file() == there.file() && here.sheet() == sheet => cell,
        (Some(sheet), Some(cell)) if here.file() == there.file() => format!("{sheet}!{cell}"),
        _ => there.to_string(),
    }
}
