//! Which layer each file and each document's template is taken from.

use crate::fill::Layers;
use crate::fill::files::LayerFiles;
use crate::fill::pack::DocumentSpec;
use crate::fill::template;
use crate::problem::Place;

/// A file of the layers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerFile {
    /// Its path inside a layer: `plan.typ.tera`, `lib/gongwen.typ`.
    pub path: String,
    /// The layer it is taken from.
    pub layer: String,
    /// Layers below that have a file of this path as well.
    pub hides: Vec<String>,
}

impl Layers {
    /// The layers, the top one first: the name each goes by, and where it lies.
    #[must_use]
    pub fn places(&self) -> Vec<(String, String)> {
        let place =
            |layer: &LayerFiles| (layer.name.clone(), layer.shown("").trim_end_matches('/').to_owned());
        self.stack.iter().map(place).collect()
    }

    /// All files of the layers by path, each from the topmost layer that has it.
    #[must_use]
    pub fn files(&self) -> Vec<LayerFile> {
        let mut files: Vec<LayerFile> = Vec::new();
        for layer in &self.stack {
            for path in layer.files.keys() {
                match files.iter_mut().find(|file| layer.counterpart(&file.path) == Some(path)) {
                    Some(file) => file.hides.push(layer.name.clone()),
                    None => files.push(LayerFile {
                        path: path.clone(),
                        layer: layer.name.clone(),
                        hides: Vec::new(),
                    }),
                }
            }
        }
        files.sort_by(|one, two| one.path.cmp(&two.path));
        files
    }

    /// The layer that a document's template is taken from.
    #[must_use]
    pub fn layer_of(&self, document: &DocumentSpec) -> &str {
        let has = |layer: &&LayerFiles| layer.template_file(&document.template).is_some();
        self.stack.iter().find(has).map_or("", |layer| layer.name.as_str())
    }

    /// The name of a document's template: `default/plan.typ`.
    pub(super) fn name_of(&self, document: &DocumentSpec) -> String {
        format!("{}/{}", self.layer_of(document), document.template)
    }

    /// The file of a document's template, where people find it.
    #[must_use]
    pub fn file_of(&self, document: &DocumentSpec) -> Place {
        Place::File(template::shown(&self.name_of(document), &self.templates).to_owned())
    }
}
