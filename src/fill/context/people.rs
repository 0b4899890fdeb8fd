//! Delegates, nominees and officers as rows of a paper.

use std::sync::OnceLock;

use serde_json::{Map, Value as Json, json};

use crate::cycle::Cycle;
use crate::fill::context::{dates, serial, votes};
use crate::model::BodyRows;
use crate::model::Delegate;
use crate::model::Given;
use crate::model::Name;
use crate::model::Nominee;
use crate::model::Officer;
use crate::model::Person;
use crate::model::Role;
use crate::model::Row;

/// Adds the lists of people.
pub(super) fn insert(context: &mut Map<String, Json>, rows: &BodyRows<'_>, cycle: &Cycle) {
    let delegates: Vec<Json> =
        rows.delegates.iter().enumerate().map(|(at, row)| delegate(row, at, cycle)).collect();
    let present: Vec<Json> = rows
        .delegates
        .iter()
        .zip(&delegates)
        .filter(|(row, _)| row.value.is_present())
        .map(|(_, json)| json.clone())
        .collect();
    let officers = sorted_officers(rows, cycle);
    let officer = |wanted: &dyn Fn(Role) -> bool| -> Vec<Json> {
        let has_role = |row: &&&Row<Officer>| row.value.role.get().is_some_and(wanted);
        officers.iter().filter(has_role).enumerate().map(|(at, row)| officer(row, at, rows, cycle)).collect()
    };
    let all: Vec<Json> =
        officers.iter().enumerate().map(|(at, row)| self::officer(row, at, rows, cycle)).collect();
    let mut by_name = officers.clone();
    by_name.sort_by(|a, b| by_strokes(&a.value.person, &b.value.person, cycle));
    let elected: Vec<Json> =
        by_name.iter().enumerate().map(|(at, row)| self::officer(row, at, rows, cycle)).collect();
    context.insert("elected".to_owned(), elected.into());
    context.insert("previous".to_owned(), previous(rows, cycle).into());
    context.insert("delegations".to_owned(), delegations(&delegates).into());
    context.insert("delegates".to_owned(), delegates.into());
    context.insert("delegates_present".to_owned(), present.into());
    let nominees = nominees(rows, cycle);
    for (key, role) in [("chair", Role::Chair), ("vice", Role::ViceChair), ("standing", Role::Standing)] {
        let named =
            nominees.iter().filter(|nominee| nominee["role"] == role.as_str()).cloned().collect::<Vec<_>>();
        context.insert(format!("{key}_nominees"), named.into());
    }
    context.insert("nominees".to_owned(), nominees.into());
    context.insert("officers".to_owned(), all.into());
    context.insert("chairs".to_owned(), officer(&Role::is_head).into());
    context.insert("vice_chairs".to_owned(), officer(&Role::is_vice).into());
    context.insert("standing".to_owned(), officer(&|role| role == Role::Standing).into());
    context
        .insert("members".to_owned(), officer(&|role| matches!(role, Role::Member | Role::Committee)).into());
}

/// By rank of the post, then by strokes of the name.
pub(super) fn sorted_officers<'a>(rows: &BodyRows<'a>, cycle: &Cycle) -> Vec<&'a Row<Officer>> {
    let mut officers = rows.officers.clone();
    let rank = |row: &Row<Officer>| row.value.role.get().map_or(u32::MAX, Role::rank);
    officers.sort_by(|a, b| {
        rank(a).cmp(&rank(b)).then_with(|| by_strokes(&a.value.person, &b.value.person, cycle))
    });
    officers
}

fn by_strokes(a: &Person, b: &Person, cycle: &Cycle) -> std::cmp::Ordering {
    match (a.name.known(), b.name.known()) {
        (Some(a), Some(b)) => a.cmp_by_strokes(b, cycle.rules.name_sort),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// What every list says of a person. 备注 may be empty without anything missing.
fn person<T>(person: &Person, row: &Row<T>, at: usize, cycle: &Cycle) -> Map<String, Json> {
    let birth = person.birth.get();
    let mut map = Map::new();
    let mut put = |key: &str, value: Json| map.insert(key.to_owned(), value);
    put("no", serial(at).into());
    put("name", json!(person.name.known().map(Name::as_str)));
    put("gender", json!(person.gender));
    put("ethnicity", json!(person.ethnicity.text()));
    put("birth", dates::birth(birth));
    put("age", json!(birth.and_then(|birth| birth.age_at(cycle.as_of))));
    put("politics", json!(person.politics));
    put("education", json!(person.education));
    put("workplace", json!(person.workplace.text()));
    put("job", json!(person.job.text()));
    put("position", json!(person.workplace.text().or(person.job.text())));
    put("sector", json!(person.sector.text()));
    put("phone", json!(person.phone.text()));
    put("note", json!(person.note.text().unwrap_or_default()));
    put("unit", json!(row.unit.text().or(row.town.text())));
    put("id_number", json!(person.id_number.text()));
    put("joined_party", dates::birth(person.joined_party.get()));
    for (field, headers) in further() {
        put(field, json!(headers.iter().find_map(|header| row.extra.get(*header))));
    }
    put("extra", json!(row.extra));
    map
}

/// Fields that no rule asks for, by the headers of the further columns they stand under: `further.tsv`.
fn further() -> &'static [(&'static str, Vec<&'static str>)] {
    static TABLE: OnceLock<Vec<(&'static str, Vec<&'static str>)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = include_str!("further.tsv").lines().filter(|line| !line.starts_with('#'));
        lines
            .filter_map(|line| line.split_once('\t'))
            .map(|(field, headers)| (field, headers.split(' ').collect()))
            .collect()
    })
}

