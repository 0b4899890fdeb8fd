//! Columns and cells → typed rows.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    Congress, Delegate, Given, Name, Nominee, Officer, Person, Progress, Role, Row, Source, Statement,
    TableKind, UnitFacts, Vote,
};
use crate::read::record::cell;
use crate::read::record::person::{person, post, renewed, role};
use crate::read::record::reader::{RecordReader, Where};
use crate::read::value::Words;

/// What is the same for all rows of one table.
#[derive(Debug, Clone)]
pub(in crate::read) struct Shared {
    pub(in crate::read) kind: TableKind,
    pub(in crate::read) county: Given<String>,
    pub(in crate::read) town: Given<String>,
    pub(in crate::read) unit: Given<String>,
    /// 另选人 block: names that were written in.
    pub(in crate::read) write_in: bool,
    /// The post of the heading above: 一、主席.
    pub(in crate::read) heading: Option<Role>,
    pub(in crate::read) columns: Arc<BTreeMap<&'static str, u32>>,
}

/// Takes one row of a table into the records.
pub(in crate::read) fn take(reader: &mut RecordReader<'_>, shared: &Shared) {
    match shared.kind {
        TableKind::Units => {
            let value = unit_facts(reader);
            let row = row(reader, shared, value);
            reader.reading.records.units.push(row);
        }
        TableKind::Delegates => {
            let value = delegate(reader);
            let row = row(reader, shared, value);
            reader.reading.records.delegates.push(row);
        }
        TableKind::Nominees => {
            let value = nominee(reader, shared);
            let row = row(reader, shared, value);
            reader.reading.records.nominees.push(row);
        }
        TableKind::Officers => {
            let value = officer(reader, shared, false);
            let row = row(reader, shared, value);
            reader.reading.records.officers.push(row);
        }
        TableKind::Previous => {
            let value = officer(reader, shared, true);
            let row = row(reader, shared, value);
            reader.reading.records.previous.push(row);
        }
        TableKind::Congresses => {
            let value = congress(reader);
            let row = row(reader, shared, value);
            reader.reading.records.congresses.push(row);
        }
        TableKind::Votes => {
            let value = vote(reader, shared.write_in);
            let row = row(reader, shared, value);
            reader.reading.records.votes.push(row);
        }
        TableKind::Progress => {
            let value = progress(reader);
            let row = row(reader, shared, value);
            reader.reading.records.progress.push(row);
        }
    }
}

fn row<T>(reader: &mut RecordReader<'_>, shared: &Shared, value: T) -> Row<T> {
    let own = reader.text("county");
    Row {
        table: shared.kind,
        county: if own.is_known() { own } else { shared.county.clone() },
        town: shared.town.clone(),
        unit: shared.unit.clone(),
        value,
        extra: extra(reader),
        source: source(reader),
        columns: shared.columns.clone(),
    }
}

/// Columns without a field of their own; empty ones of a head of several levels count nothing.
fn extra(reader: &RecordReader<'_>) -> BTreeMap<String, String> {
    let mut extra = BTreeMap::new();
    if let Where::Form(_, own) = &reader.at {
        return (*own).clone();
    }
    if let Where::Row(row, header) = &reader.at {
        for (column, header, _) in &header.extra {
            let cell = reader.grid.cell(*row, *column as usize);
            if !cell.is_empty() {
                extra.insert(header.clone(), cell.shown().trim().to_owned());
            }
        }
        // Counts of officers under 主席, 副主席, 执委 have no field: people are counted from their rows.
        for (_, column) in header.posts.iter().filter(|_| !header.has("name")) {
            let shown = reader.grid.cell(*row, *column as usize).shown();
            let head =
                header.names.iter().find(|(_, field)| header.columns.get(field.as_str()) == Some(column));
            if let (Some((head, _)), true) = (head, shown.parse::<u32>().is_ok()) {
                extra.insert(head.clone(), shown.to_string());
            }
        }
    }
    extra
}

fn source(reader: &RecordReader<'_>) -> Source {
    let row = match &reader.at {
        Where::Row(row, _) => *row,
        Where::Form(cells, _) => cells.get("name").map_or(0, |(row, _)| *row),
    };
    Source {
        file: reader.grid.file.clone(),
        sheet: reader.grid.sheet.clone(),
        row: u32::try_from(row).unwrap_or(0) + 1,
    }
}

/// One row of a table of units whose cells hold the names of people: an officer for every name.
pub(in crate::read) fn take_names(reader: &mut RecordReader<'_>, shared: &Shared) -> usize {
    let Where::Row(row, header) = reader.at else { return 0 };
    let mut taken = 0;
    for (role, column) in &header.posts {
        let spot = (row, *column as usize);
        let shown = reader.grid.cell(spot.0, spot.1).shown();
        if Words::get().is_blank_mark(&shown) {
            continue;
        }
        let mut columns = (*shared.columns).clone();
        columns.insert("name", *column);
        let mine = Shared { columns: Arc::new(columns), ..shared.clone() };
        for name in reader.names_at(spot, &shown) {
            let phone = if *role == Role::Chair { reader.phone("chair_phone") } else { Given::Blank };
            let person = Person { name: Given::Known(name), phone, ..Person::default() };
            let officer = Officer { person, role: Given::Known(*role), ..Officer::default() };
            let row = self::row(reader, &mine, officer);
            if shared.kind == TableKind::Previous {
                reader.reading.records.previous.push(row);
            } else {
                reader.reading.records.officers.push(row);
            }
            taken += 1;
        }
    }
    taken
}

