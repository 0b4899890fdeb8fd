//! What a cell of names gave, and what is worth saying of it.

use crate::model::{Gender, Name};

/// What a cell of names gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::read) struct Named {
    /// The clean name.
    pub(in crate::read) name: Option<Name>,
    /// What was found beside or inside it.
    pub(in crate::read) findings: Vec<Finding>,
    /// 女 or 男 in brackets behind the name.
    pub(in crate::read) gender: Option<Gender>,
}

/// What is worth saying about how a name is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) enum Finding {
    /// A mark behind the name that is no part of it.
    Mark(String),
    /// A remark in brackets behind the name.
    Remark(String),
    /// A word of address or a post beside the name: 女士, 主任.
    Beside(String),
    /// A dot that is not U+00B7.
    Dot,
    /// A character of the old code pages that only looks like the right one.
    Compatible(char, char),
    /// A character from the private area of an old font.
    Private(char, char),
    /// A character from the private area that nobody knows: papers cannot print it.
    Unknown(char),
    /// A character that was lost: the name cannot be used.
    Lost,
    /// No name of one person: the name cannot be used.
    NoName,
}
