//! Words that an argument takes.

use clap::ValueEnum;

use crate::problem::Lang;

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum LangArg {
    /// 中文
    Zh,
    /// English
    En,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Zh => Self::Zh,
            LangArg::En => Self::En,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LevelArg {
    /// 乡镇、街道
    Town,
    /// 县（市、区） county of many towns
    #[value(alias = "district")]
    County,
    /// 市 city of many counties
    City,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// 文字
    Text,
    /// JSON
    Json,
    /// 表格
    Xlsx,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// 文字
    Text,
    /// JSON
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ByArg {
    /// 村（社区）
    Unit,
    /// 乡镇
    Town,
    /// 区县
    County,
    /// 村和社区
    Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StatsFormat {
    /// 文字
    Text,
    /// JSON
    Json,
    /// CSV
    Csv,
    /// 表格，合计和占比是公式 a workbook whose totals and shares are formulas
    Xlsx,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CoverageFormat {
    /// 文字
    Text,
    /// JSON
    Json,
    /// CSV
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StageArg {
    /// 筹备
    #[value(alias = "筹备")]
    Prepare,
    /// 选举
    #[value(alias = "选举")]
    Elect,
    /// 总结
    #[value(alias = "总结")]
    Conclude,
}
