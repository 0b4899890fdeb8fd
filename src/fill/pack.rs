//! `pack.toml`: which documents a layer has, in which order, for whom, at which stage, from which tables.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::cycle::{CYCLE_FILE, Cycle, StageId};
use crate::fill::files::LayerFiles;
use crate::model::{TableKind, schema_text};
use crate::problem::Code;
use crate::problem::Place;
use crate::problem::Problem;
use crate::problem::Say;
use crate::problem::Severity;
use crate::problem::{place_in, toml_problem};
use crate::say;

/// A word of `needs`: the paper is not made of an election that was held and counts for nothing.
pub const VALID_ELECTION: &str = "valid-election";

/// A word of `needs`: the paper is about ballots, and a body that votes by show of hands only has none.
pub const BALLOTS: &str = "ballots";

/// The words of `needs` that are no tables.
const CONDITIONS: [&str; 2] = [VALID_ELECTION, BALLOTS];

/// `pack.toml` cannot be understood, or an entry lacks something. Source: DESIGN 7.
pub(super) static BAD_PACK: Code = Code { id: "bad-pack", severity: Severity::Error, source: "DESIGN 7" };

/// `[body]` of `cycle.toml` tells number or date of a paper that there is none of: most likely misspelt. Source: DESIGN 7.
pub(super) static UNKNOWN_PAPER: Code =
    Code { id: "unknown-paper", severity: Severity::Warning, source: "DESIGN 7" };

/// The file that lists a layer's documents.
const PACK_FILE: &str = "pack.toml";

/// Who issues a paper where its entry does not say.
const OWNER: &str = "{{ body.full_name }}";

/// 给谁做。 For whom a document is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// 整个换届一份。 Once for the whole cycle.
    Cycle,
    /// 每个乡镇一份。 For each town's own federation.
    Town,
    /// 每个村（社区）一份。 For each village or community.
    Unit,
    /// 每个妇联一份：乡镇和各村（社区）。 For each town's federation and each unit's.
    Body,
    /// 每名代表一张，合在一个文件里。 For each delegate.
    Delegate,
    /// 每名候选人一张，合在一个文件里。 For each nominee.
    Nominee,
}

impl Scope {
    /// The word of `pack.toml` and of JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cycle => "cycle",
            Self::Town => "town",
            Self::Unit => "unit",
            Self::Body => "body",
            Self::Delegate => "delegate",
            Self::Nominee => "nominee",
        }
    }

    /// The list of people that a document of this scope has one form for each of; the forms of a body go into one file.
    #[must_use]
    pub fn people(self) -> Option<&'static str> {
        match self {
            Self::Delegate => Some("delegates"),
            Self::Nominee => Some("nominees"),
            Self::Cycle | Self::Town | Self::Unit | Self::Body => None,
        }
    }
}

/// A paper, the index of a body's papers, or the cover that binds them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    /// 普通材料（不写就是它）。 A paper.
    #[default]
    Paper,
    /// 归档目录。 The index of a body's papers.
    Index,
    /// 合订本的封面和目录。 The cover that binds them.
    Packet,
}

/// One document of the layers.
#[derive(Debug, Clone)]
pub struct DocumentSpec {
    /// What `--only` takes.
    pub id: String,
    /// Code of the catalogue: order in the packet.
    pub code: String,
    /// Title, with the variables it has.
    pub title: String,
    /// For whom it is made.
    pub scopes: Vec<Scope>,
    /// When it is needed.
    pub stage: StageId,
    /// Tables without which there is nothing to write.
    pub needs: Vec<String>,
    /// Who issues it, with the variables it has, for the archive index.
    pub owner: String,
    pub(super) template: String,
    pub(super) kind: Kind,
    /// The entry in `pack.toml` that had the last word.
    pub(super) place: Place,
    /// Where its title stands.
    pub(super) title_place: Place,
}

