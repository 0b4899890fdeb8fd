//! One figure, and exact shares, means and changes.

use serde::Serialize;

/// A figure (数据) of one indicator (指标).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// `chair.age.36-45`.
    pub id: String,
    /// 36—45岁.
    pub label: String,
    /// The population: `chair`.
    pub of: String,
    /// The population in words: 主席.
    pub of_label: String,
    /// Numerator, or the age in years for the oldest and the youngest.
    pub count: u32,
    /// Denominator, where the figure has a share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<u32>,
    /// What the denominator counts: 主席人数.
    pub base_label: String,
    /// The share in percent, half up: 45.3%.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<String>,
    /// A mean, or an age, as text: 41.6.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The same in the last term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<Previous>,
    /// Change since the last term, with its unit: +1.1个百分点, +2人, -0.4岁.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// What the shares of the bands that this one is a part of add up to, where rounding keeps it from 100%: 99.9%.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shares_sum: Option<String>,
    /// People whose field is not known; they are outside the denominator.
    #[serde(skip_serializing_if = "is_zero")]
    pub unknown: u32,
}

/// The figure of the last term.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Previous {
    /// Numerator.
    pub count: u32,
    /// Denominator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<u32>,
    /// Share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<String>,
    /// A mean, or an age.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(n: &u32) -> bool {
    *n == 0
}

impl Figure {
    /// 39人，占36.8%; 39人，占有登记的105人的37.1% where the field of some is not known; without a denominator 39人.
    #[must_use]
    pub fn text(&self) -> String {
        let count = self.count;
        match &self.share {
            Some(share) if self.unknown > 0 => {
                format!("{count}人，占有登记的{}人的{share}", self.base.unwrap_or_default())
            }
            Some(share) => format!("{count}人，占{share}"),
            None => self.value.clone().unwrap_or_else(|| format!("{count}人")),
        }
    }

    /// Compares with the last term: the exact difference in 个百分点 for shares, in 人 for counts.
    pub(super) fn compare(mut self, previous: Previous, decimals: u8) -> Self {
        self.change = match (self.base, previous.base) {
            (Some(base), Some(before)) if base > 0 && before > 0 => {
                let change = Ratio::new(self.count, base).minus(Ratio::new(previous.count, before));
                Some(format!("{}个百分点", change.times(100).signed(decimals)))
            }
            (None, None) => {
                Some(format!("{}人", Ratio::whole(self.count).minus(Ratio::whole(previous.count)).signed(0)))
            }
            _ => None,
        };
        self.previous = Some(previous);
        self
    }
}

/// An exact fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ratio {
    over: i128,
    /// Above 0.
    under: i128,
}

impl Ratio {
    /// `under` must not be 0.
    pub(super) fn new(over: u32, under: u32) -> Self {
        Self { over: over.into(), under: i128::from(under.max(1)) }
    }

    pub(super) fn whole(number: u32) -> Self {
        Self::new(number, 1)
    }

    /// The mean of `count` numbers.
    pub(super) fn mean(sum: u64, count: u32) -> Self {
        Self { over: sum.into(), under: i128::from(count.max(1)) }
    }

    pub(super) fn minus(self, other: Self) -> Self {
        Self { over: self.over * other.under - other.over * self.under, under: self.under * other.under }
    }

    pub(super) fn is_more_than(self, other: Self) -> bool {
        self.minus(other).over > 0
    }

    pub(super) fn times(self, factor: i128) -> Self {
        Self { over: self.over * factor, ..self }
    }

    /// The value in units of the last decimal, rounded half up; a negative one as its opposite.
    fn units(self, decimals: u8) -> i128 {
        let over = self.over.abs() * 10_i128.pow(decimals.into());
        let size = (2 * over + self.under) / (2 * self.under);
        if self.over < 0 { -size } else { size }
    }

    /// 45.3.
    pub(super) fn text(self, decimals: u8) -> String {
        decimal(self.units(decimals), decimals)
    }

