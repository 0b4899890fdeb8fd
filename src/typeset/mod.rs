//! Typst source → pages → PDF bytes.
//!
//! Takes a draft and gives a [`Printed`]. It sets text and knows no election; it reads the draft and the fonts
//! and nothing else. Any number of plain threads may print at the same time with one [`Typesetter`].

mod bisect;
mod blank_spots;
mod diagnostic;
mod export;
mod fonts;
mod glyphs;
mod joined;
mod lines;
mod marks;
mod memory;
mod overflow;
mod page;
mod print;
mod role;
mod sources;
mod spots;
#[cfg(test)]
mod tests;
mod translate;
mod world;

pub use bisect::pieces;
pub use diagnostic::{Diagnostic, Generated, absent_family};
pub use export::{NoSuchStandard, PdfStandard};
pub use fonts::{FontSource, Fonts, Served};
pub use glyphs::{Fallback, Missing};
pub use joined::{Sheets, joined};
pub use page::{Look, Page, page};
pub use print::{Options, Printed, print};
pub use role::{ROLES, Role};
pub use sources::sources;
pub use spots::{Spot, Told};
pub use world::Typesetter;

use crate::problem::Code;

/// Every code this stage raises.
pub static CODES: &[&Code] = &[
    &fonts::NO_FONTS,
    &fonts::FONT_ROLE,
    &fonts::UNREADABLE_FONT,
    &diagnostic::TYPST_ERROR,
    &diagnostic::TYPST_WARNING,
    &diagnostic::FILE_DENIED,
    &diagnostic::UNKNOWN_FONT,
    &overflow::TEXT_OVERFLOW,
];
