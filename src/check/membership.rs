//! Who stands in which table: nominees, votes and officers of one body are the same people.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::case::{Case, Said, near, said, seen_from};
use crate::check::findings::Findings;
use crate::check::vote::lacks_majority;
use crate::model::{Field, Name, Officer, Role, Row};
use crate::problem::{Code, Problem, Say, Severity};
use crate::resolve::{Base, Majority, VoteLine, is_for_committee};
use crate::say;

/// The same nominee twice in one vote. Source: DOMAIN 4.6 (9).
pub(super) static DUPLICATE_VOTE: Code =
    Code { id: "duplicate-vote", severity: Severity::Error, source: "DOMAIN 4.6 (9)" };
/// Votes for somebody who is in no roster of nominees. Source: SPREADSHEETS 7.
pub(super) static VOTE_NOT_NOMINEE: Code =
    Code { id: "vote-not-nominee", severity: Severity::Warning, source: "SPREADSHEETS 7" };
/// A nominee without a row of votes. Source: SPREADSHEETS 7.
pub(super) static NOMINEE_WITHOUT_VOTE: Code =
    Code { id: "nominee-without-vote", severity: Severity::Warning, source: "SPREADSHEETS 7" };
/// An officer who is neither among the nominees nor in the votes. Source: SPREADSHEETS 7.
pub(super) static OFFICER_WITHOUT_VOTE: Code =
    Code { id: "officer-without-vote", severity: Severity::Warning, source: "SPREADSHEETS 7" };
/// An officer whose votes did not elect her. Source: DOMAIN R58.
pub(super) static OFFICER_NOT_ELECTED: Code =
    Code { id: "officer-not-elected", severity: Severity::Error, source: "DOMAIN R58" };
/// Elected to the executive, but not in the roster of officers. Source: DOMAIN 4.6 (9).
pub(super) static ELECTED_NOT_LISTED: Code =
    Code { id: "elected-not-listed", severity: Severity::Error, source: "DOMAIN 4.6 (9)" };

/// A chair or vice-chair whom the list of nominees has for another post or not at all. Source: DOMAIN R52, 4.6 (9).
pub(super) static LEADER_NOT_NOMINATED: Code =
    Code { id: "leader-not-nominated", severity: Severity::Error, source: "DOMAIN R52" };

fn nominees<'a>(case: &Case<'a>) -> BTreeSet<&'a str> {
    case.body
        .rows
        .nominees
        .iter()
        .map(|row| row.value.person.name_text())
        .filter(|name| !name.is_empty())
        .collect()
}

/// The rows of the committee: alternates were not elected to it.
fn committee<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a Row<Officer>> {
    let rows = case.body.rows.officers.iter().copied();
    rows.filter(|row| row.value.role.get() != Some(Role::Alternate))
}

fn officers<'a>(case: &Case<'a>) -> BTreeSet<&'a str> {
    committee(case).map(|row| row.value.person.name_text()).filter(|name| !name.is_empty()).collect()
}

/// Everybody who got votes for the executive, write-ins included.
fn voted_on<'a>(case: &Case<'a>) -> BTreeSet<&'a str> {
    case.member_votes().filter_map(VoteLine::name).collect()
}

/// A hint with the name that differs by one character among `names` that the other table has and this one has not.
fn check_name<'n>(name: &str, names: impl Iterator<Item = &'n &'n str>) -> Say {
    match near(name, names.copied()) {
        Some(near) => say!("核对姓名：是不是“{near}”？", "check the name: is it \"{near}\"?"),
        None => say!("核对姓名，或者补上缺的一行", "check the name, or add the missing row"),
    }
}

/// [`DUPLICATE_VOTE`]: two nominees may share a name where the roster has two of that name.
pub(super) fn duplicate_vote(case: &Case<'_>, problems: &mut Findings) {
    let mut first_of = BTreeMap::new();
    let mut namesakes: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &case.body.rows.nominees {
        *namesakes.entry(row.value.person.name_text()).or_default() += 1;
    }
    for row in &case.body.rows.votes {
        let Some(name) = row.value.name.known().map(Name::as_str) else { continue };
        let first = *first_of.entry((name, row.value.post())).or_insert(row);
        if first.source == row.source {
            continue;
        }
        let namesakes = namesakes.get(name).copied().unwrap_or(0);
        if namesakes > 1 {
            continue;
        }
        let cell = seen_from(&row.at(Field::Name), &first.at(Field::Name));
        let message = say!(
            "{name}的得票写了两次，前一次在 {cell}",
            "{name} has two rows of votes, the first at {cell}"
        );
        let hint = say!(
            "只留一行；重新投票的，留最后一次的票数",
            "keep one row; after a second ballot keep the last"
        );
        problems.push(
            Problem::new(&DUPLICATE_VOTE, row.at(Field::Name), message)
                .hint(hint)
                .also([first.at(Field::Name)]),
        );
    }
}

