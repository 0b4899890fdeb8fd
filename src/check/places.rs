//! Towns and units by name: those that nobody lists, that are listed twice, or that are one place spelt two ways.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::case::{Whole, near, seen_from};
use crate::check::findings::Findings;
use crate::model::{Field, Level, TableKind};
use crate::problem::{Code, Place, Problem, Severity};
use crate::resolve::Body;
use crate::say;

/// Rows of a unit that is in no list of units. Source: SPREADSHEETS 7.
pub(super) static UNKNOWN_UNIT: Code =
    Code { id: "unknown-unit", severity: Severity::Error, source: "SPREADSHEETS 7" };
/// Rows of a town that is not the workspace's, or is another one misspelt. Source: SPREADSHEETS 7.
pub(super) static UNKNOWN_TOWN: Code =
    Code { id: "unknown-town", severity: Severity::Error, source: "SPREADSHEETS 7" };
/// A unit twice in one list. Source: SPREADSHEETS 7.
pub(super) static REPEATED_UNIT: Code =
    Code { id: "repeated-unit", severity: Severity::Error, source: "SPREADSHEETS 7" };

/// The cell of a field in the first row that names the body.
pub(super) fn first_place(body: &Body<'_>, field: Field) -> Option<Place> {
    let rows = &body.rows;
    let facts = rows.facts.map(|row| row.at(field));
    let progress = || rows.progress.map(|row| row.at(field));
    let congress = || rows.congresses.first().map(|row| row.at(field));
    let officer = || rows.officers.first().map(|row| row.at(field));
    let delegate = || rows.delegates.first().map(|row| row.at(field));
    let nominee = || rows.nominees.first().map(|row| row.at(field));
    let vote = || rows.votes.first().map(|row| row.at(field));
    let previous = || rows.previous.first().map(|row| row.at(field));
    facts
        .or_else(progress)
        .or_else(congress)
        .or_else(officer)
        .or_else(delegate)
        .or_else(nominee)
        .or_else(vote)
        .or_else(previous)
}

/// What a town is called after its name, longest first.
const TOWN_ENDS: [&str; 9] =
    ["街道办事处", "镇人民政府", "乡人民政府", "镇政府", "乡政府", "街道办", "街道", "镇", "乡"];

/// A town's name without its kind: 柳溪 of 柳溪镇 and 柳溪镇人民政府.
fn bare(town: &str) -> &str {
    TOWN_ENDS.iter().find_map(|end| town.strip_suffix(end)).unwrap_or(town)
}

/// Whether a name is no town's full name, and another is: 柳溪 and 柳溪镇政府 for 柳溪镇. 柳溪镇 and 柳溪乡 are two towns.
fn is_short_for(town: &str, other: &str) -> bool {
    let is_full = |name: &str| ["镇", "乡", "街道"].iter().any(|end| name.ends_with(end));
    bare(town) == bare(other) && !is_full(town) && is_full(other)
}

/// The kinds of tables that tell something of a body.
fn tables(body: &Body<'_>) -> BTreeSet<&'static str> {
    TableKind::ALL.iter().filter(|kind| body.has(**kind)).map(|kind| kind.as_str()).collect()
}

/// Units of a town, each with the tables that tell of it.
type Units<'a> = BTreeMap<&'a str, BTreeSet<&'static str>>;

/// Whether the rows of a town are what another town lacks: all its units are in the other, and no table tells of one in
/// both. Two towns with a village of one name have tables of their own.
fn is_part_of(town: &Units<'_>, other: &Units<'_>) -> bool {
    let count = |units: &Units<'_>| units.values().map(BTreeSet::len).sum::<usize>();
    let mut told = town.iter().filter(|(_, own)| !own.is_empty()).peekable();
    let fits = |(unit, own): (&&str, &BTreeSet<&str>)| {
        other.get(*unit).is_some_and(|theirs| !theirs.is_empty() && own.is_disjoint(theirs))
    };
    told.peek().is_some() && told.all(fits) && count(town) < count(other)
}

/// Bodies of towns that are none: in a town's workspace every other town; above towns one that is probably a slip for
/// another of its county. Each with the town that is meant.
pub(super) fn strange_towns<'a>(whole: &Whole<'a>) -> Vec<(&'a Body<'a>, &'a str)> {
    let (level, own) = (whole.cycle.level, whole.cycle.town.name.as_str());
    let mut towns: BTreeMap<(&str, &str), Units<'_>> = BTreeMap::new();
    for body in whole.bodies.iter().filter(|body| !body.id.town.is_empty()) {
        let units = towns.entry((&body.id.county, &body.id.town)).or_default();
        if let Some(unit) = &body.id.unit {
            units.insert(unit, tables(body));
        }
    }
    let twin = |(county, town): (&'a str, &'a str), units: &Units<'a>| {
        let mut others = towns.iter().filter(|((other, name), _)| *other == county && *name != town);
        others
            .find(|((_, name), theirs)| is_short_for(town, name) || is_part_of(units, theirs))
            .map(|((_, name), _)| *name)
    };
    let meant: BTreeMap<(&str, &str), &str> = match level {
        Level::Town if own.is_empty() => BTreeMap::new(),
        Level::Town => towns.keys().filter(|(_, town)| *town != own).map(|key| (*key, own)).collect(),
        _ => towns.iter().filter_map(|(key, units)| Some((*key, twin(*key, units)?))).collect(),
    };
    let strange = |body: &'a Body<'a>| {
        let meant = meant.get(&(body.id.county.as_str(), body.id.town.as_str()))?;
        Some((body, *meant))
    };
    whole.bodies.iter().filter_map(strange).collect()
}

