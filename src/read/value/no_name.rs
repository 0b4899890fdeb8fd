//! Lines among the names that name nobody: 以上名单经公示无异议, 见附件. The words are in `words.toml`.

use serde::Deserialize;

use crate::read::word_list::WordList;

/// Characters from which on a text is longer than nearly every name without a dot.
const LONG: usize = 5;

/// Words of lines that name nobody.
#[derive(Debug, Deserialize)]
pub(in crate::read) struct NoName {
    begins: WordList,
    ends: WordList,
    /// In a text that is longer than a name.
    holds: Vec<String>,
    /// Characters of sentences; the same.
    of_sentences: String,
    /// Syllables of names in other languages.
    syllables: Vec<String>,
}

impl NoName {
    /// Whether a short text may be such a line. Asked of every name.
    pub(super) fn may_be(&self, text: &str) -> bool {
        self.begins.may_begin(text) || self.ends.ends(text)
    }

    /// A text without the word of such a line that it ends in: 林芳 of 林芳待补.
    pub(in crate::read) fn before_the_end<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.ends.words().iter().find_map(|word| text.strip_suffix(word.as_str()))
    }

    /// Whether a long text is most likely a name in another language: 古丽巴哈尔.
    pub(in crate::read) fn is_transliterated(&self, text: &str) -> bool {
        self.syllables.iter().any(|syllable| text.contains(syllable.as_str()))
    }

    /// Whether a text is such a line.
    pub(in crate::read) fn is(&self, text: &str) -> bool {
        // Nearly every name is short, and begins and ends otherwise.
        if text.len() <= 3 * (LONG - 1) && !text.starts_with(['(', '（']) && !self.may_be(text) {
            return false;
        }
        let plain = text.trim_matches(['(', ')', '（', '）', '。', ' ']);
        let says = || {
            self.holds.iter().any(|word| plain.contains(word.as_str()))
                || plain.contains(|c| self.of_sentences.contains(c))
        };
        // A name of several parts has dots between them, and a list of names other marks.
        let is_long = || plain.chars().nth(LONG - 1).is_some() && plain.chars().all(char::is_alphabetic);
        self.begins.begins(plain).is_some() || self.ends.ends(plain) || (is_long() && says())
    }
}
