//! What is asked for.

use crate::model::Level;

/// What the clerk asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InitOptions {
    /// Name of the folder; it becomes the name of the town where it looks like one.
    pub name: String,
    /// What the workspace covers: a town, a county of many, a city of many counties.
    pub level: Level,
    /// Villages and communities, in order; may be empty. In a county or city each behind its town: `青坑镇 霞垅村`.
    pub units: Vec<String>,
}

impl InitOptions {
    /// Town and unit of a line of the list; only a county's or city's lines name towns.
    pub(super) fn place<'l>(&self, line: &'l str) -> (Option<&'l str>, &'l str) {
        let parts = line.split_once(|c: char| c.is_whitespace() || matches!(c, ',' | '，'));
        match parts.filter(|_| self.level.is_above_towns()) {
            Some((town, unit)) => (Some(town.trim()), unit.trim()),
            None => (None, line),
        }
    }
}
