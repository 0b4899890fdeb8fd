//! The sections, annexes, rows and columns of one paper as its template sees them: `document.sections` and its like.

use serde_json::{Value as Json, json};

use crate::fill::BodyContext;
use crate::fill::DocumentSpec;
use crate::fill::Layers;
use crate::fill::bounds;
use crate::fill::bounds::Unrendered;
use crate::fill::pack;
use crate::fill::pack::Part;
use crate::fill::tera_errors;
use crate::fill::unprintable;
use crate::problem::{Place, Problem};

/// The lists of a document with their headings and texts filled in for one body.
///
/// # Errors
/// A heading or a text asks for what is not there.
pub(super) fn lists(
    layers: &Layers,
    document: &DocumentSpec,
    context: &BodyContext,
) -> Result<Json, Vec<Problem>> {
    let filled = |text: &Option<String>| match text {
        Some(text) if text.contains("{{") || text.contains("{%") => {
            bounds::render_text(&layers.tera, text, context.values()).map(Json::String)
        }
        other => Ok(json!(other)),
    };
    let said = |part: &Part| {
        Ok::<_, Unrendered>(json!({
            "name": part.name, "heading": filled(&part.heading)?, "text": filled(&part.text)?, "value": part.values(),
            "kind": part.kind, "optional": part.optional, "keep": part.keep, "least": part.least,
            "most": part.most, "wide": part.wide,
        }))
    };
    let part = |part: &Part| {
        let place = || pack::place_of_part(&layers.stack, &document.id, &part.name);
        said(part).map_err(|error| wrong(error, place().unwrap_or_else(|| document.place.clone()), context))
    };
    let mut lists = serde_json::Map::new();
    for (word, parts) in document.parts.lists() {
        let parts = parts.iter().map(part).collect::<Result<Vec<Json>, _>>()?;
        lists.insert(word.to_owned(), Json::Array(parts));
    }
    Ok(Json::Object(lists))
}

/// What is wrong with a heading or a text, at its place.
fn wrong(error: Unrendered, place: Place, context: &BodyContext) -> Vec<Problem> {
    let mut problems = match error {
        Unrendered::Tera(error) => tera_errors::rendering(&error, &[], context.seen()),
        Unrendered::Endless(_) => vec![unprintable::endless(place.clone())],
        Unrendered::Whole(_) => vec![unprintable::whole(place.clone())],
    };
    problems.iter_mut().for_each(|problem| problem.place = place.clone());
    problems
}
