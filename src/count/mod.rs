//! Bodies → figures: integer numerators and denominators and their kind, people apart from posts.
//!
//! [`count`] makes the figures of every body, of each town and county over its units, and of all units together;
//! [`explain`] lists the rows behind one of them. What is counted is data: `indicators.toml`. The town's own
//! federation never enters a sum over units. A figure stays a number here; `phrase` says it.
#![deny(clippy::float_arithmetic)]

mod answer;
mod basis;
mod definition;
mod explain;
mod field;
mod figure;
mod indicator;
mod levels;
mod load;
mod meeting;
mod partition;
mod population;
mod reported;
mod tally;
#[cfg(test)]
mod tests;
mod wrong;

pub use explain::{Explained, Line, explain};
pub use figure::{Change, Comparison, Figure, Measure, Unit, Value};
pub use indicator::Indicators;
pub use levels::{Figures, Part, count, each, together};
pub use reported::Reported;
pub use wrong::UNKNOWN_COLUMN;

use basis::Basis;
use definition::File;

use crate::model::schema_text;
use crate::problem::Code;

/// The JSON Schema of `indicators.toml`, as text.
#[must_use]
pub fn indicators_schema() -> String {
    schema_text::<File>()
}

/// Every code this stage raises.
pub static CODES: &[&Code] = &[&wrong::BAD_INDICATORS, &wrong::UNKNOWN_COLUMN, &partition::BAND_GAP];
