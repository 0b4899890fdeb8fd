//! The two elections of a body: the congress elects the committee, the committee's first plenary its leaders.

use std::collections::BTreeSet;

use crate::cycle::{Cycle, Method, Setting};
use crate::model::{Congress as Record, Name, PartialDate, Role, Row};
use crate::problem::Place;
use crate::resolve::mention::{Attendee, Standing};
use crate::resolve::sourced::{Claim, Origin, Sourced};
use crate::resolve::tree::Rows;
use crate::resolve::vote::{Ballots, Board, Verdict, VoteLine, is_for_leader};

/// Whether an election counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Validity {
    /// Nobody has voted yet.
    #[default]
    Pending,
    /// A quorum, and no more ballots returned than issued (DOMAIN R47, R57).
    Valid,
    /// No quorum, or more ballots returned than issued: nobody is elected.
    Invalid,
    /// Numbers that decide it are missing.
    Unknown,
}

/// A scrutineer or counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teller {
    /// 姓名.
    pub name: String,
    /// 总监票人, 监票人 …; `None` where the table names people only.
    pub role: Option<String>,
    /// The cell; `None` for one of `cycle.toml`.
    pub place: Option<Place>,
}

/// The quorum of an election.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Quorum {
    /// The fewest who must be present.
    pub needed: Option<u32>,
    /// Whether they were; `None` where a number is missing.
    pub met: Option<bool>,
}

/// The congress, and its election of the committee.
#[derive(Debug, Clone, Default)]
pub struct Congress<'a> {
    /// The rows of all sheets about it, results tables first; one for each sheet.
    pub rows: Vec<&'a Row<Record>>,
    /// Further rows of a sheet that has one already: not used.
    pub repeated: Vec<&'a Row<Record>>,
    /// 大会日期.
    pub date: Sourced<PartialDate>,
    /// 地点.
    pub place: Sourced<String>,
    /// 主持人.
    pub host: Sourced<String>,
    /// 代表名额: how many delegates are to be chosen.
    pub delegate_seats: Sourced<u32>,
    /// 应到代表.
    pub entitled: Sourced<u32>,
    /// 实到代表.
    pub present: Sourced<u32>,
    /// 发出选票.
    pub issued: Sourced<u32>,
    /// 收回选票.
    pub returned: Sourced<u32>,
    /// 有效票.
    pub valid: Sourced<u32>,
    /// 无效票.
    pub void: Sourced<u32>,
    /// 应选人数.
    pub seats: Sourced<u32>,
    /// 候选人数.
    pub nominees: Sourced<u32>,
    /// 当选人数: 执委 as the cycle counts them, with or without the leaders.
    pub elected: Sourced<u32>,
    /// 监票人、计票人.
    pub tellers: Vec<Teller>,
    /// 主席 as the result sheets name her.
    pub chairs: Vec<&'a Name>,
    /// 副主席 as the result sheets name them.
    pub vice_chairs: Vec<&'a Name>,
    /// How the members are elected.
    pub method: Method,
    /// Whether enough came.
    pub quorum: Quorum,
    /// Whether the election counts.
    pub validity: Validity,
    /// The votes for the committee.
    pub votes: Vec<VoteLine<'a>>,
}

/// The first plenary of the committee, and its election of chair and vice-chairs.
#[derive(Debug, Clone, Default)]
pub struct Plenary<'a> {
    /// The day: that of the congress, whose members meet when it is over.
    pub date: Option<PartialDate>,
    /// 主持人.
    pub host: Option<String>,
    /// Members of the committee: all who hold a post in it.
    pub entitled: Sourced<u32>,
    /// 到会执委.
    pub present: Sourced<u32>,
    /// How many vice-chairs there are to be, where anything tells: the rules, else the vice-chairs elected, else the
    /// nominees for it.
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
}

/// What the rosters of the body count.
#[derive(Debug, Clone, Default)]
pub(super) struct Counted {
    /// 正式代表 of the roster; `None` without a roster.
    pub(super) delegates: Option<(u32, Place)>,
    /// Those who came, where the roster says so of everybody.
    pub(super) came: Option<(u32, Place)>,
    /// Nominees.
    pub(super) nominees: Option<(u32, Place)>,
    /// Names on the ballot for the committee.
    pub(super) voted_on: Option<(u32, Place)>,
    /// 执委 of the roster of officers, as the cycle counts them.
    pub(super) executive: Option<(u32, Place)>,
    /// Everybody in it, leaders and members.
    pub(super) board: Option<(u32, Place)>,
}

fn counted(found: Option<&(u32, Place)>) -> Sourced<u32> {
    found.map_or_else(Sourced::unknown, |(count, place)| Sourced::of(*count, Origin::Counted(place.clone())))
}

