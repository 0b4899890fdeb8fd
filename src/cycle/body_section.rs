//! What `cycle.toml` says of people and of single bodies: `[leading_group]`, `[body."霞垅村"]`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::cycle::level_section::LevelSection;
use crate::cycle::meeting::Meeting;
use crate::cycle::seat::Seat;
use crate::model::PartialDate;

/// 领导小组、筹备组。 A leading group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LeadingGroup {
    /// 组长。 Its head.
    pub head: Option<Seat>,
    /// 副组长，几个人。 Deputy heads.
    pub deputies: Vec<Seat>,
    /// 成员，几个人。 Members.
    pub members: Vec<Seat>,
    /// 办公室设在哪里。 Where its office sits.
    pub office: Option<String>,
    /// 办公室主任。 Head of the office.
    pub office_head: Option<Seat>,
    /// 联系人。 Whom to call.
    pub contact: Option<Contact>,
}

/// 联系人：`{ name = "姓名", phone = "电话" }`。 Whom to call.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// 姓名。 Name.
    pub name: Option<String>,
    /// 电话。 Telephone.
    pub phone: Option<String>,
}

/// 一个村（社区）或本镇自己的情况；表格里有的，以表格为准。 What `cycle.toml` says of one body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BodySection {
    /// 大会日期。 Date of its congress, used where no table gives one.
    pub date: Option<PartialDate>,
    /// 大会地点。 Place of its congress.
    pub place: Option<String>,
    /// 大会主持人。 Who presides.
    pub host: Option<String>,
    /// 党组织名称。 Its Party organisation.
    pub party: Option<String>,
    /// 实施方案（A1）的文号。 Number (发文字号) of its plan.
    pub document_number: Option<String>,
    /// 实施方案（A1）的成文日期。 Date (成文日期) of its plan.
    pub issue_date: Option<PartialDate>,
    /// 应选执委人数。 Seats of the executive, used where no table gives them.
    pub seats: Option<u32>,
    /// 副主席职数；各村（社区）一样的写在选举规则里。 Seats of vice-chairs, where the rules leave them open.
    pub vice_seats: Option<u32>,
    /// 代表名额；写了就用它，不看基本情况表。 Number of delegates.
    pub delegates: Option<u32>,
    /// 开会时刻："上午9时"。 When on that day.
    pub time: Option<String>,
    /// 执委会第一次全体会议的日期；不写就是大会当天。 Day of the first plenary; without it that of the congress.
    pub plenary_date: Option<PartialDate>,
    /// 执委会第一次全体会议的主持人。 Who presides over the first plenary of the executive.
    pub plenary_host: Option<String>,
    /// 村的筹备组或换届工作小组；本镇的在“领导小组”里。 The unit's own leading group.
    pub group: Option<LeadingGroup>,
    /// 代表资格审查委员会（小组）。 The credential committee.
    pub credential: Option<Board>,
    /// 主席团，几个人。 The presidium.
    pub presidium: Vec<Seat>,
    /// 秘书长。 The secretary-general.
    pub secretary_general: Option<Seat>,
    /// 执行主席，几个人。 Who chairs the sessions.
    pub session_chairs: Vec<Seat>,
    /// 大会的监票人、计票人。 Tellers of the congress, used where no table names them.
    pub tellers: Vec<Teller>,
    /// 执委会全体会议的监票人、计票人。 Tellers of the executive's plenary.
    pub plenary_tellers: Vec<Teller>,
    /// 代表的公示。 The public notice of the delegates.
    pub notice: Notice,
    /// 候选人的公示；地点、电话不写就同代表的公示。 That of the nominees; place and telephone default to those of the delegates'.
    pub nominee_notice: Notice,
    /// 单份材料的文号、成文日期、签发人；材料名称是 `huanjie list` 的第二栏。 Of single papers, by document id.
    pub paper: BTreeMap<String, PaperSection>,
    /// 动员培训会、推进会、新班子培训，一次一段。 Meetings about the elections.
    pub meeting: Vec<Meeting>,
    /// 只用在这一处的文字，名称同 `[wording]`。 Its own wording, by key.
    pub wording: BTreeMap<String, String>,
    /// 这个妇联自己的届次、种类、选法。 Its own term, organisation and ways of voting.
    pub cycle: LevelSection,
}

/// 有主任的委员会（小组）：代表资格审查委员会。 A committee with a head.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Board {
    /// 主任、组长。 Its head.
    pub head: Option<Seat>,
    /// 副主任、副组长。 Deputy heads.
    pub deputies: Vec<Seat>,
    /// 委员、成员。 Members.
    pub members: Vec<Seat>,
}

/// 监票人或计票人：`{ role = "总监票人", name = "姓名" }`。 A scrutineer or counter.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Teller {
    /// 【必填】总监票人、监票人、总计票人、计票人。 What she does.
    pub role: String,
    /// 【必填】姓名。 Name.
    pub name: String,
}

/// 公示。 A public notice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Notice {
    /// 公示开始日期。 First day.
    pub start: Option<PartialDate>,
    /// 公示结束日期。 Last day.
    pub end: Option<PartialDate>,
    /// 意见受理地点。 Where objections are received.
    pub place: Option<String>,
    /// 意见受理电话。 At which number.
    pub phone: Option<String>,
}

impl Notice {
    /// Days from the first to the last, both counted; `None` where one of them is not known to the day.
    #[must_use]
    pub fn days(&self) -> Option<u32> {
        let days = self.end?.days_since(self.start?)?;
        u32::try_from(days).ok()?.checked_add(1)
    }
}

/// 一份材料的文号、成文日期、签发人。 Number, date and signatory of one paper of one body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PaperSection {
    /// 文号，例如“青妇〔2017〕5号”。 Its number (发文字号).
    pub number: Option<String>,
    /// 成文日期。 Its date.
    pub date: Option<PartialDate>,
    /// 签发人。 Who signs.
    pub signer: Option<String>,
}
