//! One body's papers and its packet: what is drafted, in which order, under which names.

use crate::bind;
use crate::check;
use crate::fill;
use crate::fill::{Archived, BodyContext, DocumentSpec, Draft, Filing};
use crate::pipeline::filing::PaperOf;
use crate::pipeline::job::{BodyJob, Outcome, PACKET, Step};
use crate::pipeline::maker::Maker;
use crate::pipeline::needs::{self, QUESTION};
use crate::pipeline::plan;
use crate::problem::{Code, Place, Problem, Severity, Stop};
use crate::say;

/// A packet one of whose papers could not be made. Source: DESIGN 6.
pub(super) static NOT_WHOLE: Code =
    Code { id: "packet-not-whole", severity: Severity::Error, source: "DESIGN 6" };

/// The papers of one body on their way to its packet.
#[derive(Default)]
struct PacketInput {
    drafts: Vec<Draft>,
    archive: Vec<Archived>,
    /// Codes of the papers that could not be made.
    failed: Vec<String>,
}

/// Whose paper is drafted, and whether a file of its own is to be made.
#[derive(Clone, Copy)]
struct PaperInput<'a> {
    body: usize,
    context: &'a BodyContext,
    /// The name of its file, without the ending.
    name: &'a str,
    asked: bool,
    /// Whether the packet binds it.
    is_bound: bool,
    /// What became of it already.
    known: Option<&'a Outcome>,
}

impl Maker<'_> {
    /// Makes all files of one body, and tells each step. What is `known` already, when the work is taken up again, is not
    /// made again.
    ///
    /// # Errors
    /// [`Stop`] on an I/O error that the other papers would meet as well.
    pub(super) fn body(
        &self,
        job: &BodyJob,
        known: &[Outcome],
        tell: &mut dyn FnMut(Step<'_>),
    ) -> Result<(), Stop> {
        let Some(body) = self.resolved.bodies.get(job.body) else { return Ok(()) };
        let excess = check::excess(body);
        if !excess.is_empty() {
            self.refuse(job, &excess, tell);
            return Ok(());
        }
        let context = self.context(job.body, known, tell);
        let names = self.names(job.body, &context);
        let mut packet = PacketInput::default();
        let (indices, papers): (Vec<_>, Vec<_>) =
            self.layers.documents().iter().enumerate().partition(|(_, document)| document.is_index());
        // An index lists all papers of the body, whichever of them are made.
        let is_listed = indices.iter().any(|(at, _)| job.papers.contains(at) || job.packet.contains(at));
        for (at, document) in papers.into_iter().chain(indices) {
            if self.is_stopped() {
                return Ok(());
            }
            let asked = job.papers.contains(&at);
            let is_own = || names.get(at).is_some_and(|name| !name.is_empty());
            let is_bound = job.packet.contains(&at);
            let is_needed = is_bound || (is_listed && !document.is_index() && is_own());
            if !asked && !is_needed {
                continue;
            }
            if let Some(question) = job.waiting.get(&at) {
                packet.failed.extend(is_bound.then(|| document.code.clone()));
                if asked {
                    let (id, body) = (document.id.clone(), context.name().to_owned());
                    let missing = vec![format!("{QUESTION}{question}")];
                    tell(Step::Done(Box::new(Outcome::Skipped { id, body, missing })));
                }
                continue;
            }
            let missing = needs::missing(document, body, self.resolved.cycle);
            if missing.is_empty() {
                let known = known.iter().find(|known| known.id() == document.id);
                let name = names.get(at).map_or("", String::as_str);
                let input = PaperInput { body: job.body, context: &context, name, asked, is_bound, known };
                self.paper(document, input, &mut packet, tell)?;
            } else if asked {
                let (id, body) = (document.id.clone(), context.name().to_owned());
                tell(Step::Done(Box::new(Outcome::Skipped { id, body, missing })));
            }
        }
        let is_empty = packet.drafts.is_empty() && packet.failed.is_empty();
        if job.packet.is_empty() || is_empty || known.iter().any(|known| known.id() == PACKET) {
            return Ok(());
        }
        if self.is_stopped() {
            return Ok(());
        }
        tell(Step::Begun(PACKET));
        let path = self.paths.packet(job.body);
        let draft = if packet.failed.is_empty() {
            fill::packet(self.layers, &context, packet.drafts)
        } else {
            Err(vec![not_whole(&packet.failed, context.name())])
        };
        let of = PaperOf { body: job.body, id: PACKET, name: context.name() };
        tell(Step::Done(Box::new(self.file(of, path, draft)?)));
        Ok(())
    }

    /// No paper of the body is made, for these reasons.
    fn refuse(&self, job: &BodyJob, problems: &[Problem], tell: &mut dyn FnMut(Step<'_>)) {
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
    fn context(&self, body: usize, known: &[Outcome], tell: &mut dyn FnMut(Step<'_>)) -> BodyContext {
        let has_failed = |id: &str| {
            let mut failed = known.iter().filter(|known| matches!(known, Outcome::Failed { .. }));
            failed.any(|known| known.id() == id)
        };
        let Self { layers, resolved, figures, .. } = self;
        let context = fill::context_with(layers, resolved, figures, body, &mut |document| {
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
        PaperInput { body, context, name, asked, is_bound, known }: PaperInput<'_>,
        packet: &mut PacketInput,
        tell: &mut dyn FnMut(Step<'_>),
    ) -> Result<(), Stop> {
        if matches!(known, Some(Outcome::Failed { .. })) {
            packet.failed.extend(is_bound.then(|| document.code.clone()));
            return Ok(());
        }
        tell(Step::Begun(&document.id));
        let draft = fill::draft(self.layers, document, context, &packet.archive);
        let path = self.paths.paper(body, name);
        let mut pages = known.and_then(Outcome::pages);
        let mut failed = draft.is_err();
        if asked && known.is_none() {
            let of = PaperOf { body, id: &document.id, name: context.name() };
            let outcome = self.file(of, path.clone(), draft.clone())?;
            pages = outcome.pages();
            failed |= matches!(outcome, Outcome::Failed { .. });
            tell(Step::Done(Box::new(outcome)));
        }
        let pages = pages.or_else(|| self.before.files.get(&path).map(|entry| entry.pages));
        if document.filing != Filing::None {
            packet.archive.push(Archived { id: document.id.clone(), pages });
        }
        if is_bound {
            packet.drafts.extend(draft);
            packet.failed.extend(failed.then(|| document.code.clone()));
        }
        Ok(())
    }

    /// The name of the file of each document, in their order. Papers of the body with one code and one title are told
    /// apart by a number, whichever of them are asked for.
    pub(super) fn names(&self, body: usize, context: &BodyContext) -> Vec<String> {
        let bodies = &self.resolved.bodies;
        let is_above = bodies.iter().any(|body| body.id.level().is_above_towns());
        let body = bodies.get(body);
        let documents = self.layers.documents();
        let is_own =
            |document: &DocumentSpec| body.is_some_and(|body| plan::concerns(document, body, is_above));
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
    let hint = say!(
        "回答待答复的问题（huanjie ask）、改好这几份材料后再运行一次",
        "answer what is asked (huanjie ask), fix these papers, and run again"
    );
    Problem::new(&NOT_WHOLE, place, message).hint(hint)
}
