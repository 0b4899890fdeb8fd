//! The templates of all layers: texts in Tera's language that become Typst.

use crate::fill::files::LayerFiles;
use crate::problem::Problem;

/// One template: its name for Tera (`default/plan.typ`), where people find it, and its text.
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
        for path in layer.files.keys().filter(|path| path.ends_with(".typ") && !path.starts_with("lib/")) {
            if let Some(text) = layer.text(path, problems) {
                templates.push(Template {
                    name: format!("{}/{path}", layer.name),
                    shown: layer.shown(path),
                    text: text.to_owned(),
                });
            }
        }
    }
    templates
}

/// Where a template is, as people see it.
pub(super) fn shown<'a>(name: &'a str, templates: &'a [Template]) -> &'a str {
    templates.iter().find(|template| template.name == name).map_or(name, |template| &template.shown)
}
