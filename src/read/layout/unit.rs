//! Which county, town and village a table is of, when no column says it: the sheet, the titles, the file, the folders.

use crate::cycle::Cycle;
use crate::read::normalise::squeeze;

/// Words that a village's name ends in.
const UNITS: &[&str] = &["社区", "居民区", "村", "嘎查"];
/// Words that a town's name ends in.
const TOWNS: &[&str] = &["街道", "镇", "乡", "苏木"];
/// Words that a county's name ends in.
const COUNTIES: &[&str] = &["县", "区", "市", "旗"];
/// Longest name of a place in characters.
const LONGEST: usize = 10;

/// What is known of places, and the folders and the name of one file.
#[derive(Debug)]
pub(in crate::read) struct Places<'a> {
    units: &'a [String],
    extra: &'a [String],
    town: Option<String>,
    county: Option<String>,
    /// File name and folders, innermost first.
    parts: Vec<String>,
}

impl<'a> Places<'a> {
    pub(in crate::read) fn new(cycle: &'a Cycle, file: &str) -> Self {
        let parts: Vec<String> = file
            .rsplit('/')
            .enumerate()
            .map(
                |(depth, part)| {
                    if depth == 0 { part.rsplit_once('.').map_or(part, |(stem, _)| stem) } else { part }
                },
            )
            .map(str::to_owned)
            .collect();
        // A folder that is named after a place is one; a file name that only begins with one may be of all its places.
        let folder = |endings: &[&str]| parts.iter().skip(1).find_map(|part| whole(part, endings));
        let town = if cycle.level.is_above_towns() { folder(TOWNS) } else { Some(cycle.town.name.clone()) };
        let county = folder(COUNTIES).filter(|county| !UNITS.iter().any(|ending| county.ends_with(ending)));
        Self { units: &cycle.units, extra: &cycle.extra_columns, town, county, parts }
    }

    /// Whether the cycle announces a column of this header.
    pub(in crate::read) fn is_extra(&self, header: &str) -> bool {
        self.extra.iter().any(|own| squeeze(own) == squeeze(header))
    }

    /// The town that rows without one belong to.
    pub(in crate::read) fn town(&self) -> Option<String> {
        self.town.clone()
    }

    /// The county that a folder is named after.
    pub(in crate::read) fn county(&self) -> Option<String> {
        self.county.clone()
    }

