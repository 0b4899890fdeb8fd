//! Typst source → pages → PDF bytes.
//!
//! Takes a [`Draft`] and gives a [`Printed`]. It sets text and knows no election; it reads the draft and the fonts
//! and nothing else. Any number of plain threads may print at the same time with one [`Shelf`].

mod export;
mod fonts;
mod glyphs;
mod overflow;
mod page;
mod pieces;
#[cfg(test)]
mod tests;
mod translate;
mod trouble;
mod world;

pub use export::{NoSuchStandard, PdfStandard};
pub use fonts::{FontSource, Fonts, ROLES, Role, Served};
pub use glyphs::{Fallback, Missing};
pub use page::{Page, page};
pub use pieces::pieces;
pub use trouble::{Generated, Trouble, absent_family};
pub use world::Shelf;

use std::collections::BTreeSet;

use typst::comemo;
use typst::diag::Warned;
use typst::foundations::{Label as TypstLabel, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::fill::Draft;
use crate::fill::Label;
use crate::problem::Code;

/// Every code this stage raises.
pub static CODES: &[&Code] = &[
    &fonts::NO_FONTS,
    &fonts::FONT_ROLE,
    &fonts::UNREADABLE_FONT,
    &trouble::TYPST_ERROR,
    &trouble::TYPST_WARNING,
    &trouble::FILE_DENIED,
    &trouble::UNKNOWN_FONT,
    &overflow::TEXT_OVERFLOW,
];

/// How papers are exported.
#[derive(Debug, Clone, Copy, Default, serde::Serialize, serde::Deserialize)]
pub struct Options {
    /// The standard the PDF keeps; an ordinary tagged PDF 1.7 without one.
    pub pdf_standard: Option<PdfStandard>,
    /// Whether to look for what a template's author should fix: text over a line, a typeface that is not there.
    pub inspect: bool,
}

/// A finished paper.
#[derive(Debug, Clone)]
pub struct Printed {
    /// What it is.
    pub label: Label,
    /// The file. The same draft, fonts and version give the same bytes.
    pub pdf: Vec<u8>,
    /// How many pages.
    pub pages: usize,
    /// What `blank("…")` names, in the order of the pages.
    pub blanks: Vec<String>,
    /// Characters no font has: the paper is wrong until they are dealt with.
    pub missing: Vec<Missing>,
    /// Characters that a family serving no role had to lend.
    pub fallbacks: Vec<Fallback>,
    /// Labels that a second language lacks: what `metadata(("untranslated", label))` names, each once.
    pub untranslated: BTreeSet<String>,
    /// Warnings about the template.
    pub warnings: Vec<Trouble>,
}

/// Sets a draft and exports it.
///
/// # Errors
/// What Typst found wrong with the template; warnings follow the errors.
pub fn print(shelf: &Shelf, draft: &Draft, options: &Options) -> Result<Printed, Vec<Trouble>> {
    let _evict = Evict;
    let paper = world::Paper::new(shelf, draft);
    let label = &draft.label;
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&paper);
    let failed = |errors| {
        trouble::troubles(&paper, label, Iterator::chain(IntoIterator::into_iter(&errors), &warnings))
    };
    let mut document: PagedDocument = output.map_err(failed)?;
    let mut told = trouble::troubles(&paper, label, &warnings);
    if options.inspect {
        told.extend(trouble::absent_fonts(&paper, label, &warnings));
        told.extend(overflow::overflows(&document, &paper, label));
    }
    let look = glyphs::look(&document, paper.fonts());
    // A standard refuses a missing character in its own words; the caller knows whose name it is in.
    let standard = options.pdf_standard.filter(|_| look.missing.is_empty());
    let pdf = export::pdf(&mut document, label, paper.date(), standard).map_err(failed)?;
    Ok(Printed {
        label: label.clone(),
        pdf,
        pages: document.pages().len(),
        blanks: marked(&document, "blank"),
        untranslated: marked(&document, "untranslated").into_iter().collect(),
        missing: look.missing,
        fallbacks: look.fallbacks,
        warnings: told,
    })
}

/// The files from which plain `typst compile main.typ` makes the same pages, by path relative to one folder.
///
/// The fonts must be given to it with `--font-path`, and `--ignore-system-fonts` when the papers use a folder alone.
#[must_use]
pub fn sources(draft: &Draft) -> Vec<(String, Vec<u8>)> {
    let own = [(world::MAIN, draft.main.as_bytes()), (world::CONTEXT, draft.context.as_bytes())];
    let parts = draft.parts.iter().map(|(path, text)| (path.as_str(), text.as_bytes()));
    let library = draft.library.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    let all = own.into_iter().chain(parts).chain(library);
    all.map(|(path, bytes)| (path.trim_start_matches('/').to_owned(), bytes.to_owned())).collect()
}

/// The labels of all `metadata(("blank", label)) <blank>`, or of another such mark.
fn marked(document: &PagedDocument, word: &str) -> Vec<String> {
    let Some(label) = TypstLabel::new(PicoStr::intern(word)) else {
        return Vec::new();
    };
    let marks = document.introspector().query(&Selector::Label(label));
    let named = marks.iter().filter_map(|mark| match &mark.to_packed::<MetadataElem>()?.value {
        Value::Array(pair) => match pair.as_slice() {
            [Value::Str(kind), Value::Str(name)] if kind.as_str() == word => Some(name.as_str().to_owned()),
            _ => None,
        },
        _ => None,
    });
    named.collect()
}

/// Papers whose intermediate results Typst keeps. What all papers share stays; what one alone needed goes after so
/// many others. More than one, because a packet on another thread must not lose its results between two passes.
const KEPT: usize = 8;

/// Forgets old intermediate results when a paper is done, however it ended.
struct Evict;

impl Drop for Evict {
    fn drop(&mut self) {
        comemo::evict(KEPT);
    }
}
