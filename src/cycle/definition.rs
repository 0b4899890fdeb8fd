//! One cycle, checked: what every stage goes by.

use std::collections::BTreeMap;

use crate::cycle::answers::Answers;
use crate::cycle::ballot::{Ballot, Packet};
use crate::cycle::basis::Basis;
use crate::cycle::body_section::{BodySection, LeadingGroup};
use crate::cycle::corrections::Corrections;
use crate::cycle::file::{StageId, TitleStyle};
use crate::cycle::level_section::LevelSection;
use crate::cycle::rules::Rules;
use crate::model::{BodyId, Level, PartialDate, Role, TableKind};

/// One cycle of one town or district, checked.
#[derive(Debug, Clone)]
pub struct Cycle {
    /// 届: number of the executive that is elected.
    pub term: u32,
    /// 次: number of the congress that elects it.
    pub congress: u32,
    /// Whether this congress turns a 妇代会 into a 妇联.
    pub first: bool,
    /// Years of a term.
    pub term_years: u32,
    /// What the body was called before, where `first`.
    pub previous_body: String,
    /// The one base date of all ages.
    pub as_of: PartialDate,
    /// The base date of the ages of the last term's officers; `None` where only their own table can tell it.
    pub previous_as_of: Option<PartialDate>,
    /// What the workspace covers: a town, a county of many, or a city of many counties.
    pub level: Level,
    /// What is said of all bodies of a level.
    pub levels: BTreeMap<Level, LevelSection>,
    /// What is said of all bodies, besides `term` and `congress` above.
    pub own: LevelSection,
    /// The town (or county, or city) and its federation.
    pub town: Town,
    /// Units in the order the cycle lists them; may be empty.
    pub units: Vec<String>,
    /// Headers of columns beyond the known ones that the tables may have; templates find them under `extra`.
    pub extra_columns: Vec<String>,
    /// How congresses are called.
    pub title_style: TitleStyle,
    /// 筹备、选举、总结, in order of time.
    pub stages: Vec<Stage>,
    /// Documents the cycle rests on.
    pub basis: Vec<Basis>,
    /// 领导小组.
    pub leading_group: LeadingGroup,
    /// Thresholds.
    pub rules: Rules,
    /// How ballots are printed.
    pub ballot: Ballot,
    /// How packets are bound.
    pub packet: Packet,
    /// What is said of single bodies, by the name of the place.
    pub bodies: BTreeMap<String, BodySection>,
    /// What the clerk says of single tables.
    pub table_rules: Vec<TableRule>,
    /// Wording of this workspace, by key.
    pub wording: BTreeMap<String, String>,
    /// What was asked and answered: `answers.toml`.
    pub answers: Answers,
    /// Cells put right: `corrections.csv`.
    pub corrections: Corrections,
    /// The district's template layer, if the cycle names one.
    pub layer: Option<String>,
}

/// The town, its federation and whom it answers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Town {
    /// 青坑镇.
    pub name: String,
    /// 青坑镇妇女联合会.
    pub federation: String,
    /// 青坑镇妇联.
    pub short: String,
    /// 中共青坑镇委员会.
    pub party: Option<String>,
    /// 镇党委.
    pub party_short: Option<String>,
    /// 县.
    pub county: Option<String>,
    /// The superior federation in full.
    pub superior: Option<String>,
    /// The superior federation in short.
    pub superior_short: Option<String>,
    /// 监督电话.
    pub hotline: Option<String>,
}

/// One stage of the cycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Which.
    pub id: StageId,
    /// 筹备阶段 …
    pub name: String,
    /// First day.
    pub start: PartialDate,
    /// Last day.
    pub end: PartialDate,
    /// How papers say its time, where its days are not to be printed.
    pub time: Option<String>,
    /// What is done in it.
    pub tasks: Vec<String>,
}

/// What the clerk says of tables that are not understood by themselves (`[[table]]`).
#[derive(Debug, Clone)]
pub struct TableRule {
    /// Which files, relative to the workspace.
    pub files: globset::GlobMatcher,
    /// Which sheets of them; `None` for all.
    pub sheet: Option<globset::GlobMatcher>,
    /// Their kind, whatever their headers say.
    pub kind: Option<TableKind>,
    /// The post of everybody in a list without a column for it.
    pub role: Option<Role>,
    /// The row of the header's first level, from 1.
    pub header_row: Option<u32>,
    /// Header → field.
    pub columns: BTreeMap<String, String>,
}

impl Cycle {
    /// Every term that a body of the workspace may be in: 第十五届 of the town, 第二届 of its villages.
    pub fn terms(&self) -> impl Iterator<Item = u32> {
        let own = self.bodies.values().filter_map(|body| body.cycle.term);
        std::iter::once(self.term).chain(self.levels.values().filter_map(|level| level.term)).chain(own)
    }

    /// What the cycle says of one body: by its full name (青坑镇霞垅村), else by the name of its place.
    #[must_use]
    pub fn body(&self, body: &BodyId) -> Option<&BodySection> {
        let full =
            body.unit.as_ref().and_then(|unit| self.bodies.get(&format!("{}{unit}", body.town_name())));
        full.or_else(|| self.bodies.get(body.place()))
    }

    /// What the cycle says of a sheet: the first rule that names it.
    #[must_use]
    pub fn table_rule(&self, path: &str, sheet: &str) -> Option<&TableRule> {
        self.table_rules.iter().find(|rule| {
            rule.files.is_match(path) && rule.sheet.as_ref().is_none_or(|pattern| pattern.is_match(sheet))
        })
    }

    /// A cycle for a plain folder or file without `cycle.toml`: nothing is known but the base date of ages.
    #[must_use]
    pub fn unnamed(as_of: PartialDate) -> Self {
        Self {
            term: 1,
            congress: 1,
            first: false,
            term_years: 5,
            previous_body: String::new(),
            as_of,
            previous_as_of: None,
            level: Level::County,
            levels: BTreeMap::new(),
            own: LevelSection::default(),
            town: Town {
                name: String::new(),
                federation: String::new(),
                short: String::new(),
                party: None,
                party_short: None,
                county: None,
                superior: None,
                superior_short: None,
                hotline: None,
            },
            units: Vec::new(),
            extra_columns: Vec::new(),
            title_style: TitleStyle::default(),
            stages: Vec::new(),
            basis: Vec::new(),
            leading_group: LeadingGroup::default(),
            rules: Rules::default(),
            ballot: Ballot::default(),
            packet: Packet::default(),
            bodies: BTreeMap::new(),
            table_rules: Vec::new(),
            wording: BTreeMap::new(),
            answers: Answers::default(),
            corrections: Corrections::default(),
            layer: None,
        }
    }

    /// The name of a body's place with its town: 青坑镇霞垅村, or 青坑镇.
    #[must_use]
    pub fn full_place(&self, town: &str, place: &str, level: Level) -> String {
        match level {
            Level::Town => town.to_owned(),
            Level::City | Level::County => place.to_owned(),
            Level::Unit => format!("{town}{place}"),
        }
    }
}
