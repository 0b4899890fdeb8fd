//! The cycle and its rules as templates see them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::cycle::{
    Basis, CredentialRoute, Cycle, DelegateShare, Fraction, Method, ResultPaper, ResultRoute, Setting,
    ShortfallRule, StageId, TieRule,
};
use crate::fill::context::ballot;
use crate::fill::context::dates::{self, DateView};
use crate::fill::context::seats::{self, GroupView};
use crate::fill::context::town::TownView;
use crate::fill::context::units;
use crate::fill::context::units::{TermView, UnitsView, common};
use crate::model::{BodyId, Level, PartialDate};
use crate::resolve::Body;

/// The cycle of a body.
#[derive(Debug, Serialize)]
pub(super) struct CycleView<'v> {
    #[serde(flatten)]
    own: TermView,
    units: UnitsView,
    term_years: u32,
    term_span: String,
    as_of: DateView,
    previous_as_of: DateView,
    unit_count: usize,
    unit_word: &'static str,
    stages: Vec<StageView<'v>>,
    deadline: DateView,
    /// What the body's own papers rest on, and what the plan for all of them does.
    basis: Vec<BasisView<'v>>,
    all_basis: Vec<BasisView<'v>>,
    leading_group: GroupView<'v>,
    wording: &'v BTreeMap<String, String>,
    hotline: Option<&'v str>,
    /// Whether the body elects in this cycle.
    elects: bool,
    /// Whose elections they are, in the titles of the town's papers: 青坑镇妇联; where it does not elect itself, 青坑镇村妇联.
    subject: String,
    /// What the town's papers call the whole of it: 青坑镇妇联换届; where the town does not elect, 青坑镇村妇代会改建妇联.
    work: String,
    discipline: Vec<&'v str>,
}

#[derive(Debug, Serialize)]
struct StageView<'v> {
    id: StageId,
    name: &'v str,
    start: DateView,
    end: DateView,
    /// 2017年8月21日至9月3日, or as `cycle.toml` says it.
    span: String,
    tasks: &'v [String],
}

#[derive(Debug, Serialize)]
struct BasisView<'v> {
    title: &'v str,
    number: Option<&'v str>,
}

/// A town, and its units with what is set for them; where there are none yet, what is set for their level.
pub(super) struct SetUnits<'u, 's> {
    pub(super) town: &'u TownView,
    pub(super) bodies: &'u [&'u Body<'s>],
    pub(super) settings: &'u [&'u Setting<'s>],
}

/// The cycle of a body; the units are those of its town.
pub(super) fn cycle<'v>(
    cycle: &'v Cycle,
    body: &Body<'_>,
    SetUnits { town, bodies: units, settings }: &SetUnits<'_, '_>,
    wording: &'v BTreeMap<String, String>,
    previous_as_of: Option<PartialDate>,
) -> CycleView<'v> {
    let stages = cycle.stages.iter().map(|stage| StageView {
        id: stage.id,
        name: &stage.name,
        start: dates::date(Some(stage.start)),
        end: dates::date(Some(stage.end)),
        span: stage.time.clone().unwrap_or_else(|| dates::span(stage.start, stage.end)),
        tasks: &stage.tasks,
    });
    let elect = cycle.stages.iter().find(|stage| stage.id == StageId::Elect);
    let start = i64::from(elect.map_or(cycle.as_of, |stage| stage.start).year());
    let end = start + i64::from(cycle.term_years);
    let bare = |title: &'v str| title.trim().trim_start_matches('《').trim_end_matches('》');
    let basis = |basis: &'v Basis| BasisView { title: bare(&basis.title), number: basis.number.as_deref() };
    let own_basis = cycle.basis.iter().filter(|basis| basis.is_of(body.id.level()));
    let (unit_word, units_view) = (units::unit_word(units), UnitsView::of(units, settings));
    // Above the towns and where the town has no congress it is the units that elect.
    let town_elects = match body.id.level() {
        Level::Town => body.setting.elects,
        Level::County | Level::City => false,
        Level::Unit => {
            cycle.setting(&BodyId::of_town(&body.id.town).in_county(&body.id.county, false)).elects
        }
    };
    let subject = match town_elects {
        true => town.short.clone(),
        false => format!("{}{unit_word}{}", town.name, units_view.body_word),
    };
    let work = match town_elects {
        true => format!("{subject}换届"),
        false => format!("{}{}", town.name, units_view.work),
    };
    CycleView {
        own: TermView::of(&body.setting),
        units: units_view,
        term_years: cycle.term_years,
        term_span: format!("{start}—{end}"),
        as_of: dates::date(Some(cycle.as_of)),
        previous_as_of: dates::date(previous_as_of),
        unit_count: units.len(),
        unit_word,
        stages: stages.collect(),
        deadline: dates::date(cycle.stages.last().map(|stage| stage.end)),
        basis: own_basis.map(basis).collect(),
        all_basis: cycle.basis.iter().map(basis).collect(),
        leading_group: seats::group(&cycle.leading_group),
        wording,
        hotline: cycle.town.hotline.as_deref(),
        elects: body.setting.elects,
        subject,
        work,
        discipline: discipline(wording),
    }
}

