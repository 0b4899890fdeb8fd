//! `cycle.toml` as a form: each setting with its plain words, its default, where it comes from, and what is said of it.
//!
//! Made from the types that read the file, as its schema is: what is said there of a key stands here as well.

use serde_json::Value as Json;

use crate::cycle::file::CycleFile;
use crate::model::schema_text;
use crate::problem::Say;

/// Entries of a list that are shown; a cycle has three stages and a handful of documents.
const ROWS: usize = 40;

/// One setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    /// Its keys from the top: `["rules", "quorum"]`, `["body", "霞垅村", "tellers", "0", "name"]`.
    pub path: Vec<String>,
    /// What it means.
    pub meaning: Say,
    /// How it is filled in.
    pub kind: FieldKind,
    /// What holds where nothing is said.
    pub default: Option<String>,
    /// What is said.
    pub value: Option<String>,
    /// The rule or paragraph behind it: `R47`.
    pub source: Option<String>,
    /// Whether the file needs it.
    pub is_required: bool,
}

/// How a setting is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// A text of one line.
    Text,
    /// A whole number.
    Number,
    /// true or false.
    YesNo,
    /// One of several words, each with its meaning.
    Choice(Vec<(String, Say)>),
    /// Texts, one a line.
    Lines,
    /// A section of its own.
    Section(Vec<FormField>),
    /// Entries that each have the same fields; an empty one is at the end.
    Entries(Vec<Vec<FormField>>),
}

/// The whole form of a file that says `text`; what cannot be parsed counts as nothing said.
#[must_use]
pub fn form(text: &str) -> Vec<FormField> {
    let values: toml::Table = toml::from_str(text).unwrap_or_default();
    let schema: Json = serde_json::from_str(&schema_text::<CycleFile>()).unwrap_or_default();
    let maker = Maker { schema: &schema };
    maker.fields(&schema, &[], Some(&toml::Value::Table(values)))
}

/// The form of one body, whether or not anything is said of it.
#[must_use]
pub fn body_form(text: &str, place: &str) -> Vec<FormField> {
    let values: toml::Table = toml::from_str(text).unwrap_or_default();
    let schema: Json = serde_json::from_str(&schema_text::<CycleFile>()).unwrap_or_default();
    let maker = Maker { schema: &schema };
    let Some(section) = schema.pointer("/properties/body/additionalProperties") else { return Vec::new() };
    let own = values.get("body").and_then(|bodies| bodies.get(place));
    maker.fields(maker.followed(section), &["body".to_owned(), place.to_owned()], own)
}

/// The form of one paper of one body: its number, its date, who signs it.
#[must_use]
pub fn paper_form(text: &str, place: &str, id: &str) -> Vec<FormField> {
    let values: toml::Table = toml::from_str(text).unwrap_or_default();
    let schema: Json = serde_json::from_str(&schema_text::<CycleFile>()).unwrap_or_default();
    let maker = Maker { schema: &schema };
    let body = schema.pointer("/properties/body/additionalProperties").map(|body| maker.followed(body));
    let paper = body.and_then(|body| body.pointer("/properties/paper/additionalProperties"));
    let Some(paper) = paper.map(|paper| maker.followed(paper)) else { return Vec::new() };
    let own = values.get("body").and_then(|bodies| bodies.get(place)?.get("paper")?.get(id));
    let path = ["body", place, "paper", id].map(str::to_owned);
    maker.fields(paper, &path, own)
}

struct Maker<'s> {
    schema: &'s Json,
}

