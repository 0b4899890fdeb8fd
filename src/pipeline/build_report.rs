//! What a build did.

use crate::bind::{Entry, Manifest};
use crate::pipeline::job::Outcome;
use crate::problem::Problem;

/// A file that was made, or that is not new.
#[derive(Debug, Clone)]
pub struct Made {
    /// Path relative to the output folder.
    pub path: String,
    /// What the manifest says of it.
    pub entry: Entry,
}

/// A paper that was not made for lack of tables.
#[derive(Debug, Clone)]
pub struct Skipped {
    /// Document id.
    pub id: String,
    /// The body's short name.
    pub body: String,
    /// The missing tables.
    pub missing: Vec<String>,
}

/// A paper that could not be made.
#[derive(Debug, Clone)]
pub struct FailedPaper {
    /// Document id.
    pub id: String,
    /// The body's short name.
    pub body: String,
    /// Path relative to the output folder.
    pub path: String,
    /// Why.
    pub problems: Vec<Problem>,
}

/// What a build did.
#[derive(Debug, Default)]
pub struct BuildReport {
    /// Problems that kept the build from starting, and warnings met before it.
    pub problems: Vec<Problem>,
    /// Whether errors kept it from starting.
    pub refused: bool,
    /// Files written.
    pub written: Vec<Made>,
    /// Files that had not changed.
    pub unchanged: Vec<Made>,
    /// Papers without their tables.
    pub skipped: Vec<Skipped>,
    /// Papers that failed.
    pub failed: Vec<FailedPaper>,
    /// Files of earlier builds that no paper stands for any more, now removed.
    pub removed: Vec<String>,
    /// Whether someone said stop before the end.
    pub stopped: bool,
}

impl BuildReport {
    /// Whether everything asked for is on the typesetter.
    #[must_use]
    pub fn is_success(&self) -> bool {
        !self.refused && self.failed.is_empty() && !self.stopped
    }

    /// Takes in what became of the files, and notes the files themselves in the manifest.
    pub(super) fn collect(&mut self, outcomes: impl IntoIterator<Item = Outcome>, manifest: &mut Manifest) {
        for outcome in outcomes {
            match outcome {
                Outcome::Written { path, entry, warnings } => {
                    warnings.into_iter().for_each(|warning| self.warn(warning));
                    manifest.files.insert(path.clone(), entry.clone());
                    self.written.push(Made { path, entry });
                }
                Outcome::Unchanged { path, entry, warnings } => {
                    warnings.into_iter().for_each(|warning| self.warn(warning));
                    manifest.files.insert(path.clone(), entry.clone());
                    self.unchanged.push(Made { path, entry });
                }
                Outcome::Skipped { id, body, missing } => self.skipped.push(Skipped { id, body, missing }),
                Outcome::Failed { id, body, path, problems } => {
                    self.failed.push(FailedPaper { id, body, path, problems });
                }
            }
        }
    }

    /// What is odd in a template is odd in every body's paper: once is enough.
    fn warn(&mut self, warning: Problem) {
        let known = |problem: &Problem| problem.place == warning.place && problem.message == warning.message;
        if !self.problems.iter().any(known) {
            self.problems.push(warning);
        }
    }
}
