//! What a face may show while a build runs.

use crate::problem::Problem;

/// Something happened in a build.
#[derive(Debug)]
pub enum Event<'a> {
    /// So many jobs (papers and packets) will be looked at.
    Planned(usize),
    /// One job is done; its path, and whether it was written.
    Done {
        /// Path relative to the output folder.
        path: &'a str,
        /// False when nothing had changed.
        written: bool,
    },
    /// One job failed.
    Failed {
        /// Path relative to the output folder.
        path: &'a str,
        /// Why.
        problems: &'a [Problem],
    },
}
