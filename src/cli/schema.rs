//! `huanjie schema`: the JSON Schema of a file that people write, for their editors.

use clap::{Args, ValueEnum};

use crate::cli::failed::DONE;
use crate::cli::output;

#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// 哪一种文件 of which file
    #[arg(value_enum)]
    file: SchemaFile,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SchemaFile {
    /// cycle.toml：本次换届的设置 the cycle's settings
    Cycle,
    /// pack.toml：一层模板有哪些材料 a layer's documents
    Pack,
    /// indicators.toml：统计指标 indicators
    Indicators,
}

pub(super) fn run(args: &SchemaArgs) -> u8 {
    let text = match args.file {
        SchemaFile::Cycle => crate::cycle::schema(),
        SchemaFile::Pack => crate::fill::pack_schema(),
        SchemaFile::Indicators => crate::count::indicators_schema(),
    };
    output::raw(|out| out.write_all(text.as_bytes()));
    DONE
}
