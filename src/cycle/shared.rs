//! What a layer says for all towns that use it: rules, ballots, packets, columns of its own, in its `pack.toml`. What the
//! `cycle.toml` of a town says itself goes over it, key by key.

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use crate::cycle::ballot::out_of_range;
use crate::cycle::bounds;
use crate::cycle::definition::Cycle;
use crate::cycle::learned::LayerText;

/// The file of a layer with its documents, and with settings for all towns.
pub const PACK_FILE: &str = "pack.toml";

impl Cycle {
    /// Takes over what layers set, the lowest first, under what `own`, the text of the town's `cycle.toml`, says. What cannot
    /// be read is reported where it is read first: the pack with the layers, `cycle.toml` with the cycle.
    pub fn take_settings(&mut self, own: &str, layers: &[LayerText]) {
        // What `cycle.toml` may not ask for a pack may not either.
        let is_bounded =
            |layer: &&LayerText| layer.name == PACK_FILE && bounds::problem(&layer.text).is_none();
        let packs = layers.iter().filter(is_bounded);
        let packs: Vec<Table> = packs.filter_map(|pack| toml::from_str(&pack.text).ok()).collect();
        let own: Table = toml::from_str(own.trim_start_matches('\u{FEFF}')).unwrap_or_default();
        let rules = merged("rules", &packs, &own).unwrap_or_else(|| self.rules.clone());
        let ballot = merged("ballot", &packs, &own).unwrap_or_else(|| self.ballot.clone());
        if out_of_range(&rules, &ballot).is_none() {
            (self.rules, self.ballot) = (rules, ballot);
        }
        if let Some(packet) = merged("packet", &packs, &own) {
            self.packet = packet;
        }
        for columns in packs.iter().filter_map(|pack| pack.get("extra_columns")?.as_array()) {
            let new = columns.iter().filter_map(Value::as_str).map(str::to_owned);
            let new: Vec<String> = new.filter(|column| !self.extra_columns.contains(column)).collect();
            self.extra_columns.extend(new);
        }
    }
}

/// A section of all packs and of the town, one over the other; `None` where no pack has it.
fn merged<T: DeserializeOwned>(section: &str, packs: &[Table], own: &Table) -> Option<T> {
    let of = |table: &Table| table.get(section).and_then(Value::as_table).cloned();
    let mut shared = packs.iter().filter_map(of).reduce(over)?;
    if let Some(own) = of(own) {
        shared = over(shared, own);
    }
    Value::Table(shared).try_into().ok()
}

/// The lower table with what the upper one says, table by table.
fn over(mut lower: Table, upper: Table) -> Table {
    for (key, value) in upper {
        let value = match (lower.remove(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => Value::Table(over(below, above)),
            (_, value) => value,
        };
        lower.insert(key, value);
    }
    lower
}
