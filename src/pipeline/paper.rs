//! One body's papers and its packet: what is drafted, in which order, under which names.

use serde::{Deserialize, Serialize};

use crate::bind;
use crate::bind::Beside;
use crate::bind::Entry;
use crate::bind::Manifest;
use crate::bind::OutFolder;
use crate::bind::Paths;
use crate::check;
use crate::count::Figures;
use crate::fill;
use crate::fill::Archived;
use crate::fill::BodyContext;
use crate::fill::DocumentSpec;
use crate::fill::Draft;
use crate::fill::Layers;
use crate::pipeline::BuildOptions;
use crate::pipeline::needs;
use crate::pipeline::plan;
use crate::pipeline::plan::BodyJobs;
use crate::problem::Code;
use crate::problem::Place;
use crate::problem::Problem;
use crate::problem::Severity;
use crate::problem::Stop;
use crate::resolve::Resolved;
use crate::say;
use crate::typeset::Shelf;

/// A packet one of whose papers could not be made. Source: DESIGN 6.
pub(super) static NOT_WHOLE: Code =
    Code { id: "packet-not-whole", severity: Severity::Error, source: "DESIGN 6" };

/// What a packet goes by where papers go by their ids.
pub(super) const PACKET: &str = "packet";

/// Everything a worker needs; nothing of it changes while the build runs.
pub(super) struct Maker<'a> {
    pub(super) resolved: &'a Resolved<'a>,
    pub(super) figures: &'a Figures,
    pub(super) layers: &'a Layers,
    pub(super) shelf: &'a Shelf,
    /// The manifest of the build before.
    pub(super) before: &'a Manifest,
    pub(super) out: &'a OutFolder,
    /// What is written there beside the papers.
    pub(super) beside: Beside,
    /// Where the papers of each body go.
    pub(super) paths: Paths,
    pub(super) options: &'a BuildOptions,
    /// Hash of what every paper depends on: version, fonts, layer libraries, PDF standard.
    pub(super) common: String,
}

/// What became of one file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Outcome {
    Written { path: String, entry: Entry, warnings: Vec<Problem> },
    Unchanged { path: String, entry: Entry },
    Skipped { id: String, body: String, missing: Vec<String> },
    Failed { id: String, body: String, path: String, problems: Vec<Problem> },
}

impl Outcome {
    /// The document it is of.
    pub(super) fn id(&self) -> &str {
        match self {
            Self::Written { entry, .. } | Self::Unchanged { entry, .. } => &entry.id,
            Self::Skipped { id, .. } | Self::Failed { id, .. } => id,
        }
    }

    /// How many pages the file has, if there is one.
    fn pages(&self) -> Option<usize> {
        match self {
            Self::Written { entry, .. } | Self::Unchanged { entry, .. } => Some(entry.pages),
            Self::Skipped { .. } | Self::Failed { .. } => None,
        }
    }
}

/// A step of a body's work.
#[derive(Debug)]
pub(super) enum Step<'a> {
    /// The title of a document is worked out; none when all are.
    Titled(Option<&'a str>),
    /// A document is begun, or the packet.
    Begun(&'a str),
    /// A file is done, one way or another.
    Done(Box<Outcome>),
}

/// The papers of one body on their way to its packet.
#[derive(Default)]
struct Pile {
    drafts: Vec<Draft>,
    archive: Vec<Archived>,
    /// Codes of the papers that could not be made.
    failed: Vec<String>,
}

/// Whose paper is drafted, and whether a file of its own is to be made.
#[derive(Clone, Copy)]
struct Turn<'a> {
    body: usize,
    context: &'a BodyContext,
    /// The name of its file, without the ending.
    name: &'a str,
    asked: bool,
    /// What became of it already.
    known: Option<&'a Outcome>,
}

