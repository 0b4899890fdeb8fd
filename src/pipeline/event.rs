//! What a face may show while a build runs.

use std::sync::atomic::AtomicBool;

use crate::problem::Problem;

/// Who looks on while a build runs, and may say stop.
#[derive(Clone, Copy)]
pub struct Watch<'w> {
    /// Hears of every event, from any thread.
    pub show: &'w (dyn Fn(&Event<'_>) + Sync),
    /// Once true no new paper is begun; those at hand are finished.
    pub stop: &'w AtomicBool,
}

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
