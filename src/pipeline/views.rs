//! Figures as the templates get them.

use crate::count::Figure;
use crate::count::Figures;
use crate::fill::FigureView;
use crate::fill::FigureViews;
use crate::fill::PreviousView;

/// All figures as finished texts.
pub(super) fn views(figures: &Figures) -> FigureViews {
    FigureViews {
        bodies: figures.bodies.iter().map(|list| list.iter().map(view).collect()).collect(),
        towns: figures.towns.iter().map(|(town, list)| (town.clone(), list.iter().map(view).collect())).collect(),
    }
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
        text: figure.text(),
        value: figure.value.clone(),
        previous,
        change: figure.change.clone(),
    }
}
