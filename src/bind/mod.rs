//! From finished pages to files: names, freshness, atomic writes, the manifest.
//!
//! What huanjie did not write, or what was edited since, it neither overwrites nor deletes.

mod beside;
mod blocked;
mod entry;
mod journal;
mod manifest;
mod name;
mod out_folder;
mod paths;

pub use beside::Beside;
pub use blocked::Blocked;
pub use entry::Entry;
pub use journal::{is_unfinished, note};
pub use manifest::{Manifest, State};
pub use name::{distinct, file_name};
pub use out_folder::{Hold, OutFolder, move_file, remove_own, write_new, write_over, write_private};
pub use paths::Paths;

use crate::problem::Code;

/// Every code this stage raises.
pub static CODES: &[&Code] =
    &[&beside::KEPT_COPY, &blocked::BLOCKED_FILE, &manifest::NOT_OURS, &manifest::BAD_MANIFEST];
