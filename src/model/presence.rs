//! What a remark about a delegate says of whether she came to the congress.
//!
//! `read` asks about remarks that leave it open, `resolve` counts by those that do not.

use std::sync::OnceLock;

use serde::Deserialize;

/// Words of `presence.toml` beside this file.
#[derive(Debug, Deserialize)]
struct Words {
    absent: Vec<String>,
    away: Vec<String>,
    comes: Vec<String>,
    stays: Vec<String>,
    behind: Vec<String>,
    everybody: Vec<String>,
    not: Vec<String>,
    unclear: Unclear,
}

#[derive(Debug, Deserialize)]
struct Unclear {
    partly: Vec<String>,
    turned: Vec<String>,
    others: Vec<String>,
    instead: Vec<String>,
    elsewhere: Vec<String>,
    kinds: Vec<String>,
    ticks: Vec<String>,
    crosses: Vec<String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        #[expect(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
        let words = toml::from_str(include_str!("presence.toml")).expect("presence.toml");
        words
    })
}

/// What remarks say of a delegate and the congress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// She came.
    Came,
    /// She did not.
    Stayed,
    /// Something that may be about the congress, and what is the likelier.
    Unclear {
        /// Whether she probably counts as present.
        likely: bool,
        /// Whether it speaks of the congress even where nothing else in the list does.
        alone: bool,
    },
    /// Nothing.
    Silent,
}

/// Whether a remark says that all delegates of its list came: 全部到会, which is written beside the first of a group.
#[must_use]
pub fn says_all_came(note: &str) -> bool {
    let own = words();
    has(note, &own.everybody) && !own.not.iter().any(|word| note.starts_with(word.as_str()))
}

impl Presence {
    /// Of 备注 and 代表类别.
    #[must_use]
    pub fn of(note: Option<&str>, sector: Option<&str>) -> Self {
        let own = words();
        let texts = || [note, sector].into_iter().flatten();
        let is_away = note.is_some_and(|note| is_part(note, &own.away));
        let says_stayed = is_away || texts().any(|text| has(text, &own.absent) || stays(text, own));
        let is_turned = texts().any(|text| {
            has(text, &own.unclear.turned) || is_of_others(text, &own.unclear) || comes(text, own)
        });
        if says_stayed && is_turned {
            Self::Unclear { likely: false, alone: true }
        } else if says_stayed {
            Self::Stayed
        } else if texts().any(|text| comes(text, own)) {
            Self::Came
        } else {
            note.map_or(Self::Silent, |note| unclear(note.trim(), &own.unclear))
        }
    }

    /// Whether she came; none where they leave it open.
    #[must_use]
    pub fn came(self) -> Option<bool> {
        match self {
            Self::Came => Some(true),
            Self::Stayed => Some(false),
            Self::Unclear { .. } | Self::Silent => None,
        }
    }
}

fn has(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

/// Whether who stayed away is somebody else, or it was at another time: 儿媳请假, 上次会议请假.
fn is_of_others(text: &str, own: &Unclear) -> bool {
    own.others.iter().any(|word| {
        text.match_indices(word.as_str()).any(|(at, _)| {
            let rest = text.get(at + word.len()..).unwrap_or_default();
            rest.starts_with(['请', '未', '没', '缺'])
        })
    })
}

/// Whether one of the words is the text, or a part of it between commas, brackets, spaces.
fn is_part(text: &str, words: &[String]) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|part| words.iter().any(|word| word == part))
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
    own.comes.iter().any(told) && !has(text, &own.unclear.partly) && !has(text, &own.unclear.instead)
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

fn unclear(note: &str, own: &Unclear) -> Presence {
    let is_mark = |marks: &[String]| marks.iter().any(|mark| mark == note);
    let (likely, alone) = if has(note, &own.partly) || is_mark(&own.ticks) {
        (true, true)
    } else if has(note, &own.instead) || is_mark(&own.crosses) {
        (false, true)
    } else if has(note, &own.elsewhere) && !own.kinds.iter().any(|kind| note.ends_with(kind.as_str())) {
        (false, false)
    } else {
        return Presence::Silent;
    };
    Presence::Unclear { likely, alone }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_tell_who_came() {
        let unclear = |likely, alone| Presence::Unclear { likely, alone };
        for (remark, wanted) in [
            ("出差", Presence::Stayed),
            ("因病未能到会", Presence::Stayed),
            ("没有参加会议", Presence::Stayed),
            ("事假，已报备", Presence::Stayed),
            ("外出", Presence::Stayed),
            ("未到", Presence::Stayed),
            ("已到会", Presence::Came),
            ("女能手", Presence::Silent),
            ("未到龄", Presence::Silent),
            ("上届村妇联主席", Presence::Silent),
            ("外出务工妇女代表", Presence::Silent),
            ("外出务工", unclear(false, false)),
            ("迟到", unclear(true, true)),
            ("出席，中途离会", unclear(true, true)),
            ("委托李某出席", unclear(false, true)),
            ("√", unclear(true, true)),
            ("×", unclear(false, true)),
        ] {
            assert_eq!(Presence::of(Some(remark), None), wanted, "{remark}");
        }
        assert_eq!(Presence::of(None, None), Presence::Silent);
    }
}
