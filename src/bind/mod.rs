//! From finished pages to files: names, freshness, atomic writes, the manifest.
//!
//! What huanjie did not write, or what was edited since, it neither overwrites nor deletes.

mod journal;
mod manifest;
mod name;
mod shelf;

pub use journal::note;
pub use manifest::{Entry, Manifest, State};
pub use name::{file_name, packet_path, paper_path};
pub use shelf::{Hold, OutFolder, write_new, write_over};

use crate::problem::Code;

/// Every code this stage raises.
pub static CODES: &[&Code] = &[&manifest::NOT_OURS, &manifest::BAD_MANIFEST];
