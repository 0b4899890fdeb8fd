//! A whole paper: set, looked at, exported.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use typst::diag::Warned;
use typst_layout::PagedDocument;

use crate::fill::{Draft, Label};
use crate::typeset::diagnostic::{self, Diagnostic};
use crate::typeset::export::{self, PdfStandard};
use crate::typeset::glyphs::{self, Fallback, Missing};
use crate::typeset::lines;
use crate::typeset::marks::marked;
use crate::typeset::memory::Evict;
use crate::typeset::overflow;
use crate::typeset::world::{self, Typesetter};

/// How papers are exported.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Options {
    /// The standard the PDF keeps; an ordinary tagged PDF 1.7 without one.
    pub pdf_standard: Option<PdfStandard>,
    /// Whether to look for what a template's author should fix: text over a line, a typeface that is not there.
    pub inspect: bool,
    /// Whether to tell what the pages say.
    pub text: bool,
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
    pub warnings: Vec<Diagnostic>,
    /// What the pages say, line by line; empty unless asked for.
    pub text: String,
}

/// Sets a draft and exports it.
///
/// # Errors
/// What Typst found wrong with the template; warnings follow the errors.
pub fn print(typesetter: &Typesetter, draft: &Draft, options: &Options) -> Result<Printed, Vec<Diagnostic>> {
    let _evict = Evict;
    let paper = world::Paper::new(typesetter, draft);
    let label = &draft.label;
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&paper);
    let failed = |errors| {
        diagnostic::diagnostics(&paper, label, Iterator::chain(IntoIterator::into_iter(&errors), &warnings))
    };
    let mut document: PagedDocument = output.map_err(failed)?;
    let mut told = diagnostic::diagnostics(&paper, label, &warnings);
    if options.inspect {
        told.extend(diagnostic::absent_fonts(&paper, label, &warnings));
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
        text: if options.text { lines::lines(&document) } else { String::new() },
    })
}
