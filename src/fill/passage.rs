//! A passage of a paper for somebody who changes its words: which one stands where on the page, what it says, and the text of the
//! workspace's own template that says it in other words. The template below is never copied (DESIGN 12).

use std::collections::BTreeSet;

use crate::fill::blocks::{all_blocks, inner, innermost, parent, with_record, without_record};
use crate::fill::bounds;
use crate::fill::chain::{Chain, chain};
use crate::fill::files::OWN_LAYER;
use crate::fill::pack::DocumentSpec;
use crate::fill::template::Template;
use crate::fill::{BodyContext, Draft, Layers, markers, passage_words, template_name};
use crate::problem::Say;
use crate::say;

/// A passage of a document's template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The name of its block.
    pub name: String,
    /// What it says: words, values in double braces, room to write in as `[空1]`; a line for each paragraph. None where it is
    /// worked out by conditions and calls, which a template's author changes.
    pub words: Option<String>,
    /// The values among the words, each with what it says in the papers of the body that was asked about, where that is known.
    pub values: Vec<(String, Option<String>)>,
    /// Where it is the workspace's own: what the layer below says in its place.
    pub below: Option<Below>,
    /// Passages of the same paper that say it nearly so in another case, before the vote or where a number is not known: by name,
    /// with their words.
    pub twins: Vec<(String, String)>,
}

/// What a layer below says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Below {
    /// Its words, where it is words.
    pub words: Option<String>,
}

/// The text of a template of one's own, by its path inside the workspace's layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTemplate {
    /// Where it is: `plan.typ.tera`.
    pub path: String,
    /// What it says; none where nothing is left that is one's own.
    pub text: Option<String>,
}

/// Which passage each stretch of a draft's own source comes from: its name, and the byte at which the stretch begins. Empty where
/// nothing tells.
#[must_use]
pub fn passages_at(layers: &Layers, draft: &Draft) -> Vec<(String, usize)> {
    let Some(origin) = draft.origin.as_ref().and_then(|origin| origin.of("/main.typ")) else {
        return Vec::new();
    };
    let again = |tera: &tera::Tera| origin.source(tera, &mut BTreeSet::new()).ok();
    let stretches = layers.marked().and_then(|marked| marked.stretches(&draft.main, again));
    let name = |file: &str, line: usize, column: usize| {
        let template = layers.templates.iter().find(|template| template.shown == file)?;
        innermost(&template.text, byte_at(&template.text, line, column)?)
    };
    let of = stretches.unwrap_or_default().into_iter();
    of.map(|own| (name(own.file, own.line, own.column).unwrap_or_default().to_owned(), own.at)).collect()
}

/// Whether a file of a layer is the template of a document.
#[must_use]
pub fn is_template_of(path: &str, document: &DocumentSpec) -> bool {
    template_name::of_file(path) == Some(document.template.as_str())
}

/// The byte of a line and a column, both from 1.
fn byte_at(text: &str, line: usize, column: usize) -> Option<usize> {
    let before: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let (at, _) = text.get(before..)?.char_indices().nth(column.checked_sub(1)?)?;
    Some(before + at)
}

impl Layers {
    /// A passage of a document, by the name of its block; none where it has no such block.
    #[must_use]
    pub fn passage(&self, document: &DocumentSpec, name: &str, context: &BodyContext) -> Option<Passage> {
        let chain = self.chain_of(document);
        let says = chain.passage(name)?;
        let words = passage_words::shown(inner(&says));
        let value = |expression: &str| {
            let said = bounds::render_text(&self.tera, expression, context.values()).ok()?;
            Some(markers::plain(&said)).filter(|said| !said.is_empty())
        };
        let values: Vec<(String, Option<String>)> = words
            .iter()
            .flat_map(|words| passage_words::values(words))
            .map(|own| (own.to_owned(), value(own)))
            .collect();
        let is_own = chain.having(name).next().is_some_and(is_own);
        let below = is_own.then(|| self.below(document)?.passage(name)).flatten();
        let below = below.map(|says| Below { words: passage_words::shown(inner(&says)) });
        let twins = words.as_deref().map(|words| twins(&chain, name, words)).unwrap_or_default();
        let twins = twins.into_iter().filter(|(_, own)| Some(own) != words.as_ref()).collect();
        Some(Passage { name: name.to_owned(), words, values, below, twins })
    }

    /// The workspace's own template of a document with a passage in other words.
    ///
    /// # Errors
    /// Why the passage cannot be said so.
    pub fn with_passage(&self, document: &DocumentSpec, name: &str, words: &str) -> Result<OwnTemplate, Say> {
        let chain = self.chain_of(document);
        let unknown = || say!("这份材料没有这一段", "the paper has no such passage");
        let says = chain.passage(name).ok_or_else(unknown)?;
        if passage_words::shown(inner(&says)).is_none() {
            return Err(say!(
                "这一段由程序按数据拼成，不能在这里改",
                "the passage is worked out from the data and cannot be changed here"
            ));
        }
        let new = with_inner(&says, &passage_words::written(words, inner(&says))?).ok_or_else(unknown)?;
        let path = self.own_path(document);
        let (mut text, below) = match self.own_text(document) {
            Some(text) => (text.to_owned(), self.below(document)),
            None => (self.child_head(document).ok_or_else(unknown)?, Some(self.chain_of(document))),
        };
        text = with_block(&text, name, &new, below.as_ref());
        // The same words in another case are the same passage for whoever reads it.
        let same = passage_words::shown(inner(&says)).unwrap_or_default();
        for (other, _) in twins(&chain, name, &same).into_iter().filter(|(_, own)| *own == same) {
            let Some(says) = chain.passage(&other) else { continue };
            if let Ok(new) = passage_words::written(words, inner(&says))
                && let Some(block) = with_inner(&says, &new)
            {
                text = with_block(&text, &other, &block, below.as_ref());
            }
        }
        Ok(OwnTemplate { path, text: Some(text) })
    }

