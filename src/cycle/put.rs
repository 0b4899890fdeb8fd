//! One setting of `cycle.toml` changed, and everything else in the file left as it stands: order, remarks, spacing.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use crate::cycle::form::FieldKind;

/// The text with a setting changed; an empty value takes it away. None where the text is no TOML, or something else stands
/// where the setting would go.
#[must_use]
pub fn put(text: &str, path: &[String], kind: &FieldKind, value: &str) -> Option<String> {
    let mut document: DocumentMut = text.trim_start_matches('\u{FEFF}').parse().ok()?;
    let value = typed(kind, value);
    let is_new = value.is_some() && begins_a_section(document.as_table(), path);
    set(document.as_table_mut(), path, value, false)?;
    if is_new {
        behind_everything(&mut document, path);
    }
    Some(document.to_string())
}

/// Whether a setting stands in a section that is not there yet.
fn begins_a_section(root: &Table, path: &[String]) -> bool {
    let mut table = root;
    for key in path.split_last().map(|(_, before)| before).unwrap_or_default() {
        match table.get(key) {
            Some(Item::Table(inner)) => table = inner,
            None => return true,
            Some(_) => return false,
        }
    }
    false
}

/// A new section stands at the end of the file, behind remarks that belong to the section before it: whoever takes the mark off
/// one of them means that section.
pub(super) fn behind_everything(document: &mut DocumentMut, path: &[String]) {
    let trailing = document.trailing().as_str().unwrap_or_default().to_owned();
    document.set_trailing("");
    let before = if trailing.is_empty() { "\n".to_owned() } else { format!("{}\n\n", trailing.trim_end()) };
    let mut item = document.as_item_mut();
    for key in path {
        let Some(inner) = item.as_table_mut().and_then(|table| table.get_mut(key)) else { return };
        match inner {
            Item::Table(section) if !section.is_implicit() => return section.decor_mut().set_prefix(before),
            Item::ArrayOfTables(list) => {
                if let Some(section) = list.iter_mut().last() {
                    section.decor_mut().set_prefix(before);
                }
                return;
            }
            other => item = other,
        }
    }
}

/// What somebody typed, as TOML; none where it is empty.
fn typed(kind: &FieldKind, text: &str) -> Option<Value> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    match kind {
        // What is no number is left as it was typed: whoever reads the file says so.
        FieldKind::Number => Some(text.parse::<i64>().map_or_else(|_| Value::from(text), Value::from)),
        FieldKind::YesNo => Some(text.parse::<bool>().map_or_else(|_| Value::from(text), Value::from)),
        FieldKind::Choice(words) if words.iter().all(|(word, _)| word.parse::<i64>().is_ok()) => {
            Some(text.parse::<i64>().map_or_else(|_| Value::from(text), Value::from))
        }
        FieldKind::Lines => {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            Some(Value::Array(lines.collect::<Array>()))
        }
        FieldKind::Text | FieldKind::Choice(_) | FieldKind::Section(_) | FieldKind::Entries(_) => {
            Some(Value::from(text))
        }
    }
}

/// A new section; one that holds nothing but sections has no line of its own.
fn section(holds_sections: bool) -> Table {
    let mut table = Table::new();
    table.set_implicit(holds_sections);
    table
}