impl Maker<'_> {
    /// The fields of an object.
    fn fields(&self, object: &Json, path: &[String], value: Option<&toml::Value>) -> Vec<FormField> {
        let required: Vec<&str> = object
            .get("required")
            .and_then(Json::as_array)
            .into_iter()
            .flatten()
            .filter_map(Json::as_str)
            .collect();
        let properties = object.get("properties").and_then(Json::as_object).into_iter().flatten();
        properties
            .filter_map(|(key, schema)| {
                let mut path = path.to_vec();
                path.push(key.clone());
                let own = value.and_then(|value| value.get(key));
                let mut field = self.field(schema, path, own)?;
                field.is_required = required.contains(&key.as_str());
                Some(field)
            })
            .collect()
    }

    /// One field; none for what no form can hold, which stays in the file as it is.
    fn field(&self, schema: &Json, path: Vec<String>, value: Option<&toml::Value>) -> Option<FormField> {
        let target = self.followed(schema);
        let said = [schema, target].into_iter().find_map(|own| own.get("description").and_then(Json::as_str));
        let kind = self.kind(target, &path, value)?;
        let is_plain = !matches!(kind, FieldKind::Section(_) | FieldKind::Entries(_));
        let shown = value.filter(|_| is_plain).map(text_of);
        Some(FormField {
            path,
            meaning: meaning(said.unwrap_or_default()),
            kind,
            default: [schema, target].into_iter().find_map(|own| own.get("default")).map(plain),
            value: shown,
            source: said.and_then(source),
            is_required: false,
        })
    }

    fn kind(&self, schema: &Json, path: &[String], value: Option<&toml::Value>) -> Option<FieldKind> {
        if let Some(choices) = choices(schema) {
            return Some(FieldKind::Choice(choices));
        }
        match schema.get("type").and_then(Json::as_str)? {
            "string" => Some(FieldKind::Text),
            "integer" => Some(FieldKind::Number),
            "boolean" => Some(FieldKind::YesNo),
            "object" if schema.get("properties").is_some() => {
                Some(FieldKind::Section(self.fields(schema, path, value)))
            }
            "array" => {
                let items = self.followed(schema.get("items")?);
                if items.get("type").and_then(Json::as_str) == Some("string") {
                    return Some(FieldKind::Lines);
                }
                items.get("properties")?;
                let list = value.and_then(toml::Value::as_array).map(Vec::as_slice).unwrap_or_default();
                let entry = |at: usize| {
                    let mut path = path.to_vec();
                    path.push(at.to_string());
                    self.fields(items, &path, list.get(at))
                };
                Some(FieldKind::Entries((0..=list.len().min(ROWS)).map(entry).collect()))
            }
            _ => None,
        }
    }

    /// What a reference leads to.
    fn followed<'a>(&'a self, schema: &'a Json) -> &'a Json {
        let inner = schema.get("allOf").and_then(|all| all.get(0));
        let reference = [Some(schema), inner].into_iter().flatten().find_map(|own| own.get("$ref")?.as_str());
        let target = reference.and_then(|name| self.schema.pointer(name.trim_start_matches('#')));
        target.unwrap_or(schema)
    }
}

/// The words of an enumeration, each with what it means.
fn choices(schema: &Json) -> Option<Vec<(String, Say)>> {
    if let Some(words) = schema.get("enum").and_then(Json::as_array) {
        let word = |word: &Json| {
            let word = plain(word);
            (word.clone(), Say { zh: word.clone(), en: word })
        };
        return Some(words.iter().map(word).collect());
    }
    let one = |own: &Json| {
        let said = meaning(own.get("description").and_then(Json::as_str).unwrap_or_default());
        let words: Vec<String> = match (own.get("const"), own.get("enum").and_then(Json::as_array)) {
            (Some(word), _) => vec![plain(word)],
            (None, Some(words)) => words.iter().map(plain).collect(),
            _ => return None,
        };
        let named = |word: String| {
            let said =
                if said.zh.is_empty() { Say { zh: word.clone(), en: word.clone() } } else { said.clone() };
            (word, said)
        };
        Some(words.into_iter().map(named).collect::<Vec<_>>())
    };
    let forms = schema.get("oneOf").and_then(Json::as_array)?;
    Some(forms.iter().map(one).collect::<Option<Vec<_>>>()?.into_iter().flatten().collect())
}

/// A value as one types it.
fn text_of(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(list) => list.iter().map(text_of).collect::<Vec<_>>().join("\n"),
        other => other.to_string(),
    }
}

fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The two languages of a description: Chinese first, then a sentence that begins with a letter.
fn meaning(said: &str) -> Say {
    let is_english =
        |rest: &str| rest.trim_start().starts_with(|c: char| c.is_ascii_alphabetic() || c == '`');
    let end = said.match_indices('。').map(|(at, stop)| at + stop.len());
    let parts = end.filter_map(|end| Some((said.get(..end)?, said.get(end..)?)));
    let (zh, en) = parts.into_iter().find(|(_, rest)| is_english(rest)).unwrap_or((said, said));
    // Whether it must be given, the form shows in its own way.
    let tidy = |text: &str| text.trim().replace('\n', " ").replace('`', "").replace("【必填】", "");
    let zh = tidy(zh).trim_end_matches(['。', '.']).to_owned();
    Say { zh, en: tidy(without_source(en)) }
}

/// A sentence without the remark where it comes from.
fn without_source(said: &str) -> &str {
    said.rfind("(DOMAIN").or_else(|| said.rfind("(TYPOGRAPHY")).and_then(|at| said.get(..at)).unwrap_or(said)
}

/// `R47` of `… (DOMAIN R47).`
fn source(said: &str) -> Option<String> {
    let (_, after) = said.rsplit_once("(DOMAIN ")?;
    let (source, _) = after.split_once(')')?;
    Some(source.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find<'f>(fields: &'f [FormField], path: &[&str]) -> &'f FormField {
        let (first, rest) = path.split_first().unwrap();
        let field = fields.iter().find(|field| field.path.last().is_some_and(|key| key == first)).unwrap();
        match &field.kind {
            FieldKind::Section(inner) if !rest.is_empty() => find(inner, rest),
            _ => field,
        }
    }

    #[test]
    fn a_field_says_what_it_means_and_what_is_said_of_it() {
        let fields = form(
            "[cycle]\nterm = 4\nas_of = \"2021-02\"\n[town]\nname = \"青坑镇\"\n[rules]\nquorum = \"1/2\"\n",
        );
        let quorum = find(&fields, &["rules", "quorum"]);
        assert_eq!(quorum.meaning.zh, "应到代表的几分之几到会才能选举");
        assert!(quorum.meaning.en.starts_with("Share of the entitled"), "{}", quorum.meaning.en);
        assert_eq!((quorum.value.as_deref(), quorum.default.as_deref()), (Some("1/2"), Some("2/3")));
        assert_eq!(quorum.source.as_deref(), Some("R47"));
        let term = find(&fields, &["cycle", "term"]);
        assert!(term.is_required && term.kind == FieldKind::Number && term.value.as_deref() == Some("4"));
        let base = find(&fields, &["rules", "majority_base"]);
        let FieldKind::Choice(words) = &base.kind else { panic!("{base:?}") };
        assert!(words.iter().any(|(word, _)| word == "entitled"), "{words:?}");
    }

    #[test]
    fn a_paper_has_a_number_a_date_and_a_signatory() {
        let text = "[body.\"霞垅村\".paper.request]\nnumber = \"青妇〔2017〕5号\"\n";
        let fields = paper_form(text, "霞垅村", "request");
        let keys: Vec<&str> = fields.iter().map(|field| field.path[4].as_str()).collect();
        assert_eq!(keys.len(), 3, "{keys:?}");
        let number = fields.iter().find(|field| field.path[4] == "number").unwrap();
        assert_eq!(number.value.as_deref(), Some("青妇〔2017〕5号"));
        assert!(paper_form(text, "霞垅村", "plan").iter().all(|field| field.value.is_none()));
    }

    #[test]
    fn every_setting_of_the_schema_has_a_chinese_meaning() {
        fn walk(fields: &[FormField], wrong: &mut Vec<String>) {
            for field in fields {
                match &field.kind {
                    FieldKind::Section(inner) => walk(inner, wrong),
                    FieldKind::Entries(rows) => rows.iter().for_each(|row| walk(row, wrong)),
                    _ => {
                        let has_chinese = field.meaning.zh.contains(|c: char| c >= '\u{4E00}');
                        if !has_chinese || field.meaning.zh.len() > 300 {
                            wrong.push(format!("{}: {}", field.path.join("."), field.meaning.zh));
                        }
                    }
                }
            }
        }
        let mut wrong = Vec::new();
        walk(&form(""), &mut wrong);
        walk(&body_form("", "霞垅村"), &mut wrong);
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
