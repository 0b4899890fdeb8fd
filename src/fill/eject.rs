//! A template taken out for editing: a child of the one below, with every block as it stands there.
//!
//! What is not changed can be deleted again: it then comes from below, and changes with it.

use crate::fill::Layers;
use crate::fill::compare::all_blocks;
use crate::fill::locate;
use crate::fill::pack::DocumentSpec;
use crate::problem::Place;

/// A file of the layers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerFile {
    /// Its path inside a layer: `plan.typ`, `lib/gongwen.typ`.
    pub path: String,
    /// The layer it is taken from.
    pub layer: String,
    /// Layers below that have a file of this path as well.
    pub hides: Vec<String>,
}

/// A template as it goes into a layer of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ejected {
    /// Its path inside the layer.
    pub path: String,
    /// Its text.
    pub text: String,
    /// The names of its blocks.
    pub blocks: Vec<String>,
}

impl Layers {
    /// All files of the layers by path, each from the topmost layer that has it.
    #[must_use]
    pub fn files(&self) -> Vec<LayerFile> {
        let mut files: Vec<LayerFile> = Vec::new();
        for layer in &self.stack {
            for path in layer.files.keys() {
                match files.iter_mut().find(|file| file.path == *path) {
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
        let has = |layer: &&crate::fill::files::LayerFiles| layer.files.contains_key(&document.template);
        self.stack.iter().find(has).map_or("", |layer| layer.name.as_str())
    }

    /// The name of a document's template: `default/plan.typ`.
    pub(super) fn name_of(&self, document: &DocumentSpec) -> String {
        format!("{}/{}", self.layer_of(document), document.template)
    }

    /// The file of a document's template, where people find it.
    #[must_use]
    pub fn file_of(&self, document: &DocumentSpec) -> Place {
        Place::File(locate::shown(&self.name_of(document), &self.templates).to_owned())
    }

    /// The template of a document as a child of it, with all its blocks; `None` if there is no such template.
    #[must_use]
    pub fn eject(&self, document: &DocumentSpec) -> Option<Ejected> {
        let name = self.name_of(document);
        let parent = self.templates.iter().find(|template| template.name == name)?;
        let blocks = blocks(&parent.text);
        let mut text = format!(
            "{{% extends \"{name}\" %}}\n\
             {{# {title}（{id}）：下面每个 block 是一段，只留要改的，其余整段删去，就跟着原来的模板走。\n   \
             Every block is a passage: keep those you change and delete the others; they then follow the template below. #}}\n",
            title = document.code,
            id = document.id,
        );
        let all = all_blocks(&parent.text);
        let prints = all.iter().map(|(name, body)| format!("{name}={}", fingerprint(body)));
        text.push_str(&format!("{RECORD} {} #}}\n", prints.collect::<Vec<_>>().join(" ")));
        for (_, body) in &blocks {
            text.push('\n');
            text.push_str(body);
            text.push('\n');
        }
        let blocks = blocks.into_iter().map(|(name, _)| name.to_owned()).collect();
        Some(Ejected { path: document.template.clone(), text, blocks })
    }
}

/// Begins the line that tells what the passages were when they were taken out.
const RECORD: &str = "{# huanjie:from";

/// The passages of a child template as they were when it was taken out: block and fingerprint.
pub(super) fn recorded(text: &str) -> Vec<(&str, &str)> {
    let line = text.split(RECORD).nth(1).and_then(|rest| rest.split("#}").next()).unwrap_or_default();
    line.split_whitespace().filter_map(|word| word.split_once('=')).collect()
}

/// Eight characters that tell one text from another.
pub(super) fn fingerprint(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().chars().take(8).collect()
}

/// The outermost blocks of a template: their names, and each from its opening tag to its closing one.
pub(super) fn blocks(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let (mut depth, mut open, mut at) = (0_usize, None, 0);
    while let Some(start) = text.get(at..).and_then(|rest| rest.find("{%")).map(|offset| at + offset) {
        let Some(end) = text.get(start..).and_then(|rest| rest.find("%}")).map(|offset| start + offset + 2)
        else {
            break;
        };
        let tag = text.get(start + 2..end - 2).unwrap_or_default().trim_matches('-').trim();
        let mut words = tag.split_whitespace();
        match words.next() {
            Some("block") => {
                if depth == 0 {
                    open = Some((words.next().unwrap_or_default(), start));
                }
                depth += 1;
            }
            Some("endblock") => {
                depth = depth.saturating_sub(1);
                if let (0, Some((name, from))) = (depth, open) {
                    found.push((name, text.get(from..end).unwrap_or_default()));
                    open = None;
                }
            }
            _ => {}
        }
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outermost_blocks_are_found_whole() {
        let text = "a {% block one %}x{% block inner %}y{% endblock inner %}z{% endblock one %} b {%- block two -%}{{ t }}{% endblock %}";
        let found = blocks(text);
        assert_eq!(
            found[0],
            ("one", "{% block one %}x{% block inner %}y{% endblock inner %}z{% endblock one %}")
        );
        assert_eq!(found[1].0, "two");
        assert_eq!(found.len(), 2);
    }
}
