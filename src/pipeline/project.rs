//! The door of every face: a workspace opened, and everything that can be asked of it.
//!
//! What a question needs is loaded when it is asked first and kept: the spreadsheets for problems, the layers for papers.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

use crate::count::{self, Explained, Indicators};
use crate::cycle::{Answers, Cycle};
use crate::fill::{self, Layers};
use crate::pipeline::build::{self, Means};
use crate::pipeline::build_report::BuildReport;
use crate::pipeline::coverage::{self, Coverage};
use crate::pipeline::documents::{self, Listed};
use crate::pipeline::event::Watch;
use crate::pipeline::job::BuildOptions;
use crate::pipeline::kept_context::KeptContext;
use crate::pipeline::open::{self, NotReady, Workspace};
use crate::pipeline::problems;
use crate::pipeline::questions;
use crate::pipeline::sandbox::{Launch, Previewer, WorkerConfig, WorkerData};
use crate::pipeline::settings::{Sandbox, Settings};
use crate::pipeline::survey::{self, Survey};
use crate::pipeline::trial::{self, Texts, Trial, Tried};
use crate::problem::{Noted, Problem, Question, Stop};
use crate::read::{self, Reading};
use crate::resolve::Resolved;
use crate::typeset::Fonts;

/// A workspace, a plain folder of spreadsheets, or one file.
#[derive(Debug)]
pub struct Project {
    pub(in crate::pipeline) workspace: Workspace,
    pub(in crate::pipeline) settings: Settings,
    reading: OnceLock<Reading>,
    layers: OnceLock<(Layers, Indicators)>,
    fonts: OnceLock<Noted<Fonts>>,
    /// Who draws pages from templates of others, kept for the next page.
    pub(in crate::pipeline) previewer: Mutex<Option<Previewer>>,
    /// What templates see of the body whose papers were looked at last.
    pub(in crate::pipeline) context: KeptContext,
}

impl Project {
    /// Opens what lies there. No spreadsheet is read yet.
    ///
    /// # Errors
    /// [`NotReady`] when there is nothing there, or `cycle.toml` cannot be understood.
    pub fn open(root: &Path, settings: Settings) -> Result<Self, NotReady> {
        let mut workspace = open::open(root, settings.as_of)?;
        workspace.learn(settings.layer.as_deref());
        let (reading, layers, fonts) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Ok(Self {
            workspace,
            settings,
            reading,
            layers,
            fonts,
            previewer: Mutex::default(),
            context: KeptContext::default(),
        })
    }

