//! One figure, and exact shares.

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
    /// Numerator, or the age in years for the oldest and the youngest.
    pub count: u32,
    /// Denominator, where the figure has a share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<u32>,
    /// What the denominator counts: 主席人数.
    pub base_label: String,
    /// The share in percent, one decimal, half up: 45.3%.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<String>,
    /// A mean, or an age, as text: 41.6.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The same in the last term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<Previous>,
    /// Change since the last term, with its unit: +1.1个百分点, +2人.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
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
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(n: &u32) -> bool {
    *n == 0
}

impl Figure {
    /// 39人，占36.8%; without a denominator 39人.
    #[must_use]
    pub fn text(&self) -> String {
        let count = self.count;
        match &self.share {
            Some(share) => format!("{count}人，占{share}"),
            None => self.value.clone().unwrap_or_else(|| format!("{count}人")),
        }
    }

    /// Compares with the last term: 个百分点 for shares, 人 for counts.
    pub(super) fn compare(mut self, previous: Previous) -> Self {
        let change = match (self.base, previous.base) {
            (Some(base), Some(before)) if base > 0 && before > 0 => {
                let change = i64::from(tenths(self.count, base)) - i64::from(tenths(previous.count, before));
                let (sign, size) = (sign(change), change.unsigned_abs());
                Some(format!("{sign}{}.{}个百分点", size / 10, size % 10))
            }
            (None, None) => {
                let change = i64::from(self.count) - i64::from(previous.count);
                Some(format!("{}{}人", sign(change), change.unsigned_abs()))
            }
            _ => None,
        };
        self.change = change;
        self.previous = Some(previous);
        self
    }
}

fn sign(change: i64) -> &'static str {
    match change {
        0 => "",
        1.. => "+",
        _ => "-",
    }
}

/// Tenths of a percent of count/base, half up; 0 for an empty base.
fn tenths(count: u32, base: u32) -> u32 {
    if base == 0 {
        return 0;
    }
    let (count, base) = (u64::from(count), u64::from(base));
    u32::try_from((count * 2000 + base) / (base * 2)).unwrap_or(u32::MAX)
}

/// The share in percent with one decimal, half up; `None` over nothing.
#[must_use]
pub fn share_text(count: u32, base: u32) -> Option<String> {
    (base > 0).then(|| {
        let tenths = tenths(count, base);
        format!("{}.{}%", tenths / 10, tenths % 10)
    })
}

/// sum/count with one decimal, half up.
pub(super) fn mean_text(sum: u64, count: u64) -> Option<String> {
    (count > 0).then(|| {
        let tenths = (sum * 20 + count) / (count * 2);
        format!("{}.{}", tenths / 10, tenths % 10)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_half_up_for_every_n_and_d() {
        for base in 1..=2000_u64 {
            for count in 0..=base {
                let tenths = u64::from(tenths(count as u32, base as u32));
                // tenths - 1/2 <= 1000 * count / base < tenths + 1/2, cross-multiplied.
                assert!(
                    2 * tenths * base <= 2000 * count + base && 2000 * count + base < 2 * (tenths + 1) * base,
                    "{count}/{base}"
                );
            }
        }
        assert_eq!(share_text(39, 106).as_deref(), Some("36.8%"));
        assert_eq!(share_text(26, 106).as_deref(), Some("24.5%"));
        assert_eq!(share_text(9, 106).as_deref(), Some("8.5%"));
        assert_eq!(share_text(0, 0), None);
        assert_eq!(mean_text(5411, 130).as_deref(), Some("41.6"));
    }

    #[test]
    fn a_change_of_shares_is_in_points_and_of_counts_in_people() {
        let figure = |count, base| Figure { count, base, ..Figure::default() };
        let before = |count, base| Previous { count, base, share: None };
        assert_eq!(
            figure(48, Some(106)).compare(before(46, Some(104))).change.as_deref(),
            Some("+1.1个百分点")
        );
        assert_eq!(figure(1, Some(2)).compare(before(5, Some(10))).change.as_deref(), Some("0.0个百分点"));
        assert_eq!(figure(1, Some(10)).compare(before(2, Some(10))).change.as_deref(), Some("-10.0个百分点"));
        assert_eq!(figure(10, None).compare(before(12, None)).change.as_deref(), Some("-2人"));
    }
}
