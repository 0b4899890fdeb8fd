//! Votes of each nominee: do they add up, and is the right one elected?

use crate::check::case::{Case, Said, said, seen_from};
use crate::check::findings::Findings;
use crate::cycle::{Method, Outcome, ShortfallRule, TieRule};
use crate::model::{Field, Role};
use crate::problem::{Code, Problem, Severity};
use crate::resolve::{Base, Majority, VoteLine, vote_sum};
use crate::say;

/// Every nominee's votes add up to one number, which is not that of the valid ballots. Source: DOMAIN 4.6 (7).
pub(super) static VALID_DIFFERS: Code =
    Code { id: "valid-differs", severity: Severity::Error, source: "DOMAIN 4.6 (7)" };
/// More members took part in the plenary than the executive has. Source: DOMAIN R43.
pub(super) static VOTERS_EXCEED: Code =
    Code { id: "voters-exceed", severity: Severity::Error, source: "DOMAIN R43" };
/// More approvals in all than the valid ballots can hold: each has as many as there are seats. Source: DOMAIN R55, R57.
pub(super) static VOTES_OVER_SEATS: Code =
    Code { id: "votes-over-seats", severity: Severity::Error, source: "DOMAIN R55 R57" };
/// More votes for a nominee than valid ballots. Source: SPREADSHEETS 7.
pub(super) static VOTES_EXCEED: Code =
    Code { id: "votes-exceed", severity: Severity::Error, source: "SPREADSHEETS 7" };
/// 赞成+反对+弃权 is not the number of valid ballots. Source: DOMAIN 4.6 (7).
pub(super) static VOTES_SUM: Code =
    Code { id: "votes-sum", severity: Severity::Error, source: "DOMAIN 4.6 (7)" };
/// Elected without the majority. Source: DOMAIN R58 (`majority`, `majority_base`).
pub(super) static NOT_MAJORITY: Code =
    Code { id: "not-majority", severity: Severity::Error, source: "DOMAIN R58" };
/// A tie at the last seat. Source: DOMAIN R61, R62 (`tie_rule`).
pub(super) static TIE: Code = Code { id: "tie", severity: Severity::Warning, source: "DOMAIN R61 R62" };
/// The mark 当选 is not what the votes give. Source: DOMAIN R58, R60.
pub(super) static ELECTED_MISMATCH: Code =
    Code { id: "elected-mismatch", severity: Severity::Error, source: "DOMAIN R58 R60" };

/// Fewer have a majority than there are seats. Source: DOMAIN R63 (`shortfall_rule`).
pub(super) static SHORTFALL: Code =
    Code { id: "shortfall", severity: Severity::Warning, source: "DOMAIN R63" };

/// Chair or vice-chair were voted on, and nobody has the majority. Source: DOMAIN R58, R63.
pub(super) static LEADER_SHORTFALL: Code =
    Code { id: "leader-shortfall", severity: Severity::Warning, source: "DOMAIN R58 R63" };

fn name_of<'a>(line: &VoteLine<'a>) -> &'a str {
    line.name().unwrap_or("？")
}

/// [`VALID_DIFFERS`].
pub(super) fn valid_differs(case: &Case<'_>, problems: &mut Findings) {
    let congress = &case.body.congress;
    let (Some(sum), Some(valid)) = (congress.common_sum(), congress.valid.get()) else { return };
    let (place, Some(at)) = (case.place(), congress.valid.place()) else { return };
    let message = say!(
        "{place}有效票 {valid} 张，可是每名候选人的赞成、反对、弃权票合计都是 {sum} 张",
        "{place}: {valid} valid ballots, but the votes of every nominee add up to {sum}"
    );
    let hint = say!("核对有效票数", "check the number of valid ballots");
    problems.push(Problem::new(&VALID_DIFFERS, at.clone(), message).hint(hint));
}

