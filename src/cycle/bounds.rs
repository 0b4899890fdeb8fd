//! How much `cycle.toml` may ask for. Looked at before anything is made of the file: a number that was typed with the
//! telephone's digits, or a file that is no `cycle.toml`, must not cost the memory of the machine.

use crate::cycle::file::CYCLE_FILE;
use crate::problem::{Code, Problem, Severity, TomlSize, place_in};
use crate::say;

/// `cycle.toml`, or a number in it, is larger than anything that happens. Source: DESIGN 2.
pub(super) static CYCLE_TOO_LARGE: Code =
    Code { id: "cycle-too-large", severity: Severity::Error, source: "DESIGN 2" };

/// Bytes of the file: a `[body]` of 2,000 bytes for each of a city's 1,700 bodies has less.
pub(super) const BYTES: usize = 4 << 20;

/// Most people, ballots or seats of one body, with a margin over what there is: the national women's congress has some
/// 1,800 delegates and its committee some 300 members, a village 30 and 9.
pub const MOST_DELEGATES: u32 = 2_000;

/// A text is as long as a passage in `narrative/` may be. A section has an entry for each of a city's 1,700 bodies, and
/// `units` is as long; other lists, such as stages, tasks and members of a group, are printed in full.
const SIZE: TomlSize = TomlSize {
    bytes: BYTES,
    text: 64 << 10,
    list: 500,
    section: 5_000,
    number: MOST_DELEGATES as i64,
    free: &["units", "table", "header_row"],
};

/// The first thing that is too large, if there is one.
pub(super) fn problem(text: &str) -> Option<Problem> {
    let (byte, message) = SIZE.exceeded(text)?;
    let hint = say!(
        "多半是多打了几位，或贴错了地方：名单放进 data 里的表格，长文字放进 narrative",
        "probably some digits too many, or pasted into the wrong place: lists belong into tables in data, long passages into narrative"
    );
    Some(Problem::new(&CYCLE_TOO_LARGE, place_in(text, CYCLE_FILE, byte), message).hint(hint))
}
