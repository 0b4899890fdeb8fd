//! Where each key of the wording is said: in the settings of a town, in its narrative, in the layers.

use std::collections::BTreeMap;

use crate::cycle::{CYCLE_FILE, Cycle};
use crate::fill::files::LayerFiles;
use crate::fill::narrative::Narrative;
use crate::fill::wording_file::{WORDING_FILE, of_layers};

/// Where each key of the wording is said for all bodies, the winning place first. What is said for one body goes over all of it in
/// the papers of that body: [`of_bodies`].
pub(super) fn wording_sources(
    stack: &[LayerFiles],
    cycle: &Cycle,
    narrative: &Narrative,
) -> BTreeMap<String, Vec<String>> {
    let mut sources: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut say = |key: &str, place: String| {
        sources.entry(key.to_owned()).or_default().push(place);
    };
    narrative.texts.keys().for_each(|key| say(key, format!("narrative/{key}.md")));
    cycle.wording.keys().for_each(|key| say(key, format!("{CYCLE_FILE} [wording]")));
    for layer in stack {
        let own = of_layers(std::slice::from_ref(layer), &mut Vec::new());
        own.keys().for_each(|key| say(key, layer.shown(WORDING_FILE)));
    }
    sources
}

/// Where keys of the wording are said for one body each.
pub(super) fn of_bodies(cycle: &Cycle, narrative: &Narrative) -> BTreeMap<String, Vec<String>> {
    let mut sources: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (place, texts) in &narrative.places {
        for key in texts.keys() {
            sources.entry(key.clone()).or_default().push(format!("narrative/{place}/{key}.md"));
        }
    }
    for (body, section) in &cycle.bodies {
        for key in section.wording.keys() {
            sources.entry(key.clone()).or_default().push(format!("{CYCLE_FILE} [body.\"{body}\"]"));
        }
    }
    sources
}
