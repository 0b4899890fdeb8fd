//! A made-up city, the same for the same seed: six counties, towns of one name in two of them, tables town by town.
//!
//! Shared with `benches/`, which measure how long it takes to read, check and count.

use std::collections::HashSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

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
    /// The same seed gives the same city.
    pub seed: u64,
}

impl Default for City {
    fn default() -> Self {
        Self { villages: 1593, per_town: 15, per_county: 18, shared_chair: 0, seed: 20_211_231 }
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
const SURNAMES: [char; 20] = [
    '王', '李', '张', '刘', '陈', '杨', '黄', '赵', '吴', '周', '徐', '孙', '马', '朱', '胡', '郭', '何',
    '高', '林', '郑',
];
const GIVEN: [&str; 24] = [
    "秀英", "桂兰", "玉梅", "淑芬", "春花", "雪琴", "巧云", "丽娟", "晓燕", "海霞", "爱华", "红", "敏", "静",
    "芳", "玲玲", "建芳", "美珍", "文静", "佳怡", "子涵", "彩凤", "月娥", "小红",
];
const OFFICERS: usize = 11;
const DELEGATES: usize = 27;

/// `SplitMix64`: enough for tables that nobody bets on, and the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) as usize % sides
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len())]
    }
}

/// A person's cells: name, gender, ethnicity, birth month, politics, education.
fn person(dice: &mut Dice, oldest: usize) -> String {
    let name = format!("{}{}", SURNAMES[dice.roll(20)], dice.pick(&GIVEN));
    let birth = format!("{}.{:02}", oldest + dice.roll(42), 1 + dice.roll(12));
    let ethnicity = dice.pick(&["汉族", "汉", "汉族", "汉族", "畲族", "回族"]);
    let politics = dice.pick(&["中共党员", "党员", "群众", "群众", "预备党员", ""]);
    let education = dice.pick(&["大专", "本科", "高中", "中专", "初中", "小学", ""]);
    format!("{name},女,{ethnicity},{birth},{politics},{education}")
}

/// Somebody whose name nobody in the village has yet.
fn newcomer(dice: &mut Dice, oldest: usize, known: &mut HashSet<String>) -> String {
    loop {
        let who = person(dice, oldest);
        if known.insert(name(&who).to_owned()) {
            return who;
        }
    }
}

fn name(who: &str) -> &str {
    who.split(',').next().unwrap_or_default()
}

/// The tables of one town.
#[derive(Default)]
struct Tables {
    officers: String,
    previous: String,
    delegates: String,
    results: String,
    votes: String,
}

/// Writes the city's workspace: `cycle.toml`, and five tables for every town. Gives the number of towns.
pub(crate) fn write(folder: &Path, city: &City) -> usize {
    fs::create_dir_all(folder).unwrap();
    fs::write(
        folder.join("cycle.toml"),
        "[cycle]\nterm = 12\nas_of = \"2021-10\"\nprevious_as_of = \"2016-10\"\n[town]\nname = \"衢江市\"\nlevel = \"district\"\n",
    )
    .unwrap();
    let mut dice = Dice(city.seed);
    let towns = city.villages.div_ceil(city.per_town);
    for town in 0..towns {
        let first = town * city.per_town;
        let villages = first..(first + city.per_town).min(city.villages);
        let county = COUNTIES[town / city.per_county % COUNTIES.len()];
        let name = TOWNS[town % city.per_county % TOWNS.len()];
        let shared = city.shared_chair > 0 && town % city.shared_chair == 0;
        let tables = tables(&mut dice, (county, name), villages, shared);
        let folder = folder.join("data").join(county).join(format!("{:03}{name}", town + 1));
        fs::create_dir_all(&folder).unwrap();
        for (file, text) in [
            ("执委名单.csv", tables.officers),
            ("上届名单.csv", tables.previous),
            ("代表名单.csv", tables.delegates),
            ("选举结果.csv", tables.results),
            ("得票.csv", tables.votes),
        ] {
            fs::write(folder.join(file), text).unwrap();
        }
    }
    towns
}

fn tables(
    dice: &mut Dice,
    (county, town): (&str, &str),
    villages: std::ops::Range<usize>,
    shared: bool,
) -> Tables {
    let place = "县,乡镇,村（社区）";
    let who = "姓名,性别,民族,出生年月,政治面貌,学历";
    let mut out = Tables {
        officers: format!("序号,{place},{who},妇联职务,村两委职务\n"),
        previous: format!("序号,{place},{who},职务\n"),
        delegates: format!("序号,{place},{who},是否到会\n"),
        results: format!(
            "序号,{place},大会日期,应到代表,实到代表,发出选票,收回选票,有效票,无效票,应选执委,候选人数,当选执委\n"
        ),
        votes: format!("序号,{place},姓名,赞成票,反对票,弃权票,是否当选\n"),
    };
    let mut chair = person(dice, 1960);
    for (at, village) in villages.enumerate() {
        // The second village of such a town has the chair of the first.
        if !(shared && at == 1) {
            chair = person(dice, 1960);
        }
        let (mut voters, mut nominees) = (HashSet::new(), HashSet::from([name(&chair).to_owned()]));
        let unit = format!("{county},{town},第{village}村");
        let came = DELEGATES - dice.roll(3);
        let no = at + 1;
        writeln!(
            out.results,
            "{no},{unit},2021.9.{},{DELEGATES},{came},{came},{came},{came},0,{OFFICERS},{},{OFFICERS}",
            1 + dice.roll(28),
            OFFICERS + 2
        )
        .unwrap();
        for n in 0..DELEGATES {
            let attended = if n < came { "是" } else { "否" };
            writeln!(out.delegates, "{},{unit},{},{attended}", n + 1, newcomer(dice, 1950, &mut voters))
                .unwrap();
        }
        for n in 0..OFFICERS + 2 {
            let who = if n == 0 { chair.clone() } else { newcomer(dice, 1960, &mut nominees) };
            let name = name(&who).to_owned();
            let votes = if n < OFFICERS { came - dice.roll(3) } else { dice.roll(8) };
            let elected = if n < OFFICERS { "是" } else { "否" };
            writeln!(out.votes, "{},{unit},{name},{votes},0,{},{elected}", n + 1, came - votes).unwrap();
            if n >= OFFICERS {
                continue;
            }
            let role = match n {
                0 => "主席",
                1 | 2 => "副主席",
                _ => "执委",
            };
            let post = dice.pick(&["村党支部书记", "村委会主任", "村党支部委员", "村委会委员", "", ""]);
            writeln!(out.officers, "{},{unit},{who},{role},{post}", n + 1).unwrap();
            if n < 3 {
                let before = if dice.roll(3) == 0 { who } else { person(dice, 1955) };
                writeln!(out.previous, "{},{unit},{before},{role}", n + 1).unwrap();
            }
        }
    }
    out
}
