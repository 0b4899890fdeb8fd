//! Template layers over one another: the workspace's own, the district's, the default inside the program.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use tera::Tera;

use crate::cycle::{Cycle, HEADERS_FILE, LayerText, PACK_FILE, WORDS_FILE};
use crate::fill::engine;
use crate::fill::files;
use crate::fill::files::LayerFiles;
use crate::fill::find;
use crate::fill::find::Named;
use crate::fill::line_marks::MarkedTemplates;
use crate::fill::narrative;
use crate::fill::narrative::Narrative;
use crate::fill::pack;
use crate::fill::pack::DocumentSpec;
use crate::fill::pack::Kind;
use crate::fill::slips;
use crate::fill::template;
use crate::fill::template::Template;
use crate::fill::tera_errors;
use crate::fill::unwritten;
use crate::fill::wording::Wording;
use crate::model::BodyId;
use crate::problem::Place;
use crate::problem::Problem;
use crate::problem::place_in;

const INDICATORS_FILE: &str = "indicators.toml";

/// All layers of one run: documents, templates, wording, and the files Typst may read.
#[derive(Debug)]
pub struct Layers {
    documents: Vec<DocumentSpec>,
    removed: Vec<DocumentSpec>,
    packet: Option<DocumentSpec>,
    pub(super) templates: Vec<Template>,
    pub(super) tera: Tera,
    marked: OnceLock<Option<MarkedTemplates>>,
    pub(super) stack: Vec<LayerFiles>,
    pub(super) wording: Wording,
    library: Arc<BTreeMap<String, Vec<u8>>>,
    indicators: Vec<(String, String)>,
    reads_context: bool,
    fonts: BTreeSet<String>,
    warnings: Vec<Problem>,
}

