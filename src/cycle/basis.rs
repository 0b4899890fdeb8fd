//! A document of a superior body, as `cycle.toml` names it.

use schemars::JsonSchema;
use serde::Deserialize;

/// 一份依据的文件。 A document of a superior body that the cycle rests on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, serde::Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// 【必填】文件名称，书名号可写可不写。 Title, with or without 《》.
    pub title: String,
    /// 文号。 Its number (发文字号).
    pub number: Option<String>,
}
