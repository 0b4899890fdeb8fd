//! What the clerk says one sheet is: the entry of `[[table]]` that names this sheet and no other.

use std::collections::BTreeMap;

use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};

use crate::cycle::put;
use crate::model::{Field, TableKind};

/// What is said of one sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetRule {
    /// Its file, from the workspace.
    pub file: String,
    /// Its name; empty where the file has but one.
    pub sheet: String,
    /// What kind of table it is.
    pub kind: Option<TableKind>,
    /// The row in which its header begins, from 1.
    pub header_row: Option<u32>,
    /// Header → what the column means; `None` takes back what was said of it.
    pub columns: BTreeMap<String, Option<Field>>,
}

/// What `cycle.toml` says of this sheet by its own name.
#[must_use]
pub fn sheet_rule(text: &str, file: &str, sheet: &str) -> SheetRule {
    let mut rule = SheetRule { file: file.to_owned(), sheet: sheet.to_owned(), ..SheetRule::default() };
    let Some(document) = document(text) else { return rule };
    let list = document.get("table").and_then(Item::as_array_of_tables);
    let Some(entry) = list.and_then(|list| list.iter().find(|entry| rule.is_of(entry))) else { return rule };
    let text = |key: &str| entry.get(key).and_then(Item::as_str);
    rule.kind = text("kind").and_then(|kind| TableKind::ALL.iter().copied().find(|own| own.as_str() == kind));
    rule.header_row =
        entry.get("header_row").and_then(Item::as_integer).and_then(|row| u32::try_from(row).ok());
    if let Some(columns) = entry.get("columns").and_then(Item::as_table_like) {
        let field = |item: &Item| item.as_str().and_then(Field::named);
        rule.columns = columns.iter().map(|(header, item)| (header.to_owned(), field(item))).collect();
    }
    rule
}

/// The text with what is said of the sheet. It stands before what is said of many files at once: the first that names a sheet holds.
/// None where the text is no TOML, or something else stands there.
#[must_use]
pub fn put_sheet_rule(text: &str, rule: &SheetRule) -> Option<String> {
    let mut document = document(text)?;
    let is_first = !document.contains_key("table");
    let last = last_position(document.as_table());
    let list = document.entry("table").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let list = list.as_array_of_tables_mut()?;
    let known = list.iter().position(|entry| rule.is_of(entry));
    match known {
        Some(at) => rule.write(list.get_mut(at)?),
        None => {
            let mut entry = Table::new();
            rule.write(&mut entry);
            // Remarks above the first entry are above all of them.
            if let Some(first) = list.iter_mut().next() {
                entry.set_position(first.position());
                *entry.decor_mut() = first.decor().clone();
                first.decor_mut().set_prefix("\n");
            }
            let all = std::iter::once(entry).chain(list.iter().cloned());
            *list = all.collect();
        }
    }
    list.retain(says_something);
    if list.is_empty() {
        document.remove("table");
    } else if is_first {
        let list = document.get_mut("table").and_then(Item::as_array_of_tables_mut)?;
        list.iter_mut().for_each(|entry| entry.set_position(Some(last.saturating_add(1))));
        put::behind_everything(&mut document, &["table".to_owned()]);
    }
    Some(document.to_string())
}

/// Where the last section of the file stands.
fn last_position(table: &Table) -> isize {
    let below = table.iter().flat_map(|(_, item)| match item {
        Item::Table(inner) => vec![last_position(inner)],
        Item::ArrayOfTables(list) => list.iter().map(last_position).collect(),
        _ => Vec::new(),
    });
    below.chain(table.position()).max().unwrap_or(0)
}

fn document(text: &str) -> Option<DocumentMut> {
    text.trim_start_matches('\u{FEFF}').parse().ok()
}

/// Whether an entry says more than which sheet it is about.
fn says_something(entry: &Table) -> bool {
    entry.iter().any(|(key, _)| !matches!(key, "files" | "sheet"))
}

impl SheetRule {
    fn is_of(&self, entry: &Table) -> bool {
        let text = |key: &str| entry.get(key).and_then(Item::as_str);
        let sheet = (!self.sheet.is_empty()).then(|| globset::escape(&self.sheet));
        text("files") == Some(&*globset::escape(&self.file)) && text("sheet") == sheet.as_deref()
    }

    fn write(&self, entry: &mut Table) {
        let mut put = |key: &str, to: Option<Value>| match to {
            Some(to) => drop(entry.insert(key, value(to))),
            None => drop(entry.remove(key)),
        };
        put("files", Some(globset::escape(&self.file).into()));
        put("sheet", (!self.sheet.is_empty()).then(|| globset::escape(&self.sheet).into()));
        put("kind", self.kind.map(|kind| kind.as_str().into()));
        put("header_row", self.header_row.map(|row| i64::from(row).into()));
        let before = entry.get("columns").and_then(Item::as_inline_table).cloned();
        let mut columns = before.unwrap_or_else(InlineTable::new);
        for (header, field) in &self.columns {
            match field {
                Some(field) => drop(columns.insert(header, field.as_str().into())),
                None => drop(columns.remove(header)),
            }
        }
        match columns.is_empty() {
            true => drop(entry.remove("columns")),
            false => drop(entry.insert("columns", value(columns))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule() -> SheetRule {
        let columns = [("何时生".to_owned(), Some(Field::Birth))].into();
        let kind = Some(TableKind::Delegates);
        let (file, sheet) = ("data/名单[1]*.xlsx".to_owned(), "Sheet1".to_owned());
        SheetRule { file, sheet, kind, header_row: Some(3), columns }
    }

    #[test]
    fn what_is_said_of_a_sheet_is_read_back_and_holds_for_no_other() {
        let text = "# remark\n[cycle]\nterm = 2\n\n[[table]]\nfiles = \"data/**\"\nkind = \"votes\"\n";
        let now = put_sheet_rule(text, &rule()).unwrap();
        assert_eq!(sheet_rule(&now, "data/名单[1]*.xlsx", "Sheet1"), rule());
        assert_eq!(sheet_rule(&now, "data/名单1.xlsx", "Sheet1").kind, None);
        assert!(now.starts_with("# remark\n[cycle]\nterm = 2\n"), "{now}");
        assert!(now.find("delegates").unwrap() < now.find("votes").unwrap(), "{now}");
    }

    #[test]
    fn remarks_stay_with_their_section() {
        let text = "[wording]\n#guiding = \"x\"\n\n[[stage]]\nid = \"a\"\n\n# end\n";
        let now = put_sheet_rule(text, &rule()).unwrap();
        let then = put_sheet_rule(&now, &SheetRule { sheet: "二".to_owned(), ..rule() }).unwrap();
        for text in [now, then] {
            let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part}: {text}"));
            assert!(at("[wording]") < at("#guiding") && at("#guiding") < at("[[stage]]"), "{text}");
            assert!(at("[[stage]]") < at("[[table]]") && at("# end") < at("[[table]]"), "{text}");
        }
    }

    #[test]
    fn nothing_said_leaves_nothing_behind() {
        let text = "[cycle]\nterm = 2\n";
        let now = put_sheet_rule(text, &rule()).unwrap();
        let none = SheetRule {
            kind: None,
            header_row: None,
            columns: [("何时生".to_owned(), None)].into(),
            ..rule()
        };
        assert_eq!(put_sheet_rule(&now, &none).unwrap(), text);
    }
}
