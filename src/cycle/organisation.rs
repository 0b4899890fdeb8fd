//! What kind of body a place has, and how it votes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::Role;

/// 妇联, the 妇代会 that it was before and that some places keep, or the 妇委会 of an organ or an enterprise (DOMAIN 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize, Serialize, JsonSchema)]
pub enum Organisation {
    /// 妇女联合会：主席、副主席、执委。 Federation.
    #[default]
    #[serde(rename = "妇联")]
    Federation,
    /// 妇女代表会：主任、副主任、委员。 Conference.
    #[serde(rename = "妇代会")]
    Conference,
    /// 妇女委员会：主任、副主任、委员。 Women's committee of an organ or an enterprise.
    #[serde(rename = "妇委会")]
    WomensCommittee,
}

/// 怎样选。 How is voted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// 无记名投票。 Secret ballot.
    #[default]
    Ballot,
    /// 举手表决。 Show of hands.
    Hands,
}

impl Organisation {
    /// 妇女联合会, 妇女代表会, 妇女委员会.
    #[must_use]
    pub fn full(self) -> &'static str {
        match self {
            Self::Federation => "妇女联合会",
            Self::Conference => "妇女代表会",
            Self::WomensCommittee => "妇女委员会",
        }
    }

    /// 妇联, 妇代会, 妇委会.
    #[must_use]
    pub fn short(self) -> &'static str {
        match self {
            Self::Federation => "妇联",
            Self::Conference => "妇代会",
            Self::WomensCommittee => "妇委会",
        }
    }

    /// What its congress elects: a federation's 执行委员会; the others are their own committee.
    #[must_use]
    pub fn executive(self) -> &'static str {
        match self {
            Self::Federation => "执行委员会",
            other => other.short(),
        }
    }

    /// The word of a post in a body of this kind: 主席 is the 主任 of a 妇代会 or 妇委会.
    #[must_use]
    pub fn role(self, role: Role) -> Role {
        match (self, role) {
            (Self::Federation, Role::Director) => Role::Chair,
            (Self::Federation, Role::DeputyDirector) => Role::ViceChair,
            (Self::Federation, Role::Committee) => Role::Member,
            (Self::Conference | Self::WomensCommittee, Role::Chair) => Role::Director,
            (Self::Conference | Self::WomensCommittee, Role::ViceChair) => Role::DeputyDirector,
            (Self::Conference | Self::WomensCommittee, Role::Member) => Role::Committee,
            (_, other) => other,
        }
    }
}
