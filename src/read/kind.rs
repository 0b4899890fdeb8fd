//! Which table this is: by its columns first, then by the words of its titles, sheet and file.

use crate::model::TableKind;
use crate::read::header::Header;

/// The kind of a table; `None` if its columns fit none. `context` holds sheet, titles and file, nearest first.
pub(super) fn of(header: &Header, context: &[String]) -> Option<TableKind> {
    let has = |field: &str| header.has(field);
    let any = |fields: &[&str]| fields.iter().any(|field| has(field));
    if has("name") && has("for") {
        return Some(TableKind::Votes);
    }
    if !has("name") {
        return if any(&["entitled", "present", "issued", "returned", "valid"]) {
            Some(TableKind::Congresses)
        } else if has("unit") && any(&["prepared", "delegates_chosen", "filed", "done"]) {
            Some(TableKind::Progress)
        } else if has("unit")
            && any(&["women", "women_adult", "households", "delegate_seats", "kind", "party", "population"])
        {
            Some(TableKind::Units)
        } else if has("unit") && any(&["role_chair", "chair_name", "date", "seats"]) {
            Some(TableKind::Congresses)
        } else {
            None
        };
    }
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
fn by_words(text: &str) -> Option<TableKind> {
    let has = |word: &str| text.contains(word);
    if has("上届") || has("上一届") || has("原妇代会") {
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
