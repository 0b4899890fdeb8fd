//! Finding out what the given path is: a workspace, a plain folder, or one file.

use std::path::{Path, PathBuf};

use crate::count::Indicators;
use crate::cycle;
use crate::cycle::{Answers, Corrections, Cycle};
use crate::cycle::{CYCLE_FILE, LayerText, PACK_FILE};
use crate::fill;
use crate::fill::Layers;
use crate::model::PartialDate;
use crate::problem::Problem;
use crate::problem::Stop;
use crate::say;

/// Where the spreadsheets are and what is known of the cycle.
#[derive(Debug)]
pub(in crate::pipeline) struct Workspace {
    /// The folder or file as given.
    pub(in crate::pipeline) root: PathBuf,
    /// The text of `cycle.toml`; empty where there is none.
    pub(in crate::pipeline) text: String,
    /// The cycle; for a plain folder or file one that knows nothing but the base date.
    pub(in crate::pipeline) cycle: Cycle,
    /// What `cycle.toml` gave reason to say.
    pub(in crate::pipeline) problems: Vec<Problem>,
    /// Whether there is a `cycle.toml`.
    pub(in crate::pipeline) has_cycle: bool,
    /// Whether ages can be computed: there is a `cycle.toml`, or a base date was given.
    pub(in crate::pipeline) has_date: bool,
}

impl Workspace {
    /// Reads what was answered and what was put right.
    fn take_own_words(&mut self, root: &Path) -> Result<(), Stop> {
        self.take_answers(Answers::read(root)?);
        let (corrections, problems) = Corrections::read(root)?;
        self.cycle.corrections = corrections;
        self.problems.extend(problems);
        Ok(())
    }

    /// Takes over what the layers say of headers and words, or says what is wrong there.
    pub(in crate::pipeline) fn learn(&mut self, layer: Option<&str>) {
        let folder = self.root.is_dir().then(|| self.root.clone());
        let named = self.cycle.layer.as_deref().filter(|_| layer.is_none());
        let missing = named.and_then(|named| fill::missing_layer_of_cycle(&self.root, named));
        self.problems.extend(missing);
        let texts = self.take_settings(folder.as_deref(), layer);
        for text in texts.into_iter().filter(|text| text.name != PACK_FILE) {
            if let Err(problem) = self.cycle.answers.learn(&text) {
                self.problems.push(*problem);
            }
        }
    }

    /// Takes over what the layers of a workspace set for all its towns; gives what else they say.
    pub(in crate::pipeline) fn take_settings(
        &mut self,
        templates: Option<&Path>,
        layer: Option<&str>,
    ) -> Vec<LayerText> {
        let texts = Layers::learned(templates, layer, &self.cycle);
        self.cycle.take_settings(&self.text, &texts);
        texts
    }

    /// Takes over what was answered, or says why that cannot be understood.
    pub(in crate::pipeline) fn take_answers(&mut self, answers: Result<Answers, Box<Problem>>) {
        match answers {
            Ok(answers) => self.cycle.answers = answers,
            Err(problem) => self.problems.push(*problem),
        }
    }
}

/// Why nothing can be done with the path.
#[derive(Debug)]
pub enum NotReady {
    /// `cycle.toml` cannot be understood.
    BadCycle(Vec<Problem>),
    /// The template layers cannot be understood.
    BadLayers(Vec<Problem>),
    /// Typefaces that every paper needs are missing.
    NoFonts(Vec<Problem>),
    /// The path does not exist, or an I/O error.
    Stop(Stop),
}

impl From<Stop> for NotReady {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

/// Opens a workspace, a plain folder or a file. `as_of` stands in for a missing `cycle.toml`.
///
/// # Errors
/// [`NotReady`] when there is nothing there, or the cycle is unreadable.
pub(in crate::pipeline) fn open(root: &Path, as_of: Option<PartialDate>) -> Result<Workspace, NotReady> {
    if !root.exists() {
        let shown = root.display();
        return Err(Stop::new(
            say!("打开 {shown}", "opening {shown}"),
            "没有这个文件或文件夹 (no such file or folder)",
        )
        .into());
    }
    if root.is_dir() && root.join(CYCLE_FILE).is_file() {
        let mut workspace = from_text(root, cycle::read(root)?.map_err(NotReady::BadCycle)?)?;
        workspace.take_own_words(root)?;
        return Ok(workspace);
    }
    // The date of an unnamed cycle is never looked at when none was given: the faces ask for one first.
    let cycle = Cycle::unnamed(as_of.unwrap_or(PartialDate::LATEST));
    let mut workspace = Workspace {
        root: root.to_owned(),
        text: String::new(),
        cycle,
        problems: Vec::new(),
        has_cycle: false,
        has_date: as_of.is_some(),
    };
    if root.is_dir() {
        workspace.take_own_words(root)?;
    }
    Ok(workspace)
}

/// A workspace whose `cycle.toml` says this.
///
/// # Errors
/// [`NotReady::BadCycle`] when it cannot be understood.
pub(in crate::pipeline) fn from_text(root: &Path, text: String) -> Result<Workspace, NotReady> {
    let (cycle, problems) = cycle::parse(&text).map_err(NotReady::BadCycle)?;
    Ok(Workspace { root: root.to_owned(), text, cycle, problems, has_cycle: true, has_date: true })
}

/// The template layers over the workspace, and the indicators they define.
///
/// # Errors
/// What cannot be understood in them.
pub(in crate::pipeline) fn layers(
    templates: Option<&Path>,
    layer: Option<&str>,
    cycle: &Cycle,
) -> Result<(Layers, Indicators), Vec<Problem>> {
    let layers = Layers::load(templates, layer, cycle)?;
    let indicators = Indicators::parse(layers.indicators())?;
    Ok((layers, indicators))
}
