//! Columns and cells → typed rows.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    Congress, Delegate, Given, Name, Nominee, Officer, Person, Progress, Role, Row, Source, Statement,
    TableKind, UnitFacts, Vote,
};
use crate::read::cells;
use crate::read::people::{person, post, renewed, role};
use crate::read::taker::{Taker, Where};
use crate::read::value::Words;

/// What is the same for all rows of one table.
#[derive(Debug, Clone)]
pub(super) struct Shared {
    pub(super) kind: TableKind,
    pub(super) county: Given<String>,
    pub(super) town: Given<String>,
    pub(super) unit: Given<String>,
    /// 另选人 block: names that were written in.
    pub(super) write_in: bool,
    /// The post of the heading above: 一、主席.
    pub(super) heading: Option<Role>,
    pub(super) columns: Arc<BTreeMap<&'static str, u32>>,
}

/// Takes one row of a table into the records.
pub(super) fn take(taker: &mut Taker<'_>, shared: &Shared) {
    match shared.kind {
        TableKind::Units => {
            let value = unit_facts(taker);
            let row = row(taker, shared, value);
            taker.reading.records.units.push(row);
        }
        TableKind::Delegates => {
            let value = delegate(taker);
            let row = row(taker, shared, value);
            taker.reading.records.delegates.push(row);
        }
        TableKind::Nominees => {
            let value = nominee(taker, shared);
            let row = row(taker, shared, value);
            taker.reading.records.nominees.push(row);
        }
        TableKind::Officers => {
            let value = officer(taker, shared, false);
            let row = row(taker, shared, value);
            taker.reading.records.officers.push(row);
        }
        TableKind::Previous => {
            let value = officer(taker, shared, true);
            let row = row(taker, shared, value);
            taker.reading.records.previous.push(row);
        }
        TableKind::Congresses => {
            let value = congress(taker);
            let row = row(taker, shared, value);
            taker.reading.records.congresses.push(row);
        }
        TableKind::Votes => {
            let value = vote(taker, shared.write_in);
            let row = row(taker, shared, value);
            taker.reading.records.votes.push(row);
        }
        TableKind::Progress => {
            let value = progress(taker);
            let row = row(taker, shared, value);
            taker.reading.records.progress.push(row);
        }
    }
}

fn row<T>(taker: &mut Taker<'_>, shared: &Shared, value: T) -> Row<T> {
    let own = taker.text("county");
    Row {
        table: shared.kind,
        county: if own.is_known() { own } else { shared.county.clone() },
        town: shared.town.clone(),
        unit: shared.unit.clone(),
        value,
        extra: extra(taker),
        source: source(taker),
        columns: shared.columns.clone(),
    }
}

/// Columns without a field of their own; empty ones of a head of several levels count nothing.
fn extra(taker: &Taker<'_>) -> BTreeMap<String, String> {
    let mut extra = BTreeMap::new();
    if let Where::Form(_, own) = &taker.at {
        return (*own).clone();
    }
    if let Where::Row(row, header) = &taker.at {
        for (column, header, _) in &header.extra {
            let cell = taker.grid.cell(*row, *column as usize);
            if !cell.is_empty() {
                extra.insert(header.clone(), cell.shown().trim().to_owned());
            }
        }
        // Counts of officers under 主席, 副主席, 执委 have no field: people are counted from their rows.
        for (_, column) in header.posts.iter().filter(|_| !header.has("name")) {
            let shown = taker.grid.cell(*row, *column as usize).shown();
            let head =
                header.names.iter().find(|(_, field)| header.columns.get(field.as_str()) == Some(column));
            if let (Some((head, _)), true) = (head, shown.parse::<u32>().is_ok()) {
                extra.insert(head.clone(), shown.to_string());
            }
        }
    }
    extra
}

fn source(taker: &Taker<'_>) -> Source {
    let row = match &taker.at {
        Where::Row(row, _) => *row,
        Where::Form(cells, _) => cells.get("name").map_or(0, |(row, _)| *row),
    };
    Source {
        file: taker.grid.file.clone(),
        sheet: taker.grid.sheet.clone(),
        row: u32::try_from(row).unwrap_or(0) + 1,
    }
}

/// One row of a table of units whose cells hold the names of people: an officer for every name.
pub(super) fn take_names(taker: &mut Taker<'_>, shared: &Shared) -> usize {
    let Where::Row(row, header) = taker.at else { return 0 };
    let mut taken = 0;
    for (role, column) in &header.posts {
        let spot = (row, *column as usize);
        let shown = taker.grid.cell(spot.0, spot.1).shown();
        if Words::get().is_blank_mark(&shown) {
            continue;
        }
        let mut columns = (*shared.columns).clone();
        columns.insert("name", *column);
        let mine = Shared { columns: Arc::new(columns), ..shared.clone() };
        for name in taker.names_at(spot, &shown) {
            let phone = if *role == Role::Chair { taker.phone("chair_phone") } else { Given::Blank };
            let person = Person { name: Given::Known(name), phone, ..Person::default() };
            let officer = Officer { person, role: Given::Known(*role), ..Officer::default() };
            let row = self::row(taker, &mine, officer);
            if shared.kind == TableKind::Previous {
                taker.reading.records.previous.push(row);
            } else {
                taker.reading.records.officers.push(row);
            }
            taken += 1;
        }
    }
    taken
}