    /// The units of the workspace, as `cycle.toml` lists them.
    pub(in crate::read) fn units(&self) -> &'a [String] {
        self.units
    }

    /// The file's name and those of its folders, innermost first.
    pub(in crate::read) fn parts(&self) -> &[String] {
        &self.parts
    }

    /// The listed village that a text names. One that names two is of neither; 小石坳村 does not name 石坳村.
    fn listed(&self, text: &str) -> Listed {
        let text = squeeze(text);
        let mut found: Vec<&String> = self.units.iter().filter(|unit| text.contains(unit.as_str())).collect();
        found.sort_by_key(|unit| std::cmp::Reverse(unit.len()));
        let Some(longest) = found.first().copied() else { return Listed::Nobody };
        let is_part = |unit: &&String| longest.contains(unit.as_str());
        if found.iter().all(is_part) { Listed::One(longest.clone()) } else { Listed::Many }
    }

    /// The village that the name of a sheet, a file or a folder carries.
    pub(in crate::read) fn named_in(&self, text: &str) -> Option<String> {
        match self.listed(text) {
            Listed::One(unit) => Some(unit),
            Listed::Many => None,
            Listed::Nobody => named(text, UNITS),
        }
    }

    /// The one listed village that a text names but for its ending: 石坳 for 石坳村.
    pub(in crate::read) fn nearly_named_in(&self, text: &str) -> Option<String> {
        // 青坑镇 does not name 青坑社区.
        let text = squeeze(text);
        let town = self.town.as_deref().filter(|town| !town.is_empty());
        let text = town.map_or_else(|| text.to_string(), |town| text.replace(town, ""));
        let names = |unit: &&String| stem(unit).is_some_and(|stem| text.contains(stem));
        let mut near = self.units.iter().filter(names);
        near.next().filter(|_| near.next().is_none()).cloned().or_else(|| self.is_nearly_unit(&text))
    }

    /// Whether a text names the town, or the place that the workspace is of.
    pub(in crate::read) fn names_town(&self, text: &str) -> bool {
        self.town.as_deref().is_some_and(|town| !town.is_empty() && squeeze(text).contains(town))
    }

    /// 石桥村妇联执委花名册, 填报单位（盖章）：云坪镇石桥村 → 石桥村.
    pub(in crate::read) fn in_title(&self, title: &str) -> Option<String> {
        match self.listed(title) {
            Listed::One(unit) => return Some(unit),
            Listed::Many => return None,
            Listed::Nobody => {}
        }
        let clean = squeeze(title);
        let line = clean
            .split_once(':')
            .filter(|(label, _)| label.contains("单位"))
            .map_or(&*clean, |(_, unit)| unit);
        named(self.without_town(line), UNITS)
    }

    /// The text without 青山县 and 云坪镇 in front of it.
    fn without_town<'t>(&self, text: &'t str) -> &'t str {
        if let Some(rest) =
            self.town.as_deref().and_then(|town| text.strip_prefix(town)).filter(|rest| !rest.is_empty())
        {
            return rest;
        }
        let mut rest = text;
        for ending in ["县", "区", "街道", "镇", "乡", "苏木"] {
            if let Some((before, after)) = rest.split_once(ending)
                && (1..=6).contains(&before.chars().count())
                && before.chars().all(char::is_alphanumeric)
                && UNITS.iter().any(|unit| after.contains(unit) && !after.starts_with(unit))
            {
                rest = after;
            }
        }
        rest
    }

    /// The village, if a line is nothing but its name: 霞垅村, 三、霞垅村（10人）, 霞垅村妇女代表名单：.
    pub(in crate::read) fn is_unit(&self, line: &str) -> Option<String> {
        let name = heading(line);
        self.units.iter().find(|unit| **unit == name).cloned().or_else(|| whole(&name, UNITS))
    }

    /// The part of a text that stands for a village: 石坳 of 石坳代表名单.
    pub(in crate::read) fn nickname(&self, text: &str, unit: &str) -> String {
        let text = squeeze(text);
        match stem(unit).filter(|stem| text.contains(stem)) {
            Some(stem) => stem.to_owned(),
            None => heading(&text),
        }
    }

    /// The one listed village that a line or a cell names but for its ending, and nothing besides.
    pub(in crate::read) fn is_nearly_unit(&self, line: &str) -> Option<String> {
        // Nearly every row names a listed village, or none is listed.
        if self.units.is_empty() || self.units.iter().any(|unit| unit == line) {
            return None;
        }
        let name = heading(line);
        let only = |is: &dyn Fn(&&String) -> bool| {
            let mut near = self.units.iter().filter(is);
            near.next().filter(|_| near.next().is_none()).cloned()
        };
        // 石坳 for 石坳村, and 桥头 where only 石桥头村 is called so.
        let is_part = |unit: &&String| {
            name.chars().count() >= 2 && stem(unit).is_some_and(|stem| stem != name && stem.contains(&name))
        };
        only(&|unit| stem(unit) == Some(name.as_str())).or_else(|| only(&is_part))
    }

    /// The clean name of a unit as a cell gives it: without town in front and federation behind.
    pub(in crate::read) fn clean(&self, written: &str, town: Option<&str>) -> String {
        let squeezed = squeeze(written);
        let mut name = &*squeezed;
        let town = town.or(self.town.as_deref());
        if let Some(town) = town {
            name = name.strip_prefix(town).filter(|rest| !rest.is_empty()).unwrap_or(name);
        }
        for ending in ["妇女联合会", "妇联", "妇代会", "村民委员会", "居民委员会", "村委会", "居委会"]
        {
            let rest = name.strip_suffix(ending).filter(|rest| rest.chars().count() > 1);
            if let Some(rest) = rest {
                name = rest;
                break;
            }
        }
        // A federation of the town itself is the town.
        match town {
            Some(town) if squeezed.starts_with(town) && name.len() < 4 => town.to_owned(),
            _ => name.to_owned(),
        }
    }
}

/// What stands behind a village's name in a line that heads its people.
const BEHIND_A_NAME: &[&str] = &[
    "居委会",
    "居民委员会",
    "民委员会",
    "委会",
    "名单",
    "名册",
    "花名册",
    "代表团",
    "妇女代表",
    "代表",
    "妇联",
    "执委",
    "委员",
    "候选人",
    "班子",
    "成员",
    "人员",
    "小组",
    "共",
    "会",
];

/// A line without its number, what stands in brackets or behind a colon, and the words that say what the people are.
fn heading(line: &str) -> String {
    let clean = squeeze(line);
    let bare = bare(&clean);
    // 第一、石桥村: a numeral is a number where its mark follows; 三合村 is a name.
    let counted = bare.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    let text = counted.strip_prefix(['、', '.']).filter(|_| counted.len() < bare.len()).unwrap_or(bare);
    let mut name = text.split(['(', ':', '（', '：', '】', '》']).next().unwrap_or_default();
    // 河口村2名
    let counted =
        name.strip_suffix(['人', '名']).unwrap_or(name).trim_end_matches(|c: char| c.is_ascii_digit());
    name = if counted.len() + 1 < name.len() { counted } else { name };
    while let Some(rest) = BEHIND_A_NAME.iter().find_map(|word| name.strip_suffix(word)) {
        name = rest;
    }
    name.to_owned()
}

