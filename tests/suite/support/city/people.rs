//! Women by the dice, and what a table says of them.

const SURNAMES: [char; 20] = [
    '王', '李', '张', '刘', '陈', '杨', '黄', '赵', '吴', '周', '徐', '孙', '马', '朱', '胡', '郭', '何',
    '高', '林', '郑',
];
const GIVEN: [&str; 24] = [
    "秀英", "桂兰", "玉梅", "淑芬", "春花", "雪琴", "巧云", "丽娟", "晓燕", "海霞", "爱华", "红", "敏", "静",
    "芳", "玲玲", "建芳", "美珍", "文静", "佳怡", "子涵", "彩凤", "月娥", "小红",
];

/// Year and month at which ages are counted.
pub(super) const BASE: (usize, usize) = (2021, 10);
/// The same of the last term.
pub(super) const BEFORE: (usize, usize) = (2016, 10);

/// How a table tells how old somebody is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Told {
    Birth,
    Age,
    IdNumber,
}

impl Told {
    /// The headers of a person's cells.
    pub(super) fn header(self) -> String {
        let told = match self {
            Self::Birth => "出生年月",
            Self::Age => "年龄",
            Self::IdNumber => "身份证号",
        };
        format!("姓名,性别,民族,{told},政治面貌,学历")
    }
}

/// Somebody. Who has the same number is the same woman.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub name: String,
    pub number: usize,
    /// Year and month.
    born: (usize, usize),
    ethnicity: &'static str,
    politics: &'static str,
    education: &'static str,
}

impl Person {
    /// Full years; in her birth month she counts as having had the birthday.
    pub(super) fn age(&self, (year, month): (usize, usize)) -> usize {
        year - self.born.0 - usize::from(month < self.born.1)
    }

    /// This woman under the name and birth month of another.
    pub(super) fn namesake_of(self, other: &Self) -> Self {
        Self { name: other.name.clone(), born: other.born, ..self }
    }

    /// Her cells under [`Told::header`].
    pub(super) fn cells(&self, told: Told, base: (usize, usize)) -> String {
        let Self { name, born: (year, month), ethnicity, politics, education, .. } = self;
        let told = match told {
            Told::Birth => format!("{year}.{month:02}"),
            Told::Age => self.age(base).to_string(),
            Told::IdNumber => self.id_number(),
        };
        format!("{name},女,{ethnicity},{told},{politics},{education}")
    }

    /// A number that nobody can have: there is no area 990000, and the last digit is always wrong.
    fn id_number(&self) -> String {
        const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let (year, month) = self.born;
        // Women have even numbers among those born on a day in one area.
        let (day, order) = (1 + self.number % 28, self.number / 28 % 500 * 2);
        let digits = format!("990000{year}{month:02}{day:02}{order:03}");
        let sum: usize =
            digits.bytes().zip(WEIGHTS).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
        // GB 11643 would have this one, with X for ten.
        let right = (12 - sum % 11) % 11;
        format!("{digits}{}", (right + 1) % 10)
    }

    /// A number of a range that is not in use.
    pub(super) fn phone(&self) -> String {
        format!("192000{:05}", self.number % 100_000)
    }
}

/// Whoever may turn up. `SplitMix64`: enough for tables that nobody bets on, and the same on every machine.
pub(super) struct Crowd {
    state: u64,
    met: usize,
}

impl Crowd {
    pub(super) fn new(seed: u64) -> Self {
        Self { state: seed, met: 0 }
    }

    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) as usize % sides
    }

    pub(super) fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len())]
    }

    /// The next one, born in the 42 years from `oldest`.
    pub(super) fn person(&mut self, oldest: usize) -> Person {
        self.met += 1;
        Person {
            number: self.met,
            name: format!("{}{}", SURNAMES[self.roll(20)], self.pick(&GIVEN)),
            born: (oldest + self.roll(42), 1 + self.roll(12)),
            ethnicity: self.pick(&["汉族", "汉", "汉族", "汉族", "畲族", "回族"]),
            politics: self.pick(&["中共党员", "党员", "群众", "群众", "预备党员", ""]),
            education: self.pick(&["大专", "本科", "高中", "中专", "初中", "小学", ""]),
        }
    }

    /// The next one whose name is new to those who are known; they know her from then on.
    pub(super) fn newcomer(&mut self, oldest: usize, known: &mut Vec<String>) -> Person {
        loop {
            let who = self.person(oldest);
            if !known.contains(&who.name) {
                known.push(who.name.clone());
                return who;
            }
        }
    }
}