/// One row of a table of units whose heads are the office's own: its counts under those heads, an empty cell is zero.
pub(super) fn take_statistics(taker: &mut Taker<'_>, shared: &Shared) {
    let mut row = row(taker, shared, Progress::default());
    let Where::Row(at, header) = taker.at else { return };
    let known =
        header.names.iter().filter_map(|(shown, field)| Some((*header.columns.get(field.as_str())?, shown)));
    let columns: Vec<(u32, String)> = known
        .map(|(column, shown)| (column, shown.clone()))
        .chain(header.extra.iter().map(|(column, shown, _)| (*column, shown.clone())))
        .collect();
    for (column, shown) in columns {
        let own = ["seq", "unit", "town", "county", "note"];
        if own.iter().any(|field| header.columns.get(field) == Some(&column)) {
            continue;
        }
        let cell = taker.grid.cell(at, column as usize);
        let value = if cell.is_empty() { "0".to_owned() } else { cell.shown().trim().to_owned() };
        if cell.is_empty() {
            cells::note(taker.grid, (at, column as usize), "0", taker.reading);
        }
        row.extra.insert(shown, value);
    }
    taker.reading.records.progress.push(row);
}

/// One line of a summary counted by hand.
pub(super) fn take_statement(taker: &mut Taker<'_>, shared: &Shared) {
    let value = Statement {
        item: taker.text("item"),
        count: taker.count("stated_now"),
        share: taker.text("share"),
        previous: taker.count("stated_before"),
        change: taker.text("stated_change"),
    };
    let row = row(taker, shared, value);
    taker.reading.records.statements.push(row);
}

fn delegate(taker: &mut Taker<'_>) -> Delegate {
    Delegate {
        person: person(taker),
        delegation: taker.text("delegation"),
        attended: taker.yes("attended"),
        posts: taker.list("posts"),
    }
}

fn nominee(taker: &mut Taker<'_>, shared: &Shared) -> Nominee {
    let role = role(taker, shared.heading, false);
    Nominee {
        person: person(taker),
        role,
        recommend: taker.text("recommend"),
        is_delegate: taker.yes("is_delegate"),
    }
}

fn officer(taker: &mut Taker<'_>, shared: &Shared, earlier: bool) -> Officer {
    let role = role(taker, shared.heading, earlier);
    Officer {
        person: person(taker),
        role,
        duty: taker.word("duty", |text| Words::get().duty(text)),
        posts: taker.list("posts"),
        in_committee: taker.yes("in_committee"),
        renewed: renewed(taker),
    }
}

fn vote(taker: &mut Taker<'_>, write_in: bool) -> Vote {
    let note = taker.text("note");
    let written = write_in || note.text().is_some_and(|text| text.contains("另选"));
    Vote {
        name: taker.name("name").0,
        role: post(taker, false),
        in_favour: taker.count("for"),
        against: taker.count("against"),
        abstain: taker.count("abstain"),
        elected: elected(taker),
        write_in: written,
        voters: taker.count("voters"),
        valid: taker.count("valid"),
        note,
    }
}

/// A blank cell in a column of ticks means no, where any tick could stand there.
fn elected(taker: &mut Taker<'_>) -> Given<bool> {
    match taker.yes("elected") {
        Given::Blank if taker.has("elected") => Given::Known(false),
        other => other,
    }
}

fn congress(taker: &mut Taker<'_>) -> Congress {
    let mut chairs = taker.names("chair_name");
    chairs.extend(names_only(taker, "role_chair"));
    let mut vice_chairs = taker.names("vice_names");
    vice_chairs.extend(names_only(taker, "role_vice"));
    Congress {
        date: taker.date("date"),
        place: taker.text("place"),
        entitled: taker.count("entitled"),
        present: taker.count("present"),
        issued: taker.count("issued"),
        returned: taker.count("returned"),
        valid: taker.count("valid"),
        void: taker.count("void"),
        seats: taker.count("seats"),
        nominees: taker.count("nominees"),
        elected: elected_count(taker),
        host: taker.text("host"),
        tellers: taker.names("tellers"),
        chairs,
        vice_chairs,
    }
}

/// 当选人数, or a number under 执委.
fn elected_count(taker: &mut Taker<'_>) -> Given<u32> {
    let own = taker.count("elected_count");
    let counted =
        taker.shown("role_exec").is_some_and(|(_, shown)| shown.chars().all(|c| c.is_ascii_digit()));
    if own.is_blank() && counted { taker.count("role_exec") } else { own }
}

/// The names in a column 主席 of a results table: counts and ticks are no names.
fn names_only(taker: &mut Taker<'_>, field: &str) -> Vec<Name> {
    let is_count = |text: &str| Words::get().yes(text).is_some() || text.chars().any(|c| c.is_ascii_digit());
    match taker.shown(field) {
        Some((_, shown)) if is_count(&shown) => Vec::new(),
        _ => taker.names(field),
    }
}

fn unit_facts(taker: &mut Taker<'_>) -> UnitFacts {
    UnitFacts {
        kind: taker.text("kind"),
        women: taker.count("women"),
        women_adult: taker.count("women_adult"),
        households: taker.count("households"),
        delegate_seats: taker.count("delegate_seats"),
        party: taker.text("party"),
        note: taker.text("note"),
    }
}

fn progress(taker: &mut Taker<'_>) -> Progress {
    Progress {
        prepared: taker.date("prepared"),
        delegates_chosen: taker.date("delegates_chosen"),
        congress: taker.date("date"),
        filed: taker.date("filed"),
        done: taker.yes("done"),
    }
}
