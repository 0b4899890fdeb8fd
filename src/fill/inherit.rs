//! How much templates may take over from one another.

use std::collections::BTreeMap;

use crate::fill::bounds::LAYER_LIMIT;
use crate::fill::files::LayerFiles;
use crate::fill::template::Template;
use crate::fill::template_name;
use crate::problem::{Place, Problem};
use crate::say;

/// Templates that extend one another: three layers, and a few steps inside each.
const DEEPEST: usize = 12;

/// Bytes of all templates, each with all those that it extends: Tera keeps for each the blocks of all of them.
const INHERITED: usize = 32 << 20;

/// The first template with which what templates take over from one another is too much. A circle is Tera's to report.
pub(super) fn inherits_too_much(stack: &[LayerFiles], templates: &[Template]) -> Option<Problem> {
    let by_name: BTreeMap<&str, &Template> =
        templates.iter().map(|template| (template.name.as_str(), template)).collect();
    let parent = |template: &Template| {
        let name = template_name::written(template.text.split_once("extends")?.1.split(['"', '\'']).nth(1)?);
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
