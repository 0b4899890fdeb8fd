//! Thresholds of the election, each with a default and the source of that default.
//!
//! None of these is national law: sources disagree (DOMAIN 1.8), so every number is the district's to set.

use std::ops::RangeInclusive;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::cycle::choices::{
    CredentialRoute, Fraction, MajorityBase, ResultPaper, ResultRoute, Rounding, ShareField, ShortfallRule,
    TieRule,
};
use crate::model::{Level, OneCharacterRule};

/// 代表的结构比例。 A limit to the make-up of the delegates (DOMAIN R14, R15): `[[rules.delegate_share]]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DelegateShare {
    /// 【必填】这一类代表叫什么。 How the group is called: 专职妇女工作者.
    pub name: String,
    /// 【必填】看哪一栏。 The column that tells.
    pub by: ShareField,
    /// 是这些词的算在内。 Who has one of these words belongs to the group.
    #[serde(default)]
    pub any: Vec<String>,
    /// 不是这些词的算在内。 Who has another word than these belongs to the group.
    #[serde(default)]
    pub none: Vec<String>,
    /// 最少占全部代表的几分之几。 Least share of all delegates.
    pub at_least: Option<Fraction>,
    /// 最多占全部代表的几分之几。 Largest share of all delegates.
    pub at_most: Option<Fraction>,
}

/// 一级妇联的人数。 How many seats a committee has at one level.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Committee {
    /// 执委最少几人。
    /// Smallest executive (执委, leaders included where `exec_includes_leaders`). No default: plans ask for 7 and 25 (DOMAIN
    /// R23, R24); where nothing is set, fewer than 5 are questioned, the smallest seen (DOMAIN 1.7).
    pub exec_min: Option<u32>,
    /// 执委最多几人。 Largest executive. No default; more than 31 are questioned, the largest seen (DOMAIN 1.7).
    pub exec_max: Option<u32>,
    /// 执委是不是必须单数。
    /// Whether the executive must be an odd number. Default false (DOMAIN R24: true in some districts).
    pub exec_odd: bool,
    /// 副主席最少几人。 Fewest vice-chairs. No default; none at all is questioned (DOMAIN R26, R27).
    pub vice_min: Option<u32>,
    /// 副主席最多几人。 Most vice-chairs. No default; more than 5 are questioned: above what any source has (DOMAIN 1.7).
    pub vice_max: Option<u32>,
    /// 设不设常务委员会。 Whether there is a standing committee (常委会). Default false (DOMAIN R28).
    pub standing: bool,
    /// 专职副主席最少几人。
    /// Fewest full-time vice-chairs (专职). Default 0; a plan asks for one at the town (DOMAIN R26, R29).
    pub vice_full_time: u32,
    /// 兼职副主席最少几人。
    /// Fewest part-time vice-chairs (兼职). Default 0; a plan asks for three at the town (DOMAIN R26).
    pub vice_part_time: u32,
    /// 主席必须担任其中一种职务，写职务里有的字；"两委" 是进村（社区）“两委”。
    /// Posts of which the chair must hold one, by words that stand in the post; 两委 for a seat in the two committees.
    /// Default none (DOMAIN R30, R31: a target, and not everywhere the same).
    pub chair_must_hold: Vec<String>,
}

impl Committee {
    /// How many members there may be: as set, else what has been seen anywhere.
    #[must_use]
    pub fn members(&self) -> RangeInclusive<u32> {
        let least = self.exec_min.unwrap_or(SMALLEST);
        least..=self.exec_max.unwrap_or(LARGEST.max(least))
    }

    /// How many vice-chairs there may be, in the same way.
    #[must_use]
    pub fn vice_chairs(&self) -> RangeInclusive<u32> {
        let least = self.vice_min.unwrap_or(1);
        least..=self.vice_max.unwrap_or(MOST_VICE_CHAIRS.max(least))
    }
}

/// The smallest and the largest executive seen. Source: DOMAIN 1.7.
const SMALLEST: u32 = 5;
const LARGEST: u32 = 31;
/// More vice-chairs than in any source. Source: DOMAIN 1.7.
const MOST_VICE_CHAIRS: u32 = 5;