/// Delegates and attendance of the roster: people, each once.
pub(super) fn count_delegates(roster: &[Attendee<'_>], into: &mut Counted) {
    let own: Vec<_> = roster.iter().filter(|attendee| attendee.standing == Standing::Delegate).collect();
    let Some(first) = own.first().map(|attendee| attendee.entry.row.at("name")) else { return };
    let people = |wanted: &dyn Fn(&Attendee<'_>) -> bool| {
        let people: BTreeSet<_> =
            own.iter().filter(|attendee| wanted(attendee)).map(|attendee| attendee.entry.person).collect();
        u32::try_from(people.len()).unwrap_or(u32::MAX)
    };
    into.delegates = Some((people(&|_| true), first.clone()));
    if own.iter().all(|attendee| attendee.came.is_some()) {
        into.came = Some((people(&|attendee| attendee.came == Some(true)), first));
    }
}

/// One row for each sheet, results tables first: their cells are single numbers, not a sentence.
fn by_sheet<'a>(rows: &Rows<'a>) -> (Vec<&'a Row<Record>>, Vec<&'a Row<Record>>) {
    let mut sorted = rows.congresses.clone();
    sorted.sort_by_key(|row| row.columns.contains_key("name") || !row.columns.contains_key("unit"));
    let mut kept: Vec<&Row<Record>> = Vec::new();
    let mut repeated = Vec::new();
    for row in sorted {
        let same_sheet = |other: &&&Row<Record>| {
            other.source.file == row.source.file && other.source.sheet == row.source.sheet
        };
        if kept.iter().any(|other| same_sheet(&other)) { repeated.push(row) } else { kept.push(row) }
    }
    (kept, repeated)
}

/// A number of the congress from all its sheets.
fn stated(
    rows: &[&Row<Record>],
    field: &str,
    pick: impl Fn(&Record) -> crate::model::Given<u32>,
) -> Sourced<u32> {
    rows.iter()
        .fold(Sourced::unknown(), |known, row| known.or(Sourced::stated(&pick(&row.value), || row.at(field))))
}

fn text(
    rows: &[&Row<Record>],
    pick: impl Fn(&Record) -> &crate::model::Given<String>,
    field: &str,
) -> Sourced<String> {
    rows.iter()
        .fold(Sourced::unknown(), |known, row| known.or(Sourced::stated(pick(&row.value), || row.at(field))))
}

impl<'a> Congress<'a> {
    /// The congress from its tables, then `cycle.toml`, then the rosters.
    pub(super) fn of(rows: &Rows<'a>, cycle: &Cycle, setting: &Setting<'_>, count: &Counted) -> Self {
        let (sheets, repeated) = by_sheet(rows);
        let section = cycle.body(&rows.body);
        let tellers = tellers(&sheets, section.map(|section| section.tellers.as_slice()).unwrap_or_default());
        let mut congress = Self {
            date: date(rows, &sheets, section.and_then(|section| section.date)),
            place: text(&sheets, |c| &c.place, "place")
                .or_unless(Sourced::set(section.and_then(|section| section.place.clone())), |_, _| true),
            host: text(&sheets, |c| &c.host, "host")
                .or_unless(Sourced::set(section.and_then(|section| section.host.clone())), |_, _| true),
            delegate_seats: Sourced::set(section.and_then(|section| section.delegates)).or(rows
                .facts
                .map(|row| Sourced::stated(&row.value.delegate_seats, || row.at("delegate_seats")))
                .unwrap_or_default()),
            entitled: stated(&sheets, "entitled", |c| c.entitled),
            present: stated(&sheets, "present", |c| c.present),
            issued: stated(&sheets, "issued", |c| c.issued),
            returned: stated(&sheets, "returned", |c| c.returned),
            valid: stated(&sheets, "valid", |c| c.valid),
            void: stated(&sheets, "void", |c| c.void),
            seats: stated(&sheets, "seats", |c| c.seats)
                .or(Sourced::set(section.and_then(|section| section.seats))),
            // Papers list these people, so that the number is that of the list.
            nominees: counted(count.nominees.as_ref())
                .or(counted(count.voted_on.as_ref()))
                .counted_or(stated(&sheets, "nominees", |c| c.nominees)),
            elected: counted(count.executive.as_ref()).counted_or(stated(&sheets, "elected", |c| c.elected)),
            chairs: names(&sheets, |c| &c.chairs),
            vice_chairs: names(&sheets, |c| &c.vice_chairs),
            method: setting.members_by,
            tellers,
            rows: sheets,
            repeated,
            ..Self::default()
        };
        let voted = congress.returned.is_known() || count.board.is_some();
        congress.count_attendance(count, voted);
        congress.quorum = quorum(setting, congress.entitled.get(), congress.present.get());
        let over =
            congress.returned.get().zip(congress.issued.get()).map(|(returned, issued)| returned > issued);
        congress.validity = validity(voted, congress.quorum.met, over);
        congress
    }

