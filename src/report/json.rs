//! JSON as people read it, with what is not seen escaped: the data stay as they are, and a terminal that shows them too.

use std::io::{Result, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter};

use crate::model::is_unseen;

/// Writes one JSON value and ends the line.
///
/// # Errors
/// When `out` takes no more.
pub fn json(value: &impl Serialize, out: &mut dyn Write) -> Result<()> {
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, Escaped::default()))?;
    out.write_all(b"\n")
}

/// Serde's own form, but for texts.
#[derive(Default)]
struct Escaped(PrettyFormatter<'static>);

impl Formatter for Escaped {
    fn write_string_fragment<W: Write + ?Sized>(&mut self, out: &mut W, fragment: &str) -> Result<()> {
        let mut units = [0; 2];
        for part in fragment.split_inclusive(is_unseen) {
            let unseen = part.chars().next_back().filter(|c| is_unseen(*c));
            let seen = part.get(..part.len() - unseen.map_or(0, char::len_utf8)).unwrap_or_default();
            out.write_all(seen.as_bytes())?;
            for unit in unseen.iter().flat_map(|c| c.encode_utf16(&mut units).to_vec()) {
                write!(out, "\\u{unit:04x}")?;
            }
        }
        Ok(())
    }

    fn begin_array<W: Write + ?Sized>(&mut self, out: &mut W) -> Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: Write + ?Sized>(&mut self, out: &mut W) -> Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: Write + ?Sized>(&mut self, out: &mut W) -> Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: Write + ?Sized>(&mut self, out: &mut W) -> Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: Write + ?Sized>(&mut self, out: &mut W) -> Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> Result<()> {
        self.0.end_object_value(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_escaped_and_read_back() {
        let value =
            serde_json::json!({ "a": ["霞\u{202E}垅\u{9B}31m\u{7F}", "\u{1B}[2J\n"], "b\u{200B}": 1 });
        let mut out = Vec::new();
        json(&value, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.chars().all(|c| c == '\n' || !is_unseen(c)), "{text:?}");
        assert!(text.contains("霞\\u202e垅\\u009b31m\\u007f"), "{text}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}
