//! What is missing: names, fields, columns, results of a unit; and whether a unit is done as its results say.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::case::{Case, Whole};
use crate::check::findings::Findings;
use crate::check::places::first_place;
use crate::cycle::{CYCLE_FILE, Method};
use crate::model::{CongressFacts, Field, Given, Officer, Role, Row, Source, TableKind};
use crate::problem::{Code, Place, Problem, Severity};
use crate::resolve::{AgeBasis, Body, Someone};
use crate::say;

/// A row about a person without a name. Source: SPREADSHEETS 1.
pub(super) static MISSING_NAME: Code =
    Code { id: "missing-name", severity: Severity::Error, source: "SPREADSHEETS 1" };
/// An empty cell that papers need. Source: SPREADSHEETS 1.
pub(super) static MISSING_VALUE: Code =
    Code { id: "missing-value", severity: Severity::Warning, source: "SPREADSHEETS 1" };
/// A person of this term without a birth date: she would be missing in every figure of ages. Source: SPREADSHEETS 4.
pub(super) static MISSING_DATE: Code =
    Code { id: "missing-date", severity: Severity::Error, source: "SPREADSHEETS 4" };
/// A table without a column that papers need. Source: SPREADSHEETS 1.
pub(super) static MISSING_COLUMN: Code =
    Code { id: "missing-column", severity: Severity::Note, source: "SPREADSHEETS 1" };
/// A unit without results while others of its town have some. Source: SPREADSHEETS 7.
pub(super) static UNIT_WITHOUT_RESULTS: Code =
    Code { id: "unit-without-results", severity: Severity::Warning, source: "SPREADSHEETS 7" };

/// 是否完成 and the results say different things. Source: DOMAIN 4.6 (9).
pub(super) static DONE_DIFFERS: Code =
    Code { id: "done-differs", severity: Severity::Warning, source: "DOMAIN 4.6 (9)" };

/// Fields of a person that papers print, besides the name.
const PERSON_FIELDS: [(Field, &str, &str); 4] = [
    (Field::Birth, "出生年月", "birth date"),
    (Field::Politics, "政治面貌", "political status"),
    (Field::Education, "学历", "education"),
    (Field::Gender, "性别", "gender"),
];

/// Figures of a congress that papers print.
const CONGRESS_FIELDS: [(Field, &str, &str); 5] = [
    (Field::Date, "大会日期", "date"),
    (Field::Entitled, "应到代表", "number of delegates entitled"),
    (Field::Present, "实到代表", "number of delegates present"),
    (Field::Returned, "收回选票", "number of ballots returned"),
    (Field::Valid, "有效票", "number of valid ballots"),
];

/// Whether a cell is blank that no other table fills.
fn lacks(someone: Someone<'_>, field: Field) -> bool {
    let person = someone.person();
    match field {
        Field::Birth => person.birth.is_blank(),
        Field::Politics => person.politics.is_blank() && someone.told().politics.is_none(),
        Field::Education => person.education.is_blank() && someone.told().education.is_none(),
        _ => person.gender.is_blank() && someone.told().gender.is_none(),
    }
}

fn lacks_figure(congress: &CongressFacts, field: Field) -> bool {
    match field {
        Field::Date => congress.date.is_blank(),
        Field::Entitled => congress.entitled.is_blank(),
        Field::Present => congress.present.is_blank(),
        Field::Returned => congress.returned.is_blank(),
        _ => congress.valid.is_blank(),
    }
}

/// Whether another table says it, or the clerk answered what it is.
fn is_told_elsewhere(case: &Case<'_>, field: Field) -> bool {
    let congress = &case.body.congress;
    match field {
        Field::Date => congress.date.get().is_some(),
        Field::Entitled => congress.entitled.get().is_some(),
        Field::Present => congress.present.get().is_some(),
        Field::Returned => congress.returned.get().is_some(),
        _ => congress.valid.get().is_some(),
    }
}

/// [`MISSING_NAME`].
pub(super) fn missing_name(case: &Case<'_>, problems: &mut Findings) {
    let people = case
        .people()
        .filter(|someone| someone.person().name.is_blank())
        .map(|someone| someone.at(Field::Name));
    let votes =
        case.body.rows.votes.iter().filter(|row| row.value.name.is_blank()).map(|row| row.at(Field::Name));
    for at in people.chain(votes) {
        let message = say!("这一行没有姓名", "this row has no name");
        let hint = say!("填上姓名；如果是空行，删去整行", "enter the name, or delete the row");
        problems.push(Problem::new(&MISSING_NAME, at, message).hint(hint));
    }
}