/// One row of a table of units whose heads are the office's own: its counts under those heads, an empty cell is zero.
pub(in crate::read) fn take_statistics(reader: &mut RecordReader<'_>, shared: &Shared) {
    let mut row = row(reader, shared, Progress::default());
    let Where::Row(at, header) = reader.at else { return };
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
        let cell = reader.grid.cell(at, column as usize);
        let value = if cell.is_empty() { "0".to_owned() } else { cell.shown().trim().to_owned() };
        if cell.is_empty() {
            cell::note(reader.grid, (at, column as usize), "0", reader.reading);
        }
        row.extra.insert(shown, value);
    }
    reader.reading.records.progress.push(row);
}

/// One line of a summary counted by hand.
pub(in crate::read) fn take_statement(reader: &mut RecordReader<'_>, shared: &Shared) {
    let value = Statement {
        item: reader.text("item"),
        count: reader.count("stated_now"),
        share: reader.text("share"),
        previous: reader.count("stated_before"),
        change: reader.text("stated_change"),
    };
    let row = row(reader, shared, value);
    reader.reading.records.statements.push(row);
}

fn delegate(reader: &mut RecordReader<'_>) -> Delegate {
    Delegate {
        person: person(reader),
        delegation: reader.text("delegation"),
        attended: reader.yes("attended"),
        posts: reader.list("posts"),
    }
}

fn nominee(reader: &mut RecordReader<'_>, shared: &Shared) -> Nominee {
    let role = role(reader, shared.heading, false);
    Nominee {
        person: person(reader),
        role,
        recommend: reader.text("recommend"),
        is_delegate: reader.yes("is_delegate"),
    }
}

fn officer(reader: &mut RecordReader<'_>, shared: &Shared, earlier: bool) -> Officer {
    let role = role(reader, shared.heading, earlier);
    Officer {
        person: person(reader),
        role,
        duty: reader.word("duty", |text| Words::get().duty(text)),
        posts: reader.list("posts"),
        in_committee: reader.yes("in_committee"),
        renewed: renewed(reader),
    }
}

fn vote(reader: &mut RecordReader<'_>, write_in: bool) -> Vote {
    let note = reader.text("note");
    let written = write_in || note.text().is_some_and(|text| text.contains("另选"));
    Vote {
        name: reader.name("name").0,
        role: post(reader, false),
        in_favour: reader.count("for"),
        against: reader.count("against"),
        abstain: reader.count("abstain"),
        elected: elected(reader),
        write_in: written,
        voters: reader.count("voters"),
        valid: reader.count("valid"),
        note,
    }
}

/// A blank cell in a column of ticks means no, where any tick could stand there.
fn elected(reader: &mut RecordReader<'_>) -> Given<bool> {
    match reader.yes("elected") {
        Given::Blank if reader.has("elected") => Given::Known(false),
        other => other,
    }
}

fn congress(reader: &mut RecordReader<'_>) -> Congress {
    let mut chairs = reader.names("chair_name");
    chairs.extend(names_only(reader, "role_chair"));
    let mut vice_chairs = reader.names("vice_names");
    vice_chairs.extend(names_only(reader, "role_vice"));
    Congress {
        date: reader.date("date"),
        place: reader.text("place"),
        entitled: reader.count("entitled"),
        present: reader.count("present"),
        issued: reader.count("issued"),
        returned: reader.count("returned"),
        valid: reader.count("valid"),
        void: reader.count("void"),
        seats: reader.count("seats"),
        nominees: reader.count("nominees"),
        elected: elected_count(reader),
        host: reader.text("host"),
        tellers: reader.names("tellers"),
        chairs,
        vice_chairs,
    }
}

/// 当选人数, or a number under 执委.
fn elected_count(reader: &mut RecordReader<'_>) -> Given<u32> {
    let own = reader.count("elected_count");
    let counted =
        reader.shown("role_exec").is_some_and(|(_, shown)| shown.chars().all(|c| c.is_ascii_digit()));
    if own.is_blank() && counted { reader.count("role_exec") } else { own }
}

/// The names in a column 主席 of a results table: counts and ticks are no names.
fn names_only(reader: &mut RecordReader<'_>, field: &str) -> Vec<Name> {
    let is_count = |text: &str| Words::get().yes(text).is_some() || text.chars().any(|c| c.is_ascii_digit());
    match reader.shown(field) {
        Some((_, shown)) if is_count(&shown) => Vec::new(),
        _ => reader.names(field),
    }
}

fn unit_facts(reader: &mut RecordReader<'_>) -> UnitFacts {
    UnitFacts {
        kind: reader.text("kind"),
        women: reader.count("women"),
        women_adult: reader.count("women_adult"),
        households: reader.count("households"),
        delegate_seats: reader.count("delegate_seats"),
        party: reader.text("party"),
        note: reader.text("note"),
    }
}

fn progress(reader: &mut RecordReader<'_>) -> Progress {
    Progress {
        prepared: reader.date("prepared"),
        delegates_chosen: reader.date("delegates_chosen"),
        congress: reader.date("date"),
        filed: reader.date("filed"),
        done: reader.yes("done"),
    }
}
