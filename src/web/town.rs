//! A town that is open in the window: what was read of it, what can be undone, the build that runs.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, TryLockError};
use std::time::{Duration, Instant};

use blake3::Hash;
use tokio::sync::watch;

use crate::pipeline::{Change, NotChanged, NotReady, Project, Settings};
use crate::problem::Say;
use crate::say;
use crate::web::job::Jobs;
use crate::web::keys::locked;
use crate::web::opened::{self, Opened};
use crate::web::stamp::stamp;

/// How long what was read is taken for true before the files are looked at again.
const LOOK_AGAIN: Duration = Duration::from_millis(700);
/// Changes that can be undone.
const UNDONE: usize = 200;

/// A town.
#[derive(Debug)]
pub(in crate::web) struct Town {
    /// Its word in addresses.
    pub(in crate::web) key: String,
    /// Its folder.
    pub(in crate::web) root: PathBuf,
    /// Its builds.
    pub(in crate::web) jobs: Jobs,
    settings: Settings,
    held: Mutex<Option<Held>>,
    /// Held by whoever reads the town anew.
    opening: Mutex<()>,
    changes: Mutex<Vec<Change>>,
    version: watch::Sender<u64>,
}

/// What was read, of which files, and when these were last looked at.
#[derive(Debug)]
struct Held {
    opened: Arc<Opened>,
    stamp: Hash,
    looked: Instant,
}

impl Town {
    pub(in crate::web) fn new(key: String, root: PathBuf, settings: Settings) -> Self {
        Self {
            key,
            root,
            jobs: Jobs::default(),
            settings,
            held: Mutex::default(),
            opening: Mutex::default(),
            changes: Mutex::default(),
            version: watch::Sender::new(0),
        }
    }

    /// What the town holds, read anew where a file is another than before. While somebody else reads it, what was read before.
    pub(in crate::web) fn opened(&self) -> Result<Arc<Opened>, NotReady> {
        let known = || locked(&self.held).as_ref().map(|held| (Arc::clone(&held.opened), held.looked));
        let before = known();
        if let Some((opened, _)) = before.as_ref().filter(|(_, looked)| looked.elapsed() < LOOK_AGAIN) {
            return Ok(Arc::clone(opened));
        }
        let _opening = match (self.opening.try_lock(), before) {
            (Ok(held), _) => held,
            (Err(TryLockError::Poisoned(held)), _) => held.into_inner(),
            (Err(TryLockError::WouldBlock), Some((opened, _))) => return Ok(opened),
            (Err(TryLockError::WouldBlock), None) => locked(&self.opening),
        };
        self.look()
    }

    /// What the town holds after a change: whoever made it waits for it.
    fn reopened(&self) -> Result<Arc<Opened>, NotReady> {
        let _opening = locked(&self.opening);
        self.look()
    }

    fn look(&self) -> Result<Arc<Opened>, NotReady> {
        let stamp = stamp(&self.root);
        if let Some(held) = locked(&self.held).as_mut().filter(|held| held.stamp == stamp) {
            held.looked = Instant::now();
            return Ok(Arc::clone(&held.opened));
        }
        let opened = Arc::new(opened::open(self.project()?)?);
        *locked(&self.held) = Some(Held { opened: Arc::clone(&opened), stamp, looked: Instant::now() });
        self.version.send_modify(|version| *version += 1);
        Ok(opened)
    }

    /// A mark of the files as they were when the town was read last.
    pub(in crate::web) fn mark(&self) -> Option<String> {
        locked(&self.held).as_ref().map(|held| held.stamp.to_hex().to_string())
    }

    /// The project, not yet read.
    pub(in crate::web) fn project(&self) -> Result<Project, NotReady> {
        Project::open(&self.root, self.settings.clone())
    }

    /// Counts up when something is other than before.
    pub(in crate::web) fn version(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }

    /// Takes note of a change and reads the town again; what was done.
    pub(in crate::web) fn changed(&self, change: Change) -> Say {
        let said = change.said.clone();
        if !change.is_empty() {
            let mut changes = locked(&self.changes);
            if changes.len() >= UNDONE {
                changes.remove(0);
            }
            changes.push(change);
        }
        // What is wrong by now, the next page tells.
        let _ = self.reopened();
        said
    }

    /// What would be undone next.
    pub(in crate::web) fn last_change(&self) -> Option<Say> {
        locked(&self.changes).last().map(|change| change.said.clone())
    }

    /// Undoes the last change; what it was.
    pub(in crate::web) fn undo(&self) -> Result<Say, NotChanged> {
        let Some(change) = locked(&self.changes).pop() else {
            return Err(NotChanged::Refused(say!("没有可以撤销的", "there is nothing to undo")));
        };
        if let Err(refused) = change.undo(&self.root) {
            // An I/O error may be over in a moment; what somebody changed since stays changed.
            if matches!(refused, NotChanged::Stop(_)) {
                locked(&self.changes).push(change);
            }
            return Err(refused);
        }
        let _ = self.reopened();
        Ok(change.said)
    }

    /// What the town is called: as its settings say, else as its folder.
    pub(in crate::web) fn name(&self) -> String {
        let said = |held: &Held| held.opened.borrow_owner().cycle().town.name.clone();
        let said = locked(&self.held).as_ref().map(said).filter(|name| !name.is_empty());
        said.unwrap_or_else(|| self.folder())
    }

    /// What the folder is called.
    pub(in crate::web) fn folder(&self) -> String {
        folder(&self.root)
    }
}

/// What a folder is called.
pub(in crate::web) fn folder(root: &Path) -> String {
    root.file_name().map_or_else(|| root.display().to_string(), |name| name.to_string_lossy().into_owned())
}
