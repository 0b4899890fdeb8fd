//! Bodies (妇联组织): whose federation it is. Which rows belong to it, `resolve` says.

use serde::Serialize;

/// Whose federation it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// 市: over many counties.
    City,
    /// 县、市辖区: over many towns.
    County,
    /// 乡镇、街道.
    #[default]
    Town,
    /// 村、社区.
    Unit,
}

impl Level {
    /// The word of `cycle.toml` and of the template context.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::County => "county",
            Self::Town => "town",
            Self::Unit => "unit",
        }
    }

    /// Whether the body stands over towns: a county, or a city over counties.
    #[must_use]
    pub fn is_above_towns(self) -> bool {
        matches!(self, Self::City | Self::County)
    }
}

/// One 妇联组织.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct BodyId {
    /// Whose.
    pub level: Level,
    /// The county of its town, or the county itself; empty when no table tells it.
    pub county: String,
    /// Its town; empty for a county or city, and when nothing tells it (a single file without a cycle).
    pub town: String,
    /// Its village or community; `None` for any other body.
    pub unit: Option<String>,
    /// The name of the place: 霞垅村, 青坑镇 for the town, 青山县 for the county.
    place: String,
    /// Whether another county has a town of the same name.
    namesake: bool,
    /// 0 for a town, then 1, 2 … for its units in the order of the unit list.
    pub number: u32,
}

impl BodyId {
    fn new(level: Level, place: &str) -> Self {
        Self {
            level,
            county: String::new(),
            town: String::new(),
            unit: None,
            place: place.to_owned(),
            namesake: false,
            number: 0,
        }
    }

    /// The federation of a city.
    #[must_use]
    pub fn of_city(name: &str) -> Self {
        Self::new(Level::City, name)
    }

    /// The federation of a county.
    #[must_use]
    pub fn of_county(name: &str) -> Self {
        Self { county: name.to_owned(), ..Self::new(Level::County, name) }
    }

    /// The federation of a town.
    #[must_use]
    pub fn of_town(town: &str) -> Self {
        Self { town: town.to_owned(), ..Self::new(Level::Town, town) }
    }

    /// The federation of a village or community.
    #[must_use]
    pub fn of_unit(town: &str, unit: &str) -> Self {
        Self { town: town.to_owned(), unit: Some(unit.to_owned()), ..Self::new(Level::Unit, unit) }
    }

    /// The same body in a county; `namesake` where another county has a town of its name.
    #[must_use]
    pub fn in_county(self, county: &str, namesake: bool) -> Self {
        Self { county: county.to_owned(), namesake, ..self }
    }

    /// City, county, town or unit.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level
    }

    /// The name of the place: 霞垅村, or 青坑镇 for the town.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The town's name, with its county where another county has a town of that name; the place of a county or city.
    #[must_use]
    pub fn town_name(&self) -> String {
        match self.level {
            Level::City | Level::County => self.place.clone(),
            Level::Town | Level::Unit if self.namesake => format!("{}{}", self.county, self.town),
            Level::Town | Level::Unit => self.town.clone(),
        }
    }

    /// Whether a word names it: its place, or its place behind its town, for two towns may have a village of one name.
    #[must_use]
    pub fn is_called(&self, word: &str) -> bool {
        let rest = || word.strip_suffix(self.place())?.strip_suffix(&self.town);
        word == self.place()
            || (self.unit.is_some()
                && rest().is_some_and(|before| before.is_empty() || before == self.county))
    }

    /// Whether two bodies are of one town: two towns of a name in two counties are not one.
    #[must_use]
    pub fn shares_town(&self, other: &Self) -> bool {
        self.town == other.town && self.county == other.county
    }

    /// Whether the other body lies inside this one: a city holds all, a county its towns, a town its units.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        match self.level {
            Level::City => true,
            Level::County => self.county == other.county,
            Level::Town => self.shares_town(other),
            Level::Unit => self == other,
        }
    }
}
