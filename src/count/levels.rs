//! Unit → town → all units: the figures of every level, and the rows behind one of them.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::count::figure::{Figure, Previous, mean_text, share_text};
use crate::count::indicator::Indicators;
use crate::count::measure::{Basis, Measure, age, measures};
use crate::count::population::{Holder, Population, holders, people, previous};
use crate::cycle::Cycle;
use crate::model::BodyRows;
use crate::model::Level;

/// All figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Of each body, in the order of the bodies.
    pub bodies: Vec<Vec<Figure>>,
    /// Of each town over its units, by the town's name.
    pub towns: Vec<(String, Vec<Figure>)>,
    /// Of all units; where there is no unit, of all bodies.
    pub total: Vec<Figure>,
}

/// A row behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Line {
    /// Path.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// Row from 1.
    pub row: u32,
    /// Who stands there.
    pub name: String,
}

/// The rows behind a figure of the total.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// Behind the numerator.
    pub count: Vec<Line>,
    /// Behind the denominator.
    pub base: Vec<Line>,
}

type Group<'g, 'a> = Vec<(usize, &'g BodyRows<'a>)>;

/// Counts everything.
#[must_use]
pub fn count(bodies: &[BodyRows<'_>], cycle: &Cycle, indicators: &Indicators) -> Figures {
    let basis = Basis { as_of: cycle.as_of, indicators, bodies };
    let single = bodies.iter().enumerate().map(|body| figures(&[body], &basis));
    let towns: BTreeSet<&str> = bodies.iter().map(|rows| rows.body.town.as_str()).collect();
    let of_town = |town: &str| -> Group<'_, '_> {
        let units = bodies
            .iter()
            .enumerate()
            .filter(|(_, rows)| rows.body.town == town && rows.body.level() == Level::Unit);
        units.collect()
    };
    Figures {
        bodies: single.collect(),
        towns: towns.into_iter().map(|town| (town.to_owned(), figures(&of_town(town), &basis))).collect(),
        total: figures(&counted(bodies), &basis),
    }
}

/// The bodies of the total: all units, or all bodies where there is no unit.
fn counted<'g, 'a>(bodies: &'g [BodyRows<'a>]) -> Group<'g, 'a> {
    let units: Group<'g, 'a> =
        bodies.iter().enumerate().filter(|(_, rows)| rows.body.level() == Level::Unit).collect();
    if units.is_empty() { bodies.iter().enumerate().collect() } else { units }
}

