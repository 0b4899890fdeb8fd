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
    before: Vec<String>,
    after: Vec<String>,
    doubtful: Vec<String>,
    successor: Vec<String>,
    left: Vec<String>,
    absent: Vec<String>,
    away: Vec<String>,
    comes: Vec<String>,
    stays: Vec<String>,
    behind: Vec<String>,
    not: Vec<String>,
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

/// Whether a part of a remark is one of the words, with nothing beside it but what may stand there.
fn is_one(part: &str, words: &[String], own: &Words) -> bool {
    words.iter().any(|word| {
        part.match_indices(word.as_str()).any(|(at, _)| {
            // 5月更换为李某: when does not matter.
            let before = part.get(..at).unwrap_or_default();
            let before = before.trim_start_matches(|c: char| c.is_numeric() || "年月日".contains(c));
            let after = part.get(at + word.len()..).unwrap_or_default();
            let opens = before.is_empty() || own.before.iter().any(|known| known == before);
            let closes = after.is_empty()
                || own.after.iter().any(|known| known == after)
                || own.successor.iter().any(|known| after.starts_with(known.as_str()));
            opens && closes
        })
    })
}

fn standing(remarks: &[&str]) -> Standing {
    let own = words();
    let parts = || {
        let parts = remarks.iter().flat_map(|remark| remark.split(|c: char| !c.is_alphanumeric()));
        parts.filter(|part| !part.is_empty())
    };
    let says = |words: &[String]| parts().any(|part| is_one(part, words, own));
    if says(&own.replaced) {
        Standing::Replaced
    } else if says(&own.invited) {
        Standing::Invited
    } else if says(&own.observer) {
        Standing::Observer
    } else {
        Standing::Delegate
    }
}

/// Whether a remark about a nominee or an officer speaks of somebody who left.
#[must_use]
pub fn speaks_of_leaving(remark: &str) -> bool {
    says(&[remark], &words().left)
}

/// Whether the remarks of a delegate speak of somebody who left, and do not say it of her.
pub(super) fn is_doubtful(row: &Row<Delegate>) -> bool {
    let (own, remarks) = (words(), remarks(row));
    says(&remarks, &own.doubtful) && standing(&remarks) == Standing::Delegate
}

/// Whether a word of `not` stands in front: 未能到会.
fn is_denied(before: &str, own: &Words) -> bool {
    own.not.iter().any(|word| before.ends_with(word.as_str()))
}

/// Whether a text says that she came.
fn comes(text: &str, own: &Words) -> bool {
    let told = |verb: &String| {
        text.match_indices(verb.as_str()).any(|(at, _)| !is_denied(text.get(..at).unwrap_or_default(), own))
    };
    own.comes.iter().any(told)
}

/// Whether a text says that she stayed away.
fn stays(text: &str, own: &Words) -> bool {
    own.comes.iter().chain(&own.stays).any(|verb| {
        text.match_indices(verb.as_str()).any(|(at, _)| {
            let rest = text.get(at + verb.len()..).unwrap_or_default();
            let ends = !rest.starts_with(char::is_alphanumeric)
                || own.behind.iter().any(|word| rest.starts_with(word.as_str()));
            ends && is_denied(text.get(..at).unwrap_or_default(), own)
        })
    })
}

/// Whether a remark says that she did not come.
fn is_absent(row: &Row<Delegate>, remarks: &[&str]) -> bool {
    let own = words();
    let note = row.value.person.note.text().unwrap_or_default();
    let mut parts = note.split(|c: char| !c.is_alphanumeric());
    let is_away = parts.any(|part| own.away.iter().any(|word| word == part));
    is_away || says(remarks, &own.absent) || remarks.iter().any(|text| stays(text, own))
}

/// Whether her own row says that she came: 是否到会 first, then the remark.
fn came(row: &Row<Delegate>, remarks: &[&str]) -> Option<bool> {
    let own = words();
    row.value.attended.get().or_else(|| {
        let came = || remarks.iter().any(|text| comes(text, own)).then_some(true);
        if is_absent(row, remarks) { Some(false) } else { came() }
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
            Attendee {
                entry,
                standing: standing(&remarks),
                came: came(entry.row, &remarks),
                is_doubtful: is_doubtful(entry.row),
            }
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
            ("代表已更换", Standing::Replaced),
            ("2021年5月更换为赵青", Standing::Replaced),
            ("2018年已调离镇政府", Standing::Delegate),
            ("已调离本村", Standing::Replaced),
            ("辞去代表职务", Standing::Replaced),
            ("辞去村会计职务", Standing::Delegate),
            ("县特邀代表", Standing::Invited),
            ("镇特邀监督员", Standing::Delegate),
            ("联系电话已更换", Standing::Delegate),
            ("已更换身份证", Standing::Delegate),
            ("", Standing::Delegate),
        ] {
            assert_eq!(standing(&[remark]), wanted, "{remark}");
        }
        for (remark, wanted) in [("联系电话已更换", true), ("已更换", false), ("", false)] {
            assert_eq!(is_doubtful(&crate::resolve::tests::delegate(remark)), wanted, "{remark}");
        }
        for (remark, wanted) in [
            ("出差", Some(false)),
            ("因病未能到会", Some(false)),
            ("没有参加会议", Some(false)),
            ("事假，已报备", Some(false)),
            ("外出", Some(false)),
            ("外出务工妇女代表", None),
            ("已到会", Some(true)),
            ("女能手", None),
            ("未到龄", None),
            ("未到", Some(false)),
        ] {
            let row = crate::resolve::tests::delegate(remark);
            assert_eq!(came(&row, &remarks(&row)), wanted, "{remark}");
        }
        let mut row = crate::resolve::tests::delegate("请假");
        assert_eq!(came(&row, &remarks(&row)), Some(false));
        row.value.attended = crate::model::Given::Known(true);
        assert_eq!(came(&row, &remarks(&row)), Some(true), "the column goes before the remark");
    }
}
