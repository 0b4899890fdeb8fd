//! The cycle (届) as `cycle.toml` describes it: who, where, when, thresholds, wording.
//!
//! [`read`] reads the file, [`parse`] refuses what it cannot mean, and gives a checked [`Cycle`]. Nothing after it looks at
//! the file again.

mod answers;
mod ballot;
mod basis;
mod body_section;
mod bounds;
mod choices;
mod corrections;
mod decide;
mod definition;
mod file;
mod form;
mod learned;
mod level_section;
mod load;
mod meeting;
mod misplaced;
mod numeral;
mod organisation;
mod put;
mod rules;
mod seat;
mod setting;
mod shared;
mod sheet_rule;
mod taught;

pub use answers::{ANSWERS_FILE, Answers, BAD_ANSWER, STALE_ANSWER};
pub use ballot::{Ballot, BallotCopies, BallotMark, BallotPaper, Packet, out_of_range};
pub use basis::{Basis, BasisLevel};
pub use body_section::{Board, BodySection, Contact, LeadingGroup, Notice, PaperSection, Teller};
pub use bounds::MOST_DELEGATES;
pub use choices::{
    CredentialRoute, Fraction, MajorityBase, ResultPaper, ResultRoute, Rounding, ShareField, ShortfallRule,
    TieRule,
};
pub use corrections::{CORRECTIONS_FILE, Correction, Corrections, STALE_CORRECTION, cell_at};
pub use decide::{Outcome, VotesCast};
pub use definition::{Cycle, Stage, TableRule, Town};
pub use file::{CYCLE_FILE, GUIDE_FILE, StageId, TitleStyle};
pub use form::{FieldKind, FormField, body_form, form, paper_form};
pub use learned::{HEADERS_FILE, LayerText, WORDS_FILE, header_id, header_of, word_id};
pub use level_section::LevelSection;
pub use load::{Checked, parse, read};
pub use meeting::{Lecturer, Meeting, MeetingKind, Point};
pub use numeral::{number_before, numeral};
pub use organisation::{Method, Organisation};
pub use put::put;
pub use rules::{Committee, DelegateShare, Rules};
pub use seat::Seat;
pub use setting::Setting;
pub use shared::PACK_FILE;
pub use sheet_rule::{SheetRule, put_sheet_rule, sheet_rule};
pub use taught::taught;

use crate::model::schema_text;
use crate::problem::Code;

/// Every code this stage raises.
pub static CODES: &[&Code] = &[
    &load::BAD_CYCLE,
    &bounds::CYCLE_TOO_LARGE,
    &load::STAGE_ORDER,
    &load::TERM_MISMATCH,
    &learned::BAD_ANSWERS,
    &answers::BAD_ANSWER,
    &answers::STALE_ANSWER,
    &corrections::BAD_CORRECTION,
    &corrections::STALE_CORRECTION,
];

/// The JSON Schema of `cycle.toml`, as text.
#[must_use]
pub fn schema() -> String {
    schema_text::<file::CycleFile>()
}
