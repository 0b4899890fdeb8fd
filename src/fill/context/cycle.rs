//! The cycle and its rules as templates see them.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use crate::cycle::Cycle;
use crate::cycle::LeadingGroup;
use crate::cycle::Seat;
use crate::cycle::StageId;
use crate::cycle::TieRule;
use crate::cycle::numeral;
use crate::fill::context::{bodies, dates};
use crate::model::BodyRows;
use crate::model::Level;

/// How ballots are marked where no wording says otherwise. Source: DOMAIN R55.
const BALLOT_MARKS: &str = "同意的画“○”，不同意的画“×”，弃权的不画任何符号";

/// The cycle; `units` are those of the body's town.
pub(super) fn cycle(cycle: &Cycle, units: &[&BodyRows<'_>], wording: &BTreeMap<String, String>) -> Json {
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
        "unit_count": units.len(),
        "unit_word": bodies::unit_word(units),
        "stages": stages,
        "deadline": dates::date(cycle.stages.last().map(|stage| stage.end)),
        "basis": basis,
        "leading_group": leading_group(&cycle.leading_group),
        "wording": wording,
    })
}

fn leading_group(group: &LeadingGroup) -> Json {
    let one = |seat: &Option<Seat>| json!({ "name": seat.as_ref().map(|seat| &seat.name), "post": seat.as_ref().and_then(|seat| seat.post.as_ref()) });
    let all = |seats: &[Seat]| {
        seats.iter().map(|seat| json!({ "name": seat.name, "post": seat.post })).collect::<Vec<_>>()
    };
    let contact = group.contact.as_ref();
    json!({
        "head": one(&group.head),
        "deputies": all(&group.deputies),
        "members": all(&group.members),
        "office": group.office,
        "office_head": one(&group.office_head),
        "contact": {
            "name": contact.and_then(|contact| contact.name.as_ref()),
            "phone": contact.and_then(|contact| contact.phone.as_ref()),
        },
    })
}

/// The thresholds at a level, in numbers and in words.
pub(super) fn rules(cycle: &Cycle, level: Level, wording: &BTreeMap<String, String>) -> Json {
    let rules = &cycle.rules;
    let committee = rules.committee(level);
    let tie_rule = match rules.tie_rule {
        TieRule::Revote => "revote",
        TieRule::FewestAgainst => "fewest-against",
    };
    json!({
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
        "age_min": rules.age_min,
    })
}
