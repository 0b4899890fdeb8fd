//! Two ways of making texts comparable. Neither is ever applied to what a paper prints.

use std::collections::HashMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

/// NFKC without any white space, control or invisible character.
pub(super) fn squeeze(text: &str) -> String {
    let visible = |c: &char| {
        !c.is_whitespace()
            && !c.is_control()
            && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}')
    };
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return text.to_owned();
    }
    text.nfkc().filter(visible).collect()
}

/// [`squeeze`], with traditional characters as simplified ones: for headers and vocabularies.
pub(super) fn fold(text: &str) -> String {
    let simplified = simplified();
    let clean = squeeze(text);
    if clean.chars().any(|c| simplified.contains_key(&c)) {
        clean.chars().map(|c| simplified.get(&c).copied().unwrap_or(c)).collect()
    } else {
        clean
    }
}

/// Traditional → simplified, for the characters of headers and vocabularies.
fn simplified() -> &'static HashMap<char, char> {
    static SIMPLIFIED: OnceLock<HashMap<char, char>> = OnceLock::new();
    SIMPLIFIED.get_or_init(|| {
        let lines = include_str!("traditional.tsv").lines().filter(|line| !line.starts_with('#'));
        let pairs = lines.filter_map(|line| line.split_once('\t'));
        pairs
            .flat_map(|(simple, forms)| {
                simple.chars().take(1).flat_map(|simple| forms.chars().map(move |form| (form, simple)))
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_made_comparable() {
        assert_eq!(squeeze("姓\u{3000}名\n（Ａ）"), "姓名(A)");
        assert_eq!(fold("婦聯職務"), "妇联职务");
        assert_eq!(fold("漢族"), "汉族");
        assert_eq!(fold("維吾爾族"), "维吾尔族");
    }
}
