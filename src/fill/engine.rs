//! Tera, set up for Typst: layers by prefix, values escaped, our filters.

use std::collections::BTreeMap;

use tera::Tera;

use crate::fill::bounds::LAYER_LIMIT;
use crate::fill::changed;
use crate::fill::escape;
use crate::fill::files::LayerFiles;
use crate::fill::filters;
use crate::fill::locate;
use crate::problem::{Place, Problem};
use crate::say;

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
    if let Some(problem) = inherits_too_much(stack, templates) {
        return Err(vec![problem]);
    }
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

/// Templates that extend one another: three layers, and a few steps inside each.
const DEEPEST: usize = 12;

/// Bytes of all templates, each with all those that it extends: Tera keeps for each the blocks of all of them.
const INHERITED: usize = 32 << 20;

/// The first template with which what templates take over from one another is too much. A circle is Tera's to report.
fn inherits_too_much(stack: &[LayerFiles], templates: &[Template]) -> Option<Problem> {
    let by_name: BTreeMap<&str, &Template> =
        templates.iter().map(|template| (template.name.as_str(), template)).collect();
    let parent = |template: &Template| {
        let name = template.text.split_once("extends")?.1.split(['"', '\'']).nth(1)?;
        let below = || stack.iter().find_map(|layer| by_name.get(format!("{}/{name}", layer.name).as_str()));
        by_name.get(name).or_else(below).copied()
    };
    let mut inherited = 0;
    for template in templates {
        let mut above = parent(template);
        let mut depth = 0;
        while let Some(next) = above.filter(|_| depth <= DEEPEST) {
            depth += 1;
            inherited += next.text.len();
            above = parent(next);
        }
        let is_circle = depth > DEEPEST && ancestors_meet(template, &parent, templates.len());
        if (depth > DEEPEST && !is_circle) || inherited > INHERITED {
            let message =
                say!("模板一层套一层地 extends，套得太多了", "templates extend one another too often");
            let hint = say!(
                "最多套 {DEEPEST} 层；直接 extends 最下面的那一份",
                "{DEEPEST} steps at most; extend the lowest one directly"
            );
            let place = Place::File(template.shown.clone());
            return Some(Problem::new(&LAYER_LIMIT, place, message).hint(hint));
        }
    }
    None
}

/// Whether one goes in a circle from template to parent.
fn ancestors_meet<'t>(
    from: &'t Template,
    parent: &impl Fn(&Template) -> Option<&'t Template>,
    templates: usize,
) -> bool {
    let mut next = parent(from);
    for _ in 0..=templates {
        let Some(at) = next else { return false };
        next = parent(at);
    }
    true
}

fn empty(stack: &[LayerFiles]) -> tera::TeraResult<Tera> {
    let mut tera = Tera::default();
    tera.set_fallback_prefixes(stack.iter().map(|layer| format!("{}/", layer.name)))?;
    tera.autoescape_on([".typ"]);
    tera.set_escape_fn(escape::escape);
    filters::register(&mut tera);
    Ok(tera)
}
