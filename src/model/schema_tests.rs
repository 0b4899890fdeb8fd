//! A schema says of a file what its reader says: documents are made from the schema, and read.

use serde_json::{Map, Value, json};

use super::schema_text;

/// Every key and every choice that the schema has, one document each, is read; every misspelt key, missing key, wrong
/// type and unknown choice is refused. `read` says whether a text is understood.
pub(crate) fn reads_what_its_schema_says<File: schemars::JsonSchema>(read: impl Fn(&str) -> bool) {
    let root: Value = serde_json::from_str(&schema_text::<File>()).unwrap();
    let schema = Schema { root: &root };
    let text = |document: &Value| toml::to_string(document).unwrap();
    let (right, wrong) = (schema.right(&root), schema.wrong(&root));
    assert!(right.len() > 10 && wrong.len() > right.len() / 2, "{} {}", right.len(), wrong.len());
    for document in right {
        assert!(read(&text(&document)), "the schema allows what is not read:\n{}", text(&document));
    }
    for document in wrong {
        assert!(!read(&text(&document)), "the schema refuses what is read:\n{}", text(&document));
    }
}

struct Schema<'a> {
    root: &'a Value,
}

impl<'a> Schema<'a> {
    /// The schema itself, where this one only points to it.
    fn resolved(&self, schema: &'a Value) -> &'a Value {
        let target = schema.get("$ref").or_else(|| schema.pointer("/allOf/0/$ref"));
        match target.and_then(Value::as_str) {
            Some(target) => self.resolved(self.root.pointer(target.trim_start_matches('#')).unwrap()),
            None => schema,
        }
    }

    fn branches(schema: &'a Value) -> &'a [Value] {
        schema
            .get("oneOf")
            .or_else(|| schema.get("anyOf"))
            .and_then(Value::as_array)
            .map_or(&[], Vec::as_slice)
    }

    fn properties(&self, schema: &'a Value) -> Vec<(&'a String, &'a Value)> {
        let properties: Vec<(&String, &Value)> =
            schema.get("properties").and_then(Value::as_object).into_iter().flatten().collect();
        for (key, property) in &properties {
            let own = property.get("description").or_else(|| self.resolved(property).get("description"));
            let said = own.and_then(Value::as_str).unwrap_or_default();
            assert!(!said.is_ascii() && said.contains(". ") | said.ends_with(['.', '。']), "{key}: “{said}”");
        }
        properties
    }

    /// An object with its required keys only.
    fn least(&self, schema: &'a Value) -> Map<String, Value> {
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
        required
            .map(|key| {
                let key = key.as_str().unwrap();
                (key.to_owned(), self.right(&schema["properties"][key])[0].clone())
            })
            .collect()
    }

    /// Values that the schema allows: every key, every choice.
    fn right(&self, schema: &'a Value) -> Vec<Value> {
        let schema = self.resolved(schema);
        for list in ["enum", "examples"] {
            if let Some(values) = schema.get(list).and_then(Value::as_array) {
                return values.clone();
            }
        }
        if let Some(value) = schema.get("const") {
            return vec![value.clone()];
        }
        let branches = Self::branches(schema);
        if !branches.is_empty() {
            return branches.iter().flat_map(|branch| self.right(branch)).collect();
        }
        match schema.get("type").and_then(Value::as_str) {
            Some("string") => vec![json!("词")],
            Some("integer") => vec![schema.get("minimum").cloned().unwrap_or(json!(1))],
            Some("boolean") => vec![json!(true), json!(false)],
            Some("array") => self.right(&schema["items"]).into_iter().map(|item| json!([item])).collect(),
            Some("object") => self.objects(schema, |schema| self.right(schema)),
            _ => vec![json!("什么都行")],
        }
    }

    /// The least object with each of the values of each key in turn.
    fn objects(&self, schema: &'a Value, values: impl Fn(&'a Value) -> Vec<Value>) -> Vec<Value> {
        let mut all = Vec::new();
        let mut put = |key: &str, value: Value| {
            let mut object = self.least(schema);
            object.insert(key.to_owned(), value);
            all.push(Value::Object(object));
        };
        for (key, property) in self.properties(schema) {
            values(property).into_iter().for_each(|value| put(key, value));
        }
        if let Some(free) = schema.get("additionalProperties").filter(|free| free.is_object()) {
            values(free).into_iter().for_each(|value| put("霞垅村", value));
        }
        all
    }

    /// Values that the schema refuses.
    fn wrong(&self, schema: &'a Value) -> Vec<Value> {
        let schema = self.resolved(schema);
        if !Self::branches(schema).is_empty() || schema.get("enum").is_some() {
            return vec![json!("没有这个词"), json!(77), json!({ "没有": 1 })];
        }
        match schema.get("type").and_then(Value::as_str) {
            Some("string") if schema.get("pattern").is_some() => vec![json!("不对"), json!(77)],
            Some("string") if schema.get("minLength").is_some() => vec![json!(""), json!(77)],
            Some("string") => vec![json!(77), json!(true), json!(["词"])],
            Some("integer") => {
                let beyond = |limit: &str, by: i64| Some(json!(schema.get(limit)?.as_i64()? + by));
                let beyond = [beyond("minimum", -1), beyond("maximum", 1)];
                beyond.into_iter().flatten().chain([json!("7"), json!(1.5)]).collect()
            }
            Some("boolean") => vec![json!("true"), json!(1)],
            Some("array") => {
                let items = self.wrong(&schema["items"]).into_iter().map(|item| json!([item]));
                items.chain([json!(77)]).collect()
            }
            Some("object") => self.wrong_objects(schema),
            _ => Vec::new(),
        }
    }

    fn wrong_objects(&self, schema: &'a Value) -> Vec<Value> {
        let mut all = self.objects(schema, |schema| self.wrong(schema));
        if schema.get("additionalProperties") == Some(&json!(false)) {
            let mut misspelt = self.least(schema);
            misspelt.insert("没有这个项目".to_owned(), json!(1));
            all.push(Value::Object(misspelt));
        }
        for key in self.least(schema).keys() {
            let mut lacking = self.least(schema);
            lacking.remove(key);
            all.push(Value::Object(lacking));
        }
        all
    }
}
