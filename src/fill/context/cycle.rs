//! The cycle and its rules as templates see them.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use crate::cycle::BallotCopies;
use crate::cycle::BallotMark;
use crate::cycle::CredentialRoute;
use crate::cycle::Cycle;
use crate::cycle::ResultRoute;
use crate::cycle::ShortfallRule;
use crate::cycle::StageId;
use crate::cycle::TieRule;
use crate::cycle::numeral;
use crate::fill::context::congress::Meeting;
use crate::fill::context::{bodies, dates, seats};
use crate::model::BodyRows;
use crate::model::Level;
use crate::model::stated_base;

/// How ballots are marked where no wording says otherwise. Source: DOMAIN R55.
const BALLOT_MARKS: &str = "同意的画“○”，不同意的画“×”，弃权的不画任何符号";

/// The cycle; `units` are those of the body's town.
pub(super) fn cycle(cycle: &Cycle, units: &[&BodyRows<'_>], wording: &BTreeMap<String, String>) -> Json {
    let previous = units.iter().flat_map(|rows| rows.previous.iter().map(|row| &row.value.person));
    let previous_as_of = cycle.previous_as_of.or_else(|| stated_base(previous, cycle.as_of));
    let stages: Vec<Json> = cycle
        .stages
        .iter()
        .map(|stage| json!({ "id": stage.id, "name": stage.name, "start": dates::date(Some(stage.start)), "end": dates::date(Some(stage.end)), "tasks": stage.tasks }))
        .collect();
    let elect = cycle.stages.iter().find(|stage| stage.id == StageId::Elect);
    let start = i64::from(elect.map_or(cycle.as_of, |stage| stage.start).year());
    let end = start + i64::from(cycle.term_years);
    let bare = |title: &str| title.trim().trim_start_matches('《').trim_end_matches('》').to_owned();
    let basis: Vec<Json> = cycle
        .basis
        .iter()
        .map(|basis| json!({ "title": bare(&basis.title), "number": basis.number }))
        .collect();
    json!({
        "term": cycle.term,
        "congress": cycle.congress,
        "congress_ordinal": format!("第{}次", numeral(cycle.congress)),
        "term_ordinal": format!("第{}届", numeral(cycle.term)),
        "previous_term_ordinal": (cycle.term > 1).then(|| format!("第{}届", numeral(cycle.term - 1))),
        "first": cycle.first,
        "term_years": cycle.term_years,
        "term_span": format!("{start}—{end}"),
        "as_of": dates::date(Some(cycle.as_of)),
        "previous_as_of": dates::date(previous_as_of),
        "unit_count": units.len(),
        "unit_word": bodies::unit_word(units),
        "stages": stages,
        "deadline": dates::date(cycle.stages.last().map(|stage| stage.end)),
        "basis": basis,
        "leading_group": seats::group(&cycle.leading_group),
        "wording": wording,
        "hotline": cycle.town.hotline,
        "discipline": lines(wording.get("discipline")),
    })
}

/// A wording with one item to the line.
fn lines(text: Option<&String>) -> Vec<&str> {
    text.map(|text| text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()).unwrap_or_default()
}

/// How ballots are printed; `copies` is none where as many are asked for as there are delegates, and nobody knows how many.
pub(super) fn ballot(cycle: &Cycle, meeting: &Meeting) -> Json {
    let ballot = &cycle.ballot;
    let (copies, plenary_copies) = match ballot.copies {
        BallotCopies::One => (Some(1), Some(1)),
        BallotCopies::Entitled => (meeting.entitled, meeting.elected.or(meeting.seats)),
    };
    let mark_word = match ballot.mark {
        BallotMark::Above => "上方",
        BallotMark::Right => "右边",
        BallotMark::Left => "左边",
    };
    json!({ "mark": ballot.mark, "mark_word": mark_word, "copies": copies, "plenary_copies": plenary_copies, "per_sheet": ballot.per_sheet })
}

/// The thresholds at a level, in numbers and in words.
pub(super) fn rules(cycle: &Cycle, level: Level, wording: &BTreeMap<String, String>) -> Json {
    let rules = &cycle.rules;
    let committee = rules.committee(level);
    let tie_rule = match rules.tie_rule {
        TieRule::Revote => "revote",
        TieRule::FewestAgainst => "fewest-against",
    };
    let tie_text = match rules.tie_rule {
        TieRule::Revote => "得票相同的候选人就剩余名额重新投票，以得赞成票多的当选",
        TieRule::FewestAgainst => "得反对票少的当选；反对票仍然相同的，就相同得票的候选人重新投票",
    };
    let shortfall_text = match rules.shortfall_rule {
        ShortfallRule::LeaveEmpty => "缺额暂时空缺，不再进行选举",
        ShortfallRule::Separate => "就缺额另行选举",
    };
    json!({
        "tie_text": tie_text,
        "shortfall_text": shortfall_text,
        "shortfall_rule": match rules.shortfall_rule { ShortfallRule::LeaveEmpty => "leave-empty", ShortfallRule::Separate => "separate" },
        "result_route": match rules.result_route { ResultRoute::Party => "party", ResultRoute::Federation => "federation" },
        "credential_adopted_by": match rules.credential_route { CredentialRoute::Meeting => "meeting", CredentialRoute::Presidium => "presidium" },
        "standing_committee": committee.standing,
        "upper_delegates": rules.upper_delegates,
        "preselection": rules.preselection,
        "chair_by_hands": rules.chair_by_hands,
        "delegate_margin": rules.delegate_margin,
        "notice_days": rules.notice_days,
        "filing_days": rules.filing_days,
        "quorum_text": rules.quorum_text(),
        "majority_text": rules.majority_text(),
        "majority_base": rules.majority_base.label(),
        "ballot_marks": wording.get("ballot-marks").map_or(BALLOT_MARKS, String::as_str),
        "write_in": rules.write_in,
        "tie_rule": tie_rule,
        "exec_margin": rules.exec_margin,
        "exec_includes_leaders": rules.exec_includes_leaders,
        "exec_min": committee.exec_min,
        "exec_max": committee.exec_max,
        "exec_odd": committee.exec_odd,
        "vice_min": committee.vice_min,
        "vice_max": committee.vice_max,
        "has_margin": rules.has_margin(),
        "margin_text": rules.margin_text(),
        "decimals": rules.decimals,
        "decimals_word": if rules.decimals == 2 { "两" } else { "一" },
        "age_min": rules.age_min,
        "name_sort": rules.name_sort.as_str(),
    })
}
