//! Layers that did not come with the program run in a process of their own: what that process is to load, and its face.

use std::path::PathBuf;

use crate::cli::args::LimitArgs;
use crate::cli::{DONE, Failed};
use crate::pipeline;
use crate::pipeline::{BuildOptions, Errand, Guard, Selection, Workspace};
use crate::problem::Stop;
use crate::say;
use crate::typeset;
use crate::typeset::FontSource;

/// `huanjie worker`: nobody types it; the program starts itself so.
pub(super) fn worker() -> Result<u8, Failed> {
    // Ctrl-C is for the program that started this one; it ends its workers itself.
    let _ = ctrlc::set_handler(|| {});
    pipeline::serve()?;
    Ok(DONE)
}

/// What a worker for this workspace is to load.
pub(super) fn errand(
    workspace: &Workspace,
    layer: Option<String>,
    fonts: FontSource,
    options: BuildOptions,
) -> Errand {
    let root = workspace.root.clone();
    Errand { data: root.clone(), templates: root, layer, fonts, options, memory: 0 }
}

/// The errand with its limits.
pub(super) fn guard(errand: Errand, limits: LimitArgs) -> Result<Guard, Failed> {
    let program = program()?;
    let LimitArgs { time_limit, memory_limit } = limits;
    Ok(Guard { program, errand: Errand { memory: memory_limit, ..errand }, seconds: time_limit })
}

/// The program itself.
pub(super) fn program() -> Result<PathBuf, Stop> {
    std::env::current_exe()
        .map_err(|cause| Stop::new(say!("查找本程序自己", "looking for this program itself"), cause))
}

/// Options of a worker that draws pages and builds nothing.
pub(super) fn no_build(workspace: &Workspace) -> BuildOptions {
    BuildOptions {
        selection: Selection::default(),
        out: workspace.root.join("out"),
        threads: 1,
        force: false,
        wait: false,
        keep_going: true,
        emit_typst: false,
        typeset: typeset::Options::default(),
    }
}
