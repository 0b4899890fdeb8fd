//! What the rules found: a list that does not grow without end.

use std::collections::BTreeMap;

use crate::problem::{Code, Place, Problem, Severity};
use crate::say;

/// Findings of one code that are listed; the others are counted. A city of 1,593 villages has fewer; a file made to
/// harm could have millions.
const SAME: usize = 5_000;

/// More of the same than are listed. Source: DESIGN 4.
pub(super) static MORE_FINDINGS: Code =
    Code { id: "more-findings", severity: Severity::Warning, source: "DESIGN 4" };

/// The problems of all rules.
#[derive(Debug, Default)]
pub(super) struct Findings {
    list: Vec<Problem>,
    counts: BTreeMap<&'static str, (Severity, usize)>,
    /// Where the body at hand begins in the list, and the codes raised for it.
    body: usize,
    told: Vec<&'static Code>,
}

impl Findings {
    /// Adds a problem; beyond [`SAME`] of one code it is only counted.
    pub(super) fn push(&mut self, problem: Problem) {
        if !self.told.iter().any(|code| std::ptr::eq(*code, problem.code)) {
            self.told.push(problem.code);
        }
        let (_, count) = self.counts.entry(problem.code.id).or_insert((problem.severity, 0));
        *count += 1;
        if *count <= SAME {
            self.list.push(problem);
        }
    }

    /// Begins a body: what was told before is not told of it.
    pub(super) fn begin(&mut self) {
        self.body = self.list.len();
        self.told.clear();
    }

    /// Whether the code was raised for the body at hand.
    pub(super) fn has(&self, code: &'static Code) -> bool {
        self.told.iter().any(|told| std::ptr::eq(*told, code))
    }

    /// Names the unit of the body at hand in its problems.
    pub(super) fn of_unit(&mut self, unit: &str) {
        for problem in self.list.iter_mut().skip(self.body) {
            problem.unit = Some(unit.to_owned());
        }
    }

    /// All problems, with a line for each code that has more than are listed.
    pub(super) fn into_list(mut self) -> Vec<Problem> {
        for (id, (severity, count)) in self.counts {
            let Some(more) = count.checked_sub(SAME).filter(|more| *more > 0) else { continue };
            let message = say!(
                "还有 {more} 处同样的问题（{id}）没有逐一列出",
                "{more} more problems of the kind {id} are not listed"
            );
            let hint = say!("先改列出的，再检查一次", "fix those that are listed and check again");
            self.list
                .push(Problem::new(&MORE_FINDINGS, Place::Workspace, message).hint(hint).severity(severity));
        }
        self.list
    }
}
