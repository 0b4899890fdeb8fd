//! Any value → Typst text or a Typst literal.
//!
//! Whatever a cell contains, what is printed is text: markup gets `#"…";`, code gets `"…"`. A missing value travels
//! through Tera as a marked label (two private characters around it) and is printed as a call of `blank`.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::Value as Json;
use tera::{Error, ErrorKind, TeraResult, Value, value::ValueKind};

/// Opens a blank; never part of data.
const BLANK_START: char = '\u{E000}';
/// Closes a blank; never part of data.
const BLANK_END: char = '\u{E001}';
/// Opens the id of the figure that the text behind it tells; never part of data.
const FIGURE_START: char = '\u{E002}';
/// Closes that id; never part of data.
const FIGURE_END: char = '\u{E003}';
/// Stands before a text of the data that might be taken for a printed list or object; never part of data.
const DATA: char = '\u{E004}';
/// What [`escape`] fails with when a template prints a list or an object as a whole.
pub(super) const WHOLE: &str = "huanjie-whole";
/// First of the characters that mark template lines (`locate`); never part of data.
pub(super) const FIRST_MARK: char = '\u{100000}';
/// The "type" that filters expect where a variable does not exist; `locate` knows it.
pub(super) const UNDEFINED: &str = "huanjie-undefined";

