//! What each source of a draft was filled from, carried by the draft itself: so that a byte of it leads back to the line
//! of its template.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};
use tera::Tera;

use crate::fill::Archived;
use crate::fill::BodyContext;
use crate::fill::DocumentSpec;
use crate::fill::bounds;
use crate::fill::bounds::Unrendered;
use crate::fill::markers;
use crate::fill::pack::Kind;

/// What a template sees besides the body and the paper itself.
#[derive(Debug, Clone)]
pub(super) enum Besides {
    /// Nothing.
    Nothing,
    /// One person of a list: the name of the list, and her position in it from 0.
    Person(&'static str, usize),
    /// The papers of the archive index.
    Archive(Vec<Archived>),
    /// The papers of a packet, as its template sees them.
    Packet(Vec<Json>),
}

/// What a paper is called, and its parts.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    pub(super) title: String,
    /// Sections, annexes, rows and columns.
    pub(super) parts: Json,
}

/// What a draft was filled from.
#[derive(Debug, Clone)]
pub struct Origin {
    document: DocumentSpec,
    context: BodyContext,
    heading: Heading,
    besides: Besides,
    /// Of the papers that a packet binds, in their order.
    papers: Vec<Self>,
}

impl Origin {
    /// Of a document of one body under its heading.
    pub(super) fn new(
        document: &DocumentSpec,
        context: &BodyContext,
        heading: Heading,
        besides: Besides,
    ) -> Self {
        Self { document: document.clone(), context: context.clone(), heading, besides, papers: Vec::new() }
    }

    /// The same with the papers that it binds.
    pub(super) fn binding(self, papers: Vec<Self>) -> Self {
        Self { papers, ..self }
    }

    /// The document whose template was filled.
    pub(super) fn document(&self) -> &DocumentSpec {
        &self.document
    }

    /// The body that it was filled for.
    pub(super) fn context(&self) -> &BodyContext {
        &self.context
    }

    /// The form of one person.
    pub(super) fn person(&self, list: &'static str, at: usize) -> Self {
        Self { besides: Besides::Person(list, at), ..self.clone() }
    }

    /// Of the source at a path of the draft: `/main.typ`, `/papers/02.typ`, or the form of one person.
    pub(super) fn of(&self, path: &str) -> Option<Self> {
        if let Some(number) = path.strip_prefix("/papers/").and_then(|file| file.strip_suffix(".typ"))
            && let Ok(number) = number.parse::<usize>()
        {
            return self.papers.get(number.checked_sub(1)?)?.of(MAIN);
        }
        if let Some(form) = path.strip_prefix("/papers").filter(|form| form.starts_with(PEOPLE)) {
            return self.papers.iter().find_map(|paper| paper.of(form));
        }
        match (self.document.people(), path) {
            (None, MAIN) => Some(self.clone()),
            // The paper itself only lists the forms; where it is one form, that is the first.
            (Some(list), MAIN) => Some(self.person(list, 0)),
            (Some(list), form) => {
                let form = form.strip_prefix(PEOPLE)?.strip_suffix(".typ")?;
                let (id, number) = form.rsplit_once('-')?;
                let number = number.parse::<usize>().ok()?;
                (id == self.document.id).then(|| self.person(list, number.saturating_sub(1)))
            }
            (None, _) => None,
        }
    }

    /// Everything that the template sees.
    pub(super) fn values(&self) -> tera::Context {
        let mut values = self.context.values().clone();
        let DocumentSpec { id, code, stage, .. } = &self.document;
        let mut own = json!({ "id": id, "code": code, "title": self.heading.title, "stage": stage });
        for field in ["number", "date", "signer"] {
            own[field] = self.context.paper(id).map_or(Json::Null, |paper| paper[field].clone());
        }
        for (word, list) in self.heading.parts.as_object().into_iter().flatten() {
            own[word] = list.clone();
        }
        values.insert("document", &own);
        match (&self.besides, self.document.kind) {
            (Besides::Person(list, at), _) => {
                values.insert("person", &self.context.marked_person(list, *at));
            }
            (Besides::Archive(papers), Kind::Index) => {
                values.insert("archive", &self.context.archive(papers));
            }
            (Besides::Packet(papers), _) => {
                values.insert("packet", &self.context.cover(&self.heading.title, papers));
            }
            (Besides::Nothing | Besides::Archive(_), _) => {}
        }
        values
    }

    /// The source, with the ids of the figures that it prints added to `figures`.
    ///
    /// # Errors
    /// Why there is none.
    pub(super) fn source(&self, tera: &Tera, figures: &mut BTreeSet<String>) -> Result<String, Unrendered> {
        let source = bounds::render(tera, &self.document.template, &self.values())?;
        Ok(markers::take_figures(source, figures))
    }

    /// The figures that the source tells, each with the byte at which its text begins.
    pub(super) fn figures_at(&self, tera: &Tera) -> Option<Vec<(String, usize)>> {
        Some(markers::figures_at(&bounds::render(tera, &self.document.template, &self.values()).ok()?))
    }
}

/// The path of a draft's own source.
const MAIN: &str = "/main.typ";
/// The folder of the forms of single persons.
const PEOPLE: &str = "/people/";

/// The path of the paper at a position of a packet.
pub(super) fn paper_path(at: usize) -> String {
    format!("/papers/{:02}.typ", at + 1)
}

/// The form of one person, relative to the paper that includes it: the id keeps the forms of two papers apart.
pub(super) fn person_path(document: &DocumentSpec, at: usize) -> String {
    format!("{PEOPLE}{}-{:04}.typ", document.id, at + 1)
}
