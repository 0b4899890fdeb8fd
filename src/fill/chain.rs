//! A template with all those that it extends, one below the other, and what each passage says in the end.

use crate::fill::blocks::{all_blocks, blocks, inner, parent};
use crate::fill::template::Template;

/// Calls the passage below: its text alone says only half.
const SUPER: &str = "super()";

/// A template and those it extends, the topmost first.
pub(super) fn chain<'t>(templates: &'t [Template], name: &str) -> Vec<&'t Template> {
    let named = |text: &str| templates.iter().find(|template| template.is_named(text));
    let mut chain: Vec<&Template> = named(name).into_iter().collect();
    // One that extends itself is an error elsewhere; here it only must end.
    while let Some(next) = chain.last().and_then(|last| named(parent(&last.text)?))
        && chain.len() < templates.len()
    {
        chain.push(next);
    }
    chain
}

/// The names of all blocks of a chain, those of the lowest template first, each once.
pub(super) fn names<'t>(chain: &[&'t Template]) -> Vec<&'t str> {
    let mut names = Vec::new();
    for (name, _) in chain.iter().rev().flat_map(|template| all_blocks(&template.text)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A passage as the chain prints it: from the topmost template that has it, the passages inside it likewise.
pub(super) fn passage(chain: &[&Template], name: &str) -> Option<String> {
    let (at, body) = topmost(chain, name)?;
    let mut text = body.to_owned();
    for (nested, old) in blocks(inner(body)) {
        if topmost(chain, nested).is_some_and(|(above, _)| above <= at)
            && let Some(new) = passage(chain, nested)
        {
            text = text.replacen(old, &new, 1);
        }
    }
    Some(text)
}

/// A passage as a child of the chain may take it over: one that builds on the passage below is only called.
pub(super) fn passage_to_change(chain: &[&Template], name: &str) -> Option<String> {
    let (at, body) = topmost(chain, name)?;
    if body.contains(SUPER) {
        return Some(format!("{{% block {name} %}}{{{{ super() }}}}{{% endblock {name} %}}"));
    }
    let mut text = body.to_owned();
    for (nested, old) in blocks(inner(body)) {
        if topmost(chain, nested).is_some_and(|(above, _)| above <= at)
            && let Some(new) = passage_to_change(chain, nested)
        {
            text = text.replacen(old, &new, 1);
        }
    }
    Some(text)
}

/// The topmost template of the chain that has a block, and the block.
fn topmost<'t>(chain: &[&'t Template], name: &str) -> Option<(usize, &'t str)> {
    let of =
        |template: &&'t Template| all_blocks(&template.text).into_iter().find(|(other, _)| *other == name);
    chain.iter().enumerate().find_map(|(at, template)| Some((at, of(template)?.1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn templates() -> Vec<Template> {
        let template =
            |name: &str, text: &str| Template { name: name.into(), shown: name.into(), text: text.into() };
        vec![
            template(
                "county/a.typ",
                "{% extends \"default/a.typ\" %}{% block in %}县{% endblock in %}{% block two %}{{ super() }}!{% endblock two %}",
            ),
            template(
                "default/a.typ",
                "{% block one %}甲{% block in %}乙{% endblock in %}{% endblock one %}{% block two %}丙{% endblock two %}",
            ),
            template("self/a.typ", "{% extends \"self/a.typ\" %}"),
        ]
    }

    #[test]
    fn a_passage_is_that_of_the_topmost_template_that_has_it() {
        let templates = templates();
        let chain = chain(&templates, "county/a.typ");
        assert_eq!(names(&chain), ["one", "in", "two"]);
        let one = "{% block one %}甲{% block in %}县{% endblock in %}{% endblock one %}";
        assert_eq!(passage(&chain, "one").as_deref(), Some(one));
        let two = "{% block two %}{{ super() }}{% endblock two %}";
        assert_eq!(passage_to_change(&chain, "two").as_deref(), Some(two));
        assert_eq!(passage(&chain, "three"), None);
    }

    #[test]
    fn one_that_extends_itself_ends() {
        assert!(chain(&templates(), "self/a.typ").len() <= 3);
    }
}
