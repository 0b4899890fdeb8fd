//! Whose rows these are, where nothing says it or two texts contradict one another: the clerk is asked (DESIGN 13).

use crate::model::{Given, Level, Records};
use crate::problem::{Choice, Code, Place, Question, QuestionKind, Say, Severity};
use crate::read::layout::sheet::Sheet;
use crate::read::layout::title::Titles;
use crate::read::layout::unit_said::{Mention, UnitSaid};
use crate::read::log::ReadLog;
use crate::say;

/// Rows of which nobody says whose they are, or two texts say two things. Source: DESIGN 13.
pub(in crate::read) static WHICH_UNIT: Code =
    Code { id: "which-unit", severity: Severity::Error, source: "DESIGN 13" };

/// Gives the rows of a table that no cell gives to a village to the one that is said around it, to the town, or to the
/// one that the clerk answered; as long as there is no answer they are nobody's.
pub(in crate::read) fn settle(
    sheet: &Sheet<'_>,
    titles: &Titles,
    records: &mut Records,
    log: &mut ReadLog,
) -> Option<String> {
    let said = UnitSaid::of(sheet.places, &sheet.grid.sheet, titles);
    let mut nobodys = Vec::new();
    records.each_unit(&mut |table, unit| nobodys.extend(unit.is_blank().then_some(table)));
    let table = *nobodys.first().filter(|_| is_doubtful(sheet, &said))?;
    let rows = nobodys.len();
    let of_them = |own: Question| Question { rows, table: Some(table.as_str()), ..own };
    let unit = nickname(sheet, &said).and_then(|own| resolved(log.ask(of_them(own))));
    let unit = unit.unwrap_or_else(|| {
        // Where nothing says it, what one answers of a sheet holds for all its tables.
        let is_silent = said.exact.is_empty() && said.near.is_empty();
        let id = if is_silent { id(sheet) } else { log.id(&id(sheet)) };
        let own = question(sheet, &said, rows, id);
        log.ask(of_them(own)).map_or(Given::Unreadable, Given::Known)
    });
    records.each_unit(&mut |_, own| {
        if own.is_blank() {
            *own = unit.clone();
        }
    });
    unit.known().cloned()
}

/// The question about a nickname that one text around a table has, or several: it is asked once, wherever it stands.
fn nickname(sheet: &Sheet<'_>, said: &UnitSaid) -> Option<Question> {
    let first = said.near.first().filter(|_| said.exact.is_empty())?;
    if said.near.iter().any(|other| other.unit != first.unit) {
        return None;
    }
    let nickname = sheet.places.nickname(&first.text, &first.unit);
    let Say { zh, en } = first.say();
    let why = say!("{zh}，名单里没有这个名称", "{en}, and no unit is called so");
    let own = name_question(sheet, &nickname, sheet.grid.sheet_place());
    Some(Question { why, units: vec![first.unit.clone()], ..own })
}

/// The village that a cell or a line of its own names but for its ending (石坳 for 石坳村), as the clerk answers; nothing
/// where it is no such name. A name is asked about once, wherever it stands.
pub(in crate::read) fn named(
    sheet: &Sheet<'_>,
    written: &str,
    place: Place,
    log: &mut ReadLog,
) -> Option<Given<String>> {
    let near = sheet.places.is_nearly_unit(written)?;
    let nickname = sheet.places.nickname(written, &near);
    let why = say!("名单里没有这个名称，有“{near}”", "no unit is called so, but one is called \"{near}\"");
    let own = name_question(sheet, &nickname, place);
    resolved(log.ask(Question { why, units: vec![near], ..own }))
}

/// The village that a line between the rows names, where lines above named others: 镇直机关, a village of another town.
pub(in crate::read) fn heading(
    sheet: &Sheet<'_>,
    written: &str,
    place: Place,
    log: &mut ReadLog,
) -> Option<Given<String>> {
    resolved(log.ask(name_question(sheet, written.trim(), place)))
}

/// What an answer about a name means; nothing where it is no name of a place.
fn resolved(answer: Option<String>) -> Option<Given<String>> {
    match answer {
        Some(answer) if answer == NOBODY => None,
        answer => Some(answer.map_or(Given::Unreadable, Given::Known)),
    }
}

