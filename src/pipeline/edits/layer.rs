//! A county's packed templates: dropped among the mail, they lie beside `cycle.toml`, which names them from then on.

use std::path::Path;

use crate::bind;
use crate::pipeline::edits::change::{self, Change, NotChanged, Step};
use crate::pipeline::edits::paths::{away, full};
use crate::pipeline::edits::settings::{self, Given};
use crate::pipeline::open;
use crate::say;

/// Takes in a packed layer under a file name, and uses it. Where papers cannot be made with it, everything is as it was.
pub(super) fn take_layer(root: &Path, name: &str, bytes: &[u8]) -> Result<Change, NotChanged> {
    let change = {
        let _held = change::held(root)?;
        let steps = put(root, name, bytes)?;
        let path = ["cycle", "layer"].map(str::to_owned).to_vec();
        let given = Given { path, seen: None, value: name.to_owned() };
        let said = say!("收到模板 {name}，材料都照它做", "{name} taken in: papers are made by it");
        // A plain folder of tables has no settings, and no papers.
        Change::new(said, steps).and(settings::changed(root, &[given])?)
    };
    match usable(root) {
        Ok(()) => Ok(change),
        Err(wrong) => {
            change.undo(root)?;
            Err(wrong)
        }
    }
}

/// Writes the file; another one of its name goes away.
fn put(root: &Path, name: &str, bytes: &[u8]) -> Result<Vec<Step>, NotChanged> {
    let path = full(root, name);
    if std::fs::read(&path).is_ok_and(|there| there == bytes) {
        return Ok(Vec::new());
    }
    let mut steps = Vec::new();
    if path.exists() {
        steps.push(Step::Moved { from: name.to_owned(), to: away(root, name)? });
    }
    bind::write_new(&path, bytes)?;
    steps.push(Step::Came { file: name.to_owned() });
    Ok(steps)
}

fn usable(root: &Path) -> Result<(), NotChanged> {
    let workspace = open::open(root, None)?;
    open::layers(Some(root), None, &workspace.cycle).map(|_| ()).map_err(NotChanged::Unreadable)
}