/// 选举规则。 All thresholds of one cycle.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Rules {
    /// 应到代表的几分之几到会才能选举。 Share of the entitled who must be present. Default 2/3 (DOMAIN R47).
    pub quorum: Fraction,
    /// 是不是要“超过”这个比例（正好等于不算）。
    /// Whether exactly that share is too few (超过 instead of 以上). Default false (DOMAIN R47, R48).
    pub quorum_strict: bool,
    /// 当选票数要超过基数的几分之几。 Share of the base that a nominee's votes must exceed. Default 1/2 (DOMAIN R58).
    pub majority: Fraction,
    /// 这个基数是应到代表还是实到代表。 What that share is counted over. Default entitled (DOMAIN R58).
    pub majority_base: MajorityBase,
    /// 最后一个名额平票时怎么办。 What decides a tie at the last seat. Default revote (DOMAIN R61).
    pub tie_rule: TieRule,
    /// 执委候选人至少比应选多几人；等额写 0。
    /// Fewest nominees above the seats of the executive. Default 1 (DOMAIN R40); 0 for an equal-number vote (R42).
    pub exec_margin: u32,
    /// 差额占应选人数的比例："5%" 或 "1/10"；与上一项取多的。
    /// Fewest nominees above the seats as a share of the seats. No default; 5% and 10% are seen (DOMAIN R40).
    pub exec_margin_share: Option<Fraction>,
    /// 这个比例算出小数时怎么取整。 How that share is rounded. Default up (DOMAIN 1.8).
    pub exec_margin_rounding: Rounding,
    /// 执委人数含不含主席、副主席。 Whether 执委 numbers include chair and vice-chairs. Default true (DOMAIN R34).
    pub exec_includes_leaders: bool,
    /// 代表、候选人和班子成员的最低年龄（周岁）。 Youngest age of delegates and officers in full years. Default 18 (DOMAIN R12).
    pub age_min: u32,
    /// 超过这个年龄就提示核对。 Oldest age taken for true, above it the birth date is questioned. Default 100 (ours).
    pub age_max: u32,
    /// 选票上有没有“另选他人”。 Whether a ballot has places for other names. Default true (DOMAIN R53).
    pub write_in: bool,
    /// 笔画排序时两个字的姓名怎么排。 How one-character given names sort by strokes. Default blank-first (TYPOGRAPHY 2.5).
    pub name_sort: OneCharacterRule,
    /// 当选人数不足时怎么办。 What happens when too few nominees pass. Default leave-empty (DOMAIN R63).
    pub shortfall_rule: ShortfallRule,
    /// 选举结果由谁批。 Who approves the result. Default party (DOMAIN R77).
    pub result_route: ResultRoute,
    /// 选举结果用请示报批，还是用报告。 Whether the result is put up for approval or reported. Default request (DOMAIN R77).
    pub result_paper: ResultPaper,
    /// 代表资格审查报告由谁通过。 Who hears the credential report. Default the preparatory meeting (DOMAIN R75).
    pub credential_route: CredentialRoute,
    /// 大会是不是还选举出席上级妇女代表大会的代表。
    /// Whether the congress also elects delegates to that of the county. Default false (DOMAIN R21).
    pub upper_delegates: bool,
    /// 是不是先差额预选、再正式选举。 Whether nominees are narrowed down by a first vote (差额预选). Default false (DOMAIN R41).
    pub preselection: bool,
    /// 主席、副主席是不是举手表决。
    /// Whether chair and vice-chairs are elected by show of hands. Default false: secret ballot (DOMAIN R51, R52).
    pub chair_by_hands: bool,
    /// 选举代表时候选人至少多几人。
    /// Fewest candidates above the seats where delegates are elected. Default 0: agreed on (DOMAIN R10, R11).
    pub delegate_margin: u32,
    /// 占比保留几位小数，所有材料一致。
    /// Decimals of a share in every paper and table: 0, 1 or 2. Default 1 (DOMAIN 4.3: most summaries have one).
    #[schemars(range(max = 2))]
    pub decimals: u8,
    /// 公示几天。 Days of public notice. No default: none is known for a federation (DOMAIN R46).
    pub notice_days: Option<u32>,
    /// 几天之内备案。 Days within which the result is filed. No default: none is known (DOMAIN R78).
    pub filing_days: Option<u32>,
    /// 代表的结构比例，一项一段。
    /// Limits to the make-up of the delegates. Default none; 妇女工作者 at most 1/2 and 非中共党员 at least 1/4 are seen
    /// (DOMAIN R14, R15).
    pub delegate_share: Vec<DelegateShare>,
    /// 镇妇联的人数。 Committee of the town's federation.
    pub town: Committee,
    /// 村（社区）妇联的人数。 Committee of a unit's federation.
    pub unit: Committee,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            quorum: Fraction { over: 2, under: 3 },
            quorum_strict: false,
            majority: Fraction { over: 1, under: 2 },
            majority_base: MajorityBase::Entitled,
            tie_rule: TieRule::Revote,
            exec_margin: 1,
            exec_margin_share: None,
            exec_margin_rounding: Rounding::Up,
            exec_includes_leaders: true,
            age_min: 18,
            age_max: 100,
            write_in: true,
            name_sort: OneCharacterRule::default(),
            shortfall_rule: ShortfallRule::LeaveEmpty,
            result_route: ResultRoute::Party,
            result_paper: ResultPaper::Request,
            credential_route: CredentialRoute::Meeting,
            upper_delegates: false,
            preselection: false,
            chair_by_hands: false,
            delegate_margin: 0,
            decimals: 1,
            notice_days: None,
            filing_days: None,
            delegate_share: Vec::new(),
            town: Committee::default(),
            unit: Committee::default(),
        }
    }
}

