//! Boxes to tick and lists to choose from that Word has drawn since 1997: what is chosen stands in no text.

use quick_xml::events::BytesStart;

use crate::read::file::docx_text::is_on;
use crate::read::file::xml::attribute;

/// What is chosen in a field of a form, while its data (`w:ffData`) are read.
#[derive(Debug, Default)]
pub(super) struct Choice {
    is_open: bool,
    ticked: Option<bool>,
    /// Which entry of the list is chosen.
    chosen: Option<usize>,
    entries: Vec<String>,
}

/// Entries that Word allows in a list.
const ENTRIES: usize = 25;

impl Choice {
    /// Looks at an element.
    pub(super) fn see(&mut self, element: &str, start: &BytesStart<'_>) {
        let value = || attribute(start, "val").unwrap_or_default();
        match element {
            "ffData" => *self = Self { is_open: true, ..Self::default() },
            _ if !self.is_open => {}
            "checkBox" => self.ticked = Some(false),
            "checked" => self.ticked = Some(is_on(start)),
            "default" if self.ticked.is_some() => self.ticked = Some(is_on(start)),
            "result" => self.chosen = value().parse().ok(),
            "default" if self.chosen.is_none() => self.chosen = value().parse().ok(),
            "listEntry" if self.entries.len() < ENTRIES => self.entries.push(value()),
            _ => {}
        }
    }

    /// What the field shows.
    pub(super) fn end(&mut self) -> Option<String> {
        let Self { ticked, chosen, mut entries, .. } = std::mem::take(self);
        let tick = ticked.map(|ticked| if ticked { "☑" } else { "□" }.to_owned());
        let chosen = chosen.unwrap_or(0);
        tick.or_else(|| (chosen < entries.len()).then(|| entries.swap_remove(chosen)))
    }
}
