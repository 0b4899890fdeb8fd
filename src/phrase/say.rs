//! Saying: from numbers to words.

use crate::count::{Change, Figure, Unit, Value};
use crate::model::Decimal;
use crate::phrase::pattern::fill;
use crate::phrase::words::{SHARE, Words};
use crate::problem::Lang;

/// A number of percent: 99.9%.
#[must_use]
pub fn percent(number: Decimal) -> String {
    fill(SHARE, &[("n", &number.to_string())])
}

/// A share in percent, half up: 36.8%; none over nobody.
#[must_use]
pub fn share(value: Value, decimals: u8) -> Option<String> {
    value.share().map(|share| percent(share.rounded(decimals)))
}

/// A mean or an age without its unit: 41.6.
#[must_use]
pub fn number(value: Value, decimals: u8) -> Option<String> {
    value.years().map(|years| years.rounded(decimals).to_string())
}

/// A mean, a largest or a smallest in its unit: 41.6岁, 7.0人.
#[must_use]
pub fn amount_of(value: Value, unit: Unit, decimals: u8, lang: Lang) -> Option<String> {
    let number = number(value, decimals)?;
    Some(fill(Words::of(lang).unit(unit), &[("n", &number)]))
}

/// The figure with its base where that is not everybody; none where nothing is known.
///
/// 39人; 39人，占36.8%; 39人，占有登记的105人的37.1%; 41.6岁; 41.6岁（按3人中有出生年月的2人计算）.
#[must_use]
pub fn text(figure: &Figure, lang: Lang) -> Option<String> {
    let words = Words::of(lang);
    let Figure { value, decimals, known, unknown, .. } = *figure;
    let count = || fill(words.unit(figure.unit), &[("n", &value.count().to_string())]);
    match value {
        Value::Unknown => None,
        Value::Count(_) => Some(count()),
        Value::Share { base, .. } => {
            let share = share(value, decimals)?;
            let pattern = if unknown > 0 { words.of_known } else { words.of_all };
            let share = fill(pattern, &[("base", &base.to_string()), ("share", &share)]);
            Some(fill(words.part, &[("count", &count()), ("share", &share)]))
        }
        Value::Mean { .. } | Value::Extreme(_) => {
            let years = amount_of(value, figure.unit, decimals, lang)?;
            if unknown == 0 {
                return Some(years);
            }
            let (all, known) = (known.saturating_add(unknown).to_string(), known.to_string());
            let base =
                [("value", years.as_str()), ("all", &all), ("field", &figure.field), ("known", &known)];
            Some(fill(words.by_known, &base))
        }
    }
}

/// A change with its sign: +1.1个百分点, +2人, -0.4岁, 0.0个百分点.
#[must_use]
pub fn change(change: Change, lang: Lang) -> String {
    let sign = match change.by.units() {
        1.. => "+",
        0 => "",
        _ => "-",
    };
    format!("{sign}{}", amount(change, Words::of(lang)))
}

/// The change since the last term: 比上届提高1.1个百分点, 与上届持平; over some of the bodies
/// 按两届都有名单的95个村（社区）比较，提高1.1个百分点. `unit` is what bodies are called, if not 村（社区）.
#[must_use]
pub fn change_words(figure: &Figure, unit: Option<&str>, lang: Lang) -> Option<String> {
    let words = Words::of(lang);
    let change = figure.change()?;
    let bare = bare_change(change, words);
    let limited = figure.comparison.filter(|comparison| comparison.bodies < comparison.of_bodies);
    Some(match limited {
        Some(comparison) => {
            let (bodies, unit) = (comparison.bodies.to_string(), unit.unwrap_or(words.unit));
            fill(words.limited, &[("bodies", &bodies), ("unit", unit), ("change", &bare)])
        }
        None if change.by.units() == 0 => words.level_against.to_owned(),
        None => fill(words.against, &[("change", &bare)]),
    })
}

/// The figure and its change: 39人，占36.8%，比上届提高2.5个百分点.
#[must_use]
pub fn full(figure: &Figure, unit: Option<&str>, lang: Lang) -> Option<String> {
    with_change(figure, change_words(figure, unit, lang), lang)
}

/// The same behind one that was said in full: 39人，占36.8%，提高2.5个百分点.
#[must_use]
pub fn brief(figure: &Figure, lang: Lang) -> Option<String> {
    let change = figure.change().map(|change| bare_change(change, Words::of(lang)));
    with_change(figure, change, lang)
}

fn with_change(figure: &Figure, change: Option<String>, lang: Lang) -> Option<String> {
    let text = text(figure, lang)?;
    Some(match change {
        Some(change) => fill(Words::of(lang).changed, &[("text", &text), ("change", &change)]),
        None => text,
    })
}

/// 提高1.1个百分点, 持平.
fn bare_change(change: Change, words: &Words) -> String {
    let measure = words.measure(change.measure);
    let verbs = match change.by.units() {
        0 => return words.level.to_owned(),
        1.. => measure.up,
        _ => measure.down,
    };
    let by = amount(change, words);
    verbs.first().map_or_else(String::new, |verb| fill(verb, &[("by", &by)]))
}

/// 1.1个百分点, whichever way.
fn amount(change: Change, words: &Words) -> String {
    let Change { measure, by } = change;
    fill(words.measure(measure).amount, &[("n", &by.size().to_string())])
}
