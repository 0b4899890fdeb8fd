//! Posts that a plenary was to fill and that nobody was elected to.

use serde::Serialize;

use crate::model::Role;
use crate::resolve::{Body, Unfilled, Validity};

/// Posts that were voted on and that nobody was elected to.
#[derive(Debug, Serialize)]
pub(super) struct UnfilledView {
    chair: bool,
    vice: bool,
    /// The same in words: 主席, 副主席, 主席、副主席; empty where both are filled or nothing tells it.
    posts: String,
}

/// Of a body whose plenary voted.
pub(super) fn of(body: &Body<'_>) -> UnfilledView {
    let Unfilled { chair, vice } = body.plenary.unfilled;
    UnfilledView { chair, vice, posts: words(body, body.plenary.unfilled) }
}

/// The posts that have still to be voted on: those that nobody got, all where too few came to the plenary.
pub(super) fn still_open(body: &Body<'_>) -> String {
    let is_invalid = body.plenary.validity == Validity::Invalid;
    words(body, if is_invalid { Unfilled { chair: true, vice: true } } else { body.plenary.unfilled })
}

fn words(body: &Body<'_>, Unfilled { chair, vice }: Unfilled) -> String {
    let posts = [(chair, Role::Chair), (vice, Role::ViceChair)];
    let words = posts.into_iter().filter(|(is_unfilled, _)| *is_unfilled);
    let words: Vec<&str> = words.map(|(_, role)| body.setting.organisation.role(role).as_str()).collect();
    words.join("、")
}
