//! A template with all those that it extends, one below the other, and what each passage says in the end.

use std::collections::BTreeMap;

use crate::fill::blocks::{all_blocks, blocks, inner, parent};
use crate::fill::template::Template;

/// Calls the passage below: its text alone says only half.
const SUPER: &str = "super()";

/// A template and those it extends.
pub(super) struct Chain<'t> {
    /// The topmost first.
    templates: Vec<&'t Template>,
    /// The blocks by name: each template that has it, by its place in the chain, and its text there.
    blocks: BTreeMap<&'t str, Vec<(usize, &'t str)>>,
    /// The names of all blocks, those of the lowest template first, each once.
    names: Vec<&'t str>,
}

/// A template by its name and those that it extends, the topmost first; empty where there is no such template.
pub(super) fn ancestry<'t>(all: &'t [Template], name: &str) -> Vec<&'t Template> {
    let named = |text: &str| all.iter().find(|template| template.is_named(text));
    let mut templates: Vec<&Template> = named(name).into_iter().collect();
    // One that extends itself is an error elsewhere; here it only must end.
    while let Some(next) = templates.last().and_then(|last| named(parent(&last.text)?))
        && templates.len() < all.len()
    {
        templates.push(next);
    }
    templates
}

/// The same with their blocks.
pub(super) fn chain<'t>(all: &'t [Template], name: &str) -> Chain<'t> {
    let mut chain = Chain { templates: ancestry(all, name), blocks: BTreeMap::new(), names: Vec::new() };
    for (at, template) in chain.templates.iter().enumerate().rev() {
        for (name, body) in all_blocks(&template.text) {
            let having = chain.blocks.entry(name).or_default();
            if having.is_empty() {
                chain.names.push(name);
            }
            if having.first().is_none_or(|(above, _)| *above != at) {
                having.insert(0, (at, body));
            }
        }
    }
    chain
}

impl<'t> Chain<'t> {
    /// The names of all blocks, those of the lowest template first, each once.
    pub(super) fn names(&self) -> &[&'t str] {
        &self.names
    }

    /// The template that extends no other.
    pub(super) fn base(&self) -> Option<&'t Template> {
        self.templates.last().copied()
    }

    /// The templates that have a block, the topmost first.
    pub(super) fn having(&self, name: &str) -> impl Iterator<Item = &'t Template> + '_ {
        let having = self.blocks.get(name).into_iter().flatten();
        having.filter_map(|(at, _)| self.templates.get(*at).copied())
    }

    /// A passage as the chain prints it: from the topmost template that has it, the passages inside it likewise.
    pub(super) fn passage(&self, name: &str) -> Option<String> {
        let (at, body) = self.topmost(name)?;
        Some(with_those_inside(body, |nested| {
            self.topmost(nested).filter(|(above, _)| *above <= at)?;
            self.passage(nested)
        }))
    }

    /// A passage as a child of the chain may take it over: one that builds on the passage below is only called.
    pub(super) fn passage_to_change(&self, name: &str) -> Option<String> {
        let (at, body) = self.topmost(name)?;
        if body.contains(SUPER) {
            return Some(format!("{{% block {name} %}}{{{{ super() }}}}{{% endblock {name} %}}"));
        }
        Some(with_those_inside(body, |nested| {
            self.topmost(nested).filter(|(above, _)| *above <= at)?;
            self.passage_to_change(nested)
        }))
    }

    /// The topmost template of the chain that has a block, and the block.
    fn topmost(&self, name: &str) -> Option<(usize, &'t str)> {
        self.blocks.get(name)?.first().copied()
    }
}

/// A block with the blocks inside it as `said` has them; as they stand where it has none.
fn with_those_inside(body: &str, said: impl Fn(&str) -> Option<String>) -> String {
    let (mut text, mut rest) = (String::new(), body);
    for (name, old) in blocks(inner(body)) {
        let Some((before, after)) = rest.split_once(old) else { continue };
        text.push_str(before);
        match said(name) {
            Some(new) => text.push_str(&new),
            None => text.push_str(old),
        }
        rest = after;
    }
    text.push_str(rest);
    text
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
        assert_eq!(
            chain.having("two").map(|template| &template.name).collect::<Vec<_>>(),
            ["county/a.typ", "default/a.typ"]
        );
        assert_eq!(chain.names(), ["one", "in", "two"]);
        let one = "{% block one %}甲{% block in %}县{% endblock in %}{% endblock one %}";
        assert_eq!(chain.passage("one").as_deref(), Some(one));
        let two = "{% block two %}{{ super() }}{% endblock two %}";
        assert_eq!(chain.passage_to_change("two").as_deref(), Some(two));
        assert_eq!(chain.passage("three"), None);
    }

    #[test]
    fn one_that_extends_itself_ends() {
        assert!(chain(&templates(), "self/a.typ").templates.len() <= 3);
    }
}
