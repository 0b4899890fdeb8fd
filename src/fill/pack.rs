//! `pack.toml`: which documents a layer has, in which order, for whom, at which stage, from which tables.

mod condition;
mod document;
mod entry;
mod parts;
mod shapes;
mod unknown;

use std::collections::BTreeMap;

use crate::cycle::StageId;
use crate::fill::files::LayerFiles;
use crate::fill::pack::document::code_key;
use crate::fill::pack::entry::{Entry, entries_of};
use crate::fill::pack::parts::Parts;
use crate::fill::template_name;
use crate::problem::{Place, Problem};
use crate::say;

pub use condition::Condition;
pub use document::{DocumentSpec, Filing, Scope};

pub(super) use document::Kind;
pub use entry::pack_schema;
pub(super) use parts::Part;

pub(super) use entry::{BAD_PACK, fonts, name, place_of_part};
pub(super) use unknown::{UNKNOWN_PAPER, unknown_papers};

/// Who issues a paper where its entry does not say.
const OWNER: &str = "{{ body.full_name }}";
/// Before there is a new committee: whoever convenes the congress.
const CONVENER: &str = "{{ body.convener_full }}";

/// The documents of all layers together, in the order of their codes; those of one code in that of the files, the lowest layer's
/// first; and those that a layer has taken out. `stack` has the top layer first.
pub(super) fn documents(
    stack: &[LayerFiles],
    problems: &mut Vec<Problem>,
) -> (Vec<DocumentSpec>, Vec<DocumentSpec>) {
    let mut entries: BTreeMap<String, Listed> = BTreeMap::new();
    let mut seen = 0;
    for layer in stack.iter().rev() {
        for (mut entry, place) in entries_of(layer, problems) {
            let below = entries.remove(&entry.id);
            if below.is_none() && entry.enabled == Some(false) {
                let known: Vec<&str> = entries.keys().map(String::as_str).collect();
                problems.push(nothing_to_remove(&entry.id, &known, place));
                continue;
            }
            let seen_nobody = below.is_none();
            let below = below.unwrap_or_else(|| Listed { at: seen, ..Listed::default() });
            seen += 1;
            let wrong = |name: &str, message| {
                problems.push(Problem::new(&BAD_PACK, entry::place_of(layer, &place, name), message));
            };
            let lists = entry.take_lists();
            // A name that is misspelt is one mistake, and not one for each thing said of it.
            let is_nobody = seen_nobody && entry.code.is_none();
            let parts = if is_nobody { Parts::default() } else { below.parts.under(lists, wrong) };
            let (id, has_code) = (entry.id.clone(), entry.code.is_some());
            let entry = entry.over(below.entry);
            entries.insert(id, Listed { at: below.at, entry, parts, has_code, place });
        }
    }
    let mut entries: Vec<_> = entries.into_values().collect();
    entries.sort_by_key(|listed| listed.at);
    let (enabled, removed): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|listed| listed.entry.enabled != Some(false));
    let complete: Vec<String> = enabled
        .iter()
        .filter(|listed| listed.entry.code.is_some())
        .map(|listed| listed.entry.id.clone())
        .collect();
    let mut documents: Vec<_> =
        enabled.into_iter().filter_map(|listed| document(listed, &complete, problems)).collect();
    documents.sort_by_cached_key(|document| code_key(&document.code));
    // What is wrong with a paper that is not made matters to nobody.
    let removed = removed.into_iter().filter_map(|listed| document(listed, &[], &mut Vec::new())).collect();
    (documents, removed)
}

/// A document as the layers so far have it.
struct Listed {
    /// Where it was listed first.
    at: usize,
    entry: Entry,
    parts: Parts,
    /// Whether the last entry gives a code.
    has_code: bool,
    /// The entry that had the last word.
    place: Place,
}

impl Default for Listed {
    fn default() -> Self {
        Self {
            at: 0,
            entry: Entry::default(),
            parts: Parts::default(),
            has_code: false,
            place: Place::Workspace,
        }
    }
}

/// `enabled = false` for a document that no layer below has.
fn nothing_to_remove(id: &str, known: &[&str], place: Place) -> Problem {
    let message = say!("下层没有材料“{id}”，去不掉", "the layers below have no document \"{id}\" to remove");
    let likeness = |known: &&&str| strsim::jaro(known, id);
    let near = known.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    let problem = Problem::new(&BAD_PACK, place, message);
    match near {
        Some(near) => problem.hint(say!(
            "是不是“{near}”？huanjie templates list 列出全部",
            "did you mean \"{near}\"? huanjie templates list shows them all"
        )),
        None => problem,
    }
}

/// Who issues a paper of which nothing else is said.
fn issuer(stage: StageId) -> &'static str {
    match stage {
        StageId::Prepare | StageId::Elect => CONVENER,
        StageId::Conclude => OWNER,
    }
}

fn document(listed: Listed, known: &[String], problems: &mut Vec<Problem>) -> Option<DocumentSpec> {
    let Listed { entry, parts, has_code, place, .. } = listed;
    let missing = |name: &str, is_missing: bool| is_missing.then(|| name.to_owned());
    let missing: Vec<String> = [
        missing("code", entry.code.is_none()),
        missing("title", entry.title.is_none()),
        missing("scope", entry.scope.is_none()),
        missing("stage", entry.stage.is_none()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let id = entry.id;
    match (entry.code, entry.title, entry.scope, entry.stage) {
        (Some(code), Some(title), Some(scope), Some(stage)) => Some(DocumentSpec {
            template: entry
                .template
                .map_or_else(|| format!("{id}.typ"), |text| template_name::written(&text).to_owned()),
            kind: entry.kind.unwrap_or_default(),
            owner: entry.owner.unwrap_or_else(|| issuer(stage).to_owned()),
            filing: entry.filing.unwrap_or_default(),
            needs: entry.needs.unwrap_or_default(),
            short: entry.short,
            parts,
            code_is_own: has_code,
            id,
            code,
            title,
            scopes: scope.list(),
            stage,
            title_place: entry.titled.unwrap_or_else(|| place.clone()),
            place,
        }),
        _ => {
            let list = missing.join(" ");
            let message = say!("“{id}”缺少 {list}", "\"{id}\" lacks {list}");
            let near = known
                .iter()
                .map(|other| (strsim::jaro(other, &id), other))
                .max_by(|a, b| a.0.total_cmp(&b.0));
            let hint = match near.filter(|(likeness, _)| *likeness > 0.85) {
                Some((_, near)) => say!("是不是“{near}”？", "did you mean \"{near}\"?"),
                None => say!(
                    "新材料要写全 id、code、title、scope、stage",
                    "a new document needs id, code, title, scope, stage"
                ),
            };
            problems.push(Problem::new(&BAD_PACK, place, message).hint(hint));
            None
        }
    }
}
