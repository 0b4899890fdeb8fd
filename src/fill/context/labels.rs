//! How a missing value is called on paper: `labels.tsv` beside this file.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde_json::Value as Json;

use crate::fill::markers;

/// Puts a blank with the field's label in place of every null.
pub(super) fn mark_blanks(context: &mut Json) {
    mark(context, "", "");
}

/// `key` is the field this value stands in, `parent` the field that one stands in.
fn mark(value: &mut Json, parent: &str, key: &str) {
    match value {
        Json::Null => *value = Json::String(markers::blank(&label(parent, key))),
        // The items of a list belong to the field that holds the list.
        Json::Array(items) => items.iter_mut().for_each(|item| mark(item, parent, key)),
        Json::Object(map) => {
            let own = map.get("label").and_then(Json::as_str).map(str::to_owned);
            let is_date = map.contains_key("iso");
            for (field, inner) in map.iter_mut() {
                match (&own, inner.is_null()) {
                    (Some(label), true) => *inner = Json::String(markers::blank(label)),
                    // All forms of a missing date are that date.
                    _ if is_date => mark(inner, parent, key),
                    _ => mark(inner, key, field),
                }
            }
        }
        Json::String(text) => markers::mark_data(text),
        Json::Bool(_) | Json::Number(_) => {}
    }
}

fn label(parent: &str, key: &str) -> String {
    let table = table();
    let found = table.get(&(parent, key)).or_else(|| table.get(&("", key)));
    found.map_or(key, |label| *label).to_owned()
}

type Table = HashMap<(&'static str, &'static str), &'static str>;

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let line = |line: &'static str| {
            let (field, label) = line.split_once('\t')?;
            let key = field.rsplit_once('.').unwrap_or(("", field));
            (!line.starts_with('#')).then_some((key, label))
        };
        include_str!("labels.tsv").lines().filter_map(line).collect()
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_null_becomes_the_label_of_its_field() {
        let mut context = json!({
            "officers": [{"name": null, "birth": {"iso": null, "text": null}}],
            "body": {"party": null},
            "figures": {"chair.age.mean": {"label": "平均年龄", "value": null}},
        });
        mark_blanks(&mut context);
        assert_eq!(context["officers"][0]["name"], markers::blank("姓名"));
        assert_eq!(context["officers"][0]["birth"]["text"], markers::blank("出生年月"));
        assert_eq!(context["body"]["party"], markers::blank("党组织名称"));
        assert_eq!(context["figures"]["chair.age.mean"]["value"], markers::blank("平均年龄"));
    }
}
