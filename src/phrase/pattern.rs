//! Patterns with named holes, `占有登记的{base}人的{share}`: filled, and read backwards.

/// The pattern up to its first hole; then each hole's name and what stands behind it.
fn pieces(pattern: &'static str) -> (&'static str, Vec<(&'static str, &'static str)>) {
    let mut pieces = pattern.split('{');
    let head = pieces.next().unwrap_or_default();
    (head, pieces.map(|piece| piece.split_once('}').unwrap_or(("", piece))).collect())
}

/// The pattern with the texts in its holes.
pub(super) fn fill(pattern: &'static str, texts: &[(&str, &str)]) -> String {
    let (head, holes) = pieces(pattern);
    let mut filled = head.to_owned();
    for (name, after) in holes {
        let text = texts.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text);
        filled.push_str(text);
        filled.push_str(after);
    }
    filled
}

/// What stands in the holes of a text that fits the pattern.
pub(super) struct Holes<'t>(Vec<(&'static str, &'t str)>);

impl<'t> Holes<'t> {
    /// Of the whole text; a hole ends where the piece behind it begins.
    pub(super) fn of(pattern: &'static str, text: &'t str) -> Option<Self> {
        let (head, holes) = pieces(pattern);
        let mut rest = text.strip_prefix(head)?;
        let mut found = Vec::new();
        let last = holes.len().checked_sub(1);
        for (at, (name, after)) in holes.into_iter().enumerate() {
            let is_last = Some(at) == last;
            let (hole, behind) =
                if is_last { (rest.strip_suffix(after)?, "") } else { rest.split_once(after)? };
            found.push((name, hole));
            rest = behind;
        }
        rest.is_empty().then_some(Self(found))
    }

    /// The text in one of them.
    pub(super) fn get(&self, name: &str) -> &'t str {
        self.0.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text)
    }
}

/// Reads a pattern of one hole.
pub(super) fn hole<'t>(pattern: &'static str, text: &'t str) -> Option<&'t str> {
    Holes::of(pattern, text)?.0.first().map(|(_, text)| *text)
}
