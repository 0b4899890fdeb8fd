//! What a face may look at besides what a project holds: a sheet as it stands, the papers of a body, a file that was made.

use crate::bind::{Manifest, OutFolder};
use crate::pipeline::job::BuildOptions;
use crate::pipeline::open::NotReady;
use crate::pipeline::project::Project;
use crate::pipeline::shelf::{self, PaperState};
use crate::pipeline::survey::Survey;
use crate::problem::Stop;
use crate::read::{self, SheetCopy};

impl Project {
    /// A sheet as its file has it, before corrections; none where there is no such sheet.
    ///
    /// # Errors
    /// [`Stop`] when the folder cannot be read.
    pub fn sheet(&self, file: &str, sheet: &str) -> Result<Option<SheetCopy>, Stop> {
        read::sheet_copy(self.root(), file, sheet)
    }

    /// The papers of the body at this place among those of the survey: what they lack, what was made of them.
    ///
    /// # Errors
    /// [`NotReady`] when layers or typefaces are wrong, or on an I/O error.
    pub fn papers(&self, survey: &Survey<'_>, body: usize) -> Result<Vec<PaperState>, NotReady> {
        let (layers, fonts) = (self.layers()?, self.fonts()?);
        Ok(shelf::papers(survey, layers, fonts, &BuildOptions::new(self.out()), body)?)
    }

    /// A file of the output folder that a build made, by its path there; none where no build made it.
    ///
    /// # Errors
    /// [`Stop`] when it cannot be read.
    pub fn made(&self, path: &str) -> Result<Option<Vec<u8>>, Stop> {
        let out = OutFolder::new(&self.out());
        if !Manifest::seen(&out)?.files.contains_key(path) {
            return Ok(None);
        }
        Ok(out.read(path)?)
    }

    /// The id of the document that a file of the output folder was made of; none where no build made it.
    #[must_use]
    pub fn made_as(&self, path: &str) -> Option<String> {
        let manifest = Manifest::seen(&OutFolder::new(&self.out())).ok()?;
        manifest.files.get(path).map(|entry| entry.id.clone())
    }
}
