//! A passage as somebody reads and writes it who never saw a template: words, the values among them in double braces, and room
//! to write in as a numbered mark.

use std::sync::OnceLock;

use regex::Regex;

use crate::fill::markers;
use crate::problem::Say;
use crate::say;

/// Characters that mean something in Typst where words stand.
const SPECIAL: &[char] = &['\\', '#', '$', '*', '_', '`', '@', '<', '>', '~', '[', ']'];

/// What stands among the words of a passage.
fn pieces() -> &'static Regex {
    static PIECES: OnceLock<Regex> = OnceLock::new();
    #[expect(clippy::expect_used, reason = "the pattern is part of the program; a test reads it")]
    PIECES.get_or_init(|| {
        Regex::new(r"(?s)\{\{.*?\}\}|#(?:fillin|blank)\([^()]*\);?|#fillin-date;?|\[空(\d+)\]")
            .expect("a pattern")
    })
}

/// The words of a passage, by what stands between its tags; none where something else than words, values and room stands there.
pub(super) fn shown(inner: &str) -> Option<String> {
    if inner.contains("{%") || inner.contains("{#") || inner.contains("[空") || inner.lines().any(is_no_words)
    {
        return None;
    }
    let mut words = String::new();
    let (mut rest, mut rooms) = (0, 0);
    for piece in pieces().find_iter(inner) {
        words.push_str(&plain(inner.get(rest..piece.start())?)?);
        let text = piece.as_str();
        match text.starts_with('#') {
            true => {
                rooms += 1;
                words.push_str(&format!("[空{rooms}]"));
            }
            // Code: what stands around it are no words.
            false if text.contains("| typ") => return None,
            false => words.push_str(text),
        }
        rest = piece.end();
    }
    words.push_str(&plain(inner.get(rest..)?)?);
    let paragraphs: Vec<String> =
        words.trim().split("\n\n").map(joined).filter(|own| !own.is_empty()).collect();
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n"))
}

/// Whether a line begins a heading or a list, or is a call.
fn is_no_words(line: &str) -> bool {
    let line = line.trim();
    let is_numbered = line.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(". ");
    let (word, rest) =
        line.split_at(line.find(|c: char| !c.is_ascii_lowercase() && c != '-').unwrap_or(line.len()));
    line.starts_with(['=', '-', '+', '/', '"']) || is_numbered || (!word.is_empty() && rest.starts_with('('))
}

/// The lines of a paragraph as one.
fn joined(paragraph: &str) -> String {
    paragraph.lines().map(str::trim).collect::<Vec<_>>().join("")
}

/// Text without its escapes; none where a character means something.
fn plain(text: &str) -> Option<String> {
    let mut plain = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => plain.push(characters.next().filter(char::is_ascii_punctuation)?),
            special if SPECIAL.contains(&special) => return None,
            other => plain.push(other),
        }
    }
    Some(plain)
}

/// The values among the words that are shown, each once.
pub(super) fn values(words: &str) -> Vec<&str> {
    let mut values: Vec<&str> = Vec::new();
    for piece in pieces().find_iter(words).map(|own| own.as_str()).filter(|own| own.starts_with("{{")) {
        if !values.contains(&piece) {
            values.push(piece);
        }
    }
    values
}

/// What stands between the tags of a passage once its words are these; `before` is what stood there.
///
/// # Errors
/// What cannot be written there.
pub(super) fn written(words: &str, before: &str) -> Result<String, Say> {
    if words.contains("{%") || words.contains("{#") {
        return Err(say!("“{{%”和“{{#”不能写在文字里", "\"{{%\" and \"{{#\" cannot stand among words"));
    }
    let rooms: Vec<&str> =
        pieces().find_iter(before).map(|own| own.as_str()).filter(|own| own.starts_with('#')).collect();
    let paragraphs: Vec<&str> = words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let paragraphs: Vec<String> =
        paragraphs.into_iter().map(|line| paragraph(line, &rooms)).collect::<Result<_, _>>()?;
    let trimmed = before.trim();
    let (lead, tail) = before.split_once(trimmed).filter(|_| !trimmed.is_empty()).unwrap_or(("\n", "\n"));
    Ok(format!("{lead}{}{tail}", paragraphs.join("\n\n")))
}

