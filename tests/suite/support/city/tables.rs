//! The tables of one town.

use std::fmt::Write;
use std::ops::Range;

use super::people::{BASE, BEFORE, Crowd, Person, Told};
use super::truth::Census;

const OFFICERS: usize = 11;
const DELEGATES: usize = 27;

/// What a town's tables are written from.
pub(super) struct Town {
    pub county: &'static str,
    pub name: &'static str,
    pub villages: Range<usize>,
    pub told: Told,
    /// Whether the roster of officers has telephones.
    pub phones: bool,
    /// Who chairs the first village, where that is settled.
    pub chair: Option<Person>,
    /// Whether the second village has the chair of the first.
    pub shared: bool,
    /// Whether no two chairs have one name.
    pub names_differ: bool,
}

impl Town {
    /// The chair of the next village.
    fn chair(&self, crowd: &mut Crowd, chairs: &[Person]) -> Person {
        let settled = match chairs {
            [] => self.chair.as_ref(),
            [first] if self.shared => Some(first),
            _ => None,
        };
        if let Some(settled) = settled {
            return settled.clone();
        }
        loop {
            let who = crowd.person(1960);
            if !self.names_differ || chairs.iter().all(|other| other.name != who.name) {
                return who;
            }
        }
    }
}

/// Five tables, and what was written into them.
pub(super) struct Tables {
    officers: String,
    previous: String,
    delegates: String,
    results: String,
    votes: String,
    /// One of every village.
    pub chairs: Vec<Person>,
    officer_rows: usize,
}

impl Tables {
    pub(super) fn of(crowd: &mut Crowd, town: &Town) -> Self {
        let mut tables = Self::empty(town);
        for village in town.villages.clone() {
            let chair = town.chair(crowd, &tables.chairs);
            tables.chairs.push(chair.clone());
            let unit = format!("{},{},第{village}村", town.county, town.name);
            let came = DELEGATES - crowd.roll(3);
            tables.congress(crowd, &unit, came);
            tables.delegate_roster(crowd, (&unit, town.told), came);
            tables.election(crowd, (&unit, town), chair, came);
        }
        tables
    }

    /// The headers.
    fn empty(town: &Town) -> Self {
        let (place, who) = ("县,乡镇,村（社区）", town.told.header());
        let phone = if town.phones { ",联系电话" } else { "" };
        Self {
            officers: format!("序号,{place},{who},妇联职务,村两委职务{phone}\n"),
            previous: format!("序号,{place},{who},职务\n"),
            delegates: format!("序号,{place},{who},是否到会\n"),
            results: format!(
                "序号,{place},大会日期,应到代表,实到代表,发出选票,收回选票,有效票,无效票,应选执委,候选人数,当选执委\n"
            ),
            votes: format!("序号,{place},姓名,赞成票,反对票,弃权票,是否当选\n"),
            chairs: Vec::new(),
            officer_rows: 0,
        }
    }

    fn congress(&mut self, crowd: &mut Crowd, unit: &str, came: usize) {
        writeln!(
            self.results,
            "{},{unit},2021.9.{},{DELEGATES},{came},{came},{came},{came},0,{OFFICERS},{},{OFFICERS}",
            self.chairs.len(),
            1 + crowd.roll(28),
            OFFICERS + 2
        )
        .unwrap();
    }

    fn delegate_roster(&mut self, crowd: &mut Crowd, (unit, told): (&str, Told), came: usize) {
        let mut known = Vec::new();
        for n in 0..DELEGATES {
            let who = crowd.newcomer(1950, &mut known).cells(told, BASE);
            let attended = if n < came { "是" } else { "否" };
            writeln!(self.delegates, "{},{unit},{who},{attended}", n + 1).unwrap();
        }
    }

    /// Votes, the officers who were elected, and those of the last term.
    fn election(&mut self, crowd: &mut Crowd, (unit, town): (&str, &Town), chair: Person, came: usize) {
        let mut known = vec![chair.name.clone()];
        // Of a ballot no more names are marked than there are seats: what the others get, those elected lack.
        let mut spare = 0;
        for n in 0..OFFICERS + 2 {
            let who = if n == 0 { chair.clone() } else { crowd.newcomer(1960, &mut known) };
            let rolled = crowd.roll(if n < OFFICERS { 3 } else { 8 });
            let votes = if n < OFFICERS { came - rolled } else { rolled.min(spare) };
            spare = if n < OFFICERS { spare + rolled } else { spare - votes };
            let (name, elected) = (&who.name, if n < OFFICERS { "是" } else { "否" });
            writeln!(self.votes, "{},{unit},{name},{votes},0,{},{elected}", n + 1, came - votes).unwrap();
            if n >= OFFICERS {
                continue;
            }
            let role = match n {
                0 => "主席",
                1 | 2 => "副主席",
                _ => "执委",
            };
            let post = crowd.pick(&["村党支部书记", "村委会主任", "村党支部委员", "村委会委员", "", ""]);
            let phone = if town.phones { format!(",{}", who.phone()) } else { String::new() };
            let cells = who.cells(town.told, BASE);
            writeln!(self.officers, "{},{unit},{cells},{role},{post}{phone}", n + 1).unwrap();
            self.officer_rows += 1;
            if n < 3 {
                let before = if crowd.roll(3) == 0 { who } else { crowd.person(1955) };
                let cells = before.cells(town.told, BEFORE);
                writeln!(self.previous, "{},{unit},{cells},{role}", n + 1).unwrap();
            }
        }
    }

    /// Names and contents of the files.
    pub(super) fn files(&self) -> [(&'static str, &str); 5] {
        [
            ("执委名单.csv", &self.officers),
            ("上届名单.csv", &self.previous),
            ("代表名单.csv", &self.delegates),
            ("选举结果.csv", &self.results),
            ("得票.csv", &self.votes),
        ]
    }

    /// What the figures will be held against.
    pub(super) fn census(&self) -> Census {
        let chairs = self.chairs.iter().map(|chair| (chair.number, chair.age(BASE) as u32)).collect();
        Census { chairs, officer_posts: self.officer_rows }
    }
}