    /// 应到 and 实到 beside what the roster of delegates counts.
    ///
    /// A roster that says who came lists everybody; before the vote it lists those who were chosen; otherwise it may be
    /// of all or of those who came, and contradicts only where it is neither.
    fn count_attendance(&mut self, count: &Counted, voted: bool) {
        let Some((listed, _)) = count.delegates else { return };
        let (entitled, present) = (self.entitled.get(), self.present.get());
        let is_whole = count.came.is_some();
        let fits_neither = entitled != Some(listed) && present != Some(listed);
        if is_whole || !voted || (entitled.is_some() && fits_neither) {
            self.entitled = std::mem::take(&mut self.entitled).or(counted(count.delegates.as_ref()));
        } else if entitled.is_none() && present.is_some() && fits_neither {
            self.present = std::mem::take(&mut self.present).or(counted(count.delegates.as_ref()));
        }
        if voted || present.is_some() {
            self.present = std::mem::take(&mut self.present).or(counted(count.came.as_ref()));
        }
    }

    /// The number that the majority of its election is counted over; `None` where it is not known.
    #[must_use]
    pub fn majority_base(&self, setting: &Setting<'_>) -> Option<u32> {
        majority_base(setting, self.entitled.get(), self.present.get())
    }

    /// How many were absent.
    #[must_use]
    pub fn absent(&self) -> Option<u32> {
        self.entitled.get()?.checked_sub(self.present.get()?)
    }

    /// Whether there are more nominees than seats (差额选举): by the numbers, by the rules where there are none.
    #[must_use]
    pub fn has_margin(&self, setting: &Setting<'_>) -> bool {
        self.margin().map_or_else(|| setting.rules.has_margin(), |margin| margin > 0)
    }

    /// How many nominees there are above the seats.
    #[must_use]
    pub fn margin(&self) -> Option<u32> {
        self.nominees.get()?.checked_sub(self.seats.get()?)
    }

    /// The first row of results, at which problems of the congress as a whole are shown.
    #[must_use]
    pub fn row(&self) -> Option<&'a Row<Record>> {
        self.rows.first().copied()
    }

    /// Every number that contradicts another, with the field's name.
    pub fn contradictions(&self) -> impl Iterator<Item = (&'static str, &Claim<u32>, &Claim<u32>)> {
        let fields = [
            ("entitled", &self.entitled),
            ("present", &self.present),
            ("issued", &self.issued),
            ("returned", &self.returned),
            ("valid", &self.valid),
            ("void", &self.void),
            ("seats", &self.seats),
            ("nominees", &self.nominees),
            ("elected", &self.elected),
        ];
        fields.into_iter().flat_map(|(field, value)| {
            value.others().iter().filter_map(move |other| Some((field, value.claim()?, other)))
        })
    }

    /// Adds the votes for the committee.
    pub(super) fn vote(&mut self, rows: &Rows<'a>, setting: &Setting<'_>, board: &Board<'a>) {
        self.votes = Ballots::new(rows, setting, self, board, 0).committee();
    }
}

impl<'a> Plenary<'a> {
    pub(super) fn of(
        (rows, cycle, setting): (&Rows<'a>, &Cycle, &Setting<'_>),
        congress: &Congress<'a>,
        count: &Counted,
        board: &Board<'a>,
    ) -> Self {
        let section = cycle.body(&rows.body);
        let voters = rows.votes.iter().filter(|row| is_for_leader(&row.value));
        let present =
            voters.filter_map(|row| Some((row.value.voters.get()?, row))).max_by_key(|(count, _)| *count);
        let present = present.map_or_else(Sourced::unknown, |(count, row)| {
            Sourced::of(count, Origin::Stated(row.at("voters")))
        });
        let elected =
            if setting.rules.exec_includes_leaders { congress.elected.clone() } else { Sourced::unknown() };
        let entitled = counted(count.board.as_ref()).or_unless(elected, |_, _| true);
        let members = entitled.get().unwrap_or(0);
        let mut votes = Ballots::new(rows, setting, congress, board, members).leaders();
        let voted = board.posts.iter().any(|(_, rank)| *rank < 3) || !votes.is_empty();
        let quorum = quorum(setting, entitled.get(), present.get());
        let validity = match congress.validity {
            Validity::Invalid => Validity::Invalid,
            _ => validity(voted, quorum.met, None),
        };
        if validity == Validity::Invalid {
            votes.iter_mut().for_each(|line| line.verdict = Some(Verdict::Void));
        }
        Self {
            date: congress.date.get(),
            host: section.and_then(|section| section.plenary_host.clone()),
            tellers: set(section.map(|section| section.plenary_tellers.as_slice()).unwrap_or_default()),
            method: setting.leaders_by,
            validity,
            vice_seats: vice_seats(rows, setting, board),
            entitled,
            present,
            quorum,
            votes,
        }
    }

