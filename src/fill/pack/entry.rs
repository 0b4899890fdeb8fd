//! The text of a `pack.toml`: its entries, and what is wrong with each by itself.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::cycle::{Ballot, MOST_DELEGATES, PACK_FILE, Packet, Rules, StageId, out_of_range};
use crate::fill::files::LayerFiles;
use crate::fill::pack::condition::Condition;
use crate::fill::pack::document::{Filing, Kind, Scope, code_key};
use crate::fill::pack::parts::PartList;
use crate::fill::template_name;
use crate::model::{TableKind, schema_text};
use crate::problem::{Code, Place, Problem, Say, Severity, TomlSize};
use crate::problem::{place_in, toml_problem};
use crate::say;

/// `pack.toml` cannot be understood, or an entry lacks something. Source: DESIGN 7.
pub(in crate::fill) static BAD_PACK: Code =
    Code { id: "bad-pack", severity: Severity::Error, source: "DESIGN 7" };

/// What the file may hold: the default layer has some eighty documents in 15 KB.
const SIZE: TomlSize = TomlSize {
    bytes: 256 << 10,
    text: 4 << 10,
    list: 500,
    section: 100,
    number: MOST_DELEGATES as i64,
    free: &[],
};

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
    /// 合用这一层的各镇，表里都有的自己的列。 Headers of columns of one's own, for all towns with the layer.
    #[serde(default)]
    #[expect(dead_code, reason = "read with the cycle: `cycle/shared.rs`")]
    extra_columns: Vec<String>,
    /// 选举规则；各镇 cycle.toml 里写的优先。 Rules for all towns with the layer.
    rules: Option<Rules>,
    /// 选票；各镇 cycle.toml 里写的优先。 Ballots.
    ballot: Option<Ballot>,
    /// 合订本；各镇 cycle.toml 里写的优先。 Packets.
    #[expect(dead_code, reason = "read with the cycle: `cycle/shared.rs`")]
    packet: Option<Packet>,
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
pub(super) enum Scopes {
    One(Scope),
    Many(Vec<Scope>),
}

impl Scopes {
    /// Those it names.
    pub(super) fn list(self) -> Vec<Scope> {
        match self {
            Self::One(scope) => vec![scope],
            Self::Many(scopes) => scopes,
        }
    }
}

/// 一份材料。 One `[[document]]`; an upper layer gives only what differs.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// 【必填】名称：小写字母、数字和 -，不超过40个。 What `--only` takes.
    #[schemars(regex(pattern = r"^[a-z0-9-]{1,40}$"), example = &"plan")]
    pub(super) id: String,
    /// 编号：一个或几个大写字母加数字，如 F14；定次序和文件名。 Code of the catalogue.
    #[schemars(regex(pattern = r"^[A-Z]+[0-9]|0$"), example = &"F14")]
    pub(super) code: Option<String>,
    /// 标题，可以有变量。 Title, with the variables it has.
    pub(super) title: Option<String>,
    /// 别的材料里怎么称呼它，可以有变量；不写就是标题。 What other papers call it.
    pub(super) short: Option<String>,
    /// 给谁做；前四种可以写几个：`["town", "cycle"]`。 For whom it is made.
    pub(super) scope: Option<Scopes>,
    /// 什么时候用。 When it is needed.
    pub(super) stage: Option<StageId>,
    /// 没有这些表就不做，或者不合这些条件就不做（见手册）。 Tables and conditions it cannot do without.
    #[serde(default)]
    #[schemars(schema_with = "needs_schema")]
    pub(super) needs: Option<Vec<String>>,
    /// 模板文件；不写就是 id 加 .typ。 The template, a file of the layer.
    #[schemars(example = &"plan.typ")]
    pub(super) template: Option<String>,
    /// 材料的种类。 What kind of document.
    pub(super) kind: Option<Kind>,
    /// 责任者，印在归档目录里，可以有变量。 Who issues it, for the archive index.
    pub(super) owner: Option<String>,
    /// 装不装进备案合订本，列不列进归档目录。 Whether it is bound and listed.
    pub(super) filing: Option<Filing>,
    /// false 就不做。 Whether it is made.
    pub(super) enabled: Option<bool>,
    /// 各节：次序、标题，去掉的、加上的。 Sections, in their order.
    pub(super) sections: Option<PartList>,
    /// 各个附件。 Annexes, in their order.
    pub(super) annexes: Option<PartList>,
    /// 表格的各行。 Rows of a form.
    pub(super) rows: Option<PartList>,
    /// 花名册的各栏。 Columns of a roster.
    pub(super) columns: Option<PartList>,
    /// Where the title stands.
    #[serde(skip)]
    pub(super) titled: Option<Place>,
}

/// The words that [`fault`] lets pass.
fn needs_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": "array", "items": { "type": "string", "enum": known_needs() } })
}

impl Entry {
    /// What it says of the lists of its parts, which go over those below by themselves.
    pub(super) fn take_lists(&mut self) -> [Option<PartList>; 4] {
        [self.sections.take(), self.annexes.take(), self.rows.take(), self.columns.take()]
    }

    /// The entry over that of a layer below.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            id: self.id,
            code: self.code.or(below.code),
            title: self.title.or(below.title),
            short: self.short.or(below.short),
            scope: self.scope.or(below.scope),
            stage: self.stage.or(below.stage),
            needs: self.needs.or(below.needs),
            template: self.template.or(below.template),
            kind: self.kind.or(below.kind),
            owner: self.owner.or(below.owner),
            filing: self.filing.or(below.filing),
            enabled: self.enabled.or(below.enabled),
            sections: None,
            annexes: None,
            rows: None,
            columns: None,
            titled: self.titled.or(below.titled),
        }
    }
}

