//! The same person twice, two people of one name, two posts of one person.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::check::case::{Case, seen_from};
use crate::check::findings::Findings;
use crate::model::{DUPLICATE_PERSON, Field, Role};
use crate::problem::{Code, Problem, Severity};
use crate::resolve::{PersonId, Someone};
use crate::say;

/// One name, two birth dates, in one roster of one body. Source: SPREADSHEETS 4.7.
pub(super) static SAME_NAME: Code =
    Code { id: "same-name", severity: Severity::Warning, source: "SPREADSHEETS 4.7" };
/// One person with two posts in one body. Source: DOMAIN R34.
pub(super) static TWO_POSTS: Code =
    Code { id: "two-posts", severity: Severity::Warning, source: "DOMAIN R34" };

/// Pairs of rows of one roster that carry the same name: the first and each later one.
fn namesakes<'a>(roster: &[Someone<'a>]) -> Vec<(Someone<'a>, Someone<'a>)> {
    let mut first: HashMap<&str, Someone<'a>> = HashMap::new();
    let mut first_of_her: HashMap<(&str, PersonId), Someone<'a>> = HashMap::new();
    let mut pairs = Vec::new();
    for &someone in roster.iter().filter(|someone| someone.person().name.is_known()) {
        let name = someone.person().name_text();
        let twin = first_of_her.get(&(name, someone.id())).or_else(|| first.get(name)).copied();
        pairs.extend(twin.map(|other| (other, someone)));
        first.entry(name).or_insert(someone);
        first_of_her.entry((name, someone.id())).or_insert(someone);
    }
    pairs
}

/// Whether the rows are about two posts: one for the executive and one for its chair is usual among nominees.
fn have_two_posts(one: Someone<'_>, two: Someone<'_>) -> bool {
    let role = |someone| match someone {
        Someone::Officer(entry) => entry.row.value.role.get(),
        Someone::Nominee(entry) => Some(entry.row.value.role.get().unwrap_or(Role::Member)),
        Someone::Delegate(_) => None,
    };
    role(one).zip(role(two)).is_some_and(|(one, two)| one != two)
}

/// What two rows say differently, cell by cell: “初中”与“高中”.
fn apart(one: Someone<'_>, two: Someone<'_>) -> Vec<String> {
    let (first, second) = (cells(one), cells(two));
    let differs = |(field, value): (&String, &Value)| {
        let other =
            second.get(field).filter(|other| !other.is_null() && !value.is_null() && *other != value)?;
        Some(format!("“{}”／“{}”", shown(value), shown(other)))
    };
    first.iter().filter_map(differs).collect()
}

/// The cells of a row by the names of their fields.
fn cells(someone: Someone<'_>) -> Map<String, Value> {
    let cells = match someone {
        Someone::Delegate(entry) => serde_json::to_value(&entry.row.value),
        Someone::Nominee(entry) => serde_json::to_value(&entry.row.value),
        Someone::Officer(entry) => serde_json::to_value(&entry.row.value),
    };
    if let Ok(Value::Object(cells)) = cells { cells } else { Map::new() }
}

/// A value as a sheet has it.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        Value::Array(all) => all.iter().map(shown).collect::<Vec<_>>().join("、"),
        Value::Null | Value::Number(_) | Value::Object(_) => value.to_string(),
    }
}

/// [`DUPLICATE_PERSON`].
pub(super) fn duplicate_person(case: &Case<'_>, problems: &mut Findings) {
    for (one, two) in case.rosters().iter().flat_map(|roster| namesakes(roster)) {
        if one.id() != two.id() || have_two_posts(one, two) {
            continue;
        }
        let (name, cell) = (two.name(), seen_from(&two.at(Field::Name), &one.at(Field::Name)));
        let message = say!(
            "{name}在同一名册里列了两次，前一次在 {cell}",
            "{name} stands twice in this roster, first at {cell}"
        );
        // Rows of two lists that agreed would have counted once.
        let hint = if one.at(Field::Name).sheet() == two.at(Field::Name).sheet()
            && one.at(Field::Name).file() == two.at(Field::Name).file()
        {
            say!(
                "删去重复的一行；如果是同名的两个人，核对出生年月",
                "delete one row; if they are two people, check the birth dates"
            )
        } else {
            let apart = apart(one, two).join("、");
            say!(
                "两处写的不一样：{apart}。改成一样的就只算一次；有一张表已经不用的，移出去",
                "the two differ: {apart}. Made the same they count once; move out the list that holds no more"
            )
        };
        problems.push(
            Problem::new(&DUPLICATE_PERSON, two.at(Field::Name), message)
                .hint(hint)
                .also([one.at(Field::Name)]),
        );
    }
}

/// [`SAME_NAME`].
pub(super) fn same_name(case: &Case<'_>, problems: &mut Findings) {
    for (one, two) in case.rosters().iter().flat_map(|roster| namesakes(roster)) {
        // Two rows that hold nothing but a name tell nothing about who they are.
        let bare = |someone: Someone<'_>| someone.birth().is_none() && someone.person().phone.is_blank();
        if one.id() == two.id() || (bare(one) && bare(two)) {
            continue;
        }
        let (name, cell) = (two.name(), seen_from(&two.at(Field::Name), &one.at(Field::Name)));
        let message = say!(
            "“{name}”有两行（另见 {cell}），出生年月不同，按两个人计算",
            "\"{name}\" stands in two rows (also {cell}) with different birth dates and is taken for two people"
        );
        let hint = say!(
            "如果是同一个人，改正出生年月并删去一行",
            "if they are one person, correct the birth date and delete one row"
        );
        problems.push(
            Problem::new(&SAME_NAME, two.at(Field::Name), message).hint(hint).also([one.at(Field::Name)]),
        );
    }
}

/// [`TWO_POSTS`]: of officers.
pub(super) fn two_posts(case: &Case<'_>, problems: &mut Findings) {
    let [_, _, officers, previous] = case.rosters();
    for (one, two) in [officers, previous].iter().flat_map(|roster| namesakes(roster)) {
        if one.id() != two.id() || !have_two_posts(one, two) {
            continue;
        }
        let (name, cell) = (two.name(), seen_from(&two.at(Field::Role), &one.at(Field::Role)));
        let message = say!(
            "{name}在同一个妇联里担任两个职务，另一个在 {cell}",
            "{name} holds two posts in the same federation, the other at {cell}"
        );
        let hint = say!("每人只列一行，写最高的职务", "give her one row with the highest post");
        problems.push(
            Problem::new(&TWO_POSTS, two.at(Field::Role), message).hint(hint).also([one.at(Field::Role)]),
        );
    }
}