/// A stretch of a printed text.
enum Piece<'a> {
    Text(&'a str),
    Blank(&'a str),
    /// What follows tells this figure.
    Figure(&'a str),
}

/// The text that stands for a missing value.
pub(super) fn blank(label: &str) -> String {
    format!("{BLANK_START}{label}{BLANK_END}")
}

/// A text that tells a figure: what is printed of it can be told by [`take_figures`].
pub(super) fn figure(id: &str, text: &str) -> String {
    format!("{FIGURE_START}{id}{FIGURE_END}{text}")
}

/// Takes the ids of the figures out of a generated source; the source without them is what Typst gets.
pub(super) fn take_figures(source: String, ids: &mut BTreeSet<String>) -> String {
    if !source.contains(FIGURE_START) {
        return source;
    }
    let mut plain = String::with_capacity(source.len());
    for piece in source.split_inclusive(FIGURE_END) {
        match piece.split_once(FIGURE_START) {
            Some((before, id)) => {
                plain.push_str(before);
                ids.insert(id.trim_end_matches(FIGURE_END).to_owned());
            }
            None => plain.push_str(piece),
        }
    }
    plain
}

/// Whether the text is one missing value and nothing else.
pub(super) fn is_blank(text: &str) -> bool {
    matches!(pieces(text).as_slice(), [Piece::Blank(_)])
}

/// Whether a value is missing: a blank, none, or a date without a text.
pub(super) fn is_blank_value(value: &Value) -> bool {
    let text = value.as_map().and_then(|map| map.get(&"text".into()));
    value.is_none() || value.as_str().or(text.and_then(Value::as_str)).is_some_and(is_blank)
}

/// The text with places to fill in instead of blanks, for titles and file names.
pub(super) fn plain(text: &str) -> String {
    let piece = |piece: &Piece<'_>| match piece {
        Piece::Text(text) => text.chars().filter(|&c| !is_private(c) && !c.is_control()).collect(),
        Piece::Blank(_) => "××".to_owned(),
        Piece::Figure(_) => String::new(),
    };
    pieces(text).iter().map(piece).collect()
}

/// Removes the characters that mean something to us from everything that comes from outside.
pub(super) fn scrub(json: &mut Json) {
    match json {
        Json::String(text) => text.retain(|c| !is_private(c)),
        Json::Array(items) => items.iter_mut().for_each(scrub),
        Json::Object(map) => {
            if map.keys().any(|key| key.contains(is_private)) {
                *map = std::mem::take(map)
                    .into_iter()
                    .map(|(key, value)| (key.replace(is_private, ""), value))
                    .collect();
            }
            map.values_mut().for_each(scrub);
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// Marks a text of the data that looks like a printed list or object, so that [`escape`] takes it for the text it is.
pub(super) fn mark_data(text: &mut String) {
    if is_whole(text) {
        text.insert(0, DATA);
    }
}

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
            Piece::Figure(id) => write!(out, "{FIGURE_START}{id}{FIGURE_END}")?,
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
        [Piece::Figure(id), Piece::Text(text)] => {
            format!("{FIGURE_START}{id}{FIGURE_END}{}", string_literal(text))
        }
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

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find([BLANK_START, FIGURE_START]) {
        let (before, after) = rest.split_at(at);
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        let is_blank = after.starts_with(BLANK_START);
        let after = after.trim_start_matches(if is_blank { BLANK_START } else { FIGURE_START });
        rest = match after.split_once(if is_blank { BLANK_END } else { FIGURE_END }) {
            Some((word, after)) => {
                pieces.push(if is_blank { Piece::Blank(word) } else { Piece::Figure(word) });
                after
            }
            None => after,
        };
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
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

/// Whether a text is how Tera writes a list of texts or an object: nothing that a paper says.
fn is_whole(text: &str) -> bool {
    let begins = text.starts_with("{\"") || text.starts_with("[\"") || text.starts_with("[{\"");
    // Tera writes our marks the way Rust does.
    begins && serde_json::from_str::<serde::de::IgnoredAny>(&text.replace("\\u{", "{")).is_ok()
}

fn is_private(character: char) -> bool {
    (BLANK_START..=DATA).contains(&character) || character >= FIRST_MARK
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use typst_syntax::{SyntaxKind, SyntaxNode, ast};

    use super::*;

    const HOSTILE: &str = "#read(\"/etc/passwd\") *王* $x$ @a {{ 7*7 }}";

    /// What may follow a printed value: things that Typst would read as code after one without a semicolon.
    fn after() -> impl Strategy<Value = &'static str> {
        prop_oneof![Just("到会"), Just(" 到会"), Just("。"), Just("(1)"), Just(".len()"), Just("a")]
    }

    fn escaped(text: &str) -> String {
        let mut out = Vec::new();
        escape(text, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// What the escape promises to keep of a text.
    fn kept(text: &str) -> String {
        let text = text.replace("\r\n", "\n").replace('\t', " ");
        let lines = text.replace(['\r', '\u{0B}', '\u{0C}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
        lines.chars().filter(|&c| c == '\n' || (!c.is_control() && !is_private(c))).collect()
    }

    /// The strings in `source`, which must have no other node than those of the text around.
    fn strings(root: &SyntaxNode, found: &mut Vec<String>, kinds: &mut Vec<SyntaxKind>) {
        if let Some(string) = root.cast::<ast::Str>() {
            found.push(string.get().to_string());
        }
        kinds.push(root.kind());
        root.children().for_each(|child| strings(child, found, kinds));
    }

    fn one_string_between(before: &str, text: &str, after: &str) -> Result<(), TestCaseError> {
        let root = typst_syntax::parse(&format!("{before}{}{after}", escaped(text)));
        let (mut found, mut kinds) = (Vec::new(), Vec::new());
        strings(&root, &mut found, &mut kinds);
        prop_assert!(root.errors_and_warnings().0.is_empty(), "{root:?}");
        prop_assert_eq!(found, [kept(text)]);
        let odd: Vec<_> = kinds
            .iter()
            .filter(|kind| {
                !matches!(
                    kind,
                    SyntaxKind::Markup
                        | SyntaxKind::Text
                        | SyntaxKind::Space
                        | SyntaxKind::Hash
                        | SyntaxKind::Str
                        | SyntaxKind::Semicolon
                )
            })
            .collect();
        prop_assert!(odd.is_empty(), "{odd:?}");
        Ok(())
    }

    proptest! {
        #[test]
        fn any_text_is_one_string_in_markup(text in "[^\u{E000}\u{E001}]*", after in after()) {
            one_string_between("王", &text, after)?;
        }

        #[test]
        fn any_text_is_one_string_in_code(text in any::<String>()) {
            let text: String = text.chars().filter(|&c| c != BLANK_START && c != BLANK_END).collect();
            let code = literal(&Value::from(text.as_str())).unwrap();
            let root = typst_syntax::parse_code(&format!("f({code})"));
            prop_assert!(root.errors_and_warnings().0.is_empty());
            let (mut found, mut kinds) = (Vec::new(), Vec::new());
            strings(&root, &mut found, &mut kinds);
            prop_assert_eq!(found, [kept(&text)]);
        }

        #[test]
        fn any_text_with_marks_still_parses(text in "[\u{E000}\u{E001}a\"\\\\#;)\\]\u{100003}]*") {
            let root = typst_syntax::parse(&escaped(&text));
            prop_assert!(root.errors_and_warnings().0.is_empty());
            let root = typst_syntax::parse_code(&literal(&Value::from(text.as_str())).unwrap());
            prop_assert!(root.errors_and_warnings().0.is_empty());
        }
    }

    #[test]
    fn a_hostile_name_is_text() {
        one_string_between("王", HOSTILE, "到会").unwrap();
        assert_eq!(escaped(HOSTILE), "#\"#read(\\\"/etc/passwd\\\") *王* $x$ @a {{ 7*7 }}\";");
    }

    #[test]
    fn blanks_are_calls_also_inside_a_text() {
        assert_eq!(escaped(&blank("出生年月")), "#blank(\"出生年月\");");
        assert_eq!(escaped(&format!("{}主持", blank("主持人"))), "#blank(\"主持人\");#\"主持\";");
        assert_eq!(literal(&Value::from(blank("地点"))).unwrap(), "blank(\"地点\")");
        assert_eq!(
            literal(&Value::from(format!("在{}", blank("地点")))).unwrap(),
            "[#\"在\";#blank(\"地点\");]"
        );
        assert_eq!(plain(&format!("{}备案表", blank("名称"))), "××备案表");
        assert_eq!(escaped(""), "#\"\";");
    }

    #[test]
    fn values_become_literals_of_their_type() {
        let of = |json: Json| literal(&Value::from_serializable(&json)).unwrap();
        assert_eq!(of(serde_json::json!([1, true, "王", null, -2])), "(1, true, \"王\", none, (-2),)");
        assert_eq!(of(serde_json::json!([])), "()");
        assert_eq!(of(serde_json::json!({})), "(:)");
        assert_eq!(of(serde_json::json!({"b\"": 1, "a": [2]})), "(\"a\": (2,), \"b\\\"\": 1)");
        assert_eq!(of(serde_json::json!(u64::MAX)), "\"18446744073709551615\"");
        assert!(literal(&Value::undefined()).is_err());
    }

    #[test]
    fn a_list_as_a_whole_is_refused_and_a_cell_that_looks_like_one_is_text() {
        assert!(escape("[\"a\", \"b\"]", &mut Vec::new()).is_err());
        assert!(escape("{\"x\": \"\\u{e000}日期\\u{e001}\"}", &mut Vec::new()).is_err());
        let mut cell = "[\"a\", \"b\"]".to_owned();
        mark_data(&mut cell);
        assert_eq!(escaped(&cell), "#\"[\\\"a\\\", \\\"b\\\"]\";");
        assert_eq!(literal(&Value::from(cell.as_str())).unwrap(), "\"[\\\"a\\\", \\\"b\\\"]\"");
        assert_eq!(plain(&cell), "[\"a\", \"b\"]");
        let mut ordinary = "[1] 备注".to_owned();
        mark_data(&mut ordinary);
        assert_eq!(ordinary, "[1] 备注");
    }

    #[test]
    fn data_loses_private_characters() {
        let mut json = serde_json::json!({"a\u{E000}": ["x\u{100001}\u{E001}y"]});
        scrub(&mut json);
        assert_eq!(json, serde_json::json!({"a": ["xy"]}));
    }
}
