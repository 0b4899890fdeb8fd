//! What a worker does for each request.

use crate::fill;
use crate::fill::Draft;
use crate::pipeline::job::Step;
use crate::pipeline::kept_context::KeptContext;
use crate::pipeline::look;
use crate::pipeline::maker::Maker;
use crate::pipeline::sandbox::protocol::{Answer, Request};
use crate::typeset;

/// The desk of a worker: everything is loaded.
pub(super) struct RequestHandler<'a> {
    pub(super) maker: &'a Maker<'a>,
    pub(super) kept: KeptContext,
}

impl RequestHandler<'_> {
    /// Does what is asked, and tells each step.
    pub(super) fn answer(&self, request: Request, tell: &mut dyn FnMut(Answer)) {
        match request {
            Request::Load => tell(Answer::Done),
            Request::Body { job, known } => {
                let done = self.maker.body(&job, &known, &mut |step| match step {
                    Step::Titled(id) => tell(Answer::Titled(id.map(str::to_owned))),
                    Step::Begun(id) => tell(Answer::Begun(id.to_owned())),
                    Step::Done(outcome) => tell(Answer::Outcome(*outcome)),
                });
                tell(done.map_or_else(Answer::Stopped, |()| Answer::Done));
            }
            Request::Page { wanted, .. } => tell(Answer::Page(look::look(self.maker, &wanted, &self.kept))),
            Request::Pieces { body, id } => {
                let pieces = self.single(body, &id).map_or(0, |draft| typeset::pieces(&draft.main).len());
                tell(Answer::Pieces(pieces));
            }
            Request::Probe { body, id, pieces } => {
                if let Some(mut draft) = self.single(body, &id) {
                    let end =
                        pieces.checked_sub(1).and_then(|at| typeset::pieces(&draft.main).get(at).copied());
                    draft.main.truncate(end.unwrap_or(0));
                    let _ = typeset::print(self.maker.typesetter, &draft, &self.maker.options.typeset);
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
}
