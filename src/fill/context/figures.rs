//! Figures by id, as finished texts.

use serde_json::{Map, Value as Json, json};

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

/// Adds `figures` and `own_figures`: for a town the sums over its units, and its own federation's.
pub(super) fn insert(context: &mut Map<String, Json>, figures: &FigureViews, body: &Body, at: usize) {
    let nothing = Vec::new();
    let own = figures.bodies.get(at).unwrap_or(&nothing);
    let town_name = body.town_name();
    let town = figures.towns.iter().find(|(town, _)| *town == town_name).map(|(_, figures)| figures);
    let shown = match body.level() {
        Level::District => &figures.total,
        Level::Town => town.unwrap_or(&nothing),
        Level::Unit => own,
    };
    context.insert("figures".to_owned(), by_id(shown));
    context.insert("own_figures".to_owned(), by_id(own));
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

fn by_id(figures: &[FigureView]) -> Json {
    let entries: Map<String, Json> = figures.iter().map(|figure| (figure.id.clone(), view(figure))).collect();
    entries.into()
}

fn view(figure: &FigureView) -> Json {
    let number = |share: &Option<String>| share.as_ref().map(|share| share.trim_end_matches('%').to_owned());
    let previous = figure
        .previous
        .as_ref()
        .map(|previous| json!({ "count": previous.count, "base": previous.base, "share": previous.share, "value": previous.value }));
    json!({
        "id": figure.id,
        "label": figure.label,
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
        "change_words": figure.change.as_deref().map(words),
    })
}

/// 提高1.1个百分点, 下降1.1个百分点, 持平.
fn words(change: &str) -> String {
    let is_zero = change.chars().filter(char::is_ascii_digit).all(|digit| digit == '0');
    match (is_zero, change.strip_prefix('+'), change.strip_prefix(['-', '−', '－'])) {
        (true, ..) => "持平".to_owned(),
        (false, Some(up), _) => format!("提高{up}"),
        (false, None, Some(down)) => format!("下降{down}"),
        (false, None, None) => format!("提高{change}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_in_words() {
        assert_eq!(words("+1.1个百分点"), "提高1.1个百分点");
        assert_eq!(words("-0.4个百分点"), "下降0.4个百分点");
        assert_eq!(words("0.0个百分点"), "持平");
    }
}
