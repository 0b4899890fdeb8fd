//! Tera, set up for Typst: layers by prefix, values escaped, our filters.

use tera::Tera;

use crate::fill::escape;
use crate::fill::files::LayerFiles;
use crate::fill::filters;
use crate::fill::inherit;
use crate::fill::old_values;
use crate::fill::structure;
use crate::fill::template::Template;
use crate::fill::template_name;
use crate::fill::tera_errors;
use crate::problem::Problem;

/// Tera with all templates.
///
/// # Errors
/// Every template that cannot be understood; what remains is tried again, so that one run shows them all.
pub(super) fn engine(stack: &[LayerFiles], templates: &[Template]) -> Result<Tera, Vec<Problem>> {
    if let Some(problem) = inherit::inherits_too_much(stack, templates) {
        return Err(vec![problem]);
    }
    let mut problems = old_values::problems(templates);
    let mut kept: Vec<&Template> = Vec::new();
    for template in templates {
        match structure::problem(template) {
            Some(problem) => problems.push(problem),
            None => kept.push(template),
        }
    }
    loop {
        let mut tera = empty(stack).map_err(|error| tera_errors::problems(&error, templates))?;
        let read = |template: &&Template| (template.name.clone(), template_name::resolved(&template.text));
        let Err(error) = tera.add_raw_templates(kept.iter().map(read)) else {
            return if problems.is_empty() { Ok(tera) } else { Err(problems) };
        };
        let culprit = tera_errors::culprit(&error);
        // What a child says of a parent that was left out is no news.
        if problems.is_empty() || culprit.is_some() {
            problems.extend(tera_errors::problems(&error, templates));
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