impl Maker<'_> {
    /// Makes all files of one body, and tells each step.
    ///
    /// # Errors
    /// [`Stop`] on an I/O error that the other papers would meet as well.
    pub(super) fn body(&self, job: &BodyJobs, tell: &mut dyn FnMut(Step<'_>)) -> Result<(), Stop> {
        let Some(body) = self.resolved.bodies.get(job.body) else { return Ok(()) };
        let excess = check::excess(body);
        if !excess.is_empty() {
            self.refuse(job, &excess, tell);
            return Ok(());
        }
        let context = self.context(job, tell);
        let names = self.names(job.body, &context);
        let mut pile = Pile::default();
        let (indices, papers): (Vec<_>, Vec<_>) =
            self.layers.documents().iter().enumerate().partition(|(_, document)| document.is_index());
        for (at, document) in papers.into_iter().chain(indices) {
            let asked = job.papers.contains(&at);
            if !asked && !job.packet.contains(&at) {
                continue;
            }
            let missing = needs::missing(document, body);
            if missing.is_empty() {
                let known = job.known.iter().find(|known| known.id() == document.id);
                let name = names.get(at).map_or("", String::as_str);
                let turn = Turn { body: job.body, context: &context, name, asked, known };
                self.paper(document, turn, &mut pile, tell)?;
            } else if asked {
                let (id, body) = (document.id.clone(), context.name().to_owned());
                tell(Step::Done(Box::new(Outcome::Skipped { id, body, missing })));
            }
        }
        if job.packet.is_empty()
            || pile.drafts.is_empty()
            || job.known.iter().any(|known| known.id() == PACKET)
        {
            return Ok(());
        }
        tell(Step::Begun(PACKET));
        let path = self.paths.packet(job.body);
        let draft = if pile.failed.is_empty() {
            fill::packet(self.layers, &context, pile.drafts)
        } else {
            Err(vec![not_whole(&pile.failed, context.name())])
        };
        tell(Step::Done(Box::new(self.file(job.body, (PACKET, context.name()), path, draft)?)));
        Ok(())
    }

    /// No paper of the body is made, for these reasons.
    fn refuse(&self, job: &BodyJobs, problems: &[Problem], tell: &mut dyn FnMut(Step<'_>)) {
        let body = self.resolved.bodies.get(job.body).map_or("", |body| body.id.place());
        let documents = self.layers.documents();
        let papers =
            job.papers.iter().filter_map(|at| documents.get(*at)).map(|document| document.id.as_str());
        let packet = (!job.packet.is_empty()).then_some(PACKET);
        for id in papers.chain(packet) {
            let (body, path) = (body.to_owned(), self.path(job.body, id));
            let problems = problems.to_vec();
            tell(Step::Done(Box::new(Outcome::Failed { id: id.to_owned(), body, path, problems })));
        }
    }

    /// What the templates see of the body. The title of a paper that failed already is left out: it may be why.
    fn context(&self, job: &BodyJobs, tell: &mut dyn FnMut(Step<'_>)) -> BodyContext {
        let has_failed = |id: &str| {
            let mut failed = job.known.iter().filter(|known| matches!(known, Outcome::Failed { .. }));
            failed.any(|known| known.id() == id)
        };
        let Self { layers, resolved, figures, .. } = self;
        let context = fill::context_with(layers, resolved, figures, job.body, &mut |document| {
            tell(Step::Titled(Some(&document.id)));
            !has_failed(&document.id)
        });
        tell(Step::Titled(None));
        context
    }

    /// Drafts one paper, and makes its file where one is asked for and not `known` already.
    fn paper(
        &self,
        document: &DocumentSpec,
        Turn { body, context, name, asked, known }: Turn<'_>,
        pile: &mut Pile,
        tell: &mut dyn FnMut(Step<'_>),
    ) -> Result<(), Stop> {
        if matches!(known, Some(Outcome::Failed { .. })) {
            pile.failed.push(document.code.clone());
            return Ok(());
        }
        tell(Step::Begun(&document.id));
        let draft = fill::draft(self.layers, document, context, &pile.archive);
        let path = self.paths.paper(body, name);
        let mut pages = known.and_then(Outcome::pages);
        let mut failed = draft.is_err();
        if asked && known.is_none() {
            let outcome = self.file(body, (&document.id, context.name()), path.clone(), draft.clone())?;
            pages = outcome.pages();
            failed |= matches!(outcome, Outcome::Failed { .. });
            tell(Step::Done(Box::new(outcome)));
        }
        let pages = pages.or_else(|| self.before.files.get(&path).map(|entry| entry.pages));
        pile.archive.push(Archived { id: document.id.clone(), pages });
        pile.drafts.extend(draft);
        if failed {
            pile.failed.push(document.code.clone());
        }
        Ok(())
    }

    /// The name of the file of each document, in their order. Papers of the body with one code and one title are told
    /// apart by a number, whichever of them are asked for.
    fn names(&self, body: usize, context: &BodyContext) -> Vec<String> {
        let bodies = &self.resolved.bodies;
        let is_above = bodies.iter().any(|body| body.id.level().is_above_towns());
        let level = bodies.get(body).map(|body| body.id.level());
        let documents = self.layers.documents();
        let is_own =
            |document: &DocumentSpec| level.is_some_and(|level| plan::concerns(document, level, is_above));
        let name = |document: &DocumentSpec| {
            let title = context.title(&document.id).unwrap_or(&document.id);
            bind::file_name(&format!("{} {title}", document.code))
        };
        let own = documents.iter().filter(|document| is_own(document)).map(name);
        let mut own = bind::distinct(own).into_iter();
        documents
            .iter()
            .map(|document| if is_own(document) { own.next() } else { None }.unwrap_or_default())
            .collect()
    }

    /// Where a paper would go whose title is not known.
    pub(super) fn path(&self, body: usize, id: &str) -> String {
        if id == PACKET {
            return self.paths.packet(body);
        }
        let document = self.layers.documents().iter().find(|document| document.id == id);
        let name = |document: &DocumentSpec| bind::file_name(&format!("{} {id}", document.code));
        document.map_or_else(String::new, |document| self.paths.paper(body, &name(document)))
    }
}

/// A packet without one of its papers would be filed as whole.
fn not_whole(failed: &[String], body: &str) -> Problem {
    // Two papers may share a code.
    let mut codes = failed.to_vec();
    codes.dedup();
    let list = codes.join("、");
    let place = Place::Document { id: PACKET.to_owned(), body: body.to_owned() };
    let message =
        say!("{list} 没有生成，备案材料没有装订", "the packet was not bound: {list} could not be made");
    let hint = say!("改好这几份材料后再运行一次", "fix these papers and run again");
    Problem::new(&NOT_WHOLE, place, message).hint(hint)
}
