//! Dates that `cycle.toml` gives to single papers and public notices: in the order of the procedure, and long enough.

use crate::check::case::Case;
use crate::check::dates::is_before;
use crate::check::findings::Findings;
use crate::cycle::CYCLE_FILE;
use crate::model::{Field, PartialDate};
use crate::problem::{Code, Place, Problem, Severity};
use crate::say;

/// Papers whose dates do not follow one another. Source: DOMAIN 4.6 (10).
pub(super) static PAPER_ORDER: Code =
    Code { id: "paper-order", severity: Severity::Error, source: "DOMAIN 4.6 (10)" };
/// A public notice that is shorter than the rules ask for. Source: DOMAIN R46.
pub(super) static NOTICE_DAYS: Code =
    Code { id: "notice-days", severity: Severity::Warning, source: "DOMAIN R46" };

/// Filed later than the cycle asks for. Source: DOMAIN R78 (`filing_days`: no source sets it for all).
pub(super) static FILED_LATE: Code =
    Code { id: "filed-late", severity: Severity::Warning, source: "DOMAIN R78" };

/// A step with its date and its name.
type Step = (Option<PartialDate>, &'static str, &'static str);

/// What has to follow what: each line by itself. Source: DOMAIN 2, 4.6 (10).
fn orders(case: &Case<'_>) -> Vec<Vec<Step>> {
    let Some(section) = case.cycle().body(&case.body.id) else { return Vec::new() };
    let dated = |id: &str| section.paper.get(id).and_then(|paper| paper.date);
    let filed = || case.body.rows.progress.and_then(|row| row.value.filed.get());
    let held = (case.body.congress.date.get(), "大会", "the congress");
    let approval = (dated("approval"), "批复", "the approval");
    let (first, second) = (&section.notice, &section.nominee_notice);
    vec![
        vec![
            (dated("request"), "请示", "the request"),
            approval,
            held,
            (dated("result-report"), "选举结果请示（报告）", "the paper about the result"),
            (dated("result-approval"), "选举结果批复", "the approval of the result"),
            (dated("filing-report").or_else(filed), "备案", "the filing"),
        ],
        // The announcement says that the result was approved.
        vec![
            held,
            (dated("result-approval"), "选举结果批复", "the approval of the result"),
            (dated("announcement"), "选举结果公告", "the announcement of the result"),
        ],
        vec![approval, (dated("report-up"), "给上级妇联的报告", "the report to the superior"), held],
        vec![(dated("congress-notice"), "会议通知", "the notice of the congress"), held],
        vec![held, (section.plenary_date, "执委会第一次全体会议", "the first plenary")],
        vec![
            (first.start, "代表公示开始", "the first day of the notice of delegates"),
            (first.end, "代表公示结束", "the last day of the notice of delegates"),
            held,
        ],
        vec![
            (dated("nominee-request"), "候选人请示", "the request about the nominees"),
            (dated("nominee-approval"), "候选人批复", "the approval of the nominees"),
            held,
        ],
        vec![
            (dated("consultation-letter"), "征求上级妇联意见的函", "the letter to the federation above"),
            (dated("nominee-approval"), "候选人批复", "the approval of the nominees"),
        ],
        vec![
            (dated("nominee-request"), "候选人请示", "the request about the nominees"),
            (second.start, "候选人公示开始", "the first day of the notice of nominees"),
            (second.end, "候选人公示结束", "the last day of the notice of nominees"),
            held,
        ],
    ]
}

/// [`PAPER_ORDER`]: against one another and the congress; each pair once.
pub(super) fn paper_order(case: &Case<'_>, problems: &mut Findings) {
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for steps in orders(case) {
        let known: Vec<_> = steps.into_iter().filter_map(|(date, zh, en)| Some((date?, zh, en))).collect();
        for pair in known.windows(2) {
            let [(before, before_zh, before_en), (after, after_zh, after_en)] = pair else { continue };
            if !is_before(*after, *before) || seen.contains(&(*before_zh, *after_zh)) {
                continue;
            }
            seen.push((*before_zh, *after_zh));
            let place = case.place();
            let message = say!(
                "{place}{after_zh}的日期 {after}，早于{before_zh}的日期 {before}",
                "{place}: {after_en} is dated {after}, before {before_en} of {before}"
            );
            let hint = say!(
                "核对 cycle.toml [body.\"{place}\"] 里各份材料的日期和表里的日期",
                "check the dates of the papers in [body.\"{place}\"] of cycle.toml and those of the tables"
            );
            let at = Place::File(CYCLE_FILE.to_owned());
            problems.push(Problem::new(&PAPER_ORDER, at, message).hint(hint));
        }
    }
}

/// [`NOTICE_DAYS`].
pub(super) fn notice_days(case: &Case<'_>, problems: &mut Findings) {
    let (Some(section), Some(least)) = (case.cycle().body(&case.body.id), case.cycle().rules.notice_days)
    else {
        return;
    };
    let notices = [
        (&section.notice, "代表公示", "the notice of delegates"),
        (&section.nominee_notice, "候选人公示", "the notice of nominees"),
    ];
    for (notice, zh, en) in notices {
        let Some(days) = notice.days().filter(|days| *days < least) else { continue };
        let place = case.place();
        let message = say!(
            "{place}{zh}从头到尾 {days} 天，规定公示 {least} 天",
            "{place}: {en} lasts {days} days, the rules ask for {least}"
        );
        let hint = say!(
            "改 cycle.toml [body.\"{place}\"] 里公示的 start、end，或 [rules] 的 notice_days",
            "change start and end of the notice in [body.\"{place}\"] of cycle.toml, or notice_days in [rules]"
        );
        problems.push(Problem::new(&NOTICE_DAYS, Place::File(CYCLE_FILE.to_owned()), message).hint(hint));
    }
}

/// [`FILED_LATE`]: counted from the congress to the day of filing.
pub(super) fn filed_late(case: &Case<'_>, problems: &mut Findings) {
    let Some(row) = case.body.rows.progress else { return };
    let (Some(most), Some(filed), Some(held)) =
        (case.cycle().rules.filing_days, row.value.filed.get(), case.body.congress.date.get())
    else {
        return;
    };
    let is_late = |days: &i32| u32::try_from(*days).is_ok_and(|days| days > most);
    let Some(days) = filed.days_since(held).filter(is_late) else { return };
    let place = case.place();
    let message = say!(
        "{place}备案日期 {filed}，离大会 {held} 有 {days} 天，规定选举后 {most} 天内报送",
        "{place}: filed on {filed}, {days} days after the congress of {held}; the rules ask for {most}"
    );
    let hint = say!(
        "核对备案日期，或者改 cycle.toml [rules] 的 filing_days",
        "check the day of filing, or change filing_days in [rules] of cycle.toml"
    );
    problems.push(Problem::new(&FILED_LATE, row.at(Field::Filed), message).hint(hint));
}