/// [`MISSING_DATE`]: only where the table has the column; a blank cell in a row whose other cells tell the age is
/// [`MISSING_VALUE`].
pub(super) fn missing_date(case: &Case<'_>, problems: &mut Findings) {
    for someone in case.people().filter(|someone| !someone.person().name.is_blank()) {
        if !lacks(someone, Field::Birth) || !someone.has_column(Field::Birth) || tells_age(someone) {
            continue;
        }
        let name = someone.name();
        let message = say!("{name}没有填出生年月", "{name}: the birth date is missing");
        let hint = say!("填上出生年月，例如 1985.03", "enter it, for example 1985.03");
        problems.push(Problem::new(&MISSING_DATE, someone.at(Field::Birth), message).hint(hint));
    }
}

/// Whether another cell of the row tells the age: then she is in every figure, and only the cell is blank.
fn tells_age(someone: Someone<'_>) -> bool {
    let person = someone.person();
    let by_number = someone.age().is_some_and(|age| age.basis == AgeBasis::IdNumber);
    person.age.is_known() || (by_number && person.id_number.is_known())
}

/// [`MISSING_VALUE`]: only where the table has the column, see [`MISSING_COLUMN`].
pub(super) fn missing_value(case: &Case<'_>, problems: &mut Findings) {
    for someone in case.people().filter(|someone| !someone.person().name.is_blank()) {
        for (field, zh, en) in PERSON_FIELDS {
            let other = field == Field::Birth && !tells_age(someone);
            if other || !lacks(someone, field) || !someone.has_column(field) {
                continue;
            }
            let name = someone.name();
            let message = say!("{name}没有填{zh}", "{name}: the {en} is missing");
            let hint = say!("填上{zh}；不填，文书里会留空", "enter it; otherwise papers show a blank");
            problems.push(Problem::new(&MISSING_VALUE, someone.at(field), message).hint(hint));
        }
    }
    missing_figures(case, problems);
    missing_roles(case, problems);
}

/// Figures are asked for once the vote has been held.
fn missing_figures(case: &Case<'_>, problems: &mut Findings) {
    let Some(row) = case.congress() else { return };
    let c = &row.value;
    let counted = [&c.present, &c.issued, &c.returned, &c.valid].into_iter().any(Given::is_known);
    if !counted && case.body.rows.votes.is_empty() {
        return;
    }
    for (field, zh, en) in CONGRESS_FIELDS {
        let at = row.at(field);
        let of_ballots = matches!(field, Field::Returned | Field::Valid);
        let by_hands = case.body.setting.members_by == Method::Hands;
        if !lacks_figure(c, field)
            || is_told_elsewhere(case, field)
            || !matches!(at, Place::Cell { .. })
            || (by_hands && of_ballots)
        {
            continue;
        }
        let place = case.place();
        let message = say!("{place}没有填{zh}", "{place}: the {en} is missing");
        let hint = say!("填上{zh}；不填，文书里会留空", "enter it; otherwise papers show a blank");
        problems.push(Problem::new(&MISSING_VALUE, at, message).hint(hint));
    }
}

/// An officer without a post; where the chair is missing, [`NO_CHAIR`](super::committee::NO_CHAIR) points here.
fn missing_roles(case: &Case<'_>, problems: &mut Findings) {
    if case.is_named() && case.officers(Role::is_head).is_empty() {
        return;
    }
    let officers = &case.body.rows.officers;
    // Where headings tell the posts of a sheet, somebody may stand below none.
    let sheet = |row: &Row<Officer>| (row.source.file.clone(), row.source.sheet.clone());
    let told: BTreeSet<_> =
        officers.iter().filter(|row| row.value.role.is_known()).map(|row| sheet(row)).collect();
    let is_told = |row: &Row<Officer>| row.columns.contains_key(&Field::Role) || told.contains(&sheet(row));
    for row in officers.iter().filter(|row| row.value.role.is_blank() && is_told(row)) {
        let name = row.value.person.name_text();
        let message = say!("{name}没有填妇联职务", "{name}: the post is missing");
        let hint = say!("填上主席、副主席或执委", "enter 主席, 副主席 or 执委");
        problems.push(Problem::new(&MISSING_VALUE, row.at(Field::Role), message).hint(hint));
    }
}

/// Which fields a table lacks altogether: of those asked for, the ones that no row has a column or a value for.
#[derive(Debug)]
struct Gaps {
    fields: Vec<(Field, &'static str, &'static str)>,
    fits: bool,
}

fn note_gaps<T>(
    tables: &mut BTreeMap<(TableKind, Source), Gaps>,
    row: &Row<T>,
    asked: &[(Field, &'static str, &'static str)],
    lacks: impl Fn(Field) -> bool,
) {
    let key = (row.table, Source { row: 0, ..row.source.clone() });
    let gaps = tables.entry(key).or_insert_with(|| Gaps { fields: asked.to_vec(), fits: false });
    gaps.fields.retain(|(field, ..)| lacks(*field) && !row.columns.contains_key(field));
    gaps.fits |= !row.columns.is_empty();
}

