//! The town of a body: what it and its Party committee are called.

use serde::Serialize;

use crate::cycle::Cycle;
use crate::resolve::kind_of_place;

/// The town of a body, or the county or city itself. Where the cycle is of a county the towns have names only.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TownView {
    pub(super) name: String,
    pub(super) federation: String,
    pub(super) short: String,
    pub(super) party: Option<String>,
    pub(super) party_short: Option<String>,
    county: Option<String>,
    pub(super) superior: Option<String>,
    pub(super) superior_short: Option<String>,
}

/// The town of a body.
pub(super) fn town(cycle: &Cycle, name: &str, county: &str) -> TownView {
    let own = (cycle.town.name == name || name.is_empty()).then_some(&cycle.town);
    let superior = match own {
        Some(town) => town.superior.clone(),
        // In a city's workspace a town is below its county.
        None if !county.is_empty() && county != name => Some(federation(cycle, county)),
        None => Some(cycle.town.federation.clone()).filter(|federation| !federation.is_empty()),
    };
    let superior_short = own
        .and_then(|town| town.superior_short.clone())
        .or_else(|| superior.as_ref().map(|full| full.replace("妇女联合会", "妇联")));
    let party = party(name);
    TownView {
        name: name.to_owned(),
        federation: federation(cycle, name),
        short: own.map_or_else(|| format!("{name}妇联"), |town| town.short.clone()),
        party: own.and_then(|town| town.party.clone()).or(party.as_ref().map(|(full, _)| full.clone())),
        party_short: own
            .and_then(|town| town.party_short.clone())
            .or(party.map(|(_, short)| short.to_owned())),
        county: own
            .and_then(|town| town.county.clone())
            .or_else(|| Some(county.to_owned()).filter(|county| !county.is_empty() && county != name)),
        superior,
        superior_short,
    }
}

/// The town's Party committee by the kind of town: that of a 街道 is a working committee.
fn party(town: &str) -> Option<(String, &'static str)> {
    match kind_of_place(town)? {
        "镇" => Some((format!("中共{town}委员会"), "镇党委")),
        "乡" => Some((format!("中共{town}委员会"), "乡党委")),
        "县" => Some((format!("中共{town}委员会"), "县委")),
        "区" => Some((format!("中共{town}委员会"), "区委")),
        "市" => Some((format!("中共{town}委员会"), "市委")),
        "旗" => Some((format!("中共{town}委员会"), "旗委")),
        "街道" => Some((format!("中共{town}工作委员会"), "街道党工委")),
        _ => None,
    }
}

/// The full name of a town's federation.
pub(super) fn federation(cycle: &Cycle, town: &str) -> String {
    if cycle.town.name == town { cycle.town.federation.clone() } else { format!("{town}妇女联合会") }
}
