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
    /// Bodies that lack something which others have, and what.
    pub lacking: Vec<(String, Vec<String>)>,
}

/// The documents of the layers, with the tables that are missing everywhere.
pub(in crate::pipeline) fn list(survey: &Survey<'_>, layers: &Layers) -> Vec<Listed> {
    let bodies = &survey.resolved.bodies;
    let is_above = bodies.iter().any(|body| body.id.level().is_above_towns());
    let listed = |document: &DocumentSpec| {
        let own = bodies.iter().filter(|body| plan::concerns(document, body, is_above));
        let lacks = |body| match questions::waits_for(document, body, &survey.questions) {
            Some(question) => vec![format!("{QUESTION}{}", question.id)],
            None => needs::missing(document, body, survey.resolved.cycle),
        };
        let lacks: Vec<(String, Vec<String>)> =
            own.map(|body| (body.id.place().to_owned(), lacks(body))).collect();
        let everywhere = |need: &&String| lacks.iter().all(|(_, missing)| missing.contains(need));
        let needs = lacks.first().map(|(_, missing)| missing.clone()).unwrap_or_default();
        let missing: Vec<String> = needs.iter().filter(everywhere).cloned().collect();
        let beyond = |(place, lacks): &(String, Vec<String>)| {
            let own: Vec<String> = lacks.iter().filter(|need| !missing.contains(need)).cloned().collect();
            (!own.is_empty()).then(|| (place.clone(), own))
        };
        let lacking = lacks.iter().filter_map(beyond).collect();
        Listed {
            id: document.id.clone(),
            code: document.code.clone(),
            title: document.title.clone(),
            scope: document.scope_text(),
            stage: document.stage.as_str().to_owned(),
            missing,
            lacking,
        }
    };
    layers.documents().iter().map(listed).collect()
}
