//! A tally of a further ballot: 第二次投票计票结果（另行选举1名执委） over a few of those who stood in the first. Their votes are those of the
//! further ballot, with its own number of valid ballots; everybody else keeps what the first gave her, and the congress's ballots are
//! those of the first.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{CongressFacts, Given, Role, Row, Vote};
use crate::problem::{Code, Problem, Severity};
use crate::read::log::ReadLog;
use crate::read::reading::{Content, Ignored, IgnoredKind};
use crate::read::reconcile::held::{Body, SheetOf};
use crate::read::record::tally;
use crate::say;

/// Votes of a first ballot that a further one takes the place of. Source: DOMAIN R63.
pub(in crate::read) static FURTHER_BALLOT: Code =
    Code { id: "further-ballot", severity: Severity::Note, source: "DOMAIN R63" };

/// Who is voted on in each sheet of a body.
type Tallies = BTreeMap<SheetOf, BTreeSet<String>>;

/// Puts the votes of further ballots in the place of the first ones.
pub(in crate::read) fn settle(content: &mut Content, log: &mut ReadLog) {
    let again: BTreeSet<SheetOf> = further(content);
    if again.is_empty() {
        return;
    }
    // The congress's votes and the plenary's are of two elections.
    let mut bodies: BTreeMap<(Body, bool), Tallies> = BTreeMap::new();
    for row in content.records.votes.iter().filter(|row| row.unit != Given::Unreadable) {
        let names = bodies.entry(election(row)).or_default().entry(SheetOf::of(row)).or_default();
        names.extend(name(row).map(str::to_owned));
    }
    for (election, tallies) in bodies {
        let (later, first): (Vec<_>, Vec<_>) = tallies.iter().partition(|(sheet, _)| again.contains(*sheet));
        // Who is voted on again is one of several who stood; a third ballot, or a tally of nobody else, is asked about.
        let ([(sheet, names)], [(before, all)]) = (later.as_slice(), first.as_slice()) else { continue };
        if names.len() < all.len() && names.is_subset(all) {
            Pair { election: &election, sheet, before, names }.settle(content, log);
        }
    }
}

/// Sheets whose title, name or file says that they are of a further ballot. 重新选举 is of everybody once more, after an election
/// that does not count: what became of whom is asked.
fn further(content: &Content) -> BTreeSet<SheetOf> {
    let is_further = |text: &str| tally::says_another_ballot(text) && !text.contains("重新");
    let says = |row: &&Row<Vote>| {
        let sheet = SheetOf::of(*row);
        let titles = content.tables.iter().filter(|table| sheet.is_of(table));
        let mut titles = titles.filter_map(|table| table.about.get("title"));
        titles.any(|title| is_further(title))
            || is_further(&row.source.sheet)
            || row.source.file.rsplit('/').next().is_some_and(is_further)
    };
    content.records.votes.iter().filter(says).map(SheetOf::of).collect()
}

/// Whose votes they are, and whether they are for its leaders.
fn election(row: &Row<Vote>) -> (Body, bool) {
    (Body::of(row), row.value.post().rank() < Role::Member.rank())
}

fn name(row: &Row<Vote>) -> Option<&str> {
    row.value.name.known().map(|name| name.as_str())
}

/// A further ballot of a body, and the one before it.
struct Pair<'p> {
    election: &'p (Body, bool),
    sheet: &'p SheetOf,
    before: &'p SheetOf,
    names: &'p BTreeSet<String>,
}

impl Pair<'_> {
    fn has(&self, row: &Row<Vote>, sheet: &SheetOf) -> bool {
        SheetOf::of(row) == *sheet && election(row) == *self.election
    }

    /// Whether a row tells the ballots of the further vote.
    fn tells_ballots(&self, row: &Row<CongressFacts>) -> bool {
        SheetOf::of(row) == *self.sheet && Body::of(row) == self.election.0
    }

    fn settle(&self, content: &mut Content, log: &mut ReadLog) {
        let Content { records, ignored, .. } = content;
        let own_ballots = records.congresses.iter().filter(|row| self.tells_ballots(row));
        let valid = own_ballots.filter_map(|row| row.value.valid.get()).next();
        for row in records.votes.iter_mut().filter(|row| self.has(row, self.sheet)) {
            row.value.further = true;
            row.value.valid = row.value.valid.or(Given::from(valid));
        }
        let mut leave = |file: &std::sync::Arc<str>, sheet: &std::sync::Arc<str>, row, kind| {
            ignored.push(Ignored { file: file.clone(), sheet: sheet.clone(), row, kind });
        };
        // Its ballots are not the congress's.
        records.congresses.retain(|row| {
            let is_own = self.tells_ballots(row);
            if is_own {
                leave(&row.source.file, &row.source.sheet, row.source.row, IgnoredKind::Total);
            }
            !is_own
        });
        records.votes.retain(|row| {
            let is_out =
                self.has(row, self.before) && name(row).is_some_and(|name| self.names.contains(name));
            if is_out {
                leave(&row.source.file, &row.source.sheet, row.source.row, IgnoredKind::Refused);
            }
            !is_out
        });
        let (who, own) = (self.names.iter().cloned().collect::<Vec<_>>().join("、"), self.sheet.shown());
        let message = say!(
            "{who}投了两次票，以“{own}”的为准，这里的不算",
            "{who}: voted on twice; the votes in \"{own}\" count and those here do not"
        );
        log.report_all([Problem::new(&FURTHER_BALLOT, self.before.place(), message)]);
    }
}
