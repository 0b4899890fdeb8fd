//! Meetings, ballots and what is known of units.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

use crate::model::{Given, Name, PartialDate, Role};

/// 会议与选票 of one body's congress.
#[derive(Debug, Clone, Default, Serialize, BorshSerialize, BorshDeserialize)]
pub struct CongressFacts {
    /// 大会日期.
    pub date: Given<PartialDate>,
    /// 地点.
    pub place: Given<String>,
    /// 应到代表.
    pub entitled: Given<u32>,
    /// 实到代表.
    pub present: Given<u32>,
    /// 发出选票.
    pub issued: Given<u32>,
    /// 收回选票.
    pub returned: Given<u32>,
    /// 有效票.
    pub valid: Given<u32>,
    /// 无效票.
    pub void: Given<u32>,
    /// 应选人数.
    pub seats: Given<u32>,
    /// 候选人数.
    pub nominees: Given<u32>,
    /// 当选人数 of the executive.
    pub elected: Given<u32>,
    /// 主持人.
    pub host: Given<String>,
    /// 监票人、计票人.
    pub tellers: Vec<Name>,
    /// 主席 as the result sheet names her (more than one is a problem for the rules).
    pub chairs: Vec<Name>,
    /// 副主席 as the result sheet names them.
    pub vice_chairs: Vec<Name>,
}

/// 得票 of one nominee in one election.
#[derive(Debug, Clone, Default, Serialize, BorshSerialize, BorshDeserialize)]
pub struct Vote {
    /// 候选人.
    pub name: Given<Name>,
    /// The post voted on; blank means 执委.
    pub role: Given<Role>,
    /// 赞成.
    #[serde(rename = "for")]
    pub in_favour: Given<u32>,
    /// 反对.
    pub against: Given<u32>,
    /// 弃权.
    pub abstain: Given<u32>,
    /// 是否当选 as the sheet says it.
    pub elected: Given<bool>,
    /// Whether the name was written in (另选他人).
    pub write_in: bool,
    /// Whether the votes are of a further ballot over a few (第二次投票).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub further: bool,
    /// 到会执委数: voters present where the row itself says so (the plenary of the executive).
    pub voters: Given<u32>,
    /// 有效票 where the row itself says so.
    pub valid: Given<u32>,
    /// 备注.
    pub note: Given<String>,
}

impl Vote {
    /// The post voted on: 执委 where the table names none.
    #[must_use]
    pub fn post(&self) -> Role {
        self.role.get().unwrap_or(Role::Member)
    }
}

/// 村（社区）基本情况.
#[derive(Debug, Clone, Default, Serialize, BorshSerialize, BorshDeserialize)]
pub struct UnitFacts {
    /// 类型: 村, 社区 …
    pub kind: Given<String>,
    /// 妇女人数.
    pub women: Given<u32>,
    /// 18 岁以上妇女人数.
    pub women_adult: Given<u32>,
    /// 户数.
    pub households: Given<u32>,
    /// 代表名额.
    pub delegate_seats: Given<u32>,
    /// 村（社区）党组织.
    pub party: Given<String>,
    /// 备注.
    pub note: Given<String>,
}

/// 工作进度 of one unit.
#[derive(Debug, Clone, Default, Serialize, BorshSerialize, BorshDeserialize)]
pub struct Progress {
    /// 成立筹备小组.
    pub prepared: Given<PartialDate>,
    /// 代表产生日期.
    pub delegates_chosen: Given<PartialDate>,
    /// 大会日期.
    pub congress: Given<PartialDate>,
    /// 备案日期.
    pub filed: Given<PartialDate>,
    /// 是否完成.
    pub done: Given<bool>,
}
