//! One document of the layers: what it is called, for whom it is made, what it needs.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::cycle::StageId;
use crate::fill::pack::parts::Parts;
use crate::problem::Place;

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
pub(in crate::fill) enum Kind {
    /// 普通材料（不写就是它）。 A paper.
    #[default]
    Paper,
    /// 归档目录。 The index of a body's papers.
    Index,
    /// 合订本的封面和目录。 The cover that binds them.
    Packet,
}

/// Where a finished paper goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Filing {
    /// 装进备案合订本，归档目录也列（不写就是它）。 Bound in the packet, listed in the archive index.
    #[default]
    Packet,
    /// 单独成册：只列进归档目录。 A volume of its own: listed in the archive index.
    Apart,
    /// 都不进：不归档的材料。 Neither: not a paper of the archive.
    None,
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
    /// What other papers call it, with the variables it has; the title where nothing is said.
    pub(in crate::fill) short: Option<String>,
    /// For whom it is made.
    pub scopes: Vec<Scope>,
    /// When it is needed.
    pub stage: StageId,
    /// Tables without which there is nothing to write.
    pub needs: Vec<String>,
    /// Who issues it, with the variables it has, for the archive index.
    pub owner: String,
    /// Whether the packet binds it and the archive index lists it.
    pub filing: Filing,
    /// The name of its template, whatever the file is called: `plan.typ`.
    pub(in crate::fill) template: String,
    pub(in crate::fill) kind: Kind,
    /// Its sections, annexes, rows and columns.
    pub(in crate::fill) parts: Parts,
    /// The entry in `pack.toml` that had the last word.
    pub(in crate::fill) place: Place,
    /// Whether that entry gives the code, and not one below.
    pub(in crate::fill) code_is_own: bool,
    /// Where its title stands.
    pub(in crate::fill) title_place: Place,
}

impl DocumentSpec {
    /// The list of people that it has one form for each of.
    #[must_use]
    pub fn people(&self) -> Option<&'static str> {
        self.scopes.iter().find_map(|scope| scope.people())
    }

    /// Where its title stands, or its entry where that comes from below.
    #[must_use]
    pub fn title_place(&self) -> &Place {
        &self.title_place
    }

    /// Headers of columns of one's own that its rows and columns ask for, with the entry that does.
    pub fn own_columns(&self) -> impl Iterator<Item = (&str, &Place)> {
        let parts = self.parts.lists().flat_map(|(_, parts)| parts);
        let values = parts.flat_map(|part| part.values());
        values.filter_map(|value| value.strip_prefix("extra.")).map(|header| (header, &self.place))
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

/// F4 before F10: letters, then the number.
pub(super) fn code_key(code: &str) -> (String, u32, String) {
    let letters: String = code.chars().take_while(char::is_ascii_uppercase).collect();
    let digits: String = code.chars().skip(letters.len()).take_while(char::is_ascii_digit).collect();
    let number = if letters.is_empty() { 0 } else { digits.parse().unwrap_or(0) };
    (letters, number, code.to_owned())
}
