//! All papers of one body by id, so that one can cite another: title, number, date, signatory.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use crate::cycle::BodySection;
use crate::cycle::Cycle;
use crate::fill::Layers;
use crate::fill::context::{dates, labels};
use crate::fill::escape;
use crate::model::Body;

/// Titles of a body's papers, by document id.
pub(super) type Titles = BTreeMap<String, String>;

/// Renders every title once. One that cannot be rendered is left out: the paper itself says why.
pub(super) fn titles(layers: &Layers, values: &tera::Context) -> Titles {
    let title = |spec: &crate::fill::DocumentSpec| {
        let title = layers.tera.render_str(&spec.title, values, false).ok()?;
        Some((spec.id.clone(), escape::plain(&title)))
    };
    layers.documents().iter().chain(layers.packet()).filter_map(title).collect()
}

/// What `papers` is in templates; `document` of a paper has the same three at its end.
pub(super) fn papers(layers: &Layers, cycle: &Cycle, body: &Body, titles: &Titles) -> Json {
    let section = cycle.body(body.place());
    let paper = |spec: &crate::fill::DocumentSpec| {
        let mut paper = facts(section, &spec.id);
        paper.insert("code".to_owned(), json!(spec.code));
        paper.insert("title".to_owned(), json!(titles.get(&spec.id)));
        (spec.id.clone(), Json::Object(paper))
    };
    layers.documents().iter().map(paper).collect::<Map<_, _>>().into()
}

/// Number, date and signatory of one paper, from `[body."…".paper.ID]`.
fn facts(section: Option<&BodySection>, id: &str) -> Map<String, Json> {
    let own = section.and_then(|section| section.paper.get(id));
    let mut facts = Map::new();
    facts.insert("number".to_owned(), json!(own.and_then(|own| own.number.as_ref())));
    facts.insert("date".to_owned(), dates::date(own.and_then(|own| own.date)));
    facts.insert("signer".to_owned(), json!(own.and_then(|own| own.signer.as_ref())));
    facts
}

/// The papers with blanks for what is missing, as Tera sees them.
pub(super) fn marked(papers: &Json) -> Json {
    let mut marked = json!({ "papers": papers });
    labels::mark_blanks(&mut marked);
    marked["papers"].take()
}
