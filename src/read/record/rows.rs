//! Columns and cells → typed rows.

use std::sync::Arc;

use crate::model::{
    CongressFacts, Delegate, Duty, Field, Given, Name, Nominee, Officer, Person, Presence, Progress, Records,
    Role, Row, Source, Statement, TableKind, UnitFacts, Vote,
};
use crate::read::grid::{Cell, CellRef};
use crate::read::limits;
use crate::read::record::nominee::nominee;
use crate::read::record::officer::not_elected;
use crate::read::record::person::{Term, noted, person, renewed, role};
use crate::read::record::reader::{RecordAt, RecordReader};
use crate::read::record::several::several;
use crate::read::record::shared::Shared;
use crate::read::record::vote::{vote, vote_of, written_votes};
use crate::read::value;
use crate::read::value::{Listed, Words};

/// Reads one row of a table, or a form, into the records; how many there are.
pub(in crate::read) fn read(reader: &mut RecordReader<'_>, shared: &Shared, records: &mut Records) -> usize {
    if not_elected(reader, shared.kind) {
        return 0;
    }
    let people = several(reader, shared.kind);
    if people.is_empty() {
        read_one(reader, shared, records);
        return 1;
    }
    let count = people.len();
    for one in people {
        reader.one = Some(one);
        read_one(reader, shared, records);
    }
    count
}

fn read_one(reader: &mut RecordReader<'_>, shared: &Shared, records: &mut Records) {
    match shared.kind {
        TableKind::Units => {
            let value = unit_facts(reader);
            records.units.push(row(reader, shared, value));
        }
        TableKind::Delegates => {
            let value = delegate(reader, shared);
            records.delegates.push(row(reader, shared, value));
        }
        TableKind::Nominees => {
            let value = nominee(reader, shared);
            records.nominees.push(row(reader, shared, value));
        }
        TableKind::Officers => {
            let value = officer(reader, shared, Term::This);
            records.officers.push(row(reader, shared, value));
        }
        TableKind::Previous => {
            let value = officer(reader, shared, Term::Last);
            records.previous.push(row(reader, shared, value));
        }
        TableKind::Congresses => {
            let value = congress(reader);
            records.congresses.push(row(reader, shared, value));
        }
        TableKind::Votes => {
            let value = vote(reader, shared);
            records.votes.push(row(reader, shared, value));
        }
        TableKind::Progress => {
            let value = progress(reader);
            records.progress.push(row(reader, shared, value));
        }
    }
}

pub(in crate::read) fn row<T>(reader: &mut RecordReader<'_>, shared: &Shared, value: T) -> Row<T> {
    let own = reader.text(Field::County);
    Row {
        table: shared.kind,
        county: if own.is_known() { own } else { shared.county.clone() },
        town: shared.town.clone(),
        unit: shared.unit.clone(),
        value,
        extra: reader.extra(),
        source: source(reader),
        columns: shared.columns.clone(),
    }
}

fn source(reader: &RecordReader<'_>) -> Source {
    let row = match reader.at {
        RecordAt::Row(row, _) => row,
        RecordAt::Form(form) => form.cells.get(&Field::Name).map_or(0, |at| at.row),
    };
    Source {
        file: reader.grid.file.clone(),
        sheet: reader.grid.sheet.clone(),
        row: u32::try_from(row).unwrap_or(0) + 1,
    }
}

/// Reads 另选他人：王芳3票、李梅2票: a vote for everybody whose name was written in.
pub(in crate::read) fn read_written_in(
    reader: &mut RecordReader<'_>,
    shared: &Shared,
    records: &mut Records,
    names: &str,
) -> usize {
    let mine = Shared { write_in: true, ..shared.clone() };
    let people: Vec<_> = value::votes_by_name(names).take(limits::LISTED).collect();
    let (count, alone) = (people.len(), people.len() == 1);
    let all_said = people.iter().all(|(_, votes)| votes.is_some());
    let shared_votes = if all_said { Given::Blank } else { written_votes(reader, alone) };
    for (name, votes) in people {
        reader.one = Some(Listed { name, role: None });
        let in_favour = votes.map_or(shared_votes, Given::Known);
        let value = Vote { in_favour, ..vote_of(reader, &mine) };
        records.votes.push(row(reader, &mine, value));
    }
    count
}

