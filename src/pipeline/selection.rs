//! What a build is asked to make, by names.

use serde::{Deserialize, Serialize};

use crate::cycle::StageId;
use crate::fill::DocumentSpec;
use crate::model::BodyId;
use crate::problem::{Code, Place, Problem, Severity};
use crate::resolve;
use crate::say;

/// A paper or body asked for by name does not exist. Source: DESIGN 5.
pub(super) static NO_SUCH_SELECTION: Code =
    Code { id: "no-such-selection", severity: Severity::Error, source: "DESIGN 5" };

/// What a build is asked to make.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Selection {
    /// Document ids or codes; empty means all.
    pub only: Vec<String>,
    /// Names of places; empty means all bodies.
    pub units: Vec<String>,
    /// One stage, or all.
    pub stage: Option<StageId>,
    /// Which packets are bound.
    pub packets: Packets,
}

/// Whether papers are bound to packets as well.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Packets {
    /// Where no paper is asked for by its name or stage.
    #[default]
    OfWhole,
    /// Always.
    All,
    /// Of the first few papers of each body: whether they can be bound at all.
    Trial,
    /// Never.
    None,
}

impl Packets {
    /// How many papers a packet binds for a trial.
    const FEW: usize = 3;
}

impl Selection {
    /// Whether everything is asked for.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        let is_whole = matches!(self.packets, Packets::OfWhole | Packets::All);
        self.only.is_empty() && self.units.is_empty() && self.stage.is_none() && is_whole
    }

    /// Those of a body's own papers, all of which may be bound, that its packet binds.
    pub(super) fn bound(&self, mut own: Vec<usize>) -> Vec<usize> {
        let is_narrow = !self.only.is_empty() || self.stage.is_some();
        let most = match self.packets {
            Packets::OfWhole if is_narrow => 0,
            Packets::OfWhole | Packets::All => own.len(),
            Packets::Trial => Packets::FEW,
            Packets::None => 0,
        };
        own.truncate(most);
        own
    }

    pub(super) fn takes_document(&self, document: &DocumentSpec) -> bool {
        let named = |word: &String| is_named(document, word);
        (self.only.is_empty() || self.only.iter().any(named))
            && self.stage.is_none_or(|stage| stage == document.stage)
    }

    pub(super) fn takes_body(&self, body: &BodyId) -> bool {
        self.units.is_empty() || self.units.iter().any(|unit| body.is_called(unit))
    }

    /// Words of the selection that name no document and no body.
    fn unknown(&self, documents: &[DocumentSpec], bodies: &[&BodyId]) -> Vec<String> {
        let no_document = |word: &&String| !documents.iter().any(|document| is_named(document, word));
        let no_body = |word: &&String| !bodies.iter().any(|body| body.is_called(word));
        self.only.iter().filter(no_document).chain(self.units.iter().filter(no_body)).cloned().collect()
    }
}

/// Whether a word is the id or the code of a document.
pub(super) fn is_named(document: &DocumentSpec, word: &str) -> bool {
    word == document.id || word.eq_ignore_ascii_case(&document.code)
}

/// The problem of a word that names no document and no body.
pub(super) fn no_such(word: &str, documents: &[DocumentSpec], bodies: &[resolve::Body<'_>]) -> Problem {
    let known = known_words(documents, bodies).collect::<Vec<_>>().join(" ");
    let message = say!("没有叫“{word}”的材料或村（社区）", "there is no paper or unit \"{word}\"");
    let likeness = |known: &&str| strsim::jaro(known, word);
    let near = known_words(documents, bodies).filter(|known| likeness(known) > 0.8);
    let near = near.max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    let hint = match near {
        Some(near) => say!("是不是“{near}”？", "did you mean \"{near}\"?"),
        None => say!("可选：{known}", "known: {known}"),
    };
    Problem::new(&NO_SUCH_SELECTION, Place::Workspace, message).hint(hint)
}

fn known_words<'a>(
    documents: &'a [DocumentSpec],
    bodies: &'a [resolve::Body<'a>],
) -> impl Iterator<Item = &'a str> {
    let ids = documents.iter().map(|document| document.id.as_str());
    ids.chain(bodies.iter().map(|body| body.id.place()))
}

/// The problems of all words of a selection that name no document and no body.
pub(super) fn unknown(
    selection: &Selection,
    documents: &[DocumentSpec],
    bodies: &[resolve::Body<'_>],
) -> Vec<Problem> {
    let ids: Vec<_> = bodies.iter().map(|body| &body.id).collect();
    let unknown = selection.unknown(documents, &ids);
    unknown.iter().map(|word| no_such(word, documents, bodies)).collect()
}
