//! Typst source → pages → PDF bytes.
//!
//! Takes a [`Draft`] and gives a [`Printed`]. It sets text and knows no election; it reads the draft and the fonts
//! and nothing else. Any number of plain threads may print at the same time with one [`Shelf`].

mod export;
mod fonts;
mod glyphs;
mod marks;
mod memory;
mod overflow;
mod page;
mod pieces;
mod print;
mod sources;
#[cfg(test)]
mod tests;
mod translate;
mod trouble;
mod world;

pub use export::{NoSuchStandard, PdfStandard};
pub use fonts::{FontSource, Fonts, ROLES, Role, Served};
pub use glyphs::{Fallback, Missing};
pub use page::{Page, page};
pub use pieces::pieces;
pub use print::{Options, Printed, print};
pub use sources::sources;
pub use trouble::{Generated, Trouble, absent_family};
pub use world::Shelf;

use crate::problem::Code;

/// Every code this stage raises.
pub static CODES: &[&Code] = &[
    &fonts::NO_FONTS,
    &fonts::FONT_ROLE,
    &fonts::UNREADABLE_FONT,
    &trouble::TYPST_ERROR,
    &trouble::TYPST_WARNING,
    &trouble::FILE_DENIED,
    &trouble::UNKNOWN_FONT,
    &overflow::TEXT_OVERFLOW,
];
