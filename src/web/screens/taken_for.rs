//! What a sheet was taken for, said otherwise beside the sheet: its kind, where its header is, what a column means.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use crate::cycle::SheetRule;
use crate::model::{Field, TableKind};
use crate::pipeline::{say_of_sheet, sheet_settings};
use crate::problem::Lang;
use crate::read::{TableSeen, field_name};
use crate::say;
use crate::web::asked::{Answered, Asked};
use crate::web::failed::Failed;
use crate::web::reply::Reply;
use crate::web::screens::links;

/// What may be said of the sheet: each choice, and what is said by now.
pub(super) fn form(asked: &Asked, tables: &[&TableSeen]) -> Result<Json, Failed> {
    let rule = sheet_settings(&asked.town()?.root, asked.word("file"), asked.word("sheet"))?;
    let kinds: Vec<Json> = TableKind::ALL
        .iter()
        .map(|kind| json!({ "word": kind.as_str(), "name": kind_name(asked, *kind), "said": rule.kind == Some(*kind) }))
        .collect();
    let fields: Vec<Json> = Field::ALL
        .iter()
        .filter(|field| is_offered(**field))
        .map(|field| json!({ "word": field.as_str(), "name": name(asked, *field) }))
        .collect();
    let mut heads = BTreeSet::new();
    let mut columns = Vec::new();
    for table in tables {
        let known = table.columns.iter().map(|(header, field)| (header, Some(*field)));
        for (header, field) in known.chain(table.unrecognised.iter().map(|header| (header, None))) {
            if heads.insert(header) {
                let said = rule.columns.get(header).copied().flatten();
                columns.push(json!({ "header": header, "found": field.map(|field| name(asked, field)), "said": said.map(Field::as_str) }));
            }
        }
    }
    let is_said = rule.kind.is_some() || rule.header_row.is_some() || !rule.columns.is_empty();
    Ok(
        json!({ "kinds": kinds, "fields": fields, "columns": columns, "header_row": rule.header_row, "is_said": is_said }),
    )
}

/// Whether a column may be said to mean it: those of our own making have no name that a clerk uses.
fn is_offered(field: Field) -> bool {
    field_name(field) != field.as_str()
}

/// 代表名单.
pub(super) fn kind_name(asked: &Asked, kind: TableKind) -> &'static str {
    if asked.lang() == Lang::Zh { kind.name() } else { kind.as_str() }
}

/// 出生年月.
pub(super) fn name(asked: &Asked, field: Field) -> &'static str {
    if asked.lang() == Lang::Zh { field_name(field) } else { field.as_str() }
}

/// Says what a sheet is: a form has `header` and `field` for each column, in the same order; what is empty the program finds itself.
pub(in crate::web) fn say(asked: &Asked) -> Answered {
    let town = asked.town()?;
    let (file, sheet) = (asked.word("file"), asked.word("sheet"));
    let kind = TableKind::ALL.iter().copied().find(|kind| kind.as_str() == asked.word("kind"));
    let row = asked.word("header_row").trim();
    let header_row = match row.parse::<u32>() {
        Ok(row) if (1..=1_048_576).contains(&row) => Some(row),
        _ if row.is_empty() => None,
        _ => {
            return Err(Failed::Refused(say!(
                "“{row}”不是行号，写成 3 这样的数",
                "\"{row}\" is no row: write a number such as 3"
            )));
        }
    };
    let columns: BTreeMap<String, Option<Field>> =
        asked.all("header").map(str::to_owned).zip(asked.all("field").map(Field::named)).collect();
    let rule = SheetRule { file: file.to_owned(), sheet: sheet.to_owned(), kind, header_row, columns };
    let said = town.changed(say_of_sheet(&town.root, &rule)?);
    asked.session.say(said, false);
    Ok(Reply::Go(links::of_sheet(asked, file, sheet, "")))
}
