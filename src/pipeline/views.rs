//! Figures as the templates get them.

use std::collections::HashSet;

use crate::count::Figure;
use crate::count::Figures;
use crate::fill::FigureView;
use crate::fill::FigureViews;
use crate::fill::PreviousView;

/// All figures as finished texts.
pub(super) fn views(figures: &Figures) -> FigureViews {
    let named = |groups: &[(String, Vec<Figure>)]| {
        groups.iter().map(|(name, list)| (name.clone(), complete(list, &figures.catalogue))).collect()
    };
    FigureViews {
        bodies: figures.bodies.iter().map(|list| complete(list, &figures.catalogue)).collect(),
        towns: named(&figures.towns),
        counties: named(&figures.counties),
        total: complete(&figures.total, &figures.catalogue),
        reported: figures.reported.clone(),
    }
}

/// A template finds every indicator there is; those that the data does not tell of are blanks.
fn complete(list: &[Figure], catalogue: &[(String, String)]) -> Vec<FigureView> {
    let mut views: Vec<_> = list.iter().map(view).collect();
    let known: HashSet<&str> = list.iter().map(|figure| figure.id.as_str()).collect();
    let missing = catalogue.iter().filter(|(id, _)| !known.contains(id.as_str()));
    views.extend(missing.map(|(id, label)| FigureView {
        id: id.clone(),
        label: label.clone(),
        ..FigureView::default()
    }));
    views
}

fn view(figure: &Figure) -> FigureView {
    let previous = figure.previous.as_ref().map(|previous| PreviousView {
        count: Some(previous.count),
        base: previous.base,
        share: previous.share.clone(),
        value: previous.value.as_deref().map(|age| format!("{age}岁")),
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
        shares_sum: figure.shares_sum.clone(),
        of_label: figure.of_label.clone(),
    }
}
