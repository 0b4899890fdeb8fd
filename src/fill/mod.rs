//! From records and figures to Typst source, one draft per paper.
//!
//! [`Layers`] holds the templates, [`context`] makes what they see of one body, [`draft`] fills one template and
//! [`packet`] binds the papers of a body. Whatever a cell contains is text in the result. Typst is not run here.

mod bounds;
mod changed;
mod compare;
mod context;
mod draft;
mod eject;
mod engine;
mod escape;
mod files;
mod filters;
mod layer;
mod locate;
mod marks;
mod narrative;
mod pack;
mod paper;
mod phrases;
mod unused;
mod wording;
mod zipped;

pub use bounds::LAYER_LIMIT;
pub use compare::{ChangedFile, Passage, PassageState};
pub use context::{BodyContext, context};
pub use draft::{Draft, Label};
pub use eject::{Ejected, LayerFile};
pub use filters::filter_names;
pub use layer::{Layers, MISSING_TRANSLATION, layer_folder};
pub use pack::{BALLOTS, DocumentSpec, Scope, VALID_ELECTION, pack_schema};
pub use paper::{Archived, draft, locate_source as locate, packet};
pub use zipped::{Packed, pack_layer};

use crate::problem::Code;

/// Every code this stage raises.
pub static CODES: &[&Code] = &[
    &bounds::LAYER_LIMIT,
    &files::BAD_LAYER,
    &files::LAYER_LINK,
    &wording::BAD_WORDING,
    &wording::UNKNOWN_WORDING,
    &layer::MISSING_TRANSLATION,
    &locate::NO_TEMPLATE,
    &locate::TEMPLATE_ERROR,
    &locate::UNKNOWN_VARIABLE,
    &locate::UNKNOWN_WORD,
    &pack::BAD_PACK,
    &pack::UNKNOWN_PAPER,
    &unused::UNUSED_FILE,
];

#[cfg(test)]
mod tests;