/// 严禁 of the discipline card: those of the superior where they are set. Ours are nobody's 十个严禁: they stand only where the
/// card does not name the superior's.
fn discipline(wording: &BTreeMap<String, String>) -> Vec<&str> {
    let own = lines(wording.get("discipline"));
    let is_named = !lines(wording.get("discipline-name")).is_empty();
    if own.is_empty() && !is_named { lines(wording.get("discipline-default")) } else { own }
}

/// A wording with one item to the line.
fn lines(text: Option<&String>) -> Vec<&str> {
    text.map(|text| text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()).unwrap_or_default()
}

/// The thresholds of a body, or of several, in numbers and in words; what differs among them is null.
#[derive(Debug, Serialize)]
pub(super) struct RulesView<'v> {
    tie_text: &'static str,
    shortfall_text: &'static str,
    shortfall_rule: ShortfallRule,
    result_route: ResultRoute,
    /// `request` or `report`.
    result_paper: ResultPaper,
    credential_adopted_by: CredentialRoute,
    standing_committee: bool,
    upper_delegates: bool,
    preselection: bool,
    chair_by_hands: Option<bool>,
    members_by_hands: Option<bool>,
    /// 无记名投票, 举手表决, or both.
    method_word: &'static str,
    delegate_margin: u32,
    notice_days: Option<u32>,
    filing_days: Option<u32>,
    quorum_text: String,
    majority_text: String,
    majority_base: &'static str,
    ballot_marks: &'v str,
    /// The sign of those who agree, where `ballot_marks` says it: ○.
    ballot_sign: Option<&'v str>,
    write_in: bool,
    tie_rule: TieRule,
    exec_margin: Option<u32>,
    exec_includes_leaders: bool,
    exec_min: u32,
    exec_max: u32,
    /// 7至15, 不少于25; null where nothing is set.
    exec_size: Option<String>,
    exec_odd: bool,
    vice_min: u32,
    vice_max: u32,
    vice_size: Option<String>,
    /// The fewest full-time and part-time vice-chairs; 0 where none are asked for.
    vice_full_time: u32,
    vice_part_time: u32,
    /// Posts of which a chair has to hold one.
    chair_must_hold: Vec<&'v str>,
    /// The limits to the make-up of the delegates as sentences; empty where there are none.
    delegate_shares: String,
    has_margin: Option<bool>,
    /// 差额, 等额, or both.
    margin_word: &'static str,
    /// How large the margin has to be at least; null where none has to be.
    margin_text: Option<String>,
    decimals: u8,
    decimals_word: &'static str,
    age_min: u32,
    name_sort: &'static str,
}

/// 专职妇女工作者不超过代表总数的半数。
fn delegate_shares(shares: &[DelegateShare]) -> String {
    let limit =
        |word, fraction: Option<Fraction>| fraction.map(|of| format!("{word}代表总数的{}", of.text()));
    let one = |share: &DelegateShare| {
        let limits = [limit("不少于", share.at_least), limit("不超过", share.at_most)];
        format!("{}{}", share.name, limits.into_iter().flatten().collect::<Vec<_>>().join("、"))
    };
    match shares {
        [] => String::new(),
        shares => shares.iter().map(one).collect::<Vec<_>>().join("；") + "。",
    }
}

