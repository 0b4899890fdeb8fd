//! Finding out what the given path is: a workspace, a plain folder, or one file.

use std::path::{Path, PathBuf};

use crate::cycle;
use crate::cycle::CYCLE_FILE;
use crate::cycle::Cycle;
use crate::model::PartialDate;
use crate::problem::Problem;
use crate::problem::Stop;
use crate::say;

/// Where the spreadsheets are and what is known of the cycle.
#[derive(Debug)]
pub struct Workspace {
    /// The folder or file as given.
    pub root: PathBuf,
    /// The cycle; for a plain folder or file one that knows nothing but the base date.
    pub cycle: Cycle,
    /// What `cycle.toml` gave reason to say.
    pub problems: Vec<Problem>,
    /// Whether there is a `cycle.toml`.
    pub has_cycle: bool,
    /// Whether ages can be computed: there is a `cycle.toml`, or a base date was given.
    pub has_date: bool,
}

/// Why nothing can be done with the path.
#[derive(Debug)]
pub enum NotOpened {
    /// `cycle.toml` cannot be understood.
    BadCycle(Vec<Problem>),
    /// The path does not exist or cannot be read.
    Stop(Stop),
}

impl From<Stop> for NotOpened {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

/// Opens a workspace, a plain folder or a file. `as_of` stands in for a missing `cycle.toml`.
///
/// # Errors
/// [`NotOpened`] when there is nothing there, or the cycle is unreadable.
pub fn open(root: &Path, as_of: Option<PartialDate>) -> Result<Workspace, NotOpened> {
    if !root.exists() {
        let shown = root.display();
        return Err(Stop::new(
            say!("打开 {shown}", "opening {shown}"),
            "没有这个文件或文件夹 (no such file or folder)",
        )
        .into());
    }
    if root.is_dir() && root.join(CYCLE_FILE).is_file() {
        let (cycle, problems) = cycle::load(root)?.map_err(NotOpened::BadCycle)?;
        return Ok(Workspace { root: root.to_owned(), cycle, problems, has_cycle: true, has_date: true });
    }
    // The date of an unnamed cycle is never looked at when none was given: the faces ask for one first.
    let cycle = Cycle::unnamed(as_of.unwrap_or(PartialDate::LATEST));
    Ok(Workspace {
        root: root.to_owned(),
        cycle,
        problems: Vec::new(),
        has_cycle: false,
        has_date: as_of.is_some(),
    })
}
