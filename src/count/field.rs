//! The fields that can be counted by, and what one can say: a number, words, or that nobody knows.

use std::borrow::Cow;

use crate::model::{Duty, Education, Gender, Politics};

/// A field that can be counted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CountedField {
    Age,
    Gender,
    Ethnicity,
    Education,
    Politics,
    Sector,
    Duty,
    Renewed,
    Posts,
    /// A column of one's own, by its header.
    Extra(String),
}

/// What a field says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer<'a> {
    Number(u32),
    /// One word, or several where a field can hold several.
    Words(Vec<Cow<'a, str>>),
    /// One of these words.
    OneOf(Vec<&'static str>),
    /// These words certainly; of those behind nobody knows.
    Some(Vec<Cow<'a, str>>, Vec<&'static str>),
}

/// Words of 新任 or 连任: a new one, and one re-elected.
pub(super) const RENEWED: [&str; 2] = ["新任", "连任"];

impl CountedField {
    /// Their names in `indicators.toml`.
    pub(super) const NAMES: [&'static str; 9] =
        ["age", "gender", "ethnicity", "education", "politics", "sector", "duty", "renewed", "posts"];

    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "age" => Self::Age,
            "gender" => Self::Gender,
            "ethnicity" => Self::Ethnicity,
            "education" => Self::Education,
            "politics" => Self::Politics,
            "sector" => Self::Sector,
            "duty" => Self::Duty,
            "renewed" => Self::Renewed,
            "posts" => Self::Posts,
            other => Self::Extra(other.strip_prefix("extra.").filter(|head| !head.is_empty())?.to_owned()),
        })
    }

    /// Every word it can say; `None` where that is open.
    pub(super) fn vocabulary(&self) -> Option<Vec<&'static str>> {
        match self {
            Self::Gender => Some(Gender::ALL.iter().map(|word| word.as_str()).collect()),
            Self::Education => Some(Education::LEVELS.iter().map(|word| word.as_str()).collect()),
            Self::Politics => Some(Politics::statuses().iter().map(|word| word.as_str()).collect()),
            Self::Duty => Some(Duty::ALL.iter().map(|word| word.as_str()).collect()),
            Self::Renewed => Some(RENEWED.to_vec()),
            Self::Age | Self::Ethnicity | Self::Sector | Self::Posts | Self::Extra(_) => None,
        }
    }
}
