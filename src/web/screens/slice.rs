//! A part of a long list: a city has 1,593 villages and 8,000 files.

use serde_json::{Value as Json, json};

use crate::web::asked::Asked;
use crate::web::reply::encoded;

/// Rows of a list that are shown at once.
pub(super) const SHOWN: usize = 200;

/// The part of a list that the address asks for, and where the others are.
pub(super) fn slice<'l, T>(asked: &Asked, list: &'l [T], screen: &str, keep: &[&str]) -> (&'l [T], Json) {
    let pages = list.len().div_ceil(SHOWN).max(1);
    let at = asked.number("at", 1).clamp(1, pages);
    let from = (at - 1) * SHOWN;
    let part = list.get(from..list.len().min(from + SHOWN)).unwrap_or_default();
    let kept: String = keep.iter().map(|name| format!("&{name}={}", encoded(asked.word(name)))).collect();
    let to = |page: usize| asked.at(&format!("{screen}?at={page}{kept}"));
    let view = json!({
        "from": (from + 1).min(list.len()), "to": from + part.len(), "of": list.len(), "pages": pages, "page": at,
        "before": (at > 1).then(|| to(at - 1)), "after": (at < pages).then(|| to(at + 1)),
    });
    (part, view)
}
