//! Documents × bodies → jobs, grouped by body.

use std::collections::BTreeMap;

use crate::fill::{DocumentSpec, Filing, Scope};
use crate::model::Level;
use crate::pipeline::job::BodyJob;
use crate::pipeline::selection::Selection;
use crate::resolve::Body;

/// Whether a document is made for a body. Papers of the cycle are those of a county or city where there is one, else the
/// town's; a body that does not elect in this cycle has none of a congress.
pub(super) fn concerns(document: &DocumentSpec, body: &Body<'_>, is_above: bool) -> bool {
    let level = body.id.level();
    document.scopes.iter().any(|scope| match scope {
        Scope::Town => level == Level::Town,
        Scope::Unit => level == Level::Unit,
        Scope::Body | Scope::Delegate | Scope::Nominee => body.setting.elects && !level.is_above_towns(),
        Scope::Cycle => {
            if is_above {
                level.is_above_towns()
            } else {
                level == Level::Town
            }
        }
    })
}

/// All jobs in the order of bodies. Packets are bound unless the selection is narrowed to some papers.
pub(super) fn jobs(documents: &[DocumentSpec], bodies: &[Body<'_>], selection: &Selection) -> Vec<BodyJob> {
    let is_above = bodies.iter().any(|body| body.id.level().is_above_towns());
    let mut jobs = Vec::new();
    for (body, entry) in bodies.iter().enumerate().filter(|(_, entry)| selection.takes_body(&entry.id)) {
        let own: Vec<usize> = (0..documents.len())
            .filter(|&at| documents.get(at).is_some_and(|spec| concerns(spec, entry, is_above)))
            .collect();
        let papers = own
            .iter()
            .copied()
            .filter(|&at| documents.get(at).is_some_and(|spec| selection.takes_document(spec)))
            .collect();
        let is_of_packet = |&at: &usize| documents.get(at).is_some_and(|spec| spec.filing == Filing::Packet);
        let of_packet = own.into_iter().filter(is_of_packet).collect();
        let packet = if entry.id.level().is_above_towns() { Vec::new() } else { selection.bound(of_packet) };
        jobs.push(BodyJob { body, papers, packet, waiting: BTreeMap::new() });
    }
    jobs.retain(|job| job.len() > 0);
    jobs
}
