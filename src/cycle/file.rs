//! `cycle.toml` as written. Nobody but `cycle` sees these types; keys that do not exist are refused.
//!
//! What is said of a key here, `huanjie schema cycle` shows in other people's editors: Chinese first.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::cycle::ballot::{Ballot, Packet};
use crate::cycle::basis::Basis;
use crate::cycle::body_section::{BodySection, LeadingGroup};
use crate::cycle::level_section::LevelSection;
use crate::cycle::organisation::{Method, Organisation};
use crate::cycle::rules::Rules;
use crate::model::{Level, PartialDate, Role, TableKind};

/// The file every workspace has.
pub const CYCLE_FILE: &str = "cycle.toml";
/// How a new workspace's tables are filled in, for people: it stands beside `cycle.toml`, and is no table.
pub const GUIDE_FILE: &str = "填写说明.txt";

/// 本次换届的设置。 The settings of one cycle.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "cycle.toml")]
pub(super) struct CycleFile {
    pub cycle: CycleSection,
    pub town: TownSection,
    /// 村（社区）名单，按材料里的顺序；可以留空，由表格决定。 The units in order; not in a county or city.
    #[serde(default)]
    pub units: Vec<String>,
    /// 表里自己要加的列的表头；没有写在这里的陌生表头会报 unknown-header。 Headers of columns of your own.
    #[serde(default)]
    pub extra_columns: Vec<String>,
    #[serde(default)]
    pub congress: CongressSection,
    /// 三个阶段，一个阶段一段，不能重叠。 The three stages; they must not overlap.
    #[serde(default)]
    #[schemars(with = "Vec<StageSection>")]
    pub stage: Vec<Spanned<StageSection>>,
    /// 依据的上级文件，一个文件一段。 Documents that the cycle rests on.
    #[serde(default)]
    pub basis: Vec<Basis>,
    /// 镇领导小组。没有填的，文书里留空。 The leading group of the town.
    #[serde(default)]
    pub leading_group: LeadingGroup,
    /// 选举规则。各地规定不同，请按本地选举办法核对。 Thresholds: check them against the local rules.
    #[serde(default)]
    pub rules: Rules,
    #[serde(default)]
    pub ballot: Ballot,
    #[serde(default)]
    pub packet: Packet,
    /// 某一个村（社区）或本镇，每处一段，名称与名单里的一字不差。 What is said of one body, by its name.
    #[serde(default)]
    pub body: BTreeMap<String, BodySection>,
    /// 纠正认表：表头认不出是哪种表时用。 What single tables are.
    #[serde(default)]
    #[schemars(with = "Vec<TableSection>")]
    pub table: Vec<Spanned<TableSection>>,
    /// 本地的文字，按名称替换默认的说法。 Passages by key.
    #[serde(default)]
    pub wording: BTreeMap<String, String>,
}

/// 本届。 The term.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CycleSection {
    /// 【必填】第几届（数字）。 Number of the committee that is elected.
    #[schemars(with = "u32", range(min = 1))]
    pub term: Spanned<u32>,
    /// 第几次妇女代表大会（数字）；默认同届数，不同会提示。 Number of the congress.
    #[schemars(with = "Option<u32>", range(min = 1))]
    pub congress: Option<Spanned<u32>>,
    /// 【必填】计算年龄的基准日。 The day that all ages are counted to.
    pub as_of: PartialDate,
    /// 上届名单里的年龄算到哪一天，与上届比年龄用。 The same for the last term's officers.
    pub previous_as_of: Option<PartialDate>,
    /// 一届几年。 Years of a term.
    #[serde(default = "five")]
    pub term_years: u32,
    /// 是不是由妇代会改建妇联的第一次大会；第一届默认是。 Whether a 妇代会 becomes a 妇联.
    pub first: Option<bool>,
    /// 换届前的组织名称，第一次大会用。 What the body was called before.
    #[serde(default = "conference")]
    pub previous_body: String,
    /// 本地区的模板层：templates 里的文件夹名，或文件夹、zip 文件的路径。 The district's template layer.
    pub layer: Option<String>,
    /// 组织的种类，默认 "妇联"。 Federation or conference.
    pub organisation: Option<Organisation>,
    /// 委员怎样选，默认无记名投票。 How the members are elected.
    pub members_by: Option<Method>,
    /// 主席、副主席怎样选；默认看选举规则。 How chair and vice-chairs are elected.
    pub leaders_by: Option<Method>,
    /// 市这一级与上面不同的。 What differs for the city.
    #[serde(default)]
    pub city: LevelSection,
    /// 县（市、区）这一级与上面不同的。 What differs for counties.
    #[serde(default)]
    pub county: LevelSection,
    /// 乡镇（街道）这一级与上面不同的。 What differs for towns.
    #[serde(default)]
    pub town: LevelSection,
    /// 村（社区）这一级与上面不同的。 What differs for units.
    #[serde(default)]
    pub unit: LevelSection,
}

