//! One document and one body → one draft; the drafts of a body → its packet.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};
use tera::Tera;

use crate::fill::Archived;
use crate::fill::BodyContext;
use crate::fill::Draft;
use crate::fill::Label;
use crate::fill::Layers;
use crate::fill::bounds;
use crate::fill::bounds::{LAYER_LIMIT, Unrendered};
use crate::fill::line_marks;
use crate::fill::markers;
use crate::fill::pack::DocumentSpec;
use crate::fill::pack::Kind;
use crate::fill::tera_errors;
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
    drafted(layers, document, context, archive)
        .map_err(|problems| problems.into_iter().map(|problem| layers.quoted(problem)).collect())
}

fn drafted(
    layers: &Layers,
    document: &DocumentSpec,
    context: &BodyContext,
    archive: &[Archived],
) -> Result<Draft, Vec<Problem>> {
    let mut parts = BTreeMap::new();
    let mut figures = BTreeSet::new();
    let (label, main) = match document.people() {
        None => rendered(layers, document, context, Further { archive, ..Further::default() }, &mut figures)?,
        Some(list) => {
            let people = context.seen().get(list).and_then(Json::as_array).map_or(0, Vec::len);
            for at in 0..people {
                let further = Further { person: Some((list, at)), ..Further::default() };
                let (_, form) = rendered(layers, document, context, further, &mut figures)?;
                parts.insert(person_path(document, at), form);
            }
            let forms: String =
                parts.keys().map(|path| format!("#include \"{}\"\n", path.trim_start_matches('/'))).collect();
            (label(layers, document, context)?, forms)
        }
    };
    Ok(Draft { label, main, context: context.json(), parts, figures, library: layers.library() })
}

/// What one rendering needs besides the body.
#[derive(Clone, Copy, Default)]
struct Further<'a> {
    /// Papers of a packet.
    papers: &'a [Draft],
    /// Papers of the archive index.
    archive: &'a [Archived],
    /// The list and the position of the person that a form is for.
    person: Option<(&'static str, usize)>,
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
    let mut figures = papers.iter().flat_map(|paper| paper.figures.iter().cloned()).collect();
    let further = Further { papers: &papers, ..Further::default() };
    let (label, main) = rendered(layers, document, context, further, &mut figures)?;
    let mut parts = BTreeMap::new();
    for (at, paper) in papers.into_iter().enumerate() {
        parts.insert(path(at), paper.main);
        // The forms of a paper lie beside it, so that what it includes is found there too.
        parts.extend(paper.parts.into_iter().map(|(path, form)| (format!("/papers{path}"), form)));
    }
    Ok(Draft { label, main, context: context.json(), parts, figures, library: layers.library() })
}

/// The line of the author's template that printed the byte at an offset of the draft's `main`, or of one of its forms.
///
/// Only asked when Typst found something wrong there: the draft is made once more, with marks.
#[must_use]
pub fn locate_source(
    layers: &Layers,
    document: &DocumentSpec,
    context: &BodyContext,
    (form, offset): (usize, usize),
) -> Option<Place> {
    let fallback = || {
        layers.templates.iter().find(|template| template.name.ends_with(&format!("/{}", document.template)))
    };
    let person = document.people().map(|list| (list, form));
    let found = line_marks::locate(layers, offset, |tera| {
        let title = title(tera, document, context)?;
        let values = values(document, context, &title, Further { person, ..Further::default() });
        let source = bounds::render(tera, &document.template, &values).map_err(|_| Vec::new())?;
        Ok(markers::take_figures(source, &mut BTreeSet::new()))
    });
    found.or_else(|| fallback().map(|template| Place::File(template.shown.clone())))
}

fn rendered(
    layers: &Layers,
    document: &DocumentSpec,
    context: &BodyContext,
    further: Further<'_>,
    figures: &mut BTreeSet<String>,
) -> Result<(Label, String), Vec<Problem>> {
    let label = label(layers, document, context)?;
    let values = values(document, context, &label.title, further);
    let main = bounds::render(&layers.tera, &document.template, &values).map_err(|error| match error {
        Unrendered::Tera(error) => problems_of(layers, &error, context),
        Unrendered::Endless(_) => {
            vec![over_the_limit(last_line(layers, document, &values))]
        }
        Unrendered::Whole(_) => vec![whole(last_line(layers, document, &values))],
    })?;
    Ok((label, markers::take_figures(main, figures)))
}

