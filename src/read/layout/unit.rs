//! Which county, town and village a table is of, when no column says it: the sheet, the titles, the file, the folders.

use crate::cycle::Cycle;
use crate::read::layout::title::Titles;
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

    /// The village that the sheet's name, a title, the file's name or a folder's name carries; the nearest wins.
    pub(in crate::read) fn unit(&self, sheet: &str, titles: &Titles) -> Option<String> {
        let listed = |text: &str| {
            let text = squeeze(text);
            let found = self.units.iter().filter(|unit| text.contains(unit.as_str()));
            found.max_by_key(|unit| unit.len()).cloned()
        };
        let titled =
            || titles.iter().rev().find_map(|line| listed(&line.text).or_else(|| self.in_title(&line.text)));
        listed(sheet)
            .or_else(|| named(sheet, UNITS))
            .or_else(titled)
            .or_else(|| self.parts.iter().find_map(|part| listed(part).or_else(|| named(part, UNITS))))
    }

    /// 石桥村妇联执委花名册, 填报单位（盖章）：云坪镇石桥村 → 石桥村.
    fn in_title(&self, title: &str) -> Option<String> {
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

    /// The village, if a line is nothing but its name.
    pub(in crate::read) fn is_unit(&self, line: &str) -> Option<String> {
        let clean = squeeze(line);
        let bare = clean.trim_end_matches(['：', ':']);
        let bare = bare.strip_suffix("妇联").unwrap_or(bare);
        self.units.iter().find(|unit| *unit == bare).cloned().or_else(|| whole(bare, UNITS))
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
    fn a_place_is_found_in_folders() {
        assert_eq!(whole("1.云坪镇", TOWNS).as_deref(), Some("云坪镇"));
        assert_eq!(whole("青山县", COUNTIES).as_deref(), Some("青山县"));
        assert_eq!(whole("各乡镇", TOWNS), None);
        assert_eq!(whole("云坪镇材料", TOWNS), None);
    }
}
