//! All tests through the public surface, in one binary: the modules mirror the stages.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::allow_attributes,
    clippy::too_many_lines,
    reason = "a test may stop at the first surprise, and makes its own files"
)]

mod asked;
mod browser;
mod build;
mod checklist;
mod city;
mod claims;
mod cli;
mod corrections;
mod county;
mod coverage;
mod docs;
mod documents;
mod faults;
mod figures;
mod filing;
mod golden;
mod guide;
mod hostile;
mod layering;
mod layers;
mod layers_before;
mod layout;
mod levels;
mod messy;
mod numbers;
mod one_truth;
mod papers;
mod questions;
mod reading;
mod recipes;
mod rewording;
mod sample;
mod schema;
mod slips;
mod strangers;
mod support;
mod templates;
mod typing;
mod votes;
mod window;
mod words;
mod wrong;
