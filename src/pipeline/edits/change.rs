//! A change, and how it is undone.

use std::path::Path;

use crate::bind::{self, OutFolder};
use crate::pipeline::edits::paths::{self, full};
use crate::pipeline::open::NotReady;
use crate::problem::{Problem, Say, Stop};
use crate::say;

/// Something was changed in a workspace.
#[derive(Debug, Clone)]
pub struct Change {
    /// What was done, in words for the clerk.
    pub said: Say,
    steps: Vec<Step>,
}

/// One file that is not as it was. Paths are relative to the workspace, with `/`.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// A text of the program's own; `None` where there is no such file.
    Text {
        /// Path.
        file: String,
        /// What it said.
        before: Option<Vec<u8>>,
        /// What it says.
        after: Option<Vec<u8>>,
    },
    /// A file of the clerk's that lies elsewhere now.
    Moved {
        /// Where it was.
        from: String,
        /// Where it is.
        to: String,
    },
    /// A file of the clerk's that came in.
    Came {
        /// Where it is.
        file: String,
    },
}

/// Why nothing was changed.
#[derive(Debug)]
pub enum NotChanged {
    /// It cannot be done, for this reason.
    Refused(Say),
    /// The file cannot be understood, and what it says would be lost if it were written anew.
    Unreadable(Vec<Problem>),
    /// The machine's fault.
    Stop(Stop),
}

impl From<Stop> for NotChanged {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

impl From<NotReady> for NotChanged {
    fn from(error: NotReady) -> Self {
        match error {
            NotReady::BadCycle(problems) | NotReady::BadLayers(problems) | NotReady::NoFonts(problems) => {
                Self::Unreadable(problems)
            }
            NotReady::Stop(stop) => Self::Stop(stop),
        }
    }
}

impl Change {
    /// What was done, and to which files.
    pub(super) fn new(said: Say, steps: Vec<Step>) -> Self {
        Self { said, steps }
    }

    /// Whether nothing is other than before.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// How many files are not as they were.
    #[must_use]
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Two changes that were made as one.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.steps.extend(other.steps);
        self
    }

    /// Puts everything back as it was, the last step first. A file that is not as this change left it stays as it is.
    ///
    /// # Errors
    /// [`NotChanged::Refused`] when somebody has changed a file since; [`NotChanged::Stop`] on an I/O error.
    pub fn undo(&self, root: &Path) -> Result<(), NotChanged> {
        let _held = held(root)?;
        // Where a newer file came, it makes room before the older one comes back.
        let came: Vec<&str> = self.steps.iter().filter_map(Step::came).collect();
        if let Some(file) = self.steps.iter().find_map(|step| step.moved_on(root, &came)) {
            return Err(NotChanged::Refused(say!(
                "“{file}”后来又改过，不能撤销",
                "\"{file}\" was changed since and cannot be put back"
            )));
        }
        self.steps.iter().rev().try_for_each(|step| step.undo(root))
    }
}

impl Step {
    /// The file that this step brought.
    fn came(&self) -> Option<&str> {
        if let Self::Came { file } = self { Some(file) } else { None }
    }

    /// The file that is not as this step left it.
    fn moved_on(&self, root: &Path, came: &[&str]) -> Option<&str> {
        let (file, stays) = match self {
            Self::Text { file, after, .. } => {
                let says = std::fs::read(full(root, file)).ok();
                (file, says.as_ref() == after.as_ref())
            }
            Self::Moved { from, to } => {
                let is_free = came.contains(&from.as_str()) || !full(root, from).exists();
                (to, full(root, to).is_file() && is_free)
            }
            Self::Came { file } => (file, full(root, file).is_file()),
        };
        (!stays).then_some(file)
    }

    fn undo(&self, root: &Path) -> Result<(), NotChanged> {
        match self {
            Self::Text { file, before: Some(text), .. } => {
                bind::write_over(&full(root, file), text)?;
            }
            Self::Text { file, before: None, .. } => bind::remove_own(&full(root, file))?,
            Self::Moved { from, to } => bind::move_file(&full(root, to), &full(root, from))?,
            Self::Came { file } => {
                paths::away(root, file)?;
            }
        }
        Ok(())
    }
}

/// The lock that whoever changes a file of the workspace holds for that moment.
pub(super) fn held(root: &Path) -> Result<bind::Hold, Stop> {
    OutFolder::new(&root.join("out")).hold_edits()
}

/// Writes a text of the program's own, and notes what it said before.
pub(super) fn write_text(root: &Path, file: &str, text: String) -> Result<Step, Stop> {
    let path = full(root, file);
    let before = match path.is_file() {
        true => Some(std::fs::read(&path).map_err(|cause| {
            let shown = path.display();
            Stop::new(say!("读取 {shown}", "reading {shown}"), cause)
        })?),
        false => None,
    };
    bind::write_over(&path, text.as_bytes())?;
    Ok(Step::Text { file: file.to_owned(), before, after: Some(text.into_bytes()) })
}

/// Takes a text of the program's own away, and notes what it said; none where there is none.
pub(super) fn remove_text(root: &Path, file: &str) -> Result<Option<Step>, Stop> {
    let path = full(root, file);
    if !path.is_file() {
        return Ok(None);
    }
    let before = std::fs::read(&path).map_err(|cause| {
        let shown = path.display();
        Stop::new(say!("读取 {shown}", "reading {shown}"), cause)
    })?;
    bind::remove_own(&path)?;
    Ok(Some(Step::Text { file: file.to_owned(), before: Some(before), after: None }))
}
