//! Two ways of making texts comparable. Neither is ever applied to what a paper prints.

use std::borrow::Cow;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

/// NFKC without any white space, control or invisible character.
pub(super) fn squeeze(text: &str) -> Cow<'_, str> {
    // Most cells are plain Chinese characters, digits and points: nothing to do.
    let plain =
        |c: char| c.is_ascii_graphic() || matches!(c, '\u{4E00}'..='\u{9FFF}' | '、' | '·' | '。' | '√');
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let visible = |c: &char| {
        !c.is_whitespace()
            && !c.is_control()
            && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}')
    };
    Cow::Owned(text.nfkc().filter(visible).collect())
}

/// Most cells are plain Chinese characters, digits and points: there is nothing to squeeze.
fn is_plain(c: char) -> bool {
    c.is_ascii_graphic() || matches!(c, '\u{4E00}'..='\u{9FFF}' | '、' | '·' | '。' | '√')
}

/// [`squeeze`], with traditional characters as simplified ones: for headers and vocabularies.
pub(super) fn fold(text: &str) -> Cow<'_, str> {
    let simplified = Simplified::get();
    if text.chars().all(|c| is_plain(c) && !simplified.has(c)) {
        return Cow::Borrowed(text);
    }
    let clean = squeeze(text);
    if clean.chars().any(|c| simplified.has(c)) {
        Cow::Owned(clean.chars().map(|c| simplified.of(c)).collect())
    } else {
        clean
    }
}

/// Whether [`fold`] changes a character for its simplified form.
pub(super) fn is_traditional(c: char) -> bool {
    Simplified::get().has(c)
}

/// Traditional → simplified, for the characters of headers and vocabularies.
struct Simplified {
    /// Sorted by the traditional character.
    pairs: Vec<(char, char)>,
    /// One bit for every character below U+10000: nearly all that is asked has none.
    bits: Vec<u64>,
}

impl Simplified {
    fn get() -> &'static Self {
        static SIMPLIFIED: OnceLock<Simplified> = OnceLock::new();
        SIMPLIFIED.get_or_init(|| {
            let lines = include_str!("traditional.tsv").lines().filter(|line| !line.starts_with('#'));
            let rows = lines.filter_map(|line| line.split_once('\t'));
            let of_row = |(simple, forms): (&'static str, &'static str)| {
                simple.chars().take(1).flat_map(move |simple| forms.chars().map(move |form| (form, simple)))
            };
            let mut pairs: Vec<(char, char)> = rows.flat_map(of_row).collect();
            pairs.sort_unstable();
            let mut bits = vec![0; 1024];
            for (form, _) in &pairs {
                if let Some(word) = bits.get_mut(u32::from(*form) as usize / 64) {
                    *word |= 1 << (u32::from(*form) % 64);
                }
            }
            Self { pairs, bits }
        })
    }

    fn has(&self, c: char) -> bool {
        let code = u32::from(c);
        self.bits.get(code as usize / 64).is_some_and(|word| word >> (code % 64) & 1 == 1)
    }

    fn of(&self, c: char) -> char {
        let found = self.pairs.binary_search_by_key(&c, |(form, _)| *form);
        found.ok().and_then(|at| self.pairs.get(at)).map_or(c, |(_, simple)| *simple)
    }
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
