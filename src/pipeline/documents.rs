//! Which papers the layers have, and which of them can be made.

use crate::fill::{DocumentSpec, Layers};
use crate::pipeline::needs::{self, QUESTION};
use crate::pipeline::survey::Survey;
use crate::pipeline::{plan, questions};

/// One document as `list` shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Document id.
    pub id: String,
    /// Code of the catalogue.
    pub code: String,
    /// Title with the body's name left as a place.
    pub title: String,
    /// Scope, as in `pack.toml`.
    pub scope: String,
    /// Stage, as in `pack.toml`.
    pub stage: String,
    /// Tables that no body of its scope has.
    pub missing: Vec<String>,
}

/// The documents of the layers, with the tables that are missing everywhere.
pub(in crate::pipeline) fn list(survey: &Survey<'_>, layers: &Layers) -> Vec<Listed> {
    let bodies = &survey.resolved.bodies;
    let is_above = bodies.iter().any(|body| body.id.level().is_above_towns());
    let listed = |document: &DocumentSpec| {
        let own = bodies.iter().filter(|body| plan::concerns(document, body.id.level(), is_above));
        let lacks = |body| match questions::waits_for(document, body, &survey.questions) {
            Some(question) => vec![format!("{QUESTION}{}", question.id)],
            None => needs::missing(document, body),
        };
        let lacks: Vec<Vec<String>> = own.map(lacks).collect();
        let everywhere = |need: &&String| lacks.iter().all(|missing| missing.contains(need));
        let needs = lacks.first().cloned().unwrap_or_default();
        Listed {
            id: document.id.clone(),
            code: document.code.clone(),
            title: document.title.clone(),
            scope: document.scope_text(),
            stage: document.stage.as_str().to_owned(),
            missing: needs.iter().filter(everywhere).cloned().collect(),
        }
    };
    layers.documents().iter().map(listed).collect()
}
