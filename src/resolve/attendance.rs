//! Who of the roster of delegates has a vote, and who came.

use crate::model::{Delegate, Presence, Row, Standing};
use crate::resolve::mention::{Attendee, Entry};

/// Whether her own row says that she came: 是否到会 first, then the remark. What somebody was asked about stands in the first.
fn came(row: &Row<Delegate>) -> Option<bool> {
    let person = &row.value.person;
    row.value.attended.get().or_else(|| Presence::of(person.note.text(), person.sector.text()).came())
}

/// The roster with standing and attendance.
///
/// A roster that marks only those who did not come, in 是否到会 or in remarks, says of the others that they came.
pub(super) fn attendees<'a>(entries: Vec<Entry<'a, Delegate>>) -> Vec<Attendee<'a>> {
    let mut roster: Vec<Attendee<'a>> = entries
        .into_iter()
        .map(|entry| {
            let remarks = entry.row.value.person.remarks();
            Attendee {
                entry,
                standing: Standing::of(&remarks),
                came: came(entry.row),
                is_doubtful: Standing::is_doubtful(&remarks),
            }
        })
        .collect();
    let says = |came: bool| roster.iter().any(|attendee| attendee.came == Some(came));
    if says(false) && !says(true) {
        // Of whom a cell says something that nobody understands it is not said.
        let silent = roster.iter_mut().filter(|attendee| attendee.entry.row.value.attended.is_blank());
        silent.for_each(|attendee| attendee.came = attendee.came.or(Some(true)));
    }
    roster
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_goes_before_the_remark() {
        let mut row = crate::resolve::tests::delegate("请假");
        assert_eq!(came(&row), Some(false));
        row.value.attended = crate::model::Given::Known(true);
        assert_eq!(came(&row), Some(true));
    }
}