/// For each body, whether its name is in no list of units, or is the one that such a name was probably meant for:
/// one slip in a unit's name would otherwise look like many.
pub(super) fn muddled(whole: &Whole<'_>) -> Vec<bool> {
    let strangers = strangers(whole);
    let towns = strange_towns(whole);
    let is_muddled = |body: &Body<'_>| {
        let of_strange_town = towns.iter().any(|(stranger, _)| stranger.id == body.id);
        of_strange_town
            || strangers.iter().any(|(stranger, near)| {
                let meant =
                    near.is_some() && body.id.unit.as_deref() == *near && body.id.shares_town(&stranger.id);
                meant || stranger.id == body.id
            })
    };
    whole.bodies.iter().map(is_muddled).collect()
}

/// [`UNKNOWN_TOWN`]: one problem for each name.
pub(super) fn unknown_town(whole: &Whole<'_>, problems: &mut Findings) {
    let mut told = BTreeSet::new();
    for (body, meant) in strange_towns(whole) {
        let town = body.id.town.as_str();
        let Some(at) = first_place(body, Field::Town).filter(|_| told.insert((&body.id.county, town))) else {
            continue;
        };
        let message = match whole.cycle.level {
            Level::Town => say!(
                "“{town}”不是本镇：这个工作区是{meant}的",
                "\"{town}\" is not the town of this workspace, which is {meant}"
            ),
            _ => say!("“{town}”和“{meant}”像是一个乡镇", "\"{town}\" and \"{meant}\" look like one town"),
        };
        let hint = match bare(town) == bare(meant) || whole.cycle.level != Level::Town {
            true => say!(
                "是不是“{meant}”？各表写成一样的名称",
                "did you mean \"{meant}\"? Write one name in all tables"
            ),
            false => say!(
                "改正乡镇一栏；几个乡镇一起做的，工作区要用 level = \"county\"",
                "correct the town; a workspace of several towns needs level = \"county\""
            ),
        };
        problems.push(Problem::new(&UNKNOWN_TOWN, at, message).hint(hint));
    }
}

/// Units that are listed, by county and town: those of the cycle, those of the tables of units, and those of which the clerk answered
/// that the lists lack them.
fn listed<'a>(whole: &Whole<'a>) -> BTreeMap<(&'a str, &'a str), BTreeSet<&'a str>> {
    let mut listed: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for body in whole.bodies {
        let Some(unit) = &body.id.unit else { continue };
        let is_said = || whole.cycle.answers.get(&format!("unit:{unit}")) == Some(unit);
        if body.rows.facts.is_some() || whole.cycle.units.contains(unit) || is_said() {
            listed.entry((&body.id.county, &body.id.town)).or_default().insert(unit);
        }
    }
    listed
}

/// Bodies that no list of units knows, each with the listed unit that its name is nearest to.
pub(super) fn strangers<'a>(whole: &Whole<'a>) -> Vec<(&'a Body<'a>, Option<&'a str>)> {
    let listed = listed(whole);
    let mut strangers = Vec::new();
    for body in whole.bodies {
        let town = (body.id.county.as_str(), body.id.town.as_str());
        let (Some(unit), Some(units)) = (&body.id.unit, listed.get(&town)) else { continue };
        if !units.contains(unit.as_str()) {
            strangers.push((body, near(unit, units.iter().copied())));
        }
    }
    strangers
}

/// [`UNKNOWN_UNIT`].
pub(super) fn unknown_unit(whole: &Whole<'_>, problems: &mut Findings) {
    for (body, near) in strangers(whole) {
        let unit = body.id.place();
        let at = first_place(body, Field::Unit).unwrap_or(Place::Workspace);
        let message = say!("“{unit}”不在村（社区）名单里", "\"{unit}\" is in no list of units");
        let hint = match near {
            Some(near) => say!("是不是“{near}”？", "did you mean \"{near}\"?"),
            None => say!(
                "核对名称，或者加进基本情况表、cycle.toml 的 units",
                "check the name, or add it to the table of units or to cycle.toml"
            ),
        };
        problems.push(Problem::new(&UNKNOWN_UNIT, at, message).hint(hint).unit(unit));
    }
}

/// [`REPEATED_UNIT`]: in the tables of units and of progress.
pub(super) fn repeated_unit(whole: &Whole<'_>, problems: &mut Findings) {
    for body in whole.bodies.iter().filter(|body| body.id.unit.is_some()) {
        let (facts, progress) = &body.rows.repeated;
        for (first, row) in body.rows.facts.iter().flat_map(|first| facts.iter().map(move |row| (first, row)))
        {
            repeated(first.at(Field::Unit), row.at(Field::Unit), body, problems);
        }
        for (first, row) in
            body.rows.progress.iter().flat_map(|first| progress.iter().map(move |row| (first, row)))
        {
            repeated(first.at(Field::Unit), row.at(Field::Unit), body, problems);
        }
    }
}

fn repeated(first: Place, here: Place, body: &Body<'_>, problems: &mut Findings) {
    let (unit, cell) = (body.id.place(), seen_from(&here, &first));
    let message = say!("{unit}列了两次，前一次在 {cell}", "{unit} stands twice, first at {cell}");
    let hint = say!("删去重复的一行；现在只用前一行", "delete one row; only the first is used");
    problems.push(Problem::new(&REPEATED_UNIT, here, message).hint(hint).also([first]).unit(unit));
}
