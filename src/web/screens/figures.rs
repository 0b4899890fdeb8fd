//! 数据: the figures with their base; behind each number the people it was counted from.

use serde_json::{Value as Json, json};

use crate::count::{Figure, Line, Value};
use crate::phrase;
use crate::pipeline::DATA;
use crate::problem::cell_name;
use crate::say;
use crate::web::asked::{Answered, Asked};
use crate::web::failed::Failed;
use crate::web::opened::Found;
use crate::web::reply::Reply;
use crate::web::screens::{links, whose};

/// People behind a number that are shown.
const PEOPLE: usize = 2_000;

/// The figures of all, or of one body.
pub(in crate::web) fn page(asked: &Asked) -> Answered {
    let opened = asked.opened()?;
    opened.with_dependent(|_, found| {
        let body_asked = asked.word("body");
        let figures = of(found, body_asked);
        let mut groups: Vec<(&str, String, Vec<Json>)> = Vec::new();
        for figure in figures {
            let view = one(asked, figure, body_asked.is_empty());
            match groups.iter_mut().find(|(of, ..)| *of == &*figure.of) {
                Some((.., list)) => list.push(view),
                None => groups.push((&figure.of, heading(asked, figure), vec![view])),
            }
        }
        let groups: Vec<Json> =
            groups.into_iter().map(|(_, name, figures)| json!({ "name": name, "figures": figures })).collect();
        let bodies: Vec<Json> = found
            .survey
            .resolved
            .bodies
            .iter()
            .enumerate()
            .map(|(at, body)| { let word = whose::word(found, at); json!({ "here": word == body_asked, "at": word, "name": body.id.place(), "town": body.id.town_name() }) })
            .collect();
        let lacking = found.coverage.lacking().len();
        let view = json!({ "groups": groups, "bodies": bodies, "whose": body_asked, "lacking": lacking,
            "as_of": found.survey.resolved.cycle.as_of.text() });
        Ok(Reply::Page("figures.html", view))
    })
}

/// Whom a group of figures is about: the executive with its leaders, and without them, have one name.
fn heading(asked: &Asked, figure: &Figure) -> String {
    let name = &figure.of_label;
    let which = match &*figure.of {
        "officer" => say!("（含主席、副主席）", " (with chair and vice-chairs)"),
        "member" => say!("（不含主席、副主席）", " (without chair and vice-chairs)"),
        "delegate" => say!(
            "（到会的；有一处没有说谁到会，就不统计）",
            " (those who came; not counted where one list does not say who came)"
        ),
        _ => return name.to_string(),
    };
    format!("{name}{}", asked.text(&which))
}

fn of<'f>(found: &'f Found<'_>, body: &str) -> &'f [Figure] {
    let figures = &found.survey.figures;
    let own = whose::find(found, body).and_then(|at| figures.bodies.get(at));
    own.map_or(figures.total.as_slice(), Vec::as_slice)
}

fn one(asked: &Asked, figure: &Figure, is_total: bool) -> Json {
    let lang = asked.lang();
    let (count, base) = match figure.value {
        Value::Share { count, base } => (Some(count), Some(base)),
        _ => (None, None),
    };
    let before = figure.comparison.map(|both| said(both.before, figure.decimals));
    let change = figure.change().map(|change| phrase::change(change, lang));
    json!({
        "id": figure.id, "label": &*figure.label, "text": phrase::text(figure, lang), "share": phrase::share(figure.value, figure.decimals),
        "count": count, "base": base, "base_label": &*figure.base_label, "unknown": figure.unknown, "field": &*figure.field,
        "before": before, "change": change, "compared": figure.comparison.map(|both| json!([both.bodies, both.of_bodies])),
        "href": is_total.then(|| asked.at(&format!("behind?id={}", crate::web::reply::encoded(&figure.id)))),
    })
}

/// A share, a mean or a count, as short as it can be said.
fn said(value: Value, decimals: u8) -> String {
    let share = phrase::share(value, decimals).or_else(|| phrase::number(value, decimals));
    share.unwrap_or_else(|| value.count().to_string())
}

/// The people behind a number.
pub(in crate::web) fn behind(asked: &Asked) -> Answered {
    let opened = asked.opened()?;
    opened.with_dependent(|project, found| {
        let id = asked.word("id");
        let figure =
            found.survey.figures.total.iter().find(|figure| figure.id == id).ok_or(Failed::NotFound)?;
        let explained = project.explain(&found.survey, id)?.ok_or(Failed::NotFound)?;
        let list = |lines: &[Line]| -> Vec<Json> {
            lines.iter().take(PEOPLE).map(|line| person(asked, line)).collect()
        };
        let others: Vec<Line> =
            explained.base.iter().filter(|line| !explained.count.contains(line)).cloned().collect();
        let view = json!({
            "figure": one(asked, figure, true), "of": &*figure.of_label,
            "count": list(&explained.count), "others": list(&others), "unknown": list(&explained.unknown),
            "counts": [explained.count.len(), others.len(), explained.unknown.len()],
        });
        Ok(Reply::Page("behind.html", view))
    })
}

fn person(asked: &Asked, line: &Line) -> Json {
    let file = line.file.strip_prefix(DATA).unwrap_or(&line.file);
    let cell = cell_name(line.row, 0);
    let href = (!line.file.is_empty()).then(|| links::of_sheet(asked, &line.file, &line.sheet, &cell));
    json!({ "name": line.name, "unit": line.unit, "file": file, "sheet": line.sheet, "row": line.row, "href": href })
}
