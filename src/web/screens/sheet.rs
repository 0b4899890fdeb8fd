//! 表格: her own sheet as a grid, each column with what it was taken for, each cell that has a problem marked; typed over.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use crate::cycle::cell_at;
use crate::pipeline::{DATA, Fix, is_typed};
use crate::problem::Severity;
use crate::read::{Merged, TableSeen};
use crate::say;
use crate::web::asked::{Answered, Asked};
use crate::web::failed::Failed;
use crate::web::opened::Found;
use crate::web::reply::Reply;
use crate::web::screens::cells::{COLUMNS, Part, corrected, extent, extract, letters, marks, width};
use crate::web::screens::{links, taken_for};

/// Rows that a script asks for at once.
const WINDOW: usize = 400;
/// Empty columns beside a sheet.
const BESIDE: usize = 3;

/// The grid of a sheet; without a sheet the list of them.
pub(in crate::web) fn page(asked: &Asked) -> Answered {
    let opened = asked.opened()?;
    opened.with_dependent(|project, found| {
        let reading = project.sources()?;
        let (file, name) = (asked.word("file"), asked.word("sheet"));
        if file.is_empty() {
            return Ok(Reply::Page("sheet.html", list(asked, found)?));
        }
        let copy = found.sheet(file, name)?.ok_or(Failed::NotFound)?;
        let tables: Vec<&TableSeen> =
            reading.tables.iter().filter(|table| table.file == file && table.sheet == name).collect();
        let [last, columns] = extent(&copy, &corrected(found, &copy));
        // Room for a column more: what a list lacks is written beside it.
        let columns = (columns + BESIDE).min(COLUMNS);
        let marks = marks(found, file, name);
        let problem_rows: Vec<usize> = marks.keys().map(|(row, _)| *row).collect::<BTreeSet<_>>().into_iter().collect();
        let at = cell_at(asked.word("cell"));
        let widths: Vec<usize> = (0..columns).map(|column| width(&copy, column)).collect();
        let others: Vec<Json> = reading
            .sources
            .iter()
            .filter(|source| source.file == file)
            .filter_map(|source| source.sheet.as_deref())
            .map(|sheet| json!({ "name": sheet, "href": links::of_sheet(asked, file, sheet, ""), "here": sheet == name }))
            .collect();
        let first = at.map_or(0, |(row, _)| row.saturating_sub(8));
        let view = json!({
            "typed": is_typed(file), "file": file, "name": file.strip_prefix(DATA).unwrap_or(file), "sheet": name, "others": others,
            "tables": tables.iter().map(|table| described(asked, table)).collect::<Vec<_>>(),
            "taken_for": taken_for::form(asked, &tables)?, "columns": columns, "rows": last, "widths": widths,
            "letters": (0..columns).map(letters).collect::<Vec<_>>(), "problem_rows": problem_rows,
            "at": at.map(|(row, column)| json!({ "row": row, "column": column })),
            "first": extract(asked, found, &copy, Part { from: first, count: 60, at: at.map(|(row, column)| (row, Some(column))) }),
            "merges": copy.merges.iter().filter(|area| area.bottom - area.top < 60).take(2_000).map(merge).collect::<Vec<_>>().join(" "),
        });
        Ok(Reply::Page("sheet.html", view))
    })
}

fn merge(area: &Merged) -> String {
    let Merged { top, left, bottom, right } = area;
    format!("{top},{left},{bottom},{right}")
}

