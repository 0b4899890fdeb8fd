//! What Typst keeps between papers.

use typst::comemo;

/// Papers whose intermediate results Typst keeps. What all papers share stays; what one alone needed goes after so
/// many others. More than one, because a packet on another thread must not lose its results between two passes.
const KEPT: usize = 8;

/// Forgets old intermediate results when a paper is done, however it ended.
pub(super) struct Evict;

impl Drop for Evict {
    fn drop(&mut self) {
        comemo::evict(KEPT);
    }
}
