//! The screens: what each shows, and what it changes. One file a screen; its HTML is the page of the same name.

pub(in crate::web) mod coverage;
pub(in crate::web) mod figures;
pub(in crate::web) mod inbox;
pub(in crate::web) mod papers;
pub(in crate::web) mod print;
pub(in crate::web) mod problems;
pub(in crate::web) mod questions;
pub(in crate::web) mod reword;
pub(in crate::web) mod settings;
pub(in crate::web) mod sheet;
pub(in crate::web) mod sight;
pub(in crate::web) mod start;
pub(in crate::web) mod taken_for;
pub(in crate::web) mod texts;

mod cells;
mod links;
mod needs;
mod slice;
mod whose;
