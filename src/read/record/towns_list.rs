//! 云岭镇妇女代表大会代表名册 with a column 单位 in which villages stand: those who sit in the town's own congress, and where each
//! comes from, or the lists of all its villages. The column alone does not say it, so the clerk is asked (DESIGN 13).

use crate::model::{Field, Given, Records, TableKind};
use crate::problem::{Choice, Question, QuestionKind};
use crate::read::layout::list_words::ListWords;
use crate::read::layout::sheet::Sheet;
use crate::read::layout::unit_said::TOWNS_OWN;
use crate::read::layout::walk::TableLayout;
use crate::read::log::ReadLog;
use crate::read::normalise::squeeze;
use crate::read::reconcile::own_congress::OWN_CONGRESS;
use crate::say;

/// The answers, those of `own_congress`: of one sheet one thing is asked.
const YES: &str = "yes";
const NO: &str = "no";

/// Gives the people of a table to the town or to the villages of its column, as the clerk answers; as long as there is no answer
/// they are nobody's.
pub(in crate::read) fn settle(
    sheet: &Sheet<'_>,
    table: &TableLayout,
    records: &mut Records,
    log: &mut ReadLog,
) {
    let Some((town, title)) = towns_title(sheet, table) else { return };
    let is_villages = |unit: &Given<String>| {
        unit.text().is_some_and(|unit| unit != town && sheet.places.units().iter().any(|own| own == unit))
    };
    let mut villages: Vec<String> = Vec::new();
    let mut rows = 0;
    records.each_unit(&mut |_, unit| {
        if let (true, Some(village)) = (is_villages(unit), unit.text()) {
            rows += 1;
            if !villages.iter().any(|known| known == village) {
                villages.push(village.to_owned());
            }
        }
    });
    if rows == 0 {
        return;
    }
    let asked = Question { rows, ..question(sheet, table.kind.table, &town, &title, villages) };
    let unit = match log.ask(asked).as_deref() {
        Some(NO) => return,
        Some(YES) => Given::Known(town.clone()),
        _ => Given::Unreadable,
    };
    records.each_unit(&mut |_, own| {
        if is_villages(own) {
            *own = unit.clone();
        }
    });
}

/// The town, and the title that calls a list of people the town's own, where villages stand in a column of places of work only.
pub(super) fn towns_title(sheet: &Sheet<'_>, table: &TableLayout) -> Option<(String, String)> {
    let town = sheet.places.town().filter(|town| !town.is_empty())?;
    let lists = [TableKind::Delegates, TableKind::Nominees, TableKind::Officers];
    let header = &table.header;
    let by_workplace = header.has(Field::Workplace) && !header.has(Field::Unit);
    if !by_workplace || !lists.contains(&table.kind.table) {
        return None;
    }
    let words = ListWords::get();
    let names = |text: &str| {
        let text = squeeze(text);
        let is_towns = text.starts_with(town.as_str()) || TOWNS_OWN.iter().any(|word| text.contains(word));
        is_towns && words.is_of_one_body(text.strip_prefix(town.as_str()).unwrap_or(&text))
    };
    let title = table.titles.iter().rev().find(|line| names(&line.text))?;
    Some((town, title.text.trim().to_owned()))
}

fn question(sheet: &Sheet<'_>, table: TableKind, town: &str, title: &str, villages: Vec<String>) -> Question {
    let (name, word) = (table.name(), table.as_str());
    let choice =
        |value: &str, label, likely| Choice { value: value.to_owned(), label, evidence: None, likely };
    let (count, place) = (villages.len(), sheet.grid.sheet_place());
    let shown = match sheet.grid.sheet.as_ref() {
        "" => sheet.grid.file.to_string(),
        own => format!("{}!{own}", sheet.grid.file),
    };
    Question {
        id: format!("congress:{town}:{shown}"),
        kind: QuestionKind::Congress,
        code: &OWN_CONGRESS,
        place,
        also: Vec::new(),
        ask: say!(
            "这张{name}名单是{town}自己的，还是各村（社区）的合在一起？",
            "are these {word} {town}'s own, or those of its villages in one list?"
        ),
        why: say!(
            "标题是“{title}”，“单位”一栏写的是 {count} 个村（社区）",
            "the title is \"{title}\", and {count} villages stand in its column of workplaces"
        ),
        choices: vec![
            choice(
                YES,
                say!(
                    "{town}自己的，那一栏是各人所在的村",
                    "{town}'s own; the column says where each of them lives"
                ),
                true,
            ),
            choice(NO, say!("各村的，按那一栏分到各村", "of the villages, each as the column says"), false),
        ],
        accepts: None,
        rows: 0,
        table: Some(word),
        units: villages.into_iter().chain([town.to_owned()]).collect(),
        answer: None,
    }
}
