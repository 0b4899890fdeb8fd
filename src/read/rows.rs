//! Columns and cells → typed rows.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    Congress, Delegate, Education, Given, Name, Nominee, Officer, Person, Politics, Progress, Role, Row,
    Source, TableKind, UnitFacts, Vote,
};
use crate::read::cells;
use crate::read::taker::{Taker, Where};
use crate::read::value::Words;
use crate::say;

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

fn person(taker: &mut Taker<'_>) -> Person {
    let words = Words::get();
    let (name, beside) = taker.name("name");
    let gender = taker.word("gender", Words::gender);
    let (birth, beside_birth) = taker.birth();
    let age = taker.count("age");
    let (politics, joined_party) = politics(taker);
    Person {
        name,
        gender: gender.or(Given::from(beside)),
        ethnicity: taker.word("ethnicity", |text| words.ethnicity(text)),
        birth,
        age: age.or(Given::from(beside_birth)),
        politics,
        joined_party,
        education: education(taker),
        workplace: taker.text("workplace"),
        job: taker.text("job"),
        sector: taker.text("sector"),
        phone: taker.phone("phone"),
        id_number: taker.id_number("id_number"),
        note: taker.text("note"),
    }
}

/// 学历, or the higher of 全日制学历 and 在职学历.
fn education(taker: &mut Taker<'_>) -> Given<Education> {
    let words = Words::get();
    let own = taker.word("education", |text| words.education(text));
    if !own.is_blank() {
        return own;
    }
    let full = taker.word("education_full", |text| words.education(text));
    let job = taker.word("education_job", |text| words.education(text));
    match (full, job) {
        (Given::Known(full), Given::Known(job)) => Given::Known(full.min(job)),
        (full, job) => full.or(job),
    }
}

/// 政治面貌 from its column, from a tick under 党员, or from 入党时间: a date means a member.
fn politics(taker: &mut Taker<'_>) -> (Given<Politics>, Given<crate::model::PartialDate>) {
    let words = Words::get();
    let own = taker.word("politics", |text| words.politics(text));
    let joined = Given::from(taker.quiet_date("joined_party"));
    if taker.has("politics") {
        return (own, joined);
    }
    if taker.ticked("is_party") {
        return (Given::Known(Politics::Party), joined);
    }
    if !taker.has("joined_party") || taker.has("is_party") {
        return (own, joined);
    }
    let Some((spot, shown)) = taker.shown("joined_party") else {
        if let Some(spot) = taker.spot("joined_party") {
            let message = say!(
                "“入党时间”空着，按群众读取",
                "the date of joining the party is empty; read as 群众 (no party)"
            );
            taker.derived(spot, message);
        }
        return (Given::Known(Politics::Masses), Given::Blank);
    };
    let read = match (joined.get(), words.politics(&shown), words.yes(&shown)) {
        (Some(_), ..) if shown.contains("预备") => Some(Politics::Probationary),
        (Some(_), ..) | (None, None, Some(true)) => Some(Politics::Party),
        (None, Some(said), _) => Some(said),
        (None, None, Some(false)) => Some(Politics::Masses),
        (None, None, None) => None,
    };
    match read {
        Some(politics) => (Given::Known(politics), joined),
        None => {
            taker.unknown_value(spot, &shown);
            (Given::Unreadable, joined)
        }
    }
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
    let role = role(taker, shared, false);
    Nominee {
        person: person(taker),
        role,
        recommend: taker.text("recommend"),
        is_delegate: taker.yes("is_delegate"),
    }
}

fn officer(taker: &mut Taker<'_>, shared: &Shared, earlier: bool) -> Officer {
    let role = role(taker, shared, earlier);
    Officer {
        person: person(taker),
        role,
        duty: taker.word("duty", |text| Words::get().duty(text)),
        posts: taker.list("posts"),
        in_committee: taker.yes("in_committee"),
        renewed: renewed(taker),
    }
}

/// The post from a word, from a tick in one of the columns 主席, 副主席, 常委, 执委 (the highest), or from the heading
/// above.
fn role(taker: &mut Taker<'_>, shared: &Shared, earlier: bool) -> Given<Role> {
    let ticks = [
        ("role_chair", Role::Chair),
        ("role_vice", Role::ViceChair),
        ("role_standing", Role::Standing),
        ("role_exec", Role::Member),
    ];
    if let Some((_, role)) = ticks.into_iter().find(|(field, _)| taker.ticked(field)) {
        return Given::Known(role);
    }
    let own = taker.word("role", |text| Words::get().role(text, earlier));
    match (own, shared.heading) {
        (Given::Blank, Some(heading)) => Given::Known(heading),
        (own, _) => own,
    }
}

/// 新任 and 连任 as two tick columns, as one column of words, or as yes and no.
fn renewed(taker: &mut Taker<'_>) -> Given<bool> {
    if taker.ticked("is_continued") {
        return Given::Known(true);
    }
    if taker.ticked("is_new") {
        return Given::Known(false);
    }
    let word = |text: &str| match text.trim() {
        "新任" | "新" => Some(false),
        "连任" | "续任" => Some(true),
        other => Words::get().yes(other),
    };
    match (taker.word("is_continued", word), taker.word("is_new", word)) {
        (Given::Known(again), _) => Given::Known(again),
        // 是否新任: 否 means re-elected; but the words 新任 and 连任 mean themselves.
        (_, Given::Known(said)) => {
            let own_word = matches!(taker.text("is_new").text(), Some("新任" | "新" | "连任" | "续任"));
            Given::Known(if own_word { said } else { !said })
        }
        (_, other) => other,
    }
}

fn vote(taker: &mut Taker<'_>, write_in: bool) -> Vote {
    let note = taker.text("note");
    let written = write_in || note.text().is_some_and(|text| text.contains("另选"));
    Vote {
        name: taker.name("name").0,
        role: taker.word("role", |text| Words::get().role(text, false)),
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
