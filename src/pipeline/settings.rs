//! What a face asks of a project besides its workspace.

use std::path::PathBuf;

use crate::model::PartialDate;

/// What a face may want otherwise than the workspace says.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The base date of ages where there is no `cycle.toml`.
    pub as_of: Option<PartialDate>,
    /// The district's layer, a name, a folder or a zip file; without it the one that `cycle.toml` names.
    pub layer: Option<String>,
    /// The only folder of typefaces; without it those beside the workspace or the program and those of the system.
    pub fonts: Option<PathBuf>,
    /// Where layers that did not come with the program are run; without it in this process, which trusts them.
    pub sandbox: Option<Sandbox>,
}

/// How layers from elsewhere are kept within bounds.
#[derive(Debug, Clone)]
pub struct Sandbox {
    /// The program that becomes the worker when it is started as `huanjie worker`.
    pub program: PathBuf,
    /// Seconds for one paper.
    pub seconds: u64,
    /// Megabytes for one worker.
    pub megabytes: u64,
}
