//! The figures of one congress: who came, which ballots, how many seats.

use crate::check::case::{Case, count, seen_from};
use crate::check::findings::Findings;

use crate::model::{Field, Source};
use crate::problem::{Code, Place, Problem, Severity};
use crate::resolve::{Quorum, Sourced};
use crate::say;

/// Two rows of results for one body; papers use the first. Source: DESIGN 4.
pub(super) static REPEATED_RESULT: Code =
    Code { id: "repeated-result", severity: Severity::Error, source: "DESIGN 4" };
/// More delegates came than were entitled to. Source: DOMAIN 4.6 (7).
pub(super) static PRESENT_EXCEED: Code =
    Code { id: "present-exceed", severity: Severity::Error, source: "DOMAIN 4.6 (7)" };
/// More ballots were given out than delegates came. Source: DOMAIN 4.6 (7).
pub(super) static ISSUED_EXCEED: Code =
    Code { id: "issued-exceed", severity: Severity::Error, source: "DOMAIN 4.6 (7)" };
/// More ballots came back than were given out: the vote is void. Source: DOMAIN R57.
pub(super) static RETURNED_EXCEED: Code =
    Code { id: "returned-exceed", severity: Severity::Error, source: "DOMAIN R57" };
/// Valid and void ballots are not those returned. Source: DOMAIN 4.6 (7).
pub(super) static BALLOTS_SUM: Code =
    Code { id: "ballots-sum", severity: Severity::Error, source: "DOMAIN 4.6 (7)" };
/// Too few delegates came. Source: DOMAIN R47, R48 (`quorum`).
pub(super) static QUORUM: Code = Code { id: "quorum", severity: Severity::Error, source: "DOMAIN R47 R48" };
/// More were elected than there are seats. Source: DOMAIN 4.6 (7).
pub(super) static ELECTED_EXCEED: Code =
    Code { id: "elected-exceed", severity: Severity::Error, source: "DOMAIN 4.6 (7)" };
/// Too few nominees for the seats. Source: DOMAIN R40 (`exec_margin`).
pub(super) static EXEC_MARGIN: Code =
    Code { id: "exec-margin", severity: Severity::Warning, source: "DOMAIN R40" };

/// A figure of a congress: its value, its cell, its name.
struct Figure<'a> {
    at: &'a Place,
    field: Field,
    value: u32,
    zh: &'static str,
    counter: &'static str,
    en: &'static str,
}

/// The known ones among the figures that may not grow: entitled, present, issued, returned, valid.
fn chain<'a>(case: &Case<'a>) -> Vec<Figure<'a>> {
    let c = &case.body.congress;
    let figures: [(Field, &Sourced<u32>, &'static str, &'static str, &'static str); 5] = [
        (Field::Entitled, &c.entitled, "应到代表", "人", "delegates entitled"),
        (Field::Present, &c.present, "实到代表", "人", "delegates present"),
        (Field::Issued, &c.issued, "发出选票", "张", "ballots issued"),
        (Field::Returned, &c.returned, "收回选票", "张", "ballots returned"),
        (Field::Valid, &c.valid, "有效票", "张", "valid ballots"),
    ];
    let known = figures.into_iter().filter_map(|(field, value, zh, counter, en)| {
        Some((field, value.get()?, value.place()?, (zh, counter, en)))
    });
    known.map(|(field, value, at, (zh, counter, en))| Figure { at, field, value, zh, counter, en }).collect()
}

/// The problem of a figure that is larger than the known one before it.
fn grows(case: &Case<'_>, field: Field, code: &'static Code, problems: &mut Findings) {
    let chain = chain(case);
    for pair in chain.windows(2) {
        let [before, after] = pair else { continue };
        if after.field != field || after.value <= before.value {
            continue;
        }
        let Figure { zh, counter, en, value, .. } = after;
        let (before_zh, before_counter, before_en, most) =
            (before.zh, before.counter, before.en, before.value);
        let (place, cell) = (case.place(), seen_from(after.at, before.at));
        let message = say!(
            "{place}{zh} {value} {counter}，多于{before_zh} {most} {before_counter}（{cell}）",
            "{place}: {value} {en}, more than {most} {before_en} ({cell})"
        );
        let hint = say!("核对这两个数，改正错的一个", "check both numbers and correct one");
        problems.push(Problem::new(code, after.at.clone(), message).hint(hint).also([before.at.clone()]));
    }
}

/// [`REPEATED_RESULT`].
pub(super) fn repeated_result(case: &Case<'_>, problems: &mut Findings) {
    let congress = &case.body.congress;
    let same_sheet = |one: &Source, two: &Source| one.file == two.file && one.sheet == two.sheet;
    for other in &congress.repeated {
        let Some(first) = congress.rows.iter().find(|row| same_sheet(&row.source, &other.source)) else {
            continue;
        };
        let (place, cell) = (case.place(), seen_from(&other.at(Field::Unit), &first.at(Field::Unit)));
        let message = say!(
            "{place}的选举结果有两行，前一行在 {cell}",
            "{place} has two rows of results, the first at {cell}"
        );
        let hint = say!("只留一行；文书按前一行制作", "keep one row; papers use the first");
        problems.push(
            Problem::new(&REPEATED_RESULT, other.at(Field::Unit), message)
                .hint(hint)
                .also([first.at(Field::Unit)]),
        );
    }
}

