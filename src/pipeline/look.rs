//! One page of one paper as a picture.

use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::bind::{Manifest, OutFolder};
use crate::fill;
use crate::fill::{DocumentSpec, Layers};
use crate::pipeline::job::BuildOptions;
use crate::pipeline::kept_context::KeptContext;
use crate::pipeline::maker::{Maker, OutState};
use crate::pipeline::selection::{self, NO_SUCH_SELECTION};
use crate::pipeline::survey::Survey;
use crate::pipeline::{needs, plan};
use crate::problem::{Place, Problem};
use crate::say;
use crate::typeset;
use crate::typeset::{Fonts, Look, Spot, Told, Typesetter};

/// A page of a paper, and how fine its picture is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// Id or code of the document.
    pub document: String,
    /// The place whose paper it is; without it the first body that has one.
    pub unit: Option<String>,
    /// The page, from 1.
    pub page: usize,
    /// Dots per inch.
    pub ppi: u16,
    /// Whether the places of its passages are asked for as well.
    #[serde(default)]
    pub passages: bool,
}

/// A page that was drawn.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Drawn {
    /// Whose paper it is.
    pub body: String,
    /// Its title.
    pub title: String,
    /// How many pages it has.
    pub pages: usize,
    /// What it leaves blank.
    pub blanks: Vec<String>,
    /// Where those of this page are.
    pub spots: Vec<Spot>,
    /// Where the figures of this page are, by the id of their indicator.
    pub figures: Vec<Spot>,
    /// Where the passages of this page are, line by line, by the names of their blocks; empty where they were not asked for.
    #[serde(default)]
    pub passages: Vec<Spot>,
    /// The picture, PNG.
    #[serde(serialize_with = "as_text", deserialize_with = "from_text")]
    pub png: Vec<u8>,
}

/// What came of a look.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Seen {
    /// The page, if it could be drawn.
    pub drawn: Option<Drawn>,
    /// Why not, and what is odd about it.
    pub problems: Vec<Problem>,
}

impl Seen {
    pub(in crate::pipeline) fn refused(problems: Vec<Problem>) -> Self {
        Self { drawn: None, problems }
    }
}

/// Draws the page in this process.
pub(in crate::pipeline) fn page(
    survey: &Survey<'_>,
    layers: &Layers,
    fonts: &Fonts,
    wanted: &Wanted,
    kept: &KeptContext,
) -> Seen {
    // Nothing is written: where to, and what is there, does not matter.
    let options = BuildOptions::new(PathBuf::new());
    let out = OutFolder::new(&options.out);
    let (before, typesetter) = (Manifest::default(), Typesetter::new(fonts));
    let maker = Maker::new(survey, layers, &typesetter, &options, OutState { out: &out, before: &before });
    look(&maker, wanted, kept)
}

/// Draws the page from what the maker holds.
pub(in crate::pipeline) fn look(maker: &Maker<'_>, wanted: &Wanted, kept: &KeptContext) -> Seen {
    let (document, body) = match find(maker, wanted) {
        Ok(found) => found,
        Err(problem) => return Seen::refused(vec![*problem]),
    };
    let Maker { layers, resolved, figures, .. } = maker;
    let context = kept.of(body, || fill::context(layers, resolved, figures, body));
    let draft = match fill::draft(layers, document, &context, &[]) {
        Ok(draft) => draft,
        Err(problems) => return Seen::refused(problems),
    };
    let at_template = |diagnostics: Vec<typeset::Diagnostic>| -> Vec<Problem> {
        diagnostics.into_iter().map(|diagnostic| maker.locate(&draft, diagnostic)).collect()
    };
    let told = fill::figures_at(layers, &draft);
    let told: Vec<Told> = told.into_iter().map(|(name, at)| Told { name, at }).collect();
    let passages = if wanted.passages { fill::passages_at(layers, &draft) } else { Vec::new() };
    let passages: Vec<Told> = passages.into_iter().map(|(name, at)| Told { name, at }).collect();
    let seen = Look { page: wanted.page, ppi: wanted.ppi, told: &told, stretches: &passages };
    let page = match typeset::page(maker.typesetter, &draft, seen) {
        Ok(page) => page,
        Err(diagnostics) => return Seen::refused(at_template(diagnostics)),
    };
    let mut problems = at_template(page.warnings);
    problems.extend(maker.missing(&page.missing, body, &draft.label));
    let Some(png) = page.png else {
        let (pages, asked) = (page.pages, wanted.page);
        let message =
            say!("没有第 {asked} 页，一共 {pages} 页", "there is no page {asked}, there are {pages}");
        let place = Place::Document { id: document.id.clone(), body: context.name().to_owned() };
        problems.push(Problem::new(&NO_SUCH_SELECTION, place, message));
        return Seen::refused(problems);
    };
    let drawn = Drawn {
        body: context.name().to_owned(),
        title: draft.label.title.clone(),
        pages: page.pages,
        blanks: page.blanks,
        spots: page.spots,
        figures: page.told,
        passages: page.stretches,
        png,
    };
    Seen { drawn: Some(drawn), problems }
}

/// The document, and the body whose paper is shown: the one asked for, or the first that has all its tables.
fn find<'m>(maker: &'m Maker<'_>, wanted: &Wanted) -> Result<(&'m DocumentSpec, usize), Box<Problem>> {
    let Maker { layers, resolved, .. } = maker;
    let bodies = &resolved.bodies;
    let no_such = |word: &str| Box::new(selection::no_such(word, layers.documents(), bodies));
    let named = |document: &&DocumentSpec| selection::is_named(document, &wanted.document);
    let document = layers.documents().iter().find(named).ok_or_else(|| no_such(&wanted.document))?;
    let is_above = bodies.iter().any(|body| body.id.level().is_above_towns());
    let concerned = |at: &usize| bodies.get(*at).is_some_and(|rows| plan::concerns(document, rows, is_above));
    let is_whole = |at: &usize| {
        bodies.get(*at).is_some_and(|rows| needs::missing(document, rows, resolved.cycle).is_empty())
    };
    let mut own = (0..bodies.len()).filter(concerned);
    let found = match &wanted.unit {
        Some(unit) => own.find(|at| bodies.get(*at).is_some_and(|rows| rows.id.is_called(unit))),
        None => own.clone().find(is_whole).or_else(|| own.next()),
    };
    found.map(|at| (document, at)).ok_or_else(|| match &wanted.unit {
        Some(unit) if bodies.iter().any(|rows| rows.id.is_called(unit)) => {
            let title = &document.id;
            let message = say!("{unit}没有“{title}”这种材料", "{unit} has no paper \"{title}\"");
            Box::new(Problem::new(&NO_SUCH_SELECTION, Place::Workspace, message))
        }
        Some(unit) => no_such(unit),
        None => no_such(&wanted.document),
    })
}

fn as_text<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&STANDARD.encode(bytes))
}

fn from_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    STANDARD.decode(text).map_err(serde::de::Error::custom)
}
