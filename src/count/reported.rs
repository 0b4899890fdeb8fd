//! Which town has finished, and which of its units have not reported what.

use serde::Serialize;

use crate::count::figure::{Ratio, share_text};
use crate::count::levels::{is_done, number};
use crate::model::{BodyRows, Level, TableKind};

/// How far a town is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Reported {
    /// Its county; empty where no table tells it.
    pub county: String,
    /// The town, with its county where another county has a town of its name.
    pub town: String,
    /// Its units.
    pub units: u32,
    /// Units that have a new committee.
    pub done: u32,
    /// The share of those that have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<String>,
    /// 1 for the town with the highest share; towns of one share have one rank.
    pub rank: u32,
    /// Units of which a kind of table tells nothing: the kind, and their names.
    pub missing: Vec<(TableKind, Vec<String>)>,
}

/// What every unit hands in. Of the last term and of progress not everybody keeps a list.
const DUE: [TableKind; 5] =
    [TableKind::Delegates, TableKind::Nominees, TableKind::Congresses, TableKind::Votes, TableKind::Officers];

/// Every town with units, in the order of the bodies.
///
/// A kind of table that no unit at all has handed in is not asked for here: then nobody was asked for it.
pub(super) fn reported(bodies: &[BodyRows<'_>], decimals: u8) -> Vec<Reported> {
    let units: Vec<&BodyRows<'_>> = bodies.iter().filter(|rows| rows.body.level() == Level::Unit).collect();
    let due: Vec<TableKind> =
        DUE.into_iter().filter(|kind| units.iter().any(|rows| has(rows, *kind))).collect();
    let mut towns: Vec<Reported> = Vec::new();
    for rows in units {
        let town = rows.body.town_name();
        if towns.last().is_none_or(|last| last.town != town) {
            let missing = due.iter().map(|kind| (*kind, Vec::new())).collect();
            let county = rows.body.county.clone();
            towns.push(Reported { county, town, missing, ..Reported::default() });
        }
        let Some(town) = towns.last_mut() else { continue };
        town.units += 1;
        town.done += u32::from(is_done(rows));
        for (kind, names) in town.missing.iter_mut().filter(|(kind, _)| !has(rows, *kind)) {
            let _ = kind;
            names.push(rows.body.place().to_owned());
        }
    }
    for town in &mut towns {
        town.share = share_text(town.done, town.units, decimals);
        town.missing.retain(|(_, names)| !names.is_empty());
    }
    rank(&mut towns);
    towns
}

fn has(rows: &BodyRows<'_>, kind: TableKind) -> bool {
    match kind {
        TableKind::Units => rows.facts.is_some(),
        TableKind::Delegates => !rows.delegates.is_empty(),
        TableKind::Nominees => !rows.nominees.is_empty(),
        TableKind::Officers => !rows.officers.is_empty(),
        TableKind::Congresses => !rows.congresses.is_empty(),
        TableKind::Votes => !rows.votes.is_empty(),
        TableKind::Previous => !rows.previous.is_empty(),
        TableKind::Progress => rows.progress.is_some(),
    }
}

/// By the exact share, so that two towns of 66.7% are not level when one has 2/3 and the other 667/1000.
fn rank(towns: &mut [Reported]) {
    let shares: Vec<Ratio> = towns.iter().map(|town| Ratio::new(town.done, town.units)).collect();
    for (at, town) in towns.iter_mut().enumerate() {
        let own = shares.get(at).copied();
        let better = shares.iter().filter(|other| own.is_some_and(|own| other.is_more_than(own))).count();
        town.rank = number(better) + 1;
    }
}
