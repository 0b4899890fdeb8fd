//! The towns that are open: one for each folder.

use std::path::Path;
use std::sync::{Arc, Mutex};

use crate::pipeline::Settings;
use crate::web::keys::locked;
use crate::web::town::Town;

/// Towns open at the same time; the one that was opened first is closed for another.
const MOST: usize = 32;

/// The towns that are open.
#[derive(Debug)]
pub(in crate::web) struct Towns {
    settings: Settings,
    towns: Mutex<Vec<Arc<Town>>>,
}

impl Towns {
    pub(in crate::web) fn new(settings: Settings) -> Self {
        Self { settings, towns: Mutex::default() }
    }

    /// The town of a folder, which need not be there.
    pub(in crate::web) fn at(&self, root: &Path) -> Arc<Town> {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let mut towns = locked(&self.towns);
        if let Some(town) = towns.iter().find(|town| town.root == root) {
            return Arc::clone(town);
        }
        // The same folder has the same word after the program was started again: a page that is still open goes on working.
        let hash = blake3::hash(root.to_string_lossy().as_bytes()).to_hex();
        let key: String = hash.chars().take(12).collect();
        let town = Arc::new(Town::new(key, root, self.settings.clone()));
        if towns.len() >= MOST {
            towns.remove(0);
        }
        towns.push(Arc::clone(&town));
        town
    }

    /// The town of a word in an address.
    pub(in crate::web) fn get(&self, key: &str) -> Option<Arc<Town>> {
        locked(&self.towns).iter().find(|town| town.key == key).map(Arc::clone)
    }

    /// No new paper is begun.
    pub(in crate::web) fn stop(&self) {
        locked(&self.towns).iter().for_each(|town| town.jobs.stop());
    }

    /// Waits for the papers at hand.
    pub(in crate::web) fn finish(&self) {
        let towns = locked(&self.towns).clone();
        towns.iter().for_each(|town| town.jobs.wait());
    }
}
