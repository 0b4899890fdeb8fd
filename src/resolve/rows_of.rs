//! How many rows of a table a body has, and how many another table says there are (DESIGN 14).

use crate::model::TableKind;
use crate::problem::Place;
use crate::resolve::body::Body;

impl Body<'_> {
    /// Rows of a table that are about the body.
    #[must_use]
    pub fn rows_of(&self, kind: TableKind) -> usize {
        let rows = &self.rows;
        match kind {
            TableKind::Units => usize::from(rows.facts.is_some()),
            TableKind::Delegates => rows.delegates.len(),
            TableKind::Nominees => rows.nominees.len(),
            TableKind::Officers => rows.officers.len(),
            TableKind::Congresses => rows.congresses.len(),
            TableKind::Votes => rows.votes.len(),
            TableKind::Previous => rows.previous.len(),
            TableKind::Progress => usize::from(rows.progress.is_some()),
        }
    }

    /// How many there are as a cell of another table says, and which cell: delegates entitled, nominees, elected.
    #[must_use]
    pub fn stated_rows(&self, kind: TableKind) -> Option<(u32, &Place)> {
        let congress = &self.congress;
        let told = match kind {
            TableKind::Delegates => congress.entitled.told().or_else(|| congress.delegate_seats.told()),
            TableKind::Nominees => congress.nominees.told(),
            TableKind::Officers => congress.elected.told(),
            _ => None,
        };
        told.map(|(count, place)| (*count, place))
    }
}
