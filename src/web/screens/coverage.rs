//! 收表情况: villages by tables, with what is lacking in red.

use serde_json::{Value as Json, json};

use crate::pipeline::{COVERED, Covered, List};
use crate::problem::Lang;
use crate::web::asked::{Answered, Asked};
use crate::web::reply::Reply;
use crate::web::screens::links;
use crate::web::screens::slice::slice;

/// The table.
pub(in crate::web) fn page(asked: &Asked) -> Answered {
    let opened = asked.opened()?;
    opened.with_dependent(|_, found| {
        let coverage = &found.coverage;
        let lacking = coverage.lacking();
        let is_lacking = |body: &Covered, list: &List| {
            lacking.iter().any(|(own, lacks)| std::ptr::eq(*own, body) && lacks.table == list.table)
        };
        let only = asked.word("only") == "lacking";
        let bodies: Vec<&Covered> = coverage
            .bodies
            .iter()
            .filter(|body| !only || lacking.iter().any(|(own, _)| std::ptr::eq(*own, *body)))
            .collect();
        let (part, pages) = slice(asked, &bodies, "coverage", &["only"]);
        let zh = asked.lang() == Lang::Zh;
        let rows: Vec<Json> = part
            .iter()
            .map(|body| {
                let cells: Vec<Json> = body.lists.iter().map(|list| cell(list, is_lacking(body, list))).collect();
                json!({ "place": body.place, "town": body.town, "is_unit": body.is_unit, "cells": cells })
            })
            .collect();
        let nobodys: Vec<Json> = coverage
            .nobodys
            .iter()
            .map(|own| {
                let table = if zh { own.table.name() } else { own.table.as_str() };
                json!({ "table": table, "rows": own.rows, "file": links::shown(&sheet_place(&own.file, &own.sheet)),
                    "href": links::of_sheet(asked, &own.file, &own.sheet, "") })
            })
            .collect();
        let heads: Vec<&str> =
            COVERED.iter().map(|kind| if zh { kind.name() } else { kind.as_str() }).collect();
        let view = json!({
            "heads": heads, "rows": rows, "pages": pages, "nobodys": nobodys, "only": only,
            "lacking": lacking.len(), "bodies": coverage.bodies.len(), "open": coverage.open, "sources": coverage.sources,
        });
        Ok(Reply::Page("coverage.html", view))
    })
}

fn sheet_place(file: &str, sheet: &str) -> crate::problem::Place {
    crate::problem::Place::Sheet { file: file.to_owned(), sheet: sheet.to_owned() }
}

fn cell(list: &List, is_lacking: bool) -> Json {
    json!({
        "rows": list.rows, "stated": list.stated, "short": list.is_short(), "lacking": is_lacking,
        "asked": list.asked, "unused": list.unused.iter().map(|file| file.trim_start_matches("data/")).collect::<Vec<_>>(),
    })
}
