//! Columns and cells → typed rows.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    Congress, Delegate, Given, Name, Nominee, Officer, Person, Progress, Role, Row, Source, TableKind,
    UnitFacts, Vote,
};
use crate::read::taker::Taker;
use crate::read::value::Words;

/// What is the same for all rows of one table.
pub(super) struct Shared {
    pub(super) kind: TableKind,
    pub(super) town: Given<String>,
    pub(super) unit: Given<String>,
    /// 另选人 block: names that were written in.
    pub(super) write_in: bool,
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
            let value = nominee(taker);
            let row = row(taker, shared, value);
            taker.reading.records.nominees.push(row);
        }
        TableKind::Officers => {
            let value = officer(taker, false);
            let row = row(taker, shared, value);
            taker.reading.records.officers.push(row);
        }
        TableKind::Previous => {
            let value = officer(taker, true);
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
    let mut extra = BTreeMap::new();
    for (column, header, _) in &taker.header.extra {
        let cell = taker.grid.cell(taker.row, *column as usize);
        if !cell.is_empty() {
            extra.insert(header.clone(), cell.shown().trim().to_owned());
        }
    }
    let source = Source {
        file: taker.grid.file.clone(),
        sheet: taker.grid.sheet.clone(),
        row: u32::try_from(taker.row).unwrap_or(0) + 1,
    };
    Row {
        table: shared.kind,
        county: taker.text("county"),
        town: shared.town.clone(),
        unit: shared.unit.clone(),
        value,
        extra,
        source,
        columns: shared.columns.clone(),
    }
}

fn person(taker: &mut Taker<'_>) -> Person {
    let words = Words::get();
    let politics = taker.word("politics", |text| words.politics(text));
    let member = taker.ticked("is_party");
    Person {
        name: taker.name("name"),
        gender: taker.word("gender", Words::gender),
        ethnicity: taker.word("ethnicity", |text| words.ethnicity(text)),
        birth: taker.date("birth"),
        age: taker.count("age"),
        politics: if member && politics.is_blank() {
            Given::Known(crate::model::Politics::Party)
        } else {
            politics
        },
        education: taker.word("education", |text| words.education(text)),
        workplace: taker.text("workplace"),
        job: taker.text("job"),
        sector: taker.text("sector"),
        phone: taker.text("phone"),
        id_number: taker.id_number("id_number"),
        note: taker.text("note"),
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

fn nominee(taker: &mut Taker<'_>) -> Nominee {
    let role = role(taker, false);
    Nominee {
        person: person(taker),
        role,
        recommend: taker.text("recommend"),
        is_delegate: taker.yes("is_delegate"),
    }
}

fn officer(taker: &mut Taker<'_>, earlier: bool) -> Officer {
    let role = role(taker, earlier);
    Officer {
        person: person(taker),
        role,
        duty: taker.word("duty", |text| Words::get().duty(text)),
        posts: taker.list("posts"),
        in_committee: taker.yes("in_committee"),
        renewed: renewed(taker),
    }
}

/// The post from a word, or from a tick in one of the columns 主席, 副主席, 常委, 执委: the highest.
fn role(taker: &mut Taker<'_>, earlier: bool) -> Given<Role> {
    let ticks = [
        ("role_chair", Role::Chair),
        ("role_vice", Role::ViceChair),
        ("role_standing", Role::Standing),
        ("role_exec", Role::Member),
    ];
    if let Some((_, role)) = ticks.into_iter().find(|(field, _)| taker.ticked(field)) {
        return Given::Known(role);
    }
    taker.word("role", |text| Words::get().role(text, earlier))
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
        name: taker.name("name"),
        role: taker.word("role", |text| Words::get().role(text, false)),
        in_favour: taker.count("for"),
        against: taker.count("against"),
        abstain: taker.count("abstain"),
        elected: elected(taker),
        write_in: written,
        voters: taker.count("voters"),
        note,
    }
}

/// A blank cell in a column of ticks means no, where any tick could stand there.
fn elected(taker: &mut Taker<'_>) -> Given<bool> {
    match taker.yes("elected") {
        Given::Blank if taker.header.has("elected") => Given::Known(false),
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
        elected: taker.count("elected_count"),
        host: taker.text("host"),
        tellers: taker.names("tellers"),
        chairs,
        vice_chairs,
    }
}

/// The names in a column 主席 of a results table: counts and ticks are no names.
fn names_only(taker: &mut Taker<'_>, field: &str) -> Vec<Name> {
    let mut names = taker.names(field);
    names.retain(|name| {
        Words::get().yes(name.as_str()).is_none() && !name.as_str().chars().any(|c| c.is_ascii_digit())
    });
    names
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
