//! A made-up city, the same for the same seed: six counties, towns of one name in two of them, tables town by town.
//!
//! Shared with `benches/`, which measure how long it takes to read, check and count. [`people`] rolls the dice,
//! [`tables`] writes what a town sends in, [`truth`] tells what the figures must be.

mod people;
mod tables;
mod truth;

use std::fs;
use std::path::Path;

use people::{BASE, BEFORE, Crowd, Person, Told};
use tables::{Tables, Town};
pub(crate) use truth::{Group, Truth};

/// How large, and what is in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct City {
    /// Villages in all (S3 of the facts: 1,593).
    pub villages: usize,
    /// Villages of a town.
    pub per_town: usize,
    /// Towns of a county.
    pub per_county: usize,
    /// Of every so many towns one has a chair who serves two villages; 0 for none.
    pub shared_chair: usize,
    /// Whether the second county tells ages and the third ID numbers instead of birth months. Two women then chair a
    /// village in two towns each (third and fourth county), two chairs of the last two counties are namesakes, and no
    /// two chairs of a town have one name.
    pub mixed: bool,
    /// The same seed gives the same city.
    pub seed: u64,
}

impl Default for City {
    fn default() -> Self {
        Self { villages: 1593, per_town: 15, per_county: 18, shared_chair: 0, mixed: false, seed: 20_211_231 }
    }
}

const COUNTIES: [&str; 6] = ["云岭县", "青山县", "白河县", "石桥县", "南屏县", "东湖区"];
const TOWNS: [&str; 18] = [
    "城关镇",
    "青坑镇",
    "梅岩镇",
    "龙溪镇",
    "白浦乡",
    "清屋乡",
    "坪埠镇",
    "霞垅镇",
    "丰庄乡",
    "西坡镇",
    "南桥镇",
    "柳湾镇",
    "石坝乡",
    "松岭镇",
    "桃源乡",
    "竹溪镇",
    "云台乡",
    "沙洲镇",
];

/// What is special about the chair of a town's first village.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Another town will hear of her.
    First,
    /// She is the woman of the town before that was [`Part::First`].
    Again,
    /// She has that woman's name and birth month, and nothing else of her.
    Namesake,
}

impl City {
    /// Position of a town's county, and of the town in it.
    fn place(&self, town: usize) -> (usize, usize) {
        (town / self.per_county % COUNTIES.len(), town % self.per_county)
    }

    fn told(&self, town: usize) -> Told {
        match self.place(town) {
            (1, _) if self.mixed => Told::Age,
            (2, _) if self.mixed => Told::IdNumber,
            _ => Told::Birth,
        }
    }

    fn part(&self, town: usize) -> Option<Part> {
        match self.place(town) {
            _ if !self.mixed => None,
            (2..=4, 0) => Some(Part::First),
            (2 | 3, 2) => Some(Part::Again),
            (5, 0) => Some(Part::Namesake),
            _ => None,
        }
    }

    /// A town, in which `chair` chairs the first village where that is settled.
    fn town(&self, town: usize, chair: Option<Person>) -> Town {
        let (county, at) = self.place(town);
        let first = town * self.per_town;
        Town {
            county: COUNTIES[county],
            name: TOWNS[at % TOWNS.len()],
            villages: first..(first + self.per_town).min(self.villages),
            told: self.told(town),
            // Without ID numbers only a telephone shows that a chair of two towns is one woman.
            phones: county == 3 && matches!(self.part(town), Some(Part::First | Part::Again)),
            chair,
            shared: self.shared_chair > 0 && town.is_multiple_of(self.shared_chair),
            names_differ: self.mixed,
        }
    }
}

/// Writes the city's workspace: `cycle.toml`, and five tables for every town. Tells what is in it.
pub(crate) fn write(folder: &Path, city: &City) -> Truth {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("cycle.toml"), cycle()).unwrap();
    let mut crowd = Crowd::new(city.seed);
    let mut known: Option<Person> = None;
    let mut written = Vec::new();
    for number in 0..city.villages.div_ceil(city.per_town) {
        let part = city.part(number);
        let stranger = crowd.person(1960);
        let chair = match part {
            Some(Part::Again) => known.clone(),
            Some(Part::Namesake) => known.as_ref().map(|known| stranger.namesake_of(known)),
            Some(Part::First) | None => None,
        };
        let town = city.town(number, chair);
        let tables = Tables::of(&mut crowd, &town);
        if part == Some(Part::First) {
            known = tables.chairs.first().cloned();
        }
        let folder = folder.join("data").join(town.county).join(format!("{:03}{}", number + 1, town.name));
        fs::create_dir_all(&folder).unwrap();
        for (file, text) in tables.files() {
            fs::write(folder.join(file), text).unwrap();
        }
        written.push((town.county, tables.census()));
    }
    Truth::of(&written)
}

fn cycle() -> String {
    let date = |(year, month): (usize, usize)| format!("{year}-{month:02}");
    format!(
        "[cycle]\nterm = 12\nas_of = \"{}\"\nprevious_as_of = \"{}\"\n[town]\nname = \"衢江市\"\nlevel = \"district\"\n",
        date(BASE),
        date(BEFORE)
    )
}