/// The typefaces that the layers say they use. What is wrong in their files is reported by [`documents`].
pub(in crate::fill) fn fonts(stack: &[LayerFiles]) -> BTreeSet<String> {
    stack.iter().filter_map(parsed).flat_map(|pack| pack.fonts).collect()
}

/// The name that a layer gives itself.
pub(in crate::fill) fn name(layer: &LayerFiles) -> Option<String> {
    parsed(layer)?.name
}

fn parsed(layer: &LayerFiles) -> Option<PackFile> {
    let text = layer.text(PACK_FILE, &mut Vec::new())?;
    if SIZE.exceeded(text).is_some() {
        return None;
    }
    toml::from_str(text).ok()
}

/// The entries of a layer, each with its place.
pub(super) fn entries_of(layer: &LayerFiles, problems: &mut Vec<Problem>) -> Vec<(Entry, Place)> {
    let Some(text) = layer.text(PACK_FILE, problems) else { return Vec::new() };
    let file = layer.shown(PACK_FILE);
    if let Some((byte, message)) = SIZE.exceeded(text) {
        problems.push(Problem::new(&BAD_PACK, place_in(text, &file, byte), message));
        return Vec::new();
    }
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
    let settings = out_of_range(&pack.rules.unwrap_or_default(), &pack.ballot.unwrap_or_default());
    if let Some((key, message)) = settings {
        let place = place_in(text, &file, text.find(key).unwrap_or(0));
        problems.push(Problem::new(&BAD_PACK, place, message));
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

/// Begins an entry.
const HEADING: &str = "[[document]]";

/// Where an entry that begins at a place says a word: `"deadline"`, or `deadline =`; the entry where it does not.
pub(super) fn place_of(layer: &LayerFiles, entry: &Place, word: &str) -> Place {
    let text = layer.text(PACK_FILE, &mut Vec::new()).unwrap_or_default();
    let Place::Line { line, .. } = entry else { return entry.clone() };
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let at = word_in(text, start, word);
    at.map_or_else(|| entry.clone(), |at| place_in(text, &layer.shown(PACK_FILE), at))
}

/// The byte at which the entry that begins at `start` says a word.
fn word_in(text: &str, start: usize, word: &str) -> Option<usize> {
    let own = text.get(start..)?;
    let body = own.strip_prefix(HEADING).unwrap_or(own);
    let own = own.get(..own.len() - body.len() + body.find(HEADING).unwrap_or(body.len()))?;
    let at = own.find(&format!("\"{word}\"")).or_else(|| own.find(&format!("{word} =")));
    at.map(|at| start + at)
}

/// Where the layers say something of a part of a document, the topmost first: in its entry, whose id stands in it.
pub(in crate::fill) fn place_of_part(stack: &[LayerFiles], id: &str, part: &str) -> Option<Place> {
    stack.iter().find_map(|layer| {
        let text = layer.text(PACK_FILE, &mut Vec::new())?;
        let is_entry =
            |start: &usize| word_in(text, *start, "id").is_some() && word_in(text, *start, id).is_some();
        let start = text.match_indices(HEADING).map(|(start, _)| start).find(is_entry)?;
        Some(place_in(text, &layer.shown(PACK_FILE), word_in(text, start, part)?))
    })
}

/// What is wrong with an entry by itself.
fn fault(entry: &Entry) -> Option<Say> {
    let Entry { id, code, needs, template, .. } = entry;
    let is_word = |text: &str| {
        !text.is_empty()
            && text.len() <= 40
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    if code_key(id).1 > 0 {
        return Some(say!(
            "“{id}”是编号，写在 code；id 是材料的名称，看 huanjie templates list 的第二栏",
            "\"{id}\" is a code; the id is the name in the second column of huanjie templates list"
        ));
    }
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
    if let Some(need) = needs.iter().flatten().find(|need| !is_table(need) && Condition::of(need).is_none()) {
        let known = known_needs().join(" ");
        return Some(say!(
            "needs 里没有“{need}”这种表；可用：{known}",
            "needs: there is no table \"{need}\"; known: {known}"
        ));
    }
    let is_inside = |path: &str| {
        template_name::written(path).ends_with(".typ")
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
        "template“{outside}”应是本层里的 .typ.tera 文件",
        "the template \"{outside}\" should be a .typ.tera file of the layer"
    ))
}

fn known_needs() -> Vec<&'static str> {
    let tables = TableKind::ALL.iter().map(|kind| kind.as_str());
    tables.chain(Condition::ALL.map(Condition::as_str)).collect()
}

fn is_table(need: &str) -> bool {
    need == "congress" || TableKind::ALL.iter().any(|kind| kind.as_str() == need)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_and_the_reader_agree() {
        let read = |text: &str| {
            let Ok(file) = toml::from_str::<PackFile>(text) else { return false };
            let extends = file.extends.is_none_or(|name| name.get_ref() == "default");
            let settings = out_of_range(&file.rules.unwrap_or_default(), &file.ballot.unwrap_or_default());
            extends
                && settings.is_none()
                && file.document.iter().all(|entry| fault(entry.get_ref()).is_none())
        };
        crate::model::reads_what_its_schema_says::<PackFile>(read);
    }
}
