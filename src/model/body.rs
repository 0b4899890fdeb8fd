//! Bodies (妇联组织): a town's own federation and each of its units', and the rows that belong to each.

use std::collections::HashMap;

use serde::Serialize;

use crate::model::{Congress, Delegate, Nominee, Officer, Progress, Records, Row, UnitFacts, Vote};

/// Position of a body in the list that [`bodies`] gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct BodyId(pub usize);

/// Whose federation it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// 乡镇、街道.
    Town,
    /// 村、社区.
    Unit,
}

/// One 妇联组织.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Body {
    /// Its town; empty when nothing tells it (a single file without a cycle).
    pub town: String,
    /// Its village or community; `None` for the town's own federation.
    pub unit: Option<String>,
    /// 0 for the town, then 1, 2 … in the order of the unit list.
    pub number: u32,
}

impl Body {
    /// Town or unit.
    #[must_use]
    pub fn level(&self) -> Level {
        if self.unit.is_some() { Level::Unit } else { Level::Town }
    }

    /// The name of the place: 霞垅村, or 青坑镇 for the town.
    #[must_use]
    pub fn place(&self) -> &str {
        self.unit.as_deref().unwrap_or(&self.town)
    }
}

/// A body and its rows.
#[derive(Debug, Clone)]
pub struct BodyRows<'a> {
    /// Whose rows.
    pub body: Body,
    /// 基本情况.
    pub facts: Option<&'a Row<UnitFacts>>,
    /// 代表.
    pub delegates: Vec<&'a Row<Delegate>>,
    /// 候选人.
    pub nominees: Vec<&'a Row<Nominee>>,
    /// 班子成员.
    pub officers: Vec<&'a Row<Officer>>,
    /// 会议与选票; more than one row is a problem for the rules, papers use the first.
    pub congresses: Vec<&'a Row<Congress>>,
    /// 得票.
    pub votes: Vec<&'a Row<Vote>>,
    /// 上届.
    pub previous: Vec<&'a Row<Officer>>,
    /// 进度.
    pub progress: Option<&'a Row<Progress>>,
}

impl<'a> BodyRows<'a> {
    fn new(body: Body) -> Self {
        Self {
            body,
            facts: None,
            delegates: Vec::new(),
            nominees: Vec::new(),
            officers: Vec::new(),
            congresses: Vec::new(),
            votes: Vec::new(),
            previous: Vec::new(),
            progress: None,
        }
    }

    /// The congress record, if there is one.
    #[must_use]
    pub fn congress(&self) -> Option<&'a Row<Congress>> {
        self.congresses.first().copied()
    }

    /// Whether results exist: the paper is one of after the vote.
    #[must_use]
    pub fn has_voted(&self) -> bool {
        !self.officers.is_empty() || self.congress().is_some_and(|row| row.value.returned.is_known())
    }
}

/// Every body with its rows: towns in order of appearance, each followed by its units.
///
/// `town` is the cycle's own town, used where a row names none. `listed` are units that the cycle lists; they come
/// first, then those of the `units` table, then others in order of appearance. A row without a unit, or whose unit
/// is the town's own name, belongs to the town's federation.
#[must_use]
pub fn bodies<'a>(town: &str, listed: &[String], records: &'a Records) -> Vec<BodyRows<'a>> {
    let mut shelf = Shelf { town, order: Vec::new(), at: HashMap::new(), rows: Vec::new() };
    if !town.is_empty() {
        shelf.at(town, None);
    }
    for unit in listed {
        shelf.at(town, Some(unit));
    }
    for row in &records.units {
        shelf.of(row).facts.get_or_insert(row);
    }
    for row in &records.progress {
        shelf.of(row).progress.get_or_insert(row);
    }
    records.congresses.iter().for_each(|row| shelf.of(row).congresses.push(row));
    records.officers.iter().for_each(|row| shelf.of(row).officers.push(row));
    records.delegates.iter().for_each(|row| shelf.of(row).delegates.push(row));
    records.nominees.iter().for_each(|row| shelf.of(row).nominees.push(row));
    records.votes.iter().for_each(|row| shelf.of(row).votes.push(row));
    records.previous.iter().for_each(|row| shelf.of(row).previous.push(row));
    shelf.finish()
}

/// Collects bodies in order of appearance.
struct Shelf<'t, 'a> {
    town: &'t str,
    order: Vec<String>,
    at: HashMap<(String, Option<String>), usize>,
    rows: Vec<BodyRows<'a>>,
}

impl<'a> Shelf<'_, 'a> {
    fn of<T>(&mut self, row: &Row<T>) -> &mut BodyRows<'a> {
        let town = row.town.text().unwrap_or(self.town).to_owned();
        let unit = row.unit.text().filter(|unit| *unit != town);
        self.at(&town, unit)
    }

    fn at(&mut self, town: &str, unit: Option<&str>) -> &mut BodyRows<'a> {
        if !self.order.iter().any(|known| known == town) {
            self.order.push(town.to_owned());
        }
        let key = (town.to_owned(), unit.map(str::to_owned));
        let next = self.rows.len();
        let index = *self.at.entry(key).or_insert(next);
        if index == next {
            let body = Body { town: town.to_owned(), unit: unit.map(str::to_owned), number: 0 };
            self.rows.push(BodyRows::new(body));
        }
        &mut self.rows[index]
    }

    /// Groups by town, the town's own federation first, and numbers the units of each town from 1.
    fn finish(self) -> Vec<BodyRows<'a>> {
        let mut rows = self.rows;
        let rank = |town: &str| self.order.iter().position(|known| known == town);
        rows.sort_by_key(|entry| (rank(&entry.body.town), entry.body.unit.is_some()));
        let mut number = 0;
        for entry in &mut rows {
            number = if entry.body.unit.is_some() { number + 1 } else { 0 };
            entry.body.number = number;
        }
        rows
    }
}
