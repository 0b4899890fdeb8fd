//! The rows behind a figure of the total: every number can be followed down to the cells it was counted from.

use serde::Serialize;

use crate::count::Basis;
use crate::count::definition::Rows;
use crate::count::indicator::{Group, Indicators};
use crate::count::levels::counted;
use crate::count::meeting;
use crate::count::population::{Holder, people};
use crate::count::tally::{Ages, age, verdicts};
use crate::model::Source;
use crate::resolve::{Body, Resolved};

/// A row behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Line {
    /// Path; empty for a unit that no table tells of.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// Row from 1.
    pub row: u32,
    /// Who, or which unit, stands there.
    pub name: String,
    /// The body's place.
    pub unit: String,
}

/// The rows behind a figure of the total.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// Behind the numerator.
    pub count: Vec<Line>,
    /// Behind the denominator.
    pub base: Vec<Line>,
    /// People of the population whose field is not known: they are outside the denominator.
    pub unknown: Vec<Line>,
}

/// The rows behind a figure of the total; `None` if there is no such indicator.
#[must_use]
pub fn explain(resolved: &Resolved<'_>, indicators: &Indicators, id: &str) -> Option<Explained> {
    let (basis, bodies) = (Basis::new(resolved, indicators), &resolved.bodies);
    let (population, rest) = id.split_once('.')?;
    if population == "unit" {
        return units(bodies, rest);
    }
    let population = indicators.populations.iter().find(|known| *known.id == *population)?;
    let group = counted(bodies);
    let all = population.holders(&group);
    let people = people(&all);
    let ask = Ask { bodies, basis: &basis, people: &people };
    match rest {
        "posts" if population.rows == Rows::Officers => {
            return Some(Explained { count: ask.lines(&population.posts(&group)), ..Explained::default() });
        }
        "count" => return Some(Explained { count: ask.lines(&people), ..Explained::default() }),
        _ => {}
    }
    if let Some(word) = rest.strip_prefix("size.").filter(|_| &*population.id == "officer") {
        let bodies = meeting::sized(word, &group)?;
        return Some(Explained { count: bodies.into_iter().map(line_of).collect(), ..Explained::default() });
    }
    let (definition, band) = rest.split_once('.')?;
    let definition =
        indicators.groups.iter().find(|group| group.id == definition && group.is_of(population))?;
    ask.extreme(definition, band).or_else(|| ask.band(definition, band))
}

/// People and what is asked of them.
struct Ask<'b> {
    bodies: &'b [Body<'b>],
    basis: &'b Basis<'b>,
    people: &'b [Holder<'b>],
}

impl Ask<'_> {
    fn lines(&self, holders: &[Holder<'_>]) -> Vec<Line> {
        holders.iter().map(|holder| self.line(holder)).collect()
    }

    fn line(&self, holder: &Holder<'_>) -> Line {
        let unit = self.bodies.get(holder.body).map_or("", |body| body.id.place());
        at(holder.source, holder.person.name_text(), unit)
    }

    /// Mean, oldest and youngest.
    fn extreme(&self, group: &Group, word: &str) -> Option<Explained> {
        let ages = Ages::of(group, self.people, self.basis);
        let of = |holder: &Holder<'_>| age(group, holder, self.basis);
        let wanted = |own: Option<u32>| match word {
            "mean" => own.is_some(),
            "oldest" => own.is_some() && own == ages.most,
            _ => own.is_some() && own == ages.least,
        };
        if !group.is_numeric() || !matches!(word, "mean" | "oldest" | "youngest") {
            return None;
        }
        let pick = |keep: &dyn Fn(Option<u32>) -> bool| {
            self.people.iter().filter(|holder| keep(of(holder))).map(|holder| self.line(holder)).collect()
        };
        Some(Explained {
            count: pick(&wanted),
            base: pick(&|own| own.is_some()),
            unknown: pick(&|own| own.is_none()),
        })
    }

    fn band(&self, group: &Group, band: &str) -> Option<Explained> {
        let band = group.bands.iter().position(|known| known.id == band)?;
        let mut explained = Explained::default();
        for holder in self.people {
            let line = self.line(holder);
            match verdicts(group, holder, self.basis).get(band).copied().flatten() {
                Some(true) => {
                    explained.count.push(line.clone());
                    explained.base.push(line);
                }
                Some(false) => explained.base.push(line),
                None => explained.unknown.push(line),
            }
        }
        Some(explained)
    }
}

fn at(source: &Source, name: &str, unit: &str) -> Line {
    Line {
        file: source.file.to_string(),
        sheet: source.sheet.to_string(),
        row: source.row,
        name: name.to_owned(),
        unit: unit.to_owned(),
    }
}

/// Units: of each the row that tells of it first.
fn units(bodies: &[Body<'_>], word: &str) -> Option<Explained> {
    let mut group = counted(bodies);
    group.retain(|(_, body)| body.is_electing_unit());
    let all: Vec<Line> = group.iter().map(|(_, body)| line_of(body)).collect();
    match word {
        "count" => Some(Explained { count: all, ..Explained::default() }),
        "done" => {
            let done =
                group.iter().filter(|(_, body)| body.is_done()).map(|(_, body)| line_of(body)).collect();
            Some(Explained { count: done, base: all, unknown: Vec::new() })
        }
        word => {
            meeting::enters(word, group.first()?.1)?;
            let entering = group.iter().filter(|(_, body)| meeting::enters(word, body) == Some(true));
            let lines: Vec<Line> = entering.map(|(_, body)| line_of(body)).collect();
            let unknown = all.into_iter().filter(|line| !lines.contains(line)).collect();
            Some(Explained { count: lines.clone(), base: lines, unknown })
        }
    }
}

/// A body by the row that tells of it first.
fn line_of(body: &Body<'_>) -> Line {
    let (place, rows) = (body.id.place(), &body.rows);
    let result = rows.progress.filter(|row| row.value.done.get() == Some(true)).map(|row| &row.source);
    let source = result
        .or(body.congress.row().map(|row| &row.source))
        .or(rows.officers.first().map(|row| &row.source))
        .or(rows.progress.map(|row| &row.source))
        .or(rows.facts.map(|row| &row.source))
        .or(rows.delegates.first().map(|row| &row.source))
        .or(rows.nominees.first().map(|row| &row.source))
        .or(rows.previous.first().map(|row| &row.source));
    source.map_or_else(
        || Line {
            file: String::new(),
            sheet: String::new(),
            row: 0,
            name: place.to_owned(),
            unit: place.to_owned(),
        },
        |source| at(source, place, place),
    )
}
