//! `cycle.toml` as written. Nobody but `cycle` sees these types; keys that do not exist are refused.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::cycle::organisation::{Method, Organisation};
use crate::cycle::rules::Rules;
use crate::model::{Level, PartialDate, Role, TableKind};

/// The file every workspace has.
pub const CYCLE_FILE: &str = "cycle.toml";

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CycleFile {
    pub cycle: CycleSection,
    pub town: TownSection,
    #[serde(default)]
    pub units: Vec<String>,
    #[serde(default)]
    pub extra_columns: Vec<String>,
    #[serde(default)]
    pub congress: CongressSection,
    #[serde(default)]
    pub stage: Vec<Spanned<StageSection>>,
    #[serde(default)]
    pub basis: Vec<Basis>,
    #[serde(default)]
    pub leading_group: LeadingGroup,
    #[serde(default)]
    pub rules: Rules,
    #[serde(default)]
    pub ballot: Ballot,
    #[serde(default)]
    pub packet: Packet,
    #[serde(default)]
    pub body: BTreeMap<String, BodySection>,
    #[serde(default)]
    pub table: Vec<Spanned<TableSection>>,
    #[serde(default)]
    pub wording: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CycleSection {
    pub term: Spanned<u32>,
    pub congress: Option<Spanned<u32>>,
    pub as_of: PartialDate,
    pub previous_as_of: Option<PartialDate>,
    #[serde(default = "five")]
    pub term_years: u32,
    pub first: Option<bool>,
    #[serde(default = "conference")]
    pub previous_body: String,
    pub layer: Option<String>,
    pub organisation: Option<Organisation>,
    pub members_by: Option<Method>,
    pub leaders_by: Option<Method>,
    #[serde(default)]
    pub city: LevelSection,
    #[serde(default)]
    pub county: LevelSection,
    #[serde(default)]
    pub town: LevelSection,
    #[serde(default)]
    pub unit: LevelSection,
}

fn five() -> u32 {
    5
}

fn conference() -> String {
    "妇代会".to_owned()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TownSection {
    pub name: Spanned<String>,
    #[serde(default)]
    pub level: LevelWord,
    pub federation: Option<String>,
    pub short: Option<String>,
    pub party: Option<String>,
    pub party_short: Option<String>,
    pub county: Option<String>,
    pub superior: Option<String>,
    pub superior_short: Option<String>,
    pub hotline: Option<String>,
}

/// What one workspace covers: a town, a county (`district` is the older word), or a city of many counties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum LevelWord {
    #[default]
    Town,
    County,
    District,
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

/// What may differ between bodies of one cycle: `[cycle.unit]`, `[cycle.town]` … for a level, `cycle = {…}` of a body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LevelSection {
    /// 届.
    pub term: Option<u32>,
    /// 次.
    pub congress: Option<u32>,
    /// Whether the congress turns a 妇代会 into a 妇联.
    pub first: Option<bool>,
    /// What the body was called before, where `first`.
    pub previous_body: Option<String>,
    /// 妇联 or 妇代会.
    pub organisation: Option<Organisation>,
    /// How the members of the committee are elected.
    pub members_by: Option<Method>,
    /// How chair and vice-chairs are elected.
    pub leaders_by: Option<Method>,
    /// Fewest nominees above the seats; 0 for 等额.
    pub exec_margin: Option<u32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CongressSection {
    #[serde(default)]
    pub title_style: TitleStyle,
}

/// How a congress is called (DOMAIN 1.8 `congress_title_style`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
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

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StageSection {
    pub id: StageId,
    pub name: Option<String>,
    pub start: PartialDate,
    pub end: PartialDate,
    #[serde(default)]
    pub tasks: Vec<String>,
}

/// 筹备、选举、总结.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StageId {
    /// 筹备.
    Prepare,
    /// 选举.
    Elect,
    /// 总结.
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

/// A document of a superior body that the cycle rests on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// Title, with or without 《》.
    pub title: String,
    /// 发文字号.
    pub number: Option<String>,
}

/// 领导小组.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LeadingGroup {
    /// 组长.
    pub head: Option<Seat>,
    /// 副组长.
    pub deputies: Vec<Seat>,
    /// 成员.
    pub members: Vec<Seat>,
    /// Where its office sits.
    pub office: Option<String>,
    /// 办公室主任.
    pub office_head: Option<Seat>,
    /// 联系人.
    pub contact: Option<Contact>,
}

