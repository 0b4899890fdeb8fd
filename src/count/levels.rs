//! Unit → town → county → all units: the figures of every level, each counted from the rows.

use crate::count::Basis;
use crate::count::definition::Rows;
use crate::count::figure::{Figure, Previous, Ratio, rounded_sum, share_text};
use crate::count::indicator::{Group as Definition, Indicators, Population};
use crate::count::population::{Group, Holder, people};
use crate::count::reported::{Reported, reported};
use crate::count::tally::{Ages, Tally};
use crate::cycle::Cycle;
use crate::model::{BodyRows, Level};

const UNITS: &str = "村（社区）数";
const DONE: &str = "完成换届";
const COUNT: &str = "人数";
const POSTS: &str = "职数";
/// Of a group of numbers; `Frame::ages` gives them in this order.
const EXTREMES: [(&str, &str); 3] = [("mean", "平均"), ("oldest", "最大"), ("youngest", "最小")];

/// All figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Of each body, in the order of the bodies.
    pub bodies: Vec<Vec<Figure>>,
    /// Of each town over its units, by the town's name.
    pub towns: Vec<(String, Vec<Figure>)>,
    /// Of each county over its units, by the county's name; empty where no table tells a county.
    pub counties: Vec<(String, Vec<Figure>)>,
    /// Of all units; where there is no unit, of all bodies.
    pub total: Vec<Figure>,
    /// How far each town is, and what has not been reported.
    pub reported: Vec<Reported>,
    /// Id and label of every indicator, those included that no table tells of.
    pub catalogue: Vec<(String, String)>,
}

