//! Reading back: from words to the numbers that were said.

use crate::count::{Change, Measure};
use crate::model::Decimal;
use crate::phrase::pattern::{Holes, hole};
use crate::phrase::words::{SHARE, Words};

/// A share as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SaidShare {
    /// In percent.
    pub share: Decimal,
    /// How many, where that was said.
    pub count: Option<u32>,
    /// Of how many, where that was said.
    pub base: Option<u32>,
}

/// A change as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SaidChange {
    /// The change; none where all that was said is that there is none (持平).
    pub change: Option<Change>,
    /// Bodies it is said to be over, where it is over some of them.
    pub bodies: Option<u32>,
}

/// Reads 36.8%, 占36.8%, 39人，占36.8%, 39人，占有登记的105人的37.1%, and the same in English.
#[must_use]
pub fn parse_share(text: &str) -> Option<SaidShare> {
    let text = plain(text);
    Words::all().into_iter().find_map(|words| {
        let Some(part) = Holes::of(words.part, &text) else { return share(&text, words) };
        let count = hole(words.people.amount, part.get("count"))?.parse().ok()?;
        Some(SaidShare { count: Some(count), ..share(part.get("share"), words)? })
    })
}

/// Reads +1.1个百分点, 提高1.1个百分点, 比上届提高1.1个百分点, 与上届持平,
/// 按两届都有名单的95个村（社区）比较，提高1.1个百分点, and the same in English.
#[must_use]
pub fn parse_change(text: &str) -> Option<SaidChange> {
    let text = plain(text);
    Words::all().into_iter().find_map(|words| {
        let limited = Holes::of(words.limited, &text);
        let bodies = match &limited {
            Some(limited) => Some(limited.get("bodies").parse().ok()?),
            None => None,
        };
        let bare = limited.map_or(text.as_str(), |limited| limited.get("change"));
        let is_level = |text: &str| text == words.level || text == words.level_against;
        if is_level(bare) {
            return Some(SaidChange { change: None, bodies });
        }
        let bare = hole(words.against, bare).unwrap_or(bare);
        let change = Measure::ALL.into_iter().find_map(|measure| moved(bare, measure, words));
        change.map(|change| SaidChange { change: Some(change), bodies })
    })
}

/// One kind of sign for each: texts from elsewhere have wide ones.
fn plain(text: &str) -> String {
    let sign = |sign: char| match sign {
        '％' => '%',
        '＋' => '+',
        '－' | '−' => '-',
        other => other,
    };
    text.trim().chars().map(sign).collect()
}

fn share(text: &str, words: &Words) -> Option<SaidShare> {
    let number = |text: &str| Decimal::parse(hole(SHARE, text)?);
    if let Some(known) = Holes::of(words.of_known, text) {
        let base = known.get("base").parse().ok()?;
        return Some(SaidShare { share: number(known.get("share"))?, count: None, base: Some(base) });
    }
    let share = number(hole(words.of_all, text).unwrap_or(text))?;
    Some(SaidShare { share, count: None, base: None })
}

/// A change in one measure: with a sign, with a verb, or 0.
fn moved(text: &str, measure: Measure, words: &Words) -> Option<Change> {
    let table = words.measure(measure);
    let is_whole = measure == Measure::People;
    let amount =
        |text: &str| Decimal::parse(hole(table.amount, text)?).filter(|by| !is_whole || by.decimals() == 0);
    let said = |verbs: &[&'static str], sign: char| {
        verbs.iter().find_map(|verb| hole(verb, text)).or(text.strip_prefix(sign))
    };
    let by = match (said(table.up, '+'), said(table.down, '-')) {
        (Some(more), _) => amount(more)?,
        (None, Some(less)) => amount(less)?.opposite(),
        (None, None) => amount(text).filter(|by| by.units() == 0)?,
    };
    Some(Change { measure, by })
}
