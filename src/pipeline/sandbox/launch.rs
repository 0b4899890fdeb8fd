//! How workers are started.

use std::path::PathBuf;

use crate::pipeline::sandbox::worker_config::WorkerConfig;
use crate::pipeline::sandbox::worker_data::WorkerData;

/// How workers are started.
#[derive(Debug, Clone)]
pub(in crate::pipeline) struct Launch {
    /// The program itself, which becomes the worker.
    pub(in crate::pipeline) program: PathBuf,
    /// What the worker is to load.
    pub(in crate::pipeline) config: WorkerConfig,
    /// What has been read already.
    pub(in crate::pipeline) data: WorkerData,
    /// Seconds for one paper.
    pub(in crate::pipeline) seconds: u64,
}
