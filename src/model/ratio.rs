//! Exact fractions, and numbers with so many decimals: no figure ever meets a float.

use std::cmp::Ordering;
use std::fmt;

/// Decimals beyond this are not printed, and not read.
const MOST_DECIMALS: u8 = 9;

/// An exact fraction. Two of one value are equal: 1/2 and 2/4.
#[derive(Debug, Clone, Copy)]
pub struct Ratio {
    over: i128,
    /// Above 0.
    under: i128,
}

impl Ratio {
    /// `over` of `under`; of nothing nothing is a part.
    #[must_use]
    pub fn of(over: impl Into<u64>, under: u32) -> Option<Self> {
        let over: u64 = over.into();
        (under > 0).then(|| Self { over: over.into(), under: under.into() })
    }

    /// A whole number.
    #[must_use]
    pub fn whole(number: u32) -> Self {
        Self { over: number.into(), under: 1 }
    }

    /// The exact difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self { over: self.over * other.under - other.over * self.under, under: self.under * other.under }
    }

    /// The same a hundred times: a share in percent.
    #[must_use]
    pub fn percent(self) -> Self {
        Self { over: self.over * 100, ..self }
    }

    /// Rounded half up; a negative one as its opposite.
    #[must_use]
    pub fn rounded(self, decimals: u8) -> Decimal {
        let decimals = decimals.min(MOST_DECIMALS);
        let over = self.over.abs() * 10_i128.pow(decimals.into());
        let size = (2 * over + self.under) / (2 * self.under);
        Decimal { units: if self.over < 0 { -size } else { size }, decimals }
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        self.minus(*other).over.cmp(&0)
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

/// A number as it is printed, with so many decimals: 45.3.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Decimal {
    units: i128,
    decimals: u8,
}

impl Decimal {
    /// So many units of the last decimal: 453 tenths are 45.3.
    #[must_use]
    pub fn new(units: i128, decimals: u8) -> Self {
        Self { units, decimals: decimals.min(MOST_DECIMALS) }
    }

    /// Reads what `to_string` makes of one that is not negative: 45.3.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let decimals = u8::try_from(part.len()).ok().filter(|decimals| *decimals <= MOST_DECIMALS)?;
        let units: u64 = format!("{whole}{part}").parse().ok()?;
        let fits = is_number(whole) && (is_number(part) || !text.contains('.'));
        fits.then(|| Self { units: units.into(), decimals })
    }

    /// How many units of the last decimal it is.
    #[must_use]
    pub fn units(self) -> i128 {
        self.units
    }

    /// How many decimals it has.
    #[must_use]
    pub fn decimals(self) -> u8 {
        self.decimals
    }

    /// The same without its sign.
    #[must_use]
    pub fn size(self) -> Self {
        Self { units: self.units.abs(), ..self }
    }

    /// Its opposite.
    #[must_use]
    pub fn opposite(self) -> Self {
        Self { units: -self.units, ..self }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, size) = (if self.units < 0 { "-" } else { "" }, self.units.abs());
        let scale = 10_i128.pow(self.decimals.into());
        match usize::from(self.decimals) {
            0 => write!(f, "{sign}{size}"),
            width => write!(f, "{sign}{}.{:0width$}", size / scale, size % scale),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_half_up_for_every_n_and_d() {
        for base in 1..=2000_i128 {
            for count in 0..=base {
                let share = Ratio::of(count as u32, base as u32).unwrap().percent();
                let tenths = share.rounded(1).units();
                // tenths - 1/2 <= 1000 * count / base < tenths + 1/2, cross-multiplied.
                assert!(
                    2 * tenths * base <= 2000 * count + base && 2000 * count + base < 2 * (tenths + 1) * base,
                    "{count}/{base}"
                );
            }
        }
        assert_eq!(Ratio::of(0_u32, 0), None);
    }

    #[test]
    fn a_number_is_printed_and_read() {
        let text = |over: u32, under, decimals| Ratio::of(over, under).unwrap().rounded(decimals).to_string();
        assert_eq!((text(3900, 106, 1), text(3900, 106, 0), text(100, 106, 2)), same("36.8", "37", "0.94"));
        assert_eq!(text(5411, 130, 1), "41.6");
        let less = Ratio::whole(1).minus(Ratio::of(7_u32, 5).unwrap()).rounded(1);
        assert_eq!((less.to_string(), less.size().to_string()), ("-0.4".to_owned(), "0.4".to_owned()));
        for text in ["0", "36.8", "0.94", "100.0", "12"] {
            assert_eq!(Decimal::parse(text).map(|number| number.to_string()).as_deref(), Some(text));
        }
        for text in ["", ".5", "5.", "-1", "1.2.3", "+1", "１", "1.2345678901", "99999999999999999999"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    fn same(one: &str, two: &str, three: &str) -> (String, String, String) {
        (one.to_owned(), two.to_owned(), three.to_owned())
    }

    #[test]
    fn fractions_of_one_value_are_equal() {
        assert_eq!(Ratio::of(1_u32, 2), Ratio::of(2_u32, 4));
        assert!(Ratio::of(667_u32, 1000) > Ratio::of(2_u32, 3));
    }
}
