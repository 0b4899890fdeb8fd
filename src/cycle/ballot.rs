//! How ballots are printed and packets are bound: `[ballot]` and `[packet]` of `cycle.toml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 选票。 How ballots are printed (`[ballot]`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Ballot {
    /// 画符号的空格在姓名的哪一边。 Where the mark goes. Default above the name (DOMAIN R55).
    pub mark: BallotMark,
    /// 印几张。 How many are printed. Default one, to be copied.
    pub copies: BallotCopies,
    /// 一张 A4 纸印几张选票，2 和 4 有裁切线。 Ballots on a sheet: 1, 2 or 4, with cut marks between them. Default 1.
    #[schemars(extend("enum" = [1, 2, 4]))]
    pub per_sheet: u8,
}

impl Default for Ballot {
    fn default() -> Self {
        Self { mark: BallotMark::Above, copies: BallotCopies::One, per_sheet: 1 }
    }
}

/// 备案材料（合订本）。 How packets are bound (`[packet]`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Packet {
    /// 页码从头到尾连续；false 时每份各自编，目录写页数。
    /// Whether page numbers run through the packet; else every paper keeps its own. Default true.
    pub continuous: bool,
}

impl Default for Packet {
    fn default() -> Self {
        Self { continuous: true }
    }
}

/// Where a ballot has the place for the mark (DOMAIN R55).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BallotMark {
    /// 姓名上方。 Above the name.
    Above,
    /// 姓名右边。 Right of it.
    Right,
    /// 姓名左边。 Left of it.
    Left,
}

/// How many ballots are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BallotCopies {
    /// 各一张样票，拿去复印。 One of each.
    One,
    /// 按人数印足：执委选票按应到代表，主席、副主席选票按执委。
    /// As many as delegates are entitled to attend, and as many as the executive has members.
    Entitled,
}
