//! The command line as typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub(super) use crate::cli::choices::{ByArg, CheckFormat, Format, LangArg, LevelArg, StageArg, StatsFormat};
pub(super) use crate::cli::data_args::{AskArgs, CorrectArgs, CoverageArgs, ReadArgs};
use crate::cli::schema::SchemaArgs;
pub(super) use crate::cli::source_args::SourceArgs;
use crate::pipeline;
use crate::typeset::PdfStandard;

/// 换届：把村（社区）妇联换届的表格变成全套材料。From a clerk's spreadsheets to every paper of an election.
#[derive(Debug, Parser)]
#[command(name = "huanjie", version, about, after_help = EXAMPLES, propagate_version = true)]
pub(super) struct Cli {
    /// 提示语言 language of messages
    #[arg(long, global = true, value_enum)]
    pub lang: Option<LangArg>,
    /// 不写命令就打开窗口
    #[command(subcommand)]
    pub command: Option<Command>,
}

const EXAMPLES: &str = "示例 Examples:
  huanjie                             打开窗口，在浏览器里做 work in the browser
  huanjie open 青坑镇                 打开窗口里的一个镇 open a town there
  huanjie init 青坑镇                 新建工作区 make a workspace
  huanjie check 青坑镇                检查表格 check the spreadsheets
  huanjie check 青坑镇 --format xlsx  在表格副本上标出问题 mark the problems in copies of the sheets
  huanjie read 名单.xlsx              看表认成了什么 see what a table was taken for
  huanjie build 青坑镇                生成全部材料 make every paper
  huanjie build 青坑镇 --only F4,F6 --unit 霞垅村
  huanjie stats 名单.xlsx --as-of 2021-02
  huanjie preview plan 青坑镇          画一页看看 look at one page
  huanjie templates eject plan 青坑镇  取出模板来改 take a template out to change it

退出码 Exit status: 0 完成 done · 1 发现错误 errors were found · 2 用法错误 wrong usage or unreadable cycle.toml";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 打开窗口：在浏览器里收表、确认、出材料 Open the window: take in tables, confirm, make papers, in the browser
    #[cfg(feature = "web")]
    Open(OpenArgs),
    /// 新建工作区：带注释的 cycle.toml 和空白表格 Make a workspace: a commented cycle.toml and blank workbooks
    Init(InitArgs),
    /// 检查表格，列出问题 Check the spreadsheets and list the problems
    Check(CheckArgs),
    /// 显示读到了什么 Show what was read, table by table
    Read(ReadArgs),
    /// 待确认的问题：逐一回答，或列出 Questions that only you can answer: one after the other, or listed
    Ask(AskArgs),
    /// 更正一格：不改原表，读的时候按改过的读 Put one cell right: the file stays, huanjie reads it as corrected
    Correct(CorrectArgs),
    /// 收表情况：每个村各种表读到几行，哪些没有用上 What has come in: rows of each table for each body, and what is not used
    Coverage(CoverageArgs),
    /// 统计数据 Show the figures
    Stats(StatsArgs),
    /// 列出材料及所缺的表 List the papers and the tables they miss
    List(ListArgs),
    /// 生成材料和备案材料合订本 Make the papers and the packets
    Build(BuildArgs),
    /// 把一份材料的一页画成图片 Draw one page of a paper as a picture
    Preview(PreviewArgs),
    /// 盯着模板和表格，一存盘就重画这一页 Draw the page again whenever a template or a spreadsheet is saved
    Watch(PreviewArgs),
    /// 显示各种字体由哪个字体文件提供 Show which font serves which role
    Fonts(FontArgs),
    /// 模板：来自哪一层，取出一份来改 Templates: which layer each comes from, and taking one out to change it
    Templates(TemplatesArgs),
    /// 打印 TOML 文件的 JSON Schema，供编辑器用 Print the JSON Schema of a TOML file, for editors
    Schema(SchemaArgs),
    /// The program itself in its own service: makes papers for the one that started it.
    #[command(hide = true, name = pipeline::WORKER)]
    Worker,
}