/// All sheets of a town, those with the most problems first.
fn list(asked: &Asked, found: &Found<'_>) -> Result<Json, Failed> {
    let mut counts: BTreeMap<(&str, &str), [usize; 2]> = BTreeMap::new();
    for problem in &found.problems {
        let (Some(file), sheet) = (problem.place.file(), problem.place.sheet().unwrap_or_default()) else {
            continue;
        };
        let counted = counts.entry((file, sheet)).or_default();
        match problem.severity {
            Severity::Error => counted[0] += 1,
            Severity::Warning => counted[1] += 1,
            Severity::Note => {}
        }
    }
    let sources = &found.project.sources()?.sources;
    let mut sheets: Vec<(usize, usize, Json)> = sources
        .iter()
        .filter_map(|source| {
            let sheet = source.sheet.as_deref()?;
            let [errors, warnings] = counts.get(&(source.file.as_str(), sheet)).copied().unwrap_or_default();
            let name = source.file.strip_prefix(DATA).unwrap_or(&source.file);
            let view = json!({ "name": name, "sheet": sheet, "errors": errors, "warnings": warnings,
                "records": source.records, "href": links::of_sheet(asked, &source.file, sheet, "") });
            Some((errors, warnings, view))
        })
        .collect();
    sheets.sort_by_key(|(errors, warnings, _)| std::cmp::Reverse((*errors, *warnings)));
    let corrected: Vec<Json> = found.project.sources()?.corrected.iter().map(|own| {
        json!({ "place": links::joined(&[own.file.strip_prefix(DATA).unwrap_or(&own.file), &own.sheet, &own.cell]),
            "was": own.was, "now": own.now, "reason": own.reason,
            "href": links::of_sheet(asked, &own.file, &own.sheet, &own.cell) })
    }).collect();
    let sheets: Vec<Json> = sheets.into_iter().take(1_000).map(|(_, _, view)| view).collect();
    Ok(json!({ "file": null, "list": sheets, "corrected": corrected }))
}

/// What a table was taken for, and each of its columns.
fn described(asked: &Asked, table: &TableSeen) -> Json {
    let columns: Vec<Json> = table
        .columns
        .iter()
        .map(|(header, field)| json!({ "header": header, "field": taken_for::name(asked, *field) }))
        .collect();
    json!({ "kind": taken_for::kind_name(asked, table.kind), "unit": table.unit, "rows": table.rows, "header_row": table.header_row,
        "first_row": table.first_row, "last_row": table.last_row, "columns": columns,
        "unrecognised": table.unrecognised, "form": table.form })
}

/// Rows for a script of ours.
pub(in crate::web) fn rows(asked: &Asked) -> Answered {
    let opened = asked.opened()?;
    opened.with_dependent(|_, found| {
        let copy = found.sheet(asked.word("file"), asked.word("sheet"))?.ok_or(Failed::NotFound)?;
        let (from, count) = (asked.number("from", 0), asked.number("count", 100).min(WINDOW));
        Ok(Reply::Json(extract(asked, found, &copy, Part { from, count, at: None })))
    })
}

/// Corrects cells: a form has `cell` and `now` for each, in the same order, and `seen` for what was there.
pub(in crate::web) fn correct(asked: &Asked) -> Answered {
    let town = asked.town()?;
    let (file, sheet) = (asked.word("file"), asked.word("sheet"));
    let (cells, now): (Vec<&str>, Vec<&str>) = (asked.all("cell").collect(), asked.all("now").collect());
    let seen: Vec<&str> = asked.all("seen").collect();
    let reason = asked.word("reason");
    let mut fixes = Vec::new();
    for (at, (cell, now)) in cells.iter().zip(&now).enumerate() {
        let Some((row, column)) = cell_at(cell) else {
            return Err(Failed::Refused(say!("没有“{cell}”这一格", "there is no cell \"{cell}\"")));
        };
        fixes.push(Fix {
            file: file.to_owned(),
            sheet: sheet.to_owned(),
            row,
            column,
            seen: seen.get(at).map(|seen| (*seen).to_owned()),
            now: (*now).to_owned(),
            reason: reason.to_owned(),
        });
    }
    if fixes.is_empty() {
        return Err(Failed::Refused(say!("没有要改的格", "there is no cell to correct")));
    }
    let said = town.changed(town.project()?.correct(&fixes)?);
    if asked.word("script") == "yes" {
        let opened = asked.opened()?;
        let errors = opened
            .with_dependent(|_, found| found.problems.iter().filter(|problem| problem.is_error()).count());
        return Ok(Reply::Json(
            json!({ "said": asked.text(&said), "errors": errors, "version": *town.version().borrow() }),
        ));
    }
    asked.done(said, "sheet")
}