/// [`VOTES_OVER_SEATS`]: hands may be raised for everybody, a ballot with more names than seats is void.
pub(super) fn votes_over_seats(case: &Case<'_>, problems: &mut Findings) {
    let congress = &case.body.congress;
    let (Some(valid), Some(seats)) = (congress.valid.get(), congress.seats.get()) else { return };
    let (Method::Ballot, Some(first)) = (congress.method, congress.votes.first()) else { return };
    let all = congress.votes.iter().filter_map(|line| line.row.value.in_favour.get());
    let (sum, most) = (all.map(u64::from).sum::<u64>(), u64::from(valid) * u64::from(seats));
    if sum <= most {
        return;
    }
    let place = case.place();
    let message = say!(
        "{place}各人的赞成票（含另选）共 {sum} 票，有效票 {valid} 张、应选 {seats} 名，最多只有 {most} 票",
        "{place}: {sum} approvals in all, but {valid} valid ballots with {seats} seats hold {most} at most"
    );
    let hint = say!(
        "核对各人的票数、有效票数和应选人数；所选人数多于应选人数的选票是无效票",
        "check the votes, the valid ballots and the seats; a ballot with more names than seats is void"
    );
    problems.push(Problem::new(&VOTES_OVER_SEATS, first.row.at(Field::For), message).hint(hint));
}

/// [`VOTERS_EXCEED`].
pub(super) fn voters_exceed(case: &Case<'_>, problems: &mut Findings) {
    // The same number that papers call 应到; a roster that lacks somebody elected is too short.
    let size = case.body.plenary.entitled.get().filter(|_| case.unlisted().is_empty()).unwrap_or(0);
    for line in case.body.plenary.votes.iter().filter(|_| size > 0) {
        let row = line.row;
        let Some(voters) = row.value.voters.get().filter(|voters| *voters > size) else { continue };
        let (place, name) = (case.place(), name_of(line));
        let message = say!(
            "{place}选举{name}时到会执委 {voters} 人，多于执委 {size} 人",
            "{place}: {voters} members voted on {name}, but the executive has {size}"
        );
        let hint = say!("核对到会执委人数和班子名册", "check the number of voters and the roster");
        problems.push(Problem::new(&VOTERS_EXCEED, row.at(Field::Voters), message).hint(hint));
    }
}

/// [`VOTES_EXCEED`].
pub(super) fn votes_exceed(case: &Case<'_>, problems: &mut Findings) {
    if case.body.congress.common_sum().is_some() {
        return;
    }
    for line in case.votes() {
        let row = line.row;
        let (Some(votes), Some(base)) = (row.value.in_favour.get(), line.electorate) else { continue };
        let (Base { number: total, .. }, Said { zh, counter, en }) = (base, said(base));
        if votes <= total {
            continue;
        }
        let name = name_of(line);
        let message = say!(
            "{name}得赞成票 {votes} 张，多于{zh} {total} {counter}",
            "{name}: {votes} votes for, more than {total} {en}"
        );
        let hint = say!("核对赞成票数和{zh}数", "check the votes for and the number of {en}");
        problems.push(Problem::new(&VOTES_EXCEED, row.at(Field::For), message).hint(hint));
    }
}

/// [`VOTES_SUM`]: not of write-ins, who have votes for only.
pub(super) fn votes_sum(case: &Case<'_>, problems: &mut Findings) {
    if case.body.congress.common_sum().is_some() {
        return;
    }
    for line in case.votes().filter(|line| !line.row.value.write_in) {
        let (row, vote) = (line.row, &line.row.value);
        let (Some(sum), Some(base)) = (vote_sum(vote), line.electorate) else { continue };
        let (Base { number: total, .. }, Said { zh, counter, en }) = (base, said(base));
        let (Some(votes), Some(against), Some(abstain)) =
            (vote.in_favour.get(), vote.against.get(), vote.abstain.get())
        else {
            continue;
        };
        if sum == total || votes > total {
            continue;
        }
        let name = name_of(line);
        let message = say!(
            "{name}的赞成 {votes}、反对 {against}、弃权 {abstain} 合计 {sum} 张，{zh}却是 {total} {counter}",
            "{name}: {votes} for, {against} against and {abstain} abstentions make {sum}, but there are {total} {en}"
        );
        let hint = say!("核对这一行的三个票数", "check the three numbers of this row");
        problems.push(Problem::new(&VOTES_SUM, row.at(Field::For), message).hint(hint));
    }
}

