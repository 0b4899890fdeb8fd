//! What holds for one body: its term, what kind of body it is, how it votes. The body's own word goes before its
//! level's, its level's before the cycle's.

use std::borrow::Cow;

use crate::cycle::definition::Cycle;
use crate::cycle::file::TitleStyle;
use crate::cycle::level_section::LevelSection;
use crate::cycle::numeral::numeral;
use crate::cycle::organisation::{Method, Organisation};
use crate::cycle::rules::Rules;
use crate::model::BodyId;

/// What holds for one body.
#[derive(Debug, Clone)]
pub struct Setting<'a> {
    /// Whether the body elects in this cycle.
    pub elects: bool,
    /// 届 of the committee that is elected.
    pub term: u32,
    /// 次 of the congress that elects it.
    pub congress: u32,
    /// Whether the congress turns a 妇代会 into a 妇联.
    pub first: bool,
    /// What the body was called before, where `first`.
    pub previous_body: String,
    /// 妇联 or 妇代会.
    pub organisation: Organisation,
    /// How the members of the committee are elected.
    pub members_by: Method,
    /// How chair and vice-chairs are elected.
    pub leaders_by: Method,
    /// The thresholds.
    pub rules: Cow<'a, Rules>,
    style: TitleStyle,
}

impl Setting<'_> {
    /// Whether its first congress turns what was there before into a federation.
    #[must_use]
    pub fn founds(&self) -> bool {
        self.first
            && self.elects
            && self.organisation == Organisation::Federation
            && !self.previous_body.is_empty()
    }

    /// 青坑镇霞垅村第一次妇女代表大会, in the cycle's style; `place` is the full name of the place.
    #[must_use]
    pub fn congress_title(&self, place: &str) -> String {
        let (term, congress) = (numeral(self.term), numeral(self.congress));
        match self.style {
            TitleStyle::OrdinalWomen => format!("{place}第{congress}次妇女代表大会"),
            TitleStyle::WomenOrdinal => format!("{place}妇女第{congress}次代表大会"),
            TitleStyle::TermWomen => format!("{place}第{term}届妇女代表大会"),
        }
    }
}

impl Cycle {
    /// What holds for a body.
    #[must_use]
    pub fn setting(&self, body: &BodyId) -> Setting<'_> {
        let own = self.body(body).map(|section| &section.cycle);
        let level = self.levels.get(&body.level());
        let first_of =
            |pick: &dyn Fn(&LevelSection) -> Option<u32>| own.and_then(pick).or(level.and_then(pick));
        let said = [own, level, Some(&self.own)];
        let said = || said.into_iter().flatten();
        let term = first_of(&|section| section.term);
        // A term of one's own has a congress of its own: the cycle's number is another term's.
        let congress = first_of(&|section| section.congress).or(term).unwrap_or(self.congress);
        let first = own.and_then(|section| section.first).or(level.and_then(|section| section.first));
        let rules = match first_of(&|section| section.exec_margin) {
            Some(exec_margin) => {
                Cow::Owned(Rules { exec_margin, exec_margin_share: None, ..self.rules.clone() })
            }
            None => Cow::Borrowed(&self.rules),
        };
        let by_hands = if self.rules.chair_by_hands { Method::Hands } else { Method::Ballot };
        Setting {
            elects: said().find_map(|section| section.elects).unwrap_or(true),
            term: term.unwrap_or(self.term),
            congress,
            first: first.unwrap_or_else(|| term.map_or(self.first, |term| term == 1)),
            previous_body: said()
                .find_map(|section| section.previous_body.clone())
                .unwrap_or_else(|| self.previous_body.clone()),
            organisation: said().find_map(|section| section.organisation).unwrap_or_default(),
            members_by: said().find_map(|section| section.members_by).unwrap_or_default(),
            leaders_by: said().find_map(|section| section.leaders_by).unwrap_or(by_hands),
            rules,
            style: self.title_style,
        }
    }

    /// Whether any body may be a 妇代会 or a 妇委会: then 主任 in a roster is the head of one.
    #[must_use]
    pub fn has_conference(&self) -> bool {
        let sections =
            self.levels.values().chain([&self.own]).chain(self.bodies.values().map(|body| &body.cycle));
        sections
            .into_iter()
            .any(|section| section.organisation.is_some_and(|kind| kind != Organisation::Federation))
    }
}
