//! The figures as JSON.

use serde::Serialize;

use crate::count::{Figure, Figures, Part, Reported};
use crate::model::Role;
use crate::pipeline::{Coverage, Survey};
use crate::report::{By, LackingJson};
use crate::resolve::{self, Resolved};

/// The JSON of `stats`.
#[derive(Debug, Serialize)]
pub struct StatsJson<'a> {
    as_of: String,
    bodies: Vec<BodyJson<'a>>,
    total: &'a [Figure],
    /// How far each town is, and what has not been reported.
    reported: &'a [Reported],
    /// Lists that the figures lack.
    lacking: Vec<LackingJson<'a>>,
    /// Who holds posts in more than one unit.
    cross_unit: Vec<CrossJson<'a>>,
}

#[derive(Debug, Serialize)]
struct BodyJson<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    county: &'a str,
    town: &'a str,
    unit: Option<&'a str>,
    /// 村 or 社区, with `--by kind`.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    indicators: &'a [Figure],
}

impl<'a> StatsJson<'a> {
    /// The figures of every group, and those of all.
    #[must_use]
    pub fn new(survey: &'a Survey<'_>, by: Option<By>, coverage: &'a Coverage) -> Self {
        let of_body = |(body, figures): (&'a resolve::Body<'_>, &'a Vec<Figure>)| BodyJson {
            county: &body.id.county,
            town: &body.id.town,
            unit: body.id.unit.as_deref(),
            kind: None,
            indicators: figures,
        };
        let of_part = |part: &'a Part| BodyJson {
            county: &part.county,
            town: &part.town,
            unit: None,
            kind: None,
            indicators: &part.figures,
        };
        let of_kind = |(kind, figures): &'a (String, Vec<Figure>)| BodyJson {
            county: "",
            town: "",
            unit: None,
            kind: Some(kind),
            indicators: figures,
        };
        let Figures { bodies, towns, counties, .. } = &survey.figures;
        let resolved = &survey.resolved;
        let bodies = match by {
            Some(By::Town) => towns.iter().map(of_part).collect(),
            Some(By::County) => counties.iter().map(of_part).collect(),
            Some(By::Kind) => survey.figures.kinds.iter().map(of_kind).collect(),
            Some(By::Unit) | None => resolved.bodies.iter().zip(bodies).map(of_body).collect(),
        };
        Self {
            as_of: resolved.cycle.as_of.to_string(),
            bodies,
            total: &survey.figures.total,
            reported: &survey.figures.reported,
            lacking: LackingJson::list(coverage),
            cross_unit: cross_unit(resolved),
        }
    }
}

/// A woman who holds a post in more than one unit.
#[derive(Debug, Serialize)]
struct CrossJson<'a> {
    name: &'a str,
    posts: Vec<PostJson<'a>>,
}

#[derive(Debug, Serialize)]
struct PostJson<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    county: &'a str,
    town: &'a str,
    unit: &'a str,
    role: Option<Role>,
}

fn cross_unit<'a>(resolved: &'a Resolved<'_>) -> Vec<CrossJson<'a>> {
    let units = resolved.bodies.iter().filter(|body| body.id.unit.is_some());
    let post = |(body, member): &(&'a resolve::Body<'_>, &'a resolve::Member<'_>)| PostJson {
        county: &body.id.county,
        town: &body.id.town,
        unit: body.id.place(),
        role: member.role,
    };
    let one = |cross: resolve::CrossUnit<'a, '_>| CrossJson {
        name: cross.posts.first().map_or("", |(_, member)| member.entry.row.value.person.name_text()),
        posts: cross.posts.iter().map(post).collect(),
    };
    resolve::cross_unit(units).into_iter().map(one).collect()
}
