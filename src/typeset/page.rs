//! One page as a picture, for a look while a template is being written.

use typst::diag::Warned;
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

use crate::fill::Draft;
use crate::typeset::blank_spots;
use crate::typeset::diagnostic::{self, Diagnostic};
use crate::typeset::glyphs::{self, Missing};
use crate::typeset::marks::marked;
use crate::typeset::memory::Evict;
use crate::typeset::spots::{self, Spot, Told};
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
    /// Where the texts of this page are that were asked for.
    pub told: Vec<Spot>,
    /// Where the stretches of the source stand on this page that were asked for, line by line.
    pub stretches: Vec<Spot>,
    /// Characters no font has.
    pub missing: Vec<Missing>,
    /// Warnings about the template.
    pub warnings: Vec<Diagnostic>,
}

/// Which page is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Look<'l> {
    /// From 1.
    pub page: usize,
    /// Dots to the inch.
    pub ppi: u16,
    /// Texts of the source whose places are wanted.
    pub told: &'l [Told],
    /// Stretches of the source whose places are wanted.
    pub stretches: &'l [Told],
}

/// Sets a draft and draws one of its pages.
///
/// # Errors
/// What Typst found wrong with the template; warnings follow the errors.
pub fn page(typesetter: &Typesetter, draft: &Draft, look: Look<'_>) -> Result<Page, Vec<Diagnostic>> {
    let Look { page: number, ppi, .. } = look;
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
        spots: wanted.map(blank_spots::blanks).unwrap_or_default(),
        told: wanted.map(|page| spots::told(&paper, page, look.told)).unwrap_or_default(),
        stretches: wanted.map(|page| spots::stretches(&paper, page, look.stretches)).unwrap_or_default(),
        missing: glyphs::look(&document, paper.fonts()).missing,
        warnings: diagnostic::diagnostics(&paper, label, &warnings),
    })
}
