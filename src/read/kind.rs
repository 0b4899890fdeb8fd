//! Which table this is: by its columns first, then by the words of its titles, sheet and file.

use crate::model::TableKind;
use crate::read::fold::fold;
use crate::read::header::Header;

/// How the rows of a table become records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A row is a record.
    Rows,
    /// A row is a unit, and its cells hold the names of people under their posts.
    Names,
    /// A row is a unit with counts under heads of the office's own.
    Statistics,
}

/// The kind of a table; `None` if its columns fit none. `context` holds sheet, titles and file, nearest first;
/// `holds_names` tells whether the cells under 主席, 副主席, 执委 are names.
pub(super) fn of(header: &Header, context: &[String], holds_names: bool) -> Option<(TableKind, Shape)> {
    let has = |field: &str| header.has(field);
    let any = |fields: &[&str]| header.has_any(fields);
    let meeting = any(&["entitled", "present", "issued", "returned", "valid"]);
    if has("name") && has("for") {
        return Some((TableKind::Votes, Shape::Rows));
    }
    if has("name") {
        return Some((of_people(header, context)?, Shape::Rows));
    }
    let members = header.posts.iter().any(|(role, _)| *role == crate::model::Role::Member);
    if has("unit")
        && holds_names
        && !meeting
        && (members || header.posts.len() > 1)
        && !any(&["date", "seats"])
    {
        let previous = context.iter().find_map(|text| by_words(text)) == Some(TableKind::Previous);
        let kind = if previous { TableKind::Previous } else { TableKind::Officers };
        return Some((kind, Shape::Names));
    }
    if meeting {
        Some((TableKind::Congresses, Shape::Rows))
    } else if has("unit") && any(&["prepared", "delegates_chosen", "filed", "done"]) {
        Some((TableKind::Progress, Shape::Rows))
    } else if has("unit")
        && any(&["women", "women_adult", "households", "delegate_seats", "kind", "party", "population"])
    {
        Some((TableKind::Units, Shape::Rows))
    } else if has("unit") && header.last > header.first && header.extra.iter().any(|(_, _, unknown)| *unknown)
    {
        Some((TableKind::Progress, Shape::Statistics))
    } else if has("unit") && any(&["role_chair", "chair_name", "date", "seats"]) {
        Some((TableKind::Congresses, Shape::Rows))
    } else {
        None
    }
}

fn of_people(header: &Header, context: &[String]) -> Option<TableKind> {
    let any = |fields: &[&str]| header.has_any(fields);
    let said = context.iter().find_map(|text| by_words(text));
    let post = any(&["role", "role_chair", "role_vice", "role_exec"]);
    match said {
        Some(TableKind::Officers) if any(&["recommend", "is_delegate"]) => Some(TableKind::Nominees),
        Some(kind) => Some(kind),
        None if any(&["recommend", "is_delegate"]) => Some(TableKind::Nominees),
        None if post => Some(TableKind::Officers),
        None if any(&["attended", "delegation"]) => Some(TableKind::Delegates),
        None => None,
    }
}

/// What a title says the table is.
pub(super) fn by_words(text: &str) -> Option<TableKind> {
    let text = fold(text);
    let has = |word: &str| text.contains(word);
    if has("上届") || has("上一届") || has("原妇代会") || has("前任") {
        Some(TableKind::Previous)
    } else if has("候选人") || has("推荐") || has("提名") || has("建议名单") {
        Some(TableKind::Nominees)
    } else if has("执委") || has("执行委员") || has("班子") || has("两委") {
        Some(TableKind::Officers)
    } else if has("代表") {
        Some(TableKind::Delegates)
    } else {
        None
    }
}