/// What a text names of the listed villages.
enum Listed {
    Nobody,
    One(String),
    Many,
}

/// A village's name without its ending: 石坳 of 石坳村. One character is no name.
fn stem(unit: &str) -> Option<&str> {
    let stem = UNITS.iter().find_map(|ending| unit.strip_suffix(ending))?;
    (stem.chars().count() >= 2).then_some(stem)
}

/// Without the number in front: `03霞垅村`, `1.云坪镇`, `附件2：`, `一、霞垅村`.
fn bare(text: &str) -> &str {
    let opened = text.strip_prefix('(').unwrap_or(text);
    let counted = opened.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    let text = counted.strip_prefix(['、', ')']).filter(|_| counted.len() < opened.len()).unwrap_or(text);
    text.trim_start_matches(|c: char| {
        c.is_ascii_digit()
            || matches!(c, '.' | '-' | '_' | '、' | '(' | ')' | '附' | '件' | ':' | '第' | '【' | '】' | '《')
    })
}

/// `03霞垅村妇联换届材料` → 霞垅村; `村（社区）汇总` → nothing.
fn named(text: &str, endings: &[&str]) -> Option<String> {
    let squeezed = squeeze(text);
    let bare = bare(&squeezed);
    let end = endings.iter().filter_map(|ending| bare.find(ending).map(|at| at + ending.len())).min()?;
    let name = bare.get(..end)?;
    let length = name.chars().count();
    let general = ["各", "本", "全", "每", "所有", "农村", "中心村", "行政村", "自然村"];
    let plain =
        name.chars().all(|c| c.is_alphanumeric()) && !general.iter().any(|word| name.starts_with(word));
    let proper = endings.iter().all(|ending| *ending != name);
    // 镇村（社区）, 街道社区: the kinds of places, not the name of one.
    let kinds = TOWNS.iter().any(|town| {
        endings.iter().any(|ending| name.strip_suffix(ending).is_some_and(|rest| rest.ends_with(town)))
    });
    (plain && proper && !kinds && (2..=LONGEST).contains(&length)).then(|| name.to_owned())
}

/// A text that is the name of a place from beginning to end, number aside.
fn whole(text: &str, endings: &[&str]) -> Option<String> {
    let squeezed = squeeze(text);
    let bare = bare(&squeezed);
    let ends = endings.iter().any(|ending| bare.ends_with(ending));
    let length = bare.chars().count();
    let plain = bare.chars().all(|c| c.is_alphanumeric()) && !bare.starts_with(['各', '本', '全']);
    (ends && plain && (2..=LONGEST).contains(&length) && !endings.contains(&bare)).then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_village_is_found_in_names() {
        let named = |text: &str| named(text, UNITS);
        assert_eq!(named("03霞垅村妇联换届材料").as_deref(), Some("霞垅村"));
        assert_eq!(named("01 青坑社区").as_deref(), Some("青坑社区"));
        assert_eq!(named("村（社区）基本情况"), None);
        assert_eq!(named("各村名单"), None);
        assert_eq!(named("云坪镇村（社区）妇联换届情况统计表"), None);
        assert_eq!(named("汇总"), None);
        assert_eq!(named("一、霞垅村(9人)").as_deref(), Some("霞垅村"));
        assert_eq!(named("(二)霞垅村").as_deref(), Some("霞垅村"));
        assert_eq!(named("三一村").as_deref(), Some("三一村"));
    }

    #[test]
    fn a_numeral_is_a_number_only_with_its_mark() {
        for (line, name) in [
            ("二、三合村（1人）", "三合村"),
            ("第一、石桥村", "石桥村"),
            ("八一村", "八一村"),
            ("3.五里村", "五里村"),
        ] {
            assert_eq!(heading(line), name, "{line}");
        }
    }

    #[test]
    fn a_place_is_found_in_folders() {
        assert_eq!(whole("1.云坪镇", TOWNS).as_deref(), Some("云坪镇"));
        assert_eq!(whole("青山县", COUNTIES).as_deref(), Some("青山县"));
        assert_eq!(whole("各乡镇", TOWNS), None);
        assert_eq!(whole("云坪镇材料", TOWNS), None);
    }
}
