//! The congress: when, where, how many, and what the rules ask of the numbers.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::cycle::BodySection;
use crate::cycle::Cycle;
use crate::model::BodyRows;
use crate::model::Congress;
use crate::model::Name;
use crate::model::PartialDate;
use crate::model::Person;

use crate::fill::context::{dates, seats};

/// What is known of a body's congress: its table first, then `cycle.toml`, then the rosters.
#[derive(Debug, Clone, Default)]
pub(super) struct Meeting {
    pub(super) date: Option<PartialDate>,
    pub(super) place: Option<String>,
    pub(super) host: Option<String>,
    pub(super) entitled: Option<u32>,
    /// 代表名额: how many are to be chosen.
    pub(super) delegate_seats: Option<u32>,
    pub(super) present: Option<u32>,
    pub(super) issued: Option<u32>,
    pub(super) returned: Option<u32>,
    pub(super) valid: Option<u32>,
    pub(super) void: Option<u32>,
    pub(super) seats: Option<u32>,
    pub(super) nominees: Option<u32>,
    pub(super) elected: Option<u32>,
    /// Members of the executive at its first plenary.
    pub(super) plenary_present: Option<u32>,
}

impl Meeting {
    pub(super) fn of(rows: &BodyRows<'_>, cycle: &Cycle) -> Self {
        let nothing = Congress::default();
        let row = rows.congress().map_or(&nothing, |row| &row.value);
        let section = cycle.body(&rows.body);
        let planned = rows.progress.and_then(|row| row.value.congress.get());
        let text =
            |known: Option<&str>, own: Option<&String>| known.map(str::to_owned).or_else(|| own.cloned());
        let nominees = rows.nominees.iter().map(|row| &row.value.person);
        let officers = rows.officers.iter().map(|row| &row.value.person);
        // A roster that says who came says how many; one that does not may list either.
        let said: Vec<bool> = rows.delegates.iter().filter_map(|row| row.value.attended.get()).collect();
        let is_whole = !said.is_empty() && said.len() == rows.delegates.len();
        let came = || said.iter().filter(|came| **came).count();
        // Before the vote a roster lists those who were chosen, and they are entitled to attend.
        let chosen = (!rows.has_voted() && !rows.delegates.is_empty()).then(|| number(rows.delegates.len()));
        let seats = rows.facts.and_then(|row| row.value.delegate_seats.get());
        Self {
            date: row.date.get().or(section.and_then(|section| section.date)).or(planned),
            place: text(row.place.text(), section.and_then(|section| section.place.as_ref())),
            host: text(row.host.text(), section.and_then(|section| section.host.as_ref())),
            entitled: row.entitled.get().or_else(|| is_whole.then(|| number(said.len()))).or(chosen),
            delegate_seats: section.and_then(|section| section.delegates).or(seats),
            present: row.present.get().or_else(|| is_whole.then(|| number(came()))),
            issued: row.issued.get(),
            returned: row.returned.get(),
            valid: row.valid.get(),
            void: row.void.get(),
            seats: row.seats.get().or(section.and_then(|section| section.seats)),
            nominees: row.nominees.get().or_else(|| people(nominees)),
            elected: row.elected.get().or_else(|| people(officers)),
            plenary_present: rows
                .votes
                .iter()
                .filter(|row| row.value.post().rank() < 3)
                .filter_map(|row| row.value.voters.get())
                .max(),
        }
    }

    /// The number that the majority of the members' election is counted over.
    pub(super) fn majority_base(&self, cycle: &Cycle) -> Option<u32> {
        match (self.entitled, self.present) {
            (Some(entitled), Some(present)) => Some(cycle.rules.majority_base_of(entitled, present)),
            // One number tells the base only if the other would not change it.
            (entitled, present) => {
                let base = |unknown| {
                    cycle.rules.majority_base_of(entitled.unwrap_or(unknown), present.unwrap_or(unknown))
                };
                (base(0) == base(1)).then(|| base(0))
            }
        }
    }

    /// Whether the congress is over.
    pub(super) fn is_held(&self) -> bool {
        self.returned.is_some()
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// How many people, `None` for nobody. One name with two birth months is two people.
fn people<'a>(rows: impl Iterator<Item = &'a Person>) -> Option<u32> {
    let known = rows.filter(|person| person.name.is_known());
    let people: BTreeSet<_> =
        known.map(|person| (person.name_text(), person.birth.get().map(PartialDate::to_month))).collect();
    (!people.is_empty()).then(|| number(people.len()))
}

/// The congress as templates see it.
pub(super) fn congress(meeting: &Meeting, rows: &BodyRows<'_>, cycle: &Cycle) -> Json {
    let rules = &cycle.rules;
    let Meeting { entitled, present, .. } = *meeting;
    let both = entitled.zip(present);
    let base = meeting.majority_base(cycle);
    let names = |names: &[Name]| names.iter().map(Name::as_str).map(str::to_owned).collect::<Vec<_>>();
    let row = rows.congress().map(|row| &row.value);
    let nothing = BodySection::default();
    let section = cycle.body(&rows.body).unwrap_or(&nothing);
    let mut tellers: Vec<Json> = row
        .iter()
        .flat_map(|row| names(&row.tellers))
        .map(|name| json!({ "name": name, "role": null }))
        .collect();
    if tellers.is_empty() {
        tellers = seats::tellers(&section.tellers);
    }
    json!({
        "date": dates::date(meeting.date),
        "time": section.time,
        "place": meeting.place,
        "host": meeting.host,
        "entitled": entitled,
        "delegate_seats": meeting.delegate_seats.or(entitled),
        "present": present,
        "absent": both.and_then(|(entitled, present)| entitled.checked_sub(present)),
        "issued": meeting.issued,
        "returned": meeting.returned,
        "valid": meeting.valid,
        "void": meeting.void,
        "seats": meeting.seats,
        "nominees": meeting.nominees,
        "margin": meeting.nominees.zip(meeting.seats).and_then(|(nominees, seats)| nominees.checked_sub(seats)),
        "elected": meeting.elected,
        "tellers": tellers,
        "chairs": row.map(|row| names(&row.chairs)).unwrap_or_default(),
        "vice_chairs": row.map(|row| names(&row.vice_chairs)).unwrap_or_default(),
        "quorum": {
            "text": rules.quorum_text(),
            "needed": entitled.map(|entitled| rules.quorum_of(entitled)),
            "met": both.map(|(entitled, present)| rules.is_quorum(present, entitled)),
        },
        "majority": {
            "text": rules.majority_text(),
            "base": rules.majority_base.label(),
            "needed": base.map(|base| rules.majority_of(base)),
        },
        "plenary": {
            "entitled": meeting.elected,
            "present": meeting.plenary_present,
            "needed": meeting.plenary_present.or(meeting.elected).map(|base| rules.majority_of(base)),
            "date": dates::date(meeting.date),
            "host": section.plenary_host,
            "tellers": seats::tellers(&section.plenary_tellers),
        },
    })
}
