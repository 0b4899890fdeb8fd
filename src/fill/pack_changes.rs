//! What a layer's `pack.toml` says otherwise than those below, document by document and key by key.

use toml::{Table, Value};

use crate::cycle::PACK_FILE;
use crate::fill::Layers;
use crate::fill::changed_file::{BlockState, ChangedBlock};
use crate::fill::files::LayerFiles;
use crate::fill::passages::{PassageSource, source};

/// The key under which an entry is known, and which it does not change.
const ID: &str = "id";

impl Layers {
    /// Each key of a document that a `pack.toml` above the default one says: the winning file, and those that it goes over.
    #[must_use]
    pub fn settings(&self) -> Vec<PassageSource> {
        let packs: Vec<(String, Table)> =
            self.stack.iter().map(|layer| (layer.shown(PACK_FILE), parsed(layer))).collect();
        let mut settings: Vec<PassageSource> = Vec::new();
        for (_, pack) in packs.iter().take(packs.len().saturating_sub(1)) {
            for (id, entry) in entries(pack) {
                for key in entry.keys().filter(|key| *key != ID) {
                    let is_known =
                        |known: &PassageSource| known.name == *key && known.document.as_deref() == Some(id);
                    let says = |pack: &Table| entry_of(pack, id).is_some_and(|entry| entry.contains_key(key));
                    let places = packs.iter().filter(|(_, pack)| says(pack)).map(|(place, _)| place.clone());
                    if !settings.iter().any(is_known) {
                        settings.extend(source(Some(id), key, places.collect()));
                    }
                }
            }
        }
        settings.sort_by(|one, two| (&one.document, &one.name).cmp(&(&two.document, &two.name)));
        settings
    }
}

/// The entries and sections of a layer's `pack.toml`, each with the lines that differ. `below`: the layers beneath.
pub(super) fn changed_pack(layer: &LayerFiles, below: &[LayerFiles]) -> Vec<ChangedBlock> {
    let below: Vec<Table> = below.iter().map(parsed).collect();
    let own = parsed(layer);
    let documents = entries(&own)
        .map(|(id, entry)| block(id, entry, below.iter().filter_map(|pack| entry_of(pack, id)).collect()));
    let sections = own.iter().filter_map(|(name, value)| {
        let under = below.iter().filter_map(|pack| pack.get(name)?.as_table()).collect();
        Some(block(&format!("[{name}]"), value.as_table()?, under))
    });
    let rest: Table = own
        .iter()
        .filter(|(name, value)| *name != "document" && !value.is_table())
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let rest = (!rest.is_empty()).then(|| block(PACK_FILE, &rest, below.iter().collect()));
    documents.chain(sections).chain(rest).collect()
}

/// The ids of the documents that a layer's `pack.toml` has an entry for.
pub(super) fn entry_ids(layer: &LayerFiles) -> Vec<String> {
    entries(&parsed(layer)).map(|(id, _)| id.to_owned()).collect()
}

/// The settings for all towns that a layer's `pack.toml` has: `rules`, `ballot`, `packet`.
pub(super) fn sections(layer: &LayerFiles) -> impl Iterator<Item = String> {
    parsed(layer).into_iter().filter(|(_, value)| value.is_table()).map(|(name, _)| name)
}

/// What cannot be read is reported where the documents are read.
fn parsed(layer: &LayerFiles) -> Table {
    let text = layer.text(PACK_FILE, &mut Vec::new()).unwrap_or_default();
    toml::from_str(text).unwrap_or_default()
}

/// The documents of a pack with their ids.
fn entries(pack: &Table) -> impl Iterator<Item = (&str, &Table)> {
    let documents = pack.get("document").and_then(Value::as_array).into_iter().flatten();
    documents.filter_map(Value::as_table).filter_map(|entry| Some((entry.get(ID)?.as_str()?, entry)))
}

fn entry_of<'p>(pack: &'p Table, id: &str) -> Option<&'p Table> {
    entries(pack).find(|(known, _)| *known == id).map(|(_, entry)| entry)
}

/// One entry beside those below it, the next one first: the keys that differ.
fn block(name: &str, own: &Table, below: Vec<&Table>) -> ChangedBlock {
    let mut lines = Vec::new();
    for (key, value) in own.iter().filter(|(key, _)| *key != ID) {
        let was = below.iter().find_map(|table| table.get(key));
        if was == Some(value) {
            continue;
        }
        // A list that is changed here and there says its changes alone.
        let is_edit = value.is_table() && was.is_some_and(Value::is_array);
        if let Some(was) = was.filter(|_| !is_edit) {
            lines.push(format!("-{key} = {was}"));
        }
        lines.push(format!("+{key} = {value}"));
    }
    let state = if lines.is_empty() { BlockState::Same } else { BlockState::Changed };
    ChangedBlock { name: name.to_owned(), state, lines }
}
