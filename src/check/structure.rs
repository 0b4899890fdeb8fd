//! The make-up of the delegates, and people who serve in two units.

use crate::check::case::{Case, Whole, seen_from};
use crate::check::findings::Findings;
use crate::cycle::{DelegateShare, Fraction, ShareField};
use crate::model::{Level, Person};
use crate::problem::{Code, Problem, Severity};
use crate::resolve::{self, Body, CrossUnit};
use crate::say;

/// Too many or too few delegates of a group. Source: DOMAIN R14, R15 (`delegate_share`).
pub(super) static DELEGATE_SHARE: Code =
    Code { id: "delegate-share", severity: Severity::Warning, source: "DOMAIN R14 R15" };
/// One name and birth month among the officers of two units: counted as one person with two posts. Source: DOMAIN 4.1.
pub(super) static CROSS_UNIT: Code =
    Code { id: "cross-unit", severity: Severity::Note, source: "DOMAIN 4.1" };

/// Whether a person belongs to a group; `None` where her column is empty.
fn belongs(share: &DelegateShare, person: &Person) -> Option<bool> {
    let word = match share.by {
        ShareField::Politics => person.politics.get().map(|word| word.as_str()),
        ShareField::Education => person.education.get().map(|word| word.as_str()),
        ShareField::Sector => person.sector.text(),
        ShareField::Ethnicity => person.ethnicity.text(),
    }?;
    let is = |list: &[String]| list.iter().any(|known| known == word);
    Some((share.any.is_empty() || is(&share.any)) && !is(&share.none))
}

/// [`DELEGATE_SHARE`]: certain whatever the empty cells would say.
pub(super) fn delegate_share(case: &Case<'_>, problems: &mut Findings) {
    let delegates: Vec<_> = case.body.voters().map(|attendee| attendee.entry.row).collect();
    let Some(first) = delegates.first().filter(|_| case.is_named()) else { return };
    let total = delegates.len();
    for share in &case.rules().delegate_share {
        let answers = || delegates.iter().map(|row| belongs(share, &row.value.person));
        let yes = answers().filter(|answer| *answer == Some(true)).count();
        let open = answers().filter(Option::is_none).count();
        let part = |count: usize, limit: Fraction| {
            (count as u64 * u64::from(limit.under)).cmp(&(total as u64 * u64::from(limit.over)))
        };
        let too_many = share.at_most.filter(|limit| part(yes, *limit).is_gt());
        let too_few = share.at_least.filter(|limit| part(yes + open, *limit).is_lt());
        let (place, name) = (case.place(), &share.name);
        let message = match (too_many, too_few) {
            (Some(limit), _) => say!(
                "{place}代表 {total} 人中{name} {yes} 人，超过规定的 {limit}",
                "{place}: {yes} of {total} delegates are {name}, more than {limit}"
            ),
            (None, Some(limit)) => say!(
                "{place}代表 {total} 人中{name} {yes} 人，不足规定的 {limit}",
                "{place}: {yes} of {total} delegates are {name}, fewer than {limit}"
            ),
            (None, None) => continue,
        };
        let hint = say!(
            "核对代表名册，或者改 cycle.toml 的 [[rules.delegate_share]]",
            "check the roster of delegates, or [[rules.delegate_share]] in cycle.toml"
        );
        problems.push(Problem::new(&DELEGATE_SHARE, first.at("name"), message).hint(hint));
    }
}

/// [`CROSS_UNIT`]: wherever the other unit is.
pub(super) fn cross_unit(whole: &Whole<'_>, problems: &mut Findings) {
    let units = whole.bodies.iter().filter(|body| body.id.level() == Level::Unit);
    for CrossUnit { posts, .. } in resolve::cross_unit(units) {
        let Some(((first, other), others)) = posts.split_first() else { continue };
        for (body, member) in others {
            let place = |own: &Body<'_>, other: &Body<'_>| match own.id.shares_town(&other.id) {
                true => own.id.place().to_owned(),
                false => format!("{}{}", own.id.town_name(), own.id.place()),
            };
            let (first, place) = (place(first, body), place(body, first));
            let (row, other) = (member.entry.row, other.entry.row);
            let (name, here) = (row.value.person.name_text(), row.at("name"));
            let cell = seen_from(&here, &other.at("name"));
            let message = say!(
                "{name}同时在{first}（{cell}）和{place}任职，统计时算一个人、两个职数",
                "{name} serves in {first} ({cell}) and in {place}: counted as one person with two posts"
            );
            let hint = say!(
                "是两个同名的人，就填上身份证号",
                "if they are two people of one name, give their ID numbers"
            );
            problems.push(Problem::new(&CROSS_UNIT, here, message).hint(hint));
        }
    }
}
