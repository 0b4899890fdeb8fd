//! Whose a table is, as the sheet's name, the lines above, the file's name and the folders say it: all that is said, and
//! not only what stands nearest.

use crate::problem::Say;
use crate::read::layout::title::Titles;
use crate::read::layout::unit::Places;
use crate::read::normalise::squeeze;
use crate::say;

/// Where a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Where {
    Sheet,
    Title,
    File,
    Folder,
}

/// A name of a village, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct Mention {
    pub(in crate::read) unit: String,
    pub(in crate::read) place: Where,
    /// The whole text that names it.
    pub(in crate::read) text: String,
}

impl Mention {
    /// What this is, for a clerk.
    pub(in crate::read) fn say(&self) -> Say {
        let text = &self.text;
        match self.place {
            Where::Sheet => say!("工作表叫“{text}”", "the sheet is called \"{text}\""),
            Where::Title => say!("标题是“{text}”", "the title is \"{text}\""),
            Where::File => say!("文件叫“{text}”", "the file is called \"{text}\""),
            Where::Folder => say!("文件夹叫“{text}”", "the folder is called \"{text}\""),
        }
    }
}

/// What is said of whose a table is.
#[derive(Debug, Clone, Default)]
pub(in crate::read) struct UnitSaid {
    /// Names of villages, nearest first; of each text the one that it names.
    pub(in crate::read) exact: Vec<Mention>,
    /// Texts that name a listed village but for its ending: 石坳 for 石坳村.
    pub(in crate::read) near: Vec<Mention>,
    /// Whether the town itself is named: 青坑镇妇联执委名单, 镇本级.
    pub(in crate::read) is_towns: bool,
}

/// 上石村妇女代表名册 in the folder of another village: a title that begins with a village's name, and goes on with whose list it is.
fn is_of_another(Mention { unit, place, text }: &Mention) -> bool {
    let text = squeeze(text);
    let Some(rest) = text.strip_prefix(unit.as_str()).filter(|_| *place == Where::Title) else {
        return false;
    };
    let is_plain = unit.chars().all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'));
    let general = ["年", "乡村", "农村", "行政", "示范", "中心", "自然", "重点"];
    is_plain
        && (3..=5).contains(&unit.chars().count())
        && !general.iter().any(|word| unit.contains(word))
        && ["妇女", "妇联", "妇代会", "执委", "代表", "候选"].iter().any(|word| rest.starts_with(word))
}

/// Words for the town's own federation.
pub(in crate::read) const TOWNS_OWN: &[&str] =
    &["本级", "镇级", "乡级", "街道级", "镇妇联", "乡妇联", "街道妇联"];

/// Words of a line above a table that names villages which are not in it: 无代表：石坳村, 除石坳村外.
const NOT_HERE: &[&str] = &[
    "无代表",
    "没有代表",
    "无人",
    "没有人",
    "未报",
    "未上报",
    "没报",
    "不含",
    "不包括",
    "除",
    "暂缺",
    "暂无",
    "未选",
    "未换届",
];

impl UnitSaid {
    /// All that a sheet, the lines above a table and the path of its file say.
    pub(in crate::read) fn of(places: &Places<'_>, sheet: &str, titles: &Titles) -> Self {
        let mut said = Self::default();
        let mut look = |place: Where, text: &str| -> bool {
            if place == Where::Title && NOT_HERE.iter().any(|word| text.contains(word)) {
                return false;
            }
            let unit = match place {
                Where::Title => places.in_title(text),
                Where::Sheet | Where::File | Where::Folder => places.named_in(text),
            };
            let mention = |unit| Mention { unit, place, text: text.trim().to_owned() };
            if let Some(unit) = unit {
                said.exact.push(mention(unit));
                return true;
            }
            if let Some(unit) = places.nearly_named_in(text) {
                said.near.push(mention(unit));
            }
            said.is_towns |= places.names_town(text) || TOWNS_OWN.iter().any(|word| text.contains(word));
            false
        };
        look(Where::Sheet, sheet);
        // The nearest line that names one: lines further up may be those of a table above.
        let _ = titles.iter().rev().any(|line| look(Where::Title, &line.text));
        for (depth, part) in places.parts().iter().enumerate() {
            look(if depth == 0 { Where::File } else { Where::Folder }, part);
        }
        said.prefer_listed(places.units());
        said
    }

    /// A name that the workspace lists is worth more than what only looks like one; of those the nearest.
    fn prefer_listed(&mut self, units: &[String]) {
        let is_listed = |mention: &Mention| units.contains(&mention.unit);
        if self.exact.iter().any(is_listed) {
            self.exact.retain(|mention| is_listed(mention) || is_of_another(mention));
        } else {
            self.exact.truncate(1);
        }
    }

    /// The village that all agree about, if any says one.
    pub(in crate::read) fn agreed(&self) -> Option<&str> {
        let first = self.exact.first()?;
        let is_same = |other: &Mention| other.unit == first.unit;
        // A sheet 竹坑 under a title of 柏溪村 says another village as well as 竹坑村 would.
        (self.exact.iter().all(is_same) && self.near.iter().all(is_same)).then_some(&*first.unit)
    }

    /// Whether two of them name two villages.
    pub(in crate::read) fn is_contradicted(&self) -> bool {
        !self.exact.is_empty() && self.agreed().is_none()
    }
}
