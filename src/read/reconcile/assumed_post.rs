//! What a list of officers without a column for the post means, where no title says it: one person for each unit can
//! only be its head.
//!
//! This is decided here and not in `resolve`, because `huanjie read` shows the post it assumed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Field, Given, Officer, Records, Role, Row};
use crate::problem::{Code, Place, Problem, Severity};
use crate::say;

/// A list of officers without posts, one person for each unit, was read as a list of chairs. Source: SPREADSHEETS 2.
pub(in crate::read) static ASSUMED_POST: Code =
    Code { id: "assumed-post", severity: Severity::Note, source: "SPREADSHEETS 2" };

/// Gives the people of such lists their post; one problem for each sheet.
pub(in crate::read) fn assume_posts(records: &mut Records) -> Vec<Problem> {
    let mut problems = assume(&mut records.officers);
    problems.extend(assume(&mut records.previous));
    problems
}

type Sheet = (Arc<str>, Arc<str>);

fn assume(rows: &mut [Row<Officer>]) -> Vec<Problem> {
    let sheet = |row: &Row<Officer>| -> Sheet { (row.source.file.clone(), row.source.sheet.clone()) };
    // Units of each sheet of heads; nothing where a row names a post, names no unit, or a unit has two people.
    let mut lists: BTreeMap<Sheet, Option<BTreeSet<(&str, &str)>>> = BTreeMap::new();
    for row in rows.iter() {
        let list = lists.entry(sheet(row)).or_insert_with(|| Some(BTreeSet::new()));
        let unit =
            row.unit.text().filter(|_| row.value.role.is_blank() && !row.columns.contains_key(&Field::Role));
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
    let problem = |(file, sheet): Sheet| {
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
    heads.into_iter().map(problem).collect()
}
