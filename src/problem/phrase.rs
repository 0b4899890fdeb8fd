//! Sentences of libraries, which are English, in Chinese: matched with patterns.

use crate::problem::Say;

/// A sentence in both languages. `phrases` pairs English patterns with their meaning, `{}` standing for the same text on
/// both sides; the first that fits is taken, and a sentence that none fits stays as it is.
#[must_use]
pub fn translated(phrases: &[(&str, &str)], english: &str) -> Say {
    let chinese =
        phrases.iter().find_map(|(pattern, meaning)| Some(fill(meaning, &holes(pattern, english)?)));
    Say { zh: chinese.unwrap_or_else(|| english.to_owned()), en: english.to_owned() }
}

/// What stands at each `{}` when the text fits the pattern.
fn holes<'t>(pattern: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut pieces = pattern.split("{}");
    let mut rest = text.strip_prefix(pieces.next()?)?;
    let mut found = Vec::new();
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let last = pieces.peek().is_none();
        let (hole, after) = if last { (rest.strip_suffix(piece)?, "") } else { rest.split_once(piece)? };
        found.push(hole);
        rest = after;
    }
    rest.is_empty().then_some(found)
}

/// Puts one text after the other at the `{}` of a sentence.
fn fill(sentence: &str, holes: &[&str]) -> String {
    let mut pieces = sentence.split("{}");
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for (piece, hole) in pieces.zip(holes) {
        filled.push_str(hole);
        filled.push_str(piece);
    }
    filled
}
