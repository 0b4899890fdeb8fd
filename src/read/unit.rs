//! Which village a table is of, when no column says it: the sheet, the file, then the folders.

use crate::cycle::Cycle;
use crate::read::grid::squeeze;

/// Words that a place's name ends in.
const ENDINGS: &[&str] = &["社区", "居民区", "村", "嘎查"];
/// Longest name of a village in characters.
const LONGEST: usize = 10;

/// What is known of places, and the folders and the name of one file.
#[derive(Debug)]
pub(super) struct Known<'a> {
    units: &'a [String],
    extra: &'a [String],
    town: Option<&'a str>,
    parts: Vec<String>,
}

impl<'a> Known<'a> {
    pub(super) fn new(cycle: &'a Cycle, file: &str) -> Self {
        let town = (!cycle.is_district).then_some(cycle.town.name.as_str());
        let parts = file
            .rsplit('/')
            .map(|part| part.rsplit_once('.').map_or(part, |(stem, _)| stem).to_owned())
            .collect();
        Self { units: &cycle.units, extra: &cycle.extra_columns, town, parts }
    }

    /// Whether the cycle announces a column of this header.
    pub(super) fn is_extra(&self, header: &str) -> bool {
        self.extra.iter().any(|own| squeeze(own) == squeeze(header))
    }

    /// The town that rows without one belong to.
    pub(super) fn town(&self) -> Option<&'a str> {
        self.town
    }

    /// The village that the sheet's name, the file's name or a folder's name carries; the nearest wins.
    pub(super) fn unit(&self, sheet: &str, titles: &[String]) -> Option<String> {
        let listed = |text: &str| self.units.iter().find(|unit| text.contains(unit.as_str())).cloned();
        let titled = || titles.iter().find_map(|title| listed(title));
        listed(sheet)
            .or_else(|| named(sheet))
            .or_else(titled)
            .or_else(|| self.parts.iter().find_map(|part| listed(part).or_else(|| named(part))))
    }

    /// The clean name of a unit as a cell gives it: without town in front and federation behind.
    pub(super) fn clean(&self, written: &str) -> String {
        let squeezed = squeeze(written);
        let mut name = squeezed.as_str();
        if let Some(town) = self.town {
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
        if self.town.is_some_and(|town| squeezed.starts_with(town) && name.len() < 4) {
            self.town.unwrap_or(name).to_owned()
        } else {
            name.to_owned()
        }
    }
}

/// `03霞垅村妇联换届材料` → 霞垅村; `村（社区）汇总` → nothing.
fn named(text: &str) -> Option<String> {
    let squeezed = squeeze(text);
    let bare = squeezed.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '.' | '-' | '_' | '、' | '(' | ')' | '附' | '件')
    });
    let end = ENDINGS.iter().filter_map(|ending| bare.find(ending).map(|at| at + ending.len())).min()?;
    let name = bare.get(..end)?;
    let length = name.chars().count();
    let plain = name.chars().all(|c| c.is_alphanumeric()) && !name.starts_with(['各', '本', '全']);
    let proper = ENDINGS.iter().all(|ending| *ending != name);
    (plain && proper && (2..=LONGEST).contains(&length)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_village_is_found_in_names() {
        assert_eq!(named("03霞垅村妇联换届材料").as_deref(), Some("霞垅村"));
        assert_eq!(named("01 青坑社区").as_deref(), Some("青坑社区"));
        assert_eq!(named("村（社区）基本情况"), None);
        assert_eq!(named("各村名单"), None);
        assert_eq!(named("汇总"), None);
    }
}
