//! Where the spreadsheets are.

use std::path::PathBuf;

use clap::Args;

use crate::model::PartialDate;

/// Where the spreadsheets are.
#[derive(Debug, Args)]
pub(super) struct SourceArgs {
    /// 工作区、文件夹或单个表格文件 a workspace, a folder or one file
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// 没有 cycle.toml 时计算年龄的基准日，如 2021-02 base date of ages where there is no cycle.toml
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<PartialDate>,
}
