//! From records and figures to Typst source, one draft per paper.
//!
//! [`Layers`] holds the templates, [`context`] makes what they see of one body, [`draft`] fills one template and
//! [`packet`] binds the papers of a body. Whatever a cell contains is text in the result. Typst is not run here.

mod archive;
mod blocks;
mod bounds;
mod chain;
mod changed_file;
mod changes;
mod context;
mod document_parts;
mod draft;
mod eject;
mod engine;
mod escape;
mod expected;
mod files;
mod filters;
mod find;
mod inherit;
mod layer;
mod line_marks;
mod listing;
mod markers;
mod narrative;
mod old_values;
mod origin;
mod pack;
mod pack_changes;
mod packed;
mod paper;
mod passage;
mod passage_words;
mod passages;
mod slip_kinds;
mod slips;
mod structure;
mod taken;
mod template;
mod template_name;
mod tera_errors;
mod tera_messages;
mod texts;
mod translation;
mod unprintable;
mod unused;
mod unwritten;
mod wording;
mod wording_file;
mod wording_sources;
mod zipped;

pub use archive::Archived;
pub use bounds::LAYER_LIMIT;
pub use changed_file::{BlockState, ChangedBlock, ChangedFile};
pub use context::{BodyContext, context, context_with};
pub use draft::{Draft, Label};
pub use eject::Ejected;
pub use expected::{EXPECTED_FOLDER, ExpectedText};
pub use files::OWN_LAYER;
pub use filters::filter_names;
pub use find::{layer_folder, layer_of_cycle, missing_layer_of_cycle, not_a_layer_of_cycle};
pub use layer::Layers;
pub use listing::LayerFile;
pub use origin::Origin;
pub use pack::{Condition, DocumentSpec, Filing, Scope, pack_schema};
pub use packed::{Packed, pack_layer};
pub use paper::{draft, figures_at, locate, packet};
pub use passage::{Below, OwnTemplate, Passage, is_template_of, passages_at};
pub use passages::PassageSource;
pub use taken::EjectedWording;
pub use texts::Text;
pub use translation::MISSING_TRANSLATION;
pub use zipped::is_packed_layer;

use crate::problem::Code;

/// Every code this stage raises.
pub static CODES: &[&Code] = &[
    &bounds::LAYER_LIMIT,
    &files::BAD_LAYER,
    &files::LAYER_LINK,
    &wording_file::BAD_WORDING,
    &wording::UNKNOWN_WORDING,
    &translation::MISSING_TRANSLATION,
    &tera_errors::NO_TEMPLATE,
    &tera_errors::TEMPLATE_ERROR,
    &tera_errors::UNKNOWN_VARIABLE,
    &tera_errors::UNKNOWN_WORD,
    &pack::BAD_PACK,
    &pack::UNKNOWN_PAPER,
    &unused::UNUSED_FILE,
    &slip_kinds::TEMPLATE_SLIP,
    &changed_file::MOVED_PASSAGE,
];

#[cfg(test)]
mod tests;
