//! Where each passage comes from: of several templates, settings and texts that say one, the one that wins.

use crate::fill::Layers;
use crate::fill::chain::chain;
use crate::fill::wording_file::WORDING_FILE;
use crate::problem::Place;

/// A passage that something above the default layer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassageSource {
    /// The document whose template has it; none for wording, which any paper may print.
    pub document: Option<String>,
    /// Its name: that of the block, or the key of the wording or of `pack.toml`.
    pub name: String,
    /// Where the text that is printed stands.
    pub from: String,
    /// Where the others stand that it goes over, the next one first.
    pub over: Vec<String>,
    /// Where it is said for single bodies, in whose papers that goes over the others.
    pub of_bodies: Vec<String>,
}

impl Layers {
    /// Every passage that is not simply that of the default layer, document by document, then the wording.
    #[must_use]
    pub fn passages(&self) -> Vec<PassageSource> {
        let documents = self.documents().iter().chain(self.packet());
        let mut passages: Vec<PassageSource> = documents
            .flat_map(|document| {
                let chain = chain(&self.templates, &self.name_of(document));
                let of = |name: &str| chain.having(name).map(|template| template.shown.clone()).collect();
                let source = |name: &str| source(Some(&document.id), name, of(name));
                chain.names().iter().copied().filter_map(source).collect::<Vec<_>>()
            })
            .collect();
        let wording = self.wording.sources();
        passages.extend(wording.iter().filter_map(|(key, places)| {
            let of_bodies = self.wording.of_bodies(key);
            let own = source(None, key, places.clone());
            let default = || PassageSource {
                document: None,
                name: key.clone(),
                from: places.first().cloned().unwrap_or_default(),
                over: Vec::new(),
                of_bodies: Vec::new(),
            };
            let own = own.or_else(|| (!of_bodies.is_empty()).then(default))?;
            Some(PassageSource { of_bodies, ..own })
        }));
        passages
    }
}

impl Layers {
    /// The line where the wording under a key stands that the papers of a place print: of a layer its line, else the file.
    pub(super) fn place_of_wording(&self, key: &str, place: &str) -> Place {
        let is_of_place = |source: &&String| {
            source.contains(&format!("/{place}/")) || source.contains(&format!("\"{place}\""))
        };
        if let Some(own) = self.wording.of_bodies(key).iter().find(is_of_place) {
            return Place::File(own.split(" [").next().unwrap_or(own).to_owned());
        }
        let sources = self.wording.sources().get(key);
        let from = sources.and_then(|places| places.first()).map_or(WORDING_FILE, String::as_str);
        for layer in &self.stack {
            let shown = layer.shown(WORDING_FILE);
            if shown != from {
                continue;
            }
            let text = layer.text(WORDING_FILE, &mut Vec::new()).unwrap_or_default();
            let line = text.lines().position(|line| {
                line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
            });
            if let Some(line) = line {
                return Place::Line { file: shown, line: line + 1, column: 1 };
            }
        }
        Place::File(from.split(" [").next().unwrap_or(from).to_owned())
    }
}

/// None where only one place says it, and that is the program itself.
pub(super) fn source(document: Option<&str>, name: &str, places: Vec<String>) -> Option<PassageSource> {
    let mut places = places.into_iter();
    let from = places.next()?;
    let over: Vec<String> = places.collect();
    let is_default = over.is_empty() && from.starts_with(DEFAULT);
    (!is_default).then(|| PassageSource {
        document: document.map(str::to_owned),
        name: name.to_owned(),
        from,
        over,
        of_bodies: Vec::new(),
    })
}

/// How files of the default layer are shown.
const DEFAULT: &str = "default/";
