//! What the congresses of a group of bodies add up to: turnout and ballots; and how large their committees are.

use crate::count::Basis;
use crate::count::figure::{Figure, MEAN_DECIMALS, Unit, Value, number};
use crate::resolve::{Body, Congress};

/// A number of the congress.
type Pick = fn(&Congress<'_>) -> Option<u32>;

/// A number of the congress: its id, its label, what it is counted in, and over what it is a share.
struct Part {
    id: &'static str,
    label: &'static str,
    unit: Unit,
    pick: Pick,
    base: Option<(Pick, &'static str)>,
}

const PARTS: [Part; 6] = [
    Part {
        id: "entitled", label: "应到代表", unit: Unit::Person, pick: |c| c.entitled.get(), base: None
    },
    Part {
        id: "present",
        label: "实到代表",
        unit: Unit::Person,
        pick: |c| c.present.get(),
        base: Some((|c| c.entitled.get(), "应到代表人数")),
    },
    Part { id: "issued", label: "发出选票", unit: Unit::Ballot, pick: |c| c.issued.get(), base: None },
    Part {
        id: "returned",
        label: "收回选票",
        unit: Unit::Ballot,
        pick: |c| c.returned.get(),
        base: Some((|c| c.issued.get(), "发出选票数")),
    },
    Part {
        id: "valid",
        label: "有效票",
        unit: Unit::Ballot,
        pick: |c| c.valid.get(),
        base: Some((|c| c.returned.get(), "收回选票数")),
    },
    Part {
        id: "void",
        label: "无效票",
        unit: Unit::Ballot,
        pick: |c| c.void.get(),
        base: Some((|c| c.returned.get(), "收回选票数")),
    },
];

/// Id and label of every figure of this file.
pub(super) fn catalogue() -> impl Iterator<Item = (String, String)> {
    let sizes = [("mean", "平均"), ("largest", "最大"), ("smallest", "最小")];
    let sizes = sizes.map(|(word, label)| (format!("officer.size.{word}"), format!("{label}班子人数")));
    PARTS.iter().map(|part| (format!("unit.{}", part.id), part.label.to_owned())).chain(sizes)
}

/// Turnout and ballots over the bodies of which both numbers are known; how many they are stands in the label of the
/// base where they are not all.
pub(super) fn congresses(group: &[(usize, &Body<'_>)], basis: &Basis<'_>) -> Vec<Figure> {
    let units: Vec<&Body<'_>> =
        group.iter().map(|(_, body)| *body).filter(|body| body.is_electing_unit()).collect();
    let all = if units.is_empty() { group.iter().map(|(_, body)| *body).collect() } else { units };
    let figures = PARTS.iter().map(|part| congress(part, &all, basis.decimals));
    figures.filter(|figure| figure.value.is_known()).collect()
}

fn congress(part: &Part, bodies: &[&Body<'_>], decimals: u8) -> Figure {
    let both = |body: &&Body<'_>| {
        let base = match &part.base {
            Some((base, _)) => base(&body.congress)?,
            None => 0,
        };
        Some(((part.pick)(&body.congress)?, base))
    };
    let known: Vec<(u32, u32)> = bodies.iter().filter_map(both).collect();
    let count = known.iter().map(|(count, _)| count).sum();
    let base = known.iter().map(|(_, base)| base).sum();
    let value = match part.base {
        _ if known.is_empty() => Value::Unknown,
        Some(_) => Value::Share { count, base },
        None => Value::Count(count),
    };
    let (of, among) = (known.len(), bodies.len());
    let label = part.base.map_or(part.label, |(_, label)| label);
    let base_label = match of < among && of > 0 {
        true => format!("{label}（{among}个中有数的{of}个）"),
        false => label.to_owned(),
    };
    Figure {
        id: format!("unit.{}", part.id),
        label: part.label.into(),
        of: "unit".into(),
        of_label: "村（社区）".into(),
        base_label: base_label.into(),
        value,
        unit: part.unit,
        decimals: if part.base.is_some() { decimals } else { 0 },
        ..Figure::default()
    }
}

/// How many people the committees have: on the average, at most, at least. Of one body there is nothing to compare.
pub(super) fn sizes(group: &[(usize, &Body<'_>)]) -> Vec<Figure> {
    let sizes: Vec<u32> =
        group.iter().map(|(_, body)| number(body.officers.len())).filter(|size| *size > 0).collect();
    let figure = |word: &str, label: &str, value: Value, decimals: u8| Figure {
        id: format!("officer.size.{word}"),
        label: format!("{label}班子人数").into(),
        of: "officer".into(),
        of_label: "班子".into(),
        base_label: "有班子名册的村（社区）数".into(),
        value,
        unit: Unit::Person,
        decimals,
        ..Figure::default()
    };
    if sizes.is_empty() || group.len() < 2 {
        return Vec::new();
    }
    let sum = sizes.iter().copied().map(u64::from).sum();
    let of = |size: Option<&u32>| size.map_or(Value::Unknown, |size| Value::Extreme(*size));
    vec![
        figure("mean", "平均", Value::Mean { sum, count: number(sizes.len()) }, MEAN_DECIMALS),
        figure("largest", "最大", of(sizes.iter().max()), 0),
        figure("smallest", "最小", of(sizes.iter().min()), 0),
    ]
}

/// Whether a body's congress enters the figure of this word, in its numerator and its denominator.
pub(super) fn enters(word: &str, body: &Body<'_>) -> Option<bool> {
    let part = PARTS.iter().find(|part| part.id == word)?;
    let base = part.base.is_none_or(|(base, _)| base(&body.congress).is_some());
    Some(base && (part.pick)(&body.congress).is_some())
}

/// The bodies behind a figure of sizes: all with a committee for the mean, else those with the largest or smallest.
pub(super) fn sized<'g, 'a>(word: &str, group: &[(usize, &'g Body<'a>)]) -> Option<Vec<&'g Body<'a>>> {
    let all: Vec<&Body<'_>> =
        group.iter().map(|(_, body)| *body).filter(|body| !body.officers.is_empty()).collect();
    let size = |body: &&Body<'_>| body.officers.len();
    let wanted = match word {
        "mean" => return Some(all),
        "largest" => all.iter().map(size).max(),
        "smallest" => all.iter().map(size).min(),
        _ => return None,
    };
    Some(all.into_iter().filter(|body| Some(size(body)) == wanted).collect())
}
