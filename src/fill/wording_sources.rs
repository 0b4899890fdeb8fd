//! Where each key of the wording is said: in the settings of a town, in its narrative, in the layers.

use std::collections::BTreeMap;

use crate::cycle::{CYCLE_FILE, Cycle};
use crate::fill::files::LayerFiles;
use crate::fill::narrative::Narrative;
use crate::fill::wording_file::{WORDING_FILE, of_layers};

/// Where each key of the wording is said, the winning place first.
pub(super) fn wording_sources(
    stack: &[LayerFiles],
    cycle: &Cycle,
    narrative: &Narrative,
) -> BTreeMap<String, Vec<String>> {
    let mut sources: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut say = |key: &str, place: String| {
        sources.entry(key.to_owned()).or_default().push(place);
    };
    narrative.keys().for_each(|(key, file)| say(key, file));
    for (body, section) in &cycle.bodies {
        section.wording.keys().for_each(|key| say(key, format!("{CYCLE_FILE} [body.\"{body}\"]")));
    }
    cycle.wording.keys().for_each(|key| say(key, format!("{CYCLE_FILE} [wording]")));
    for layer in stack {
        let own = of_layers(std::slice::from_ref(layer), &mut Vec::new());
        own.keys().for_each(|key| say(key, layer.shown(WORDING_FILE)));
    }
    sources
}
