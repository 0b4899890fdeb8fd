//! Layers from elsewhere are run in a process of their own, with a clock and a limit of memory.
//!
//! Typst cannot be told to stop, and a template may multiply a text until no memory is left. The program starts itself
//! once more as a worker for each thread, hands it bodies to make, and ends it when a paper takes too long; the paper
//! fails at the line of its template, the others are made by the next worker. The worker writes the papers itself; the
//! program alone keeps the manifest.

mod culprit;
mod death;
mod launch;
mod memory;
mod previewer;
mod protocol;
mod request_handler;
mod worker;
mod worker_config;
mod worker_data;
mod worker_pool;
mod worker_process;

pub(super) use culprit::Quoted;
pub(super) use launch::Launch;
pub use previewer::Previewer;
pub use protocol::Anew;
pub use worker::serve;
pub(super) use worker_config::WorkerConfig;
pub(super) use worker_data::WorkerData;
pub(super) use worker_pool::{BodyNames, WorkerPool};
pub use worker_process::WORKER;
