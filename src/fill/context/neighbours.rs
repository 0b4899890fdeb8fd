//! The units around a body: those that elect in this cycle and are counted, and those that its papers list.

use crate::model::Level;
use crate::resolve::{Body, Resolved};

/// Where the units around a body stand among all bodies.
pub(super) struct Around {
    pub(super) electing: Vec<usize>,
    /// The same, but where none elects all units of the town: their women choose delegates to its congress.
    pub(super) listed: Vec<usize>,
}

/// The units around a body, themselves.
#[derive(Clone, Copy)]
pub(super) struct Neighbours<'u, 'v> {
    pub(super) electing: &'u [&'v Body<'v>],
    pub(super) listed: &'u [&'v Body<'v>],
}

/// Of a unit those of its town, `above`, or itself; of any other body those below it.
pub(super) fn around(resolved: &Resolved<'_>, at: usize, above: Option<usize>) -> Around {
    let level = resolved.bodies.get(at).map(|body| body.id.level());
    let below = || above.into_iter().flat_map(|above| resolved.below(above));
    let electing: Vec<usize> =
        below().filter(|(_, other)| other.is_electing_unit()).map(|(at, _)| at).collect();
    let electing = if level == Some(Level::Unit) && electing.is_empty() { vec![at] } else { electing };
    let listed = match level {
        Some(Level::Town) if electing.is_empty() => {
            below().filter(|(_, other)| other.id.level() == Level::Unit).map(|(at, _)| at).collect()
        }
        _ => electing.clone(),
    };
    Around { electing, listed }
}

/// The bodies that stand there.
pub(super) fn bodies<'r, 'a>(resolved: &'r Resolved<'a>, at: &[usize]) -> Vec<&'r Body<'a>> {
    at.iter().filter_map(|&at| resolved.bodies.get(at)).collect()
}

/// Position of the town that a unit belongs to.
pub(super) fn town_of(resolved: &Resolved<'_>, body: &Body<'_>) -> Option<usize> {
    resolved.bodies.iter().position(|other| other.id.level() == Level::Town && other.id.shares_town(&body.id))
}