impl Rules {
    /// The value of a key as `cycle.toml` writes it: `quorum`, `unit.exec_min`; `None` for a key that is not set.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<String> {
        let all = serde_json::to_value(self).ok()?;
        let found = key.split('.').try_fold(&all, |value, part| value.get(part))?;
        match found {
            serde_json::Value::Null => None,
            serde_json::Value::Array(items) if items.is_empty() => None,
            serde_json::Value::String(text) => Some(format!("\"{text}\"")),
            other => Some(other.to_string()),
        }
    }

    /// The committee's numbers at a level.
    #[must_use]
    pub fn committee(&self, level: Level) -> &Committee {
        match level {
            Level::Town | Level::County | Level::City => &self.town,
            Level::Unit => &self.unit,
        }
    }

    /// Whether anybody here elects a standing committee.
    #[must_use]
    pub fn has_standing(&self) -> bool {
        self.town.standing || self.unit.standing
    }

    /// 三分之二以上, or 超过三分之二: the quorum in words.
    #[must_use]
    pub fn quorum_text(&self) -> String {
        let share = self.quorum.text();
        if self.quorum_strict { format!("超过{share}") } else { format!("{share}以上") }
    }

    /// Whether more nominees than seats are asked for.
    #[must_use]
    pub fn has_margin(&self) -> bool {
        self.exec_margin > 0 || self.exec_margin_share.is_some_and(|share| share.over > 0)
    }

    /// 至少多1名, 至少多应选人数的5%, or both: how many nominees above the seats, in words.
    #[must_use]
    pub fn margin_text(&self) -> String {
        let share = self.exec_margin_share.filter(|share| share.over > 0);
        let share = share.map(|share| format!("应选人数的{}", share.text()));
        match (self.exec_margin, share) {
            (0, Some(share)) => format!("至少多{share}"),
            (count, Some(share)) => format!("至少多{count}名，并且不少于{share}"),
            (count, None) => format!("至少多{count}名"),
        }
    }

    /// 超过应到代表的半数: the majority in words.
    #[must_use]
    pub fn majority_text(&self) -> String {
        format!("超过{}的{}", self.majority_base.label(), self.majority.text())
    }
}