/// Reads one row of a table of units whose cells hold the names of people: a record for every name. How many.
pub(in crate::read) fn read_names(
    reader: &mut RecordReader<'_>,
    shared: &Shared,
    records: &mut Records,
) -> usize {
    let RecordAt::Row(at, header) = reader.at else { return 0 };
    let mut taken = 0;
    for post in &header.posts {
        let cell = CellRef { row: at, column: post.column as usize };
        let shown = reader.grid.at(cell).shown();
        if Words::get().is_blank_mark(&shown) {
            continue;
        }
        let mut columns = (*shared.columns).clone();
        columns.insert(Field::Name, post.column);
        let mine = Shared { columns: Arc::new(columns), ..shared.clone() };
        for one in reader.people_in(cell, &shown) {
            let role = one.role.unwrap_or(post.role);
            let is_chair = role == Role::Chair;
            let phone = if is_chair { reader.phone(Field::ChairPhone) } else { Given::Blank };
            let note = noted(Given::Blank, one.remarks);
            let person = Person { name: Given::Known(one.name), phone, note, ..Person::default() };
            let role = Given::Known(role);
            match shared.kind {
                TableKind::Nominees => {
                    let nominee = Nominee { person, role, ..Nominee::default() };
                    records.nominees.push(row(reader, &mine, nominee));
                }
                TableKind::Previous => {
                    let officer = Officer { person, role, ..Officer::default() };
                    records.previous.push(row(reader, &mine, officer));
                }
                _ => {
                    let officer = Officer { person, role, ..Officer::default() };
                    records.officers.push(row(reader, &mine, officer));
                }
            }
            taken += 1;
        }
    }
    taken
}

/// Reads one row of a table of units whose heads are the office's own: its counts under those heads, an empty cell is
/// zero.
pub(in crate::read) fn read_statistics(
    reader: &mut RecordReader<'_>,
    shared: &Shared,
    records: &mut Records,
) -> usize {
    const OWN: [Field; 5] = [Field::Seq, Field::Unit, Field::Town, Field::County, Field::Note];
    let mut row = row(reader, shared, Progress::default());
    let RecordAt::Row(at, header) = reader.at else { return 0 };
    let known = header.names.iter().filter_map(|(shown, field)| Some((header.column(*field)?, shown)));
    let extra = header.extra.iter().map(|own| (own.column, &own.header));
    for (column, shown) in known.chain(extra) {
        if OWN.iter().any(|field| header.column(*field) == Some(column)) {
            continue;
        }
        let cell = CellRef { row: at, column: column as usize };
        let is = reader.grid.at(cell);
        let value = if is.is_empty() { "0".to_owned() } else { is.shown().trim().to_owned() };
        if is.is_empty() {
            reader.normalised(cell, "0");
        }
        row.extra.insert(shown.clone(), value);
    }
    records.progress.push(row);
    1
}

/// Reads one line of a summary counted by hand.
pub(in crate::read) fn read_statement(
    reader: &mut RecordReader<'_>,
    shared: &Shared,
    records: &mut Records,
) -> usize {
    let value = Statement {
        item: reader.text(Field::Item),
        count: reader.count(Field::StatedNow),
        share: reader.text(Field::Share),
        previous: reader.count(Field::StatedBefore),
        change: reader.text(Field::StatedChange),
    };
    records.statements.push(row(reader, shared, value));
    1
}

fn delegate(reader: &mut RecordReader<'_>, shared: &Shared) -> Delegate {
    let mut person = person(reader);
    if let Some(remark) = &shared.remark {
        person.note = noted(person.note, vec![remark.clone()]);
    }
    Delegate {
        person,
        delegation: reader.text(Field::Delegation),
        attended: attended(reader),
        posts: reader.list(Field::Posts),
    }
}

/// 是否到会; in a column of 签到 her own name says that she came.
fn attended(reader: &mut RecordReader<'_>) -> Given<bool> {
    let signed = reader.shown(Field::Attended).map(|(_, text)| text.split_whitespace().collect::<String>());
    let has_signed = signed.is_some_and(|name| name == reader.who());
    let came = if has_signed { Given::Known(true) } else { reader.yes(Field::Attended) };
    match (came, absent(reader)) {
        (Given::Known(true), Given::Known(true)) => {
            let at = reader.cell_of(Field::Absent);
            let was = reader.shown(Field::Absent).map(|(_, text)| text.to_string()).unwrap_or_default();
            at.into_iter().for_each(|at| reader.unknown_value(Field::Absent, at, &was));
            Given::Unreadable
        }
        (Given::Blank, Given::Known(true)) => Given::Known(false),
        (came, _) => came,
    }
}

