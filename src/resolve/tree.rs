//! The tree of bodies, and the rows that belong to each: the city, its counties, their towns, their units.

use std::collections::HashMap;

use crate::cycle::Cycle;
use crate::model::{
    BodyId, CongressFacts, Delegate, Given, Level, Nominee, Officer, Progress, Records, Row, UnitFacts, Vote,
};

/// A body and the rows of all tables that are about it, as the tables have them.
#[derive(Debug, Clone)]
pub struct Rows<'a> {
    /// Whose rows.
    pub body: BodyId,
    /// 基本情况.
    pub facts: Option<&'a Row<UnitFacts>>,
    /// 代表.
    pub delegates: Vec<&'a Row<Delegate>>,
    /// 候选人.
    pub nominees: Vec<&'a Row<Nominee>>,
    /// 班子成员.
    pub officers: Vec<&'a Row<Officer>>,
    /// 会议与选票: every row from every sheet.
    pub congresses: Vec<&'a Row<CongressFacts>>,
    /// 得票.
    pub votes: Vec<&'a Row<Vote>>,
    /// 上届.
    pub previous: Vec<&'a Row<Officer>>,
    /// 进度.
    pub progress: Option<&'a Row<Progress>>,
    /// Further rows of the tables of units and of progress about the same body: not used.
    pub repeated: (Vec<&'a Row<UnitFacts>>, Vec<&'a Row<Progress>>),
}

impl Rows<'_> {
    /// A body of which no table tells.
    #[must_use]
    pub fn none(body: BodyId) -> Self {
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
            repeated: (Vec::new(), Vec::new()),
        }
    }
}

/// Every body with its rows: a city or county if the workspace is of one, then counties and towns in order of
/// appearance, each followed by its own.
///
/// Units that the cycle lists come first, then those of the `units` table, then others in order of appearance. A row
/// without a unit, or whose unit is the town's own name, belongs to the town's federation.
pub(super) fn tree<'a>(cycle: &Cycle, records: &'a Records) -> Vec<Rows<'a>> {
    let mut tree = Tree {
        top: (cycle.level, &cycle.town.name),
        counties: counties(records),
        ranks: HashMap::new(),
        at: HashMap::new(),
        rows: Vec::new(),
    };
    if !cycle.town.name.is_empty() {
        let own = if cycle.level == Level::Town { cycle.town.name.as_str() } else { "" };
        tree.at("", own, None);
        for unit in &cycle.units {
            tree.at("", own, Some(unit));
        }
    }
    for row in placed(&records.units) {
        let rows = tree.of(row);
        if rows.facts.is_some() { rows.repeated.0.push(row) } else { rows.facts = Some(row) }
    }
    for row in placed(&records.progress) {
        let rows = tree.of(row);
        if rows.progress.is_some() { rows.repeated.1.push(row) } else { rows.progress = Some(row) }
    }
    placed(&records.congresses).for_each(|row| tree.of(row).congresses.push(row));
    placed(&records.officers).for_each(|row| tree.of(row).officers.push(row));
    placed(&records.delegates).for_each(|row| tree.of(row).delegates.push(row));
    placed(&records.nominees).for_each(|row| tree.of(row).nominees.push(row));
    placed(&records.votes).for_each(|row| tree.of(row).votes.push(row));
    placed(&records.previous).for_each(|row| tree.of(row).previous.push(row));
    tree.finish()
}

/// The rows of which it is known whose they are; the others are nobody's until the clerk says so.
fn placed<T>(rows: &[Row<T>]) -> impl Iterator<Item = &Row<T>> {
    rows.iter().filter(|row| row.unit != Given::Unreadable)
}

/// The counties that the tables name with each town.
fn counties(records: &Records) -> HashMap<&str, Vec<&str>> {
    let mut counties: HashMap<&str, Vec<&str>> = HashMap::new();
    macro_rules! each {
        ($($rows:ident)*) => {$(
            for row in &records.$rows {
                if let (Some(town), Some(county)) = (row.town.text(), row.county.text()) {
                    let known = counties.entry(town).or_default();
                    if !known.contains(&county) {
                        known.push(county);
                    }
                }
            }
        )*};
    }
    each!(units progress congresses officers delegates nominees votes previous);
    counties
}

/// County, town, unit; an empty text where the body has none.
type Key = (String, String, Option<String>);