/// Counts everything.
#[must_use]
pub fn count(bodies: &[BodyRows<'_>], cycle: &Cycle, indicators: &Indicators) -> Figures {
    let basis = Basis::new(bodies, cycle, indicators);
    let single = bodies.iter().enumerate().map(|body| figures(&[body], &basis));
    Figures {
        bodies: single.collect(),
        towns: grouped(bodies, &basis, |rows| rows.body.town_name()),
        counties: grouped(bodies, &basis, |rows| rows.body.county.clone()),
        total: figures(&counted(bodies), &basis),
        reported: reported(bodies, basis.decimals),
        catalogue: catalogue(indicators),
    }
}

/// Id and label of every indicator.
fn catalogue(indicators: &Indicators) -> Vec<(String, String)> {
    let mut list =
        vec![("unit.count".to_owned(), UNITS.to_owned()), ("unit.done".to_owned(), DONE.to_owned())];
    for population in &indicators.populations {
        let mut add =
            |id: &str, label: &str| list.push((format!("{}.{id}", population.id), label.to_owned()));
        add("count", COUNT);
        if population.rows == Rows::Officers {
            add("posts", POSTS);
        }
        for group in indicators.groups.iter().filter(|group| group.is_of(population)) {
            group.bands.iter().for_each(|band| add(&format!("{}.{}", group.id, band.id), &band.label));
            for (word, label) in EXTREMES.iter().filter(|_| group.is_numeric()) {
                add(&format!("{}.{word}", group.id), &format!("{label}{}", group.label));
            }
        }
    }
    list
}

/// The figures of the units that share a name, in the order of the bodies; a town without units has a group without any.
fn grouped(
    bodies: &[BodyRows<'_>],
    basis: &Basis<'_>,
    name: impl Fn(&BodyRows<'_>) -> String,
) -> Vec<(String, Vec<Figure>)> {
    let mut groups: Vec<(String, Group<'_, '_>)> = Vec::new();
    let mut at = std::collections::HashMap::new();
    for (index, rows) in bodies.iter().enumerate().filter(|(_, rows)| rows.body.level() != Level::District) {
        let name = name(rows);
        let next = groups.len();
        let place = *at.entry(name.clone()).or_insert(next);
        if place == next {
            groups.push((name, Vec::new()));
        }
        if let Some((_, group)) = groups.get_mut(place).filter(|_| rows.body.level() == Level::Unit) {
            group.push((index, rows));
        }
    }
    let named = groups.into_iter().filter(|(name, group)| !name.is_empty() || !group.is_empty());
    let nameless_only = |groups: &Vec<(String, Vec<Figure>)>| groups.iter().all(|(name, _)| name.is_empty());
    let groups: Vec<_> = named.map(|(name, group)| (name, figures(&group, basis))).collect();
    if nameless_only(&groups) { Vec::new() } else { groups }
}

/// The bodies of the total: all units, or all bodies where there is no unit.
pub(super) fn counted<'g, 'a>(bodies: &'g [BodyRows<'a>]) -> Group<'g, 'a> {
    let units: Group<'g, 'a> =
        bodies.iter().enumerate().filter(|(_, rows)| rows.body.level() == Level::Unit).collect();
    if units.is_empty() { bodies.iter().enumerate().collect() } else { units }
}

/// Whether a unit has a new committee: its table of progress says so, or its results are there.
pub(super) fn is_done(rows: &BodyRows<'_>) -> bool {
    rows.progress.is_some_and(|row| row.value.done.get() == Some(true)) || rows.has_voted()
}

/// The figures of a group of bodies.
fn figures(group: &[(usize, &BodyRows<'_>)], basis: &Basis<'_>) -> Vec<Figure> {
    let mut list = units(group, basis);
    for population in &basis.indicators.populations {
        list.extend(of_population(population, group, basis));
    }
    list
}

fn units(group: &[(usize, &BodyRows<'_>)], basis: &Basis<'_>) -> Vec<Figure> {
    let units = || group.iter().filter(|(_, rows)| rows.body.level() == Level::Unit);
    let all = number(units().count());
    let done = number(units().filter(|(_, rows)| is_done(rows)).count());
    let figure = |id: &str, label: &str| Figure {
        id: format!("unit.{id}"),
        label: label.to_owned(),
        of: "unit".to_owned(),
        of_label: "村（社区）".to_owned(),
        base_label: "村（社区）数".to_owned(),
        ..Figure::default()
    };
    let count = Figure { count: all, ..figure("count", UNITS) };
    let share = share_text(done, all, basis.decimals);
    let done = Figure { count: done, base: Some(all), share, ..figure("done", DONE) };
    vec![count, done]
}

/// What all figures of a population share.
struct Frame<'b> {
    population: &'b Population,
    basis: &'b Basis<'b>,
    now: &'b [Holder<'b>],
    before: &'b [Holder<'b>],
}

fn of_population(
    population: &Population,
    group: &[(usize, &BodyRows<'_>)],
    basis: &Basis<'_>,
) -> Vec<Figure> {
    let rows = population.holders(group);
    let now = people(&rows);
    let before = people(&population.previous(group));
    let frame = Frame { population, basis, now: &now, before: &before };
    let mut count = Figure { count: number(now.len()), ..frame.figure("count", COUNT) };
    if !before.is_empty() && !now.is_empty() {
        let previous = Previous { count: number(before.len()), ..Previous::default() };
        count = count.compare(previous, basis.decimals);
    }
    let mut list = vec![count];
    if population.rows == Rows::Officers {
        list.push(Figure { count: number(rows.len()), ..frame.figure("posts", POSTS) });
    }
    let groups = basis.indicators.groups.iter().filter(|definition| definition.is_of(population));
    for definition in groups {
        frame.shares(definition, &mut list);
        if definition.is_numeric() {
            frame.ages(definition, &mut list);
        }
    }
    list
}

impl Frame<'_> {
    fn figure(&self, id: &str, label: &str) -> Figure {
        Figure {
            id: format!("{}.{id}", self.population.id),
            label: label.to_owned(),
            of: self.population.id.clone(),
            of_label: self.population.label.clone(),
            base_label: self.population.base.clone(),
            ..Figure::default()
        }
    }

    /// A figure for every band. A group that no table tells of is left out, unless every table of figures has a line
    /// for it.
    fn shares(&self, definition: &Definition, list: &mut Vec<Figure>) {
        let decimals = self.basis.decimals;
        let now = Tally::of(definition, self.now, self.basis);
        let before = definition.compare.then(|| Tally::of(definition, self.before, self.basis));
        if now.is_silent() && !definition.always {
            return;
        }
        let sum = now.partition().and_then(|(counts, base)| rounded_sum(&counts, base, decimals));
        for (at, band) in definition.bands.iter().enumerate() {
            let (count, base) = now.share(at);
            let unknown = number(self.now.len()).saturating_sub(base);
            let mut figure = self.figure(&format!("{}.{}", definition.id, band.id), &band.label);
            if unknown > 0 && base > 0 {
                let label = &definition.label;
                figure.base_label = format!("{}（{label}已知的{base}人）", self.population.base);
            }
            let figure = Figure {
                count,
                base: Some(base),
                share: share_text(count, base, decimals),
                shares_sum: sum.clone().filter(|_| definition.partition.contains(&band.id)),
                unknown,
                ..figure
            };
            let past =
                before.as_ref().map(|before| before.share(at)).filter(|(_, past)| *past > 0 && base > 0);
            list.push(match past {
                Some((count, base)) => {
                    let share = share_text(count, base, decimals);
                    figure.compare(Previous { count, base: Some(base), share, value: None }, decimals)
                }
                None => figure,
            });
        }
    }

    /// Mean, largest and smallest of a group of numbers: in years for ages.
    fn ages(&self, definition: &Definition, list: &mut Vec<Figure>) {
        let now = Ages::of(definition, self.now, self.basis);
        let before =
            if definition.compare { Ages::of(definition, self.before, self.basis) } else { Ages::default() };
        let unknown = number(self.now.len()).saturating_sub(now.count);
        let label = |word: &str| format!("{word}{}", definition.label);
        let id = |word: &str| format!("{}.{word}", definition.id);
        let value =
            |value: Option<String>| value.map(|value| Previous { value: Some(value), ..Previous::default() });
        let mean = now.mean().map(|mean| mean.text(1));
        let change =
            now.mean().zip(before.mean()).map(|(now, before)| format!("{}岁", now.minus(before).signed(1)));
        list.push(Figure {
            count: now.count,
            value: mean,
            unknown,
            previous: value(change.as_ref().and(before.mean()).map(|mean| mean.text(1)))
                .map(|previous| Previous { count: before.count, ..previous }),
            change,
            ..self.figure(&id("mean"), &label("平均"))
        });
        for (word, name, extreme, past) in
            [("oldest", "最大", now.most, before.most), ("youngest", "最小", now.least, before.least)]
        {
            let past = past.filter(|_| extreme.is_some()).map(|age| Previous {
                count: age,
                value: Some(age.to_string()),
                ..Previous::default()
            });
            list.push(Figure {
                count: extreme.unwrap_or(0),
                value: extreme.map(|age| age.to_string()),
                previous: past,
                unknown,
                ..self.figure(&id(word), &label(name))
            });
        }
    }
}

pub(super) fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The mean of nothing is not 0.
impl Ages {
    pub(super) fn mean(&self) -> Option<Ratio> {
        (self.count > 0).then(|| Ratio::mean(self.sum, self.count))
    }
}
