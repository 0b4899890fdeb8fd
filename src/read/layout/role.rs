//! What a list without a column for the post means: as its title says, or one person for each unit can only be its head.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Given, Officer, Role, Row, TableKind};
use crate::problem::{Code, Place, Problem, Severity};
use crate::read::Reading;
use crate::read::layout::header::Header;
use crate::read::layout::sheet::{Sheet as OpenSheet, Titles};
use crate::read::layout::table_kind;
use crate::say;

/// A list of officers without posts, one person for each unit, was read as a list of chairs. Source: SPREADSHEETS 2.
pub(in crate::read) static ASSUMED_POST: Code =
    Code { id: "assumed-post", severity: Severity::Note, source: "SPREADSHEETS 2" };

/// The one post of a list of heads, which has no column for it: told by the sheet's name, a title or the file's name.
pub(in crate::read) fn post(
    sheet: &OpenSheet<'_>,
    header: &Header,
    kind: TableKind,
    titles: &Titles,
) -> Option<Role> {
    let is_list = matches!(kind, TableKind::Officers | TableKind::Previous);
    if !is_list || header.has_any(&["role", "role_chair", "role_vice", "role_standing", "role_exec"]) {
        return None;
    }
    let told = sheet.rule.and_then(|rule| rule.role);
    told.or_else(|| sheet.context(header, titles).iter().find_map(|text| table_kind::head(text)))
}

/// Gives the people of such lists their post, and tells it once for each sheet.
pub(in crate::read) fn posts(reading: &mut Reading) {
    let mut problems = assume(&mut reading.records.officers);
    problems.extend(assume(&mut reading.records.previous));
    reading.problems.extend(problems);
}

type Sheet = (Arc<str>, Arc<str>);

fn assume(rows: &mut [Row<Officer>]) -> Vec<Problem> {
    let sheet = |row: &Row<Officer>| -> Sheet { (row.source.file.clone(), row.source.sheet.clone()) };
    // Units of each sheet of heads; nothing where a row names a post, names no unit, or a unit has two people.
    let mut lists: BTreeMap<Sheet, Option<BTreeSet<(&str, &str)>>> = BTreeMap::new();
    for row in rows.iter() {
        let list = lists.entry(sheet(row)).or_insert_with(|| Some(BTreeSet::new()));
        let unit = row.unit.text().filter(|_| row.value.role.is_blank() && !row.columns.contains_key("role"));
        let fits = match (&mut *list, unit) {
            (Some(units), Some(unit)) => units.insert((row.town.text().unwrap_or_default(), unit)),
            _ => false,
        };
        if !fits {
            *list = None;
        }
    }
    let heads: BTreeSet<Sheet> = lists
        .into_iter()
        .filter(|(_, units)| units.as_ref().is_some_and(|units| units.len() > 1))
        .map(|(sheet, _)| sheet)
        .collect();
    for row in rows.iter_mut().filter(|row| heads.contains(&sheet(row))) {
        row.value.role = Given::Known(Role::Chair);
    }
    let tell = |(file, sheet): Sheet| {
        let place = Place::Sheet { file: file.to_string(), sheet: sheet.to_string() };
        let message = say!(
            "这张表没有职务一栏，每个村（社区）一人，都按主席（主任）读取",
            "no column for the post and one person for each unit: all were read as chairs"
        );
        let hint = say!(
            "不对就加一列“职务”，或在 cycle.toml 的 [[table]] 里写 role = \"执委\"",
            "if that is wrong, add a column 职务, or write role = \"执委\" in [[table]] of cycle.toml"
        );
        Problem::new(&ASSUMED_POST, place, message).hint(hint)
    };
    heads.into_iter().map(tell).collect()
}
