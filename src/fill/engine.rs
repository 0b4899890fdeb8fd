//! Tera, set up for Typst: layers by prefix, values escaped, our filters.

use tera::Tera;

use crate::fill::changed;
use crate::fill::escape;
use crate::fill::files::LayerFiles;
use crate::fill::filters;
use crate::fill::locate;
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

/// Tera with all templates.
///
/// # Errors
/// Every template that cannot be understood; what remains is tried again, so that one run shows them all.
pub(super) fn engine(stack: &[LayerFiles], templates: &[Template]) -> Result<Tera, Vec<Problem>> {
    let mut problems = changed::problems(templates);
    let mut kept: Vec<&Template> = templates.iter().collect();
    loop {
        let mut tera = empty(stack).map_err(|error| locate::problems(&error, templates))?;
        let Err(error) = tera.add_raw_templates(kept.iter().map(|template| (&template.name, &template.text)))
        else {
            return if problems.is_empty() { Ok(tera) } else { Err(problems) };
        };
        let culprit = locate::culprit(&error);
        // What a child says of a parent that was left out is no news.
        if problems.is_empty() || culprit.is_some() {
            problems.extend(locate::problems(&error, templates));
        }
        let before = kept.len();
        kept.retain(|template| Some(template.name.as_str()) != culprit);
        if kept.len() == before {
            return Err(problems);
        }
    }
}

fn empty(stack: &[LayerFiles]) -> tera::TeraResult<Tera> {
    let mut tera = Tera::default();
    tera.set_fallback_prefixes(stack.iter().map(|layer| format!("{}/", layer.name)))?;
    tera.autoescape_on([".typ"]);
    tera.set_escape_fn(escape::escape);
    filters::register(&mut tera);
    Ok(tera)
}
