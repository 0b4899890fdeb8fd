//! One page as a picture, for a look while a template is being written.

use typst::diag::Warned;
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

use crate::fill::Draft;
use crate::typeset::diagnostic::{self, Diagnostic};
use crate::typeset::glyphs::{self, Missing};
use crate::typeset::marks::{Spot, marked, spots};
use crate::typeset::memory::Evict;
use crate::typeset::world::{Paper, Typesetter};

/// Points in an inch.
const POINTS: f64 = 72.0;

/// A page as a picture, and what is known of its paper.
#[derive(Debug, Clone)]
pub struct Page {
    /// The picture; `None` when the paper has no such page.
    pub png: Option<Vec<u8>>,
    /// How many pages the paper has.
    pub pages: usize,
    /// What it leaves blank, in the order of the pages.
    pub blanks: Vec<String>,
    /// Where those of this page are.
    pub spots: Vec<Spot>,
    /// Characters no font has.
    pub missing: Vec<Missing>,
    /// Warnings about the template.
    pub warnings: Vec<Diagnostic>,
}

/// Sets a draft and draws one of its pages, counted from 1, with so many dots to the inch.
///
/// # Errors
/// What Typst found wrong with the template; warnings follow the errors.
pub fn page(
    typesetter: &Typesetter,
    draft: &Draft,
    number: usize,
    ppi: u16,
) -> Result<Page, Vec<Diagnostic>> {
    let _evict = Evict;
    let paper = Paper::new(typesetter, draft);
    let label = &draft.label;
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&paper);
    let document = output.map_err(|errors| {
        diagnostic::diagnostics(&paper, label, Iterator::chain(IntoIterator::into_iter(&errors), &warnings))
    })?;
    let wanted = number.checked_sub(1).and_then(|at| document.pages().get(at));
    let options = RenderOptions { pixel_per_pt: (f64::from(ppi) / POINTS).into(), render_bleed: false };
    Ok(Page {
        png: wanted.and_then(|page| typst_render::render(page, &options).encode_png().ok()),
        pages: document.pages().len(),
        blanks: marked(&document, "blank"),
        spots: spots(&document, number),
        missing: glyphs::look(&document, paper.fonts()).missing,
        warnings: diagnostic::diagnostics(&paper, label, &warnings),
    })
}