/// Officers of the last term, by rank of the post, then in the order of the sheet.
pub(super) fn previous(rows: &BodyRows<'_>, cycle: &Cycle) -> Vec<Json> {
    let mut officers = rows.previous.clone();
    officers.sort_by_key(|row| row.value.role.get().map_or(u32::MAX, Role::rank));
    let one = |(at, row): (usize, &&Row<Officer>)| {
        let mut map = person(&row.value.person, row, at, cycle);
        holding(&mut map, &row.value, row);
        map.into()
    };
    officers.iter().enumerate().map(one).collect()
}

/// Delegates by 代表团, in the order of their first members; nothing where the roster does not ask.
fn delegations(delegates: &[Json]) -> Vec<Json> {
    let mut groups: Vec<(&str, Vec<&Json>)> = Vec::new();
    for delegate in delegates {
        let Some(name) = delegate["delegation"].as_str() else { continue };
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, members)) => members.push(delegate),
            None => groups.push((name, vec![delegate])),
        }
    }
    let group = |(at, (name, members)): (usize, &(&str, Vec<&Json>))| json!({ "no": serial(at), "name": name, "count": members.len(), "members": members });
    groups.iter().enumerate().map(group).collect()
}

/// Posts as one text: empty for a person who holds none, null where the table does not ask.
fn posts<T>(posts: &[String], row: &Row<T>) -> Json {
    (!posts.is_empty() || row.columns.contains_key("posts")).then(|| posts.join("、")).into()
}

fn delegate(row: &Row<Delegate>, at: usize, cycle: &Cycle) -> Json {
    let Delegate { person: who, delegation, attended, posts } = &row.value;
    let mut map = person(who, row, at, cycle);
    map.insert("delegation".to_owned(), json!(delegation.text()));
    map.insert("attended".to_owned(), json!(attended.get()));
    map.insert("posts".to_owned(), self::posts(posts, row));
    map.into()
}

fn nominees(rows: &BodyRows<'_>, cycle: &Cycle) -> Vec<Json> {
    let mut nominees = rows.nominees.clone();
    nominees.sort_by(|a, b| by_strokes(&a.value.person, &b.value.person, cycle));
    let nominee = |(at, row): (usize, &&Row<Nominee>)| {
        let Nominee { person: who, role, recommend, is_delegate } = &row.value;
        let mut map = person(who, row, at, cycle);
        map.insert("role".to_owned(), json!(role.get().unwrap_or(Role::Member)));
        map.insert("recommend".to_owned(), json!(recommend.text()));
        map.insert("is_delegate".to_owned(), json!(is_delegate.get()));
        map.into()
    };
    nominees.iter().enumerate().map(nominee).collect()
}

fn officer(row: &Row<Officer>, at: usize, rows: &BodyRows<'_>, cycle: &Cycle) -> Json {
    let Officer { person: who, role, .. } = &row.value;
    let mut map = person(who, row, at, cycle);
    holding(&mut map, &row.value, row);
    let vote = who.name.known().zip(Given::get(role)).and_then(|(name, role)| votes::of(rows, name, role));
    map.insert("votes".to_owned(), votes::counts(vote));
    map.into()
}

/// What a table says of a post and its holder.
fn holding(map: &mut Map<String, Json>, officer: &Officer, row: &Row<Officer>) {
    let Officer { role, duty, posts, in_committee, renewed, .. } = officer;
    map.insert("role".to_owned(), json!(role));
    map.insert("role_rank".to_owned(), json!(role.get().map_or(4, Role::rank)));
    map.insert("duty".to_owned(), json!(duty));
    map.insert("posts".to_owned(), self::posts(posts, row));
    map.insert("in_committee".to_owned(), json!(in_committee.get()));
    map.insert("renewed".to_owned(), json!(renewed.get()));
}
