//! The table: every pattern in which a figure is said, in Chinese and in English.

use crate::count::{Measure, Unit};
use crate::problem::Lang;

/// A share: 36.8%.
pub(super) const SHARE: &str = "{n}%";

/// The patterns of one language.
pub(super) struct Words {
    pub(super) people: Amount,
    pub(super) points: Amount,
    pub(super) years: Amount,
    /// A number of bodies, of ballots.
    pub(super) bodies: &'static str,
    pub(super) ballots: &'static str,
    /// A count and its share.
    pub(super) part: &'static str,
    /// A share of everybody.
    pub(super) of_all: &'static str,
    /// A share of those whose field is known, where that is not known of everybody.
    pub(super) of_known: &'static str,
    /// A mean or an age of those whose field is known.
    pub(super) by_known: &'static str,
    /// A figure and its change.
    pub(super) changed: &'static str,
    /// A change since the last term.
    pub(super) against: &'static str,
    /// No change, where `against` told of one.
    pub(super) level: &'static str,
    /// No change.
    pub(super) level_against: &'static str,
    /// A change over the bodies that both terms tell of.
    pub(super) limited: &'static str,
    /// What bodies are called.
    pub(super) unit: &'static str,
}

/// A number with its unit, and its change. Of several words the first is said, all are read.
pub(super) struct Amount {
    pub(super) amount: &'static str,
    pub(super) up: &'static [&'static str],
    pub(super) down: &'static [&'static str],
}

const ZH: Words = Words {
    people: Amount {
        amount: "{n}人", up: &["增加{by}", "增长{by}"], down: &["减少{by}", "下降{by}"]
    },
    points: Amount {
        amount: "{n}个百分点",
        up: &["提高{by}", "上升{by}", "增加{by}", "增长{by}"],
        down: &["下降{by}", "降低{by}", "减少{by}"],
    },
    years: Amount {
        amount: "{n}岁",
        up: &["上升{by}", "提高{by}", "增加{by}", "增大{by}"],
        down: &["下降{by}", "降低{by}", "减少{by}", "减小{by}"],
    },
    bodies: "{n}个",
    ballots: "{n}张",
    part: "{count}，{share}",
    of_all: "占{share}",
    of_known: "占有登记的{base}人的{share}",
    by_known: "{value}（按{all}人中有{field}的{known}人计算）",
    changed: "{text}，{change}",
    against: "比上届{change}",
    level: "持平",
    level_against: "与上届持平",
    limited: "按两届都有名单的{bodies}个{unit}比较，{change}",
    unit: "村（社区）",
};

const EN: Words = Words {
    people: Amount { amount: "{n}", up: &["up {by}"], down: &["down {by}"] },
    points: Amount { amount: "{n} points", up: &["up {by}"], down: &["down {by}"] },
    years: Amount { amount: "{n} years", up: &["up {by}"], down: &["down {by}"] },
    bodies: "{n}",
    ballots: "{n}",
    part: "{count} ({share})",
    of_all: "{share}",
    of_known: "{share} of the {base} known",
    by_known: "{value} ({known} of {all} known)",
    changed: "{text}, {change}",
    against: "{change} from the last term",
    level: "level",
    level_against: "level with the last term",
    limited: "over the {bodies} {unit} that both terms list, {change}",
    unit: "villages and communities",
};

impl Words {
    /// Those of a language.
    pub(super) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Zh => &ZH,
            Lang::En => &EN,
        }
    }

    /// Those of every language, to read by.
    pub(super) fn all() -> [&'static Self; 2] {
        [&ZH, &EN]
    }

    /// How a number with its unit is said.
    pub(super) fn unit(&self, unit: Unit) -> &'static str {
        match unit {
            Unit::Person => self.people.amount,
            Unit::Year => self.years.amount,
            Unit::Body => self.bodies,
            Unit::Ballot => self.ballots,
            Unit::Plain => "{n}",
        }
    }

    /// How a measure is said.
    pub(super) fn measure(&self, measure: Measure) -> &Amount {
        match measure {
            Measure::Points => &self.points,
            Measure::People => &self.people,
            Measure::Years => &self.years,
        }
    }
}
