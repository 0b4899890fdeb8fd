//! Papers that `cycle.toml` names and no layer has.

use std::collections::BTreeSet;

use crate::cycle::{CYCLE_FILE, Cycle};
use crate::fill::pack::document::DocumentSpec;
use crate::problem::{Code, Place, Problem, Severity};
use crate::say;

/// `[body]` of `cycle.toml` tells number or date of a paper that there is none of: most likely misspelt. Source: DESIGN 7.
pub(in crate::fill) static UNKNOWN_PAPER: Code =
    Code { id: "unknown-paper", severity: Severity::Warning, source: "DESIGN 7" };

/// Papers that `cycle.toml` names and no layer has.
pub(in crate::fill) fn unknown_papers(documents: &[DocumentSpec], cycle: &Cycle) -> Vec<Problem> {
    let known: BTreeSet<&str> = documents.iter().map(|document| document.id.as_str()).collect();
    let named: BTreeSet<&str> =
        cycle.bodies.values().flat_map(|section| section.paper.keys().map(String::as_str)).collect();
    let problem = |id: &&str| {
        let message = say!(
            "没有材料叫“{id}”：paper.{id} 没有用上",
            "there is no paper \"{id}\": paper.{id} is not used"
        );
        let near =
            known.iter().map(|other| (strsim::jaro(other, id), *other)).max_by(|a, b| a.0.total_cmp(&b.0));
        let hint = match near.filter(|(likeness, _)| *likeness > 0.8) {
            Some((_, near)) => say!("是不是“{near}”？", "did you mean \"{near}\"?"),
            None => say!("名称看 huanjie list 的第二栏", "ids are in the second column of huanjie list"),
        };
        Problem::new(&UNKNOWN_PAPER, Place::File(CYCLE_FILE.to_owned()), message).hint(hint)
    };
    named.difference(&known).map(problem).collect()
}
