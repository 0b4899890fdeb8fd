//! Lines of a summary that somebody counted by hand.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

use crate::model::Given;

/// One line: 居委会主任, 39, 36.7%, in the last term 36.
#[derive(Debug, Clone, Default, Serialize, BorshSerialize, BorshDeserialize)]
pub struct Statement {
    /// What was counted.
    pub item: Given<String>,
    /// How many.
    pub count: Given<u32>,
    /// The share as it is written: 36.7%.
    pub share: Given<String>,
    /// How many in the last term.
    pub previous: Given<u32>,
    /// The change as it is written.
    pub change: Given<String>,
}
