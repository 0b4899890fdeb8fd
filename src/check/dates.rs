//! Dates of one body: inside the stage, in order, the same in all tables.

use crate::check::case::{Case, seen_from};
use crate::check::findings::Findings;
use crate::cycle::{CYCLE_FILE, StageId};
use crate::model::{Field, Given, PartialDate, Progress, Row};
use crate::problem::{Code, Place, Problem, Severity};
use crate::resolve::Origin;
use crate::say;

/// Steps in the wrong order. Source: DOMAIN 4.6 (10).
pub(super) static DATE_ORDER: Code =
    Code { id: "date-order", severity: Severity::Error, source: "DOMAIN 4.6 (10)" };
/// Two tables give two dates of one congress. Source: DOMAIN 4.6 (9).
pub(super) static DATE_DIFFERS: Code =
    Code { id: "date-differs", severity: Severity::Warning, source: "DOMAIN 4.6 (9)" };
/// A congress outside the stage of elections. Source: DOMAIN 4.6 (10).
pub(super) static DATE_OUTSIDE: Code =
    Code { id: "date-outside", severity: Severity::Warning, source: "DOMAIN 4.6 (10)" };

/// Whether one date is surely before the other: a month is not before a day in it.
pub(super) fn is_before(one: PartialDate, two: PartialDate) -> bool {
    one < two && !one.agrees_with(two)
}

/// The steps whose dates are known, in the order they should have.
fn steps(case: &Case<'_>) -> Vec<(PartialDate, Place, &'static str, &'static str)> {
    let progress = case.body.rows.progress;
    let step = |field, pick: fn(&Progress) -> &Given<PartialDate>, zh, en| {
        progress.and_then(|row: &Row<Progress>| Some((pick(&row.value).get()?, row.at(field), zh, en)))
    };
    let held = step(Field::Congress, |p| &p.congress, "大会", "the congress");
    let congress = || {
        case.congress()
            .and_then(|row| Some((row.value.date.get()?, row.at(Field::Date), "大会", "the congress")))
    };
    let steps = [
        step(Field::Prepared, |p| &p.prepared, "成立筹备小组", "the preparatory group"),
        step(Field::DelegatesChosen, |p| &p.delegates_chosen, "代表产生", "the choice of delegates"),
        held.or_else(congress),
        step(Field::Filed, |p| &p.filed, "备案", "the filing"),
    ];
    steps.into_iter().flatten().collect()
}

/// [`DATE_ORDER`].
pub(super) fn date_order(case: &Case<'_>, problems: &mut Findings) {
    for pair in steps(case).windows(2) {
        let [(before, earlier, before_zh, before_en), (after, later, after_zh, after_en)] = pair else {
            continue;
        };
        if !is_before(*after, *before) {
            continue;
        }
        let (place, cell) = (case.place(), seen_from(later, earlier));
        let message = say!(
            "{place}{after_zh}的日期“{after}”，早于{before_zh}的日期 {before}（{cell}）",
            "{place}: the date of {after_en}, \"{after}\", lies before that of {before_en}, {before} ({cell})"
        );
        let hint = say!("核对这两个日期", "check both dates");
        problems.push(Problem::new(&DATE_ORDER, later.clone(), message).hint(hint).also([earlier.clone()]));
    }
}

/// [`DATE_DIFFERS`].
pub(super) fn date_differs(case: &Case<'_>, problems: &mut Findings) {
    held_differs(case, problems);
    let Some(progress) = case.body.rows.progress else { return };
    planned_differs(case, progress, problems);
    let Some(result) = case.congress() else { return };
    let (Some(held), Some(noted)) = (result.value.date.get(), progress.value.congress.get()) else { return };
    if held.agrees_with(noted) {
        return;
    }
    let (place, cell) = (case.place(), seen_from(&progress.at(Field::Congress), &result.at(Field::Date)));
    let message = say!(
        "{place}进度表里的大会日期“{noted}”，与选举结果（{cell}）的 {held} 不同",
        "{place}: the date of the congress \"{noted}\" differs from {held} in the results ({cell})"
    );
    let hint = say!("核对大会日期，改正其中一处", "check the date and correct one of them");
    problems.push(
        Problem::new(&DATE_DIFFERS, progress.at(Field::Congress), message)
            .hint(hint)
            .also([result.at(Field::Date)]),
    );
}

/// The day of the results, which papers print, against the one that `cycle.toml` sets.
fn held_differs(case: &Case<'_>, problems: &mut Findings) {
    let date = &case.body.congress.date;
    let Some((held, at)) = date.claim().and_then(|claim| Some((claim.value, claim.origin.stated()?))) else {
        return;
    };
    let Some(set) = date.others().iter().find(|other| other.origin == Origin::Set) else { return };
    let (place, set) = (case.place(), set.value);
    let message = say!(
        "{place}大会日期“{held}”，与 cycle.toml 的 {set} 不同",
        "{place}: the date of the congress \"{held}\" differs from {set} in cycle.toml"
    );
    let hint = say!(
        "核对大会日期，改正其中一处；文书用表里的",
        "check the date and correct one of them; papers use the one of the table"
    );
    problems.push(Problem::new(&DATE_DIFFERS, at.clone(), message).hint(hint));
}

/// The day that `cycle.toml` sets, which papers print, against the table of progress.
fn planned_differs(case: &Case<'_>, progress: &Row<Progress>, problems: &mut Findings) {
    let date = &case.body.congress.date;
    let Some(set) = date.claim().filter(|claim| claim.origin == Origin::Set) else { return };
    let at = progress.at(Field::Congress);
    let Some((noted, _)) = date.told().filter(|(_, place)| **place == at) else { return };
    let (place, set) = (case.place(), set.value);
    let message = say!(
        "{place}进度表里的大会日期“{noted}”，与 cycle.toml 的 {set} 不同",
        "{place}: the date of the congress \"{noted}\" differs from {set} in cycle.toml"
    );
    let hint = say!(
        "核对大会日期，改正其中一处；文书用 cycle.toml 里的",
        "check the date and correct one of them; papers use the one of cycle.toml"
    );
    problems.push(Problem::new(&DATE_DIFFERS, at, message).hint(hint));
}

/// [`DATE_OUTSIDE`].
pub(super) fn date_outside(case: &Case<'_>, problems: &mut Findings) {
    let Some(stage) = case.cycle().stages.iter().find(|stage| stage.id == StageId::Elect) else { return };
    let known = &case.body.congress.date;
    let Some(date) = known.get() else { return };
    let at = known.place().cloned().unwrap_or_else(|| Place::File(CYCLE_FILE.to_owned()));
    if !is_before(date, stage.start) && !is_before(stage.end, date) {
        return;
    }
    let (place, name, start, end) = (case.place(), &stage.name, stage.start, stage.end);
    let message = say!(
        "{place}大会日期“{date}”，不在{name}（{start} 至 {end}）之内",
        "{place}: the date of the congress \"{date}\" is outside the stage of elections ({start} to {end})"
    );
    let hint = say!(
        "核对大会日期；时间安排有变的，改 cycle.toml 的 [[stage]]",
        "check the date, or change [[stage]] in cycle.toml"
    );
    problems.push(Problem::new(&DATE_OUTSIDE, at, message).hint(hint));
}