/// 缺席, 请假: a tick or 病假 says that she stayed away. Where nothing stands, or 否, she may have come or not.
fn absent(reader: &mut RecordReader<'_>) -> Given<bool> {
    reader.word(Field::Absent, |text| {
        let stayed = || Words::get().answer(Field::Attended, text).map(|came| !came);
        if Words::get().is_blank_mark(text) {
            return Words::get().yes(text);
        }
        let presence = Presence::of(Some(text), None);
        let is_reason = !matches!(presence, Presence::Came | Presence::Unclear { alone: true, .. });
        Words::get().yes(text).or_else(stayed).or(is_reason.then_some(true))
    })
}

/// 专职, 挂职 or 兼职, from its own column, else from the post: 兼职副主席.
fn duty(reader: &mut RecordReader<'_>) -> Given<Duty> {
    let own = reader.word(Field::Duty, |text| Words::get().duty(text));
    let in_post = || {
        let (_, post) = reader.shown(Field::Role)?;
        Words::get().duty(value::duty_in_post(&post)?)
    };
    if own.is_blank() { Given::from(in_post()) } else { own }
}

fn officer(reader: &mut RecordReader<'_>, shared: &Shared, term: Term) -> Officer {
    let role = role(reader, shared, term);
    Officer {
        person: person(reader),
        role,
        duty: duty(reader),
        posts: reader.list(Field::Posts),
        in_committee: reader.yes(Field::InCommittee),
        renewed: renewed(reader),
    }
}

fn congress(reader: &mut RecordReader<'_>) -> CongressFacts {
    let mut chairs = reader.names(Field::ChairName);
    chairs.extend(names_only(reader, Field::RoleChair));
    let mut vice_chairs = reader.names(Field::ViceNames);
    vice_chairs.extend(names_only(reader, Field::RoleVice));
    CongressFacts {
        date: reader.date(Field::Date),
        place: reader.text(Field::Place),
        entitled: reader.count(Field::Entitled),
        present: reader.count(Field::Present),
        issued: reader.count(Field::Issued),
        returned: reader.count(Field::Returned),
        valid: reader.count(Field::Valid),
        void: reader.count(Field::Void),
        seats: reader.count(Field::Seats),
        nominees: reader.count(Field::Nominees),
        elected: elected_count(reader),
        host: reader.text(Field::Host),
        tellers: reader.names(Field::Tellers),
        chairs,
        vice_chairs,
    }
}

/// 当选人数, or a number under 执委.
fn elected_count(reader: &mut RecordReader<'_>) -> Given<u32> {
    let own = reader.count(Field::ElectedCount);
    let counted =
        reader.shown(Field::RoleExec).is_some_and(|(_, shown)| shown.chars().all(|c| c.is_ascii_digit()));
    if own.is_blank() && counted { reader.count(Field::RoleExec) } else { own }
}

/// The names in a column 主席 of a results table: counts and ticks are no names.
fn names_only(reader: &mut RecordReader<'_>, field: Field) -> Vec<Name> {
    let is_count = |cell: &Cell| Words::get().yes(&cell.shown()).is_some() || value::count(cell).is_some();
    match reader.cell(field) {
        Some(said) if is_count(said.cell) => Vec::new(),
        _ => reader.names(field),
    }
}

fn unit_facts(reader: &mut RecordReader<'_>) -> UnitFacts {
    UnitFacts {
        kind: reader.text(Field::Kind),
        women: reader.count(Field::Women),
        women_adult: reader.count(Field::WomenAdult),
        households: reader.count(Field::Households),
        delegate_seats: reader.count(Field::DelegateSeats),
        party: reader.text(Field::Party),
        note: reader.text(Field::Note),
    }
}

fn progress(reader: &mut RecordReader<'_>) -> Progress {
    Progress {
        prepared: reader.date(Field::Prepared),
        delegates_chosen: reader.date(Field::DelegatesChosen),
        congress: reader.date(Field::Date),
        filed: reader.date(Field::Filed),
        done: reader.yes(Field::Done),
    }
}