impl DocumentSpec {
    /// The list of people that it has one form for each of.
    #[must_use]
    pub fn people(&self) -> Option<&'static str> {
        self.scopes.iter().find_map(|scope| scope.people())
    }

    /// For whom it is made, as `list` shows it: `town,cycle`.
    #[must_use]
    pub fn scope_text(&self) -> String {
        self.scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(",")
    }

    /// Whether it lists the body's other papers, and so is made after them.
    #[must_use]
    pub fn is_index(&self) -> bool {
        self.kind == Kind::Index
    }
}

/// The JSON Schema of `pack.toml`, as text.
#[must_use]
pub fn pack_schema() -> String {
    schema_text::<PackFile>()
}

/// 一层模板有哪些材料。 Which documents a layer has.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "pack.toml")]
struct PackFile {
    /// 只能是 "default"，可以不写。 Only "default".
    #[schemars(with = "Option<String>", extend("enum" = ["default"]))]
    extends: Option<Spanned<String>>,
    /// 这一层的名称；不写就叫文件夹名或 zip 文件名。 The layer's name.
    name: Option<String>,
    /// 这一层另外用的字体，几种里有一种就行。 Families that the layer sets text in on purpose.
    #[serde(default)]
    fonts: Vec<String>,
    /// 一份材料一段；下面的层已有的 id，只写要改的项。 The documents; what a lower layer has may be left out.
    #[serde(default)]
    #[schemars(with = "Vec<Entry>")]
    document: Vec<Spanned<Entry>>,
}

/// `scope = "town"`, or `scope = ["town", "cycle"]`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(
    untagged,
    expecting = "scope 是 cycle、town、unit、body、delegate、nominee 之一，或前四种的列表 (scope is one of these, or a list of the first four)"
)]
enum Scopes {
    One(Scope),
    Many(Vec<Scope>),
}

impl Scopes {
    fn list(self) -> Vec<Scope> {
        match self {
            Self::One(scope) => vec![scope],
            Self::Many(scopes) => scopes,
        }
    }
}

/// 一份材料。 One `[[document]]`; an upper layer gives only what differs.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// 【必填】名称：小写字母、数字和 -，不超过40个。 What `--only` takes.
    #[schemars(regex(pattern = r"^[a-z0-9-]{1,40}$"), example = &"plan")]
    id: String,
    /// 编号：一个或几个大写字母加数字，如 F14；定次序和文件名。 Code of the catalogue.
    #[schemars(regex(pattern = r"^[A-Z]+[0-9]|0$"), example = &"F14")]
    code: Option<String>,
    /// 标题，可以有变量。 Title, with the variables it has.
    title: Option<String>,
    /// 给谁做；前四种可以写几个：`["town", "cycle"]`。 For whom it is made.
    scope: Option<Scopes>,
    /// 什么时候用。 When it is needed.
    stage: Option<StageId>,
    /// 没有这些表就不做；valid-election：选举无效时不做；ballots：都举手表决时不做。 Tables it cannot do without.
    #[serde(default)]
    #[schemars(schema_with = "needs_schema")]
    needs: Option<Vec<String>>,
    /// 模板文件；不写就是 id 加 .typ。 The template, a file of the layer.
    #[schemars(example = &"plan.typ")]
    template: Option<String>,
    /// 材料的种类。 What kind of document.
    kind: Option<Kind>,
    /// 责任者，印在归档目录里，可以有变量。 Who issues it, for the archive index.
    owner: Option<String>,
    /// false 就不做。 Whether it is made.
    enabled: Option<bool>,
    /// Where the title stands.
    #[serde(skip)]
    titled: Option<Place>,
}

/// The words that [`fault`] lets pass.
fn needs_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": "array", "items": { "type": "string", "enum": known_needs() } })
}

impl Entry {
    fn over(self, below: Self) -> Self {
        Self {
            id: self.id,
            code: self.code.or(below.code),
            title: self.title.or(below.title),
            scope: self.scope.or(below.scope),
            stage: self.stage.or(below.stage),
            needs: self.needs.or(below.needs),
            template: self.template.or(below.template),
            kind: self.kind.or(below.kind),
            owner: self.owner.or(below.owner),
            enabled: self.enabled.or(below.enabled),
            titled: self.titled.or(below.titled),
        }
    }
}