fn paragraph(line: &str, rooms: &[&str]) -> Result<String, Say> {
    let mut text = String::new();
    let mut rest = 0;
    for piece in pieces().captures_iter(line) {
        let Some(whole) = piece.get(0) else { continue };
        if whole.as_str().starts_with('#') {
            continue;
        }
        text.push_str(&escaped(line.get(rest..whole.start()).unwrap_or_default(), rest == 0));
        match piece.get(1) {
            None => text.push_str(whole.as_str()),
            Some(number) => {
                let number: usize = number.as_str().parse().unwrap_or_default();
                let room = number.checked_sub(1).and_then(|at| rooms.get(at)).ok_or_else(|| {
                    say!(
                        "没有[空{number}]，只能用原来就有的",
                        "there is no [空{number}]: only those that were there can be used"
                    )
                })?;
                text.push_str(room);
            }
        }
        rest = whole.end();
    }
    text.push_str(&escaped(line.get(rest..).unwrap_or_default(), rest == 0));
    Ok(text)
}

/// Words as Typst prints them and nothing else. At the beginning of a line some characters make a heading or a list.
fn escaped(words: &str, begins: bool) -> String {
    let mut text = String::new();
    let digits = words.chars().take_while(char::is_ascii_digit).count();
    for (at, character) in
        words.chars().filter(|own| !markers::is_private(*own) && !own.is_control()).enumerate()
    {
        let opens = begins && at == 0 && ['=', '-', '+', '/'].contains(&character);
        let numbers = begins && digits > 0 && at == digits && character == '.';
        let means = SPECIAL.contains(&character)
            || (character == '/' || character == '-') && text.ends_with(character);
        if opens || numbers || means {
            text.push('\\');
        }
        text.push(character);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_values_and_room_are_shown_and_anything_else_is_not() {
        let words = "{{ body.name }}共[空1]名，[空2]前报送 #1。";
        assert_eq!(
            shown("\n{{ body.name }}共#fillin(2em)名，#fillin-date;前报送 \\#1。\n").as_deref(),
            Some(words)
        );
        for other in [
            "{% if x %}甲{% endif %}",
            "#title(\"甲\")",
            "甲 \\ 乙",
            "*甲*",
            "{{ x | typ }} + \"乙\"",
            "{# 甲 #}乙",
            "",
        ] {
            assert_eq!(shown(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_shown_is_written_as_it_was() {
        for inner in ["\n{{ a }}共#fillin(2em);名，#fillin-date;前。\n", "甲\\#乙", "\n甲。\n\n乙\\[1\\]。\n"]
        {
            assert_eq!(written(&shown(inner).unwrap(), inner).as_deref(), Ok(inner));
        }
    }

    #[test]
    fn nearly_all_passages_of_the_default_papers_are_shown_and_written_as_they_were() {
        let default = crate::fill::files::LayerFiles::embedded();
        let (mut leaves, mut shown_) = (0, 0);
        for (path, bytes) in default.files.iter().filter(|(path, _)| path.ends_with(".typ.tera")) {
            let text = std::str::from_utf8(bytes).unwrap();
            for (name, block) in crate::fill::blocks::all_blocks(text) {
                let inner = crate::fill::blocks::inner(block);
                leaves += usize::from(!inner.contains("{% block"));
                if let Some(words) = shown(inner) {
                    shown_ += 1;
                    assert_eq!(written(&words, inner).as_deref(), Ok(inner), "{path} {name}");
                }
            }
        }
        assert!(leaves > 1_000 && shown_ * 10 > leaves * 8, "{shown_} of {leaves}");
    }

    #[test]
    fn whatever_is_typed_is_text() {
        let typed = "= 一 *重点* #let x = 1 $y$ http://a.cn [附件] <b> @c ~ `d` -- 1. \\ end";
        let inner = written(typed, "\n甲\n").unwrap();
        assert_eq!(shown(&inner).as_deref(), Some(typed));
        assert!(inner.starts_with("\n\\= 一 \\*重点\\* \\#let"), "{inner}");
        assert_eq!(written("1. 甲", "乙").as_deref(), Ok("1\\. 甲"));
        for wrong in ["甲{% if %}", "甲{# x", "甲[空3]"] {
            assert!(written(wrong, "乙#fillin(2em)").is_err(), "{wrong}");
        }
    }
}
