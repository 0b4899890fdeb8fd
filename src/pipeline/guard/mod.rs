//! Layers from elsewhere are run in a process of their own, with a clock and a limit of memory.
//!
//! Typst cannot be told to stop, and a template may multiply a text until no memory is left. The program starts itself
//! once more as a worker for each thread, hands it bodies to make, and ends it when a paper takes too long; the paper
//! fails at the line of its template, the others are made by the next worker. The worker writes the papers itself; the
//! program alone keeps the manifest.

mod crew;
mod desk;
mod memory;
mod process;
mod serve;
mod sight;
mod wire;

pub(super) use crew::{Crew, Guard, Names, Quoted};
pub use process::WORKER;
pub use serve::serve;
pub use sight::Sight;
pub(super) use wire::Errand;
