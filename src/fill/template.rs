//! The templates of all layers: texts in Tera's language that become Typst.

use crate::fill::files::LayerFiles;
use crate::fill::template_name;
use crate::problem::Problem;

/// One template: its name for Tera (`default/plan.typ`, whatever its file is called), where people find it, and its text.
#[derive(Debug, Clone)]
pub(super) struct Template {
    pub(super) name: String,
    pub(super) shown: String,
    pub(super) text: String,
}

/// The templates of all layers, the top layer first. Files in `lib/` are Typst's own.
pub(super) fn templates(stack: &[LayerFiles], problems: &mut Vec<Problem>) -> Vec<Template> {
    let mut templates = Vec::new();
    for layer in stack {
        for path in layer.files.keys() {
            let Some(name) = template_name::of_file(path) else { continue };
            if layer.template_file(name) != Some(path) {
                problems.push(layer.two_files(name));
                continue;
            }
            if let Some(text) = layer.text(path, problems) {
                templates.push(Template {
                    name: format!("{}/{name}", layer.name),
                    shown: layer.shown(path),
                    text: text.to_owned(),
                });
            }
        }
    }
    templates
}

impl Template {
    /// Whether the text, after `extends`, `include` or in `pack.toml`, means this template.
    pub(super) fn is_named(&self, text: &str) -> bool {
        self.name == template_name::written(text)
    }
}

/// The name of a template as the layers write it, which may be that of its file.
pub(super) fn as_written(name: &str, templates: &[Template]) -> String {
    let file = template_name::file(name);
    let quoted = ["\"", "'"].map(|mark| format!("{mark}{file}{mark}"));
    let is_written = |template: &Template| quoted.iter().any(|quoted| template.text.contains(quoted));
    if templates.iter().any(is_written) { file } else { name.to_owned() }
}

/// Where a template is, as people see it.
pub(super) fn shown<'a>(name: &'a str, templates: &'a [Template]) -> &'a str {
    templates.iter().find(|template| template.name == name).map_or(name, |template| &template.shown)
}
