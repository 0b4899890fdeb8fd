//! What a face may change in a workspace.
//!
//! The project itself stays what it was read as: whoever changed something opens it anew.

use std::path::Path;

use crate::fill::Text;
use crate::pipeline::edits::{self, Change, Fix, NotChanged, TakenIn, TextOf};
use crate::pipeline::open::NotReady;
use crate::pipeline::project::Project;
use crate::pipeline::survey::Survey;

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

    /// Makes a table below `data` that is typed in; where it lies.
    ///
    /// # Errors
    /// [`NotChanged`] when it cannot be written.
    pub fn new_table(&self, name: &str, rows: &[Vec<String>]) -> Result<(Change, String), NotChanged> {
        edits::new_table(self.root(), name, rows)
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

    /// The texts that may be said in other words, as the papers of the body at this place among those of the survey have them.
    ///
    /// # Errors
    /// [`NotReady`] when the layers cannot be understood.
    pub fn texts(&self, survey: &Survey<'_>, body: usize) -> Result<Vec<Text>, NotReady> {
        let body = survey.resolved.bodies.get(body).map(|body| &body.id);
        let layers = self.layers()?;
        Ok(body.map(|body| layers.texts(self.cycle(), body)).unwrap_or_default())
    }

    /// Says a text in the town's own words, in `narrative/`; an empty one lets the layers speak again.
    ///
    /// # Errors
    /// [`NotChanged`] when no paper prints it, it is too long, or it cannot be written.
    pub fn say_text(&self, of: TextOf<'_>, known: &[String], text: &str) -> Result<Change, NotChanged> {
        edits::say_text(self.root(), of, known, text)
    }
}
