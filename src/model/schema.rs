//! JSON Schemas of the files that people write, for their editors: made from the types that read these files.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

/// The schema of a file, indented. Draft 7: editors for TOML know no later one well.
#[must_use]
pub fn schema_text<File: JsonSchema>() -> String {
    let settings = SchemaSettings::draft07().with_transform(RecursiveTransform(without_null));
    let schema = settings.into_generator().into_root_schema_for::<File>();
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// TOML has no null: a key that may be left out is left out.
fn without_null(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else { return };
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            object.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(forms)) = object.get_mut("anyOf") {
        forms.retain(|form| form.get("type").is_none_or(|name| name != "null"));
        if forms.len() == 1 {
            let only = object.remove("anyOf").unwrap_or_default();
            object.insert("allOf".to_owned(), only);
        }
    }
    // A default is worth showing where it is a value that one would write, not a whole section.
    if object.get("default").is_some_and(|value| value.is_null() || value.is_object() || value.is_array()) {
        object.remove("default");
    }
    // Of Rust's whole numbers editors need the least value only.
    object.remove("format");
}
