//! Figures by id, as finished texts.

use serde_json::{Map, Value as Json, json};

use crate::count::Reported;
use crate::fill::escape;
use crate::model::Body;
use crate::model::Level;

/// The figures of all bodies.
#[derive(Debug, Clone, Default)]
pub struct FigureViews {
    /// Of each body, in the order of the bodies.
    pub bodies: Vec<Vec<FigureView>>,
    /// Of each town over its units, by the town's name.
    pub towns: Vec<(String, Vec<FigureView>)>,
    /// Of each county over its units, by the county's name.
    pub counties: Vec<(String, Vec<FigureView>)>,
    /// Of all units.
    pub total: Vec<FigureView>,
    /// How far each town is.
    pub reported: Vec<Reported>,
}

/// One figure.
#[derive(Debug, Clone, Default)]
pub struct FigureView {
    /// `chair.age.36-45`.
    pub id: String,
    /// 36—45岁.
    pub label: String,
    /// How many.
    pub count: Option<u32>,
    /// Of how many.
    pub base: Option<u32>,
    /// 主席人数.
    pub base_label: String,
    /// 45.3%.
    pub share: Option<String>,
    /// 39人，占36.8%.
    pub text: String,
    /// A mean, the oldest …
    pub value: Option<String>,
    /// The same in the term before.
    pub previous: Option<PreviousView>,
    /// +1.1个百分点.
    pub change: Option<String>,
    /// What the shares of its partition add up to, where that is not 100%.
    pub shares_sum: Option<String>,
    /// 主席.
    pub of_label: String,
}

/// A figure of the term before.
#[derive(Debug, Clone, Default)]
pub struct PreviousView {
    /// How many.
    pub count: Option<u32>,
    /// Of how many.
    pub base: Option<u32>,
    /// 44.2%.
    pub share: Option<String>,
    /// A mean, the oldest …
    pub value: Option<String>,
}

/// Groups that the papers of the default layer have sentences for; others are told one by one.
const STANDARD: [&str; 9] =
    ["count", "posts", "done", "age", "education", "politics", "ethnicity", "renewed", "duty"];

/// Adds `figures` and `own_figures`: for a town the sums over its units, and its own federation's.
pub(super) fn insert(context: &mut Map<String, Json>, figures: &FigureViews, body: &Body, at: usize) {
    let own = figures.bodies.get(at).map_or(&[][..], Vec::as_slice);
    context.insert("figures".to_owned(), by_id(shown(figures, body, at)));
    context.insert("own_figures".to_owned(), by_id(own));
    let told = |figure: &&FigureView| ["chair.", "officer."].iter().any(|of| figure.id.starts_with(of));
    let rounded = shown(figures, body, at).iter().filter(told).any(|figure| figure.shares_sum.is_some());
    context.insert("shares_rounded".to_owned(), rounded.into());
}

/// The figures that a body's papers tell: of a district all units', of a town its units', of a unit its own.
fn shown<'f>(figures: &'f FigureViews, body: &Body, at: usize) -> &'f [FigureView] {
    let town_name = body.town_name();
    match body.level() {
        Level::District => &figures.total,
        Level::Town => {
            let town = figures.towns.iter().find(|(town, _)| *town == town_name);
            town.map_or(&[], |(_, figures)| figures.as_slice())
        }
        Level::Unit => figures.bodies.get(at).map_or(&[], Vec::as_slice),
    }
}

/// Adds `figure_list`: the figures of `figures` in the order of `indicators.toml`.
pub(super) fn insert_list(context: &mut Map<String, Json>, figures: &FigureViews, body: &Body, at: usize) {
    let list: Vec<Json> = shown(figures, body, at).iter().map(view).collect();
    context.insert("figure_list".to_owned(), list.into());
}

/// Adds `figures` to each of the `units`; `positions` are theirs among the bodies, in the same order.
pub(super) fn insert_units(context: &mut Map<String, Json>, figures: &FigureViews, positions: &[usize]) {
    let Some(units) = context.get_mut("units").and_then(Json::as_array_mut) else { return };
    for (unit, at) in units.iter_mut().zip(positions) {
        if let (Some(unit), Some(own)) = (unit.as_object_mut(), figures.bodies.get(*at)) {
            unit.insert("figures".to_owned(), by_id(own));
        }
    }
}

