//! The make-up of the delegates, and people who serve in two units.

use crate::check::case::{Case, Whole, seen_from};
use crate::check::findings::Findings;
use crate::cycle::{DelegateShare, Fraction, ShareField};
use crate::model::{Delegate, Field, Level, Row, Standing};
use crate::problem::{Code, Problem, Severity};
use crate::resolve::{self, Body, CrossUnit, Entry};
use crate::say;

/// Too many or too few delegates of a group. Source: DOMAIN R14, R15 (`delegate_share`).
pub(super) static DELEGATE_SHARE: Code =
    Code { id: "delegate-share", severity: Severity::Warning, source: "DOMAIN R14 R15" };
/// One name and birth month among the officers of two units: counted as one person with two posts. Source: DOMAIN 4.1.
pub(super) static CROSS_UNIT: Code =
    Code { id: "cross-unit", severity: Severity::Note, source: "DOMAIN 4.1" };

/// Women of the roster of delegates who are none, or of whom it is not clear. Source: DOMAIN 4.1.
pub(super) static NO_DELEGATE: Code =
    Code { id: "no-delegate", severity: Severity::Note, source: "DOMAIN 4.1" };

/// [`NO_DELEGATE`]: one line for each body, at the first remark; a doubtful remark has a line of its own.
pub(super) fn no_delegate(case: &Case<'_>, problems: &mut Findings) {
    let roster = &case.body.delegates;
    let named = |standing: Standing, zh: &str, en: &str| {
        let own = roster.iter().filter(|one| one.standing == standing);
        let names: Vec<&str> = own.map(|one| one.entry.row.value.person.name_text()).collect();
        (!names.is_empty())
            .then(|| (format!("{}（{zh}）", names.join("、")), format!("{} ({en})", names.join(", "))))
    };
    let groups = [
        named(Standing::Invited, "特邀", "invited"),
        named(Standing::Observer, "列席", "observing"),
        named(Standing::Replaced, "换下", "replaced"),
    ];
    let (zh, en): (Vec<String>, Vec<String>) = groups.into_iter().flatten().unzip();
    let first = roster.iter().find(|one| one.standing != Standing::Delegate).map(|one| one.entry.row);
    if let Some(row) = first {
        let (place, zh, en) = (case.place(), zh.join("；"), en.join("; "));
        let message = say!(
            "{place}代表花名册里不算正式代表的：{zh}",
            "{place}: in the roster of delegates, but none: {en}"
        );
        let hint = say!(
            "应到、名册和公示都不含她们；算错了的，改备注或代表类别",
            "no list of delegates has them; where that is wrong, change the remark or 代表类别"
        );
        problems.push(Problem::new(&NO_DELEGATE, row.at(remark_field(row)), message).hint(hint));
    }
    for one in roster.iter().filter(|one| one.is_doubtful) {
        let row = one.entry.row;
        let person = &row.value.person;
        let (name, note) =
            (person.name_text(), person.note.text().or(person.sector.text()).unwrap_or_default());
        let message = say!(
            "{name}这里的“{note}”，看不出她是不是正式代表，按正式代表算",
            "{name}: \"{note}\" does not tell whether she is a delegate; she counts as one"
        );
        let hint = say!(
            "不是的，备注只写“已更换”“特邀”或“列席”",
            "where she is none, the remark should be 已更换, 特邀 or 列席 alone"
        );
        let place = row.at(remark_field(row));
        problems.push(Problem::new(&NO_DELEGATE, place, message).hint(hint).severity(Severity::Warning));
    }
}

/// The field whose cell tells how a delegate attends.
fn remark_field(row: &Row<Delegate>) -> Field {
    if row.value.person.note.is_known() { Field::Note } else { Field::Sector }
}

/// Whether a person belongs to a group; `None` where her column is empty.
fn belongs(share: &DelegateShare, entry: &Entry<'_, Delegate>) -> Option<bool> {
    let word = match share.by {
        ShareField::Politics => entry.told.politics.map(|word| word.as_str()),
        ShareField::Education => entry.told.education.map(|word| word.as_str()),
        ShareField::Sector => entry.row.value.person.sector.text(),
        ShareField::Ethnicity => entry.told.ethnicity,
    }?;
    let is = |list: &[String]| list.iter().any(|known| known == word);
    Some((share.any.is_empty() || is(&share.any)) && !is(&share.none))
}

/// [`DELEGATE_SHARE`]: certain whatever the empty cells would say.
pub(super) fn delegate_share(case: &Case<'_>, problems: &mut Findings) {
    let delegates: Vec<_> = case.body.voters().map(|attendee| attendee.entry).collect();
    let Some(first) = delegates.first().filter(|_| case.is_named()) else { return };
    let total = delegates.len();
    for share in &case.rules().delegate_share {
        let answers = || delegates.iter().map(|entry| belongs(share, entry));
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
        problems.push(Problem::new(&DELEGATE_SHARE, first.row.at(Field::Name), message).hint(hint));
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
            let (name, here) = (row.value.person.name_text(), row.at(Field::Name));
            let cell = seen_from(&here, &other.at(Field::Name));
            let message = say!(
                "{name}同时在{first}（{cell}）和{place}任职，统计时算一个人、两个职数",
                "{name} serves in {first} ({cell}) and in {place}: counted as one person with two posts"
            );
            let hint = say!(
                "是两个同名的人，就填上身份证号",
                "if they are two people of one name, give their ID numbers"
            );
            problems.push(Problem::new(&CROSS_UNIT, here, message).hint(hint).also([other.at(Field::Name)]));
        }
    }
}
