//! A character that no font has is found by `typeset` as a character; here it gets its cell.

use serde::Serialize;

use crate::model::{Field, Row};
use crate::problem::Code;
use crate::problem::Place;
use crate::problem::Problem;
use crate::problem::Severity;
use crate::resolve::{Body, Rows};
use crate::say;

/// A character that no font has, so that a paper would show a box or nothing. Source: DESIGN 9.
pub(super) static MISSING_GLYPH: Code =
    Code { id: "missing-glyph", severity: Severity::Error, source: "DESIGN 9" };

/// The problem of a missing character: at the cell it came from, else at the document.
pub(super) fn missing(character: char, bodies: &[Body<'_>], body: usize, document: &Place) -> Problem {
    let own = bodies.get(body).and_then(|body| find(&body.rows, character));
    let (place, name) = own
        .or_else(|| bodies.iter().find_map(|body| find(&body.rows, character)))
        .unwrap_or((document.clone(), String::new()));
    let number = u32::from(character);
    let who_zh = if name.is_empty() { String::new() } else { format!("（{name}）") };
    let who_en = if name.is_empty() { String::new() } else { format!(" ({name})") };
    let message = say!(
        "没有一种字体有“{character}”（U+{number:04X}）这个字{who_zh}",
        "no font has the character \"{character}\" (U+{number:04X}){who_en}"
    );
    let hint = say!(
        "安装含有这个字的字体后重试，huanjie fonts 显示现有字体；或改用通行的写法",
        "install a font that has it and try again, huanjie fonts shows what there is; or use the common form of the character"
    );
    Problem::new(&MISSING_GLYPH, place, message).hint(hint)
}

/// The first cell of a body's rows that holds the character, and the person's name there.
fn find(rows: &Rows<'_>, character: char) -> Option<(Place, String)> {
    let facts = rows.facts.into_iter().find_map(|row| cell(row, character));
    facts
        .or_else(|| rows.delegates.iter().find_map(|row| cell(row, character)))
        .or_else(|| rows.nominees.iter().find_map(|row| cell(row, character)))
        .or_else(|| rows.officers.iter().find_map(|row| cell(row, character)))
        .or_else(|| rows.congresses.iter().find_map(|row| cell(row, character)))
        .or_else(|| rows.votes.iter().find_map(|row| cell(row, character)))
        .or_else(|| rows.previous.iter().find_map(|row| cell(row, character)))
}

fn cell<T: Serialize>(row: &Row<T>, character: char) -> Option<(Place, String)> {
    let json = serde_json::to_value(row).ok()?;
    let fields = json.as_object()?;
    let holds = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => text.contains(character),
        serde_json::Value::Array(list) => {
            list.iter().any(|item| item.as_str().is_some_and(|text| text.contains(character)))
        }
        _ => false,
    };
    let (field, _) = fields.iter().find(|(_, value)| holds(value))?;
    let name = fields.get(Field::Name.as_str()).and_then(|name| name.as_str()).unwrap_or("").to_owned();
    let place = Field::named(field).map_or_else(|| row.place(), |field| row.at(field));
    Some((place, name))
}
