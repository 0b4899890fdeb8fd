//! Any value → Typst text or a Typst literal.
//!
//! Whatever a cell contains, what is printed is text: markup gets `#"…";`, code gets `"…"`. A missing value travels
//! through Tera as a marked label (two private characters around it) and is printed as a call of `blank`.

use std::io::{self, Write};

use tera::{Error, ErrorKind, TeraResult, Value, value::ValueKind};

use crate::fill::markers::{Piece, figure, is_private, is_whole, pieces};

/// What [`escape`] fails with when a template prints a list or an object as a whole.
pub(super) const WHOLE: &str = "huanjie-whole";
/// The "type" that filters expect where a variable does not exist; `locate` knows it.
pub(super) const UNDEFINED: &str = "huanjie-undefined";

/// What Tera calls for every `{{ … }}` in markup.
pub(super) fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    if text.is_empty() {
        return out.write_all(b"#\"\";");
    }
    if is_whole(text) {
        return Err(io::Error::new(io::ErrorKind::InvalidData, WHOLE));
    }
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => write!(out, "#{};", string_literal(text))?,
            Piece::Blank(label) => write!(out, "#blank({});", string_literal(label))?,
            Piece::Figure(id) => write!(out, "{}", figure(id, ""))?,
        }
    }
    Ok(())
}

/// The value as Typst code.
///
/// # Errors
/// The value is undefined.
pub(super) fn literal(value: &Value) -> TeraResult<String> {
    let literal = match value.kind() {
        ValueKind::Undefined => return Err(undefined()),
        ValueKind::None => "none".to_owned(),
        ValueKind::Bool | ValueKind::U64 | ValueKind::I64 | ValueKind::U128 | ValueKind::I128 => {
            number(value)
        }
        ValueKind::F64 => float(value.as_f64().unwrap_or(f64::NAN)),
        ValueKind::Array => sequence(value.as_array().unwrap_or_default())?,
        ValueKind::Map => dictionary(value)?,
        _ if value.is_safe() => format!("[{}]", value.as_str().unwrap_or_default()),
        _ => text_literal(&value.to_string()),
    };
    Ok(literal)
}

/// The error that filters give for a variable that does not exist.
pub(super) fn undefined() -> Error {
    Error::new(ErrorKind::InvalidArgument { expected_type: UNDEFINED.to_owned(), actual_type: String::new() })
}

/// A text in code position: a string, a blank, or content where a text has a blank inside.
fn text_literal(text: &str) -> String {
    match pieces(text).as_slice() {
        [] => "\"\"".to_owned(),
        [Piece::Text(text)] => string_literal(text),
        [Piece::Blank(label)] => format!("blank({})", string_literal(label)),
        [Piece::Figure(id), Piece::Text(text)] => figure(id, &string_literal(text)),
        _ => {
            let mut content = Vec::new();
            // Writing to memory cannot fail.
            let _ = escape(text, &mut content);
            format!("[{}]", String::from_utf8_lossy(&content))
        }
    }
}

fn number(value: &Value) -> String {
    match (value.as_bool(), value.as_i64()) {
        (Some(truth), _) => truth.to_string(),
        (None, Some(number)) if number < 0 => format!("({number})"),
        (None, Some(number)) => number.to_string(),
        // Beyond 64 bits Typst has no integers.
        (None, None) => string_literal(&value.to_string()),
    }
}

fn float(number: f64) -> String {
    if number.is_nan() {
        "float.nan".to_owned()
    } else if number.is_infinite() {
        if number > 0.0 { "float.inf" } else { "(-float.inf)" }.to_owned()
    } else {
        format!("({number:?})")
    }
}

fn sequence(items: &[Value]) -> TeraResult<String> {
    let items: Vec<_> = items.iter().map(literal).collect::<TeraResult<_>>()?;
    // The comma after the last item makes a list of one a list.
    Ok(if items.is_empty() { "()".to_owned() } else { format!("({},)", items.join(", ")) })
}

fn dictionary(value: &Value) -> TeraResult<String> {
    let entries = value.as_map().into_iter().flatten();
    let entry = |(key, value): (&tera::value::Key<'_>, &Value)| {
        let key = key.as_str().map_or_else(|| key.to_string(), str::to_owned);
        Ok(format!("{}: {}", string_literal(&key), literal(value)?))
    };
    let mut entries: Vec<String> = entries.map(entry).collect::<TeraResult<_>>()?;
    // Tera's maps have no order of their own.
    entries.sort();
    Ok(if entries.is_empty() { "(:)".to_owned() } else { format!("({})", entries.join(", ")) })
}

/// A Typst string: line ends become `\n`, tabs become spaces, other controls and private marks go.
fn string_literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => literal.push_str("\\n"),
            '\t' => literal.push(' '),
            other if other.is_control() || is_private(other) => {}
            other => literal.push(other),
        }
    }
    literal.push('"');
    literal
}

#[cfg(test)]
mod tests;
