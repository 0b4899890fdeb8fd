//! Arguments of the commands about what came in: reading, questions, corrections, coverage.

use std::path::PathBuf;

use clap::Args;

use crate::cli::choices::{CoverageFormat, Format};
use crate::cli::source_args::SourceArgs;

#[derive(Debug, Args)]
pub(super) struct ReadArgs {
    #[command(flatten)]
    pub source: SourceArgs,
    /// 输出格式 form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub(super) struct AskArgs {
    /// 工作区；“编号=答案”记下一个答复，“编号=”撤回 the workspace, and answers as ID=VALUE; ID= takes one back
    #[arg(value_name = "DIR|ID=VALUE")]
    pub words: Vec<String>,
    /// 把对表头和词的答复写进这个模板层，别的乡镇就不再问 put what was answered of headers and words into a layer, so that no
    /// other town is asked
    #[arg(long, value_name = "LAYER")]
    pub teach: Option<PathBuf>,
    /// 输出格式 form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub(super) struct CorrectArgs {
    /// 哪一格（照 check 显示的写）、改成什么、工作区 the cell as check shows it, what it should say, the workspace
    #[arg(value_name = "PLACE VALUE [DIR]")]
    pub words: Vec<String>,
    /// 原因 why
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// 撤回这一格的更正 take the correction of this cell back
    #[arg(long)]
    pub undo: bool,
    /// 另存一份按更正改好的表，写到 out/corrected write copies of the corrected files into out/corrected
    #[arg(long, conflicts_with_all = ["undo", "reason"])]
    pub copies: bool,
}

#[derive(Debug, Args)]
pub(super) struct CoverageArgs {
    /// 工作区 the workspace
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// 输出格式 form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub format: CoverageFormat,
}