/// Whether the row's votes are known, can be trusted, and are too few.
pub(super) fn lacks_majority(line: &VoteLine<'_>) -> Option<(u32, Majority)> {
    let majority = line.majority?;
    let votes = line.row.value.in_favour.get().filter(|votes| *votes < majority.needed)?;
    line.is_sound.then_some((votes, majority))
}

/// [`NOT_MAJORITY`].
pub(super) fn not_majority(case: &Case<'_>, problems: &mut Findings) {
    for line in case.votes().filter(|line| line.row.value.elected.get() == Some(true)) {
        let row = line.row;
        let Some((votes, Majority { needed, base, .. })) = lacks_majority(line) else { continue };
        let (Base { number, .. }, Said { zh, counter, en }) = (base, said(base));
        let (name, share) = (name_of(line), case.rules().majority);
        let message = say!(
            "{name}得赞成票 {votes} 张，没有超过{zh} {number} {counter}的 {share}（至少 {needed} 张），却记为当选",
            "{name} is marked elected with {votes} votes; more than {share} of {number} {en} is {needed} at least"
        );
        let hint = say!(
            "核对票数和是否当选；过半数的算法在 cycle.toml 的 majority_base",
            "check the votes and the mark, or majority_base in cycle.toml"
        );
        problems.push(Problem::new(&NOT_MAJORITY, row.at(Field::For), message).hint(hint));
    }
}

/// [`TIE`]: the last seat is open; where the seats are not known, somebody elected has as many votes as one who is not.
pub(super) fn tie(case: &Case<'_>, problems: &mut Findings) {
    let by_against = case.rules().tie_rule == TieRule::FewestAgainst;
    let rank = |line: &VoteLine<'_>| {
        let vote = &line.row.value;
        (vote.in_favour.get(), vote.against.get().filter(|_| by_against))
    };
    let known = |line: &&VoteLine<'_>| line.row.value.in_favour.is_known() && line.is_sound;
    let sound: Vec<_> = case.member_votes().filter(known).collect();
    let beside = |line: &VoteLine<'_>| {
        sound.iter().copied().find(|other| other.said == Some(false) && rank(other) == rank(line))
    };
    let passed = |line: &&VoteLine<'_>| line.said == Some(true) && lacks_majority(line).is_none();
    let pair = match case.outcomes() {
        Some(outcomes) => {
            let mut tied =
                outcomes.into_iter().filter(|(_, outcome)| *outcome == Outcome::Tied).map(|(line, _)| line);
            tied.next().zip(tied.next())
        }
        None => sound.iter().copied().filter(passed).find_map(|line| Some((line, beside(line)?))),
    };
    let Some((line, second)) = pair else { return };
    let (row, other) = (line.row, second.row);
    let (name, second, cell) =
        (name_of(line), name_of(second), seen_from(&row.at(Field::For), &other.at(Field::For)));
    let votes = row.value.in_favour.get().unwrap_or_default();
    let message = say!(
        "{name}和{second}（{cell}）都得赞成票 {votes} 张，在最后一个名额上相等",
        "{name} and {second} ({cell}) both have {votes} votes for the last seat"
    );
    let hint = if by_against {
        say!(
            "反对票少的当选；仍然相等的，重新投票",
            "fewer votes against wins; if these are level too, vote again"
        )
    } else {
        say!(
            "按规定对票数相等的人重新投票；已经重新投票的，填写重新投票的票数",
            "vote again between them; if you have, enter the votes of the second ballot"
        )
    };
    problems.push(Problem::new(&TIE, row.at(Field::For), message).hint(hint).also([other.at(Field::For)]));
}

