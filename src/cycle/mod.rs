//! The cycle (届) as `cycle.toml` describes it: who, where, when, thresholds, wording.
//!
//! [`load`] reads the file, refuses what it cannot mean, and gives a checked [`Cycle`]. Nothing after it looks at
//! the file again.

mod bounds;
mod decide;
mod definition;
mod file;
mod load;
mod numeral;
mod organisation;
mod rules;
mod setting;

pub use bounds::MOST_DELEGATES;
pub use decide::{Outcome, Tally};
pub use definition::{Cycle, Stage, TableRule, Town};
pub use file::{
    Ballot, BallotCopies, BallotMark, Basis, Board, BodySection, CYCLE_FILE, Contact, LeadingGroup,
    LevelSection, Notice, Packet, PaperSection, Seat, StageId, Teller, TitleStyle,
};
pub use load::{Checked, load, parse};
pub use numeral::numeral;
pub use organisation::{Method, Organisation};
pub use rules::{
    Committee, CredentialRoute, DelegateShare, Fraction, MajorityBase, ResultRoute, Rounding, Rules,
    ShareField, ShortfallRule, TieRule,
};
pub use setting::Setting;

use crate::problem::Code;

/// Every code this stage raises.
pub static CODES: &[&Code] =
    &[&load::BAD_CYCLE, &bounds::CYCLE_TOO_LARGE, &load::STAGE_ORDER, &load::TERM_MISMATCH];
