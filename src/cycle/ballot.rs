//! How ballots are printed and packets are bound: `[ballot]` and `[packet]` of `cycle.toml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::cycle::rules::Rules;
use crate::problem::Say;
use crate::say;

/// 选票。 How ballots are printed (`[ballot]`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Ballot {
    /// 画符号的空格在姓名的哪一边。 Where the mark goes. Default above the name (DOMAIN R55).
    pub mark: BallotMark,
    /// 印几张。 How many are printed. Default one, to be copied.
    pub copies: BallotCopies,
    /// 一张纸印几张选票，2 和 4 有裁切线。 Ballots on a sheet: 1, 2 or 4, with cut marks between them. Default 1.
    #[schemars(extend("enum" = [1, 2, 4]))]
    pub per_sheet: u8,
    /// 选票用什么纸。 The paper that ballots are printed on. Default A4.
    pub paper: BallotPaper,
    /// 每行印几个姓名（1—10）；不写按纸的宽度排。 Names in a row. No default: as many as the width holds.
    #[schemars(range(min = 1, max = 10))]
    pub names_per_row: Option<u8>,
    /// 选票下面的说明，一条一项；写了就代替程序自带的，选举办法也照着印。
    /// The notes under the names, in place of the usual ones; the election method prints them too.
    pub notes: Vec<String>,
    /// 选票上谁盖章；不写的，大会选票由主席团或召集人盖，全体会议选票由召集人盖。
    /// Who puts the seal. No default: the presidium, or whoever convenes the congress.
    pub seal: Option<String>,
}

/// A paper that offices have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum BallotPaper {
    /// A4，210×297 毫米。 A4.
    #[default]
    A4,
    /// B5，176×250 毫米。 B5 (ISO).
    B5,
    /// A5，148×210 毫米。 A5.
    A5,
}

impl BallotPaper {
    /// A4, B5, A5.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::B5 => "B5",
            Self::A5 => "A5",
        }
    }
}

/// A number of `[rules]` or `[ballot]` that cannot be: the key, and what it can be.
#[must_use]
pub fn out_of_range(rules: &Rules, ballot: &Ballot) -> Option<(&'static str, Say)> {
    if !matches!(ballot.per_sheet, 1 | 2 | 4) {
        return Some(("per_sheet", say!("per_sheet 只能是 1、2 或 4", "per_sheet can be 1, 2 or 4")));
    }
    if ballot.names_per_row.is_some_and(|names| !(1..=10).contains(&names)) {
        let message = say!("names_per_row 只能是 1 到 10", "names_per_row can be 1 to 10");
        return Some(("names_per_row", message));
    }
    (rules.decimals > 2).then(|| ("decimals", say!("decimals 只能是 0、1 或 2", "decimals can be 0, 1 or 2")))
}

impl Default for Ballot {
    fn default() -> Self {
        Self {
            mark: BallotMark::Above,
            copies: BallotCopies::One,
            per_sheet: 1,
            paper: BallotPaper::A4,
            names_per_row: None,
            notes: Vec::new(),
            seal: None,
        }
    }
}

/// 备案材料（合订本）。 How packets are bound (`[packet]`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Packet {
    /// 页码从头到尾连续；否则每份各自编，目录写页数。
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