fn name_question(sheet: &Sheet<'_>, name: &str, place: Place) -> Question {
    let near = sheet.places.is_nearly_unit(name);
    let likely = near.as_ref().map(|near| Choice {
        evidence: Some(say!("名称相近", "the names are alike")),
        likely: true,
        ..choice(near)
    });
    let town = &sheet.cycle.town.name;
    let own = Choice { label: say!("{town}妇联自己的", "{town}'s own"), ..choice(town) };
    let none =
        Choice { label: say!("不是村（社区）的名称", "no name of a unit"), ..choice(NOBODY) };
    let others = sheet.places.units().iter().filter(|unit| Some(*unit) != near.as_ref());
    let own = (!town.is_empty()).then_some(own);
    Question {
        id: format!("unit:{name}"),
        kind: QuestionKind::Unit,
        code: &WHICH_UNIT,
        place,
        also: Vec::new(),
        ask: say!("“{name}”是哪个村（社区）？", "which unit is \"{name}\"?"),
        why: say!("名单里没有这个名称", "no unit is called so"),
        choices: likely.into_iter().chain(own).chain([none]).chain(others.map(|unit| choice(unit))).collect(),
        accepts: None,
        rows: 1,
        table: None,
        units: Vec::new(),
        answer: None,
    }
}

/// The answer that a text is the name of no unit.
const NOBODY: &str = "-";

/// Whether a sensible person could say two things. Without a list of units there is nothing to choose from; above towns
/// the folders say which town it is.
fn is_doubtful(sheet: &Sheet<'_>, said: &UnitSaid) -> bool {
    let has_units = !sheet.places.units().is_empty() && sheet.cycle.level == Level::Town;
    said.is_contradicted()
        || (has_units && said.exact.is_empty() && (!said.near.is_empty() || !said.is_towns))
}

fn id(sheet: &Sheet<'_>) -> String {
    let grid = sheet.grid;
    if grid.sheet.is_empty() {
        format!("unit:{}", grid.file)
    } else {
        format!("unit:{}!{}", grid.file, grid.sheet)
    }
}

fn question(sheet: &Sheet<'_>, said: &UnitSaid, rows: usize, id: String) -> Question {
    let mentions = || said.exact.iter().chain(&said.near);
    let mut choices: Vec<Choice> = Vec::new();
    for mention in mentions() {
        if choices.iter().all(|known| known.value != mention.unit) {
            let choice = Choice { evidence: Some(mention.say()), likely: true, ..choice(&mention.unit) };
            choices.push(choice);
        }
    }
    let town = &sheet.cycle.town.name;
    let others = sheet.places.units().iter().filter(|unit| mentions().all(|mention| mention.unit != **unit));
    let label = say!("{town}妇联自己的", "{town}'s own");
    let own = Choice { label, ..choice(town) };
    choices.extend((!town.is_empty()).then_some(own));
    choices.extend(others.map(|unit| choice(unit)));
    let mut waiting: Vec<String> = sheet.places.units().to_vec();
    if !said.exact.is_empty() || said.near.len() == 1 {
        waiting = mentions().map(|mention| mention.unit.clone()).collect();
    }
    Question {
        id,
        kind: QuestionKind::Unit,
        code: &WHICH_UNIT,
        place: sheet.grid.sheet_place(),
        also: Vec::new(),
        ask: say!("这张表（{rows} 行）是哪个村（社区）的？", "whose are these {rows} rows?"),
        why: why(said),
        choices,
        accepts: None,
        rows,
        table: None,
        units: waiting,
        answer: None,
    }
}

fn choice(unit: &str) -> Choice {
    let label = Say { zh: unit.to_owned(), en: unit.to_owned() };
    Choice { value: unit.to_owned(), label, evidence: None, likely: false }
}

fn why(said: &UnitSaid) -> Say {
    let list = |mentions: &[Mention]| {
        let all: Vec<Say> = mentions.iter().map(Mention::say).collect();
        let join = |of: fn(&Say) -> &str, by: &str| all.iter().map(of).collect::<Vec<_>>().join(by);
        (join(|say| &say.zh, "，"), join(|say| &say.en, ", "))
    };
    let (exact, near) = (list(&said.exact), list(&said.near));
    match () {
        () if !said.exact.is_empty() && !said.near.is_empty() => {
            Say { zh: format!("{}，{}", exact.0, near.0), en: format!("{}, {}", exact.1, near.1) }
        }
        () if !said.exact.is_empty() => Say { zh: exact.0, en: exact.1 },
        () if !said.near.is_empty() => {
            let (zh, en) = near;
            say!("{zh}，名单里没有这个名称", "{en}, and no unit is called so")
        }
        () => say!(
            "表里没有村（社区）一列，标题、工作表、文件和文件夹的名称也没有说",
            "no column says it, nor do title, sheet, file and folder"
        ),
    }
}
