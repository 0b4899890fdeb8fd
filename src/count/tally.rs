//! How many of some people a group's bands hold, and of how many that is known.

use crate::count::Basis;
use crate::count::field::Answer;
use crate::count::figure::{Value, number};
use crate::count::indicator::{Band, Group};
use crate::count::population::Holder;

/// The counts of one group over some people.
#[derive(Clone)]
pub(super) struct Tally<'g> {
    group: &'g Group,
    /// Numerator and denominator of each band.
    shares: Vec<(u32, u32)>,
}

/// What one person's answer makes of each band; `None` where it leaves the band open.
pub(super) fn verdicts(group: &Group, holder: &Holder<'_>, basis: &Basis<'_>) -> Vec<Option<bool>> {
    let mut verdicts = Vec::with_capacity(group.bands.len());
    judge(group, holder, basis, &mut verdicts);
    verdicts
}

/// The same, into a list that one tally uses for everybody.
fn judge(group: &Group, holder: &Holder<'_>, basis: &Basis<'_>, verdicts: &mut Vec<Option<bool>>) {
    let answer = group.by.of(holder, basis, group.blank.as_deref());
    let of_band = |band: &Band| band.condition.holds(answer.as_ref()?);
    verdicts.clear();
    verdicts.extend(group.bands.iter().map(of_band));
    // A person is in exactly one band of a partition, or nobody knows in which: so that the bands have one base.
    let parts = &group.parts;
    let certain = parts.iter().filter(|&&at| verdicts.get(at) == Some(&Some(true))).count();
    let open = parts.iter().any(|&at| verdicts.get(at) == Some(&None));
    if !parts.is_empty() && (open || certain != 1) {
        parts.iter().for_each(|&at| verdicts[at] = None);
    }
}

impl<'g> Tally<'g> {
    pub(super) fn of(group: &'g Group, people: &[Holder<'_>], basis: &Basis<'_>) -> Self {
        let mut shares = vec![(0, 0); group.bands.len()];
        let mut verdicts = Vec::with_capacity(group.bands.len());
        for holder in people {
            judge(group, holder, basis, &mut verdicts);
            for ((count, base), verdict) in shares.iter_mut().zip(&verdicts) {
                *count += u32::from(*verdict == Some(true));
                *base += u32::from(verdict.is_some());
            }
        }
        Self { group, shares }
    }

    /// Whether nobody's answer is known.
    pub(super) fn is_silent(&self) -> bool {
        self.shares.iter().all(|(_, base)| *base == 0)
    }

    /// The share of a band.
    pub(super) fn share(&self, band: usize) -> Value {
        let (count, base) = self.shares.get(band).copied().unwrap_or_default();
        Value::Share { count, base }
    }

    /// The counts of the partition's bands and their base.
    pub(super) fn partition(&self) -> Option<(Vec<u32>, u32)> {
        let shares: Vec<_> = self.group.parts.iter().map(|&at| self.share(at)).collect();
        let base = shares.first()?.base()?;
        Some((shares.into_iter().map(Value::count).collect(), base))
    }
}

/// Numbers of a group, put together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ages {
    pub(super) count: u32,
    pub(super) sum: u64,
    pub(super) most: Option<u32>,
    pub(super) least: Option<u32>,
}

impl Ages {
    pub(super) fn of(group: &Group, people: &[Holder<'_>], basis: &Basis<'_>) -> Self {
        let ages: Vec<u32> = people.iter().filter_map(|holder| age(group, holder, basis)).collect();
        Self {
            count: number(ages.len()),
            sum: ages.iter().copied().map(u64::from).sum(),
            most: ages.iter().max().copied(),
            least: ages.iter().min().copied(),
        }
    }

    /// The mean of nothing is not 0.
    pub(super) fn mean(&self) -> Value {
        if self.count > 0 { Value::Mean { sum: self.sum, count: self.count } } else { Value::Unknown }
    }
}

/// The number that a field says of a person.
pub(super) fn age(group: &Group, holder: &Holder<'_>, basis: &Basis<'_>) -> Option<u32> {
    match group.by.of(holder, basis, group.blank.as_deref())? {
        Answer::Number(number) => Some(number),
        Answer::Words(_) | Answer::OneOf(_) | Answer::Some(..) => None,
    }
}
