//! What a rule is shown: one body with the cycle, and the questions that several rules ask of it.

use std::collections::BTreeSet;

use crate::cycle::{Cycle, MajorityBase, Outcome, Rules, Tally, TieRule};
use crate::model::{
    BodyRows, Congress, Delegate, Level, Name, Nominee, Officer, PartialDate, Person, Records, Role, Row,
    TableKind, Vote,
};
use crate::problem::Place;

/// Everything that was read.
#[derive(Debug)]
pub(super) struct Whole<'a> {
    pub bodies: &'a [BodyRows<'a>],
    pub records: &'a Records,
    pub cycle: &'a Cycle,
    /// The base date of ages in the list of the last term, where it is known.
    pub previous_as_of: Option<PartialDate>,
}

/// One body.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case<'a> {
    pub rows: &'a BodyRows<'a>,
    pub whole: &'a Whole<'a>,
}

/// A row about a person, of whatever roster.
#[derive(Debug, Clone, Copy)]
pub(super) enum Someone<'a> {
    Delegate(&'a Row<Delegate>),
    Nominee(&'a Row<Nominee>),
    Officer(&'a Row<Officer>),
}

impl<'a> Someone<'a> {
    pub(super) fn person(self) -> &'a Person {
        match self {
            Self::Delegate(row) => &row.value.person,
            Self::Nominee(row) => &row.value.person,
            Self::Officer(row) => &row.value.person,
        }
    }

    pub(super) fn at(self, field: &str) -> Place {
        match self {
            Self::Delegate(row) => row.at(field),
            Self::Nominee(row) => row.at(field),
            Self::Officer(row) => row.at(field),
        }
    }

    pub(super) fn table(self) -> TableKind {
        match self {
            Self::Delegate(_) => TableKind::Delegates,
            Self::Nominee(_) => TableKind::Nominees,
            Self::Officer(row) => row.table,
        }
    }

    /// Whether her table has a column for this field.
    pub(super) fn has_column(self, field: &str) -> bool {
        matches!(self.at(field), Place::Cell { .. })
    }

    /// Her name, or `?` where the row has none.
    pub(super) fn name(self) -> &'a str {
        match self.person().name_text() {
            "" => "？",
            name => name,
        }
    }
}

/// A number that votes are compared with, and how messages call it: 有效票 27 张.
#[derive(Debug, Clone, Copy)]
pub(super) struct Base {
    pub number: u32,
    pub zh: &'static str,
    /// 人 or 张.
    pub counter: &'static str,
    pub en: &'static str,
}

/// The majority of one election: the fewest votes, and the number they are counted over.
#[derive(Debug, Clone, Copy)]
pub(super) struct Majority {
    pub needed: u32,
    pub base: Base,
    /// False where the true base is not known and a smaller number stands for it.
    pub exact: bool,
}

const ENTITLED: Base = Base { number: 0, zh: "应到代表", counter: "人", en: "delegates entitled" };
const PRESENT: Base = Base { number: 0, zh: "实到代表", counter: "人", en: "delegates present" };
const RETURNED: Base = Base { number: 0, zh: "收回选票", counter: "张", en: "ballots returned" };
const VALID: Base = Base { number: 0, zh: "有效票", counter: "张", en: "valid ballots" };
const MEMBERS: Base = Base { number: 0, zh: "应到执委", counter: "人", en: "members of the executive" };
const VOTERS: Base = Base { number: 0, zh: "到会执委", counter: "人", en: "voters present" };

