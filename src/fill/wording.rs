//! Wording: passages that districts, towns and villages word themselves, by key.

use std::collections::{BTreeMap, BTreeSet};

use crate::cycle::{CYCLE_FILE, Cycle};
use crate::fill::files::LayerFiles;
use crate::fill::narrative::Narrative;
use crate::fill::slip_kinds::{full_width_braces, wide_braces};
use crate::fill::template::Template;
use crate::fill::wording_file::{WORDING_FILE, of_layers};
use crate::fill::wording_sources::{of_bodies, wording_sources};
use crate::model::{BodyId, Level};
use crate::problem::{Code, Place, Problem, Severity};
use crate::say;

/// A passage under a key that no template prints: most likely misspelt. Source: DESIGN 7.
pub(super) static UNKNOWN_WORDING: Code =
    Code { id: "unknown-wording", severity: Severity::Warning, source: "DESIGN 7" };

/// Keys among which the nearest is looked for; a layer that prints more of them was made to take time.
const COMPARED: usize = 5_000;

/// What a body reports of its own work: said by the town, it is not true of its villages.
const OWN_WORK: &str = "report-";

/// All wording of one run.
#[derive(Debug, Default)]
pub(super) struct Wording {
    /// Of the layers.
    layers: BTreeMap<String, String>,
    /// Of `cycle.toml` and `narrative/`.
    cycle: BTreeMap<String, String>,
    /// Of `narrative/<place>/`.
    places: BTreeMap<String, BTreeMap<String, String>>,
    /// Where each key is said, the winning place first.
    sources: BTreeMap<String, Vec<String>>,
    /// Where keys are said for single bodies.
    of_bodies: BTreeMap<String, Vec<String>>,
}

impl Wording {
    /// Puts the wording together and asks whether every key is one that a template or a layer knows.
    pub(super) fn new(
        stack: &[LayerFiles],
        templates: &[Template],
        cycle: &Cycle,
        narrative: Narrative,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let layers = of_layers(stack, problems);
        let mut known: BTreeSet<&str> = layers.keys().map(String::as_str).collect();
        let printed = |template: &Template| keys_in(&template.text).map(str::to_owned).collect::<Vec<_>>();
        let printed: Vec<String> = templates.iter().flat_map(printed).collect();
        known.extend(printed.iter().map(String::as_str));
        let (default, upper) =
            stack.split_last().map_or((None, stack), |(default, upper)| (Some(default), upper));
        let below = default
            .map(|default| of_layers(std::slice::from_ref(default), &mut Vec::new()))
            .unwrap_or_default();
        let meant: BTreeSet<&str> = below.keys().chain(&printed).map(String::as_str).collect();
        for layer in upper {
            let keys = of_layers(std::slice::from_ref(layer), &mut Vec::new());
            for key in keys.keys().filter(|key| !meant.contains(key.as_str())) {
                problems.push(unknown(key, &layer.shown(WORDING_FILE), &meant));
            }
        }
        let own = cycle.bodies.values().flat_map(|section| &section.wording).chain(&cycle.wording);
        let own = own.map(|(key, text)| (key.as_str(), CYCLE_FILE.to_owned(), text.as_str()));
        for (key, file, text) in own.chain(narrative.all()) {
            if !known.contains(key) {
                problems.push(unknown(key, &file, &known));
            }
            if full_width_braces(text).is_some() {
                problems.push(wide_braces(Place::File(file), key));
            }
        }
        let sources = wording_sources(stack, cycle, &narrative);
        let of_bodies = of_bodies(cycle, &narrative);
        let mut global = cycle.wording.clone();
        global.extend(narrative.texts);
        Self { layers, cycle: global, places: narrative.places, sources, of_bodies }
    }

    /// Where each key is said, the winning place first.
    pub(super) fn sources(&self) -> &BTreeMap<String, Vec<String>> {
        &self.sources
    }

    /// Where a key is said for single bodies.
    pub(super) fn of_bodies(&self, key: &str) -> Vec<String> {
        self.of_bodies.get(key).cloned().unwrap_or_default()
    }

    /// The keys that the town's own narrative says for a body, or for all.
    pub(super) fn narrated(&self, body: &BodyId) -> BTreeSet<&str> {
        let full = format!("{}{}", body.town_name(), body.place());
        let of_place = [body.place(), &full].into_iter().filter_map(|name| self.places.get(name));
        let shared = self
            .sources
            .iter()
            .filter(|(_, places)| places.first().is_some_and(|place| place.starts_with("narrative/")));
        shared
            .map(|(key, _)| key.as_str())
            .chain(of_place.flat_map(|texts| texts.keys().map(String::as_str)))
            .collect()
    }

    /// Folders of `narrative/` that are called like none of the bodies: what they hold is printed nowhere. `names`: the short and the
    /// full name of each body's place.
    pub(super) fn unknown_places(&self, names: &BTreeSet<&str>) -> Vec<Problem> {
        let unknown = self.places.keys().filter(|place| !names.contains(place.as_str()));
        let problem = |place: &String| {
            let near = names.iter().take(COMPARED).map(|name| (strsim::jaro(name, place), *name));
            let near = near.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(likeness, _)| *likeness > 0.6);
            let message = say!(
                "“{place}”不是哪个村（社区）或乡镇的名称，里面的文字没有用上",
                "\"{place}\" is no body's place; its texts are not used"
            );
            let hint = match near {
                Some((_, near)) => say!("是不是“{near}”？文件夹用名单里的村名", "did you mean \"{near}\"?"),
                None => say!("文件夹用名单里的村名", "call the folder as the tables call the village"),
            };
            Problem::new(&UNKNOWN_WORDING, Place::File(format!("narrative/{place}")), message).hint(hint)
        };
        unknown.map(problem).collect()
    }

    /// Wording by key as one body's papers have it.
    pub(super) fn of(&self, cycle: &Cycle, body: &BodyId) -> BTreeMap<String, String> {
        let mut wording = self.layers.clone();
        let own_work = |key: &str| key.starts_with(OWN_WORK) && body.level() == Level::Unit;
        let shared = self.cycle.iter().filter(|(key, _)| !own_work(key));
        wording.extend(shared.map(|(key, text)| (key.clone(), text.clone())));
        wording.extend(cycle.body(body).map(|section| section.wording.clone()).unwrap_or_default());
        let full = format!("{}{}", body.town_name(), body.place());
        for name in [body.place(), &full] {
            wording.extend(self.places.get(name).cloned().unwrap_or_default());
        }
        wording
    }
}

fn unknown(key: &str, file: &str, known: &BTreeSet<&str>) -> Problem {
    let near = known
        .iter()
        .take(COMPARED)
        .map(|other| (strsim::jaro(other, key), *other))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let message = say!("没有哪种材料用到文字“{key}”", "no paper prints the wording \"{key}\"");
    let hint = match near.filter(|(likeness, _)| *likeness > 0.8) {
        Some((_, near)) => say!("是不是“{near}”？", "did you mean \"{near}\"?"),
        None => say!(
            "名称见 cycle.toml 的 [wording] 一节和模板的 wording.toml",
            "keys stand in [wording] of cycle.toml and in wording.toml of the templates"
        ),
    };
    Problem::new(&UNKNOWN_WORDING, Place::File(file.to_owned()), message).hint(hint)
}

/// `cycle.wording["report-review"]` → report-review.
fn keys_in(text: &str) -> impl Iterator<Item = &str> {
    text.split("wording[\"").skip(1).filter_map(|rest| rest.split('"').next())
}
