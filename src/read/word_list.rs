//! Words that are looked for in cell after cell, of which nearly none holds one.

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// A list of words, with the characters that they begin and end with: most texts are told apart by one character.
#[derive(Debug, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct WordList {
    words: Vec<String>,
    first: FxHashSet<char>,
    last: FxHashSet<char>,
}

impl<W: Into<String>> FromIterator<W> for WordList {
    fn from_iter<I: IntoIterator<Item = W>>(words: I) -> Self {
        let words: Vec<String> = words.into_iter().map(Into::into).collect();
        let first = words.iter().filter_map(|word| word.chars().next()).collect();
        let last = words.iter().filter_map(|word| word.chars().next_back()).collect();
        Self { words, first, last }
    }
}

impl From<Vec<String>> for WordList {
    fn from(words: Vec<String>) -> Self {
        words.into_iter().collect()
    }
}

impl WordList {
    /// The words, in the order in which they were listed.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// The first listed word that a text begins with, and what follows it.
    pub(super) fn begins<'t>(&self, text: &'t str) -> Option<(&str, &'t str)> {
        if !self.may_begin(text) {
            return None;
        }
        self.words.iter().find_map(|word| Some((word.as_str(), text.strip_prefix(word.as_str())?)))
    }

    /// Whether a text begins with the first character of a word.
    pub(super) fn may_begin(&self, text: &str) -> bool {
        text.chars().next().is_some_and(|first| self.first.contains(&first))
    }

    /// Whether a text ends with a word.
    pub(super) fn ends(&self, text: &str) -> bool {
        text.chars().next_back().is_some_and(|last| self.last.contains(&last))
            && self.words.iter().any(|word| text.ends_with(word.as_str()))
    }

    /// Whether a text is one of the words.
    pub(super) fn has(&self, text: &str) -> bool {
        self.may_begin(text) && self.words.iter().any(|word| word == text)
    }

    /// Whether a word stands anywhere in a text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        text.chars().any(|c| self.first.contains(&c))
            && self.words.iter().any(|word| text.contains(word.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_stand() {
        let words: WordList = ["合计", "合计数", "签名"].into_iter().collect();
        assert_eq!(words.begins("合计数3"), Some(("合计", "数3")));
        assert_eq!(words.begins("共合计"), None);
        assert!(words.is_in("审核人签名：") && !words.is_in("签 名") && !words.is_in(""));
        assert!(words.has("合计") && !words.has("合计3") && !words.has(""));
        assert!(words.ends("代表签名") && !words.ends("签名处"));
    }
}
