//! The fields of a record: what a column of a table can mean.
//!
//! Which headers stand for a field is data (`src/read/headers.toml`); a field that is misspelt in code does not compile.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A field, by its name in JSON and in `cycle.toml` (DESIGN 4).
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, borsh::BorshSerialize, borsh::BorshDeserialize,
        )]
        pub enum Field {
            $($(#[$doc])* $variant,)*
        }

        impl Field {
            /// Every field, in the order of this file.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in JSON and in `cycle.toml`: `birth`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The field of a name; `None` where there is no such field.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

fields! {
    /// 序号.
    Seq = "seq",
    /// 县.
    County = "county",
    /// 乡镇.
    Town = "town",
    /// 村（社区）.
    Unit = "unit",
    /// 姓名.
    Name = "name",
    /// 性别.
    Gender = "gender",
    /// 民族.
    Ethnicity = "ethnicity",
    /// 出生年月.
    Birth = "birth",
    /// 年龄.
    Age = "age",
    /// 政治面貌.
    Politics = "politics",
    /// 是否党员: a tick.
    IsParty = "is_party",
    /// 入党时间.
    JoinedParty = "joined_party",
    /// 学历.
    Education = "education",
    /// 全日制学历.
    EducationFull = "education_full",
    /// 在职学历.
    EducationJob = "education_job",
    /// 妇联职务.
    Role = "role",
    /// 主席: a tick, a name or a count.
    RoleChair = "role_chair",
    /// 副主席: the same.
    RoleVice = "role_vice",
    /// 常委: the same.
    RoleStanding = "role_standing",
    /// 执委: the same.
    RoleExec = "role_exec",
    /// 村（社区）两委职务.
    Posts = "posts",
    /// 是否进两委.
    InCommittee = "in_committee",
    /// 是否新任.
    IsNew = "is_new",
    /// 是否连任.
    IsContinued = "is_continued",
    /// 新任 or 连任, from whichever column says it.
    Renewed = "renewed",
    /// 专职、挂职、兼职.
    Duty = "duty",
    /// 工作单位及职务.
    Workplace = "workplace",
    /// 职业.
    Job = "job",
    /// 代表类型.
    Sector = "sector",
    /// 联系电话.
    Phone = "phone",
    /// 身份证号.
    IdNumber = "id_number",
    /// 备注.
    Note = "note",
    /// 是否到会.
    Attended = "attended",
    /// 缺席, 请假: a tick says that she did not come.
    Absent = "absent",
    /// 代表团.
    Delegation = "delegation",
    /// 是否代表.
    IsDelegate = "is_delegate",
    /// 推荐方式.
    Recommend = "recommend",
    /// 赞成票.
    For = "for",
    /// 反对票.
    Against = "against",
    /// 弃权票.
    Abstain = "abstain",
    /// 是否当选; of a congress 当选人数.
    Elected = "elected",
    /// 到会执委数.
    Voters = "voters",
    /// 应到.
    Entitled = "entitled",
    /// 实到.
    Present = "present",
    /// 发出选票.
    Issued = "issued",
    /// 收回选票.
    Returned = "returned",
    /// 有效票.
    Valid = "valid",
    /// 无效票.
    Void = "void",
    /// 应选人数.
    Seats = "seats",
    /// 候选人数.
    Nominees = "nominees",
    /// 当选人数.
    ElectedCount = "elected_count",
    /// 大会日期.
    Date = "date",
    /// 大会地点.
    Place = "place",
    /// 主持人.
    Host = "host",
    /// 监票人、计票人.
    Tellers = "tellers",
    /// 主席姓名.
    ChairName = "chair_name",
    /// 主席电话.
    ChairPhone = "chair_phone",
    /// The chairs whom a table of results names, from whichever column.
    Chairs = "chairs",
    /// 副主席姓名.
    ViceNames = "vice_names",
    /// The vice-chairs whom a table of results names, from whichever column.
    ViceChairs = "vice_chairs",
    /// 执委名单.
    ExecNames = "exec_names",
    /// 成立筹备小组.
    Prepared = "prepared",
    /// 代表产生日期.
    DelegatesChosen = "delegates_chosen",
    /// The day of the congress in a table of progress.
    Congress = "congress",
    /// 备案日期.
    Filed = "filed",
    /// 是否完成.
    Done = "done",
    /// 村 or 社区.
    Kind = "kind",
    /// 妇女人数.
    Women = "women",
    /// 18岁以上妇女人数.
    WomenAdult = "women_adult",
    /// 户数.
    Households = "households",
    /// 总人口.
    Population = "population",
    /// 代表名额.
    DelegateSeats = "delegate_seats",
    /// 村（社区）党组织.
    Party = "party",
    /// 项目 of a summary counted by hand.
    Item = "item",
    /// 本届人数 of such a summary.
    StatedNow = "stated_now",
    /// 占比 of such a summary.
    Share = "share",
    /// 上届人数 of such a summary.
    StatedBefore = "stated_before",
    /// 比上届 of such a summary.
    StatedChange = "stated_change",
    /// A known column without a field of its own, kept under its header.
    Extra = "extra",
    /// A known column that is not used.
    Ignored = "ignored",
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::named(&name).ok_or_else(|| de::Error::custom(format_args!("no field is called {name:?}")))
    }
}