/// 7至15, 7, 不少于25, 不超过5; nothing where nothing is set.
pub(super) fn size(least: Option<u32>, most: Option<u32>) -> Option<String> {
    match (least, most) {
        (Some(least), Some(most)) if least == most => Some(least.to_string()),
        (Some(least), Some(most)) => Some(format!("{least}至{most}")),
        (Some(least), None) => Some(format!("不少于{least}")),
        (None, Some(most)) => Some(format!("不超过{most}")),
        (None, None) => None,
    }
}

/// The thresholds of one or more bodies of a level, all of one cycle: of their own they have methods and margins only.
pub(super) fn rules<'v>(
    settings: &[&Setting<'_>],
    has_margin: Option<bool>,
    cycle: &'v Cycle,
    level: Level,
    wording: &'v BTreeMap<String, String>,
) -> RulesView<'v> {
    let rules = &cycle.rules;
    let members_by = common(settings, |setting| setting.members_by);
    let leaders_by = common(settings, |setting| setting.leaders_by);
    let committee = rules.committee(level);
    let ballot_marks = ballot::marks(wording);
    RulesView {
        tie_text: match rules.tie_rule {
            TieRule::Revote => "得票相同的候选人就剩余名额重新投票，以得赞成票多的当选",
            TieRule::FewestAgainst => "得反对票少的当选；反对票仍然相同的，就相同得票的候选人重新投票",
        },
        shortfall_text: match rules.shortfall_rule {
            ShortfallRule::LeaveEmpty => "缺额暂时空缺，不再进行选举",
            ShortfallRule::Separate => "就缺额另行选举",
        },
        shortfall_rule: rules.shortfall_rule,
        result_route: rules.result_route,
        result_paper: rules.result_paper,
        credential_adopted_by: rules.credential_route,
        standing_committee: committee.standing,
        upper_delegates: rules.upper_delegates,
        preselection: rules.preselection,
        chair_by_hands: leaders_by.map(|method| method == Method::Hands),
        members_by_hands: members_by.map(|method| method == Method::Hands),
        method_word: match members_by {
            Some(Method::Ballot) => "无记名投票",
            Some(Method::Hands) => "举手表决",
            None => "无记名投票或者举手表决",
        },
        delegate_margin: rules.delegate_margin,
        notice_days: rules.notice_days,
        filing_days: rules.filing_days,
        quorum_text: rules.quorum_text(),
        majority_text: rules.majority_text(),
        majority_base: rules.majority_base.label(),
        ballot_marks,
        ballot_sign: ballot::sign(ballot_marks),
        write_in: rules.write_in,
        tie_rule: rules.tie_rule,
        exec_margin: common(settings, |setting| setting.rules.exec_margin),
        exec_includes_leaders: rules.exec_includes_leaders,
        exec_min: *committee.members().start(),
        exec_max: *committee.members().end(),
        exec_size: size(committee.exec_min, committee.exec_max),
        exec_odd: committee.exec_odd,
        vice_min: *committee.vice_chairs().start(),
        vice_max: *committee.vice_chairs().end(),
        vice_size: size(committee.vice_min, committee.vice_max),
        vice_full_time: committee.vice_full_time,
        vice_part_time: committee.vice_part_time,
        chair_must_hold: committee.chair_must_hold.iter().map(String::as_str).collect(),
        delegate_shares: delegate_shares(&rules.delegate_share),
        has_margin,
        margin_word: match has_margin {
            Some(true) => "差额",
            Some(false) => "等额",
            None => "差额或者等额",
        },
        margin_text: common(settings, |setting| {
            setting.rules.has_margin().then(|| setting.rules.margin_text())
        })
        .flatten(),
        decimals: rules.decimals,
        decimals_word: if rules.decimals == 2 { "两" } else { "一" },
        age_min: rules.age_min,
        name_sort: rules.name_sort.as_str(),
    }
}
