//! From arguments to a project.

use std::path::{Path, PathBuf};

use crate::cli::args::{LimitArgs, SourceArgs};
use crate::cli::failed::Failed;
use crate::pipeline::{Project, Sandbox, Settings};
use crate::problem::Stop;
use crate::say;

/// Opens a workspace with the layer that the arguments name.
pub(super) fn with_layer(dir: &Path, layer: Option<&String>) -> Result<Project, Failed> {
    Ok(Project::open(dir, Settings { layer: layer.cloned(), ..Settings::default() })?)
}

/// Opens what is to be read, with its base date where there is no `cycle.toml`.
pub(super) fn source(source: &SourceArgs) -> Result<Project, Failed> {
    let settings = Settings { as_of: source.as_of, ..Settings::default() };
    Ok(Project::open(&source.dir, settings)?)
}

/// Opens a workspace whose papers are to be made, with the layer and the typefaces that the arguments name.
pub(super) fn for_papers(
    dir: &Path,
    layer: Option<&String>,
    fonts: Option<&PathBuf>,
    limits: LimitArgs,
) -> Result<Project, Failed> {
    let settings = Settings {
        layer: layer.cloned(),
        fonts: fonts.cloned(),
        sandbox: Some(sandbox(limits)?),
        ..Settings::default()
    };
    Ok(Project::open(dir, settings)?)
}

/// Ages need a base date, and the clock is not asked.
pub(super) fn need_date(project: &Project) -> Result<(), Failed> {
    let said = || {
        say!(
            "这里没有 cycle.toml，请用 --as-of 指明计算年龄的基准日，例如 --as-of 2021-02",
            "there is no cycle.toml here: give the base date of ages with --as-of, for example --as-of 2021-02"
        )
    };
    if project.has_date() { Ok(()) } else { Err(Failed::Usage(said())) }
}

/// Papers are made from a workspace only.
pub(super) fn need_cycle(project: &Project) -> Result<(), Failed> {
    let said = || {
        say!(
            "这个文件夹里没有 cycle.toml；先运行 huanjie init 新建工作区",
            "there is no cycle.toml in this folder; make a workspace with huanjie init first"
        )
    };
    if project.has_cycle() { Ok(()) } else { Err(Failed::Usage(said())) }
}

/// This program itself works for layers that did not come with it.
pub(super) fn sandbox(limits: LimitArgs) -> Result<Sandbox, Failed> {
    let program = std::env::current_exe()
        .map_err(|cause| Stop::new(say!("查找本程序自己", "looking for this program itself"), cause))?;
    let LimitArgs { time_limit, memory_limit } = limits;
    Ok(Sandbox { program, seconds: time_limit, megabytes: memory_limit })
}
