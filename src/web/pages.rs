//! HTML from Tera: every value is escaped, every page in both languages.

use std::path::Path;

use include_dir::{Dir, include_dir};
use serde_json::{Value as Json, json};
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use crate::problem::{Lang, Say};

/// The pages, inside the program.
static PAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/web/pages");

/// The pages of both languages.
#[derive(Debug)]
pub(in crate::web) struct Pages {
    zh: Tera,
    en: Tera,
}

impl Pages {
    pub(in crate::web) fn new() -> Self {
        Self { zh: engine(Lang::Zh), en: engine(Lang::En) }
    }

    /// A page: what it shows, and what is around it.
    pub(in crate::web) fn render(&self, lang: Lang, template: &str, view: Json, around: Json) -> String {
        let tera = match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        };
        let values = json!({ "view": view, "around": around, "lang": code(lang) });
        let rendered = Context::from_serialize(&values).and_then(|context| tera.render(template, &context));
        // The pages are ours and tested: what cannot be rendered is a bug, and told as one.
        rendered.unwrap_or_else(|error| {
            format!("<!doctype html><meta charset=utf-8><pre>{template}: {}</pre>", escaped(&chain(&error)))
        })
    }

    /// A page that says one sentence.
    pub(in crate::web) fn message(&self, lang: Lang, said: &Say, is_refusal: bool) -> String {
        let view = json!({ "said": said.text(lang), "is_refusal": is_refusal });
        self.render(lang, "message.html", view, json!({}))
    }
}

/// The word of a language in HTML.
pub(in crate::web) fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    }
}

fn engine(lang: Lang) -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on([".html"]);
    tera.register_function("say", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let name = if lang == Lang::Zh { "zh" } else { "en" };
        Ok(Value::from(kwargs.must_get::<&str>(name)?))
    });
    tera.register_filter("part", part);
    let name = |path: &Path| path.to_string_lossy().replace('\\', "/");
    let texts = PAGES.files().filter_map(|file| Some((name(file.path()), file.contents_utf8()?)));
    // A page that cannot be parsed is found by the tests of every page.
    let _ = tera.add_raw_templates(texts);
    tera
}

/// `{{ file | part }}`: a text as a part of an address.
fn part(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Ok(Value::from(crate::web::reply::encoded(&text)))
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        said.push_str(": ");
        said.push_str(&error.to_string());
        cause = error.source();
    }
    said
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_parsed_and_values_are_escaped() {
        let pages = Pages::new();
        for file in PAGES.files() {
            let name = file.path().to_string_lossy().into_owned();
            assert!(pages.zh.get_template_names().any(|own| own == name), "{name} is not parsed");
        }
        let said = Say { zh: "<b>&\"".to_owned(), en: String::new() };
        let page = pages.message(Lang::Zh, &said, true);
        assert!(page.contains("&lt;b&gt;&amp;&quot;") && !page.contains("<b>"), "{page}");
    }
}
