//! One body's papers and packet: drafted, compared with what is on the shelf, set and written where they changed.

use crate::bind::Entry;
use crate::bind::Manifest;
use crate::bind::OutFolder;
use crate::bind::State;
use crate::bind::packet_path;
use crate::bind::paper_path;
use crate::cycle::Cycle;
use crate::fill;
use crate::fill::Archived;
use crate::fill::Draft;
use crate::fill::FigureViews;
use crate::fill::Layers;
use crate::model::BodyRows;
use crate::pipeline::BuildOptions;
use crate::pipeline::Event;
use crate::pipeline::glyphs;
use crate::pipeline::needs;
use crate::pipeline::plan::BodyJobs;
use crate::problem::Place;
use crate::problem::Problem;
use crate::problem::Stop;
use crate::typeset;
use crate::typeset::Printed;
use crate::typeset::Shelf;
use crate::typeset::Trouble;

/// Everything a worker needs; nothing of it changes while the build runs.
pub(super) struct Maker<'a> {
    pub(super) cycle: &'a Cycle,
    pub(super) bodies: &'a [BodyRows<'a>],
    pub(super) figures: &'a FigureViews,
    pub(super) layers: &'a Layers,
    pub(super) shelf: &'a Shelf,
    /// The manifest of the build before.
    pub(super) before: &'a Manifest,
    pub(super) out: &'a OutFolder,
    pub(super) options: &'a BuildOptions,
    /// Hash of what every paper depends on: version, fonts, layer libraries, PDF standard.
    pub(super) common: String,
}

/// What became of one file.
#[derive(Debug)]
pub(super) enum Outcome {
    Written { path: String, entry: Entry, warnings: Vec<Problem> },
    Unchanged { path: String, entry: Entry },
    Skipped { id: String, body: String, missing: Vec<String> },
    Failed { id: String, body: String, path: String, problems: Vec<Problem> },
}

impl Outcome {
    /// How many pages the file has, if there is one.
    fn pages(&self) -> Option<usize> {
        match self {
            Self::Written { entry, .. } | Self::Unchanged { entry, .. } => Some(entry.pages),
            Self::Skipped { .. } | Self::Failed { .. } => None,
        }
    }
}

