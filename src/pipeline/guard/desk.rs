//! What a worker does for each request.

use crate::bind;
use crate::fill;
use crate::fill::{DocumentSpec, Draft};
use crate::pipeline::guard::wire::{Answer, Drawn, Request, Told, Wanted, told};
use crate::pipeline::paper::{Maker, Outcome, Step};
use crate::pipeline::plan::{self, BodyJobs};
use crate::pipeline::{build, needs};
use crate::problem::{Place, Problem, Stop};
use crate::say;
use crate::typeset;

/// The desk of a worker: everything is loaded.
pub(super) struct Desk<'a> {
    pub(super) maker: &'a Maker<'a>,
}

impl Desk<'_> {
    /// Does what is asked, and tells each step.
    pub(super) fn answer(&self, request: Request, tell: &mut dyn FnMut(Answer)) {
        match request {
            Request::Load => tell(Answer::Done),
            Request::Body { body, papers, packet, known } => {
                let known = known.into_iter().map(Outcome::from).collect();
                let job = BodyJobs { body, papers, packet, known };
                let done = self.maker.body(&job, &mut |step| match step {
                    Step::Begun(id) => tell(Answer::Begun(id.to_owned())),
                    Step::Done(outcome) => tell(Answer::Outcome(Told::from(*outcome))),
                });
                tell(done.map_or_else(Answer::Stopped, |()| Answer::Done));
            }
            Request::Page { wanted, .. } => tell(self.page(&wanted).unwrap_or_else(Answer::Stopped)),
            Request::Pieces { body, id } => {
                let pieces = self.single(body, &id).map_or(0, |draft| typeset::pieces(&draft.main).len());
                tell(Answer::Pieces(pieces));
            }
            Request::Probe { body, id, pieces } => {
                if let Some(mut draft) = self.single(body, &id) {
                    let end =
                        pieces.checked_sub(1).and_then(|at| typeset::pieces(&draft.main).get(at).copied());
                    draft.main.truncate(end.unwrap_or(0));
                    let _ = typeset::print(self.maker.shelf, &draft, &self.maker.options.typeset);
                }
                tell(Answer::Done);
            }
            Request::File { id } => {
                let document = self.maker.layers.documents().iter().find(|document| document.id == id);
                tell(Answer::Place(document.map(|document| (self.maker.layers.file_of(document), None))));
            }
            Request::Place { body, id, piece } => {
                let place = self.single(body, &id).and_then(|draft| {
                    let ends = typeset::pieces(&draft.main);
                    let start = piece.checked_sub(1).and_then(|at| ends.get(at).copied()).unwrap_or(0);
                    let place = fill::locate(self.maker.layers, &draft, "/main.typ", start)?;
                    let snippet = self.maker.layers.snippet(&place);
                    Some((place, snippet))
                });
                tell(Answer::Place(place));
            }
        }
    }

    /// A paper as one source; of forms for many people the first form.
    fn single(&self, body: usize, id: &str) -> Option<Draft> {
        let Maker { layers, resolved, figures, .. } = self.maker;
        let document = layers.documents().iter().find(|document| document.id == id)?;
        let context = fill::context(layers, resolved, figures, body);
        let mut draft = fill::draft(layers, document, &context, &[]).ok()?;
        if let Some((_, form)) = std::mem::take(&mut draft.parts).into_iter().next() {
            draft.main = form;
        }
        Some(draft)
    }

    fn page(&self, wanted: &Wanted) -> Result<Answer, Stop> {
        let refused = |problems| Ok(Answer::Page { drawn: None, problems: told(problems) });
        let (document, body) = match self.find(wanted) {
            Ok(found) => found,
            Err(problem) => return refused(vec![*problem]),
        };
        let Maker { layers, resolved, figures, .. } = self.maker;
        let context = fill::context(layers, resolved, figures, body);
        let draft = match fill::draft(layers, document, &context, &[]) {
            Ok(draft) => draft,
            Err(problems) => return refused(problems),
        };
        let at_template = |troubles: Vec<typeset::Trouble>| -> Vec<Problem> {
            troubles.into_iter().map(|trouble| self.maker.locate(&draft, trouble)).collect()
        };
        let page = match typeset::page(self.maker.shelf, &draft, wanted.page, wanted.ppi) {
            Ok(page) => page,
            Err(troubles) => return refused(at_template(troubles)),
        };
        let mut problems = at_template(page.warnings);
        let place = Place::Document { id: document.id.clone(), body: context.name().to_owned() };
        problems.extend(self.maker.missing(&page.missing, body, &draft.label));
        let Some(png) = page.png else {
            let (pages, asked) = (page.pages, wanted.page);
            let message =
                say!("没有第 {asked} 页，一共 {pages} 页", "there is no page {asked}, there are {pages}");
            problems.push(Problem::new(&build::NO_SUCH_SELECTION, place, message));
            return refused(problems);
        };
        bind::write_over(&wanted.path, &png)?;
        let drawn = Drawn {
            body: context.name().to_owned(),
            title: draft.label.title.clone(),
            pages: page.pages,
            blanks: page.blanks,
        };
        Ok(Answer::Page { drawn: Some(drawn), problems: told(problems) })
    }

    /// The document, and the body whose paper is shown: the one asked for, or the first that has all its tables.
    fn find(&self, wanted: &Wanted) -> Result<(&DocumentSpec, usize), Box<Problem>> {
        let Maker { layers, resolved, .. } = self.maker;
        let bodies = &resolved.bodies;
        let no_such = |word: &str| Box::new(build::no_such(word, layers.documents(), bodies));
        let named = |document: &&DocumentSpec| plan::is_named(document, &wanted.document);
        let document = layers.documents().iter().find(named).ok_or_else(|| no_such(&wanted.document))?;
        let is_above = bodies.iter().any(|body| body.id.level().is_above_towns());
        let concerned = |at: &usize| {
            bodies.get(*at).is_some_and(|rows| plan::concerns(document, rows.id.level(), is_above))
        };
        let is_whole =
            |at: &usize| bodies.get(*at).is_some_and(|rows| needs::missing(document, rows).is_empty());
        let mut own = (0..bodies.len()).filter(concerned);
        let found = match &wanted.unit {
            Some(unit) => own.find(|at| bodies.get(*at).is_some_and(|rows| rows.id.place() == unit)),
            None => own.clone().find(is_whole).or_else(|| own.next()),
        };
        found.map(|at| (document, at)).ok_or_else(|| match &wanted.unit {
            Some(unit) if bodies.iter().any(|rows| rows.id.place() == unit) => {
                let title = &document.id;
                let message = say!("{unit}没有“{title}”这种材料", "{unit} has no paper \"{title}\"");
                Box::new(Problem::new(&build::NO_SUCH_SELECTION, Place::Workspace, message))
            }
            Some(unit) => no_such(unit),
            None => no_such(&wanted.document),
        })
    }
}