/// The rows behind a figure of the total; `None` if there is no such indicator.
#[must_use]
pub fn explain(
    bodies: &[BodyRows<'_>],
    cycle: &Cycle,
    indicators: &Indicators,
    id: &str,
) -> Option<Explained> {
    let basis = Basis { as_of: cycle.as_of, indicators, bodies };
    let (population, rest) = id.split_once('.')?;
    let population = Population::ALL.into_iter().find(|known| known.id() == population)?;
    let all = holders(population, &counted(bodies));
    let lines = |holders: &[Holder<'_>]| holders.iter().map(line).collect::<Vec<_>>();
    let people = people(&all);
    match rest {
        "posts" => return Some(Explained { count: lines(&all), base: Vec::new() }),
        "count" => return Some(Explained { count: lines(&people), base: Vec::new() }),
        "age.mean" | "age.oldest" | "age.youngest" => {
            let ages: Vec<_> =
                people.iter().filter_map(|holder| Some((age(holder, cycle.as_of)?, *holder))).collect();
            let extreme = if rest == "age.oldest" {
                ages.iter().map(|(age, _)| *age).max()
            } else {
                ages.iter().map(|(age, _)| *age).min()
            };
            let wanted = ages.iter().filter(|(age, _)| rest == "age.mean" || Some(*age) == extreme);
            return Some(Explained {
                count: wanted.map(|(_, holder)| line(holder)).collect(),
                base: lines(&people),
            });
        }
        _ => {}
    }
    let list = measures(population, &basis);
    let measure = list.iter().find(|measure| measure.id == rest)?;
    let known: Vec<_> = people.iter().filter(|holder| (measure.asks)(holder).is_some()).copied().collect();
    let yes: Vec<_> = known.iter().filter(|holder| (measure.asks)(holder) == Some(true)).copied().collect();
    Some(Explained { count: lines(&yes), base: lines(&known) })
}

fn line(holder: &Holder<'_>) -> Line {
    Line {
        file: holder.source.file.to_string(),
        sheet: holder.source.sheet.to_string(),
        row: holder.source.row,
        name: holder.person.name_text().to_owned(),
    }
}

/// The figures of a group of bodies.
fn figures(group: &[(usize, &BodyRows<'_>)], basis: &Basis<'_>) -> Vec<Figure> {
    let mut list = units(group);
    for population in Population::ALL {
        list.extend(of_population(population, group, basis));
    }
    list
}

fn units(group: &[(usize, &BodyRows<'_>)]) -> Vec<Figure> {
    let all = number(group.len());
    let is_done = |rows: &BodyRows<'_>| {
        rows.progress.is_some_and(|row| row.value.done.get() == Some(true)) || rows.has_voted()
    };
    let done = number(group.iter().filter(|(_, rows)| is_done(rows)).count());
    let figure = |id: &str, label: &str| Figure {
        id: format!("unit.{id}"),
        label: label.to_owned(),
        of: "unit".to_owned(),
        base_label: "村（社区）数".to_owned(),
        ..Figure::default()
    };
    let count = Figure { count: all, ..figure("count", "村（社区）数") };
    let done =
        Figure {
            count: done, base: Some(all), share: share_text(done, all), ..figure("done", "完成换届")
        };
    vec![count, done]
}

fn of_population(population: Population, group: &[(usize, &BodyRows<'_>)], basis: &Basis<'_>) -> Vec<Figure> {
    let rows = holders(population, group);
    let now = people(&rows);
    let before = people(&previous(population, group));
    let figure = |id: &str, label: &str| Figure {
        id: format!("{}.{id}", population.id()),
        label: label.to_owned(),
        of: population.id().to_owned(),
        base_label: population.base_label().to_owned(),
        ..Figure::default()
    };
    let mut count = Figure { count: number(now.len()), ..figure("count", "人数") };
    if !before.is_empty() {
        count = count.compare(Previous { count: number(before.len()), base: None, share: None });
    }
    let mut list = vec![count];
    if population != Population::Delegate {
        list.push(Figure { count: number(rows.len()), ..figure("posts", "职数") });
    }
    for measure in measures(population, basis) {
        let Some((count, base)) = put(&measure, &now) else {
            // Nobody's answer is known: absent, unless nobody is there at all and the group is of the basic ones.
            if now.is_empty() && measure.is_basic() {
                list.push(Figure { base: Some(0), ..figure(&measure.id, &measure.label) });
            } else if measure.is_basic() {
                list.push(Figure {
                    base: Some(0),
                    unknown: number(now.len()),
                    ..figure(&measure.id, &measure.label)
                });
            }
            continue;
        };
        let unknown = number(now.len()).saturating_sub(base);
        let one = Figure {
            count,
            base: Some(base),
            share: share_text(count, base),
            unknown,
            ..figure(&measure.id, &measure.label)
        };
        let past = if measure.comparable { put(&measure, &before) } else { None };
        list.push(match past {
            Some((count, base)) => {
                one.compare(Previous { count, base: Some(base), share: share_text(count, base) })
            }
            None => one,
        });
    }
    list.extend(ages(&now, basis, &figure));
    list
}

impl Measure<'_> {
    /// Groups that every table of figures has a line for; the others appear only where the data tells of them.
    fn is_basic(&self) -> bool {
        ["age.", "education.", "politics.", "ethnicity."].iter().any(|group| self.id.starts_with(group))
    }
}

/// How many say yes, of how many whose answer is known; `None` if no answer is.
fn put(measure: &Measure<'_>, people: &[Holder<'_>]) -> Option<(u32, u32)> {
    let answers: Vec<bool> = people.iter().filter_map(|holder| (measure.asks)(holder)).collect();
    (!answers.is_empty()).then(|| (number(answers.iter().filter(|yes| **yes).count()), number(answers.len())))
}

/// Mean, oldest and youngest.
fn ages(people: &[Holder<'_>], basis: &Basis<'_>, figure: &dyn Fn(&str, &str) -> Figure) -> Vec<Figure> {
    let ages: Vec<u32> = people.iter().filter_map(|holder| age(holder, basis.as_of)).collect();
    let unknown = number(people.len() - ages.len());
    let sum: u64 = ages.iter().copied().map(u64::from).sum();
    let (oldest, youngest) = (ages.iter().max().copied(), ages.iter().min().copied());
    let extreme = |id: &str, label: &str, age: Option<u32>| Figure {
        count: age.unwrap_or(0),
        value: age.map(|age| age.to_string()),
        unknown,
        ..figure(id, label)
    };
    vec![
        Figure {
            count: number(ages.len()),
            value: mean_text(sum, ages.len() as u64),
            unknown,
            ..figure("age.mean", "平均年龄")
        },
        extreme("age.oldest", "最大年龄", oldest),
        extreme("age.youngest", "最小年龄", youngest),
    ]
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
