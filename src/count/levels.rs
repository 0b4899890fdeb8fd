//! Unit → town → county → all units: the figures of every level, each counted from the rows.

use std::collections::HashMap;
use std::sync::Arc;

use crate::count::Basis;
use crate::count::definition::Rows;
use crate::count::field::CountedField;
use crate::count::figure::{Comparison, Figure, MEAN_DECIMALS, Unit, Value, number, rounded_sum};
use crate::count::indicator::{Group as Definition, Indicators, Population};
use crate::count::meeting;
use crate::count::population::{Compared, Group, Holder, people};
use crate::count::reported::{Reported, reported};
use crate::count::tally::{Ages, Tally};
use crate::model::Level;
use crate::resolve::{Body, Resolved, UnitKind};

const UNITS: &str = "村（社区）数";
const DONE: &str = "完成换届";
const COUNT: &str = "人数";
const POSTS: &str = "职数";
/// Of a group of numbers; `Frame::ages` counts them in this order.
const EXTREMES: [(&str, &str); 3] = [("mean", "平均"), ("oldest", "最大"), ("youngest", "最小")];

/// All figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Of each body, in the order of the bodies.
    pub bodies: Vec<Vec<Figure>>,
    /// Of each town over its units.
    pub towns: Vec<Part>,
    /// Of each county over its units; empty where no table tells a county.
    pub counties: Vec<Part>,
    /// Of the villages and of the communities apart, by 村 and 社区; empty where there is one kind only.
    pub kinds: Vec<(String, Vec<Figure>)>,
    /// Of all units; where there is no unit, of all bodies.
    pub total: Vec<Figure>,
    /// How far each town is, and what has not been reported.
    pub reported: Vec<Reported>,
    /// The same of each county; one without a name where no table tells a county.
    pub reported_counties: Vec<Reported>,
    /// Id and label of every indicator, those included that no table tells of.
    pub catalogue: Vec<(String, String)>,
}

/// The figures of a part of the whole: a town, or a county.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// The county; empty where no table tells it.
    pub county: String,
    /// The town, with its county where another county has a town of that name; empty for a county.
    pub town: String,
    /// The figures over its units.
    pub figures: Vec<Figure>,
}

impl Figures {
    /// The figures of a town over its units.
    #[must_use]
    pub fn of_town(&self, county: &str, town: &str) -> Option<&[Figure]> {
        let part = self.towns.iter().find(|part| part.county == county && part.town == town)?;
        Some(&part.figures)
    }

    /// The figures of a county over its units.
    #[must_use]
    pub fn of_county(&self, county: &str) -> Option<&[Figure]> {
        Some(&self.counties.iter().find(|part| part.county == county)?.figures)
    }
}

/// Counts everything.
#[must_use]
pub fn count(resolved: &Resolved<'_>, indicators: &Indicators) -> Figures {
    Figures { bodies: each(resolved, indicators), ..together(resolved, indicators) }
}

/// The figures of each body: one half of [`count`], for whoever has two threads.
#[must_use]
pub fn each(resolved: &Resolved<'_>, indicators: &Indicators) -> Vec<Vec<Figure>> {
    let basis = Basis::new(resolved, indicators);
    resolved.bodies.iter().enumerate().map(|body| figures(&[body], &basis)).collect()
}

/// The figures of towns, counties, kinds and the total: the other half.
#[must_use]
pub fn together(resolved: &Resolved<'_>, indicators: &Indicators) -> Figures {
    let basis = Basis::new(resolved, indicators);
    let bodies = &resolved.bodies;
    Figures {
        bodies: Vec::new(),
        towns: parts(bodies, &basis, |body| (body.id.county.clone(), body.id.town_name())),
        counties: parts(bodies, &basis, |body| (body.id.county.clone(), String::new())),
        kinds: kinds(bodies, &basis),
        total: figures(&counted(bodies), &basis),
        reported: reported(bodies, basis.decimals, Level::Town),
        reported_counties: reported(bodies, basis.decimals, Level::County),
        catalogue: catalogue(indicators),
    }
}