impl Layers {
    /// Loads the layers of a workspace. `layer` is a folder, or the name of one in a `templates` folder beside or above
    /// the workspace; without it the cycle's own choice counts.
    ///
    /// # Errors
    /// Everything wrong in the layers' files, at its line.
    pub fn load(workspace: Option<&Path>, layer: Option<&str>, cycle: &Cycle) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut stack = Self::own_stack(workspace, layer, cycle, &mut problems);
        stack.push(LayerFiles::embedded());
        let narrative = workspace.map(|folder| narrative::read(folder, &mut problems)).unwrap_or_default();
        Self::from_stack(stack, cycle, narrative, problems)
    }

    /// What the layers say of headers and words, and their settings for all towns, the lowest first.
    #[must_use]
    pub fn learned(workspace: Option<&Path>, layer: Option<&str>, cycle: &Cycle) -> Vec<LayerText> {
        // What is wrong with the layers is reported where papers are made from them.
        let stack = Self::own_stack(workspace, layer, cycle, &mut Vec::new());
        let text = |layer: &LayerFiles, name: &'static str| {
            let text = String::from_utf8_lossy(layer.files.get(name)?).into_owned();
            Some(LayerText { name, shown: format!("{}{name}", layer.shown), text })
        };
        let all = |layer| {
            [HEADERS_FILE, WORDS_FILE, PACK_FILE].into_iter().filter_map(move |name| text(layer, name))
        };
        stack.iter().rev().flat_map(all).collect()
    }

    /// The files of the layers above the default one, the top one first.
    fn own_stack(
        workspace: Option<&Path>,
        layer: Option<&str>,
        cycle: &Cycle,
        problems: &mut Vec<Problem>,
    ) -> Vec<LayerFiles> {
        let mut stack = Vec::new();
        let is_named = layer.is_some() || cycle.layer.is_some();
        if let Some(root) = workspace.map(|folder| folder.join("templates")) {
            match std::fs::symlink_metadata(&root) {
                // A folder that only holds layers of others, such as a county's, is none itself.
                Ok(found) if found.is_dir() && !(is_named && find::holds_layers_only(&root)) => {
                    stack.push(LayerFiles::folder(&root, files::OWN_LAYER, "templates", problems));
                }
                Ok(found) if found.is_symlink() => problems.push(files::link("templates")),
                Ok(_) | Err(_) => {}
            }
        }
        let own = cycle.layer.as_deref().filter(|_| layer.is_none());
        if let Some(name) = own.filter(|name| find::leads_out(workspace, name)) {
            problems.push(find::layer_outside(name));
        } else if let Some(name) = layer.or(own).filter(|name| *name != "default") {
            let named = if layer.is_some() { Named::OnCommandLine } else { Named::InCycle };
            match find::found(workspace, name, named) {
                Ok(Some((root, own))) => stack.push(find::district(&root, &own, problems)),
                Ok(None) => match LayerFiles::shipped(name) {
                    Some(shipped) => stack.push(shipped),
                    None => problems.push(find::no_such_layer(name)),
                },
                Err(problem) => problems.push(*problem),
            }
        }
        stack
    }

    /// Layers from their files, the top one first.
    pub(super) fn from_stack(
        stack: Vec<LayerFiles>,
        cycle: &Cycle,
        narrative: Narrative,
        problems: Vec<Problem>,
    ) -> Result<Self, Vec<Problem>> {
        let files = stack.clone();
        let quoted = |mut problems: Vec<Problem>| {
            problems.iter_mut().for_each(|problem| files::quote(&files, problem));
            problems
        };
        let mut layers = Self::assembled(stack, cycle, narrative, problems).map_err(quoted)?;
        layers.warnings.extend(layers.moved());
        layers.warnings.extend(layers.unused());
        layers.warnings = quoted(layers.warnings);
        Ok(layers)
    }

    fn assembled(
        stack: Vec<LayerFiles>,
        cycle: &Cycle,
        narrative: Narrative,
        mut problems: Vec<Problem>,
    ) -> Result<Self, Vec<Problem>> {
        for layer in &stack {
            // Read with the cycle already, which reports what they say and not that they cannot be read.
            for file in [HEADERS_FILE, WORDS_FILE] {
                layer.text(file, &mut problems);
            }
        }
        let (mut documents, removed) = pack::documents(&stack, &mut problems);
        let fonts = pack::fonts(&stack);
        let templates = template::templates(&stack, &mut problems);
        let wording = Wording::new(&stack, &templates, cycle, narrative, &mut problems);
        problems.extend(pack::unknown_papers(&documents, cycle));
        let indicators = indicators(&stack, &mut problems);
        let tera = match engine::engine(&stack, &templates) {
            Ok(tera) => tera,
            Err(wrong) => {
                problems.extend(wrong);
                return Err(problems);
            }
        };
        problems.extend(
            documents
                .iter()
                .filter(|spec| !tera.contains_template(&spec.template))
                .map(tera_errors::no_template),
        );
        problems.extend(unwritten::problems(&documents, &templates, |document| {
            let has = |layer: &&LayerFiles| layer.template_file(&document.template).is_some();
            let layer = stack.iter().find(has).map_or("", |layer| layer.name.as_str());
            format!("{layer}/{}", document.template)
        }));
        if problems.iter().any(Problem::is_error) {
            return Err(problems);
        }
        problems.extend(slips::slips(&stack, &templates, &documents));
        let packet =
            documents.iter().position(|spec| spec.kind == Kind::Packet).map(|at| documents.remove(at));
        documents.retain(|spec| spec.kind != Kind::Packet);
        let library = Arc::new(library(&stack));
        let reads = |text: &str| text.contains("context.json");
        let reads_context = library.values().any(|bytes| reads(&String::from_utf8_lossy(bytes)))
            || templates.iter().any(|template| reads(&template.text));
        Ok(Self {
            documents,
            removed,
            packet,
            templates,
            tera,
            marked: OnceLock::new(),
            stack,
            wording,
            library,
            indicators,
            reads_context,
            fonts,
            warnings: problems,
        })
    }

    /// The papers, in the order of their codes.
    #[must_use]
    pub fn documents(&self) -> &[DocumentSpec] {
        &self.documents
    }

    /// The papers that layers have taken out: none is made, but others may still name them.
    pub(super) fn removed(&self) -> &[DocumentSpec] {
        &self.removed
    }

    /// The cover and contents of a packet, where the layers have one.
    #[must_use]
    pub fn packet(&self) -> Option<&DocumentSpec> {
        self.packet.as_ref()
    }

    /// The files that Typst may read, by path: `/lib/gongwen.typ`.
    #[must_use]
    pub fn library(&self) -> Arc<BTreeMap<String, Vec<u8>>> {
        Arc::clone(&self.library)
    }

    /// The text of each layer's `indicators.toml`, the lowest first, and its path as shown to people.
    #[must_use]
    pub fn indicators(&self) -> &[(String, String)] {
        &self.indicators
    }

    /// Wording by key as one body's papers have it: its own over the cycle's, over the workspace's, over the district's,
    /// over the default.
    #[must_use]
    pub fn wording_of(&self, cycle: &Cycle, body: &BodyId) -> BTreeMap<String, String> {
        self.wording.of(cycle, body)
    }

    /// Folders of `narrative/` that are called like none of the bodies.
    #[must_use]
    pub fn unknown_places(&self, names: &BTreeSet<&str>) -> Vec<Problem> {
        self.wording.unknown_places(names)
    }

    /// Whether any file of the layers reads the whole context as JSON: to write it for every body takes its time.
    #[must_use]
    pub fn reads_context(&self) -> bool {
        self.reads_context
    }

    /// The templates with marks, made when the first error asks for a line.
    pub(super) fn marked(&self) -> Option<&MarkedTemplates> {
        self.marked.get_or_init(|| MarkedTemplates::new(&self.stack, &self.templates)).as_ref()
    }

    /// Adds to a problem at a line of a template that line as it stands.
    #[must_use]
    pub fn quoted(&self, mut problem: Problem) -> Problem {
        files::quote(&self.stack, &mut problem);
        problem
    }

    /// The line of a template that a place names.
    #[must_use]
    pub fn snippet(&self, place: &Place) -> Option<String> {
        files::line(&self.stack, place)
    }

    /// The first place of the layers' own files where a character is written, the topmost layer first.
    #[must_use]
    pub fn place_of(&self, character: char) -> Option<Place> {
        let place = |layer: &LayerFiles| {
            layer.files.iter().find_map(|(path, bytes)| {
                let text = std::str::from_utf8(bytes).ok()?;
                Some(place_in(text, &layer.shown(path), text.find(character)?))
            })
        };
        self.stack.iter().find_map(place)
    }

    /// Where people find a file of the library that did not come with the program: `templates/lib/stamp.typ`.
    #[must_use]
    pub fn own_library_file(&self, path: &str) -> Option<String> {
        let path = path.trim_start_matches('/');
        let layer = self.stack.iter().find(|layer| layer.files.contains_key(path))?;
        (layer.name != "default").then(|| layer.shown(path))
    }

    /// Typefaces that the layers set text in on purpose, besides those of the roles.
    #[must_use]
    pub fn fonts(&self) -> &BTreeSet<String> {
        &self.fonts
    }

    /// Whether there is any layer besides the default one, so that what runs was not written with the program.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        self.stack.len() > 1
    }

    /// What is odd in the layers without being wrong.
    #[must_use]
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    /// A hash of everything in the layers that a document may depend on.
    #[must_use]
    pub fn fingerprint(&self, id: &str) -> String {
        let mut hasher = blake3::Hasher::new();
        let mut add = |bytes: &[u8]| {
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        };
        add(id.as_bytes());
        for layer in &self.stack {
            add(layer.name.as_bytes());
            for (path, bytes) in &layer.files {
                add(path.as_bytes());
                add(bytes);
            }
        }
        hasher.finalize().to_hex().to_string()
    }
}

fn indicators(stack: &[LayerFiles], problems: &mut Vec<Problem>) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for layer in stack.iter().rev() {
        if let Some(text) = layer.text(INDICATORS_FILE, problems) {
            files.push((text.to_owned(), layer.shown(INDICATORS_FILE)));
        }
    }
    files
}

/// Files in `lib/` of all layers, an upper layer's in place of a lower one's of the same name.
fn library(stack: &[LayerFiles]) -> BTreeMap<String, Vec<u8>> {
    let mut library = BTreeMap::new();
    for layer in stack.iter().rev() {
        let files = layer.files.iter().filter(|(path, _)| path.starts_with("lib/"));
        library.extend(files.map(|(path, bytes)| (format!("/{path}"), bytes.clone())));
    }
    library
}
