//! A town that was read: the project, and everything that was found in it, together.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use self_cell::self_cell;

use crate::pipeline::{Coverage, NotReady, PaperState, Project, Seen, Survey, Wanted};
use crate::problem::{Problem, Stop};
use crate::read::SheetCopy;
use crate::web::keys::locked;

/// Sheets that are kept for a while: a clerk looks at a few, and a large one has 100,000 rows.
const SHEETS: usize = 6;
/// Pages that are kept for a while: a few hundred kilobytes each.
const PAGES: usize = 8;

self_cell!(
    /// A project and what was found in it; it does not change. Whoever changes a file of it opens it anew.
    pub(in crate::web) struct Opened {
        owner: Project,
        #[covariant]
        dependent: Found,
    }
);

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Opened").field(&self.borrow_owner().root()).finish()
    }
}

/// What was found.
pub(in crate::web) struct Found<'p> {
    /// The project.
    pub(in crate::web) project: &'p Project,
    /// Bodies, figures, questions.
    pub(in crate::web) survey: Survey<'p>,
    /// What is wrong, layers included.
    pub(in crate::web) problems: Vec<Problem>,
    /// What has come in.
    pub(in crate::web) coverage: Coverage,
    sheets: Mutex<Vec<Arc<SheetCopy>>>,
    pages: Mutex<Vec<(Wanted, Arc<Seen>)>>,
    ready: Mutex<BTreeMap<usize, Arc<Vec<PaperState>>>>,
}

/// Reads a town.
pub(in crate::web) fn open(project: Project) -> Result<Opened, NotReady> {
    Opened::try_new(project, |project| {
        let survey = project.survey()?;
        let coverage = project.coverage_of(&survey)?;
        let problems = project.problems_of(&survey)?;
        let (sheets, pages, ready) = (Mutex::default(), Mutex::default(), Mutex::default());
        Ok(Found { project, survey, problems, coverage, sheets, pages, ready })
    })
}

impl Found<'_> {
    /// The papers of the body at this place that can be made; what was made of them may be different by now.
    pub(in crate::web) fn ready(&self, body: usize) -> Result<Arc<Vec<PaperState>>, NotReady> {
        if let Some(known) = locked(&self.ready).get(&body) {
            return Ok(Arc::clone(known));
        }
        let papers = self.project.papers(&self.survey, body)?.into_iter();
        let ready = papers.filter(|own| own.stage.is_some() && own.lacking.is_empty()).collect();
        Ok(Arc::clone(locked(&self.ready).entry(body).or_insert(Arc::new(ready))))
    }

    /// A page of a paper. The page around the picture and the picture itself are asked for one after the other: it is drawn once.
    pub(in crate::web) fn page(&self, wanted: &Wanted) -> Result<Arc<Seen>, NotReady> {
        let serves = |known: &Wanted| {
            Wanted { passages: wanted.passages || known.passages, ..wanted.clone() } == *known
        };
        if let Some((_, seen)) = locked(&self.pages).iter().find(|(known, _)| serves(known)) {
            return Ok(Arc::clone(seen));
        }
        let seen = Arc::new(self.project.preview(&self.survey, wanted)?);
        let mut pages = locked(&self.pages);
        if pages.len() >= PAGES {
            pages.remove(0);
        }
        pages.push((wanted.clone(), Arc::clone(&seen)));
        Ok(seen)
    }

    /// A sheet as its file has it; none where there is no such sheet.
    pub(in crate::web) fn sheet(&self, file: &str, sheet: &str) -> Result<Option<Arc<SheetCopy>>, Stop> {
        let is_it = |copy: &&Arc<SheetCopy>| copy.file == file && copy.sheet == sheet;
        if let Some(known) = locked(&self.sheets).iter().find(is_it) {
            return Ok(Some(Arc::clone(known)));
        }
        let Some(copy) = self.project.sheet(file, sheet)?.map(Arc::new) else { return Ok(None) };
        let mut sheets = locked(&self.sheets);
        if sheets.len() >= SHEETS {
            sheets.remove(0);
        }
        sheets.push(Arc::clone(&copy));
        Ok(Some(copy))
    }
}
