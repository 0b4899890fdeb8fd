//! Documents × bodies → jobs, grouped by body.

use serde::{Deserialize, Serialize};

use crate::cycle::StageId;
use crate::fill::DocumentSpec;
use crate::fill::Scope;
use crate::model::Body;
use crate::model::Level;
use crate::pipeline::paper::Outcome;

/// What a build is asked to make.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Selection {
    /// Document ids or codes; empty means all.
    pub only: Vec<String>,
    /// Names of places; empty means all bodies.
    pub units: Vec<String>,
    /// One stage, or all.
    pub stage: Option<StageId>,
    /// Packets as well, although the selection is narrowed to some papers.
    pub packet: bool,
}

/// What is made for one body. Documents are indices into the list of the layers, in order of their codes.
#[derive(Debug, Clone)]
pub(super) struct BodyJobs {
    /// Index into the bodies.
    pub(super) body: usize,
    /// Papers that go to files of their own.
    pub(super) papers: Vec<usize>,
    /// Papers of the packet; empty when none is asked for.
    pub(super) packet: Vec<usize>,
    /// What became already of some of them, when the work is taken up again.
    pub(super) known: Vec<Outcome>,
}

impl BodyJobs {
    /// How many files.
    pub(super) fn len(&self) -> usize {
        self.papers.len() + usize::from(!self.packet.is_empty())
    }
}

impl Selection {
    /// Whether everything is asked for.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.only.is_empty() && self.units.is_empty() && self.stage.is_none()
    }

    fn takes_document(&self, document: &DocumentSpec) -> bool {
        let named = |word: &String| is_named(document, word);
        (self.only.is_empty() || self.only.iter().any(named))
            && self.stage.is_none_or(|stage| stage == document.stage)
    }

    fn takes_body(&self, body: &Body) -> bool {
        self.units.is_empty() || self.units.iter().any(|unit| unit == body.place())
    }

    /// Words of the selection that name no document and no body.
    pub(super) fn unknown(&self, documents: &[DocumentSpec], bodies: &[&Body]) -> Vec<String> {
        let no_document = |word: &&String| !documents.iter().any(|document| is_named(document, word));
        let no_body = |word: &&String| !bodies.iter().any(|body| body.place() == word.as_str());
        self.only.iter().filter(no_document).chain(self.units.iter().filter(no_body)).cloned().collect()
    }
}

/// Whether a word is the id or the code of a document.
pub(super) fn is_named(document: &DocumentSpec, word: &str) -> bool {
    word == document.id || word.eq_ignore_ascii_case(&document.code)
}

/// Whether a document is made for a body of this level. Papers of the cycle are those of a county or city where there is
/// one, else the town's.
pub(super) fn concerns(document: &DocumentSpec, level: Level, is_above: bool) -> bool {
    document.scopes.iter().any(|scope| match scope {
        Scope::Town => level == Level::Town,
        Scope::Unit => level == Level::Unit,
        Scope::Body | Scope::Delegate | Scope::Nominee => !level.is_above_towns(),
        Scope::Cycle => {
            if is_above {
                level.is_above_towns()
            } else {
                level == Level::Town
            }
        }
    })
}

/// All jobs in the order of bodies. Packets are bound unless the selection is narrowed to some papers.
pub(super) fn jobs(documents: &[DocumentSpec], bodies: &[&Body], selection: &Selection) -> Vec<BodyJobs> {
    let packets = selection.packet || (selection.only.is_empty() && selection.stage.is_none());
    let is_above = bodies.iter().any(|body| body.level().is_above_towns());
    let mut jobs = Vec::new();
    for (body, entry) in bodies.iter().enumerate().filter(|(_, entry)| selection.takes_body(entry)) {
        let own: Vec<usize> = (0..documents.len())
            .filter(|&at| documents.get(at).is_some_and(|spec| concerns(spec, entry.level(), is_above)))
            .collect();
        let papers = own
            .iter()
            .copied()
            .filter(|&at| documents.get(at).is_some_and(|spec| selection.takes_document(spec)))
            .collect();
        jobs.push(BodyJobs {
            body,
            papers,
            packet: if packets && !entry.level().is_above_towns() { own } else { Vec::new() },
            known: Vec::new(),
        });
    }
    jobs.retain(|job| job.len() > 0);
    jobs
}
