//! What a face may change in a workspace.
//!
//! The project itself stays what it was read as: whoever changed something opens it anew.

use std::path::Path;

use crate::pipeline::edits::{self, Change, Fix, NotChanged, TakenIn};
use crate::pipeline::project::Project;

impl Project {
    /// Gives answers by the ids of their questions; an empty one takes an answer back. All or none.
    ///
    /// # Errors
    /// [`NotChanged`] when one is no answer, or `answers.toml` cannot be understood or written.
    pub fn answer(&self, given: &[(String, String)]) -> Result<Change, NotChanged> {
        edits::give_answers(self.root(), &self.questions()?, given)
    }

    /// Puts what was answered of headers and words into a layer; gives the names of the files that are other than before.
    ///
    /// # Errors
    /// [`NotChanged`] when the layer is not there, or its files cannot be understood or written.
    pub fn teach(&self, layer: &Path) -> Result<Vec<String>, NotChanged> {
        edits::teach(self.answers(), layer)
    }

    /// Corrects cells, all or none; the clerk's own files stay as they are.
    ///
    /// # Errors
    /// [`NotChanged`] when there is no such sheet, a cell says something else by now, or `corrections.csv` cannot be understood
    /// or written.
    pub fn correct(&self, fixes: &[Fix]) -> Result<Change, NotChanged> {
        edits::put_right(self.root(), fixes)
    }

    /// Takes back the correction of a cell.
    ///
    /// # Errors
    /// [`NotChanged`] when the cell was not corrected, or `corrections.csv` cannot be understood or written.
    pub fn take_back(&self, fix: &Fix) -> Result<Change, NotChanged> {
        edits::take_back(self.root(), fix)
    }

    /// Puts a file that the clerk dropped into `data`, an archive unpacked. `name` may have folders before it.
    ///
    /// # Errors
    /// [`NotChanged`] when it is too large, or cannot be opened or written.
    pub fn take_in(&self, name: &str, bytes: &[u8]) -> Result<TakenIn, NotChanged> {
        edits::take_in(self.root(), name, bytes)
    }

    /// Moves a file of `data` to [`RECYCLED`](crate::pipeline::RECYCLED).
    ///
    /// # Errors
    /// [`NotChanged`] when there is no such file in `data`, or it cannot be moved.
    pub fn recycle(&self, file: &str) -> Result<Change, NotChanged> {
        edits::recycle(self.root(), file)
    }

    /// Puts a newer version in place of a file of `data`; the one that was there goes to [`RECYCLED`](crate::pipeline::RECYCLED).
    ///
    /// # Errors
    /// [`NotChanged`] when there is no such file in `data`, the new one is too large, or it cannot be written.
    pub fn replace(&self, file: &str, bytes: &[u8]) -> Result<Change, NotChanged> {
        edits::replace(self.root(), file, bytes)
    }
}
