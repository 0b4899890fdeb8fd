//! Figures in words: the one place that says a number, and that reads what was said.
//!
//! What is said, in Chinese and in English, are the patterns of one table (`words.rs`); [`parse_share`] and
//! [`parse_change`] read the same patterns backwards. Sentences belong to the templates; here a figure ends.
#![deny(clippy::float_arithmetic)]

mod json;
mod pattern;
mod read;
mod say;
mod words;

#[cfg(test)]
mod tests;

pub use read::{SaidChange, SaidShare, parse_change, parse_share};
pub use say::{amount_of, brief, change, change_words, full, number, percent, share, text};