/// [`MISSING_COLUMN`]: one note for each table.
pub(super) fn missing_column(whole: &Whole<'_>, problems: &mut Findings) {
    let mut tables = BTreeMap::new();
    let asked = PERSON_FIELDS.get(..3).unwrap_or_default();
    for body in whole.bodies {
        for attendee in &body.delegates {
            let entry = attendee.entry;
            note_gaps(&mut tables, entry.row, asked, |field| lacks(Someone::Delegate(entry), field));
        }
        for entry in &body.nominees {
            note_gaps(&mut tables, entry.row, asked, |field| lacks(Someone::Nominee(*entry), field));
        }
        for entry in &body.officer_rows {
            note_gaps(&mut tables, entry.row, asked, |field| lacks(Someone::Officer(*entry), field));
        }
    }
    for ((_, source), gaps) in tables.into_iter().filter(|(_, gaps)| gaps.fits && !gaps.fields.is_empty()) {
        let zh = gaps.fields.iter().map(|(_, zh, _)| *zh).collect::<Vec<_>>().join("、");
        let en = gaps.fields.iter().map(|(.., en)| *en).collect::<Vec<_>>().join(", ");
        let message = say!("这张表没有这些列：{zh}", "the table has no column for: {en}");
        let hint = say!("需要时加上；没有的，文书里会留空", "add them if you can; papers show blanks");
        let at = Place::Sheet { file: source.file.to_string(), sheet: source.sheet.to_string() };
        problems.push(Problem::new(&MISSING_COLUMN, at, message).hint(hint));
    }
}

/// Whether anybody voted there.
fn has_results(body: &Body<'_>) -> bool {
    body.has_voted() || body.has(TableKind::Votes)
}

/// [`UNIT_WITHOUT_RESULTS`].
pub(super) fn unit_without_results(whole: &Whole<'_>, problems: &mut Findings) {
    let town = |body: &Body<'_>| body.id.town_name();
    let with_results = whole.bodies.iter().filter(|body| body.id.unit.is_some() && has_results(body));
    let towns: BTreeSet<String> = with_results.map(town).collect();
    for body in whole.bodies.iter().filter(|body| !has_results(body) && towns.contains(&town(body))) {
        let Some(unit) = &body.id.unit else { continue };
        let at = first_place(body, Field::Unit).unwrap_or_else(|| Place::File(CYCLE_FILE.to_owned()));
        let message = say!(
            "{unit}还没有选举结果，其他村（社区）已经有了",
            "{unit} has no results yet, other units have"
        );
        let hint = say!(
            "补上它的班子名册和选举结果；还没有选举的，可以不管",
            "add its officers and results, unless it has not voted yet"
        );
        problems.push(Problem::new(&UNIT_WITHOUT_RESULTS, at, message).hint(hint).unit(unit));
    }
}

/// [`DONE_DIFFERS`]; a unit without results in a town that has some is [`UNIT_WITHOUT_RESULTS`].
pub(super) fn done_differs(case: &Case<'_>, problems: &mut Findings) {
    let done = &case.body.done;
    let (Some(claim), Some(row)) = (done.claim(), case.body.rows.progress) else { return };
    let others = case.whole.bodies.iter().filter(|other| other.id.unit.is_some() && has_results(other));
    let told = || others.into_iter().any(|other| other.id.shares_town(&case.body.id));
    if done.others().is_empty() || (!has_results(case.body) && told()) {
        return;
    }
    let (place, at) = (case.place(), row.at(Field::Done));
    let message = match (claim.value, case.body.has_voted()) {
        (_, false) => say!(
            "{place}进度表写已完成，可是没有班子名册和选举结果，没有算作完成",
            "{place} is noted as done, but there are no officers and no results; it is not counted as done"
        ),
        (true, true) => {
            say!("{place}进度表写没有完成，可是已有选举结果", "{place} is noted as not done, but has results")
        }
        (false, true) => say!(
            "{place}的选举结果和进度表的“是否完成”不一致，没有算作完成",
            "{place}: the results and the table of progress disagree; it is not counted as done"
        ),
    };
    let hint = match case.body.has_voted() {
        true => say!(
            "核对进度表的“是否完成”和选举结果",
            "check the mark in the table of progress, and the results"
        ),
        false => say!(
            "核对进度表，补上缺的表",
            "check the mark in the table of progress, or add the missing tables"
        ),
    };
    problems.push(Problem::new(&DONE_DIFFERS, at, message).hint(hint));
}
