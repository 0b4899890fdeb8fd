//! Which town has finished, and which of its units have not reported what.

use crate::count::figure::{Value, number};
use crate::model::{Level, Ratio, TableKind};
use crate::resolve::Body;

/// How far a town is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reported {
    /// Its county; empty where no table tells it.
    pub county: String,
    /// The town, with its county where another county has a town of its name; empty for a county as a whole.
    pub town: String,
    /// Its units.
    pub units: u32,
    /// Units that have a new committee.
    pub done: u32,
    /// Decimals that the share of those that have is printed with.
    pub decimals: u8,
    /// 1 for the town with the highest share; towns of one share have one rank.
    pub rank: u32,
    /// Units of which a kind of table tells nothing: the kind, and their names.
    pub missing: Vec<(TableKind, Vec<String>)>,
}

impl Reported {
    /// The share of its units that have a new committee.
    #[must_use]
    pub fn share(&self) -> Value {
        Value::Share { count: self.done, base: self.units }
    }
}

/// What every unit hands in. Of the last term and of progress not everybody keeps a list.
const DUE: [TableKind; 5] =
    [TableKind::Delegates, TableKind::Nominees, TableKind::Congresses, TableKind::Votes, TableKind::Officers];

/// Every town with units, or every county, in the order of the bodies.
///
/// A kind of table that no unit at all has handed in is not asked for here: then nobody was asked for it.
pub(super) fn reported(bodies: &[Body<'_>], decimals: u8, by: Level) -> Vec<Reported> {
    let units: Vec<&Body<'_>> = bodies.iter().filter(|body| body.is_electing_unit()).collect();
    let due: Vec<TableKind> =
        DUE.into_iter().filter(|kind| units.iter().any(|body| body.has(*kind))).collect();
    let mut towns: Vec<Reported> = Vec::new();
    for body in units {
        let town = if by == Level::Town { body.id.town_name() } else { String::new() };
        if towns.last().is_none_or(|last| last.town != town || last.county != body.id.county) {
            let missing = due.iter().map(|kind| (*kind, Vec::new())).collect();
            let county = body.id.county.clone();
            towns.push(Reported { county, town, decimals, missing, ..Reported::default() });
        }
        let Some(town) = towns.last_mut() else { continue };
        town.units += 1;
        town.done += u32::from(body.is_done());
        for (kind, names) in town.missing.iter_mut().filter(|(kind, _)| !body.has(*kind)) {
            let _ = kind;
            names.push(body.id.place().to_owned());
        }
    }
    for town in &mut towns {
        town.missing.retain(|(_, names)| !names.is_empty());
    }
    rank(&mut towns);
    towns
}

/// By the exact share, so that two towns of 66.7% are not level when one has 2/3 and the other 667/1000.
fn rank(towns: &mut [Reported]) {
    let shares: Vec<Option<Ratio>> = towns.iter().map(|town| town.share().share()).collect();
    for (own, town) in shares.iter().zip(towns.iter_mut()) {
        town.rank = number(shares.iter().filter(|other| *other > own).count()) + 1;
    }
}
