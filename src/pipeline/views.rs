//! Figures as the templates get them.

use crate::count::Figure;
use crate::count::Figures;
use crate::fill::FigureView;
use crate::fill::FigureViews;
use crate::fill::PreviousView;

/// All figures as finished texts.
pub(super) fn views(figures: &Figures) -> FigureViews {
    FigureViews {
        bodies: figures.bodies.iter().map(|list| complete(list)).collect(),
        towns: figures.towns.iter().map(|(town, list)| (town.clone(), complete(list))).collect(),
    }
}

/// Indicators that the data may not tell of; a template finds them all the same, as blanks.
const OPTIONAL: &[&str] = &[
    "renewed.new",
    "renewed.again",
    "posts.secretary",
    "posts.deputy-secretary",
    "posts.director",
    "posts.deputy-director",
    "posts.both",
    "posts.in-two-committees",
    "posts.key",
    "duty.full-time",
    "duty.seconded",
    "duty.part-time",
];

fn complete(list: &[Figure]) -> Vec<FigureView> {
    let mut views: Vec<_> = list.iter().map(view).collect();
    for population in ["chair", "vice", "officer", "member"] {
        for group in OPTIONAL {
            let id = format!("{population}.{group}");
            if !list.iter().any(|figure| figure.id == id) {
                views.push(FigureView { id, ..FigureView::default() });
            }
        }
    }
    views
}

fn view(figure: &Figure) -> FigureView {
    let previous = figure.previous.as_ref().map(|previous| PreviousView {
        count: Some(previous.count),
        base: previous.base,
        share: previous.share.clone(),
        value: None,
    });
    // Of nobody nothing can be said: the count of a share without a denominator is a blank, not a zero.
    let said = figure.base != Some(0);
    FigureView {
        id: figure.id.clone(),
        label: figure.label.clone(),
        count: said.then_some(figure.count),
        base: figure.base,
        base_label: figure.base_label.clone(),
        share: figure.share.clone(),
        text: if said { figure.text() } else { String::new() },
        value: figure.value.as_deref().map(|age| format!("{age}岁")),
        previous,
        change: figure.change.clone(),
    }
}
