//! What kind of place a body is of: a village, a community, a town …

use crate::model::Level;
use crate::resolve::body::Body;

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// 村.
    Village,
    /// 社区.
    Community,
}

/// What places are called, the longer word first.
const KINDS: [&str; 12] = ["街道", "社区", "居民区", "嘎查", "村", "居", "镇", "乡", "县", "区", "市", "旗"];

/// What a place is by the end of its name.
#[must_use]
pub fn kind_of_place(place: &str) -> Option<&'static str> {
    KINDS.into_iter().find(|kind| place.ends_with(kind))
}

impl Body<'_> {
    /// 村, 社区, 镇 …: as the table of units says it, else as the name of the place ends.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        let stated = self.rows.facts.and_then(|row| row.value.kind.text());
        stated.or_else(|| kind_of_place(self.id.place()))
    }

    /// Whether it is a unit that elects in this cycle: one of those that are counted, and that a town's papers tell of.
    #[must_use]
    pub fn is_electing_unit(&self) -> bool {
        self.id.level() == Level::Unit && self.setting.elects
    }

    /// Whether a unit is a village or a community; `None` for other bodies, and where its name tells neither.
    #[must_use]
    pub fn unit_kind(&self) -> Option<UnitKind> {
        let is_unit = self.id.level() == Level::Unit;
        match self.kind().filter(|_| is_unit)? {
            "村" | "行政村" | "嘎查" => Some(UnitKind::Village),
            "社区" | "居" | "居民区" | "城市社区" | "农村社区" => Some(UnitKind::Community),
            _ => None,
        }
    }
}
