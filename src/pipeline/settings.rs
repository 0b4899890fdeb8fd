//! What a face asks of a project besides its workspace.

use std::path::{Path, PathBuf};

use crate::model::PartialDate;
use crate::typeset::FontSource;

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

impl Settings {
    /// Where the typefaces of a workspace are.
    pub(in crate::pipeline) fn font_source(&self, root: &Path) -> FontSource {
        let beside = || {
            let program = std::env::current_exe().ok();
            let near = [root, Path::new(".")].into_iter().map(Path::to_path_buf);
            let own = program.iter().filter_map(|program| program.parent()).map(Path::to_path_buf);
            near.chain(own).map(|folder| folder.join("fonts")).find(|folder| folder.is_dir())
        };
        match &self.fonts {
            Some(folder) => FontSource::Only(folder.clone()),
            None => FontSource::Beside(beside()),
        }
    }
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