    /// The number that the majority of the leaders' election is counted over: all members, or those present.
    #[must_use]
    pub fn majority_base(&self, setting: &Setting<'_>) -> Option<u32> {
        majority_base(setting, self.entitled.get(), self.present.get())
    }
}

/// The number that a majority is counted over: one number tells it only if the other would not change it.
fn majority_base(setting: &Setting<'_>, entitled: Option<u32>, present: Option<u32>) -> Option<u32> {
    let base =
        |unknown| setting.rules.majority_base_of(entitled.unwrap_or(unknown), present.unwrap_or(unknown));
    (base(0) == base(1)).then(|| base(0))
}

fn vice_seats(rows: &Rows<'_>, setting: &Setting<'_>, board: &Board<'_>) -> Option<u32> {
    let limits = setting.rules.committee(rows.body.level());
    if limits.vice_min == limits.vice_max {
        return Some(limits.vice_min);
    }
    let elected = board.posts.iter().filter(|(_, rank)| *rank == Role::ViceChair.rank()).count();
    let nominated = rows.nominees.iter().filter(|row| row.value.role.get().is_some_and(Role::is_vice));
    let nominated: BTreeSet<_> = nominated.filter_map(|row| row.value.person.name.known()).collect();
    let voted_on = rows.votes.iter().filter(|row| row.value.post().is_vice());
    let voted_on: BTreeSet<_> = voted_on.filter_map(|row| row.value.name.known()).collect();
    let told = [elected, nominated.len(), voted_on.len()].into_iter().find(|seats| *seats > 0);
    told.and_then(|seats| u32::try_from(seats).ok())
}

fn quorum(setting: &Setting<'_>, entitled: Option<u32>, present: Option<u32>) -> Quorum {
    Quorum {
        needed: entitled.map(|entitled| setting.rules.quorum_of(entitled)),
        met: entitled.zip(present).map(|(entitled, present)| setting.rules.is_quorum(present, entitled)),
    }
}

/// `over` tells whether more ballots came back than were given out.
fn validity(voted: bool, quorum: Option<bool>, over: Option<bool>) -> Validity {
    match (voted, quorum, over) {
        (false, ..) => Validity::Pending,
        (true, Some(false), _) | (true, _, Some(true)) => Validity::Invalid,
        (true, Some(true), _) => Validity::Valid,
        (true, None, _) => Validity::Unknown,
    }
}

/// The day: of the results, of the cycle, of the table of progress. A month agrees with a day in it.
fn date(rows: &Rows<'_>, sheets: &[&Row<Record>], set: Option<PartialDate>) -> Sourced<PartialDate> {
    let agree = |a: &PartialDate, b: &PartialDate| a.agrees_with(*b);
    let stated = sheets.iter().fold(Sourced::unknown(), |known, row| {
        known.or_unless(Sourced::stated(&row.value.date, || row.at("date")), agree)
    });
    let noted = rows.progress.map(|row| Sourced::stated(&row.value.congress, || row.at("congress")));
    stated.or_unless(Sourced::set(set), agree).or_unless(noted.unwrap_or_default(), agree)
}

fn names<'a>(sheets: &[&'a Row<Record>], pick: impl Fn(&'a Record) -> &'a Vec<Name>) -> Vec<&'a Name> {
    let first = sheets.iter().map(|row| pick(&row.value)).find(|names| !names.is_empty());
    first.into_iter().flatten().collect()
}

/// 监票人、计票人 of the first sheet that names any, with their roles from `cycle.toml`, else of `cycle.toml`.
fn tellers(sheets: &[&Row<Record>], own: &[crate::cycle::Teller]) -> Vec<Teller> {
    let named = sheets.iter().find(|row| !row.value.tellers.is_empty());
    let Some(row) = named else { return set(own) };
    // The column names people; who of them does what only the cycle can tell.
    let role =
        |name: &Name| own.iter().find(|known| known.name == name.as_str()).map(|known| known.role.clone());
    let teller =
        |name: &Name| Teller { name: name.to_string(), role: role(name), place: Some(row.at("tellers")) };
    row.value.tellers.iter().map(teller).collect()
}

fn set(tellers: &[crate::cycle::Teller]) -> Vec<Teller> {
    let teller = |teller: &crate::cycle::Teller| Teller {
        name: teller.name.clone(),
        role: Some(teller.role.clone()),
        place: None,
    };
    tellers.iter().map(teller).collect()
}
