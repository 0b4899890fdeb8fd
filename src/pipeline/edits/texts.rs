//! A text in the town's own words: a file of `narrative/`, for all bodies or for one.

use std::path::Path;

use crate::bind;
use crate::pipeline::edits::change::{self, Change, NotChanged};
use crate::say;

/// Longest text in bytes, as long as one that is read; see `fill/narrative.rs`.
const LONGEST: usize = 64 << 10;

/// Whose text is said anew, and which.
#[derive(Debug, Clone, Copy)]
pub struct TextOf<'t> {
    /// The place of the body; none for all bodies.
    pub place: Option<&'t str>,
    /// The key of the wording.
    pub key: &'t str,
}

/// Says a text in the town's own words; an empty one lets the layers speak again. `known` are the keys that papers print.
pub(in crate::pipeline) fn say_text(
    root: &Path,
    of: TextOf<'_>,
    known: &[String],
    text: &str,
) -> Result<Change, NotChanged> {
    let _held = change::held(root)?;
    let TextOf { place, key } = of;
    if !known.iter().any(|own| own == key) {
        return Err(NotChanged::Refused(say!("没有哪种材料用到“{key}”", "no paper prints \"{key}\"")));
    }
    let text = text.replace("\r\n", "\n");
    let text = text.trim();
    if text.len() > LONGEST {
        return Err(NotChanged::Refused(say!(
            "文字太长，没有改",
            "the text is too long; nothing was changed"
        )));
    }
    let folder = place.map(|place| format!("{}/", bind::file_name(place))).unwrap_or_default();
    let file = format!("narrative/{folder}{key}.md");
    let said = match text.is_empty() {
        true => say!("文字改回原来的", "a text put back"),
        false => say!("改了文字", "a text changed"),
    };
    let step = if text.is_empty() {
        change::remove_text(root, &file)?
    } else {
        Some(change::write_text(root, &file, format!("{text}\n"))?)
    };
    Ok(Change::new(said, step.into_iter().collect()))
}
