//! Who of the roster of delegates has a vote, and who came.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::model::{Delegate, Row};
use crate::resolve::mention::{Attendee, Entry, Standing};

/// Words of `attendance.toml` beside this file.
#[derive(Debug, Deserialize)]
struct Words {
    invited: Vec<String>,
    observer: Vec<String>,
    replaced: Vec<String>,
    absent: Vec<String>,
    present: Vec<String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        #[expect(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
        let words = toml::from_str(include_str!("attendance.toml")).expect("attendance.toml");
        words
    })
}

fn says(texts: &[&str], words: &[String]) -> bool {
    texts.iter().any(|text| words.iter().any(|word| text.contains(word.as_str())))
}

/// The cells of a row that may say how she attends.
fn remarks(row: &Row<Delegate>) -> Vec<&str> {
    let person = &row.value.person;
    [person.note.text(), person.sector.text()].into_iter().flatten().collect()
}

fn standing(remarks: &[&str]) -> Standing {
    let words = words();
    if says(remarks, &words.replaced) {
        Standing::Replaced
    } else if says(remarks, &words.invited) {
        Standing::Invited
    } else if says(remarks, &words.observer) {
        Standing::Observer
    } else {
        Standing::Delegate
    }
}

/// Whether her own row says that she came: 是否到会 first, then the remark.
fn came(row: &Row<Delegate>, remarks: &[&str]) -> Option<bool> {
    let words = words();
    row.value.attended.get().or_else(|| {
        if says(remarks, &words.absent) { Some(false) } else { says(remarks, &words.present).then_some(true) }
    })
}

/// The roster with standing and attendance.
///
/// A roster that marks only those who did not come, in 是否到会 or in remarks, says of the others that they came.
pub(super) fn attendees<'a>(entries: Vec<Entry<'a, Delegate>>) -> Vec<Attendee<'a>> {
    let mut roster: Vec<Attendee<'a>> = entries
        .into_iter()
        .map(|entry| {
            let remarks = remarks(entry.row);
            Attendee { entry, standing: standing(&remarks), came: came(entry.row, &remarks) }
        })
        .collect();
    let says = |came: bool| roster.iter().any(|attendee| attendee.came == Some(came));
    if says(false) && !says(true) {
        roster.iter_mut().for_each(|attendee| attendee.came = attendee.came.or(Some(true)));
    }
    roster
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_tell_standing_and_attendance() {
        for (remark, wanted) in [
            ("特邀代表", Standing::Invited),
            ("列席人员", Standing::Observer),
            ("已更换为李四", Standing::Replaced),
            ("请假（住院）", Standing::Delegate),
            ("", Standing::Delegate),
        ] {
            assert_eq!(standing(&[remark]), wanted, "{remark}");
        }
        let mut row = crate::resolve::tests::delegate("请假");
        assert_eq!(came(&row, &remarks(&row)), Some(false));
        row.value.attended = crate::model::Given::Known(true);
        assert_eq!(came(&row, &remarks(&row)), Some(true), "the column goes before the remark");
    }
}