#[cfg(feature = "web")]
#[derive(Debug, Default, Args)]
pub(super) struct OpenArgs {
    /// 工作区 the workspace
    pub dir: Option<PathBuf>,
    /// 端口，默认任意一个空着的 port [default: any that is free]
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// 只打印地址，不打开浏览器 print the address and open no browser
    #[arg(long)]
    pub no_browser: bool,
    /// 只用这个文件夹里的字体 use the fonts of this folder alone
    #[arg(long, value_name = "DIR")]
    pub fonts: Option<PathBuf>,
    /// Where towns worked on before are remembered, in tests.
    #[arg(long, hide = true, value_name = "DIR")]
    pub memory: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// 工作区文件夹 folder of the workspace
    pub dir: PathBuf,
    /// 乡镇、区县或地市 a town, a county of many towns, or a city of many counties
    #[arg(long, value_enum, default_value = "town")]
    pub level: LevelArg,
    /// 村（社区）名单，一行一个；区县的写“乡镇 村” text file with one unit a line, in a county behind its town
    #[arg(long, value_name = "FILE")]
    pub units: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub source: SourceArgs,
    /// 输出格式；xlsx 写出 problems.xlsx，在表格副本上标出每一处 form of the output; xlsx marks the cells in copies of the sheets
    #[arg(long, value_enum, default_value = "text")]
    pub format: CheckFormat,
    /// 列出全部规则、出处和现在的取值 list the rules with source and current value, and check nothing
    #[arg(long)]
    pub rules: bool,
    /// problems.xlsx 写到哪里，默认 out folder of problems.xlsx
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// 工作区 the workspace
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// 输出格式 form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// 模板层 template layer of the district
    #[arg(long, value_name = "NAME")]
    pub layer: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct StatsArgs {
    #[command(flatten)]
    pub source: SourceArgs,
    /// 按村（社区）、按乡镇或按区县列出 figures of every unit, town or county
    #[arg(long, value_enum)]
    pub by: Option<ByArg>,
    /// 列出一个指标背后的行，如 chair.age.36-45 list the rows behind an indicator
    #[arg(long, value_name = "INDICATOR")]
    pub explain: Option<String>,
    /// 输出格式 form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub format: StatsFormat,
    /// stats.xlsx 写到哪里，默认 out folder of stats.xlsx
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// 模板层（指标定义）template layer whose indicators.toml is used
    #[arg(long, value_name = "NAME")]
    pub layer: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    /// 工作区 the workspace
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// 输出文件夹，默认为工作区里的 out；output folder [default: DIR/out]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// 只生成这些材料，编号或代码 only these papers, ids or codes
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub only: Vec<String>,
    /// 只为这些村（社区）或本镇 only these units, or the town by its name
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub unit: Vec<String>,
    /// 只生成一个阶段的材料 only the papers of one stage
    #[arg(long, value_enum)]
    pub stage: Option<StageArg>,
    /// 模板层 template layer of the district
    #[arg(long, value_name = "NAME")]
    pub layer: Option<String>,
    /// 并行数 threads [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// 覆盖被改过的和不是本程序写的文件 overwrite files that were edited or are not ours
    #[arg(long)]
    pub force: bool,
    /// 另一个 huanjie 正在往同一个文件夹写的，等它做完 wait for another build into the same folder
    #[arg(long)]
    pub wait: bool,
    /// 表格有错误也生成 build although the spreadsheets have errors
    #[arg(long)]
    pub keep_going: bool,
    /// 选择了部分材料时也装订备案材料 bind packets although only some papers are asked for
    #[arg(long, conflicts_with = "no_packet")]
    pub packet: bool,
    /// 不装订备案材料，省一小半时间 do not bind packets, which saves much of the time
    #[arg(long)]
    pub no_packet: bool,
    /// 把 Typst 源文件写到这个输出文件夹的 typst 子文件夹 write the Typst sources too, under OUT/typst
    #[arg(long)]
    pub emit_typst: bool,
    /// PDF 标准，如 a-2b PDF standard
    #[arg(long, value_name = "STANDARD")]
    pub pdf_standard: Option<PdfStandard>,
    /// 只用这个文件夹里的字体 use the fonts of this folder alone
    #[arg(long, value_name = "DIR")]
    pub fonts: Option<PathBuf>,
    #[command(flatten)]
    pub limits: LimitArgs,
    /// 输出格式 form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// What templates that did not come with the program may use.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct LimitArgs {
    /// 外来模板做一份材料最多用多少秒 seconds that a paper of a layer may take
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub time_limit: u64,
    /// 外来模板最多用多少 MB 内存 megabytes that the templates of a layer may use
    #[arg(long, value_name = "MB", default_value_t = 2048, value_parser = clap::value_parser!(u64).range(128..=1_048_576))]
    pub memory_limit: u64,
}

impl Default for LimitArgs {
    fn default() -> Self {
        Self { time_limit: 60, memory_limit: 2048 }
    }
}

#[derive(Debug, Args)]
pub(super) struct PreviewArgs {
    /// 材料的编号或代码，如 plan 或 A1；或者一项提法的名称，如 goal-team id or code of the paper, or a key of the wording
    pub id: String,
    /// 工作区 the workspace
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// 哪个村（社区）或本镇的 whose paper: a unit, or the town by its name
    #[arg(long, value_name = "NAME")]
    pub unit: Option<String>,
    /// 第几页 which page
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub page: usize,
    /// 每英寸点数 dots per inch
    #[arg(long, value_name = "N", default_value_t = 144, value_parser = clap::value_parser!(u16).range(20..=600))]
    pub ppi: u16,
    /// 模板层 template layer of the district
    #[arg(long, value_name = "NAME")]
    pub layer: Option<String>,
    /// 图片写到哪里，默认 out/preview/编号.png where the picture goes
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// 只用这个文件夹里的字体 use the fonts of this folder alone
    #[arg(long, value_name = "DIR")]
    pub fonts: Option<PathBuf>,
    #[command(flatten)]
    pub limits: LimitArgs,
}

#[derive(Debug, Args)]
pub(super) struct TemplatesArgs {
    #[command(subcommand)]
    pub command: TemplatesCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum TemplatesCommand {
    /// 列出每份材料、每个文件来自哪个模板层 List the layer that each paper and file comes from
    List(ListArgs),
    /// 用样本把各层的每份材料都做一遍，列出错误和疏漏 Make every paper for a full and a bare sample and list what is wrong
    Check(TemplatesCheckArgs),
    /// 样本做出的材料，文字和页数同模板层里记下的对照 Compare what the papers of the samples say with what the layer expects
    Test(TemplatesTestArgs),
    /// 把一个模板层打包成一个文件，发给别人用 Pack a layer into one file for others to use
    Pack(PackArgs),
    /// 各层改了下面的什么；取出以后，下面的那一段又有没有变 What the layers change, and what has moved underneath since
    Diff(ListArgs),
    /// 取出一份材料的模板，各段标明，放进工作区的 templates Take out the template of one paper, its passages marked
    Eject(EjectArgs),
}

#[derive(Debug, Args)]
pub(super) struct TemplatesCheckArgs {
    /// 工作区，检查它的 templates 和它用的模板层 the workspace whose templates are checked
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// 模板层：名称、文件夹或 zip 文件 template layer: a name, a folder or a zip file
    #[arg(long, value_name = "NAME")]
    pub layer: Option<String>,
    /// 只用这个文件夹里的字体 use the fonts of this folder alone
    #[arg(long, value_name = "DIR")]
    pub fonts: Option<PathBuf>,
    #[command(flatten)]
    pub limits: LimitArgs,
    /// 输出格式 form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub(super) struct TemplatesTestArgs {
    /// 工作区，它的 templates 和它用的模板层 the workspace whose templates are tested
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// 模板层：名称、文件夹或 zip 文件 template layer: a name, a folder or a zip file
    #[arg(long, value_name = "NAME")]
    pub layer: Option<String>,
    /// 把现在的文字和页数记进 expected 文件夹 write what they say now into the folder expected
    #[arg(long)]
    pub update: bool,
    /// 只用这个文件夹里的字体 use the fonts of this folder alone
    #[arg(long, value_name = "DIR")]
    pub fonts: Option<PathBuf>,
    #[command(flatten)]
    pub limits: LimitArgs,
}

#[derive(Debug, Args)]
pub(super) struct PackArgs {
    /// 模板层的文件夹，如 青坑镇/templates folder of the layer
    pub dir: PathBuf,
    /// 打包成哪个文件，以 .zip 结尾 the file, which ends in .zip
    #[arg(long, short, value_name = "NAME.zip")]
    pub output: PathBuf,
    /// 覆盖已有的文件 overwrite the file if it is there
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub(super) struct EjectArgs {
    /// 材料的编号或代码，如 plan 或 A1；或者一项提法的名称，如 goal-team id or code of the paper, or a key of the wording
    pub id: String,
    /// 工作区 the workspace
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// 放进这个模板层文件夹，默认是工作区的 templates folder of the layer it goes into
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
    /// 模板层 template layer of the district
    #[arg(long, value_name = "NAME")]
    pub layer: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct FontArgs {
    /// 只看这个文件夹里的字体 look at the fonts of this folder alone
    #[arg(long, value_name = "DIR")]
    pub fonts: Option<PathBuf>,
}
