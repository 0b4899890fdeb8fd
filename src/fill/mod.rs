//! From records and figures to Typst source, one draft per paper.

mod draft;

pub use draft::{Draft, Label};
