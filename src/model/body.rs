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
    /// 区县, 市: the federation over many towns, in a workspace of a district.
    District,
    /// 乡镇、街道.
    Town,
    /// 村、社区.
    Unit,
}

/// One 妇联组织.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Body {
    /// Whose.
    pub level: Level,
    /// The county of its town; empty when no table tells it.
    pub county: String,
    /// Its town; empty for a district, and when nothing tells it (a single file without a cycle).
    pub town: String,
    /// Its village or community; `None` for the federation of a town or a district.
    pub unit: Option<String>,
    /// The name of the place: 霞垅村, 青坑镇 for the town, 青山县 for the district.
    place: String,
    /// Whether another county has a town of the same name.
    namesake: bool,
    /// 0 for the town, then 1, 2 … in the order of the unit list.
    pub number: u32,
}

impl Body {
    /// The federation of a town.
    #[must_use]
    pub fn of_town(town: &str) -> Self {
        Self {
            level: Level::Town,
            county: String::new(),
            town: town.to_owned(),
            unit: None,
            place: town.to_owned(),
            namesake: false,
            number: 0,
        }
    }

    fn of_unit(town: &str, unit: &str) -> Self {
        Self {
            level: Level::Unit,
            unit: Some(unit.to_owned()),
            place: unit.to_owned(),
            ..Self::of_town(town)
        }
    }

    fn of_district(name: &str) -> Self {
        Self { level: Level::District, place: name.to_owned(), ..Self::of_town("") }
    }

    /// District, town or unit.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level
    }

    /// The name of the place: 霞垅村, or 青坑镇 for the town.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The town's name, with its county where another county has a town of that name; the district's for a district.
    #[must_use]
    pub fn town_name(&self) -> String {
        match self.level {
            Level::District => self.place.clone(),
            Level::Town | Level::Unit if self.namesake => format!("{}{}", self.county, self.town),
            Level::Town | Level::Unit => self.town.clone(),
        }
    }

    /// Whether two bodies are of one town: two towns of a name in two counties are not one.
    #[must_use]
    pub fn shares_town(&self, other: &Self) -> bool {
        self.town == other.town && self.county == other.county
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

/// The federation that a workspace is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Top<'t> {
    /// One town; rows that name no town are its own. The name is empty where there is no cycle.
    Town(&'t str),
    /// A district of many towns.
    District(&'t str),
}

/// Every body with its rows: the district if there is one, then towns in order of appearance, each followed by its units.
///
/// `listed` are units that the cycle lists; they come first, then those of the `units` table, then others in order of
/// appearance. A row without a unit, or whose unit is the town's own name, belongs to the town's federation.
#[must_use]
pub fn bodies<'a>(top: Top<'_>, listed: &[String], records: &'a Records) -> Vec<BodyRows<'a>> {
    let mut shelf = Shelf {
        top,
        counties: counties(records),
        towns: HashMap::new(),
        at: HashMap::new(),
        rows: Vec::new(),
    };
    match top {
        Top::Town("") | Top::District("") => {}
        Top::Town(name) => {
            shelf.at("", name, None);
        }
        Top::District(_) => {
            shelf.at("", "", None);
        }
    }
    let own_town = if let Top::Town(name) = top { name } else { "" };
    for unit in listed {
        shelf.at("", own_town, Some(unit));
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

/// Collects bodies in order of appearance.
struct Shelf<'t, 'a> {
    top: Top<'t>,
    counties: HashMap<&'a str, Vec<&'a str>>,
    /// Rank of a county's town in order of appearance.
    towns: HashMap<(String, String), usize>,
    at: HashMap<(String, String, Option<String>), usize>,
    rows: Vec<BodyRows<'a>>,
}

impl<'a> Shelf<'_, 'a> {
    fn of<T>(&mut self, row: &Row<T>) -> &mut BodyRows<'a> {
        let own = if let Top::Town(name) = self.top { name } else { "" };
        let town = row.town.text().unwrap_or(own).to_owned();
        let town = if self.top == Top::District(&town) { String::new() } else { town };
        let unit = row.unit.text().filter(|unit| *unit != town && self.top != Top::District(unit));
        // The county tells towns of one name apart; a single one need not stand in every table.
        let many = self.counties.get(town.as_str()).is_some_and(|counties| counties.len() > 1);
        let county = if many { row.county.text().unwrap_or("") } else { "" };
        self.at(county, &town, unit)
    }

    fn at(&mut self, county: &str, town: &str, unit: Option<&str>) -> &mut BodyRows<'a> {
        let rank = self.towns.len();
        self.towns.entry((county.to_owned(), town.to_owned())).or_insert(rank);
        let key = (county.to_owned(), town.to_owned(), unit.map(str::to_owned));
        if !self.at.contains_key(&key) {
            // A unit of a district has a town, and the town a federation, whether or not a row is about it.
            if unit.is_some() && !town.is_empty() && matches!(self.top, Top::District(_)) {
                self.at(county, town, None);
            }
            let mut body = match (unit, self.top) {
                (Some(unit), _) => Body::of_unit(town, unit),
                (None, Top::District(name)) if town.is_empty() => Body::of_district(name),
                (None, _) => Body::of_town(town),
            };
            county.clone_into(&mut body.county);
            body.namesake = !county.is_empty();
            self.at.insert(key.clone(), self.rows.len());
            self.rows.push(BodyRows::new(body));
        }
        &mut self.rows[self.at[&key]]
    }

    /// Groups by town, the town's own federation first, numbers the units of each town from 1, and gives a town the
    /// only county that is named with it.
    fn finish(self) -> Vec<BodyRows<'a>> {
        let mut rows = self.rows;
        let rank = |body: &Body| self.towns.get(&(body.county.clone(), body.town.clone())).copied();
        rows.sort_by_cached_key(|entry| {
            (entry.body.level != Level::District, rank(&entry.body), entry.body.unit.is_some())
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
            if let Some([only]) = self.counties.get(entry.body.town.as_str()).map(Vec::as_slice) {
                (*only).clone_into(&mut entry.body.county);
            }
        }
        rows
    }
}
