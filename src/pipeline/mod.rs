//! The stages in order, behind one door. It owns the only threads, and prints nothing.

mod build;
mod build_report;
mod close;
mod codes;
mod documents;
mod event;
mod fault;
mod filing;
mod glyphs;
mod job;
mod look;
mod maker;
mod needs;
mod open;
mod paper;
mod plan;
mod project;
mod sandbox;
mod selection;
mod survey;
mod trial;
mod workers;

pub use build_report::{BuildReport, FailedPaper, Made, Skipped};
pub use codes::{CODES, codes};
pub use documents::Listed;
pub use event::{Event, Watch};
pub use job::BuildOptions;
pub use look::{Drawn, Seen, Wanted};
pub use open::NotReady;
pub use project::{Project, Sandbox, Settings};
pub use sandbox::{Previewer, WORKER, serve};
pub use selection::Selection;
pub use survey::Survey;
pub use trial::{Tried, write_sample};
pub use workers::cores;
