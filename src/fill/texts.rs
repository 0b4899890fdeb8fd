//! The texts that a district or a town may say in its own words, as somebody reads them who never saw a template: in the order of the
//! default wording, each under the remark that stands above it there.

use std::collections::BTreeMap;

use crate::cycle::Cycle;
use crate::fill::Layers;
use crate::model::BodyId;

/// The default wording, whose remarks say what each text is for.
const DEFAULT: &str = include_str!("../../templates/default/wording.toml");

/// A text that papers print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Its key.
    pub key: String,
    /// The papers it belongs to, as the default wording heads it: 实施方案（A1）.
    pub heading: String,
    /// What it is: the remark above it. Several in a row share one.
    pub name: String,
    /// What it says for the body that was asked about; it may hold `{{ values }}`.
    pub text: String,
    /// Whether the town's own narrative says it.
    pub is_own: bool,
}

/// Where a text stands in the default wording.
struct Place<'t> {
    key: &'t str,
    heading: &'t str,
    name: &'t str,
}

impl Layers {
    /// Every text as one body's papers have it.
    #[must_use]
    pub fn texts(&self, cycle: &Cycle, body: &BodyId) -> Vec<Text> {
        let mut said: BTreeMap<String, String> = self.wording_of(cycle, body);
        let own = self.wording.narrated(body);
        let mut text = |place: &Place<'_>| {
            let text = said.remove(place.key)?;
            let (heading, name) = (place.heading.to_owned(), place.name.to_owned());
            Some(Text { is_own: own.contains(place.key), key: place.key.to_owned(), heading, name, text })
        };
        let mut texts: Vec<Text> = places(DEFAULT).iter().filter_map(&mut text).collect();
        // What a layer adds stands behind, under its key.
        texts.extend(said.into_iter().map(|(key, text)| Text {
            is_own: own.contains(key.as_str()),
            heading: String::new(),
            name: key.clone(),
            key,
            text,
        }));
        texts
    }
}

/// The keys of a wording file in their order, with the remarks above them.
fn places(text: &str) -> Vec<Place<'_>> {
    let (mut heading, mut name, mut found) = ("", "", Vec::new());
    for line in text.lines().map(str::trim) {
        if let Some(said) = line.strip_prefix("# ----") {
            (heading, name) = (said.trim_matches(['-', ' ']), "");
        } else if let Some(said) = line.strip_prefix('#') {
            name = said.trim();
        } else if line.is_empty() {
            name = "";
        } else if let Some((key, _)) = line.split_once('=') {
            let key = key.trim().trim_matches('"');
            let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
            if key.chars().all(is_key) {
                found.push(Place { key, heading, name: if name.is_empty() { heading } else { name } });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_text_stands_under_a_heading_and_a_name() {
        let keys: toml::Table = toml::from_str(DEFAULT).unwrap();
        let found = places(DEFAULT);
        let named: Vec<&str> = found.iter().map(|place| place.key).collect();
        for key in keys.keys() {
            assert!(named.contains(&key.as_str()), "{key}");
        }
        for place in &found {
            assert!(!place.name.is_empty() && !place.heading.is_empty(), "{}", place.key);
        }
    }
}