    /// The same with the passage as the layer below has it, and with those that were changed to the same words along with it.
    #[must_use]
    pub fn without_passage(&self, document: &DocumentSpec, name: &str) -> Option<OwnTemplate> {
        let text = self.own_text(document)?;
        let of = |wanted: &str| all_blocks(text).into_iter().find(|(own, _)| *own == wanted);
        let words = passage_words::shown(inner(of(name)?.1));
        let is_same = |block: &str| words.is_some() && passage_words::shown(inner(block)) == words;
        let all = all_blocks(text).into_iter().filter(|(own, block)| *own == name || is_same(block));
        let names: Vec<&str> = all.map(|(own, _)| own).collect();
        let mut left = text.to_owned();
        for name in names {
            left = self.without_block(document, &left, name)?;
        }
        let is_empty = parent(&left).is_some() && all_blocks(&left).is_empty();
        Some(OwnTemplate { path: self.own_path(document), text: (!is_empty).then_some(left) })
    }

    fn without_block(&self, document: &DocumentSpec, text: &str, name: &str) -> Option<String> {
        let (_, block) = all_blocks(text).into_iter().find(|(own, _)| *own == name)?;
        let is_nested = all_blocks(text).iter().any(|(own, body)| *own != name && body.contains(block));
        Some(match is_nested {
            // Inside a passage of one's own it must stay, as it is below.
            true => text.replacen(block, &self.below(document)?.passage(name)?, 1),
            false => without_record(&text.replacen(block, "", 1), name),
        })
    }

    fn chain_of(&self, document: &DocumentSpec) -> Chain<'_> {
        chain(&self.templates, &self.name_of(document))
    }

    /// The templates below the workspace's own one, which is a child of them.
    fn below(&self, document: &DocumentSpec) -> Option<Chain<'_>> {
        Some(chain(&self.templates, parent(self.own_text(document)?)?))
    }

    /// The text of the workspace's own template of a document.
    fn own_text(&self, document: &DocumentSpec) -> Option<&str> {
        let name = format!("{OWN_LAYER}/{}", document.template);
        Some(self.templates.iter().find(|template| template.name == name)?.text.as_str())
    }

    fn own_path(&self, document: &DocumentSpec) -> String {
        let own = self.stack.iter().find(|layer| layer.name == OWN_LAYER);
        let path = own.and_then(|layer| layer.template_file(&document.template));
        path.map_or_else(|| template_name::file(&document.template), str::to_owned)
    }

    /// How a child of a document's template begins.
    fn child_head(&self, document: &DocumentSpec) -> Option<String> {
        let layer = self.stack.iter().find(|layer| layer.name == self.layer_of(document))?;
        let parent = format!("{}/{}", layer.name, layer.template_file(&document.template)?);
        let DocumentSpec { code, id, .. } = document;
        Some(format!(
            "{{% extends \"{parent}\" %}}\n{{# {code}（{id}）：改过的段落。 The passages that were changed. #}}\n"
        ))
    }
}

fn is_own(template: &Template) -> bool {
    template.name.strip_prefix(OWN_LAYER).is_some_and(|rest| rest.starts_with('/'))
}

/// How alike the words of two passages are that say one thing in two cases.
const ALIKE: f64 = 0.8;

/// Passages of a paper whose words are the same, or nearly.
fn twins(chain: &Chain<'_>, name: &str, words: &str) -> Vec<(String, String)> {
    let alike = |other: &str| {
        let own = passage_words::shown(inner(&chain.passage(other)?))?;
        (own == words || strsim::normalized_levenshtein(&own, words) >= ALIKE)
            .then(|| (other.to_owned(), own))
    };
    // A word or two may stand anywhere: that is no sentence said twice.
    let is_sentence = words.chars().count() >= SENTENCE;
    chain
        .names()
        .iter()
        .filter(|other| is_sentence && **other != name)
        .filter_map(|other| alike(other))
        .collect()
}

/// Characters of the shortest sentence.
const SENTENCE: usize = 12;

/// A template with a block that says this: in its place where it stands already, else last. What the block said below is
/// remembered, so that a change there is noticed.
fn with_block(text: &str, name: &str, block: &str, below: Option<&Chain<'_>>) -> String {
    if let Some((_, old)) = all_blocks(text).into_iter().find(|(own, _)| *own == name) {
        return text.replacen(old, block, 1);
    }
    let was = below.and_then(|chain| chain.passage(name)).map(|body| body.replace("\r\n", "\n"));
    let text = was.map_or_else(|| text.to_owned(), |was| with_record(text, name, &was));
    format!("{}\n\n{block}\n", text.trim_end())
}

/// A block with something else between its tags.
fn with_inner(block: &str, new: &str) -> Option<String> {
    let (open, close) = (block.find("%}")? + 2, block.rfind("{%")?);
    Some(format!("{}{new}{}", block.get(..open)?, block.get(close..)?))
}
