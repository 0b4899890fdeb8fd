//! `indicators.toml` as written: populations, groups, bands, and how one layer's file goes over another's.

use serde::Deserialize;
use toml::Spanned;

/// One file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default)]
    pub(super) population: Vec<PopulationPart>,
    #[serde(default)]
    pub(super) group: Vec<GroupPart>,
    /// Words that told a village's two committees in version 0.1: read and left aside, for `resolve` has a vocabulary.
    #[serde(default)]
    #[expect(dead_code, reason = "layers of version 0.1 have it")]
    pub(super) posts: Option<toml::Table>,
}

/// What a file says of a population; what it leaves out stays as below.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PopulationPart {
    pub(super) id: Spanned<String>,
    pub(super) label: Option<String>,
    pub(super) base: Option<String>,
    pub(super) rows: Option<Rows>,
    pub(super) roles: Option<Vec<crate::model::Role>>,
    pub(super) unsaid: Option<bool>,
}

/// Which table a population comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Rows {
    /// The committee, leaders and members: people.
    #[default]
    Officers,
    /// 执委 as the cycle counts them: with or without the leaders.
    Executive,
    /// Posts of officers: one for each post that somebody holds.
    Posts,
    /// Delegates who came.
    Delegates,
    /// All delegates with a vote.
    Chosen,
    /// Nominees.
    Nominees,
}

/// What a file says of a group.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupPart {
    pub(super) id: Spanned<String>,
    pub(super) label: Option<String>,
    pub(super) by: Option<String>,
    pub(super) of: Option<Vec<String>>,
    pub(super) partition: Option<Vec<String>>,
    pub(super) compare: Option<bool>,
    pub(super) always: Option<bool>,
    pub(super) blank: Option<String>,
    #[serde(default)]
    pub(super) bands: Vec<BandPart>,
}

/// What a file says of a band. A band that says a condition anew gives all of its conditions anew.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BandPart {
    pub(super) id: String,
    pub(super) label: Option<String>,
    pub(super) from: Option<u32>,
    pub(super) to: Option<u32>,
    pub(super) any: Option<Vec<String>>,
    pub(super) all: Option<Vec<String>>,
    pub(super) none: Option<Vec<String>>,
    /// `false` takes the band of a lower layer away.
    pub(super) enabled: Option<bool>,
}

impl PopulationPart {
    /// This over `below`.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            id: self.id,
            label: self.label.or(below.label),
            base: self.base.or(below.base),
            rows: self.rows.or(below.rows),
            roles: self.roles.or(below.roles),
            unsaid: self.unsaid.or(below.unsaid),
        }
    }
}

impl GroupPart {
    /// This over `below`, band by band.
    pub(super) fn over(self, below: Self) -> Self {
        let mut bands = below.bands;
        for band in self.bands {
            match bands.iter_mut().find(|known| known.id == band.id) {
                Some(known) => *known = band.over(known.clone()),
                None => bands.push(band),
            }
        }
        Self {
            id: self.id,
            label: self.label.or(below.label),
            by: self.by.or(below.by),
            of: self.of.or(below.of),
            partition: self.partition.or(below.partition),
            compare: self.compare.or(below.compare),
            always: self.always.or(below.always),
            blank: self.blank.or(below.blank),
            bands,
        }
    }
}

impl BandPart {
    pub(super) fn has_condition(&self) -> bool {
        self.from.is_some()
            || self.to.is_some()
            || self.any.is_some()
            || self.all.is_some()
            || self.none.is_some()
    }

    fn over(self, below: Self) -> Self {
        let (label, enabled) = (self.label.clone().or(below.label.clone()), self.enabled.or(below.enabled));
        let conditions = if self.has_condition() { self } else { below };
        Self { label, enabled, ..conditions }
    }
}
