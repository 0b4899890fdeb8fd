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
const OPTIONAL: &[(&str, &str)] = &[
    ("renewed.new", "新任"),
    ("renewed.again", "连任"),
    ("posts.secretary", "担任书记"),
    ("posts.deputy-secretary", "担任副书记"),
    ("posts.director", "担任主任"),
    ("posts.deputy-director", "担任副主任"),
    ("posts.both", "书记主任一肩挑"),
    ("posts.in-two-committees", "进“两委”"),
    ("posts.key", "担任主要职务"),
    ("duty.full-time", "专职"),
    ("duty.seconded", "挂职"),
    ("duty.part-time", "兼职"),
];

fn complete(list: &[Figure]) -> Vec<FigureView> {
    let mut views: Vec<_> = list.iter().map(view).collect();
    for population in ["chair", "vice", "officer", "member"] {
        for (group, label) in OPTIONAL {
            let id = format!("{population}.{group}");
            if !list.iter().any(|figure| figure.id == id) {
                views.push(FigureView { id, label: (*label).to_owned(), ..FigureView::default() });
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
