//! What a cell gave: a value, nothing, or something that could not be understood.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Serialize, Serializer};

/// Three states, not two: a rule about missing fields fires on [`Given::Blank`] only, so one bad cell makes one
/// problem and not five. Both empty states print as a visible blank.
///
/// In JSON both are `null`; what a worker gets ([`crate::model::Records`] as borsh) keeps all three.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, BorshSerialize, BorshDeserialize,
)]
pub enum Given<T> {
    /// The cell gave this value.
    Known(T),
    /// The cell was empty, or the table has no such column.
    #[default]
    Blank,
    /// The cell held something that is not such a value; a problem says so.
    Unreadable,
}

impl<T> Given<T> {
    /// The value, if it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Blank | Self::Unreadable => None,
        }
    }

    /// Whether the cell was empty.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    /// Whether the value is known.
    pub fn is_known(&self) -> bool {
        matches!(self, Self::Known(_))
    }

    /// The same state over another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Given<U> {
        match self {
            Self::Known(value) => Given::Known(f(value)),
            Self::Blank => Given::Blank,
            Self::Unreadable => Given::Unreadable,
        }
    }

    /// This value, or the other where this one is not known.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if self.is_known() || other.is_blank() { self } else { other }
    }
}

impl<T: Copy> Given<T> {
    /// A copy of the value, if it is known.
    pub fn get(&self) -> Option<T> {
        self.known().copied()
    }
}

impl Given<String> {
    /// The text, if it is known.
    pub fn text(&self) -> Option<&str> {
        self.known().map(String::as_str)
    }
}

impl<T> From<Option<T>> for Given<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Blank, Self::Known)
    }
}

impl<T: Serialize> Serialize for Given<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.known().serialize(serializer)
    }
}