/// [`VOTE_NOT_NOMINEE`]: of somebody elected [`ELECTED_NOT_LISTED`] tells.
pub(super) fn vote_not_nominee(case: &Case<'_>, problems: &mut Findings) {
    let (nominees, voted, unlisted) = (nominees(case), voted_on(case), case.unlisted());
    for line in case.member_votes().filter(|line| !line.row.value.write_in && !nominees.is_empty()) {
        let Some(name) = line.name().filter(|name| !nominees.contains(name)) else { continue };
        if unlisted.iter().any(|(_, other)| *other == name) {
            continue;
        }
        let message = say!(
            "计票结果里的“{name}”，不在候选人名册里",
            "\"{name}\" has votes but is not in the roster of nominees"
        );
        let hint = check_name(name, nominees.difference(&voted));
        problems.push(Problem::new(&VOTE_NOT_NOMINEE, line.row.at(Field::Name), message).hint(hint));
    }
}

/// [`NOMINEE_WITHOUT_VOTE`].
pub(super) fn nominee_without_vote(case: &Case<'_>, problems: &mut Findings) {
    let (voted, nominees) = (voted_on(case), nominees(case));
    let unlisted: Vec<&str> = case.unlisted().into_iter().map(|(_, name)| name).collect();
    for row in case.body.rows.nominees.iter().filter(|_| !voted.is_empty()) {
        let name = row.value.person.name_text();
        let is_misspelt = near(name, unlisted.iter().copied()).is_some();
        if name.is_empty() || voted.contains(name) || is_misspelt {
            continue;
        }
        let message = say!("候选人“{name}”没有得票记录", "there are no votes for the nominee \"{name}\"");
        let hint = check_name(name, voted.difference(&nominees));
        problems.push(Problem::new(&NOMINEE_WITHOUT_VOTE, row.at(Field::Name), message).hint(hint));
    }
}

/// [`OFFICER_WITHOUT_VOTE`]: absent from every such table that the body has. Where her name is probably that of somebody
/// elected, [`ELECTED_NOT_LISTED`] tells.
pub(super) fn officer_without_vote(case: &Case<'_>, problems: &mut Findings) {
    let (nominees, voted, officers) = (nominees(case), voted_on(case), officers(case));
    let unlisted: Vec<&str> = case.unlisted().into_iter().map(|(_, name)| name).collect();
    for row in committee(case).filter(|_| !nominees.is_empty() || !voted.is_empty()) {
        let name = row.value.person.name_text();
        let is_misspelt = near(name, unlisted.iter().copied()).is_some();
        if name.is_empty() || nominees.contains(name) || voted.contains(name) || is_misspelt {
            continue;
        }
        let (zh, en) = match (nominees.is_empty(), voted.is_empty()) {
            (false, false) => ("候选人名册和计票结果", "the nominees and the votes"),
            (false, true) => ("候选人名册", "the nominees"),
            (true, _) => ("计票结果", "the votes"),
        };
        let message = say!("班子成员“{name}”，不在{zh}里", "the officer \"{name}\" is not among {en}");
        let hint = check_name(name, nominees.union(&voted).filter(|name| !officers.contains(*name)));
        problems.push(Problem::new(&OFFICER_WITHOUT_VOTE, row.at(Field::Name), message).hint(hint));
    }
}

/// The votes that gave her the post: those for the executive, and those for her own post.
fn votes_of<'a>(case: &Case<'a>, officer: &Row<Officer>) -> Vec<&'a VoteLine<'a>> {
    let name = officer.value.person.name_text();
    let role = officer.value.role.get();
    let counts =
        |line: &VoteLine<'_>| is_for_committee(&line.row.value) || Some(line.row.value.post()) == role;
    case.votes().filter(|line| line.name() == Some(name) && counts(line)).collect()
}