    /// +1.1, -0.4, and 0.0 without a sign.
    pub(super) fn signed(self, decimals: u8) -> String {
        let units = self.units(decimals);
        format!("{}{}", if units > 0 { "+" } else { "" }, decimal(units, decimals))
    }
}

fn decimal(units: i128, decimals: u8) -> String {
    let (sign, size, scale) = (if units < 0 { "-" } else { "" }, units.abs(), 10_i128.pow(decimals.into()));
    match decimals {
        0 => format!("{sign}{size}"),
        _ => format!("{sign}{}.{:0width$}", size / scale, size % scale, width = usize::from(decimals)),
    }
}

/// The share in percent with this many decimals, half up; `None` over nothing.
#[must_use]
pub fn share_text(count: u32, base: u32, decimals: u8) -> Option<String> {
    (base > 0).then(|| format!("{}%", Ratio::new(count, base).times(100).text(decimals)))
}

/// What shares of one base add up to as they are printed; `None` where that is 100%.
pub(super) fn rounded_sum(counts: &[u32], base: u32, decimals: u8) -> Option<String> {
    if base == 0 {
        return None;
    }
    let units: i128 = counts.iter().map(|&count| Ratio::new(count, base).times(100).units(decimals)).sum();
    (units != 100 * 10_i128.pow(decimals.into())).then(|| format!("{}%", decimal(units, decimals)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_half_up_for_every_n_and_d() {
        for base in 1..=2000_u64 {
            for count in 0..=base {
                let text = share_text(count as u32, base as u32, 1).unwrap();
                let tenths: u64 = text.trim_end_matches('%').replace('.', "").parse().unwrap();
                // tenths - 1/2 <= 1000 * count / base < tenths + 1/2, cross-multiplied.
                assert!(
                    2 * tenths * base <= 2000 * count + base && 2000 * count + base < 2 * (tenths + 1) * base,
                    "{count}/{base}"
                );
            }
        }
        assert_eq!(share_text(39, 106, 1).as_deref(), Some("36.8%"));
        assert_eq!(share_text(39, 106, 2).as_deref(), Some("36.79%"));
        assert_eq!(share_text(39, 106, 0).as_deref(), Some("37%"));
        assert_eq!(share_text(1, 106, 2).as_deref(), Some("0.94%"));
        assert_eq!(share_text(26, 106, 1).as_deref(), Some("24.5%"));
        assert_eq!(share_text(9, 106, 1).as_deref(), Some("8.5%"));
        assert_eq!(share_text(0, 0, 1), None);
        assert_eq!(Ratio::mean(5411, 130).text(1), "41.6");
    }

    #[test]
    fn a_change_of_shares_is_exact_and_in_points() {
        let figure = |count, base| Figure { count, base, ..Figure::default() };
        let before = |count, base| Previous { count, base, ..Previous::default() };
        let change = |now: Figure, was| now.compare(was, 1).change;
        assert_eq!(change(figure(48, Some(106)), before(46, Some(104))).as_deref(), Some("+1.1个百分点"));
        // 94.3% and 88.6% as printed differ by 5.7; the shares themselves by 5.768.
        assert_eq!(change(figure(100, Some(106)), before(93, Some(105))).as_deref(), Some("+5.8个百分点"));
        assert_eq!(change(figure(11, Some(106)), before(18, Some(105))).as_deref(), Some("-6.8个百分点"));
        assert_eq!(change(figure(1, Some(2)), before(5, Some(10))).as_deref(), Some("0.0个百分点"));
        assert_eq!(change(figure(10, None), before(12, None)).as_deref(), Some("-2人"));
    }

    #[test]
    fn shares_that_do_not_add_up_are_noted_and_not_adjusted() {
        assert_eq!(rounded_sum(&[1, 1, 1], 3, 1).as_deref(), Some("99.9%"));
        assert_eq!(rounded_sum(&[11, 48, 47], 106, 1), None);
    }
}
