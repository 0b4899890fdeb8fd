//! What a worker is to load.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::pipeline::job::BuildOptions;
use crate::typeset::FontSource;

/// All that a worker needs to know before the first request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pipeline) struct WorkerConfig {
    /// The workspace whose data the papers tell; it is read only where no [`WorkerData`](super::WorkerData) comes along.
    pub(in crate::pipeline) data: PathBuf,
    /// The workspace whose `templates` folder is the top layer.
    pub(in crate::pipeline) templates: PathBuf,
    /// The district's layer: a name, a folder or a zip file.
    pub(in crate::pipeline) layer: Option<String>,
    /// Where the typefaces are.
    pub(in crate::pipeline) fonts: FontSource,
    /// How papers are made; the selection does not matter to a worker.
    pub(in crate::pipeline) options: BuildOptions,
    /// Megabytes that one worker may use.
    pub(in crate::pipeline) memory: u64,
}