/// A person and her post.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// 姓名.
    pub name: String,
    /// 职务.
    pub post: Option<String>,
}

/// Whom to call.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// 姓名.
    pub name: Option<String>,
    /// 电话.
    pub phone: Option<String>,
}

/// What `cycle.toml` says of one body, under `[body."霞垅村"]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BodySection {
    /// Date of its congress, used where no table gives one.
    pub date: Option<PartialDate>,
    /// Place of its congress.
    pub place: Option<String>,
    /// Who presides.
    pub host: Option<String>,
    /// Its Party organisation.
    pub party: Option<String>,
    /// 发文字号 of its papers.
    pub document_number: Option<String>,
    /// 成文日期 of its papers.
    pub issue_date: Option<PartialDate>,
    /// Seats of the executive, used where no table gives them.
    pub seats: Option<u32>,
    /// 代表名额, used where no table gives it.
    pub delegates: Option<u32>,
    /// When on that day: 上午9时.
    pub time: Option<String>,
    /// Who presides over the first plenary of the executive.
    pub plenary_host: Option<String>,
    /// 换届领导小组 or 筹备组 of a unit; the town's is `[leading_group]`.
    pub group: Option<LeadingGroup>,
    /// 代表资格审查委员会 or 小组.
    pub credential: Option<Board>,
    /// 主席团.
    pub presidium: Vec<Seat>,
    /// 秘书长.
    pub secretary_general: Option<Seat>,
    /// 执行主席.
    pub session_chairs: Vec<Seat>,
    /// 监票人、计票人 of the congress, used where no table names them.
    pub tellers: Vec<Teller>,
    /// 监票人、计票人 of the executive's plenary.
    pub plenary_tellers: Vec<Teller>,
    /// 公示 of delegates and nominees.
    pub notice: Notice,
    /// What is said of single papers, by document id.
    pub paper: BTreeMap<String, PaperSection>,
    /// Its own wording, by key.
    pub wording: BTreeMap<String, String>,
    /// Its own term, organisation and ways of voting.
    pub cycle: LevelSection,
}

/// A committee with a head: 代表资格审查委员会.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Board {
    /// 主任, 组长.
    pub head: Option<Seat>,
    /// 副主任, 副组长.
    pub deputies: Vec<Seat>,
    /// 委员, 成员.
    pub members: Vec<Seat>,
}

/// A scrutineer or counter.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Teller {
    /// 总监票人, 监票人, 总计票人, 计票人.
    pub role: String,
    /// 姓名.
    pub name: String,
}

/// A public notice (公示).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Notice {
    /// First day.
    pub start: Option<PartialDate>,
    /// Last day.
    pub end: Option<PartialDate>,
    /// Where objections are received.
    pub place: Option<String>,
    /// At which number.
    pub phone: Option<String>,
}

/// Number, date and signatory of one paper of one body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PaperSection {
    /// 发文字号: 青妇〔2017〕5号.
    pub number: Option<String>,
    /// 成文日期.
    pub date: Option<PartialDate>,
    /// 签发人.
    pub signer: Option<String>,
}

/// How ballots are printed (`[ballot]`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ballot {
    /// Where the mark goes. Default above the name (DOMAIN R55).
    pub mark: BallotMark,
    /// How many are printed. Default one, to be copied.
    pub copies: BallotCopies,
    /// Ballots on a sheet: 1, 2 or 4, with cut marks between them. Default 1.
    pub per_sheet: u8,
}

impl Default for Ballot {
    fn default() -> Self {
        Self { mark: BallotMark::Above, copies: BallotCopies::One, per_sheet: 1 }
    }
}

/// How packets are bound (`[packet]`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Packet {
    /// Whether page numbers run through the packet; else every paper keeps its own. Default true.
    pub continuous: bool,
}

impl Default for Packet {
    fn default() -> Self {
        Self { continuous: true }
    }
}

/// Where a ballot has the place for the mark (DOMAIN R55).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BallotMark {
    /// 姓名上方.
    Above,
    /// 姓名右边.
    Right,
    /// 姓名左边.
    Left,
}

/// How many ballots are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BallotCopies {
    /// One of each.
    One,
    /// As many as delegates are entitled to attend, and as many as the executive has members.
    Entitled,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableSection {
    pub files: String,
    pub sheet: Option<String>,
    pub kind: Option<TableKind>,
    pub role: Option<Role>,
    pub header_row: Option<u32>,
    #[serde(default)]
    pub columns: BTreeMap<String, String>,
}
