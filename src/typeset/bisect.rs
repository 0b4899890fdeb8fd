//! A source cut into pieces, to find the one with which it does not end.

use typst::syntax::{self, SyntaxKind};

/// Where each piece of a Typst source ends, in bytes: after every node at the top, but not between a `#` and its code.
#[must_use]
pub fn pieces(source: &str) -> Vec<usize> {
    let root = syntax::parse(source);
    let mut end = 0;
    let ends = root.children().map(|child| {
        end += child.len();
        (child.kind() != SyntaxKind::Hash).then_some(end)
    });
    ends.flatten().collect()
}
