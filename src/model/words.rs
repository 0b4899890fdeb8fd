//! Closed sets of words, as the papers write them.

use serde::{Deserialize, Serialize, Serializer};

/// Declares an enum whose values are fixed Chinese words; `ALL` keeps the order of declaration.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, borsh::BorshSerialize, borsh::BorshDeserialize,
        )]
        pub enum $name { $($(#[$vdoc])* #[doc = $word] $variant),+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word a paper prints.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value of exactly this word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = String::deserialize(deserializer)?;
                Self::from_word(&word).ok_or_else(|| {
                    let all: Vec<_> = Self::ALL.iter().map(|value| value.as_str()).collect();
                    serde::de::Error::custom(format!("“{word}”: {}", all.join(" ")))
                })
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let all: Vec<_> = Self::ALL.iter().map(|value| value.as_str()).collect();
                schemars::json_schema!({ "type": "string", "enum": all })
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

words! {
    /// 性别.
    Gender { Female = "女", Male = "男" }
}

words! {
    /// 学历, highest first (GB/T 4658); two ranges that tables with a column for each give instead of a level.
    Education {
        Graduate = "研究生", Bachelor = "大学本科", College = "大学专科", CollegeUp = "大专及以上", Secondary = "中专",
        High = "高中", Junior = "初中", JuniorDown = "初中及以下", Primary = "小学", Illiterate = "文盲",
    }
}

words! {
    /// 政治面貌 (GB/T 4762).
    Politics {
        Party = "中共党员", Probationary = "中共预备党员", League = "共青团员", Minge = "民革党员",
        Minmeng = "民盟盟员", Minjian = "民建会员", Minjin = "民进会员", Nonggong = "农工党党员",
        Zhigong = "致公党党员", Jiusan = "九三学社社员", Taimeng = "台盟盟员", NonPartisan = "无党派人士",
        Masses = "群众", NonParty = "非中共党员",
    }
}

words! {
    /// 职务 in the federation, or in the conference (妇代会) before it; highest first.
    Role {
        Chair = "主席", ViceChair = "副主席", Standing = "常委", Member = "执委",
        Director = "主任", DeputyDirector = "副主任", Committee = "委员",
        Alternate = "候补执委",
    }
}

words! {
    /// 专职、挂职、兼职.
    Duty { FullTime = "专职", Seconded = "挂职", PartTime = "兼职" }
}

impl Education {
    /// The levels one by one, without the ranges: what a form lets its reader choose from.
    pub const LEVELS: &'static [Self] = &[
        Self::Graduate,
        Self::Bachelor,
        Self::College,
        Self::Secondary,
        Self::High,
        Self::Junior,
        Self::Primary,
        Self::Illiterate,
    ];

    /// The levels that the word may stand for: itself, or those of a range.
    #[must_use]
    pub fn covers(self) -> &'static [Self] {
        match self {
            Self::CollegeUp => &[Self::Graduate, Self::Bachelor, Self::College],
            Self::JuniorDown => &[Self::Junior, Self::Primary, Self::Illiterate],
            level => Self::LEVELS
                .iter()
                .position(|known| *known == level)
                .map_or(&[], |at| Self::LEVELS.get(at..=at).unwrap_or_default()),
        }
    }
}

impl Politics {
    /// The statuses one by one, without 非中共党员: what a form lets its reader choose from.
    #[must_use]
    pub fn statuses() -> &'static [Self] {
        Self::ALL.split_last().map_or(&[], |(_, statuses)| statuses)
    }

    /// The statuses that the word may stand for: itself, or for 非中共党员 all but the Party's.
    #[must_use]
    pub fn covers(self) -> &'static [Self] {
        let all = Self::statuses();
        if self == Self::NonParty {
            return all.get(2..).unwrap_or_default();
        }
        all.iter().position(|known| *known == self).and_then(|at| all.get(at..=at)).unwrap_or_default()
    }
}

impl Role {
    /// Whether the post heads its body: 主席, or 主任 of a 妇代会.
    #[must_use]
    pub fn is_head(self) -> bool {
        matches!(self, Self::Chair | Self::Director)
    }

    /// Whether the post is 副主席, or 副主任 of a 妇代会.
    #[must_use]
    pub fn is_vice(self) -> bool {
        matches!(self, Self::ViceChair | Self::DeputyDirector)
    }

    /// Whether the post is a plain seat: 执委, or 委员 of a 妇代会.
    #[must_use]
    pub fn is_member(self) -> bool {
        matches!(self, Self::Member | Self::Committee)
    }

    /// Rank in lists: 1 head, 2 vice, 3 standing, 4 member, 5 alternate.
    #[must_use]
    pub fn rank(self) -> u32 {
        match self {
            Self::Chair | Self::Director => 1,
            Self::ViceChair | Self::DeputyDirector => 2,
            Self::Standing => 3,
            Self::Member | Self::Committee => 4,
            Self::Alternate => 5,
        }
    }
}