/// [`OFFICER_NOT_ELECTED`]: a mark 当选 against the votes is [`NOT_MAJORITY`](super::vote::NOT_MAJORITY) instead.
pub(super) fn officer_not_elected(case: &Case<'_>, problems: &mut Findings) {
    for officer in committee(case) {
        let failed = votes_of(case, officer).into_iter().find_map(|line| {
            if line.row.value.elected.get() == Some(true) {
                return None;
            }
            let lacks = lacks_majority(line).map(|(_, majority)| majority);
            let refused = is_for_committee(&line.row.value) && line.said == Some(false);
            (lacks.is_some() || refused).then_some((line.row, lacks))
        });
        let Some((row, lacks)) = failed else { continue };
        let (name, cell) =
            (officer.value.person.name_text(), seen_from(&officer.at(Field::Name), &row.at(Field::For)));
        let share = case.rules().majority;
        let votes = row.value.in_favour.get().map_or_else(|| "？".to_owned(), |votes| votes.to_string());
        let message = match lacks {
            Some(majority) => {
                let Majority { needed, base, .. } = majority;
                let (Base { number, .. }, Said { zh, counter, en }) = (base, said(base));
                say!(
                    "{name}在班子名册里，得赞成票却只有 {votes} 张（{cell}），没有超过{zh} {number} {counter}的 {share}（至少 {needed} 张）",
                    "{name} is in the roster with {votes} votes ({cell}); more than {share} of {number} {en} is {needed} at least"
                )
            }
            None => say!(
                "{name}在班子名册里，计票结果（{cell}）却没有记为当选",
                "{name} is in the roster, but is not marked elected in the votes ({cell})"
            ),
        };
        let hint = say!("核对班子名册和计票结果", "check the roster and the votes");
        problems.push(
            Problem::new(&OFFICER_NOT_ELECTED, officer.at(Field::Name), message)
                .hint(hint)
                .also([row.at(Field::For)]),
        );
    }
}

/// [`ELECTED_NOT_LISTED`].
pub(super) fn elected_not_listed(case: &Case<'_>, problems: &mut Findings) {
    let (officers, voted) = (officers(case), voted_on(case));
    for (line, name) in case.unlisted() {
        let message = say!(
            "{name}记为当选，班子名册里却没有她",
            "{name} is marked elected, but is not in the roster of officers"
        );
        let hint = check_name(name, officers.difference(&voted));
        problems.push(Problem::new(&ELECTED_NOT_LISTED, line.row.at(Field::Name), message).hint(hint));
    }
}

/// [`LEADER_NOT_NOMINATED`]: where the list names somebody for the post. Her votes are no doubt about her, but ballots and scripts name
/// whom the list has.
pub(super) fn leader_not_nominated(case: &Case<'_>, problems: &mut Findings) {
    type Is = fn(Role) -> bool;
    let posts: [(Is, &str, &str); 2] =
        [(Role::is_head, "主席", "chair"), (Role::is_vice, "副主席", "vice-chair")];
    for (is, zh, en) in posts {
        let asked = case.body.rows.nominees.iter().filter(|row| row.value.role.get().is_some_and(is));
        let asked: BTreeSet<&str> =
            asked.map(|row| row.value.person.name_text()).filter(|name| !name.is_empty()).collect();
        for member in case.officers(is) {
            let row = member.entry.row;
            let name = row.value.person.name_text();
            if asked.is_empty() || name.is_empty() || asked.contains(name) {
                continue;
            }
            let votes = || case.body.plenary.votes.iter().filter(|line| line.name() == Some(name));
            if votes().any(|line| line.row.value.write_in) {
                continue;
            }
            let list = asked.iter().copied().collect::<Vec<_>>().join("、");
            let message = say!(
                "{name}当选{zh}，候选人名单里{zh}是“{list}”，没有她：选票、主持词会照名单写",
                "{name} is {en}, but the nominees for it are \"{list}\": ballots and scripts name those"
            );
            let hint = say!(
                "候选人换过的，改候选人名单的拟任职务；代表或执委另选的，在得票里写明“另选他人”；写错的，改过来",
                "if another was nominated, correct the list of nominees; if she was written in, say so among the votes (另选他人)"
            );
            let severity = if votes().next().is_some() { Severity::Warning } else { Severity::Error };
            let problem = Problem::new(&LEADER_NOT_NOMINATED, row.at(Field::Role), message).hint(hint);
            problems.push(problem.severity(severity));
        }
    }
}
