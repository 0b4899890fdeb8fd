//! A document of a superior body, as `cycle.toml` names it.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::model::Level;

/// 一份依据的文件。 A document of a superior body that the cycle rests on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, serde::Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// 【必填】文件名称，书名号可写可不写。 Title, with or without 《》.
    pub title: String,
    /// 文号。 Its number (发文字号).
    pub number: Option<String>,
    /// 只管哪一级：`town` 镇妇联自己的，`unit` 村（社区）的；不写的都管。 Whose elections it is about; without it, all.
    pub level: Option<BasisLevel>,
}

/// 文件管哪一级。 Whose elections a document is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BasisLevel {
    /// 镇（街道）妇联。 Of the town.
    Town,
    /// 村（社区）妇联。 Of the units.
    Unit,
}

impl Basis {
    /// Whether papers about the elections of a level rest on it.
    #[must_use]
    pub fn is_of(&self, level: Level) -> bool {
        match self.level {
            None => true,
            Some(BasisLevel::Unit) => level == Level::Unit,
            Some(BasisLevel::Town) => level != Level::Unit,
        }
    }
}
