//! The executive and its leaders: how many there are.

use std::ops::RangeInclusive;

use crate::check::case::{Case, seen_from};
use crate::check::findings::Findings;
use crate::model::{Duty, Field, Level, Officer, Role, Row, speaks_of_leaving};
use crate::problem::{Code, Problem, Severity};
use crate::resolve::{Someone, unknown_posts};
use crate::say;

/// Fewer or more members than the cycle allows. Source: DOMAIN R23, R24, 1.7 (`exec_min`, `exec_max`).
pub(super) static EXEC_SIZE: Code =
    Code { id: "exec-size", severity: Severity::Warning, source: "DOMAIN R23 R24" };
/// An even number where the cycle asks for an odd one. Source: DOMAIN R24 (`exec_odd`).
pub(super) static EXEC_ODD: Code = Code { id: "exec-odd", severity: Severity::Warning, source: "DOMAIN R24" };
/// Fewer or more vice-chairs than the cycle allows. Source: DOMAIN R26, R27 (`vice_min`, `vice_max`).
pub(super) static VICE_COUNT: Code =
    Code { id: "vice-count", severity: Severity::Warning, source: "DOMAIN R26 R27" };
/// The remark about a nominee or an officer says that she left, and papers go on listing her. Source: DOMAIN R80.
pub(super) static LEFT: Code = Code { id: "left", severity: Severity::Warning, source: "DOMAIN R80" };
/// Alternates, who are no members; or a member who may be one. Source: DOMAIN R80 (替补).
pub(super) static ALTERNATE: Code = Code { id: "alternate", severity: Severity::Note, source: "DOMAIN R80" };
/// A roster of officers without a chair. Source: DOMAIN R25.
pub(super) static NO_CHAIR: Code = Code { id: "no-chair", severity: Severity::Error, source: "DOMAIN R25" };
/// More than one chair. Source: DOMAIN R25.
pub(super) static MANY_CHAIRS: Code =
    Code { id: "many-chairs", severity: Severity::Error, source: "DOMAIN R25" };

/// Fewer full-time or part-time vice-chairs than the cycle asks for. Source: DOMAIN R26, R29 (`vice_full_time`).
pub(super) static DUTY_COUNT: Code =
    Code { id: "duty-count", severity: Severity::Warning, source: "DOMAIN R26 R29" };
/// A chair without any of the posts that the cycle asks for. Source: DOMAIN R30, R31 (`chair_must_hold`).
pub(super) static CHAIR_POST: Code =
    Code { id: "chair-post", severity: Severity::Warning, source: "DOMAIN R30 R31" };

/// A post in the village that no vocabulary has. Source: SPREADSHEETS 3.
pub(super) static UNKNOWN_POST: Code =
    Code { id: "unknown-post", severity: Severity::Warning, source: "SPREADSHEETS 3" };

/// The first row of the body's roster, where problems of the whole roster are shown.
fn roster<'a>(case: &Case<'a>) -> Option<&'a Row<Officer>> {
    case.body.rows.officers.first().copied().filter(|_| case.is_named())
}

/// The same, where a cycle sets thresholds: a file checked without one may be any part of a roster, and a list of heads is
/// none of a committee.
fn measured<'a>(case: &Case<'a>) -> Option<&'a Row<Officer>> {
    let is_list_of_heads = |first: &&Row<Officer>| {
        let is_alone =
            case.body.rows.officers.len() == 1 && first.value.role.get().is_some_and(Role::is_head);
        is_alone && !first.columns.contains_key(&Field::Role)
    };
    roster(case).filter(|first| !case.cycle().town.name.is_empty() && !is_list_of_heads(first))
}