impl<'a> Case<'a> {
    pub(super) fn cycle(&self) -> &'a Cycle {
        self.whole.cycle
    }

    pub(super) fn rules(&self) -> &'a Rules {
        &self.whole.cycle.rules
    }

    pub(super) fn level(&self) -> Level {
        self.rows.body.level()
    }

    /// Whether the rows belong to a body with a name; without one nobody can say that a roster is complete.
    pub(super) fn is_named(&self) -> bool {
        !self.rows.body.place().is_empty()
    }

    /// The body's place for messages: 霞垅村.
    pub(super) fn place(&self) -> &'a str {
        self.rows.body.place()
    }

    pub(super) fn congress(&self) -> Option<&'a Row<Congress>> {
        self.rows.congress()
    }

    /// Everybody in the rosters of this term: delegates, nominees, officers.
    pub(super) fn people(&self) -> impl Iterator<Item = Someone<'a>> {
        let rosters = self.rosters();
        rosters.into_iter().take(3).flatten()
    }

    /// Delegates, nominees, officers, officers of the last term.
    pub(super) fn rosters(&self) -> [Vec<Someone<'a>>; 4] {
        [
            self.rows.delegates.iter().copied().map(Someone::Delegate).collect(),
            self.rows.nominees.iter().copied().map(Someone::Nominee).collect(),
            self.rows.officers.iter().copied().map(Someone::Officer).collect(),
            self.rows.previous.iter().copied().map(Someone::Officer).collect(),
        ]
    }

    /// Officers whose role satisfies a condition.
    pub(super) fn officers(&self, is: impl Fn(Role) -> bool) -> Vec<&'a Row<Officer>> {
        self.rows.officers.iter().copied().filter(|row| row.value.role.get().is_some_and(&is)).collect()
    }

    /// How many people sit on the executive, each once; leaders count where the cycle says so.
    pub(super) fn executive_size(&self) -> u32 {
        let counts = |row: &&&Row<Officer>| self.rules().exec_includes_leaders || !row.value.is_leader();
        distinct(self.rows.officers.iter().filter(counts).map(|row| &row.value.person))
    }

    /// The votes for the executive itself, write-ins included.
    pub(super) fn member_votes(&self) -> impl Iterator<Item = &'a Row<Vote>> {
        self.rows.votes.iter().copied().filter(|row| row.value.post() == Role::Member)
    }

    /// What 赞成+反对+弃权 of this row must come to: 有效票, or the voters that the row itself names.
    pub(super) fn electorate(&self, vote: &Vote) -> Option<Base> {
        let for_members = vote.post() == Role::Member;
        match vote.voters.get() {
            Some(number) if for_members => Some(Base { number, ..VALID }),
            Some(number) => Some(Base { number, ..VOTERS }),
            None if for_members => {
                let stated = self.congress().and_then(|row| row.value.valid.get());
                stated.or(vote.valid.get()).map(|number| Base { number, ..VALID })
            }
            None => None,
        }
    }

    /// The sum that all nominees' rows share although it is not the number of valid ballots: then that number is
    /// the slip, not the rows.
    pub(super) fn common_sum(&self) -> Option<u32> {
        let valid = self.congress()?.value.valid.get()?;
        let rows = self.member_votes().filter(|row| !row.value.write_in && row.value.voters.is_blank());
        let sums: Vec<u32> = rows.filter_map(|row| vote_sum(&row.value)).collect();
        let first = *sums.first()?;
        (sums.len() > 1 && first != valid && sums.iter().all(|&sum| sum == first)).then_some(first)
    }

    /// Whether the row's own numbers agree, so that conclusions can be drawn from them.
    pub(super) fn is_sound(&self, vote: &Vote) -> bool {
        let Some(Base { number: total, .. }) = self.electorate(vote).filter(|_| self.common_sum().is_none())
        else {
            return true;
        };
        let fits = vote.in_favour.get().is_none_or(|votes| votes <= total);
        fits && (vote.write_in || vote_sum(vote).is_none_or(|sum| sum == total))
    }

    /// The majority that a vote needs; `None` where nothing is known to count it over.
    pub(super) fn majority(&self, vote: &Vote) -> Option<Majority> {
        let base = self.rules().majority_base;
        let known =
            if vote.post() == Role::Member { self.congress_bases(vote) } else { self.plenary_bases(vote) };
        let wanted = if base == MajorityBase::Entitled { 0 } else { 1 };
        let (at, base) =
            known.into_iter().enumerate().skip(wanted).find_map(|(at, base)| Some((at, base?)))?;
        let needed = self.rules().majority_of(base.number);
        Some(Majority { needed, base, exact: at == wanted })
    }

    /// 应到 first, then 实到, then the numbers that cannot be larger than it.
    fn congress_bases(&self, vote: &Vote) -> Vec<Option<Base>> {
        let congress = self.congress().map(|row| &row.value);
        let base = |pick: fn(&Congress) -> Option<u32>, name: Base| {
            congress.and_then(pick).map(|number| Base { number, ..name })
        };
        vec![
            base(|c| c.entitled.get(), ENTITLED),
            base(|c| c.present.get(), PRESENT),
            base(|c| c.returned.get(), RETURNED),
            base(|c| c.valid.get(), VALID).or(vote.valid.get().map(|number| Base { number, ..VALID })),
            vote.voters.get().map(|number| Base { number, ..VALID }),
        ]
    }

    /// All members of the executive first, then those present.
    fn plenary_bases(&self, vote: &Vote) -> Vec<Option<Base>> {
        let all = distinct(self.rows.officers.iter().map(|row| &row.value.person));
        let voters = vote.voters.get();
        let whole = Some(all).filter(|&all| all > 0 && voters.is_none_or(|voters| voters <= all));
        vec![whole.map(|number| Base { number, ..MEMBERS }), voters.map(|number| Base { number, ..VOTERS })]
    }

    /// 应选人数, from the result sheet or from the cycle.
    pub(super) fn seats(&self) -> Option<u32> {
        let stated = self.congress().and_then(|row| row.value.seats.get());
        stated.or_else(|| self.cycle().body(&self.rows.body).and_then(|body| body.seats))
    }

    /// What the rules make of the vote for the executive; `None` where a number is missing or a row is not sound.
    pub(super) fn outcomes(&self) -> Option<Vec<(&'a Row<Vote>, Outcome)>> {
        let rows: Vec<_> = self.member_votes().collect();
        let seats = self.seats()?;
        let majority = self.majority(&rows.first()?.value).filter(|majority| majority.exact)?;
        let needs_against = self.rules().tie_rule == TieRule::FewestAgainst;
        let tally = |row: &&Row<Vote>| {
            let in_favour = row.value.in_favour.get()?;
            let matters = needs_against && in_favour >= majority.needed;
            let against = row.value.against.get().or(if matters { None } else { Some(0) })?;
            self.is_sound(&row.value).then_some(Tally { in_favour, against })
        };
        let tallies: Vec<Tally> = rows.iter().map(tally).collect::<Option<_>>()?;
        Some(rows.into_iter().zip(self.rules().elect(&tallies, seats, majority.base.number)).collect())
    }

    /// Whether the sheet says she was elected. In a column that is ticked for some, no tick means no.
    pub(super) fn said_elected(&self, row: &Row<Vote>) -> Option<bool> {
        let somebody_ticked = || self.member_votes().any(|other| other.value.elected.get() == Some(true));
        row.value
            .elected
            .get()
            .or_else(|| (row.value.elected.is_blank() && somebody_ticked()).then_some(false))
    }

    /// Names on the ballot for the executive, without write-ins.
    pub(super) fn names_on_ballot(&self) -> BTreeSet<&'a str> {
        self.member_votes().filter(|row| !row.value.write_in).filter_map(|row| vote_name(row)).collect()
    }
}

/// The name in a vote row.
pub(super) fn vote_name(row: &Row<Vote>) -> Option<&str> {
    row.value.name.known().map(Name::as_str)
}

/// 赞成+反对+弃权, where all three are known.
pub(super) fn vote_sum(vote: &Vote) -> Option<u32> {
    let (in_favour, against, abstain) = (vote.in_favour.get()?, vote.against.get()?, vote.abstain.get()?);
    Some(in_favour.saturating_add(against).saturating_add(abstain))
}

/// How many different people these are, by name and birth month.
pub(super) fn distinct<'a>(people: impl Iterator<Item = &'a Person>) -> u32 {
    let people: BTreeSet<_> =
        people.map(|person| (person.name_text(), person.birth.get().map(|birth| birth.to_month()))).collect();
    u32::try_from(people.len()).unwrap_or(u32::MAX)
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