    /// The folder or file as given.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.workspace.root
    }

    /// The cycle; for a plain folder or file one that knows nothing but the base date.
    #[must_use]
    pub fn cycle(&self) -> &Cycle {
        &self.workspace.cycle
    }

    /// Whether there is a `cycle.toml`: without one there are no papers.
    #[must_use]
    pub fn has_cycle(&self) -> bool {
        self.workspace.has_cycle
    }

    /// Whether ages can be computed: there is a `cycle.toml`, or a base date was given.
    #[must_use]
    pub fn has_date(&self) -> bool {
        self.workspace.has_date
    }

    /// Where results go unless a face says otherwise: `out` in the workspace, or here.
    #[must_use]
    pub fn out(&self) -> PathBuf {
        if self.has_cycle() { self.root().join("out") } else { PathBuf::from("out") }
    }

    /// All spreadsheets as they were understood, with what was left out and normalised.
    ///
    /// # Errors
    /// [`Stop`] when the folder cannot be read at all.
    pub fn sources(&self) -> Result<&Reading, Stop> {
        at_hand(&self.reading, || read::read(&self.workspace.root, &self.workspace.cycle))
    }

    /// The bodies, with every question about them answered.
    ///
    /// # Errors
    /// [`Stop`] when the folder cannot be read at all.
    pub fn bodies(&self) -> Result<Resolved<'_>, Stop> {
        Ok(survey::resolved(&self.workspace, self.sources()?))
    }

    /// What is asked, answered or not.
    ///
    /// # Errors
    /// [`Stop`] when the folder cannot be read at all.
    pub fn questions(&self) -> Result<Vec<Question>, Stop> {
        Ok(self.sources()?.questions.clone())
    }

    /// What has come in, body by body, and what of it is not used.
    ///
    /// # Errors
    /// [`Stop`] when the folder cannot be read at all.
    pub fn coverage(&self) -> Result<Coverage, Stop> {
        let (reading, questions) = (self.sources()?, self.questions()?);
        Ok(coverage::coverage(reading, &survey::resolved(&self.workspace, reading), &questions))
    }

    /// The same of bodies that are resolved already.
    ///
    /// # Errors
    /// [`Stop`] when the folder cannot be read at all.
    pub fn coverage_of(&self, survey: &Survey<'_>) -> Result<Coverage, Stop> {
        Ok(coverage::coverage(self.sources()?, &survey.resolved, &survey.questions))
    }

    /// What is wrong in the files that the clerk keeps for the program: `cycle.toml`, `answers.toml`, `corrections.csv`.
    #[must_use]
    pub fn own_problems(&self) -> &[Problem] {
        &self.workspace.problems
    }

    /// The answers that were given.
    #[must_use]
    pub fn answers(&self) -> &Answers {
        &self.workspace.cycle.answers
    }

    /// Those to what is not asked any more, by the ids of their questions.
    #[must_use]
    pub fn stale_answers(&self, questions: &[Question]) -> Vec<&str> {
        questions::stale(questions, self.answers())
    }

    /// What `cycle.toml`, reading and the rules have to say, in this order.
    ///
    /// # Errors
    /// [`Stop`] when the folder cannot be read at all.
    pub fn problems(&self) -> Result<Vec<Problem>, Stop> {
        let reading = self.sources()?;
        let resolved = survey::resolved(&self.workspace, reading);
        let mut problems = problems::problems(&self.workspace, reading, &resolved);
        if self.has_own_layers() {
            problems.extend(problems::of_layers(self.loaded(), reading, &resolved));
        }
        Ok(problems)
    }

    /// The same of bodies that are resolved already.
    ///
    /// # Errors
    /// [`Stop`] when the folder cannot be read at all.
    pub fn problems_of(&self, survey: &Survey<'_>) -> Result<Vec<Problem>, Stop> {
        let mut problems = survey.problems.clone();
        if self.has_own_layers() {
            let of_layers = problems::of_layers(self.loaded(), self.sources()?, &survey.resolved);
            let is_known = |problem: &Problem| {
                let known = |own: &Problem| own.place == problem.place && own.message == problem.message;
                survey.problems.iter().any(known)
            };
            problems.extend(of_layers.into_iter().filter(|problem| !is_known(problem)));
        }
        Ok(problems)
    }

    /// Whether anybody has changed the templates of this workspace.
    fn has_own_layers(&self) -> bool {
        let own = ["templates", "narrative"].iter().any(|folder| self.root().join(folder).is_dir());
        self.has_cycle() && (own || self.layer().is_some())
    }

    /// Bodies, figures and problems at once.
    ///
    /// # Errors
    /// [`NotReady`] when the folder cannot be read, or the layers cannot be understood.
    pub fn survey(&self) -> Result<Survey<'_>, NotReady> {
        let (_, indicators) = self.loaded()?;
        Ok(survey::survey(&self.workspace, self.sources()?, indicators))
    }

    /// The rows behind an indicator; none when there is no such indicator.
    ///
    /// # Errors
    /// [`NotReady`] when the layers cannot be understood.
    pub fn explain(&self, survey: &Survey<'_>, indicator: &str) -> Result<Option<Explained>, NotReady> {
        let (_, indicators) = self.loaded()?;
        Ok(count::explain(&survey.resolved, indicators, indicator))
    }

    /// The papers, with the tables that are missing everywhere.
    ///
    /// # Errors
    /// [`NotReady`] when the layers cannot be understood.
    pub fn documents(&self, survey: &Survey<'_>) -> Result<Vec<Listed>, NotReady> {
        Ok(documents::list(survey, self.layers()?))
    }

    /// The template layers, the workspace's own on top.
    ///
    /// # Errors
    /// [`NotReady`] when they cannot be understood.
    pub fn layers(&self) -> Result<&Layers, NotReady> {
        self.loaded().map(|(layers, _)| layers)
    }

    /// The typefaces, with what is missing among them.
    #[must_use]
    pub fn find_fonts(&self) -> Noted<Fonts> {
        self.settings.font_source(self.root()).load()
    }

    /// The typefaces.
    ///
    /// # Errors
    /// [`NotReady`] when those of the papers are not there.
    pub fn fonts(&self) -> Result<&Fonts, NotReady> {
        self.found_fonts().map(|found| &found.value)
    }

    /// Makes the papers that are asked for.
    ///
    /// # Errors
    /// [`NotReady`] when layers or typefaces are wrong, or on an I/O error: what was finished until then is whole and known.
    pub fn build(
        &self,
        survey: &Survey<'_>,
        options: &BuildOptions,
        watch: Watch<'_>,
    ) -> Result<BuildReport, NotReady> {
        let (layers, fonts) = (self.layers()?, self.fonts()?);
        let launch = match layers.is_foreign() {
            true => self.launch(&self.workspace, self.sources()?, options.clone()),
            false => None,
        };
        let means = Means { layers, fonts, launch: launch.as_ref() };
        let mut report = build::build(survey, means, options, watch)?;
        report.problems.extend(self.found_fonts()?.problems.iter().cloned());
        report.problems.extend(problems::nowhere_used(layers, self.sources()?, &survey.resolved));
        Ok(report)
    }

    /// Makes every paper of the layers for the samples inside the program and says what is wrong with the layers.
    ///
    /// # Errors
    /// [`NotReady`] when typefaces are missing, or on an I/O error.
    pub fn try_layers(&self, threads: usize, texts: Texts, watch: Watch<'_>) -> Result<Tried, NotReady> {
        // The samples' own cycle names no layer: that of the workspace is handed on as if it had been asked for.
        let own = self.cycle().layer.as_deref().filter(|_| self.settings.layer.is_none());
        if let Some(problem) = fill::not_a_layer_of_cycle(self.root(), own) {
            return Err(NotReady::BadLayers(vec![problem]));
        }
        let launch = |of: &Workspace, reading: &Reading, options| self.launch(of, reading, options);
        let layer = self.layer();
        let trial =
            Trial { templates: self.root(), layer: layer.as_deref(), fonts: self.fonts()?, launch: &launch };
        trial::try_out(&trial, threads, texts, watch)
    }

    /// The district's layer, as a worker or a trial may ask for it: of a name in `cycle.toml` the place where it lies, for there the
    /// folder in which the program was started does not count.
    fn layer(&self) -> Option<String> {
        let of_cycle = || {
            let name = self.workspace.cycle.layer.as_deref()?;
            let place = fill::layer_of_cycle(self.root(), name);
            Some(place.map_or_else(|| name.to_owned(), |place| place.to_string_lossy().into_owned()))
        };
        self.settings.layer.clone().or_else(of_cycle)
    }

    fn found_fonts(&self) -> Result<&Noted<Fonts>, NotReady> {
        at_hand(&self.fonts, || {
            let found = self.find_fonts();
            if found.problems.iter().any(Problem::is_error) {
                return Err(NotReady::NoFonts(found.problems));
            }
            Ok(found)
        })
    }

    fn loaded(&self) -> Result<&(Layers, Indicators), NotReady> {
        at_hand(&self.layers, || {
            let root = self.root().is_dir().then_some(self.root());
            open::layers(root, self.settings.layer.as_deref(), self.cycle()).map_err(NotReady::BadLayers)
        })
    }

    /// Workers for what was read of a workspace and the layers of this project; none without a sandbox.
    pub(in crate::pipeline) fn launch(
        &self,
        of: &Workspace,
        reading: &Reading,
        options: BuildOptions,
    ) -> Option<Launch> {
        self.launch_with(&of.root, || WorkerData::of(of, reading), options)
    }

    /// The same for a folder whose data are handed over, or not yet read.
    pub(in crate::pipeline) fn launch_with(
        &self,
        data: &Path,
        read: impl FnOnce() -> WorkerData,
        options: BuildOptions,
    ) -> Option<Launch> {
        let Sandbox { program, seconds, megabytes } = self.settings.sandbox.clone()?;
        let config = WorkerConfig {
            data: data.to_owned(),
            templates: self.root().to_owned(),
            layer: self.layer(),
            fonts: self.settings.font_source(self.root()),
            options,
            memory: megabytes,
        };
        Some(Launch { program, config, data: read(), seconds })
    }
}

/// What a cell holds; where it is empty, what `load` gives is kept there.
fn at_hand<T, E>(cell: &OnceLock<T>, load: impl FnOnce() -> Result<T, E>) -> Result<&T, E> {
    if let Some(known) = cell.get() {
        return Ok(known);
    }
    let loaded = load()?;
    Ok(cell.get_or_init(|| loaded))
}
