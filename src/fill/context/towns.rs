//! The towns of a county or city: what their units add up to, how far they are, and what has not been reported; and who
//! serves in more than one unit.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use crate::count::{Figure, Reported};
use crate::cycle::Cycle;
use crate::fill::context::figures::FigureFields;
use crate::fill::context::seats::{self, Nothing};
use crate::fill::context::{dates, meetings, unit};
use crate::model::{Level, PartialDate, TableKind};
use crate::phrase;
use crate::resolve::{self, Body, CrossUnit, Resolved};

/// A woman who holds a post in more than one unit: 跨村任职.
#[derive(Debug, Serialize)]
pub(super) struct CrossView<'v> {
    no: usize,
    name: &'v str,
    /// The units: 霞垅村、梅岩村.
    units: String,
    count: usize,
}

/// Everybody who holds a post in more than one of the units.
pub(super) fn cross_unit<'v>(units: &[&'v Body<'_>]) -> Vec<CrossView<'v>> {
    let one_town = units.windows(2).all(|pair| pair.iter().all(|body| body.id.shares_town(&units[0].id)));
    let one_county =
        units.windows(2).all(|pair| pair.iter().all(|body| body.id.county == units[0].id.county));
    let named = |body: &Body<'_>| {
        let (county, town, place) = (&body.id.county, body.id.town_name(), body.id.place());
        match (one_town, one_county || town.starts_with(county.as_str())) {
            (true, _) => place.to_owned(),
            (false, true) => format!("{town}{place}"),
            (false, false) => format!("{county}{town}{place}"),
        }
    };
    let view = |(at, cross): (usize, CrossUnit<'v, '_>)| CrossView {
        no: at + 1,
        name: cross.posts.first().map_or("", |(_, member)| member.entry.row.value.person.name_text()),
        units: cross.posts.iter().map(|(body, _)| named(body)).collect::<Vec<_>>().join("、"),
        count: cross.posts.len(),
    };
    resolve::cross_unit(units.iter().copied()).into_iter().enumerate().map(view).collect()
}

/// 代表 2、得票 3; an empty text where nothing is missing.
fn missing_text(reported: &Reported) -> String {
    let one = |(table, units): &(TableKind, Vec<String>)| format!("{}{}", table.name(), units.len());
    reported.missing.iter().map(one).collect::<Vec<_>>().join("、")
}

/// Units by county and town.
type ByTown<'v> = BTreeMap<(&'v str, String), Vec<&'v Body<'v>>>;

/// What stands below a county or city: towns with their units, and for a city its counties with their towns.
pub(super) fn below(
    resolved: &Resolved<'_>,
    at: usize,
    fields: FigureFields<'_>,
    nothing: &Nothing,
) -> (Json, Json) {
    let said = Said { cycle: resolved.cycle, nothing };
    let mut units: ByTown<'_> = BTreeMap::new();
    for (_, unit) in resolved.below(at).filter(|(_, other)| other.is_electing_unit()) {
        units.entry((&unit.id.county, unit.id.town_name())).or_default().push(unit);
    }
    let of_town = |reported: &Reported| {
        let own = units.get(&(reported.county.as_str(), reported.town.clone()))?;
        Some((own.clone(), fields.figures.of_town(&reported.county, &reported.town)))
    };
    // In a county's own table a town needs no county before its name.
    let in_county = parts(&fields.figures.reported, said, fields, of_town, |_, units| {
        units.first().map_or("", |unit| unit.id.town.as_str())
    });
    if resolved.bodies.get(at).is_none_or(|body| body.id.level() != Level::City) {
        return (in_county, Json::Array(Vec::new()));
    }
    let towns = parts(&fields.figures.reported, said, fields, of_town, |reported, _| reported.town.as_str());
    let of_county = |reported: &Reported| {
        let own: Vec<&Body<'_>> = units
            .iter()
            .filter(|((county, _), _)| *county == reported.county)
            .flat_map(|(_, units)| units.iter().copied())
            .collect();
        (!own.is_empty()).then(|| (own, fields.figures.of_county(&reported.county)))
    };
    let mut counties = parts(&fields.figures.reported_counties, said, fields, of_county, |reported, _| {
        reported.county.as_str()
    });
    for county in counties.as_array_mut().into_iter().flatten() {
        let name = county["county"].clone();
        let own = in_county.as_array().into_iter().flatten().filter(|town| town["county"] == name);
        county["towns"] = own.cloned().collect();
    }
    (towns, counties)
}

/// The day of the last congress, once every unit has had its own.
fn last_congress(units: &[&Body<'_>]) -> Option<PartialDate> {
    let dates: Option<Vec<_>> =
        units.iter().map(|unit| unit.congress.date.get().filter(|_| unit.has_voted())).collect();
    dates?.into_iter().max()
}

/// What `cycle.toml` says of bodies, and what stands for it where it says nothing.
#[derive(Clone, Copy)]
struct Said<'s> {
    cycle: &'s Cycle,
    nothing: &'s Nothing,
}

/// A line for each part: how far it is, its figures, what its units add up to, and what `cycle.toml` says of it.
fn parts<'v>(
    reported: &'v [Reported],
    said: Said<'_>,
    fields: FigureFields<'_>,
    of: impl Fn(&'v Reported) -> Option<(Vec<&'v Body<'v>>, Option<&'v [Figure]>)>,
    name: fn(&'v Reported, &[&'v Body<'v>]) -> &'v str,
) -> Json {
    let own = reported.iter().filter_map(|reported| Some((reported, of(reported)?)));
    let lines = own.enumerate().map(|(at, (reported, (units, figures)))| {
        let missing: Vec<Json> = reported
            .missing
            .iter()
            .map(|(table, units)| json!({ "table": table, "units": units, "count": units.len() }))
            .collect();
        let name_of = if reported.town.is_empty() { &reported.county } else { &reported.town };
        let section = said.cycle.bodies.get(name_of).unwrap_or(&said.nothing.section);
        json!({
            "no": at + 1,
            "name": name(reported, &units),
            "county": reported.county,
            "unit_count": reported.units,
            "done": reported.done,
            "share": phrase::share(reported.share(), reported.decimals),
            "rank": reported.rank,
            "missing_text": missing_text(reported),
            "missing": missing,
            "figures": figures.map_or(Json::Object(Map::new()), |list| fields.by_id(list)),
            "totals": unit::Numbers::total(&units),
            "group": seats::group(section.group.as_ref().unwrap_or(&said.nothing.group)),
            "meetings": meetings::meetings(section),
            "practice": section.wording.get("bulletin-practice"),
            "next": section.wording.get("bulletin-next"),
            "congress_last": dates::date(last_congress(&units)),
        })
    });
    lines.collect()
}

/// The villages and the communities apart, where there are both.
pub(super) fn kinds(fields: FigureFields<'_>) -> Json {
    let kind =
        |(word, figures): &(String, Vec<Figure>)| json!({ "name": word, "figures": fields.by_id(figures) });
    fields.figures.kinds.iter().map(kind).collect()
}
