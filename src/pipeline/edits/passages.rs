//! A passage of a paper in other words: a block of the workspace's own template in `templates/`, never a copy of the one below.

use std::path::Path;

use crate::fill::OwnTemplate;
use crate::pipeline::edits::change::{self, Change, NotChanged};
use crate::problem::Say;
use crate::say;

/// Where a workspace keeps the templates that are its own.
const TEMPLATES: &str = "templates";

/// Writes a template of the workspace's own, or takes it away where nothing is left of it.
pub(in crate::pipeline) fn write_template(
    root: &Path,
    own: OwnTemplate,
    said: Say,
) -> Result<Change, NotChanged> {
    let _held = change::held(root)?;
    let leads_out = |part: &str| matches!(part, "" | "." | "..") || part.contains(['\\', ':']);
    if own.path.split('/').any(leads_out) {
        return Err(NotChanged::Refused(say!("没有这个模板", "there is no such template")));
    }
    let file = format!("{TEMPLATES}/{}", own.path);
    let step = match own.text {
        Some(text) => Some(change::write_text(root, &file, text)?),
        None => change::remove_text(root, &file)?,
    };
    Ok(Change::new(said, step.into_iter().collect()))
}