fn label(layers: &Layers, document: &DocumentSpec, context: &BodyContext) -> Result<Label, Vec<Problem>> {
    let title = title(&layers.tera, document, context).map_err(|mut problems| {
        problems.iter_mut().for_each(|problem| problem.place = document.title_place.clone());
        problems
    })?;
    Ok(Label {
        id: document.id.clone(),
        code: document.code.clone(),
        title,
        body: context.name().to_owned(),
        date: Some(context.date()),
    })
}

fn title(tera: &Tera, document: &DocumentSpec, context: &BodyContext) -> Result<String, Vec<Problem>> {
    if let Some(title) = context.title(&document.id) {
        return Ok(title.to_owned());
    }
    let title = bounds::render_text(tera, &document.title, context.values());
    title.map(|title| markers::plain(&title)).map_err(|error| match error {
        Unrendered::Tera(error) => tera_errors::rendering(&error, &[], context.seen()),
        Unrendered::Endless(_) => vec![over_the_limit(document.title_place.clone())],
        Unrendered::Whole(_) => vec![whole(document.title_place.clone())],
    })
}

/// The line of the template that a rendering which came to no end wrote last.
fn last_line(layers: &Layers, document: &DocumentSpec, values: &tera::Context) -> Place {
    let last = line_marks::last(layers, |tera| match bounds::render(tera, &document.template, values) {
        Err(Unrendered::Endless(written) | Unrendered::Whole(written)) => Some(written),
        Err(Unrendered::Tera(_)) | Ok(_) => None,
    });
    last.unwrap_or_else(|| layers.file_of(document))
}

/// A list or an object in place of a text.
fn whole(place: Place) -> Problem {
    let message = say!(
        "这一行印的是一整个列表或对象，不是文字",
        "this line prints a whole list or object, which is no text"
    );
    let hint = say!(
        "印其中的一项（如 congress.date.text）；列表用 {{% for %}} 或 join_cn；代码位置用 | typ",
        "print one of its fields (congress.date.text), go through a list with {{% for %}} or join_cn, or use | typ in code"
    );
    Problem::new(&tera_errors::TEMPLATE_ERROR, place, message).hint(hint)
}

fn over_the_limit(place: Place) -> Problem {
    let most = bounds::LONGEST >> 20;
    let message = say!(
        "写出的内容没有尽头（超过 {most} MB 或 20 秒），已停止",
        "what it writes has no end (more than {most} MB or 20 seconds); it was stopped"
    );
    let hint = say!(
        "看看这一行外面的 {{% for %}}：循环套循环时次数相乘",
        "look at the {{% for %}} around this line: loops inside loops multiply"
    );
    Problem::new(&LAYER_LIMIT, place, message).hint(hint)
}

fn values(
    document: &DocumentSpec,
    context: &BodyContext,
    title: &str,
    further: Further<'_>,
) -> tera::Context {
    let mut values = context.values().clone();
    let DocumentSpec { id, code, stage, .. } = document;
    let mut own = json!({ "id": id, "code": code, "title": title, "stage": stage });
    for field in ["number", "date", "signer"] {
        own[field] = context.paper(id).map_or(Json::Null, |paper| paper[field].clone());
    }
    values.insert("document", &own);
    if let Some((list, at)) = further.person {
        values.insert("person", &context.marked_person(list, at));
    }
    match document.kind {
        Kind::Paper => {}
        Kind::Index => values.insert("archive", &context.archive(further.archive)),
        Kind::Packet => {
            let paper = |(at, paper): (usize, &Draft)| {
                let Label { id, code, title, .. } = &paper.label;
                json!({ "no": at + 1, "id": id, "code": code, "title": title, "file": path(at) })
            };
            let papers: Vec<_> = further.papers.iter().enumerate().map(paper).collect();
            values.insert("packet", &context.cover(title, &papers));
        }
    }
    values
}

fn problems_of(layers: &Layers, error: &tera::Error, context: &BodyContext) -> Vec<Problem> {
    tera_errors::rendering(error, &layers.templates, context.seen())
}

fn path(at: usize) -> String {
    format!("/papers/{:02}.typ", at + 1)
}

/// The form of one person, relative to the paper that includes it: the id keeps the forms of two papers apart.
fn person_path(document: &DocumentSpec, at: usize) -> String {
    format!("/people/{}-{:04}.typ", document.id, at + 1)
}