impl Maker<'_> {
    /// Makes all files of one body.
    ///
    /// # Errors
    /// [`Stop`] when the disk or a permission is in the way: the other papers would meet the same.
    pub(super) fn body(
        &self,
        job: &BodyJobs,
        show: &(dyn Fn(&Event<'_>) + Sync),
    ) -> Result<Vec<Outcome>, Stop> {
        let Some(rows) = self.bodies.get(job.body) else { return Ok(Vec::new()) };
        let context = fill::context(self.layers, self.cycle, self.bodies, self.figures, job.body);
        let mut outcomes = Vec::new();
        let mut drafts = Vec::new();
        let mut archive = Vec::new();
        let (indices, papers): (Vec<_>, Vec<_>) =
            self.layers.documents().iter().enumerate().partition(|(_, document)| document.is_index());
        for (at, document) in papers.into_iter().chain(indices) {
            let asked = job.papers.contains(&at);
            if !asked && !job.packet.contains(&at) {
                continue;
            }
            let missing = needs::missing(document, rows);
            if !missing.is_empty() {
                if asked {
                    outcomes.push(Outcome::Skipped {
                        id: document.id.clone(),
                        body: context.name().to_owned(),
                        missing,
                    });
                }
                continue;
            }
            let draft = fill::draft(self.layers, document, &context, &archive);
            let title = draft.as_ref().map_or(&document.id, |draft| &draft.label.title);
            let path = paper_path(&rows.body, &document.code, title);
            if asked {
                let file =
                    self.file(job.body, (&document.id, context.name()), path.clone(), draft.clone())?;
                outcomes.push(file);
            }
            let pages = outcomes.last().filter(|_| asked).and_then(Outcome::pages);
            let pages = pages.or_else(|| self.before.files.get(&path).map(|entry| entry.pages));
            archive.push(Archived { id: document.id.clone(), pages });
            drafts.extend(draft);
        }
        if !job.packet.is_empty() && !drafts.is_empty() {
            let draft = fill::packet(self.layers, &context, drafts);
            let path = packet_path(&rows.body);
            outcomes.push(self.file(job.body, ("packet", context.name()), path, draft)?);
        }
        outcomes.iter().for_each(|outcome| tell(outcome, show));
        Ok(outcomes)
    }

    /// Writes one file if its inputs changed and nothing foreign is in the way.
    fn file(
        &self,
        body: usize,
        (id, name): (&str, &str),
        path: String,
        draft: Result<Draft, Vec<Problem>>,
    ) -> Result<Outcome, Stop> {
        let (id, name) = (id.to_owned(), name.to_owned());
        let draft = match draft {
            Ok(draft) => draft,
            Err(problems) => return Ok(Outcome::Failed { id, body: name, path, problems }),
        };
        let inputs = self.inputs(&draft);
        match self.before.state(self.out, &path, &inputs)? {
            State::Fresh(entry) => return Ok(Outcome::Unchanged { path, entry }),
            State::Foreign if !self.options.force => {
                let problems = vec![Manifest::foreign(&path)];
                return Ok(Outcome::Failed { id, body: name, path, problems });
            }
            State::Stale | State::Foreign => {}
        }
        self.emit(&path, &draft)?;
        match self.print(body, &draft) {
            Ok(printed) => {
                self.out.write(&path, &printed.pdf)?;
                let blake3 = blake3::hash(&printed.pdf).to_hex().to_string();
                let fallbacks = printed.fallbacks.iter();
                let fallbacks =
                    fallbacks.map(|found| format!("{} {}", found.character, found.family)).collect();
                let Printed { pages, blanks, warnings, .. } = printed;
                // What is odd in a paper is told there, not again where it is bound.
                let own =
                    warnings.into_iter().filter(|_| draft.parts.is_empty() || draft.label.id != "packet");
                let warnings = own.map(|trouble| self.locate(&draft, body, trouble)).collect();
                let figures = draft.figures.iter().cloned().collect();
                let entry = Entry { id, body: name, pages, blake3, inputs, blanks, figures, fallbacks };
                Ok(Outcome::Written { path, entry, warnings })
            }
            Err(problems) => Ok(Outcome::Failed { id, body: name, path, problems }),
        }
    }

    /// Sets the pages; a character without a glyph is an error at its cell.
    fn print(&self, body: usize, draft: &Draft) -> Result<Printed, Vec<Problem>> {
        let troubles = |found: Vec<Trouble>| {
            found.into_iter().map(|trouble| self.locate(draft, body, trouble)).collect::<Vec<_>>()
        };
        let printed = typeset::print(self.shelf, draft, &self.options.typeset).map_err(troubles)?;
        if printed.missing.is_empty() {
            return Ok(printed);
        }
        let place = Place::Document { id: draft.label.id.clone(), body: draft.label.body.clone() };
        Err(printed
            .missing
            .iter()
            .map(|missing| glyphs::missing(missing.character, self.bodies, body, &place))
            .collect())
    }

    /// An error in generated text is shown at the line of the template that made it.
    fn locate(&self, draft: &Draft, body: usize, trouble: Trouble) -> Problem {
        let mut problem = trouble.problem;
        let document = self.layers.documents().iter().find(|document| document.id == draft.label.id);
        if let (Some(document), Some(at)) = (document, trouble.at)
            && let Some(form) = form_of(&at.path)
        {
            let context = fill::context(self.layers, self.cycle, self.bodies, self.figures, body);
            problem.place =
                fill::locate(self.layers, document, &context, (form, at.offset)).unwrap_or(problem.place);
        }
        problem
    }

    /// With `--emit-typst`, the sources go beside the papers, each in a folder that plain `typst compile` can use.
    fn emit(&self, path: &str, draft: &Draft) -> Result<(), Stop> {
        if self.options.emit_typst {
            let folder = path.trim_end_matches(".pdf");
            for (name, bytes) in typeset::sources(draft) {
                self.out.write(&format!("typst/{folder}/{name}"), &bytes)?;
            }
        }
        Ok(())
    }

    /// The hash of everything the file is made from.
    fn inputs(&self, draft: &Draft) -> String {
        let mut hasher = blake3::Hasher::new();
        let mut add = |text: &str| {
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        };
        let label = &draft.label;
        add(&self.common);
        [&label.id, &label.code, &label.title, &label.body].into_iter().for_each(|text| add(text));
        add(&label.date.map(|date| date.to_string()).unwrap_or_default());
        add(&draft.main);
        for (path, text) in &draft.parts {
            add(path);
            add(text);
        }
        // What the paper shows of the body stands in its source, unless its layers read the context themselves.
        if self.layers.reads_context() {
            add(&draft.context);
        }
        hasher.finalize().to_hex().to_string()
    }
}

/// Which form of a paper a generated source is, from 0; the paper itself is the first.
fn form_of(path: &str) -> Option<usize> {
    if path == "/main.typ" {
        return Some(0);
    }
    let number = path.strip_prefix("/people/")?.strip_suffix(".typ")?.rsplit('-').next()?;
    number.parse::<usize>().ok()?.checked_sub(1)
}

fn tell(outcome: &Outcome, show: &(dyn Fn(&Event<'_>) + Sync)) {
    match outcome {
        Outcome::Written { path, .. } => show(&Event::Done { path, written: true }),
        Outcome::Unchanged { path, .. } => show(&Event::Done { path, written: false }),
        Outcome::Skipped { .. } => show(&Event::Done { path: "", written: false }),
        Outcome::Failed { path, problems, .. } => show(&Event::Failed { path, problems }),
    }
}
