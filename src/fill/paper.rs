//! One document and one body → one draft; the drafts of a body → its packet.

use std::collections::BTreeMap;

use serde_json::json;
use tera::Tera;

use crate::fill::BodyContext;
use crate::fill::Draft;
use crate::fill::Label;
use crate::fill::Layers;
use crate::fill::escape;
use crate::fill::locate;
use crate::fill::marks;
use crate::fill::pack::DocumentSpec;
use crate::fill::pack::Kind;
use crate::problem::Place;
use crate::problem::Problem;
use crate::say;

/// Draws up one paper of one body.
///
/// # Errors
/// What is wrong in the template, at its line.
pub fn draft(layers: &Layers, document: &DocumentSpec, context: &BodyContext) -> Result<Draft, Vec<Problem>> {
    let (label, main) = rendered(layers, document, context, &[])?;
    Ok(Draft { label, main, context: context.json(), parts: BTreeMap::new(), library: layers.library() })
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
        return Err(vec![Problem::new(&locate::NO_TEMPLATE, place, message).hint(hint)]);
    };
    let (label, main) = rendered(layers, document, context, &papers)?;
    let parts = papers.into_iter().enumerate().map(|(at, paper)| (path(at), paper.main)).collect();
    Ok(Draft { label, main, context: context.json(), parts, library: layers.library() })
}

/// The line of the author's template that printed the byte at `offset` of the draft's `main`.
///
/// Only asked when Typst found something wrong there: the draft is made once more, with marks.
#[must_use]
pub fn locate_source(
    layers: &Layers,
    document: &DocumentSpec,
    context: &BodyContext,
    offset: usize,
) -> Option<Place> {
    let fallback = || {
        layers.templates.iter().find(|template| template.name.ends_with(&format!("/{}", document.template)))
    };
    let found = marks::locate(layers, offset, |tera| {
        let title = title(tera, document, context)?;
        tera.render(&document.template, &values(document, context, &title, &[]))
            .map_err(|error| problems_of(layers, &error, context))
    });
    found.or_else(|| fallback().map(|template| Place::File(template.shown.clone())))
}

fn rendered(
    layers: &Layers,
    document: &DocumentSpec,
    context: &BodyContext,
    papers: &[Draft],
) -> Result<(Label, String), Vec<Problem>> {
    let title = title(&layers.tera, document, context).map_err(|mut problems| {
        problems.iter_mut().for_each(|problem| problem.place = document.place.clone());
        problems
    })?;
    let values = values(document, context, &title, papers);
    let main = layers
        .tera
        .render(&document.template, &values)
        .map_err(|error| problems_of(layers, &error, context))?;
    let label = Label {
        id: document.id.clone(),
        code: document.code.clone(),
        title,
        body: context.name().to_owned(),
        date: Some(context.date()),
    };
    Ok((label, main))
}

fn title(tera: &Tera, document: &DocumentSpec, context: &BodyContext) -> Result<String, Vec<Problem>> {
    let title = tera.render_str(&document.title, context.values(), false);
    title.map(|title| escape::plain(&title)).map_err(|error| locate::rendering(&error, &[], context.seen()))
}

fn values(document: &DocumentSpec, context: &BodyContext, title: &str, papers: &[Draft]) -> tera::Context {
    let mut values = context.values().clone();
    let DocumentSpec { id, code, stage, .. } = document;
    values.insert("document", &json!({ "id": id, "code": code, "title": title, "stage": stage }));
    if document.kind == Kind::Packet {
        let paper = |(at, paper): (usize, &Draft)| {
            let Label { id, code, title, .. } = &paper.label;
            json!({ "no": at + 1, "id": id, "code": code, "title": title, "file": path(at) })
        };
        let papers: Vec<_> = papers.iter().enumerate().map(paper).collect();
        values.insert("packet", &context.cover(title, &papers));
    }
    values
}

fn problems_of(layers: &Layers, error: &tera::Error, context: &BodyContext) -> Vec<Problem> {
    locate::rendering(error, &layers.templates, context.seen())
}

fn path(at: usize) -> String {
    format!("/papers/{:02}.typ", at + 1)
}
