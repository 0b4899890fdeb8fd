//! What may differ between the bodies of one cycle.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::cycle::organisation::{Method, Organisation};

/// 一级或一个妇联自己的届次、种类、选法：`[cycle.unit]`、`[cycle.town]` …，或 `cycle = {…}`。
/// What may differ between bodies of one cycle, for a level or for one body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LevelSection {
    /// 这一级（这个妇联）这次换不换届；不换届的没有大会的材料。默认换。 Whether it elects in this cycle.
    pub elects: Option<bool>,
    /// 第几届。 Number of the committee that is elected.
    pub term: Option<u32>,
    /// 第几次大会。 Number of the congress.
    pub congress: Option<u32>,
    /// 是不是由妇代会改建妇联。 Whether the congress turns a 妇代会 into a 妇联.
    pub first: Option<bool>,
    /// 换届前的组织名称。 What the body was called before, where `first`.
    pub previous_body: Option<String>,
    /// 妇联或妇代会。 Federation or conference.
    pub organisation: Option<Organisation>,
    /// 委员怎样选。 How the members of the committee are elected.
    pub members_by: Option<Method>,
    /// 主席、副主席怎样选。 How chair and vice-chairs are elected.
    pub leaders_by: Option<Method>,
    /// 执委候选人至少比应选多几人；等额写 0。 Fewest nominees above the seats; 0 for 等额.
    pub exec_margin: Option<u32>,
}
