//! One figure: numbers and their kind. How they are said is for `phrase`.

use std::sync::Arc;

use crate::model::{Decimal, Ratio};

/// Decimals of a mean.
pub(super) const MEAN_DECIMALS: u8 = 1;

/// A figure (数据) of one indicator (指标).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figure {
    /// `chair.age.36-45`.
    pub id: String,
    /// 36—45岁.
    pub label: Arc<str>,
    /// The population: `chair`.
    pub of: Arc<str>,
    /// The population in words: 主席.
    pub of_label: Arc<str>,
    /// What the denominator counts: 主席人数.
    pub base_label: Arc<str>,
    /// What was counted.
    pub value: Value,
    /// What it is counted in.
    pub unit: Unit,
    /// People whose field is known, where a field is asked for: with `unknown`, the whole population.
    pub known: u32,
    /// People whose field is not known; they are outside the denominator.
    pub unknown: u32,
    /// What must be filled in for the field to be known, in words: 出生年月.
    pub field: Arc<str>,
    /// The same in the last term.
    pub comparison: Option<Comparison>,
    /// What the shares of the bands that this one is a part of add up to as they are printed, in percent, where rounding
    /// keeps it from 100.
    pub shares_sum: Option<Decimal>,
    /// Decimals that its share or mean, and the change of it, are printed with.
    pub decimals: u8,
}

/// What a figure is counted in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// 人.
    #[default]
    Person,
    /// 岁.
    Year,
    /// 个: bodies.
    Body,
    /// 张.
    Ballot,
    /// Whatever a column of one's own counts.
    Plain,
}

/// What was counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing is known.
    #[default]
    Unknown,
    /// A number that adds up.
    Count(u32),
    /// So many of so many; of nobody nothing can be said.
    Share {
        /// Numerator.
        count: u32,
        /// Denominator.
        base: u32,
    },
    /// The mean of so many numbers.
    Mean {
        /// Their sum.
        sum: u64,
        /// How many they are.
        count: u32,
    },
    /// The largest or smallest of some numbers: an age, the people of a committee.
    Extreme(u32),
}

impl Value {
    /// A largest or smallest, where there is one.
    pub(super) fn of_extreme(years: Option<u32>) -> Self {
        years.map_or(Self::Unknown, Self::Extreme)
    }

    /// The numerator; behind a mean how many there are, of an age the years; 0 where nothing is known.
    #[must_use]
    pub fn count(self) -> u32 {
        match self {
            Self::Unknown => 0,
            Self::Count(count)
            | Self::Share { count, .. }
            | Self::Mean { count, .. }
            | Self::Extreme(count) => count,
        }
    }

    /// The denominator of a share.
    #[must_use]
    pub fn base(self) -> Option<u32> {
        if let Self::Share { base, .. } = self { Some(base) } else { None }
    }

    /// The exact share in percent; none over nobody.
    #[must_use]
    pub fn share(self) -> Option<Ratio> {
        let Self::Share { count, base } = self else { return None };
        Ratio::of(count, base).map(Ratio::percent)
    }

    /// The exact mean, or the age.
    #[must_use]
    pub fn years(self) -> Option<Ratio> {
        match self {
            Self::Mean { sum, count } => Ratio::of(sum, count),
            Self::Extreme(years) => Some(Ratio::whole(years)),
            Self::Unknown | Self::Count(_) | Self::Share { .. } => None,
        }
    }

    /// Whether there is anything to say.
    #[must_use]
    pub fn is_known(self) -> bool {
        matches!(self, Self::Count(_)) || self.share().is_some() || self.years().is_some()
    }
}

/// A figure of both terms, over the bodies that both tell of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// This term over the bodies compared; the figure's value where that is all of them.
    pub now: Value,
    /// The last term.
    pub before: Value,
    /// Bodies compared.
    pub bodies: u32,
    /// Bodies of the group that have the population now.
    pub of_bodies: u32,
}