/// [`ELECTED_MISMATCH`]: has a majority and a seat but no mark, or a mark but no seat.
pub(super) fn elected_mismatch(case: &Case<'_>, problems: &mut Findings) {
    let (Some(outcomes), Some(seats)) = (case.outcomes(), case.seats()) else { return };
    for (line, outcome) in outcomes {
        let row = line.row;
        let (name, votes) = (name_of(line), row.value.in_favour.get().unwrap_or_default());
        let message = match (outcome, line.said) {
            (Outcome::Elected, Some(false)) => say!(
                "{name}得赞成票 {votes} 张，超过半数，排在应选 {seats} 人之内，却没有记为当选",
                "{name} has {votes} votes, a majority and one of the {seats} seats, but is not marked elected"
            ),
            (Outcome::NoSeat, Some(true)) => say!(
                "{name}得赞成票 {votes} 张，应选 {seats} 人已由票数更多的人选满，却记为当选",
                "{name} is marked elected with {votes} votes, but nominees with more votes fill the {seats} seats"
            ),
            _ => continue,
        };
        let hint = say!("核对票数、应选人数和是否当选", "check the votes, the seats and the mark");
        problems.push(Problem::new(&ELECTED_MISMATCH, row.at(Field::Elected), message).hint(hint));
    }
}

/// [`SHORTFALL`].
pub(super) fn shortfall(case: &Case<'_>, problems: &mut Findings) {
    let (Some(outcomes), Some(seats)) = (case.outcomes(), case.seats()) else { return };
    let passed = outcomes.iter().filter(|(_, outcome)| *outcome != Outcome::NoMajority).count();
    let Some((line, _)) =
        outcomes.first().filter(|_| u32::try_from(passed).is_ok_and(|passed| passed < seats))
    else {
        return;
    };
    let at = case.congress().map_or_else(|| line.row.at(Field::For), |row| row.at(Field::Seats));
    let place = case.place();
    let message = say!(
        "{place}应选执委 {seats} 人，得票过半数的只有 {passed} 人",
        "{place}: {seats} seats, but only {passed} have a majority"
    );
    let hint = match case.rules().shortfall_rule {
        ShortfallRule::LeaveEmpty => say!(
            "按本届规定，缺的名额空着；要另行选举的，改 cycle.toml 的 shortfall_rule",
            "this cycle leaves the seats empty; for a separate election change shortfall_rule in cycle.toml"
        ),
        ShortfallRule::Separate => say!(
            "按本届规定，就缺额另行选举，选后把票数填进表里",
            "this cycle asks for a separate election of the missing seats: enter its votes"
        ),
    };
    problems.push(Problem::new(&SHORTFALL, at, message).hint(hint));
}

/// [`LEADER_SHORTFALL`].
pub(super) fn leader_shortfall(case: &Case<'_>, problems: &mut Findings) {
    let unfilled = case.body.plenary.unfilled;
    let posts = [
        (unfilled.chair, Role::Chair, "主席", "chair"),
        (unfilled.vice, Role::ViceChair, "副主席", "vice-chair"),
    ];
    for (_, post, zh, en) in posts.into_iter().filter(|(is_unfilled, ..)| *is_unfilled) {
        let mut lines = case.body.plenary.votes.iter();
        let Some(line) = lines.find(|line| line.row.value.post().rank() == post.rank()) else { continue };
        let place = case.place();
        let message = say!(
            "{place}没有选出{zh}，材料写明另行选举",
            "{place}: no {en} was elected; papers say that the election will be held again"
        );
        let hint = say!(
            "重新选举后，把票数填进表里，班子名册写上{zh}",
            "after the new election enter its votes, and the {en} in the roster"
        );
        problems.push(Problem::new(&LEADER_SHORTFALL, line.row.at(Field::For), message).hint(hint));
    }
}