/// [`PRESENT_EXCEED`].
pub(super) fn present_exceed(case: &Case<'_>, problems: &mut Findings) {
    grows(case, Field::Present, &PRESENT_EXCEED, problems);
}

/// [`ISSUED_EXCEED`].
pub(super) fn issued_exceed(case: &Case<'_>, problems: &mut Findings) {
    grows(case, Field::Issued, &ISSUED_EXCEED, problems);
}

/// [`RETURNED_EXCEED`].
pub(super) fn returned_exceed(case: &Case<'_>, problems: &mut Findings) {
    grows(case, Field::Returned, &RETURNED_EXCEED, problems);
}

/// [`BALLOTS_SUM`]; where one of the three is missing, valid ballots still cannot exceed those before them.
pub(super) fn ballots_sum(case: &Case<'_>, problems: &mut Findings) {
    let c = &case.body.congress;
    let (Some(returned), Some(valid), Some(void)) = (c.returned.get(), c.valid.get(), c.void.get()) else {
        grows(case, Field::Valid, &BALLOTS_SUM, problems);
        return;
    };
    let sum = u64::from(valid) + u64::from(void);
    if sum == u64::from(returned) {
        return;
    }
    let (Some(here), Some(there)) = (c.valid.place(), c.returned.place()) else { return };
    let (place, cell) = (case.place(), seen_from(here, there));
    let message = say!(
        "{place}有效票 {valid} 张加无效票 {void} 张是 {sum} 张，收回选票（{cell}）却是 {returned} 张",
        "{place}: {valid} valid and {void} void ballots make {sum}, but {returned} were returned ({cell})"
    );
    let hint = say!("核对有效票、无效票和收回选票三个数", "check the valid, void and returned ballots");
    problems.push(Problem::new(&BALLOTS_SUM, here.clone(), message).hint(hint).also([there.clone()]));
}

/// [`QUORUM`]: of the congress, else of the plenary; without a congress there is no plenary.
pub(super) fn quorum(case: &Case<'_>, problems: &mut Findings) {
    let (c, p) = (&case.body.congress, &case.body.plenary);
    let fails = |quorum: &Quorum| quorum.met == Some(false);
    let (entitled, present, quorum, (zh, en)) = match (fails(&c.quorum), fails(&p.quorum)) {
        (true, _) => (&c.entitled, &c.present, c.quorum, ("代表", "delegates")),
        (false, true) => (&p.entitled, &p.present, p.quorum, ("执委", "members of the committee")),
        (false, false) => return,
    };
    let (Some(entitled), Some(number), Some(needed)) = (entitled.get(), present.get(), quorum.needed) else {
        return;
    };
    let (place, share) = (case.place(), case.rules().quorum_text());
    let at = present.place().cloned().unwrap_or(Place::Workspace);
    let message = say!(
        "{place}应到{zh} {entitled} 人，实到 {number} 人，没有达到“{share}”的规定（至少 {needed} 人）",
        "{place}: {number} of {entitled} {en} present, fewer than the quorum of {needed}"
    );
    let hint = say!(
        "核对应到、实到人数；会议人数规定在 cycle.toml 的 quorum",
        "check both numbers; the quorum is set in cycle.toml"
    );
    problems.push(Problem::new(&QUORUM, at, message).hint(hint));
}

/// [`ELECTED_EXCEED`]: by the number on the sheet or the length of the roster, else by the marks in the table of votes.
pub(super) fn elected_exceed(case: &Case<'_>, problems: &mut Findings) {
    let Some(seats) = case.seats() else { return };
    let known = &case.body.congress.elected;
    let stated = known.told().map(|(elected, at)| (*elected, at.clone()));
    let listed = known.get().zip(known.place().cloned());
    let marked: Vec<_> =
        case.member_votes().filter(|line| line.row.value.elected.get() == Some(true)).collect();
    let by_marks = marked.last().map(|line| (count(marked.len()), line.row.at(Field::Elected)));
    let exceeds = |found: &(u32, _)| found.0 > seats;
    let Some((elected, at)) = stated.or(listed).filter(exceeds).or_else(|| by_marks.filter(exceeds)) else {
        return;
    };
    let place = case.place();
    let message = say!(
        "{place}应选执委 {seats} 人，当选 {elected} 人",
        "{place}: {elected} elected for {seats} seats of the executive"
    );
    let hint = say!("核对应选人数和当选人数", "check the seats and the number elected");
    problems.push(Problem::new(&ELECTED_EXCEED, at, message).hint(hint));
}

/// [`EXEC_MARGIN`].
pub(super) fn exec_margin(case: &Case<'_>, problems: &mut Findings) {
    let Some(seats) = case.seats() else { return };
    let margin = case.rules().margin_of(seats);
    let known = &case.body.congress.nominees;
    let told = known.told().map(|(nominees, at)| (*nominees, at.clone()));
    let Some((nominees, at)) = told.or(known.get().zip(known.place().cloned())) else { return };
    if nominees >= seats.saturating_add(margin) {
        return;
    }
    let place = case.place();
    let message = say!(
        "{place}执委候选人 {nominees} 人，应选 {seats} 人，差额不足 {margin} 人",
        "{place}: {nominees} nominees for {seats} seats; {margin} more than the seats are asked for"
    );
    let hint = say!(
        "等额选举时把 cycle.toml 的 exec_margin 改为 0",
        "for an equal-number vote set exec_margin = 0 in cycle.toml"
    );
    problems.push(Problem::new(&EXEC_MARGIN, at, message).hint(hint));
}