pub(super) fn by_id(figures: &[FigureView]) -> Json {
    let entries: Map<String, Json> = figures.iter().map(|figure| (figure.id.clone(), view(figure))).collect();
    entries.into()
}

fn view(figure: &FigureView) -> Json {
    let number = |share: &Option<String>| share.as_ref().map(|share| share.trim_end_matches('%').to_owned());
    let previous = figure
        .previous
        .as_ref()
        .map(|previous| json!({ "count": previous.count, "base": previous.base, "share": previous.share, "share_value": number(&previous.share), "value": previous.value }));
    let mut parts = figure.id.splitn(3, '.');
    let (of, group) = (parts.next(), parts.next());
    let change_words = figure.change.as_deref().map(words);
    let told = (!figure.text.is_empty())
        .then(|| if figure.value.is_some() { figure.value.clone() } else { Some(figure.text.clone()) })
        .flatten();
    let with = |words: Option<&str>| {
        told.as_ref().map(|text| words.map_or_else(|| text.clone(), |words| format!("{text}，{words}")))
    };
    let brief =
        change_words.as_deref().map(|words| words.trim_start_matches("比上届").trim_start_matches("与上届"));
    json!({
        "id": figure.id,
        "of": of,
        "group": group,
        "label": figure.label,
        "own": !STANDARD.iter().any(|known| group.is_some_and(|group| group == *known)),
        "full": with(change_words.as_deref()),
        "brief": with(brief),
        "number": figure.count,
        "count": figure.count,
        "base": figure.base,
        "base_label": figure.base_label,
        "share": figure.share,
        "share_value": number(&figure.share),
        "text": (!figure.text.is_empty()).then_some(&figure.text),
        "value": figure.value,
        "previous": previous,
        "change": figure.change,
        "shares_sum": figure.shares_sum,
        "of_label": figure.of_label,
        "change_words": change_words,
    })
}

/// 比上届提高1.1个百分点, 比上届增加2人, 比上届下降0.4岁; 与上届持平.
fn words(change: &str) -> String {
    let is_zero = change.chars().filter(char::is_ascii_digit).all(|digit| digit == '0');
    let (up, down) = match () {
        () if change.ends_with("个百分点") => ("提高", "下降"),
        () if change.ends_with('岁') => ("上升", "下降"),
        () => ("增加", "减少"),
    };
    match (is_zero, change.strip_prefix('+'), change.strip_prefix(['-', '−', '－'])) {
        (true, ..) => "与上届持平".to_owned(),
        (false, Some(size), _) => format!("比上届{up}{size}"),
        (false, None, Some(size)) => format!("比上届{down}{size}"),
        (false, None, None) => format!("比上届{up}{change}"),
    }
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
    for list in ["units", "towns"] {
        let items = map.get_mut(list).and_then(Json::as_array_mut).into_iter().flatten();
        items.filter_map(|item| item.get_mut("figures")).for_each(mark_all);
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
            Json::String(text) if !escape::is_blank(text) => text.clone(),
            _ => continue,
        };
        *value = escape::figure(&id, &text).into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_in_words() {
        assert_eq!(words("+1.1个百分点"), "比上届提高1.1个百分点");
        assert_eq!(words("-0.4个百分点"), "比上届下降0.4个百分点");
        assert_eq!(words("0.0个百分点"), "与上届持平");
        assert_eq!(words("+2.1岁"), "比上届上升2.1岁");
        assert_eq!(words("-2人"), "比上届减少2人");
    }

    #[test]
    fn what_is_printed_of_a_figure_tells_its_id() {
        let mut context = json!({ "figures": { "chair.count": { "id": "chair.count", "count": 3, "number": 3, "text": "3人", "share": null } } });
        mark(&mut context);
        let figure = &context["figures"]["chair.count"];
        let mut ids = std::collections::BTreeSet::new();
        assert_eq!(escape::take_figures(figure["count"].as_str().unwrap().to_owned(), &mut ids), "3");
        assert_eq!(ids.into_iter().collect::<Vec<_>>(), ["chair.count"]);
        assert_eq!((&figure["number"], &figure["share"]), (&json!(3), &Json::Null));
    }
}
