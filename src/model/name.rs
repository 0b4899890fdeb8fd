//! Names of people: clean form and order by strokes.

use std::cmp::Ordering;
use std::fmt;

use serde::{Serialize, Serializer};

use crate::model::strokes::StrokeKey;

/// A person's name: no white space, the dot of a long name is U+00B7. Never empty.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, borsh::BorshSerialize, borsh::BorshDeserialize,
)]
pub struct Name(String);

/// 两个字的姓名怎么排。 How a one-character given name is compared (TYPOGRAPHY 2.5).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Deserialize, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum OneCharacterRule {
    /// 按姓氏笔画：单名缺的一个字算空，田富在田大利前面。 The missing character counts as blank.
    #[default]
    BlankFirst,
    /// 按姓名笔画：逐字比较，田大利在田富前面。 Characters are compared as they stand.
    AsWritten,
}

impl OneCharacterRule {
    /// The word of `cycle.toml`: `blank-first`, `as-written`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BlankFirst => "blank-first",
            Self::AsWritten => "as-written",
        }
    }
}

/// Dots that spreadsheets use inside long names; the national rule asks for U+00B7 (民委发〔2016〕33号).
const DOTS: &[char] = &['·', '•', '・', '‧', '．', '∙', '⋅', '･'];

impl Name {
    /// The clean form of a written name; `None` if nothing is left.
    ///
    /// White space and invisible characters go, every dot becomes U+00B7. What the characters are is not judged.
    #[must_use]
    pub fn new(written: &str) -> Option<Self> {
        let clean: String = written
            .chars()
            .filter(|&c| !is_invisible(c))
            .map(|c| if DOTS.contains(&c) { '·' } else { c })
            .collect();
        let clean = clean.trim_matches('·');
        (!clean.is_empty()).then(|| Self(clean.to_owned()))
    }

    /// The name as a paper prints it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// 按姓氏笔画为序: fewer strokes first, then stroke by stroke, position by position (TYPOGRAPHY 2.5).
    #[must_use]
    pub fn cmp_by_strokes(&self, other: &Self, rule: OneCharacterRule) -> Ordering {
        self.keys(rule).cmp(&other.keys(rule))
    }

    fn keys(&self, rule: OneCharacterRule) -> Vec<StrokeKey> {
        let mut keys: Vec<_> = self.0.chars().map(StrokeKey::of).collect();
        let surname = self.surname_length();
        if rule == OneCharacterRule::BlankFirst && keys.len() == surname + 1 {
            keys.insert(surname, StrokeKey::BLANK);
        }
        keys
    }

    /// Whether a text is nothing but a surname of two characters: 欧阳.
    #[must_use]
    pub fn is_compound_surname(text: &str) -> bool {
        include_str!("compound-surnames.txt").split_whitespace().any(|surname| surname == text)
    }

    /// Characters of the surname: two for a compound surname with something after it.
    fn surname_length(&self) -> usize {
        let mut surnames = include_str!("compound-surnames.txt").split_whitespace();
        let compound = surnames.any(|surname| self.0.len() > surname.len() && self.0.starts_with(surname));
        if compound { 2 } else { 1 }
    }
}

/// White space of every kind, and what is not seen.
fn is_invisible(c: char) -> bool {
    c.is_whitespace() || is_unseen(c)
}

/// Controls, zero-width marks, marks that turn the direction of text, byte-order marks: they change how a line looks, or a
/// terminal, and show nothing.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{00AD}')
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(names: &str, rule: OneCharacterRule) -> Vec<String> {
        let mut names: Vec<_> = names.split_whitespace().map(|name| Name::new(name).unwrap()).collect();
        names.sort_by(|a, b| a.cmp_by_strokes(b, rule));
        names.iter().map(ToString::to_string).collect()
    }

    /// The reference order of TYPOGRAPHY 2.5.
    const SURNAMES: &str = "丁于万马王韦毛方尹孔邓石龙卢叶田史付白冯吕朱任向刘闫江汤许孙严苏杜李杨肖吴邱何余邹汪沈宋张陆陈邵武范林罗金周郑孟赵郝胡钟段侯姜姚贺秦袁莫贾夏顾钱徐高郭唐陶黄曹龚崔梁彭董蒋韩覃程曾谢雷蔡廖谭熊黎潘薛戴魏";

    #[test]
    fn a_hundred_surnames_stand_in_the_mainland_order() {
        let mut surnames: Vec<_> = SURNAMES.chars().map(|c| Name::new(&c.to_string()).unwrap()).collect();
        surnames.reverse();
        surnames.sort_by(|a, b| a.cmp_by_strokes(b, OneCharacterRule::BlankFirst));
        let got: String = surnames.iter().map(Name::as_str).collect();
        assert_eq!(got, SURNAMES);
    }

    #[test]
    fn a_one_character_given_name_sorts_by_either_convention() {
        assert_eq!(sorted("田大利 田富", OneCharacterRule::BlankFirst), ["田富", "田大利"]);
        assert_eq!(sorted("田大利 田富", OneCharacterRule::AsWritten), ["田大利", "田富"]);
        let list = sorted("欧阳玥 王芳 阿依古丽·买买提 欧阳一一", OneCharacterRule::BlankFirst);
        assert_eq!(list, ["王芳", "阿依古丽·买买提", "欧阳玥", "欧阳一一"]);
    }

    #[test]
    fn spaces_go_and_dots_become_the_national_one() {
        assert_eq!(Name::new(" 张　三\u{200B}").unwrap().as_str(), "张三");
        assert_eq!(Name::new("阿依古丽 • 买买提").unwrap().as_str(), "阿依古丽·买买提");
        assert_eq!(Name::new(" \u{3000} "), None);
    }
}
