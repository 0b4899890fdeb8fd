//! What a paper says of itself: labelled metadata that templates leave in it.

use typst::foundations::{Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

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
