//! Names of villages that no list of units has: 江边社区, where the list has 望江社区. It may be another name of one of them, a
//! slip, or a village that the list lacks; who knows is asked (DESIGN 13).

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::cycle::Cycle;
use crate::model::{EachList, Given, Level, Records, Row};
use crate::problem::{Choice, Place, Question, QuestionKind};
use crate::read::log::ReadLog;
use crate::read::record::whose::WHICH_UNIT;
use crate::say;

/// Rows of a name, and where the first stands.
#[derive(Default)]
struct Seen {
    rows: usize,
    first: Option<Place>,
}

/// Shows the names of villages and where they stand.
struct Names<'a> {
    town: &'a str,
    seen: BTreeMap<String, Seen>,
}

impl EachList for Names<'_> {
    fn list<T: Serialize>(&mut self, rows: &[Row<T>]) {
        for row in rows {
            let is_own = row.town.text().is_none_or(|town| town == self.town);
            let Some(unit) = row.unit.text().filter(|_| is_own) else { continue };
            if !self.seen.contains_key(unit) {
                self.seen.insert(unit.to_owned(), Seen::default());
            }
            if let Some(seen) = self.seen.get_mut(unit) {
                seen.rows += 1;
                seen.first.get_or_insert_with(|| row.place());
            }
        }
    }
}

/// Asks about each name that neither `cycle.toml` nor a table of units lists, and writes the village that was answered.
pub(in crate::read) fn settle(records: &mut Records, cycle: &Cycle, log: &mut ReadLog) {
    if cycle.units.is_empty() || cycle.level != Level::Town {
        return;
    }
    let mut names = Names { town: &cycle.town.name, seen: BTreeMap::new() };
    records.each_list(&mut names);
    let own = records.units.iter().filter_map(|row| row.unit.text().map(str::to_owned));
    let listed: BTreeSet<String> = cycle.units.iter().cloned().chain(own).collect();
    let is_stranger = |name: &String| !listed.contains(name) && *name != cycle.town.name;
    let mut meant: BTreeMap<String, Given<String>> = BTreeMap::new();
    for (name, seen) in names.seen.into_iter().filter(|(name, _)| is_stranger(name)) {
        let question = question(&name, seen, cycle, &listed);
        let answer = log.ask(question).map_or(Given::Unreadable, Given::Known);
        meant.insert(name, answer);
    }
    if meant.is_empty() {
        return;
    }
    records.each_unit(&mut |_, unit| {
        if let Some(village) = unit.text().and_then(|name| meant.get(name)) {
            *unit = village.clone();
        }
    });
}

fn question(name: &str, seen: Seen, cycle: &Cycle, listed: &BTreeSet<String>) -> Question {
    let choice =
        |value: &str, label, likely| Choice { value: value.to_owned(), label, evidence: None, likely };
    let likeness = |unit: &String| strsim::jaro(unit, name);
    let nearest = listed.iter().max_by(|one, other| likeness(one).total_cmp(&likeness(other)));
    let nearest = nearest.filter(|unit| likeness(unit) > ALIKE);
    let unit = |unit: &String, likely| choice(unit, say!("就是{unit}", "it is {unit}"), likely);
    let mut choices: Vec<Choice> = nearest.map(|near| unit(near, true)).into_iter().collect();
    choices.push(choice(
        name,
        say!("是另一个村（社区），名单里漏了", "another one, which the list lacks"),
        // 湾里 may be what people call 杨家湾村: who does not know it proposes nothing.
        nearest.is_none() && has_ending(name),
    ));
    // 镇直, 乡机关: before the villages, none of which it is.
    let town = &cycle.town.name;
    if !town.is_empty() {
        choices.push(choice(town, say!("{town}妇联自己的", "{town}'s own"), false));
    }
    choices.extend(listed.iter().filter(|own| Some(*own) != nearest).map(|own| unit(own, false)));
    Question {
        id: log_id(name),
        kind: QuestionKind::Unit,
        code: &WHICH_UNIT,
        place: seen.first.unwrap_or(Place::Workspace),
        also: Vec::new(),
        ask: say!("“{name}”是哪个村（社区）？", "which unit is \"{name}\"?"),
        why: say!(
            "基本情况表和 cycle.toml 的 units 里都没有这个名称",
            "neither the table of units nor cycle.toml has this name"
        ),
        choices,
        accepts: None,
        rows: seen.rows,
        table: None,
        units: Vec::new(),
        answer: None,
    }
}

/// Two names of villages share the ending in any case; so much more makes them alike.
const ALIKE: f64 = 0.7;

/// Whether a name is one of a village by its ending; 湾里 is not.
fn has_ending(name: &str) -> bool {
    ["村", "社区", "居民区", "嘎查"].iter().any(|ending| name.ends_with(ending))
}

fn log_id(name: &str) -> String {
    format!("unit:{name}")
}
