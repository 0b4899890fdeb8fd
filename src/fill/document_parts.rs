//! The sections, annexes, rows and columns of one paper as its template sees them: `document.sections` and its like.

use serde_json::{Value as Json, json};

use crate::fill::BodyContext;
use crate::fill::DocumentSpec;
use crate::fill::Layers;
use crate::fill::bounds;
use crate::fill::bounds::Unrendered;
use crate::fill::chain::chain;
use crate::fill::pack::{BAD_PACK, Part, Values};
use crate::fill::template::Template;
use crate::fill::tera_errors;
use crate::fill::unprintable;
use crate::problem::Problem;
use crate::say;

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
    let part = |part: &Part| {
        let values = match &part.value {
            None => Vec::new(),
            Some(Values::One(value)) => vec![value.clone()],
            Some(Values::Several(values)) => values.clone(),
        };
        Ok::<_, Unrendered>(json!({
            "name": part.name, "heading": filled(&part.heading)?, "text": filled(&part.text)?, "value": values,
            "kind": part.kind, "optional": part.optional, "keep": part.keep, "least": part.least,
            "most": part.most, "wide": part.wide,
        }))
    };
    let mut lists = serde_json::Map::new();
    for (word, parts) in document.parts.lists() {
        let parts: Result<Vec<Json>, Unrendered> = parts.iter().map(part).collect();
        let parts = parts.map_err(|error| wrong(error, document, context))?;
        lists.insert(word.to_owned(), Json::Array(parts));
    }
    Ok(Json::Object(lists))
}

/// Sections and annexes of the lists that no template writes and that have no text.
pub(super) fn unwritten(
    documents: &[DocumentSpec],
    templates: &[Template],
    tops: impl Fn(&DocumentSpec) -> String,
) -> Vec<Problem> {
    let missing = |document: &DocumentSpec| {
        let chain = chain(templates, &tops(document));
        let is_written = |mark: &str, name: &str| {
            let mark = format!("#{mark}(\"{name}\")");
            chain.iter().any(|template| template.text.contains(&mark))
        };
        let of = |(list, mark): (&str, &'static str)| -> Vec<Problem> {
            let parts =
                document.parts.lists().find(|(word, _)| *word == list).map_or(&[][..], |(_, parts)| parts);
            let unwritten = parts.iter().filter(|part| part.text.is_none() && !is_written(mark, &part.name));
            unwritten.map(|part| no_text(document, list, &part.name)).collect()
        };
        [("sections", "section"), ("annexes", "annex-part")].into_iter().flat_map(of).collect::<Vec<_>>()
    };
    documents.iter().flat_map(missing).collect()
}

fn no_text(document: &DocumentSpec, list: &str, name: &str) -> Problem {
    let message = say!(
        "{list} 里的“{name}”没有内容：模板里没有这一项",
        "\"{name}\" of {list} says nothing: the template has no such part"
    );
    let hint = say!("写上 text = \"……\"，或者去掉", "give it a text = \"…\", or take it out");
    Problem::new(&BAD_PACK, document.place.clone(), message).hint(hint)
}

/// What is wrong with a heading or a text, at the document's entry.
fn wrong(error: Unrendered, document: &DocumentSpec, context: &BodyContext) -> Vec<Problem> {
    let place = document.place.clone();
    let mut problems = match error {
        Unrendered::Tera(error) => tera_errors::rendering(&error, &[], context.seen()),
        Unrendered::Endless(_) => vec![unprintable::endless(place.clone())],
        Unrendered::Whole(_) => vec![unprintable::whole(place.clone())],
    };
    problems.iter_mut().for_each(|problem| problem.place = place.clone());
    problems
}
