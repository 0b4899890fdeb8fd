//! A person and her post, as `cycle.toml` names them.

use schemars::JsonSchema;
use serde::Deserialize;

/// 一个人：`{ name = "姓名", post = "职务" }`。 A person and her post.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// 【必填】姓名。 Name.
    pub name: String,
    /// 职务，可以不写。 Post.
    pub post: Option<String>,
}
