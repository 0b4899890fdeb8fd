//! What a paper says of itself: labelled metadata that templates leave in it.

use typst::foundations::{Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

/// A place on a page, from its left and its top, in ten-thousandths of its width and height.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Spot {
    /// What stands there: the label of a blank.
    pub label: String,
    /// From the left.
    pub left: u32,
    /// From the top.
    pub top: u32,
}

/// Where the blanks of a page are, which counts from 1: each at the left end of its line.
pub(super) fn spots(document: &PagedDocument, number: usize) -> Vec<Spot> {
    let Some(label) = Label::new(PicoStr::intern("blank")) else { return Vec::new() };
    let Some(page) = number.checked_sub(1).and_then(|at| document.pages().get(at)) else { return Vec::new() };
    let (width, height) = (page.frame.width().to_pt(), page.frame.height().to_pt());
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a part of a page, between 0 and 10,000"
    )]
    let part = |length: f64, whole: f64| (length / whole.max(1.0) * 10_000.0).clamp(0.0, 10_000.0) as u32;
    let introspector = document.introspector();
    let spot = |mark: &typst::foundations::Content| {
        let position = introspector.position(mark.location()?)?;
        let Value::Array(pair) = &mark.to_packed::<MetadataElem>()?.value else { return None };
        let [_, Value::Str(name)] = pair.as_slice() else { return None };
        (position.page.get() == number).then(|| Spot {
            label: name.as_str().to_owned(),
            left: part(position.point.x.to_pt(), width),
            top: part(position.point.y.to_pt(), height),
        })
    };
    introspector.query(&Selector::Label(label)).iter().filter_map(spot).collect()
}

/// The labels of all `metadata(("blank", label)) <blank>`, or of another such mark.
pub(super) fn marked(document: &PagedDocument, word: &str) -> Vec<String> {
    let Some(label) = Label::new(PicoStr::intern(word)) else {
        return Vec::new();
    };
    let marks = document.introspector().query(&Selector::Label(label));
    let named = marks.iter().filter_map(|mark| match &mark.to_packed::<MetadataElem>()?.value {
        Value::Array(pair) => match pair.as_slice() {
            [Value::Str(kind), Value::Str(name)] if kind.as_str() == word => Some(name.as_str().to_owned()),
            _ => None,
        },
        _ => None,
    });
    named.collect()
}