fn section(case: &Case<'_>) -> &'static str {
    match case.level() {
        Level::Town | Level::County | Level::City => "rules.town",
        Level::Unit => "rules.unit",
    }
}

fn range(allowed: &RangeInclusive<u32>) -> String {
    let (least, most) = (allowed.start(), allowed.end());
    if least == most { least.to_string() } else { format!("{least}—{most}") }
}

/// What is said of limits that `cycle.toml` sets, and of those that nobody set.
fn set(is_set: bool) -> (&'static str, &'static str) {
    if is_set { ("本届规定", "this cycle asks for") } else { ("一般是", "usual are") }
}

/// [`EXEC_SIZE`].
pub(super) fn exec_size(case: &Case<'_>, problems: &mut Findings) {
    let Some(first) = measured(case) else { return };
    let (committee, size) = (case.rules().committee(case.level()), case.executive_size());
    let (allowed, place) = (committee.members(), case.place());
    if allowed.contains(&size) {
        return;
    }
    let (set, asked) = set(committee.exec_min.is_some() || committee.exec_max.is_some());
    let range = range(&allowed);
    let message = say!(
        "{place}班子名册有执委 {size} 人，{set} {range} 人",
        "{place}: {size} members of the executive; {asked} {range}"
    );
    let section = section(case);
    let hint = say!(
        "补全名册，或者改 cycle.toml 的 [{section}]",
        "complete the roster, or change [{section}] in cycle.toml"
    );
    problems.push(Problem::new(&EXEC_SIZE, first.at(Field::Name), message).hint(hint));
}

/// [`EXEC_ODD`].
pub(super) fn exec_odd(case: &Case<'_>, problems: &mut Findings) {
    let Some(first) = measured(case) else { return };
    let (size, place) = (case.executive_size(), case.place());
    if !case.rules().committee(case.level()).exec_odd || size % 2 == 1 {
        return;
    }
    let message = say!(
        "{place}班子名册有执委 {size} 人，本届规定是单数",
        "{place}: {size} members of the executive; this cycle asks for an odd number"
    );
    let section = section(case);
    let hint = say!(
        "核对名册，或者改 cycle.toml 的 [{section}] exec_odd",
        "check the roster, or exec_odd in [{section}]"
    );
    problems.push(Problem::new(&EXEC_ODD, first.at(Field::Name), message).hint(hint));
}

/// [`VICE_COUNT`].
pub(super) fn vice_count(case: &Case<'_>, problems: &mut Findings) {
    let Some(first) = measured(case) else { return };
    let committee = case.rules().committee(case.level());
    let vices = case.officers(Role::is_vice);
    if case.body.plenary.unfilled.vice || case.body.awaits_plenary() {
        return;
    }
    let (count, allowed, place) = (vices.len(), committee.vice_chairs(), case.place());
    let at = match u32::try_from(count).unwrap_or(u32::MAX) {
        count if count < *allowed.start() => first.at(Field::Role),
        count if count > *allowed.end() => vices.last().map_or(first, |vice| vice.entry.row).at(Field::Role),
        _ => return,
    };
    let (set, asked) = set(committee.vice_min.is_some() || committee.vice_max.is_some());
    let range = range(&allowed);
    let message = say!(
        "{place}班子名册有副主席 {count} 人，{set} {range} 人",
        "{place}: {count} vice-chairs; {asked} {range}"
    );
    let section = section(case);
    let hint = say!(
        "核对职务一列，或者改 cycle.toml 的 [{section}]",
        "check the posts, or change [{section}] in cycle.toml"
    );
    problems.push(Problem::new(&VICE_COUNT, at, message).hint(hint));
}

/// [`NO_CHAIR`].
pub(super) fn no_chair(case: &Case<'_>, problems: &mut Findings) {
    let Some(first) = roster(case).filter(|_| !case.body.plenary.unfilled.chair) else { return };
    let is_unreadable = |row: &&Row<Officer>| !row.value.role.is_known() && !row.value.role.is_blank();
    if !case.officers(Role::is_head).is_empty() || case.body.rows.officers.iter().any(is_unreadable) {
        return;
    }
    let blank = case.body.rows.officers.iter().copied().find(|row| row.value.role.is_blank());
    let place = case.place();
    if case.body.awaits_plenary() {
        let message = say!(
            "{place}班子名册里没有主席、副主席，按第一次全体会议还没有举行算",
            "{place}: the roster has neither chair nor vice-chairs; the plenary counts as still to come"
        );
        let hint = say!(
            "选出后在职务栏写“主席”“副主席”",
            "write 主席 and 副主席 as their posts once they are elected"
        );
        let problem = Problem::new(&NO_CHAIR, first.at(Field::Role), message).hint(hint);
        problems.push(problem.severity(Severity::Warning));
        return;
    }
    let message = say!("{place}班子名册里没有主席", "{place}: the roster has no chair (主席)");
    let hint = say!("在主席那一行的职务栏写“主席”", "write 主席 as the post of the chair");
    problems.push(Problem::new(&NO_CHAIR, blank.unwrap_or(first).at(Field::Role), message).hint(hint));
}

/// [`LEFT`].
pub(super) fn left(case: &Case<'_>, problems: &mut Findings) {
    let nominees = case.body.nominees.iter().copied().map(Someone::Nominee);
    let officers = case.body.roster().iter().map(|member| Someone::Officer(member.entry));
    for someone in nominees.chain(officers) {
        let Some(note) = someone.person().note.text().filter(|note| speaks_of_leaving(note)) else {
            continue;
        };
        let name = someone.name();
        let message = say!(
            "{name}的备注是“{note}”，材料里照样有她",
            "{name}: the remark is \"{note}\", and papers go on listing her"
        );
        let hint = say!("不算她的，删去这一行", "where she is none any more, delete the row");
        problems.push(Problem::new(&LEFT, someone.at(Field::Note), message).hint(hint));
    }
}

/// [`ALTERNATE`]: one line for each body; a member whose remark says 候补 has a line of her own.
pub(super) fn alternate(case: &Case<'_>, problems: &mut Findings) {
    let alternates = &case.body.alternates;
    if let Some(first) = alternates.first().map(|member| member.entry.row) {
        let (place, count) = (case.place(), alternates.len());
        let names: Vec<&str> =
            alternates.iter().map(|member| member.entry.row.value.person.name_text()).collect();
        let (zh, en) = (names.join("、"), names.join(", "));
        let message = say!(
            "{place}有候补执委 {count} 人，不算执委：{zh}",
            "{place}: {count} alternates, no members: {en}"
        );
        let hint = say!("名单、人数和占比都不含她们", "no list and no number has them");
        problems.push(Problem::new(&ALTERNATE, first.at(Field::Role), message).hint(hint));
    }
    let says = |row: &&Row<Officer>| row.value.person.note.text().is_some_and(|note| note.contains("候补"));
    let members = case.body.roster().iter().map(|member| member.entry.row);
    for row in members.filter(says) {
        let name = row.value.person.name_text();
        let message = say!(
            "{name}的备注说她是候补，职务却不是“候补执委”，按执委算",
            "{name}: the remark says 候补, the post does not; she counts as a member"
        );
        let hint = say!("是候补的，职务写“候补执委”", "write 候补执委 as the post of an alternate");
        problems.push(
            Problem::new(&ALTERNATE, row.at(Field::Note), message).hint(hint).severity(Severity::Warning),
        );
    }
}

/// [`MANY_CHAIRS`].
pub(super) fn many_chairs(case: &Case<'_>, problems: &mut Findings) {
    if !case.is_named() {
        return;
    }
    let chairs = case.officers(Role::is_head);
    let Some((first, others)) = chairs.split_first() else { return };
    let first = first.entry.row;
    let others = others.iter().map(|other| other.entry.row);
    for other in others.filter(|other| other.value.person.name != first.value.person.name) {
        let (place, name, cell) = (
            case.place(),
            other.value.person.name_text(),
            seen_from(&other.at(Field::Role), &first.at(Field::Role)),
        );
        let message = say!(
            "{place}已有一名主席（{cell}），{name}也写成主席",
            "{place} has a chair ({cell}); {name} is chair too"
        );
        let hint = say!("主席只有一名：改正职务", "there is one chair: correct the post");
        problems.push(
            Problem::new(&MANY_CHAIRS, other.at(Field::Role), message)
                .hint(hint)
                .also([first.at(Field::Role)]),
        );
    }
}

/// [`DUTY_COUNT`]: only where the roster tells who is full-time.
pub(super) fn duty_count(case: &Case<'_>, problems: &mut Findings) {
    let Some(first) = measured(case) else { return };
    let committee = case.rules().committee(case.level());
    let vices = case.officers(Role::is_vice);
    if vices.iter().all(|vice| !vice.entry.row.value.duty.is_known()) {
        return;
    }
    let kinds = [
        (Duty::FullTime, committee.vice_full_time, "vice_full_time", "full-time"),
        (Duty::PartTime, committee.vice_part_time, "vice_part_time", "part-time"),
    ];
    for (duty, least, key, en) in kinds {
        let count = vices.iter().filter(|vice| vice.entry.row.value.duty.get() == Some(duty)).count();
        if u32::try_from(count).is_ok_and(|count| count >= least) {
            continue;
        }
        let (place, section) = (case.place(), section(case));
        let message = say!(
            "{place}有{duty}副主席 {count} 人，本届规定至少 {least} 人",
            "{place}: {count} {en} vice-chairs; this cycle asks for {least} at least"
        );
        let hint = say!(
            "核对专兼职一栏，或者改 cycle.toml 的 [{section}] {key}",
            "check who is full-time, or change {key} in [{section}] of cycle.toml"
        );
        let at = vices.first().map_or(first, |vice| vice.entry.row).at(Field::Duty);
        problems.push(Problem::new(&DUTY_COUNT, at, message).hint(hint));
    }
}

/// [`CHAIR_POST`]: only where the roster has a column for posts or work.
pub(super) fn chair_post(case: &Case<'_>, problems: &mut Findings) {
    let wanted = &case.rules().committee(case.level()).chair_must_hold;
    for member in case.officers(Role::is_head).into_iter().filter(|_| !wanted.is_empty()) {
        let (row, officer) = (member.entry.row, &member.entry.row.value);
        let told = [Field::Posts, Field::Workplace, Field::InCommittee]
            .iter()
            .any(|field| row.columns.contains_key(field));
        let work = officer.person.workplace.text();
        let held: Vec<&str> = officer.posts.iter().map(String::as_str).chain(work).collect();
        let holds = |word: &String| {
            (word == "两委" && member.posts.is_some_and(|posts| posts.in_two_committees == Some(true)))
                || held.iter().any(|post| post.contains(word.as_str()))
        };
        if !told || wanted.iter().any(holds) {
            continue;
        }
        let (place, name, list) = (case.place(), officer.person.name_text(), wanted.join("、"));
        let own = if held.is_empty() { "—".to_owned() } else { held.join("、") };
        let message = say!(
            "{place}主席{name}的职务是“{own}”，本届要求担任：{list}",
            "{place}: chair {name} holds \"{own}\"; this cycle asks for one of: {list}"
        );
        let section = section(case);
        let hint = say!(
            "核对职务，或者改 cycle.toml 的 [{section}] chair_must_hold",
            "check the posts, or change chair_must_hold in [{section}] of cycle.toml"
        );
        problems.push(Problem::new(&CHAIR_POST, row.at(Field::Posts), message).hint(hint));
    }
}

/// [`UNKNOWN_POST`].
pub(super) fn unknown_post(case: &Case<'_>, problems: &mut Findings) {
    for row in &case.body.rows.officers {
        for post in unknown_posts(&row.value) {
            let name = row.value.person.name_text();
            let message = say!(
                "{name}的村（社区）职务“{post}”不认识，书记、主任和“两委”人数里没有算她",
                "{name}: \"{post}\" is no known post; she is left out of the figures of secretaries, directors and committees"
            );
            let hint = say!(
                "改用通行的写法，例如 村党支部书记、村委会主任、村委会委员；不在“两委”的，写职务全称或“无”",
                "use a common form such as 村党支部书记, 村委会主任, 村委会委员; for other posts the full name, or 无"
            );
            problems.push(Problem::new(&UNKNOWN_POST, row.at(Field::Posts), message).hint(hint));
        }
    }
}
