//! Figures by id, as templates see them: numbers and, said by `phrase`, texts.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value as Json, json};

use crate::count::{Figure, Figures, Value};
use crate::fill::context::labels;
use crate::fill::markers;
use crate::model::{BodyId, Level};
use crate::phrase;
use crate::problem::Lang;

/// Groups that the papers of the default layer have sentences for; others are printed one by one.
const STANDARD: [&str; 16] = [
    "count",
    "posts",
    "done",
    "entitled",
    "present",
    "issued",
    "returned",
    "valid",
    "void",
    "size",
    "age",
    "education",
    "politics",
    "ethnicity",
    "renewed",
    "duty",
];

/// Makes the fields of the context that hold figures.
#[derive(Clone, Copy)]
pub(super) struct FigureFields<'f> {
    pub(super) figures: &'f Figures,
    /// What the bodies compared are called: 村, 社区.
    pub(super) unit: &'f str,
}

impl<'f> FigureFields<'f> {
    /// Adds `figures` and `own_figures`: for a town the sums over its units, and its own federation's.
    pub(super) fn insert(self, context: &mut Map<String, Json>, body: &BodyId, at: usize) {
        let shown = self.shown(body, at);
        let by_id = |list: Option<&[Figure]>| list.map_or_else(|| Map::new().into(), |list| self.by_id(list));
        context.insert("figures".to_owned(), by_id(shown));
        context.insert("own_figures".to_owned(), by_id(self.own(at)));
        let is_of_officers =
            |figure: &&Figure| ["chair.", "officer."].iter().any(|of| figure.id.starts_with(of));
        let mut of_officers = shown.unwrap_or_default().iter().filter(is_of_officers);
        let is_rounded = of_officers.any(|figure| figure.shares_sum.is_some());
        context.insert("shares_rounded".to_owned(), is_rounded.into());
    }

    /// Adds `figure_list`: the figures of `figures` in the order of `indicators.toml`.
    pub(super) fn insert_list(self, context: &mut Map<String, Json>, body: &BodyId, at: usize) {
        let list = self.shown(body, at).map(|list| self.views(list)).unwrap_or_default();
        let list = list.into_iter().map(|(_, figure)| figure).collect();
        context.insert("figure_list".to_owned(), Json::Array(list));
    }

    /// Adds `figures` to the first `most` of the `units`; `positions` are theirs among the bodies, in the same order.
    pub(super) fn insert_units(self, context: &mut Map<String, Json>, positions: &[usize], most: usize) {
        let Some(units) = context.get_mut("units").and_then(Json::as_array_mut) else { return };
        for (unit, at) in units.iter_mut().zip(positions).take(most) {
            if let (Some(unit), Some(own)) = (unit.as_object_mut(), self.own(*at)) {
                unit.insert("figures".to_owned(), self.by_id(own));
            }
        }
    }

    /// The figures of the body at `at` with blanks and marks, as Tera sees them.
    fn marked(self, at: usize) -> Option<Json> {
        let mut told = json!({ "figures": self.by_id(self.own(at)?) });
        markers::scrub(&mut told);
        labels::mark_blanks(&mut told);
        mark(&mut told);
        Some(told["figures"].take())
    }

    pub(super) fn by_id(self, list: &[Figure]) -> Json {
        Map::from_iter(self.views(list)).into()
    }

    fn own(self, at: usize) -> Option<&'f [Figure]> {
        self.figures.bodies.get(at).map(Vec::as_slice)
    }

    /// The figures that a body's papers tell: of a district all units, of a town its units', of a unit its own.
    fn shown(self, body: &BodyId, at: usize) -> Option<&'f [Figure]> {
        let town_name = body.town_name();
        match body.level() {
            Level::City => Some(&self.figures.total),
            // A county's own workspace may have units whose county no table tells.
            Level::County => match self.figures.of_county(&body.county) {
                Some(own) if self.figures.counties.len() > 1 => Some(own),
                _ => Some(&self.figures.total),
            },
            Level::Town => self.figures.of_town(&body.county, &town_name),
            Level::Unit => self.own(at),
        }
    }

    /// A template finds every indicator there is; those that the data does not tell of are blanks.
    fn views(self, list: &[Figure]) -> Vec<(String, Json)> {
        let one = |figure: &Figure| (figure.id.clone(), view(figure, self.unit));
        let known: HashSet<&str> = list.iter().map(|figure| figure.id.as_str()).collect();
        let missing = self.figures.catalogue.iter().filter(|(id, _)| !known.contains(id.as_str()));
        let blank = |(id, label): &(String, String)| {
            one(&Figure { id: id.clone(), label: label.as_str().into(), ..Figure::default() })
        };
        list.iter().map(one).chain(missing.map(blank)).collect()
    }
}

/// The `units` of a town for Tera, each with its figures; `positions` are theirs among the bodies, in the same order. The
/// figures of a town's villages together weigh more than all else that a paper sees: they are made one village after the
/// other, and those that are the same of several, of which most tell that nothing is known, are kept once.
pub(super) fn units(list: &[Json], fields: FigureFields<'_>, positions: &[usize]) -> tera::Value {
    let mut known: HashMap<String, tera::Value> = HashMap::new();
    let mut once = |figure: &Json| {
        let value = || tera::Value::from_serializable(figure);
        known.entry(figure.to_string()).or_insert_with(value).clone()
    };
    let mut unit = |(unit, at): (&Json, &usize)| {
        let own = unit.as_object().into_iter().flatten();
        let mut all: tera::Map =
            own.map(|(field, value)| (field.clone().into(), tera::Value::from_serializable(value))).collect();
        if let Some(Json::Object(figures)) = fields.marked(*at) {
            let own: tera::Map =
                figures.iter().map(|(id, figure)| (id.clone().into(), once(figure))).collect();
            all.insert("figures".into(), own.into());
        }
        tera::Value::from(all)
    };
    list.iter().zip(positions).map(&mut unit).collect::<Vec<_>>().into()
}

