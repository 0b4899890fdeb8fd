//! How an education was had, which does not change its level: 函授, 自考.

use serde::Deserialize;

/// What may stand beside an education without changing its level.
#[derive(Debug, Deserialize)]
pub(super) struct Modes {
    of: Vec<String>,
    behind: Vec<String>,
}

impl Modes {
    /// 函授大专, 大专（自考）, 高中毕业 → the level alone.
    pub(super) fn without<'a>(&self, text: &'a str) -> &'a str {
        let bracket = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
        let is_mode = |word: &str| self.of.iter().any(|mode| mode == word);
        let text = bracket.filter(|(_, mode)| is_mode(mode)).map_or(text, |(level, _)| level);
        let behind = self.behind.iter().filter_map(|word| text.strip_suffix(word.as_str()));
        let text = behind.min_by_key(|level| level.len()).unwrap_or(text);
        let before = self.of.iter().filter_map(|mode| text.strip_prefix(mode.as_str()));
        before.min_by_key(|level| level.len()).filter(|level| !level.is_empty()).unwrap_or(text)
    }
}
