//! Characters no font has, and characters set in another face than the text around them.

use std::collections::{BTreeMap, BTreeSet};

use typst::layout::{Frame, FrameItem};
use typst::text::{TextItem, is_default_ignorable};
use typst_layout::PagedDocument;

use super::fonts::Fonts;

/// A character that no font has: the paper shows a box or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    /// The character.
    pub character: char,
    /// The first page it stands on, from 1.
    pub page: usize,
}

/// A character that its own typeface lacks, set in another family.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fallback {
    /// The character.
    pub character: char,
    /// The family it was set in.
    pub family: String,
}

/// What a look at all glyphs found, sorted by character.
#[derive(Debug, Default)]
pub(super) struct Look {
    pub(super) missing: Vec<Missing>,
    pub(super) fallbacks: Vec<Fallback>,
}

/// Looks at every glyph of every page.
pub(super) fn look(document: &PagedDocument, fonts: &Fonts) -> Look {
    let mut eye = Eye { fonts, page: 0, missing: BTreeMap::new(), fallbacks: BTreeSet::new() };
    for (index, page) in document.pages().iter().enumerate() {
        eye.page = index + 1;
        eye.frame(&page.frame);
    }
    let missing = eye.missing.into_iter().map(|(character, page)| Missing { character, page });
    Look { missing: missing.collect(), fallbacks: eye.fallbacks.into_iter().collect() }
}

struct Eye<'a> {
    fonts: &'a Fonts,
    page: usize,
    missing: BTreeMap<char, usize>,
    fallbacks: BTreeSet<Fallback>,
}

impl Eye<'_> {
    fn frame(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.frame(&group.frame),
                FrameItem::Text(text) => self.text(text),
                FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
    }

    fn text(&mut self, item: &TextItem) {
        let family = &item.font.info().family;
        // The office's own Latin is as good in any face; only what is Chinese should look alike.
        let foreign = !self.fonts.is_own(family);
        for glyph in &item.glyphs {
            let text = item.text.get(glyph.range()).unwrap_or_default();
            for character in text.chars().filter(|&c| is_visible(c)) {
                if glyph.id == 0 {
                    self.missing.entry(character).or_insert(self.page);
                } else if foreign && !character.is_ascii() {
                    self.fallbacks.insert(Fallback { character, family: family.clone() });
                }
            }
        }
    }
}

fn is_visible(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !is_default_ignorable(c)
}
