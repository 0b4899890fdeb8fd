//! One document and one body → one draft; the drafts of a body → its packet.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use crate::fill::Archived;
use crate::fill::BodyContext;
use crate::fill::Draft;
use crate::fill::Label;
use crate::fill::Layers;
use crate::fill::bounds;
use crate::fill::bounds::Unrendered;
use crate::fill::chain;
use crate::fill::document_parts;
use crate::fill::filters::WRONG_VALUE;
use crate::fill::markers;
use crate::fill::origin::{Besides, Heading, Origin, paper_path, person_path};
use crate::fill::pack::{DocumentSpec, Kind};
use crate::fill::tera_errors;
use crate::fill::unprintable;
use crate::problem::Place;
use crate::problem::Problem;
use crate::say;

/// Draws up one paper of one body.
///
/// # Errors
/// What is wrong in the template, at its line.
pub fn draft(
    layers: &Layers,
    document: &DocumentSpec,
    context: &BodyContext,
    archive: &[Archived],
) -> Result<Draft, Vec<Problem>> {
    let besides =
        if document.kind == Kind::Index { Besides::Archive(archive.to_vec()) } else { Besides::Nothing };
    let drafted = || {
        wording(layers, document, context)?;
        let label = label(layers, document, context)?;
        let parts = document_parts::lists(layers, document, context)?;
        let origin = Origin::new(document, context, Heading { title: label.title.clone(), parts }, besides);
        let mut figures = BTreeSet::new();
        let (main, parts) = match document.people() {
            None => (source(layers, &origin, &mut figures)?, BTreeMap::new()),
            Some(list) => forms(layers, &origin, list, &mut figures)?,
        };
        let library = layers.library();
        Ok(Draft { label, main, context: context.json(), parts, figures, library, origin: Some(origin) })
    };
    drafted().map_err(|problems| quoted(layers, problems))
}

