//! What is printed is text, whatever it contains.

use proptest::prelude::*;
use serde_json::Value as Json;
use typst_syntax::{SyntaxKind, SyntaxNode, ast};

use super::*;
use crate::fill::markers::{BLANK_END, BLANK_START, blank, mark_data, plain, scrub};

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
    assert_eq!(literal(&Value::from(format!("在{}", blank("地点")))).unwrap(), "[#\"在\";#blank(\"地点\");]");
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
