//! What the stages found, as text, JSON, csv and workbooks: one form a file. Every face shows the same.
//!
//! The JSON is that of DESIGN 5: fields may be added, never renamed. Text is written to whoever asks, in the language
//! given; an output that is gone is an I/O error of the one who opened it.

mod build;
mod build_json;
mod coverage;
mod documents;
mod figures_workbook;
mod json;
mod problem;
mod questions;
mod reading;
mod rules;
mod stats;
mod stats_json;
mod tables;
pub mod text;
mod trial;
mod workbook;

pub use build::build;
pub use build_json::BuildJson;
pub use coverage::{CoverageJson, LackingJson, SourceJson, coverage, coverage_csv, lacking};
pub use documents::{ListJson, documents};
pub use json::json;
pub use problem::ProblemJson;
pub use questions::{AskJson, QuestionJson, question, questions};
pub use reading::{CheckJson, ReadJson, reading, sums};
pub use rules::{RulesJson, rules};
pub use stats::{By, explained, stats, stats_csv, stats_workbook};
pub use stats_json::StatsJson;
pub use text::{Plain, plain};
pub use trial::TriedJson;
pub use workbook::{wanted, workbook};