fn set(table: &mut dyn TableLike, path: &[String], value: Option<Value>, is_inline: bool) -> Option<()> {
    let (key, rest) = path.split_first()?;
    if rest.is_empty() {
        match value {
            Some(mut value) => {
                // The remark behind the value stays.
                if let Some(before) = table.get(key).and_then(Item::as_value) {
                    *value.decor_mut() = before.decor().clone();
                }
                table.insert(key, Item::Value(value));
            }
            None => {
                table.remove(key);
            }
        }
        return Some(());
    }
    if table.get(key).is_none_or(Item::is_none) {
        // Nothing is to be taken away where there is nothing.
        if value.is_none() {
            return Some(());
        }
        let is_list = rest.first()?.parse::<usize>().is_ok();
        table.insert(
            key,
            match (is_list, is_inline) {
                (true, false) => Item::ArrayOfTables(ArrayOfTables::new()),
                (true, true) => Item::Value(Value::Array(Array::new())),
                (false, false) => Item::Table(section(rest.len() > 1)),
                (false, true) => Item::Value(Value::InlineTable(InlineTable::new())),
            },
        );
    }
    match table.get_mut(key)? {
        Item::Table(inner) => set(inner, rest, value, false),
        Item::Value(Value::InlineTable(inner)) => set(inner, rest, value, true),
        Item::ArrayOfTables(list) => {
            let (at, rest) = (rest.first()?.parse::<usize>().ok()?, rest.get(1..)?);
            if at == list.len() && value.is_some() {
                list.push(Table::new());
            }
            let Some(entry) = list.get_mut(at) else { return value.is_none().then_some(()) };
            set(entry, rest, value, false)?;
            if entry.is_empty() {
                list.remove(at);
            }
            Some(())
        }
        Item::Value(Value::Array(list)) => {
            let (at, rest) = (rest.first()?.parse::<usize>().ok()?, rest.get(1..)?);
            if at == list.len() && value.is_some() {
                list.push(InlineTable::new());
            }
            let Some(entry) = list.get_mut(at) else { return value.is_none().then_some(()) };
            let inner = entry.as_inline_table_mut()?;
            set(inner, rest, value, true)?;
            if inner.is_empty() {
                list.remove(at);
            }
            Some(())
        }
        Item::None | Item::Value(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# 本届\n[cycle]\nterm = 4 # 第四届\n#congress = 1\n\n[town]\nname = \"青坑镇\"\n";

    fn at(path: &[&str]) -> Vec<String> {
        path.iter().map(|key| (*key).to_owned()).collect()
    }

    #[test]
    fn remarks_and_order_stay() {
        let text = put(TEXT, &at(&["cycle", "term"]), &FieldKind::Number, "5").unwrap();
        assert_eq!(text, TEXT.replace("term = 4 #", "term = 5 #"));
        let text = put(&text, &at(&["rules", "quorum"]), &FieldKind::Text, "1/2").unwrap();
        assert!(text.ends_with("[rules]\nquorum = \"1/2\"\n"), "{text}");
        let text = put(&text, &at(&["rules", "quorum"]), &FieldKind::Text, "").unwrap();
        assert!(!text.contains("quorum"), "{text}");
    }

    #[test]
    fn a_new_section_stands_behind_remarks_of_the_one_before() {
        let text = format!("{TEXT}\n[wording]\n#goal-team = \"……\"\n");
        let put = put(&text, &at(&["body", "霞垅村", "place"]), &FieldKind::Text, "会议室").unwrap();
        assert_eq!(put, format!("{text}\n[body.\"霞垅村\"]\nplace = \"会议室\"\n"));
        let again = super::put(&put, &at(&["body", "霞垅村", "host"]), &FieldKind::Text, "蓝月").unwrap();
        assert_eq!(again, format!("{put}host = \"蓝月\"\n"));
    }

    #[test]
    fn entries_come_and_go() {
        let path = |at: &str, key: &str| self::at(&["body", "霞垅村", "tellers", at, key]);
        let text = put(TEXT, &path("0", "name"), &FieldKind::Text, "蓝月").unwrap();
        let text = put(&text, &path("1", "name"), &FieldKind::Text, "钟\"水").unwrap();
        let text = put(&text, &path("1", "job"), &FieldKind::Text, "计票人").unwrap();
        let read: toml::Table = toml::from_str(&text).unwrap();
        assert_eq!(read["body"]["霞垅村"]["tellers"].as_array().unwrap().len(), 2, "{text}");
        assert_eq!(read["body"]["霞垅村"]["tellers"][1]["name"].as_str(), Some("钟\"水"));
        let text = put(&text, &path("0", "name"), &FieldKind::Text, "").unwrap();
        let read: toml::Table = toml::from_str(&text).unwrap();
        assert_eq!(read["body"]["霞垅村"]["tellers"].as_array().unwrap().len(), 1, "{text}");
        assert!(text.starts_with("# 本届\n[cycle]\nterm = 4 # 第四届\n#congress = 1\n"), "{text}");
    }
}