/// Collects bodies in order of appearance.
struct Tree<'t, 'a> {
    /// Level and name of the workspace's own body; the name is empty where there is no cycle.
    top: (Level, &'t str),
    counties: HashMap<&'a str, Vec<&'a str>>,
    /// Rank of a county, and of a town of a county, in order of appearance.
    ranks: HashMap<(String, String), usize>,
    at: HashMap<Key, usize>,
    rows: Vec<Rows<'a>>,
}

impl<'a> Tree<'_, 'a> {
    fn of<T>(&mut self, row: &Row<T>) -> &mut Rows<'a> {
        let (level, name) = self.top;
        let own = if level == Level::Town { name } else { "" };
        let is_top = |word: &str| level.is_above_towns() && !name.is_empty() && word == name;
        let town = row.town.text().unwrap_or(own);
        let county = row.county.text().filter(|county| !is_top(county)).unwrap_or("");
        // A county that a table names where it asks for the town.
        let is_county =
            level == Level::City && row.unit.text().is_none_or(|unit| unit == town) && town == county;
        // A row that names the workspace itself, or its county, as its unit is theirs, whatever town stands above it.
        let names_above =
            row.unit.text().is_some_and(|unit| is_top(unit) || (unit == county && !county.is_empty()));
        let town = if is_top(town) || is_county || names_above { "" } else { town };
        let unit =
            row.unit.text().filter(|unit| *unit != town && !names_above && (*unit != county || !is_county));
        let county = self.county_of(town, county);
        let (county, town, unit) = (county.to_owned(), town.to_owned(), unit.map(str::to_owned));
        self.at(&county, &town, unit.as_deref())
    }

    /// The county of a town: the row's own where the name occurs in several, else the one that any table names.
    fn county_of<'r>(&self, town: &str, own: &'r str) -> &'r str
    where
        'a: 'r,
    {
        match self.counties.get(town).map(Vec::as_slice) {
            Some([only]) => only,
            _ => own,
        }
    }

    fn at(&mut self, county: &str, town: &str, unit: Option<&str>) -> &mut Rows<'a> {
        let key = (county.to_owned(), town.to_owned(), unit.map(str::to_owned));
        if !self.at.contains_key(&key) {
            // A unit has a town, and a town of a city a county, whether or not a row is about them.
            let (level, name) = self.top;
            if unit.is_some() && !town.is_empty() && level.is_above_towns() && !name.is_empty() {
                self.at(county, town, None);
            }
            if level == Level::City && !county.is_empty() && !town.is_empty() {
                self.at(county, "", None);
            }
            let rank = self.ranks.len();
            self.ranks.entry((county.to_owned(), String::new())).or_insert(rank);
            let rank = self.ranks.len();
            self.ranks.entry((county.to_owned(), town.to_owned())).or_insert(rank);
            let body = self.body(county, town, unit);
            self.at.insert(key.clone(), self.rows.len());
            self.rows.push(Rows::none(body));
        }
        &mut self.rows[self.at[&key]]
    }

    fn body(&self, county: &str, town: &str, unit: Option<&str>) -> BodyId {
        let (level, name) = self.top;
        let namesake = self.counties.get(town).is_some_and(|counties| counties.len() > 1);
        match unit {
            Some(unit) => BodyId::of_unit(town, unit).in_county(county, namesake && !county.is_empty()),
            None if town.is_empty() && level == Level::City && !county.is_empty() => {
                BodyId::of_county(county)
            }
            None if town.is_empty() && level == Level::City && !name.is_empty() => BodyId::of_city(name),
            None if town.is_empty() && level == Level::County && !name.is_empty() => BodyId::of_county(name),
            None => BodyId::of_town(town).in_county(county, namesake && !county.is_empty()),
        }
    }

    /// Groups by county and town, each federation before those below it, and numbers the units of each town from 1.
    fn finish(self) -> Vec<Rows<'a>> {
        let mut rows = self.rows;
        let by_county = self.top.0 == Level::City;
        let rank = |county: &str, town: &str| self.ranks.get(&(county.to_owned(), town.to_owned())).copied();
        rows.sort_by_cached_key(|entry| {
            let body = &entry.body;
            // Towns of a county in a county's own workspace stand in the order of the tables, whatever their county.
            let county = by_county.then(|| rank(&body.county, "")).flatten();
            (
                body.level != Level::City,
                county,
                body.level != Level::County,
                rank(&body.county, &body.town),
                body.unit.is_some(),
            )
        });
        let mut number = 0;
        let mut town = (String::new(), String::new());
        for entry in &mut rows {
            let own = (entry.body.county.clone(), entry.body.town.clone());
            let is_first = own != town;
            town = own;
            number = match entry.body.unit {
                Some(_) if is_first => 1,
                Some(_) => number + 1,
                None => 0,
            };
            entry.body.number = number;
        }
        rows
    }
}
