//! A template taken out for editing: a child of the one below, with every block as it stands there.
//!
//! What is not changed can be deleted again: it then comes from below, and changes with it.

use crate::fill::Layers;
use crate::fill::blocks::{all_blocks, blocks, inner, record};
use crate::fill::chain::chain;
use crate::fill::pack::DocumentSpec;
use crate::fill::template_name;

/// A template as it goes into a layer of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ejected {
    /// Its path inside the layer: `plan.typ.tera`.
    pub path: String,
    /// The name of the same template, which is that of its file in layers of before: `plan.typ`.
    pub name: String,
    /// Its text.
    pub text: String,
    /// The names of its blocks, and of those inside each of them.
    pub blocks: Vec<(String, Vec<String>)>,
}

impl Layers {
    /// The template of a document as a child of it, with all its blocks; `None` if there is no such template.
    #[must_use]
    pub fn eject(&self, document: &DocumentSpec) -> Option<Ejected> {
        let name = self.name_of(document);
        let parent = self.templates.iter().find(|template| template.name == name)?;
        let chain = chain(&self.templates, &parent.name);
        let base = chain.base()?;
        let names: Vec<&str> = blocks(&base.text).into_iter().map(|(name, _)| name).collect();
        let layer = self.stack.iter().find(|layer| layer.name == self.layer_of(document))?;
        let parent_file = format!("{}/{}", layer.name, layer.template_file(&document.template)?);
        let mut text = format!(
            "{{% extends \"{parent_file}\" %}}\n\
             {{# {title}（{id}）：下面每个 block 是一段，只留要改的，其余整段删去，就跟着原来的模板走。\n   \
             Every block is a passage: keep those you change and delete the others; they then follow the template below. #}}\n",
            title = document.code,
            id = document.id,
        );
        let all = chain.names().iter().filter_map(|name| Some((*name, chain.passage(name)?)));
        let all: Vec<(&str, String)> = all.collect();
        text.push_str(&record(all.iter().map(|(name, body)| (*name, body.as_str()))));
        text.push('\n');
        for body in names.iter().filter_map(|name| chain.passage_to_change(name)) {
            text.push('\n');
            text.push_str(&body);
            text.push('\n');
        }
        let inside = |name: &str| -> Vec<String> {
            let body = chain.passage(name).unwrap_or_default();
            all_blocks(inner(&body)).into_iter().map(|(name, _)| name.to_owned()).collect()
        };
        let blocks = names.into_iter().map(|name| (name.to_owned(), inside(name))).collect();
        let name = document.template.clone();
        Some(Ejected { path: template_name::file(&name), name, text, blocks })
    }
}
