//! huanjie (换届): from a clerk's spreadsheets to every paper of a women's federation election.
//!
//! Data moves left to right once; a stage takes plain values from the one before it and knows nothing of the one
//! after:
//!
//! ```text
//!     cycle.toml + data/**            templates/<layers>
//!             |                              |
//!     read -> resolve -> check -> count ->  fill -> typeset -> bind -> out/**
//! ```
//!
//! [`problem`] says what went wrong and where, [`model`] holds the typed records, [`cycle`] the cycle's settings
//! and rules. [`resolve`] answers every question about a body once; [`phrase`] says a figure in words, and reads it back.
//! `pipeline` runs the stages in order; `cli` is the face.

pub mod bind;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod count;
pub mod cycle;
pub mod fill;
pub mod init;
pub mod model;
pub mod phrase;
pub mod pipeline;
pub mod problem;
pub mod read;
pub mod report;
pub mod resolve;
pub mod typeset;
#[cfg(feature = "web")]
pub mod web;

pub use pipeline::codes;
