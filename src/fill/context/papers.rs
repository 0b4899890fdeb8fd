//! All papers of one body by id, so that one can cite another: title, short name, who issues it, number, date, signatory.

use serde_json::{Map, Value as Json, json};

use crate::cycle::BodySection;
use crate::cycle::Cycle;
use crate::fill::DocumentSpec;
use crate::fill::Layers;
use crate::fill::bounds;
use crate::fill::context::{dates, labels};
use crate::fill::markers;
use crate::model::BodyId;

/// What `papers` is in templates; `document` of a paper has the same three at its end.
pub(super) fn papers(
    layers: &Layers,
    cycle: &Cycle,
    body: &BodyId,
    values: &tera::Context,
    is_wanted: &mut dyn FnMut(&DocumentSpec) -> bool,
) -> Json {
    let section = cycle.body(body);
    // A title that cannot be rendered is left out: the paper itself says why.
    let rendered =
        |text: &str| bounds::render_text(&layers.tera, text, values).ok().map(|text| markers::plain(&text));
    let mut paper = |spec: &DocumentSpec, is_made: bool| {
        let mut paper = facts(section, &spec.id);
        let (title, owner, short) = match is_wanted(spec) {
            true => (rendered(&spec.title), rendered(&spec.owner), spec.short.as_deref().and_then(rendered)),
            false => (None, None, None),
        };
        paper.insert("made".to_owned(), json!(is_made));
        paper.insert("code".to_owned(), json!(spec.code));
        paper.insert("short".to_owned(), json!(short.as_ref().or(title.as_ref())));
        paper.insert("title".to_owned(), json!(title));
        paper.insert("owner".to_owned(), json!(owner));
        (spec.id.clone(), Json::Object(paper))
    };
    let made = layers.documents().iter().chain(layers.packet());
    let mut papers: Map<_, _> = made.map(|spec| paper(spec, true)).collect();
    papers.extend(layers.removed().iter().map(|spec| paper(spec, false)));
    papers.into()
}

/// Number, date and signatory of one paper, from `[body."…".paper.ID]`.
fn facts(section: Option<&BodySection>, id: &str) -> Map<String, Json> {
    let own = section.and_then(|section| section.paper.get(id));
    let mut facts = Map::new();
    facts.insert("number".to_owned(), json!(own.and_then(|own| own.number.as_ref())));
    facts.insert("date".to_owned(), json!(dates::date(own.and_then(|own| own.date))));
    facts.insert("signer".to_owned(), json!(own.and_then(|own| own.signer.as_ref())));
    facts
}

/// The papers with blanks for what is missing, as Tera sees them.
pub(super) fn marked(papers: &Json) -> Json {
    let mut marked = json!({ "papers": papers });
    labels::mark_blanks(&mut marked);
    marked["papers"].take()
}