fn five() -> u32 {
    5
}

fn conference() -> String {
    "妇代会".to_owned()
}

/// 乡镇、街道、区县或市。 The place and its federation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TownSection {
    /// 【必填】名称，例如 "青坑镇"。 Name of the place.
    #[schemars(with = "String", length(min = 1))]
    pub name: Spanned<String>,
    /// 这个工作区管多大的范围。 What the workspace covers.
    #[serde(default)]
    pub level: LevelWord,
    /// 妇联全称；默认为名称加“妇女联合会”。 The federation in full.
    pub federation: Option<String>,
    /// 妇联简称；默认为名称加“妇联”。 The federation in short.
    pub short: Option<String>,
    /// 同级党组织全称。 The Party organisation in full.
    pub party: Option<String>,
    /// 同级党组织简称，例如 "镇党委"。 The Party organisation in short.
    pub party_short: Option<String>,
    /// 所属县（市、区）。 The county.
    pub county: Option<String>,
    /// 上级妇联全称。 The superior federation in full.
    pub superior: Option<String>,
    /// 上级妇联简称。 The superior federation in short.
    pub superior_short: Option<String>,
    /// 换届监督电话，印在纪律提醒卡（A7）上。 Telephone for complaints.
    pub hotline: Option<String>,
}

/// What one workspace covers: a town, a county (`district` is the older word), or a city of many counties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum LevelWord {
    /// 一个乡镇（街道）。 One town.
    #[default]
    Town,
    /// 多个乡镇的县（市、区）。 A county of many towns.
    County,
    /// 县（市、区）：以前的写法。 The older word for county.
    District,
    /// 多个县的市。 A city of many counties.
    City,
}

impl LevelWord {
    pub(super) fn level(self) -> Level {
        match self {
            Self::Town => Level::Town,
            Self::County | Self::District => Level::County,
            Self::City => Level::City,
        }
    }
}

/// 大会的名称。 How congresses are called.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CongressSection {
    /// 大会名称的写法。 The style of its name.
    #[serde(default)]
    pub title_style: TitleStyle,
}

/// How a congress is called (DOMAIN 1.8 `congress_title_style`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TitleStyle {
    /// ××镇第×次妇女代表大会.
    #[default]
    OrdinalWomen,
    /// ××镇妇女第×次代表大会.
    WomenOrdinal,
    /// ××镇第×届妇女代表大会.
    TermWomen,
}

/// 一个阶段。 One stage.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StageSection {
    /// 【必填】哪个阶段。 Which.
    pub id: StageId,
    /// 阶段名称；默认“筹备阶段”等。 Its name.
    pub name: Option<String>,
    /// 【必填】开始日期。 First day.
    pub start: PartialDate,
    /// 【必填】结束日期；三个阶段不能重叠。 Last day.
    pub end: PartialDate,
    /// 材料上怎样写这段时间："9月至10月上旬"；不写就用起止日期。 How papers say its time; without it its days.
    pub time: Option<String>,
    /// 这个阶段的任务，几条。 What is done in it.
    #[serde(default)]
    pub tasks: Vec<String>,
}

/// 筹备、选举、总结。 The three stages.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, serde::Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum StageId {
    /// 筹备。 Preparation.
    Prepare,
    /// 选举。 Election.
    Elect,
    /// 总结。 Conclusion.
    Conclude,
}

impl StageId {
    /// The word of `pack.toml` and of JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Prepare => "prepare",
            Self::Elect => "elect",
            Self::Conclude => "conclude",
        }
    }
}

/// 一些文件、工作表是什么表。 What the tables of some files are.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TableSection {
    /// 【必填】哪些文件，从工作文件夹算起：`"data/**/名单*.xlsx"`。 Which files.
    pub files: String,
    /// 只管哪些工作表，可以用 `*`；默认全部。 Which sheets.
    pub sheet: Option<String>,
    /// 种类；默认由程序认。 What kind of table.
    pub kind: Option<TableKind>,
    /// 整张名单都是同一种职务、又没有职务一列的，写明职务。 The post of everybody in it.
    pub role: Option<Role>,
    /// 表头从第几行起；默认由程序认。 The row where the header begins, from 1.
    pub header_row: Option<u32>,
    /// 表头与字段的对应：`{ "何时生" = "birth" }`，字段名见手册附录二。 Header → field.
    #[serde(default)]
    pub columns: BTreeMap<String, String>,
}