/// What is wrong with the wording that a document's templates print.
fn wording(layers: &Layers, document: &DocumentSpec, context: &BodyContext) -> Result<(), Vec<Problem>> {
    if context.wrong_wording().is_empty() {
        return Ok(());
    }
    let chain = chain::ancestry(&layers.templates, &layers.name_of(document));
    let is_printed = |key: &str| chain.iter().any(|template| template.text.contains(&format!("\"{key}\"")));
    let wrong = context.wrong_wording().iter().filter(|(key, _)| is_printed(key));
    let problems: Vec<Problem> = wrong.flat_map(|(_, problems)| problems.clone()).collect();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// A paper that has one form for each person of a list: it includes them all.
fn forms(
    layers: &Layers,
    origin: &Origin,
    list: &'static str,
    figures: &mut BTreeSet<String>,
) -> Result<(String, BTreeMap<String, String>), Vec<Problem>> {
    let people = origin.context().seen().get(list).and_then(Json::as_array).map_or(0, Vec::len);
    let mut parts = BTreeMap::new();
    for at in 0..people {
        let form = source(layers, &origin.person(list, at), figures)?;
        parts.insert(person_path(origin.document(), at), form);
    }
    let include = |path: &String| format!("#include \"{}\"\n", path.trim_start_matches('/'));
    Ok((parts.keys().map(include).collect(), parts))
}

/// Binds the drafts of one body's papers, in the order given, behind its cover and contents.
///
/// # Errors
/// No layer has a packet, or its template is wrong.
pub fn packet(layers: &Layers, context: &BodyContext, papers: Vec<Draft>) -> Result<Draft, Vec<Problem>> {
    let Some(document) = layers.packet() else {
        let place = Place::Document { id: "packet".to_owned(), body: context.name().to_owned() };
        let message = say!("模板层里没有备案材料的封面", "no layer has a packet");
        let hint = say!("在 pack.toml 里写 kind = \"packet\"", "write kind = \"packet\" in pack.toml");
        return Err(vec![Problem::new(&tera_errors::NO_TEMPLATE, place, message).hint(hint)]);
    };
    let listed = |(at, paper): (usize, &Draft)| {
        let Label { id, code, title, .. } = &paper.label;
        json!({ "no": at + 1, "id": id, "code": code, "title": title, "file": paper_path(at) })
    };
    let besides = Besides::Packet(papers.iter().enumerate().map(listed).collect());
    let mut figures = papers.iter().flat_map(|paper| paper.figures.iter().cloned()).collect();
    let cover = || {
        let label = label(layers, document, context)?;
        let parts = document_parts::lists(layers, document, context)?;
        let origin = Origin::new(document, context, Heading { title: label.title.clone(), parts }, besides);
        let main = source(layers, &origin, &mut figures)?;
        Ok((label, origin, main))
    };
    let (label, origin, main) = cover().map_err(|problems| quoted(layers, problems))?;
    let (mut parts, mut origins) = (BTreeMap::new(), Vec::new());
    for (at, paper) in papers.into_iter().enumerate() {
        parts.insert(paper_path(at), paper.main);
        // The forms of a paper lie beside it, so that what it includes is found there too.
        parts.extend(paper.parts.into_iter().map(|(path, form)| (format!("/papers{path}"), form)));
        origins.extend(paper.origin);
    }
    let origin = Some(origin.binding(origins));
    Ok(Draft { label, main, context: context.json(), parts, figures, library: layers.library(), origin })
}

/// The line of the author's template that printed the byte at an offset of one of the draft's sources: `/main.typ`, a
/// form, or a paper of a packet. `None` where the draft has no such source.
///
/// Only asked when Typst found something wrong there: the source is made once more, with marks.
#[must_use]
pub fn locate(layers: &Layers, draft: &Draft, path: &str, offset: usize) -> Option<Place> {
    let origin = draft.origin.as_ref()?.of(path)?;
    let source = draft.parts.get(path).unwrap_or(&draft.main);
    let again = |tera: &tera::Tera| origin.source(tera, &mut BTreeSet::new()).ok();
    let found = layers.marked().and_then(|marked| marked.locate(source, offset, again));
    Some(found.unwrap_or_else(|| layers.file_of(origin.document())))
}

/// The figures that a draft's own source tells: the id of each, and the byte at which its text begins.
#[must_use]
pub fn figures_at(layers: &Layers, draft: &Draft) -> Vec<(String, usize)> {
    let Some(origin) = draft.origin.as_ref().filter(|_| !draft.figures.is_empty()) else { return Vec::new() };
    origin.figures_at(&layers.tera).unwrap_or_default()
}

/// Problems of templates with the lines they are at.
fn quoted(layers: &Layers, problems: Vec<Problem>) -> Vec<Problem> {
    problems.into_iter().map(|problem| layers.quoted(problem)).collect()
}

fn source(layers: &Layers, origin: &Origin, figures: &mut BTreeSet<String>) -> Result<String, Vec<Problem>> {
    origin.source(&layers.tera, figures).map_err(|error| match error {
        Unrendered::Tera(error) => {
            let seen = origin.context().seen();
            let mut problems = tera_errors::rendering(&error, &layers.templates, seen);
            // What a column asks for is said by the list, not by the template that goes through it.
            let is_of_list = |problem: &&mut Problem| problem.message.zh.contains(WRONG_VALUE);
            problems
                .iter_mut()
                .filter(is_of_list)
                .for_each(|wrong| wrong.place = origin.document().place.clone());
            problems
        }
        Unrendered::Endless(_) => vec![unprintable::endless(last_line(layers, origin))],
        Unrendered::Whole(_) => vec![unprintable::whole(last_line(layers, origin))],
    })
}

/// The line of the template that a rendering which came to no end wrote last.
fn last_line(layers: &Layers, origin: &Origin) -> Place {
    let written = |tera: &tera::Tera| match origin.source(tera, &mut BTreeSet::new()) {
        Err(Unrendered::Endless(written) | Unrendered::Whole(written)) => Some(written),
        Err(Unrendered::Tera(_)) | Ok(_) => None,
    };
    let last = layers.marked().and_then(|marked| marked.last(written));
    last.unwrap_or_else(|| layers.file_of(origin.document()))
}

fn label(layers: &Layers, document: &DocumentSpec, context: &BodyContext) -> Result<Label, Vec<Problem>> {
    let title = title(layers, document, context)?;
    // Known already where it could be worked out.
    let owner = context.paper(&document.id).and_then(|paper| paper["owner"].as_str());
    if owner.is_none_or(markers::is_blank)
        && let Err(error) = bounds::render_text(&layers.tera, &document.owner, context.values())
    {
        return Err(wrong_text(error, &document.place, context));
    }
    Ok(Label {
        id: document.id.clone(),
        code: document.code.clone(),
        title,
        body: context.name().to_owned(),
        date: Some(context.date()),
    })
}

fn title(layers: &Layers, document: &DocumentSpec, context: &BodyContext) -> Result<String, Vec<Problem>> {
    if let Some(title) = context.title(&document.id) {
        return Ok(title.to_owned());
    }
    let title = bounds::render_text(&layers.tera, &document.title, context.values());
    title
        .map(|title| markers::plain(&title))
        .map_err(|error| wrong_text(error, &document.title_place, context))
}

/// What is wrong with a text of a document's entry.
fn wrong_text(error: Unrendered, place: &Place, context: &BodyContext) -> Vec<Problem> {
    let mut problems = match error {
        Unrendered::Tera(error) => tera_errors::rendering(&error, &[], context.seen()),
        Unrendered::Endless(_) => vec![unprintable::endless(place.clone())],
        Unrendered::Whole(_) => vec![unprintable::whole(place.clone())],
    };
    problems.iter_mut().for_each(|problem| problem.place = place.clone());
    problems
}