/// What changed since the last term, as it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// What is measured.
    pub measure: Measure,
    /// By how much; below 0 where it became less.
    pub by: Decimal,
}

/// What a change is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// 个百分点, of shares.
    Points,
    /// 人, of counts.
    People,
    /// 岁, of means.
    Years,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Points, Self::People, Self::Years];
}

impl Comparison {
    /// The exact difference, rounded. The oldest of two terms are two people: they have no change.
    fn change(&self, decimals: u8) -> Option<Change> {
        let (measure, change) = match (self.now, self.before) {
            (Value::Share { .. }, Value::Share { .. }) => {
                (Measure::Points, self.now.share()?.minus(self.before.share()?))
            }
            (Value::Count(now), Value::Count(before)) => {
                (Measure::People, Ratio::whole(now).minus(Ratio::whole(before)))
            }
            (Value::Mean { .. }, Value::Mean { .. }) => {
                (Measure::Years, self.now.years()?.minus(self.before.years()?))
            }
            _ => return None,
        };
        Some(Change { measure, by: change.rounded(decimals) })
    }
}

impl Figure {
    /// The change since the last term, from the exact values.
    #[must_use]
    pub fn change(&self) -> Option<Change> {
        self.comparison?.change(self.decimals)
    }
}

/// What shares of one base add up to as they are printed; `None` where that is 100%.
pub(super) fn rounded_sum(counts: &[u32], base: u32, decimals: u8) -> Option<Decimal> {
    let units = |&count: &u32| Some(Ratio::of(count, base)?.percent().rounded(decimals).units());
    let sum = Decimal::new(counts.iter().map(units).sum::<Option<i128>>()?, decimals);
    (sum != Ratio::whole(100).rounded(decimals)).then_some(sum)
}

/// How many, as figures hold it.
pub(super) fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(value: Value, before: Value, decimals: u8) -> Option<(Measure, String)> {
        let comparison = Some(Comparison { now: value, before, bodies: 1, of_bodies: 1 });
        let figure = Figure { value, decimals, comparison, ..Figure::default() };
        figure.change().map(|change| (change.measure, change.by.to_string()))
    }

    #[test]
    fn a_change_is_exact_and_in_the_measure_of_its_values() {
        let share = |count, base| Value::Share { count, base };
        let points = |text: &str| Some((Measure::Points, text.to_owned()));
        assert_eq!(change(share(48, 106), share(46, 104), 1), points("1.1"));
        // 94.3% and 88.6% as printed differ by 5.7; the shares themselves by 5.768.
        assert_eq!(change(share(100, 106), share(93, 105), 1), points("5.8"));
        assert_eq!(change(share(11, 106), share(18, 105), 1), points("-6.8"));
        assert_eq!(change(share(1, 2), share(5, 10), 1), points("0.0"));
        assert_eq!(change(share(1, 2), share(0, 0), 1), None);
        assert_eq!(change(Value::Count(10), Value::Count(12), 0), Some((Measure::People, "-2".to_owned())));
        let mean = |sum, count| Value::Mean { sum, count };
        assert_eq!(change(mean(412, 10), mean(416, 10), 1), Some((Measure::Years, "-0.4".to_owned())));
        assert_eq!(change(Value::Extreme(60), Value::Extreme(58), 0), None);
    }

    #[test]
    fn shares_that_do_not_add_up_are_noted_and_not_adjusted() {
        assert_eq!(rounded_sum(&[1, 1, 1], 3, 1), Some(Decimal::new(999, 1)));
        assert_eq!(rounded_sum(&[11, 48, 47], 106, 1), None);
        assert_eq!(rounded_sum(&[0, 0], 0, 1), None);
    }

    #[test]
    fn of_nobody_nothing_is_known() {
        assert!(
            !Value::Share { count: 0, base: 0 }.is_known() && !Value::Mean { sum: 0, count: 0 }.is_known()
        );
        assert!(Value::Share { count: 0, base: 1 }.is_known() && Value::Count(0).is_known());
    }
}
