//! Records → figures: integer numerators and denominators, shares rounded half up, people apart from posts.
//!
//! [`count`] makes the figures of every body, of each town over its units, and of all units together; [`explain`]
//! lists the rows behind one of them. The town's own federation never enters a sum over units.
#![deny(clippy::float_arithmetic)]

mod figure;
mod indicator;
mod levels;
mod measure;
mod population;
mod posts;

pub use figure::{Figure, Previous, share_text};
pub use indicator::Indicators;
pub use levels::{Explained, Figures, Line, count, explain};

use crate::problem::Code;

/// Every code this stage raises.
pub static CODES: &[&Code] = &[&indicator::BAD_INDICATORS, &indicator::BAND_GAP];
