//! The towns of a district: what their units add up to, how far they are, and what has not been reported.

use serde_json::{Map, Value as Json, json};

use crate::count::Reported;
use crate::cycle::Cycle;
use crate::fill::FigureViews;
use crate::fill::context::{Subject, bodies, figures, serial};
use crate::model::{BodyRows, Level, TableKind};

/// 代表 2、得票 3; an empty text where nothing is missing.
fn missing_text(reported: &Reported) -> String {
    let one = |(table, units): &(TableKind, Vec<String>)| format!("{}{}", table.name(), units.len());
    reported.missing.iter().map(one).collect::<Vec<_>>().join("、")
}

/// Every town with units, in the order of the bodies.
pub(super) fn towns(cycle: &Cycle, all: &[BodyRows<'_>], views: &FigureViews) -> Json {
    let towns = views.reported.iter().enumerate().map(|(at, reported)| {
        let units: Vec<&BodyRows<'_>> = all
            .iter()
            .filter(|rows| rows.body.level() == Level::Unit && rows.body.town_name() == reported.town)
            .collect();
        let own = views.towns.iter().find(|(town, _)| *town == reported.town);
        let missing: Vec<Json> = reported
            .missing
            .iter()
            .map(|(table, units)| json!({ "table": table, "units": units, "count": units.len() }))
            .collect();
        let mut town = json!({
            "no": serial(at),
            "name": reported.town,
            "county": reported.county,
            "unit_count": reported.units,
            "done": reported.done,
            "share": reported.share,
            "rank": reported.rank,
            "missing_text": missing_text(reported),
            "missing": missing,
            "figures": own.map_or(Json::Object(Map::new()), |(_, list)| figures::by_id(list)),
        });
        if let Some(rows) = units.first() {
            let listed = bodies::units(Subject { cycle, rows, units: &units });
            town["totals"] = bodies::totals(Some(&listed));
        }
        town
    });
    towns.collect()
}
