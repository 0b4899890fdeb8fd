//! How ballots are printed and marked: `ballot`, and what the rules say of signs.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::cycle::{BallotCopies, BallotMark, BallotPaper, Cycle};
use crate::resolve::Body;

/// How ballots are marked where no wording says otherwise. Source: DOMAIN R55.
const BALLOT_MARKS: &str = "同意的画“○”，不同意的画“×”，弃权的不画任何符号";

/// How ballots are marked, as the district words it.
pub(super) fn marks(wording: &BTreeMap<String, String>) -> &str {
    wording.get("ballot-marks").map_or(BALLOT_MARKS, String::as_str)
}

/// The sign of those who agree, as a text on marks quotes it: 同意的画“√”. None where the text does not say it so.
pub(super) fn sign(marks: &str) -> Option<&str> {
    let agrees = |clause: &&str| ["同意", "赞成"].iter().any(|word| clause.trim_start().starts_with(word));
    let clause = marks.split(['，', '；', '。', ',', ';']).find(agrees)?;
    let (sign, _) = clause.split_once('“')?.1.split_once('”')?;
    (!sign.is_empty() && sign.chars().count() <= 2).then_some(sign)
}

/// How ballots are printed.
#[derive(Debug, Serialize)]
pub(super) struct BallotView {
    mark: BallotMark,
    mark_word: &'static str,
    /// None where as many are asked for as there are delegates, and nobody knows how many.
    copies: Option<u32>,
    plenary_copies: Option<u32>,
    per_sheet: u8,
    /// `a4`, for Typst, and A4, for a sentence.
    paper: BallotPaper,
    paper_word: &'static str,
    names_per_row: Option<u8>,
    notes: Vec<String>,
    seal: Option<String>,
}

/// How ballots are printed.
pub(super) fn ballot(cycle: &Cycle, body: &Body<'_>) -> BallotView {
    let (ballot, congress) = (&cycle.ballot, &body.congress);
    let (copies, plenary_copies) = match ballot.copies {
        BallotCopies::One => (Some(1), Some(1)),
        BallotCopies::Entitled => {
            (congress.entitled.get(), body.plenary.entitled.get().or(congress.seats.get()))
        }
    };
    let mark_word = match ballot.mark {
        BallotMark::Above => "上方",
        BallotMark::Right => "右边",
        BallotMark::Left => "左边",
    };
    BallotView {
        mark: ballot.mark,
        mark_word,
        copies,
        plenary_copies,
        per_sheet: ballot.per_sheet,
        paper: ballot.paper,
        paper_word: ballot.paper.word(),
        names_per_row: ballot.names_per_row,
        notes: ballot.notes.clone(),
        seal: ballot.seal.clone(),
    }
}