/// Id and label of every indicator.
fn catalogue(indicators: &Indicators) -> Vec<(String, String)> {
    let mut list =
        vec![("unit.count".to_owned(), UNITS.to_owned()), ("unit.done".to_owned(), DONE.to_owned())];
    list.extend(meeting::catalogue());
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

/// The figures of the units that share a county or town, in the order of the bodies; a town without units has a part
/// without any.
fn parts(bodies: &[Body<'_>], basis: &Basis<'_>, key: impl Fn(&Body<'_>) -> (String, String)) -> Vec<Part> {
    let mut groups: Vec<((String, String), Group<'_, '_>)> = Vec::new();
    let mut at = HashMap::new();
    for (index, body) in bodies.iter().enumerate().filter(|(_, body)| !body.id.level().is_above_towns()) {
        let key = key(body);
        let next = groups.len();
        let place = *at.entry(key.clone()).or_insert(next);
        if place == next {
            groups.push((key, Vec::new()));
        }
        if let Some((_, group)) = groups.get_mut(place).filter(|_| body.is_electing_unit()) {
            group.push((index, body));
        }
    }
    let is_nameless = |(county, town): &(String, String)| county.is_empty() && town.is_empty();
    if groups.iter().all(|(key, _)| is_nameless(key)) {
        return Vec::new();
    }
    let named = groups.into_iter().filter(|(key, group)| !is_nameless(key) || !group.is_empty());
    named.map(|((county, town), group)| Part { county, town, figures: figures(&group, basis) }).collect()
}

/// The figures of villages and of communities, where there are both.
fn kinds(bodies: &[Body<'_>], basis: &Basis<'_>) -> Vec<(String, Vec<Figure>)> {
    let group = |kind: UnitKind| -> Group<'_, '_> {
        bodies
            .iter()
            .enumerate()
            .filter(|(_, body)| body.is_electing_unit() && body.unit_kind() == Some(kind))
            .collect()
    };
    let both =
        [(UnitKind::Village, "村"), (UnitKind::Community, "社区")].map(|(kind, word)| (word, group(kind)));
    if both.iter().any(|(_, group)| group.is_empty()) {
        return Vec::new();
    }
    both.into_iter().map(|(word, group)| (word.to_owned(), figures(&group, basis))).collect()
}

/// The bodies of the total: all units that elect, or the bodies above where there is none.
pub(super) fn counted<'g, 'a>(bodies: &'g [Body<'a>]) -> Group<'g, 'a> {
    let electing = |unit: bool| -> Group<'g, 'a> {
        let is_wanted =
            |body: &Body<'_>| body.is_electing_unit() || (!unit && body.id.level() != Level::Unit);
        bodies.iter().enumerate().filter(|(_, body)| is_wanted(body)).collect()
    };
    let units = electing(true);
    if units.is_empty() { electing(false) } else { units }
}

/// The figures of a group of bodies.
fn figures(group: &[(usize, &Body<'_>)], basis: &Basis<'_>) -> Vec<Figure> {
    let mut list = units(group, basis);
    list.extend(meeting::congresses(group, basis));
    for population in &basis.indicators.populations {
        list.extend(of_population(population, group, basis));
    }
    list.extend(meeting::sizes(group));
    list
}

fn units(group: &[(usize, &Body<'_>)], basis: &Basis<'_>) -> Vec<Figure> {
    let units = || group.iter().filter(|(_, body)| body.is_electing_unit());
    let all = number(units().count());
    let done = number(units().filter(|(_, body)| body.is_done()).count());
    // Before anybody has handed in anything it is not 0 but unknown.
    let told = units().any(|(_, body)| body.done.is_known());
    let share = if told { Value::Share { count: done, base: all } } else { Value::Unknown };
    let figure = |id: &str, label: &str, value: Value, decimals: u8| Figure {
        id: format!("unit.{id}"),
        label: label.into(),
        of: "unit".into(),
        of_label: "村（社区）".into(),
        base_label: "村（社区）数".into(),
        value,
        unit: Unit::Body,
        decimals,
        ..Figure::default()
    };
    vec![figure("count", UNITS, Value::Count(all), 0), figure("done", DONE, share, basis.decimals)]
}

/// What all figures of a population share.
struct Frame<'b> {
    population: &'b Population,
    basis: &'b Basis<'b>,
    now: &'b [Holder<'b>],
    compared: &'b Compared<'b>,
}

fn of_population(population: &Population, group: &[(usize, &Body<'_>)], basis: &Basis<'_>) -> Vec<Figure> {
    let now = people(&population.holders(group));
    let compared = population.compared(group);
    let frame = Frame { population, basis, now: &now, compared: &compared };
    // Where no table tells of the population its number is not 0 but unknown.
    let told = group.iter().any(|(_, body)| population.is_told(body))
        && group.iter().all(|(_, body)| population.is_whole(body));
    let people = |count: usize| if told { Value::Count(number(count)) } else { Value::Unknown };
    let count = Figure { value: people(now.len()), ..frame.figure("count", &COUNT.into()) };
    let [both, before] = [&compared.now, &compared.before].map(|holders| match holders.len() {
        0 => Value::Unknown,
        count => Value::Count(number(count)),
    });
    let mut list = vec![frame.with_comparison(count, both, before)];
    if population.rows == Rows::Officers {
        let value = people(population.posts(group).len());
        list.push(Figure { value, ..frame.figure("posts", &POSTS.into()) });
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
    /// The same figure of both terms, over the bodies that have the population in both.
    fn with_comparison(&self, figure: Figure, now: Value, before: Value) -> Figure {
        let Compared { bodies, of_bodies, .. } = self.compared;
        let comparison = Comparison { now, before, bodies: number(*bodies), of_bodies: number(*of_bodies) };
        let told = figure.value.is_known() && now.is_known() && before.is_known();
        Figure { comparison: told.then_some(comparison), ..figure }
    }

    fn figure(&self, id: &str, label: &Arc<str>) -> Figure {
        Figure {
            id: format!("{}.{id}", self.population.id),
            label: label.clone(),
            of: self.population.id.clone(),
            of_label: self.population.label.clone(),
            base_label: self.population.base.clone(),
            ..Figure::default()
        }
    }

    fn of_group(&self, definition: &Definition, id: &str, label: &Arc<str>) -> Figure {
        let field = definition.field.clone();
        Figure { field, ..self.figure(&format!("{}.{id}", definition.id), label) }
    }

    /// A figure for every band. A group that no table tells of is left out, unless every table of figures has a line
    /// for it.
    fn shares(&self, definition: &Definition, list: &mut Vec<Figure>) {
        let decimals = self.basis.decimals;
        let now = Tally::of(definition, self.now, self.basis);
        let tally = |holders: &[Holder<'_>]| Tally::of(definition, holders, self.basis);
        let compares = definition.compare && !self.compared.before.is_empty();
        let both = compares.then(|| {
            let both = if self.compared.is_whole { now.clone() } else { tally(&self.compared.now) };
            (both, tally(&self.compared.before))
        });
        if now.is_silent() && !definition.always {
            return;
        }
        let sum = now.partition().and_then(|(counts, base)| rounded_sum(&counts, base, decimals));
        for (at, band) in definition.bands.iter().enumerate() {
            let value = now.share(at);
            let known = value.base().unwrap_or_default();
            let unknown = number(self.now.len()).saturating_sub(known);
            let mut figure = Figure {
                value,
                known,
                unknown,
                shares_sum: sum.filter(|_| definition.partition.contains(&band.id)),
                decimals,
                ..self.of_group(definition, &band.id, &band.label)
            };
            if unknown > 0 && known > 0 {
                let label = &definition.label;
                figure.base_label = format!("{}（{label}已知的{known}人）", self.population.base).into();
            }
            if let Some((now, before)) = &both {
                figure = self.with_comparison(figure, now.share(at), before.share(at));
            }
            list.push(figure);
        }
    }

    /// Mean, largest and smallest of a group of numbers: in years for ages.
    fn ages(&self, definition: &Definition, list: &mut Vec<Figure>) {
        let now = Ages::of(definition, self.now, self.basis);
        let ages = |holders: &[Holder<'_>]| match definition.compare {
            true => Ages::of(definition, holders, self.basis),
            false => Ages::default(),
        };
        let (both, before) = (ages(&self.compared.now), ages(&self.compared.before));
        let values = |ages: &Ages| [ages.mean(), Value::of_extreme(ages.most), Value::of_extreme(ages.least)];
        let of_words =
            values(&now).into_iter().zip(values(&both)).zip(values(&before)).zip([MEAN_DECIMALS, 0, 0]);
        for ((word, name), (((value, both), past), decimals)) in EXTREMES.iter().zip(of_words) {
            let figure = Figure {
                value,
                unit: if definition.by == CountedField::Age { Unit::Year } else { Unit::Plain },
                known: now.count,
                unknown: number(self.now.len()).saturating_sub(now.count),
                decimals,
                ..self.of_group(definition, word, &format!("{name}{}", definition.label).into())
            };
            list.push(self.with_comparison(figure, both, past));
        }
    }
}
