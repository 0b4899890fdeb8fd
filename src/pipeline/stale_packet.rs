//! Packets that a build left alone and whose papers it made anew: they are older than what lies beside them.

use std::collections::HashSet;

use crate::bind::{Entry, Manifest};
use crate::pipeline::build_report::BuildReport;
use crate::pipeline::job::PACKET;
use crate::problem::{Code, Place, Problem, Severity};
use crate::say;

/// Papers were made anew and the packet that holds them was not bound again. Source: DESIGN 6.
pub(super) static STALE_PACKET: Code =
    Code { id: "stale-packet", severity: Severity::Warning, source: "DESIGN 6" };

/// Packets that are named; of others there is the number.
const SHOWN: usize = 5;

/// The problem of all such packets together.
pub(super) fn problem(report: &BuildReport, manifest: &Manifest) -> Option<Problem> {
    let made = report.written.iter().chain(&report.unchanged).map(|made| made.path.as_str());
    let bound: HashSet<&str> = made.chain(report.failed.iter().map(|failed| failed.path.as_str())).collect();
    let renewed: HashSet<(&str, &str)> = report
        .written
        .iter()
        .filter(|made| made.entry.id != PACKET)
        .map(|made| (town(&made.path), made.entry.body.as_str()))
        .collect();
    let is_stale = |(path, entry): &(&String, &Entry)| {
        entry.id == PACKET
            && !bound.contains(path.as_str())
            && renewed.contains(&(town(path), entry.body.as_str()))
    };
    let stale: Vec<&str> =
        manifest.files.iter().filter(is_stale).map(|(_, entry)| entry.body.as_str()).collect();
    if stale.is_empty() {
        return None;
    }
    let (count, shown) = (stale.len(), stale.iter().take(SHOWN).copied().collect::<Vec<_>>().join("、"));
    let more = if count > SHOWN { " …" } else { "" };
    let message = say!(
        "{count} 本备案材料合订本还是旧的，里面的材料这次重新做了：{shown}{more}",
        "{count} packets are older than the papers that were made now: {shown}{more}"
    );
    let hint = say!(
        "打印以前不加 --no-packet、--only、--stage 再做一次",
        "run once more without --no-packet, --only and --stage before you print"
    );
    Some(Problem::new(&STALE_PACKET, Place::Workspace, message).hint(hint))
}

/// The first folder of a path: two towns may have a village of one name.
fn town(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}
