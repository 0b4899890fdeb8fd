//! What a filter is applied to: a value that is there, and how it is named in an error.

use tera::{TeraResult, Value};

use crate::fill::escape;
use crate::fill::markers;

/// A value in an error: the beginning of a text, else what kind of thing it is.
pub(super) fn shown(value: &Value) -> String {
    match value.as_str() {
        Some(text) => markers::plain(text).chars().take(20).collect(),
        None if value.as_array().is_some() || value.as_map().is_some() => value.name().to_owned(),
        None => value.to_string().chars().take(20).collect(),
    }
}

/// Applies `change` to a value that is there; a blank stays what it is.
pub(super) fn given(value: Value, change: impl FnOnce(&Value) -> TeraResult<Value>) -> TeraResult<Value> {
    match value {
        value if value.is_undefined() => Err(escape::undefined()),
        value if value.as_str().is_some_and(markers::is_blank) => Ok(value),
        value => change(&value),
    }
}
