//! What a face may look at besides what a project holds: a sheet as it stands, the papers of a body, a file that was made.

use std::sync::PoisonError;

use crate::bind::{Manifest, OutFolder};
use crate::pipeline::job::BuildOptions;
use crate::pipeline::kept_context::KeptContext;
use crate::pipeline::look::{self, Seen, Wanted};
use crate::pipeline::open::{self, NotReady};
use crate::pipeline::project::Project;
use crate::pipeline::sandbox::{Anew, Previewer, WorkerData};
use crate::pipeline::shelf::{self, PaperState};
use crate::pipeline::survey::Survey;
use crate::problem::Stop;
use crate::read::{self, SheetCopy};

impl Project {
    /// One page of one paper as a picture.
    ///
    /// # Errors
    /// [`NotReady`] when layers or typefaces are wrong, or on an I/O error.
    pub fn preview(&self, survey: &Survey<'_>, wanted: &Wanted) -> Result<Seen, NotReady> {
        let (layers, fonts) = (self.layers()?, self.fonts()?);
        if let Some(seen) = layers.is_foreign().then(|| self.drawn_outside(wanted, Anew::Nothing)).flatten() {
            return Ok(seen?);
        }
        Ok(look::page(survey, layers, fonts, wanted, &self.context))
    }

    /// The same from the templates as they lie in the folder by now.
    ///
    /// # Errors
    /// [`NotReady`] when layers or typefaces are wrong, or on an I/O error.
    pub fn preview_anew(&self, survey: &Survey<'_>, wanted: &Wanted) -> Result<Seen, NotReady> {
        if let Some(seen) = self.drawn_outside(wanted, Anew::Templates) {
            return Ok(seen?);
        }
        let layers = open::layers(Some(self.root()), self.settings.layer.as_deref(), self.cycle());
        let (layers, _) = layers.map_err(NotReady::BadLayers)?;
        Ok(look::page(survey, &layers, self.fonts()?, wanted, &KeptContext::default()))
    }

    /// Lets the worker go that draws pages: its templates are not those of the folder any more.
    pub(in crate::pipeline) fn forget_pages(&self) {
        *self.previewer.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// A page as a worker draws it, who stays for the next page; none without a sandbox.
    fn drawn_outside(&self, wanted: &Wanted, anew: Anew) -> Option<Result<Seen, Stop>> {
        let mut kept = self.previewer.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.is_none() {
            let reading = match self.sources() {
                Ok(reading) => reading,
                Err(stop) => return Some(Err(stop)),
            };
            let launch = self.launch(&self.workspace, reading, BuildOptions::new(self.out()));
            *kept = launch.map(Previewer::new);
        }
        Some(kept.as_mut()?.look(wanted, anew))
    }

    /// Who draws page after page from templates and spreadsheets as they are by then; none without a sandbox.
    #[must_use]
    pub fn previewer(&self) -> Option<Previewer> {
        let options = BuildOptions::new(self.out());
        self.launch_with(self.root(), WorkerData::default, options).map(Previewer::new)
    }

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