/// One figure; `unit` is what bodies are called.
fn view(figure: &Figure, unit: &str) -> Json {
    let (value, decimals) = (figure.value, figure.decimals);
    let number = |value: Value| value.share().map(|share| share.rounded(decimals).to_string());
    let years = |value: Value| phrase::amount_of(value, figure.unit, decimals, Lang::Zh);
    let previous = figure.comparison.map(|both| {
        let before = both.before;
        json!({
            "count": before.count(),
            "base": before.base(),
            "share": phrase::share(before, decimals),
            "share_value": number(before),
            "value": years(before),
            "now": number(both.now),
        })
    });
    let mut parts = figure.id.splitn(3, '.');
    let (of, group) = (parts.next(), parts.next());
    // Of nobody nothing can be said: the count of a share without a denominator is a blank, not a zero.
    let count = value.is_known().then(|| value.count());
    // To compare with: what nobody counted is 0 there, and a blank where it is printed.
    let is_number = matches!(group, Some("count" | "posts"));
    json!({
        "id": figure.id,
        "of": of,
        "group": group,
        "label": &*figure.label,
        "own": !STANDARD.iter().any(|known| group.is_some_and(|group| group == *known)),
        "full": phrase::full(figure, Some(unit), Lang::Zh),
        "brief": phrase::brief(figure, Lang::Zh),
        "number": count.or(is_number.then_some(0)),
        "count": count,
        "base": value.base().filter(|base| *base > 0),
        "unknown": figure.unknown,
        "base_label": &*figure.base_label,
        "share": phrase::share(value, decimals),
        "share_value": number(value),
        "text": phrase::text(figure, Lang::Zh),
        "value": years(value),
        "previous": previous,
        "change": figure.change().map(|change| phrase::change(change, Lang::Zh)),
        "shares_sum": figure.shares_sum.map(phrase::percent),
        "of_label": &*figure.of_label,
        "change_words": phrase::change_words(figure, Some(unit), Lang::Zh),
    })
}

/// Fields of a figure whose text tells it when it is printed.
const TELLING: [&str; 9] =
    ["text", "full", "brief", "count", "share", "share_value", "value", "change", "change_words"];

/// Marks the figures of a context, blanks aside, so that a paper can tell which of them it prints.
pub(super) fn mark(context: &mut Json) {
    let Some(map) = context.as_object_mut() else { return };
    for field in ["figures", "own_figures"] {
        map.get_mut(field).into_iter().for_each(mark_all);
    }
    for list in ["units", "towns", "kinds"] {
        let items = map.get_mut(list).and_then(Json::as_array_mut).into_iter().flatten();
        items.filter_map(|item| item.get_mut("figures")).for_each(mark_all);
    }
    let counties = map.get_mut("counties").and_then(Json::as_array_mut).into_iter().flatten();
    for county in counties {
        county.get_mut("figures").into_iter().for_each(mark_all);
        let towns = county.get_mut("towns").and_then(Json::as_array_mut).into_iter().flatten();
        towns.filter_map(|town| town.get_mut("figures")).for_each(mark_all);
    }
    let listed = map.get_mut("figure_list").and_then(Json::as_array_mut).into_iter().flatten();
    listed.for_each(mark_one);
}

fn mark_all(figures: &mut Json) {
    figures.as_object_mut().into_iter().flat_map(|map| map.values_mut()).for_each(mark_one);
}

fn mark_one(figure: &mut Json) {
    let Some(id) = figure.get("id").and_then(Json::as_str).map(str::to_owned) else { return };
    for field in TELLING {
        let Some(value) = figure.get_mut(field) else { continue };
        let text = match &*value {
            Json::Number(number) => number.to_string(),
            Json::String(text) if !markers::is_blank(text) => text.clone(),
            _ => continue,
        };
        *value = markers::figure(&id, &text).into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_indicator_that_no_table_tells_of_is_a_blank() {
        let catalogue = ["chair.count", "chair.age.mean"].map(|id| (id.to_owned(), "平均年龄".to_owned()));
        let figures = Figures { catalogue: catalogue.into(), ..Figures::default() };
        let count = Figure { id: "chair.count".to_owned(), value: Value::Count(3), ..Figure::default() };
        let seen = FigureFields { figures: &figures, unit: "村" }.by_id(&[count]);
        assert_eq!(
            (&seen["chair.count"]["text"], &seen["chair.count"]["number"]),
            (&json!("3人"), &json!(3))
        );
        let blank = &seen["chair.age.mean"];
        assert_eq!((&blank["label"], &blank["group"]), (&json!("平均年龄"), &json!("age")));
        for field in TELLING.iter().chain(&["number", "previous", "base", "shares_sum"]) {
            assert_eq!(blank[field], Json::Null, "{field}");
        }
    }

    #[test]
    fn what_is_printed_of_a_figure_tells_its_id() {
        let mut context = json!({ "figures": { "chair.count": { "id": "chair.count", "count": 3, "number": 3, "text": "3人", "share": null } } });
        mark(&mut context);
        let figure = &context["figures"]["chair.count"];
        let mut ids = std::collections::BTreeSet::new();
        assert_eq!(markers::take_figures(figure["count"].as_str().unwrap().to_owned(), &mut ids), "3");
        assert_eq!(ids.into_iter().collect::<Vec<_>>(), ["chair.count"]);
        assert_eq!((&figure["number"], &figure["share"]), (&json!(3), &Json::Null));
    }
}