/// The documents of all layers together, in the order of their codes. `stack` has the top layer first.
pub(super) fn documents(stack: &[LayerFiles], problems: &mut Vec<Problem>) -> Vec<DocumentSpec> {
    let mut entries: BTreeMap<String, (Entry, Place)> = BTreeMap::new();
    for layer in stack.iter().rev() {
        for (entry, place) in entries_of(layer, problems) {
            let below = entries.remove(&entry.id).map(|(below, _)| below);
            if below.is_none() && entry.enabled == Some(false) {
                let known: Vec<&str> = entries.keys().map(String::as_str).collect();
                problems.push(nothing_to_remove(&entry.id, &known, place));
                continue;
            }
            let below = below.unwrap_or_default();
            entries.insert(entry.id.clone(), (entry.over(below), place));
        }
    }
    let enabled = entries.into_values().filter(|(entry, _)| entry.enabled != Some(false));
    let mut documents: Vec<_> =
        enabled.filter_map(|(entry, place)| document(entry, place, problems)).collect();
    documents.sort_by_cached_key(|document| (code_key(&document.code), document.id.clone()));
    documents
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

/// The typefaces that the layers say they use. What is wrong in their files is reported by [`documents`].
pub(super) fn fonts(stack: &[LayerFiles]) -> BTreeSet<String> {
    stack.iter().filter_map(parsed).flat_map(|pack| pack.fonts).collect()
}

/// The name that a layer gives itself.
pub(super) fn name(layer: &LayerFiles) -> Option<String> {
    parsed(layer)?.name
}

fn parsed(layer: &LayerFiles) -> Option<PackFile> {
    toml::from_str(layer.text(PACK_FILE, &mut Vec::new())?).ok()
}

fn entries_of(layer: &LayerFiles, problems: &mut Vec<Problem>) -> Vec<(Entry, Place)> {
    let Some(text) = layer.text(PACK_FILE, problems) else { return Vec::new() };
    let file = layer.shown(PACK_FILE);
    let pack: PackFile = match toml::from_str(text) {
        Ok(pack) => pack,
        Err(error) => {
            problems.push(toml_problem(&BAD_PACK, text, &file, &error));
            return Vec::new();
        }
    };
    if let Some(extends) = pack.extends.filter(|name| name.get_ref() != "default") {
        let name = extends.get_ref();
        let message =
            say!("extends 只能是 default，现在是“{name}”", "extends can only be \"default\", not \"{name}\"");
        problems.push(Problem::new(&BAD_PACK, place_in(text, &file, extends.span().start), message));
    }
    let mut entries: Vec<(Entry, Place)> = Vec::new();
    for entry in pack.document {
        let place = place_in(text, &file, entry.span().start);
        let span = entry.span();
        let mut entry = entry.into_inner();
        // The span is that of the heading; the entry ends where the next one begins.
        let own =
            text.get(span.start..).map(|own| own.find("\n[[").and_then(|end| own.get(..end)).unwrap_or(own));
        let title = own.and_then(|own| own.find("\ntitle"));
        entry.titled = title.map(|at| place_in(text, &file, span.start + at + 1));
        let wrong = fault(&entry).or_else(|| {
            let twice = entries.iter().any(|(known, _)| known.id == entry.id);
            twice.then(|| say!("id“{id}”出现两次", "the id \"{id}\" stands twice", id = &entry.id))
        });
        match wrong {
            Some(message) => problems.push(Problem::new(&BAD_PACK, place, message)),
            None => entries.push((entry, place)),
        }
    }
    entries
}

/// What is wrong with an entry by itself.
fn fault(entry: &Entry) -> Option<Say> {
    let Entry { id, code, needs, template, .. } = entry;
    let is_word = |text: &str| {
        !text.is_empty()
            && text.len() <= 40
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    if !is_word(id) {
        return Some(say!(
            "id“{id}”只能用小写字母、数字和 -",
            "the id \"{id}\" may have lowercase letters, digits and - only"
        ));
    }
    if let Some(code) = code.as_ref().filter(|code| code_key(code).1 == 0 && !code.ends_with('0')) {
        return Some(say!(
            "code“{code}”应是字母加数字，例如 F4",
            "the code \"{code}\" should be a letter and a number, for example F4"
        ));
    }
    if let Some(need) =
        needs.iter().flatten().find(|need| !is_table(need) && !CONDITIONS.contains(&need.as_str()))
    {
        let known = known_needs().join(" ");
        return Some(say!(
            "needs 里没有“{need}”这种表；可用：{known}",
            "needs: there is no table \"{need}\"; known: {known}"
        ));
    }
    let is_inside = |path: &str| {
        path.ends_with(".typ")
            && !path.contains('\\')
            && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
    };
    if let Some(Scopes::Many(scopes)) = &entry.scope
        && (scopes.is_empty() || (scopes.len() > 1 && scopes.iter().any(|scope| scope.people().is_some())))
    {
        return Some(say!(
            "scope 列几项时只能用 cycle、town、unit、body",
            "a list of scopes can hold cycle, town, unit and body"
        ));
    }
    let outside = template.as_ref().filter(|path| !is_inside(path))?;
    Some(say!(
        "template“{outside}”应是本层里的 .typ 文件",
        "the template \"{outside}\" should be a .typ file of the layer"
    ))
}

/// Papers that `cycle.toml` names and no layer has.
pub(super) fn unknown_papers(documents: &[DocumentSpec], cycle: &Cycle) -> Vec<Problem> {
    let known: BTreeSet<&str> = documents.iter().map(|document| document.id.as_str()).collect();
    let named: BTreeSet<&str> =
        cycle.bodies.values().flat_map(|section| section.paper.keys().map(String::as_str)).collect();
    let problem = |id: &&str| {
        let message = say!(
            "没有材料叫“{id}”：paper.{id} 没有用上",
            "there is no paper \"{id}\": paper.{id} is not used"
        );
        let near =
            known.iter().map(|other| (strsim::jaro(other, id), *other)).max_by(|a, b| a.0.total_cmp(&b.0));
        let hint = match near.filter(|(likeness, _)| *likeness > 0.8) {
            Some((_, near)) => say!("是不是“{near}”？", "did you mean \"{near}\"?"),
            None => say!("名称看 huanjie list 的第二栏", "ids are in the second column of huanjie list"),
        };
        Problem::new(&UNKNOWN_PAPER, Place::File(CYCLE_FILE.to_owned()), message).hint(hint)
    };
    named.difference(&known).map(problem).collect()
}

fn known_needs() -> Vec<&'static str> {
    TableKind::ALL.iter().map(|kind| kind.as_str()).chain(CONDITIONS).collect()
}

fn is_table(need: &str) -> bool {
    need == "congress" || TableKind::ALL.iter().any(|kind| kind.as_str() == need)
}

fn document(entry: Entry, place: Place, problems: &mut Vec<Problem>) -> Option<DocumentSpec> {
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
            template: entry.template.unwrap_or_else(|| format!("{id}.typ")),
            kind: entry.kind.unwrap_or_default(),
            owner: entry.owner.unwrap_or_else(|| OWNER.to_owned()),
            needs: entry.needs.unwrap_or_default(),
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
            let hint = say!(
                "新材料要写全 id、code、title、scope、stage",
                "a new document needs id, code, title, scope, stage"
            );
            problems.push(Problem::new(&BAD_PACK, place, message).hint(hint));
            None
        }
    }
}

/// F4 before F10: letters, then the number.
fn code_key(code: &str) -> (String, u32, String) {
    let letters: String = code.chars().take_while(char::is_ascii_uppercase).collect();
    let digits: String = code.chars().skip(letters.len()).take_while(char::is_ascii_digit).collect();
    let number = if letters.is_empty() { 0 } else { digits.parse().unwrap_or(0) };
    (letters, number, code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_and_the_reader_agree() {
        let read = |text: &str| {
            let Ok(file) = toml::from_str::<PackFile>(text) else { return false };
            let extends = file.extends.is_none_or(|name| name.get_ref() == "default");
            extends && file.document.iter().all(|entry| fault(entry.get_ref()).is_none())
        };
        crate::model::reads_what_its_schema_says::<PackFile>(read);
    }
}
