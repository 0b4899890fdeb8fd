//! The choices that `[rules]` of `cycle.toml` offers, and the fraction it is written in.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

/// A fraction such as 2/3; the denominator is never 0 and the value never above 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    /// Numerator.
    pub over: u32,
    /// Denominator.
    pub under: u32,
}

impl Fraction {
    /// 半数, 三分之二, 5%: small fractions in characters, percentages as they are written, others in digits.
    #[must_use]
    pub fn text(self) -> String {
        const DIGITS: [&str; 11] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
        match self {
            Self { over: 1, under: 2 } => return "半数".to_owned(),
            Self { over, under: 100 } => return format!("{over}%"),
            _ => {}
        }
        let word = |n: u32| {
            let digit = usize::try_from(n).ok().and_then(|n| DIGITS.get(n));
            digit.map_or_else(|| n.to_string(), ToString::to_string)
        };
        format!("{}分之{}", word(self.under), word(self.over))
    }
}

impl<'de> Deserialize<'de> for Fraction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let parts = match text.trim().strip_suffix(['%', '％']) {
            Some(percent) => percent.trim().parse().ok().map(|over| (over, 100)),
            None => text
                .split_once('/')
                .and_then(|(over, under)| Some((over.trim().parse().ok()?, under.trim().parse().ok()?))),
        };
        match parts {
            Some((over, under)) if under > 0 && over <= under && under <= 1000 => Ok(Self { over, under }),
            _ => Err(serde::de::Error::custom(format!(
                "“{text}”不是 0 到 1 之间的分数，请写成 \"2/3\" (not a fraction between 0 and 1, write \"2/3\")"
            ))),
        }
    }
}

impl JsonSchema for Fraction {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Fraction".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "0 到 1 之间的分数：\"2/3\" 或 \"5%\"。 A fraction between 0 and 1, in quotes.",
            "examples": ["2/3", "5%"],
            "pattern": r"^\s*\+?[0-9]+\s*(/\s*\+?[0-9]+\s*|[%％]\s*)$",
        })
    }
}

impl Serialize for Fraction {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.over, self.under)
    }
}

/// 当选票数的基数。 What the majority is counted over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MajorityBase {
    /// 应到代表。 Delegates entitled to attend (DOMAIN R58).
    Entitled,
    /// 实到代表。 Delegates present (DOMAIN R59).
    Present,
}

/// 最后一个名额平票时怎么办。 What happens when nominees tie at the last seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TieRule {
    /// 重新投票。 A new vote among the tied (DOMAIN R61).
    Revote,
    /// 反对票少的当选。 Fewer opposing votes win; still tied, a new vote (DOMAIN R62).
    FewestAgainst,
}

/// 当选人数不足时怎么办。 What happens when fewer nominees pass than there are seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ShortfallRule {
    /// 暂时空缺。 The seats stay empty (DOMAIN R63).
    LeaveEmpty,
    /// 就缺额另行选举。 A separate election for the missing seats (DOMAIN R63, analogue).
    Separate,
}

/// 选举结果由谁批。 Who says yes to the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ResultRoute {
    /// 同级党组织批准，上级妇联备案。
    /// The Party organisation of the same level approves, the superior federation files (DOMAIN R77, variant a).
    Party,
    /// 上级妇联批复。 The superior federation approves (DOMAIN R77, variant b).
    Federation,
}

/// 选举结果用什么文种。 What the paper about the result is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ResultPaper {
    /// 请示，由批复答复。 A request, which is answered by an approval (DOMAIN R77).
    Request,
    /// 报告，不用批复。 A report: nobody approves it.
    Report,
}

/// 代表资格审查报告由谁通过。 Who hears the report of the credential committee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CredentialRoute {
    /// 预备会议。 The preparatory meeting (DOMAIN R75).
    Meeting,
    /// 主席团。 The presidium (DOMAIN R75).
    Presidium,
}

/// 小数怎么取整。 How a share of the seats becomes a whole number of nominees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// 进一。 67 × 5% = 3.35 → 4 (DOMAIN 1.8, P53a).
    Up,
    /// 舍去。 11 × 10% = 1.1 → 1 (DOMAIN 1.8, P03).
    Down,
}

/// 看哪一栏。 Columns of delegates that a limit may look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ShareField {
    /// 政治面貌。 Politics.
    Politics,
    /// 界别、代表类别。 Sector.
    Sector,
    /// 民族。 Ethnicity.
    Ethnicity,
    /// 学历。 Education.
    Education,
}

impl MajorityBase {
    /// 应到代表 or 实到代表.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Entitled => "应到代表",
            Self::Present => "实到代表",
        }
    }
}
