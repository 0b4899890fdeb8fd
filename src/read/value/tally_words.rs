//! The words of a tally: in its cells, and of the lines under it. They are in `tally.toml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use crate::model::Field;
use crate::read::value::number::NUMERALS;

/// `tally.toml` as it is written.
#[derive(Debug, Deserialize)]
struct File {
    votes: Votes,
    tally: BTreeMap<String, Vec<String>>,
    plenary: Plenary,
}

/// The words of the plenary.
#[derive(Debug, Deserialize)]
struct Plenary {
    words: Vec<String>,
}

/// The words of a tally's cells.
#[derive(Debug, Deserialize)]
struct Votes {
    #[serde(rename = "for")]
    in_favour: Vec<String>,
    against: Vec<String>,
    abstain: Vec<String>,
    all: Vec<String>,
}

/// What a line under a tally is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum TallyWord {
    /// A number of the congress.
    Fact(Field),
    /// 另选他人.
    WriteIn,
    /// Something that no record holds.
    Other,
}

/// The words of a tally, ready to be looked up.
#[derive(Debug)]
pub(in crate::read) struct TallyWords {
    votes: Votes,
    /// Words of the lines under a tally, the longest first.
    tally: Vec<(String, TallyWord)>,
    /// The first characters of these words: few names begin with one.
    first: FxHashSet<char>,
    plenary: Vec<String>,
}

fn tally(lists: BTreeMap<String, Vec<String>>) -> Vec<(String, TallyWord)> {
    let meaning = |key: &str| match key {
        "write_in" => TallyWord::WriteIn,
        key => Field::named(key).map_or(TallyWord::Other, TallyWord::Fact),
    };
    let of_list = |(key, words): (String, Vec<String>)| {
        let meaning = meaning(&key);
        words.into_iter().map(move |word| (word, meaning))
    };
    let mut words: Vec<_> = lists.into_iter().flat_map(of_list).collect();
    words.sort_by_key(|(word, _)| std::cmp::Reverse(word.chars().count()));
    words
}

impl TallyWords {
    /// The words of `tally.toml`.
    pub(in crate::read) fn get() -> &'static Self {
        static WORDS: OnceLock<TallyWords> = OnceLock::new();
        WORDS.get_or_init(|| {
            #[expect(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
            let file = toml::from_str::<File>(include_str!("../tally.toml")).expect("tally.toml");
            let tally = tally(file.tally);
            let first = tally.iter().filter_map(|(word, _)| word.chars().next()).collect();
            Self { votes: file.votes, tally, first, plenary: file.plenary.words }
        })
    }

    /// The words in front of a number of votes.
    pub(in crate::read) fn vote_words(&self, field: Field) -> &[String] {
        match field {
            Field::Against => &self.votes.against,
            Field::Abstain => &self.votes.abstain,
            _ => &self.votes.in_favour,
        }
    }

    /// Words of a line that speaks of the first plenary of the committee.
    pub(in crate::read) fn plenary(&self) -> &[String] {
        &self.plenary
    }

    /// The words for all votes.
    pub(in crate::read) fn all_votes(&self) -> &[String] {
        &self.votes.all
    }

    /// The words of the numbers of the congress, the longest first.
    pub(in crate::read) fn facts(&self) -> impl Iterator<Item = (&str, Field)> {
        self.tally.iter().filter_map(|(word, meaning)| match meaning {
            TallyWord::Fact(field) => Some((word.as_str(), *field)),
            TallyWord::WriteIn | TallyWord::Other => None,
        })
    }

    /// What a line under a tally is about, and what follows its word.
    pub(in crate::read) fn tally(&self, text: &str) -> Option<(TallyWord, String)> {
        // Asked of every row: a number is no word, and few names begin like one.
        let first = text.chars().next()?;
        let is_han = matches!(first, '\u{4E00}'..='\u{9FFF}');
        let is_number =
            matches!(first, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '其');
        if (is_han && !is_number && !self.first.contains(&first))
            || text.bytes().all(|byte| byte.is_ascii_digit())
        {
            return None;
        }
        let bare =
            text.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十、.()".contains(c));
        let bare = bare.strip_prefix("其中").unwrap_or(bare).trim_start_matches(':');
        if !self.first.contains(&bare.chars().next()?) {
            return None;
        }
        let (word, meaning) = self.tally.iter().find(|(word, _)| bare.starts_with(word.as_str()))?;
        let rest = bare.strip_prefix(word.as_str())?;
        // 废票 and 废票数：2张 are lines of a tally, 有效身份证 is not.
        let counted =
            |c: char| c.is_ascii_digit() || NUMERALS.contains(c) || "数票张:为共()枚份总计,，。".contains(c);
        let fits = *meaning == TallyWord::WriteIn || rest.starts_with(counted) || rest.is_empty();
        fits.then(|| (*meaning, rest.to_owned()))
    }
}
