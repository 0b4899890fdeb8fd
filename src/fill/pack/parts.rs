//! The named parts of a document: its sections, annexes, rows and columns, as lists that an upper layer orders, adds to, takes
//! from and renames.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problem::Say;
use crate::say;

/// 一节、一个附件、一行或一栏。 A section, an annex, a row or a column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::fill) struct Part {
    /// 【必填】名称：小写字母、数字和下划线。 What it is called in the lists.
    #[schemars(regex(pattern = r"^[a-z0-9_]{1,40}$"))]
    pub(in crate::fill) name: String,
    /// 标题、栏名，可以有变量。 Its heading, with the variables it has.
    #[serde(default)]
    pub(in crate::fill) heading: Option<String>,
    /// 正文，可以有变量；模板里没有这一节的要写。 What it says, where the template does not.
    #[serde(default)]
    pub(in crate::fill) text: Option<String>,
    /// 栏里印什么：birth.dots、extra.表头；写几个的，印第一个有的。 What a column prints of each record.
    #[serde(default)]
    pub(in crate::fill) value: Option<Values>,
    /// 栏的种类：text、left、centre、line、name、yes。 The kind of a column.
    #[serde(default)]
    pub(in crate::fill) kind: Option<PartKind>,
    /// 空格不算待填；整栏空的不印。 An empty cell is no blank; a column of them goes.
    #[serde(default)]
    pub(in crate::fill) optional: Option<bool>,
    /// 整栏空的也印。 A column of empty cells stays.
    #[serde(default)]
    pub(in crate::fill) keep: Option<bool>,
    /// 最少几个字宽。 Its least width in characters.
    #[serde(default)]
    pub(in crate::fill) least: Option<u8>,
    /// 最多几个字宽。 Its greatest width in characters.
    #[serde(default)]
    pub(in crate::fill) most: Option<u8>,
    /// 登记表里占几格宽，一行三格（1—3）。 How many thirds of a form's row it takes.
    #[serde(default)]
    #[schemars(range(min = 1, max = 3))]
    pub(in crate::fill) wide: Option<u8>,
    /// 加在哪一项后面；不写就加在最后。 Which one it comes after; else it is the last.
    #[serde(default, skip_serializing)]
    pub(in crate::fill) after: Option<String>,
    /// 加在哪一项前面。 Which one it comes before.
    #[serde(default, skip_serializing)]
    pub(in crate::fill) before: Option<String>,
}

/// 栏的种类。 How the cells of a column are set: `lib/forms.typ`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::fill) enum PartKind {
    /// 文字，可以两行。 Text in up to two lines.
    Text,
    /// 文字，靠左。 Text from the left.
    Left,
    /// 居中。 Centred.
    Centre,
    /// 一行：日期、电话。 One line.
    Line,
    /// 姓名。 A person.
    Name,
    /// 是、否。 True or false.
    Yes,
    /// 登记表里签意见、盖章的一格。 Room for an opinion with a seal.
    Opinion,
}

/// `value = "age"`, or `value = ["position", "job"]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub(in crate::fill) enum Values {
    One(String),
    Several(Vec<String>),
}

/// 一份清单：整个写，或者只写怎么改下面的。 A list: written whole, or what it changes in the one below.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(untagged)]
pub(super) enum PartList {
    Whole(Vec<Item>),
    Changes(Changes),
}

/// `"goals"`, or a whole [`Part`].
#[derive(Debug, Clone, JsonSchema)]
#[schemars(untagged)]
pub(super) enum Item {
    Name(String),
    Part(Box<Part>),
}

/// 改下面的清单。 What a layer changes in the list below.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Changes {
    /// 去掉哪些。 Which ones go.
    #[serde(default)]
    remove: Vec<String>,
    /// 换个标题。 New headings by name.
    #[serde(default)]
    rename: BTreeMap<String, String>,
    /// 加上哪些。 New ones.
    #[serde(default)]
    add: Vec<Part>,
    /// 按这个次序；没有列出的，排在后面。 Their order; what it does not name follows.
    #[serde(default)]
    order: Vec<String>,
}

/// The parts of a document as all layers together have them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::fill) struct Parts {
    /// In the order of [`LISTS`].
    lists: Vec<Vec<Part>>,
}

/// The words of `pack.toml` for the lists.
const LISTS: [&str; 4] = ["sections", "annexes", "rows", "columns"];

impl Parts {
    /// The parts with what a layer above says of them, list by list in the order of [`LISTS`]. `wrong` gets what cannot be.
    pub(super) fn under(self, own: [Option<PartList>; 4], mut wrong: impl FnMut(&str, Say)) -> Self {
        let below = if self.lists.is_empty() { vec![Vec::new(); LISTS.len()] } else { self.lists };
        let list = |((own, below), word): ((Option<PartList>, Vec<Part>), &str)| match own {
            Some(own) => own.over(below, word, &mut wrong),
            None => below,
        };
        Self { lists: own.into_iter().zip(below).zip(LISTS).map(list).collect() }
    }

    /// Each list under its word.
    pub(in crate::fill) fn lists(&self) -> impl Iterator<Item = (&'static str, &[Part])> {
        LISTS.into_iter().zip(self.lists.iter().map(Vec::as_slice))
    }
}

