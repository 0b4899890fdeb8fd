//! The stages in order, behind one door. It owns the only threads, and prints nothing.

mod build;
mod codes;
mod documents;
mod event;
mod filing;
mod glyphs;
mod guard;
mod look;
mod needs;
mod open;
mod paper;
mod plan;
mod project;
mod survey;
mod trial;
mod workers;

pub use build::{BuildOptions, BuildReport, FailedPaper, Made, Skipped, cores};
pub use codes::{CODES, codes};
pub use documents::Listed;
pub use event::{Event, Watch};
pub use guard::{Sight, WORKER, serve};
pub use look::{Drawn, Seen, Wanted};
pub use open::NotReady;
pub use plan::Selection;
pub use project::{Project, Sandbox, Settings};
pub use survey::Survey;
pub use trial::{Tried, write_sample};
