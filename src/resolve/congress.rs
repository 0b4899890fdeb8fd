//! The congress of a body, which elects the committee.

use std::collections::BTreeSet;

use crate::cycle::{Cycle, Method, Setting};
use crate::model::{CongressFacts, Field, Name, PartialDate, Row, Standing};
use crate::resolve::election::{
    Counted, Quorum, Teller, Validity, counted, majority_base, quorum, set, validity,
};
use crate::resolve::mention::Attendee;
use crate::resolve::sourced::{Claim, Sourced};
use crate::resolve::tree::Rows;
use crate::resolve::vote::{Verdict, VoteLine};

/// The congress, and its election of the committee.
#[derive(Debug, Clone, Default)]
pub struct Congress<'a> {
    /// The rows of all sheets about it, results tables first; one for each sheet.
    pub rows: Vec<&'a Row<CongressFacts>>,
    /// Further rows of a sheet that has one already: not used.
    pub repeated: Vec<&'a Row<CongressFacts>>,
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

/// Delegates and attendance of the roster: people, each once.
pub(super) fn count_delegates(roster: &[Attendee<'_>], into: &mut Counted) {
    let own: Vec<_> = roster.iter().filter(|attendee| attendee.standing == Standing::Delegate).collect();
    let Some(first) = own.first().map(|attendee| attendee.entry.row.at(Field::Name)) else { return };
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
fn by_sheet<'a>(rows: &Rows<'a>) -> (Vec<&'a Row<CongressFacts>>, Vec<&'a Row<CongressFacts>>) {
    let mut sorted = rows.congresses.clone();
    sorted
        .sort_by_key(|row| row.columns.contains_key(&Field::Name) || !row.columns.contains_key(&Field::Unit));
    // The lines around a tally add to one another, and where they contradict a rule says so.
    let is_line = |row: &Row<CongressFacts>| row.columns.contains_key(&Field::For);
    let mut kept: Vec<&Row<CongressFacts>> = Vec::new();
    let mut repeated = Vec::new();
    for row in sorted {
        let same_sheet = |other: &&&Row<CongressFacts>| {
            other.source.file == row.source.file && other.source.sheet == row.source.sheet && !is_line(row)
        };
        if kept.iter().any(|other| same_sheet(&other)) { repeated.push(row) } else { kept.push(row) }
    }
    (kept, repeated)
}

/// A number of the congress from all its sheets.
fn stated(
    rows: &[&Row<CongressFacts>],
    field: Field,
    pick: impl Fn(&CongressFacts) -> crate::model::Given<u32>,
) -> Sourced<u32> {
    rows.iter()
        .fold(Sourced::unknown(), |known, row| known.or(Sourced::stated(&pick(&row.value), || row.at(field))))
}

fn text(
    rows: &[&Row<CongressFacts>],
    pick: impl Fn(&CongressFacts) -> &crate::model::Given<String>,
    field: Field,
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
            place: text(&sheets, |c| &c.place, Field::Place)
                .or_unless(Sourced::set(section.and_then(|section| section.place.clone())), |_, _| true),
            host: text(&sheets, |c| &c.host, Field::Host)
                .or_unless(Sourced::set(section.and_then(|section| section.host.clone())), |_, _| true),
            delegate_seats: Sourced::set(section.and_then(|section| section.delegates)).or(rows
                .facts
                .map(|row| Sourced::stated(&row.value.delegate_seats, || row.at(Field::DelegateSeats)))
                .unwrap_or_default()),
            entitled: stated(&sheets, Field::Entitled, |c| c.entitled),
            present: stated(&sheets, Field::Present, |c| c.present),
            issued: stated(&sheets, Field::Issued, |c| c.issued),
            returned: stated(&sheets, Field::Returned, |c| c.returned),
            valid: stated(&sheets, Field::Valid, |c| c.valid),
            void: stated(&sheets, Field::Void, |c| c.void),
            seats: stated(&sheets, Field::Seats, |c| c.seats)
                .or(Sourced::set(section.and_then(|section| section.seats))),
            // Papers list these people, so that the number is that of the list.
            nominees: counted(count.nominees.as_ref())
                .or(counted(count.voted_on.as_ref()))
                .counted_or(stated(&sheets, Field::Nominees, |c| c.nominees)),
            elected: counted(count.executive.as_ref())
                .counted_or(stated(&sheets, Field::Elected, |c| c.elected)),
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

    /// Those level at the last seat, whom a new vote decides on (DOMAIN R61).
    pub fn tied(&self) -> impl Iterator<Item = &VoteLine<'a>> {
        self.votes.iter().filter(|line| line.verdict == Some(Verdict::Tied))
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
    pub fn row(&self) -> Option<&'a Row<CongressFacts>> {
        self.rows.first().copied()
    }

    /// Every number that contradicts another, with its field.
    pub fn contradictions(&self) -> impl Iterator<Item = (Field, &Claim<u32>, &Claim<u32>)> {
        let fields = [
            (Field::Entitled, &self.entitled),
            (Field::Present, &self.present),
            (Field::Issued, &self.issued),
            (Field::Returned, &self.returned),
            (Field::Valid, &self.valid),
            (Field::Void, &self.void),
            (Field::Seats, &self.seats),
            (Field::Nominees, &self.nominees),
            (Field::Elected, &self.elected),
        ];
        fields.into_iter().flat_map(|(field, value)| {
            value.others().iter().filter_map(move |other| Some((field, value.claim()?, other)))
        })
    }
}

/// The day: of the results, of the cycle, of the table of progress. A month agrees with a day in it.
fn date(rows: &Rows<'_>, sheets: &[&Row<CongressFacts>], set: Option<PartialDate>) -> Sourced<PartialDate> {
    let agree = |a: &PartialDate, b: &PartialDate| a.agrees_with(*b);
    let stated = sheets.iter().fold(Sourced::unknown(), |known, row| {
        known.or_unless(Sourced::stated(&row.value.date, || row.at(Field::Date)), agree)
    });
    let noted = rows.progress.map(|row| Sourced::stated(&row.value.congress, || row.at(Field::Congress)));
    stated.or_unless(Sourced::set(set), agree).or_unless(noted.unwrap_or_default(), agree)
}

fn names<'a>(
    sheets: &[&'a Row<CongressFacts>],
    pick: impl Fn(&'a CongressFacts) -> &'a Vec<Name>,
) -> Vec<&'a Name> {
    let first = sheets.iter().map(|row| pick(&row.value)).find(|names| !names.is_empty());
    first.into_iter().flatten().collect()
}

/// 监票人、计票人 of the first sheet that names any, with their roles from `cycle.toml`, else of `cycle.toml`.
fn tellers(sheets: &[&Row<CongressFacts>], own: &[crate::cycle::Teller]) -> Vec<Teller> {
    let named = sheets.iter().find(|row| !row.value.tellers.is_empty());
    let Some(row) = named else { return set(own) };
    // The column names people; who of them does what only the cycle can tell.
    let role =
        |name: &Name| own.iter().find(|known| known.name == name.as_str()).map(|known| known.role.clone());
    let teller = |name: &Name| Teller {
        name: name.to_string(),
        role: role(name),
        place: Some(row.at(Field::Tellers)),
    };
    row.value.tellers.iter().map(teller).collect()
}