impl PartList {
    fn over(self, below: Vec<Part>, word: &str, wrong: &mut impl FnMut(&str, Say)) -> Vec<Part> {
        let mut parts = match self {
            Self::Whole(items) => whole(items, &below, word, wrong),
            Self::Changes(changes) => changes.over(below, word, wrong),
        };
        let mut seen = std::collections::BTreeSet::new();
        parts.retain(|part| {
            let is_new = seen.insert(part.name.clone());
            if !is_new {
                let message =
                    say!("{word} 里“{name}”出现两次", "{word} has \"{name}\" twice", name = &part.name);
                wrong(&part.name, message);
            }
            if !is_word(&part.name) {
                let message = say!(
                    "{word} 里的名称“{name}”只能用小写字母、数字和下划线",
                    "{word}: the name \"{name}\" may have lowercase letters, digits and _ only",
                    name = &part.name
                );
                wrong(&part.name, message);
            }
            is_new
        });
        parts
    }
}

fn is_word(name: &str) -> bool {
    let is_character = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    !name.is_empty() && name.len() <= 40 && name.bytes().all(is_character)
}

/// A whole list; what it does not say of a part is as below.
fn whole(items: Vec<Item>, below: &[Part], word: &str, wrong: &mut impl FnMut(&str, Say)) -> Vec<Part> {
    let mut parts = Vec::new();
    for item in items {
        let (own, is_bare) = match item {
            Item::Name(name) => (Part { name, ..Part::default() }, true),
            Item::Part(part) => (*part, false),
        };
        match below.iter().find(|part| part.name == own.name) {
            Some(part) => parts.push(own.over(part.clone())),
            None if is_bare => wrong(&own.name, no_such(&own.name, word, below)),
            None => parts.push(own),
        }
    }
    parts
}

impl Part {
    /// The fields that its column or row asks for, the first one first.
    pub(in crate::fill) fn values(&self) -> &[String] {
        match &self.value {
            None => &[],
            Some(Values::One(value)) => std::slice::from_ref(value),
            Some(Values::Several(values)) => values,
        }
    }

    /// The part with what it does not say itself taken from the one below.
    fn over(self, below: Self) -> Self {
        Self {
            name: self.name,
            heading: self.heading.or(below.heading),
            text: self.text.or(below.text),
            value: self.value.or(below.value),
            kind: self.kind.or(below.kind),
            optional: self.optional.or(below.optional),
            keep: self.keep.or(below.keep),
            least: self.least.or(below.least),
            most: self.most.or(below.most),
            wide: self.wide.or(below.wide),
            after: None,
            before: None,
        }
    }
}

impl Changes {
    fn over(self, mut parts: Vec<Part>, word: &str, wrong: &mut impl FnMut(&str, Say)) -> Vec<Part> {
        for name in &self.remove {
            if !parts.iter().any(|part| part.name == *name) {
                wrong(name, no_such(name, word, &parts));
            }
        }
        for (name, heading) in self.rename {
            match parts.iter_mut().find(|part| part.name == name) {
                Some(part) => part.heading = Some(heading),
                None => wrong(&name, no_such(&name, word, &parts)),
            }
        }
        let mut last: Option<(String, String)> = None;
        for part in self.add {
            // Those that come after the same one stay in their own order.
            let named = part.after.clone();
            let beside = last.take().filter(|(after, _)| Some(after) == named.as_ref()).map(|(_, name)| name);
            last = named.map(|after| (after, part.name.clone()));
            add(Part { after: beside.or(part.after.clone()), ..part }, &mut parts, word, wrong);
        }
        parts.retain(|part| !self.remove.contains(&part.name));
        for name in &self.order {
            if !parts.iter().any(|part| part.name == *name) {
                wrong(name, no_such(name, word, &parts));
            }
        }
        let place = |part: &Part| self.order.iter().position(|name| *name == part.name);
        parts.sort_by_key(|part| place(part).unwrap_or(usize::MAX));
        parts
    }
}

/// Puts a new part where it says it belongs.
fn add(part: Part, parts: &mut Vec<Part>, word: &str, wrong: &mut impl FnMut(&str, Say)) {
    let beside = part.after.as_ref().map(|name| (name, 1)).or(part.before.as_ref().map(|name| (name, 0)));
    let at = match beside {
        None => Some(parts.len()),
        Some((name, step)) => {
            let found = parts.iter().position(|other| other.name == *name);
            if found.is_none() {
                wrong(name, no_such(name, word, parts));
            }
            found.map(|at| at + step)
        }
    };
    if let Some(at) = at {
        parts.insert(at, Part { after: None, before: None, ..part });
    }
}

/// A name that the list below has not.
fn no_such(name: &str, word: &str, parts: &[Part]) -> Say {
    let known = parts.iter().map(|part| part.name.as_str()).collect::<Vec<_>>().join(" ");
    if known.is_empty() {
        return say!(
            "下面没有 {word}，只写“{name}”用不上：新的要写全，例如 {{ name = \"{name}\", heading = \"标题\" }}",
            "nothing below has {word}, and \"{name}\" alone says nothing: write {{ name = \"{name}\", heading = \"…\" }}"
        );
    }
    say!("{word} 里没有“{name}”；有：{known}", "{word} has no \"{name}\"; it has: {known}")
}
