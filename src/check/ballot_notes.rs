//! What ballots say of the place of the mark: once in their layout, once in notes of one's own.

use crate::check::case::Whole;
use crate::check::findings::Findings;
use crate::cycle::{BallotMark, CYCLE_FILE};
use crate::problem::{Code, Place, Problem, Severity};
use crate::say;

/// The notes of a ballot send voters to another place than the one that is printed. Source: DOMAIN R55.
pub(super) static BALLOT_NOTES: Code =
    Code { id: "ballot-notes", severity: Severity::Error, source: "DOMAIN R55" };

/// The places for the mark, each with the words that notes use for it.
const SIDES: [(BallotMark, &[&str]); 3] = [
    (BallotMark::Above, &["上方", "上面", "上边"]),
    (BallotMark::Right, &["右边", "右侧", "右面", "右方"]),
    (BallotMark::Left, &["左边", "左侧", "左面", "左方"]),
];

/// [`BALLOT_NOTES`]: a town's `mark` may go over a county's that the county's notes were written for.
pub(super) fn ballot_notes(whole: &Whole<'_>, problems: &mut Findings) {
    let ballot = &whole.cycle.ballot;
    let said = |words: &[&'static str]| {
        let mut notes = ballot.notes.iter();
        notes.find_map(|note| words.iter().find(|word| note.contains(**word)).copied())
    };
    let (own, others): (Vec<_>, Vec<_>) = SIDES.iter().partition(|(mark, _)| *mark == ballot.mark);
    let is_own_said = own.iter().any(|(_, words)| said(words).is_some());
    let (Some(other), false) = (others.iter().find_map(|(_, words)| said(words)), is_own_said) else {
        return;
    };
    let printed = own.iter().find_map(|(_, words)| words.first()).copied().unwrap_or_default();
    let message = say!(
        "选票的说明写的是“{other}”，画符号的空格印在姓名{printed}",
        "the notes of the ballot say “{other}”, but the place for the mark is printed at “{printed}” of the name"
    );
    let hint = say!(
        "[ballot] 的 mark 和 notes 改成一致；notes 写在县里 pack.toml 的，在 cycle.toml 里另写",
        "make mark and notes of [ballot] agree; notes of a county's pack.toml can be written anew in cycle.toml"
    );
    problems.push(Problem::new(&BALLOT_NOTES, Place::File(CYCLE_FILE.to_owned()), message).hint(hint));
}
