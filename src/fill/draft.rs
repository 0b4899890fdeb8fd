//! What `fill` gives to `typeset`: Typst source and what it may read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::fill::Origin;
use crate::model::PartialDate;

/// What a paper is called; travels with it to the typesetter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Document id, as in `--only`.
    pub id: String,
    /// Code of the catalogue (F4); order in the packet.
    pub code: String,
    /// Title as printed and as PDF title.
    pub title: String,
    /// The body's short name, 霞垅村妇联.
    pub body: String,
    /// The date the PDF carries, from the cycle and never from the clock.
    pub date: Option<PartialDate>,
}

/// One paper as Typst source.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What it is.
    pub label: Label,
    /// The source, seen as `/main.typ`.
    pub main: String,
    /// The context of the body as JSON, seen as `/context.json`.
    pub context: Arc<str>,
    /// Further sources (the papers of a packet), by path: `/papers/01.typ`.
    pub parts: BTreeMap<String, String>,
    /// Ids of the indicators that it prints.
    pub figures: BTreeSet<String>,
    /// The files of the layers that Typst may read, by path: `/lib/gongwen.typ`.
    pub library: Arc<BTreeMap<String, Vec<u8>>>,
    /// What it was filled from; none where it was not filled from a template.
    pub origin: Option<Origin>,
}
