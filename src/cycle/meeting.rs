//! Meetings about the elections that are no congress: `[[body."青坑镇".meeting]]`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::cycle::basis::Basis;
use crate::cycle::seat::Seat;
use crate::model::PartialDate;

/// 会议的种类。 Which meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MeetingKind {
    /// 换届工作动员培训会（A6）。 Before the elections: what is done, and how.
    Training,
    /// 换届工作推进会。 Between: how far everybody is.
    Progress,
    /// 新一届干部培训（F9）。 After the elections: those who were elected.
    NewTeam,
}

/// 一次会议；没有写的，通知和主持词里留空，简报和总结里不写。 One meeting.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// 【必填】哪一种会。 Which.
    pub kind: MeetingKind,
    /// 日期。 The day.
    pub date: Option<PartialDate>,
    /// 开会时刻："下午2时30分"。 When on that day.
    pub time: Option<String>,
    /// 会期："半天"。 How long.
    pub length: Option<String>,
    /// 地点。 Where.
    pub place: Option<String>,
    /// 主持人。 Who presides.
    pub host: Option<Seat>,
    /// 讲话的领导。 Who gives the address.
    pub speaker: Option<Seat>,
    /// 讲课人：`{ name = "姓名", post = "职务", topic = "讲什么" }`。 Who teaches what.
    #[serde(default)]
    pub lecturers: Vec<Lecturer>,
    /// 传达的上级文件：`{ title = "标题", number = "文号" }`。 The paper of the superior that is read out.
    pub reads: Option<Basis>,
    /// 参加的是哪些人，一类一句。 Who takes part.
    #[serde(default)]
    pub attendees: Vec<String>,
    /// 到会人数。 How many came.
    pub present: Option<u32>,
    /// 会议讲什么，一项一句。 What the meeting is about, an item each.
    #[serde(default)]
    pub content: Vec<String>,
    /// 会上提的要求：`{ title = "一句话", text = "展开的话" }`。 The points that were made.
    #[serde(default)]
    pub points: Vec<Point>,
}

impl Meeting {
    /// Whether it was held: its day and how many came are known.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.date.is_some() && self.present.is_some()
    }
}

/// 讲课人。 Who teaches.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lecturer {
    /// 【必填】姓名。 Name.
    pub name: String,
    /// 职务。 Post.
    pub post: Option<String>,
    /// 讲什么。 What about.
    pub topic: Option<String>,
}

/// 一点要求。 A point that was made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// 【必填】一句话。 In a word.
    pub title: String,
    /// 展开的话。 In full.
    pub text: Option<String>,
}
