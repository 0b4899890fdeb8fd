//! Figures as the stable JSON of `stats` has them (DESIGN 5): fields may be added, never renamed.

use serde::{Serialize, Serializer};

use crate::count::{Comparison, Figure, Reported, Value};
use crate::model::TableKind;
use crate::phrase;
use crate::problem::Lang;

#[derive(Serialize)]
struct FigureJson<'a> {
    id: &'a str,
    label: &'a str,
    of: &'a str,
    of_label: &'a str,
    count: u32,
    /// False where nothing tells the figure: then `count` is 0, and no number.
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<u32>,
    base_label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<PreviousJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shares_sum: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unknown: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<ComparisonJson>,
}

#[derive(Serialize)]
struct PreviousJson {
    count: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
}

/// Told only where some bodies are left out.
#[derive(Serialize)]
struct ComparisonJson {
    bodies: u32,
    of_bodies: u32,
    /// This term over those bodies.
    now: PreviousJson,
}

impl PreviousJson {
    fn of(value: Value, decimals: u8) -> Self {
        Self {
            count: value.count(),
            base: value.base(),
            share: phrase::share(value, decimals),
            value: phrase::number(value, decimals),
        }
    }
}

impl ComparisonJson {
    fn of(comparison: Comparison, decimals: u8) -> Option<Self> {
        let Comparison { bodies, of_bodies, now, .. } = comparison;
        (bodies < of_bodies).then(|| Self { bodies, of_bodies, now: PreviousJson::of(now, decimals) })
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let figure = FigureJson {
            id: &self.id,
            label: &self.label,
            of: &self.of,
            of_label: &self.of_label,
            count: self.value.count(),
            known: (!self.value.is_known()).then_some(false),
            base: self.value.base(),
            base_label: &self.base_label,
            share: phrase::share(self.value, self.decimals),
            value: phrase::number(self.value, self.decimals),
            previous: self.comparison.map(|both| PreviousJson::of(both.before, self.decimals)),
            change: self.change().map(|change| phrase::change(change, Lang::Zh)),
            shares_sum: self.shares_sum.map(phrase::percent),
            unknown: (self.unknown > 0).then_some(self.unknown),
            comparison: self.comparison.and_then(|both| ComparisonJson::of(both, self.decimals)),
        };
        figure.serialize(serializer)
    }
}

#[derive(Serialize)]
struct ReportedJson<'a> {
    county: &'a str,
    town: &'a str,
    units: u32,
    done: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<String>,
    rank: u32,
    missing: &'a [(TableKind, Vec<String>)],
}

impl Serialize for Reported {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let reported = ReportedJson {
            county: &self.county,
            town: &self.town,
            units: self.units,
            done: self.done,
            share: phrase::share(self.share(), self.decimals),
            rank: self.rank,
            missing: &self.missing,
        };
        reported.serialize(serializer)
    }
}
