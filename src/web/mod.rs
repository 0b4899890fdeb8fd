//! The window: the page in the browser that a clerk works in, served to this machine alone (DESIGN 16).
//!
//! A face like `cli`: it asks [`Project`](crate::pipeline::Project), shows, and computes nothing. What it changes are files that
//! the command line reads as well. [`window`](Window) listens, `guard` lets in whoever has a key, `routes` sends a request to
//! its screen, `screens` has a file for each, `town` holds what is open, `pages` makes HTML of what a screen gives.

mod answer;
mod app;
mod asked;
mod assets;
mod events;
mod failed;
mod guard;
mod job;
mod keys;
mod memory;
mod opened;
mod options;
mod pages;
mod plain;
mod reply;
mod routes;
mod screens;
mod stamp;
mod steps;
mod tour;
mod town;
mod towns;
mod upload;
mod window;

pub use memory::{Memory, Running};
pub use options::WindowOptions;
pub use window::{Handle, Window};
