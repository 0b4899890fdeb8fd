//! The stages in order, behind one door. It owns the only threads, and prints nothing.

mod build;
mod build_report;
mod close;
mod codes;
mod coverage;
mod documents;
mod editing;
mod edits;
mod event;
mod expected;
mod fault;
mod filing;
mod glyphs;
mod job;
mod kept_context;
mod look;
mod maker;
mod needs;
mod open;
mod paper;
mod plan;
mod print_job;
mod problems;
mod project;
mod questions;
mod rewording;
mod sandbox;
mod seeing;
mod selection;
mod settings;
mod shelf;
mod stale_packet;
mod survey;
mod trial;
mod workers;

pub use build_report::{BuildReport, FailedPaper, Made, Skipped};
pub use codes::{CODES, codes};
pub use coverage::{COVERED, Coverage, Covered, List, Nobodys};
pub use documents::Listed;
pub use edits::{
    Change, DATA, Fix, Given, NotChanged, RECYCLED, TakenIn, TextOf, change_settings, is_typed,
    paper_settings, say_of_sheet, settings_form, sheet_settings,
};
pub use event::{Event, Watch};
pub use expected::{EXPECTED_TEXT, PaperText, write_expected};
pub use job::BuildOptions;
pub use look::{Drawn, Seen, Wanted};
pub use needs::QUESTION;
pub use open::NotReady;
pub use print_job::{PrintRecord, ToPrint};
pub use project::Project;
pub use rewording::{ChangedTemplate, PassageOf};
pub use sandbox::{Anew, Previewer, WORKER, serve};
pub use selection::{Packets, Selection};
pub use settings::{Sandbox, Settings};
pub use shelf::PaperState;
pub use survey::Survey;
pub use trial::{Texts, Tried, write_example, write_sample};
pub use workers::cores;

pub use crate::fill::{BlockState, ChangedBlock, ChangedFile, Passage, Text};
pub use crate::typeset::Spot;
