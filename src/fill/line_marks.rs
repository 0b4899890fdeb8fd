//! From a byte of generated Typst back to the line of the template it came from.
//!
//! The templates are filled once more with an invisible mark before each line that begins with text; the last mark
//! before the byte tells the line. Data cannot forge one: the escape drops such characters.

use tera::Tera;

use crate::fill::engine;
use crate::fill::files::LayerFiles;
use crate::fill::markers::FIRST_MARK;
use crate::fill::template::Template;
use crate::problem::Place;

/// All templates with a mark before each line of text. To make them means to parse every template: once for a run.
#[derive(Debug)]
pub(super) struct MarkedTemplates {
    tera: Tera,
    /// What each mark stands for, in the order of the marks.
    lines: Vec<MarkedLine>,
}

/// A line of a template that a mark stands for.
#[derive(Debug)]
struct MarkedLine {
    /// The template as people see it.
    file: String,
    /// From 1.
    line: usize,
    /// Where its text begins, from 1.
    column: usize,
    text: String,
}

impl MarkedTemplates {
    /// Marks the lines of all templates; nothing where they cannot be understood with marks.
    pub(super) fn new(stack: &[LayerFiles], templates: &[Template]) -> Option<Self> {
        let mut lines = Vec::new();
        let marked: Vec<_> = templates.iter().map(|template| mark(template, &mut lines)).collect();
        Some(Self { tera: engine::engine(stack, &marked).ok()?, lines })
    }

    /// The place of the byte at `offset` of the text `plain`, or `None` where the marks would change the text.
    pub(super) fn locate(
        &self,
        plain: &str,
        offset: usize,
        render: impl Fn(&Tera) -> Option<String>,
    ) -> Option<Place> {
        let output = render(&self.tera)?;
        if output.chars().filter(|&c| c < FIRST_MARK).ne(plain.chars()) {
            return None;
        }
        let (mut last, mut passed) = (None, 0);
        for character in output.chars() {
            if character >= FIRST_MARK {
                last = Some(character);
                continue;
            }
            passed += character.len_utf8();
            if passed > offset {
                break;
            }
        }
        let rest = plain.get(offset..).unwrap_or_default().lines().next().unwrap_or_default();
        Some(self.line(last?)?.place(rest))
    }

    /// The place of the line that was written last by a rendering that came to no end.
    pub(super) fn last(&self, render: impl Fn(&Tera) -> Option<String>) -> Option<Place> {
        let output = render(&self.tera)?;
        let last = output.chars().rev().find(|&c| c >= FIRST_MARK && c != char::REPLACEMENT_CHARACTER)?;
        Some(self.line(last)?.place(""))
    }

    /// The line that a mark stands for.
    fn line(&self, mark: char) -> Option<&MarkedLine> {
        let number = u32::from(mark).checked_sub(u32::from(FIRST_MARK))?;
        self.lines.get(usize::try_from(number).ok()?)
    }
}

/// Characters of the generated text that tell the column of a line: enough to be found once.
const TELLING: usize = 24;

impl MarkedLine {
    /// Its place, at the column where what was generated stands literally, if that is one place.
    fn place(&self, generated: &str) -> Place {
        let ends = generated.char_indices().map(|(at, c)| at + c.len_utf8()).take(TELLING);
        let once = |end: usize| {
            let beginning = generated.get(..end)?;
            let at = self.text.find(beginning)?;
            let column = self.text.get(..at)?.chars().count() + 1;
            (self.text.matches(beginning).count() == 1).then_some(column)
        };
        let column = ends.collect::<Vec<_>>().into_iter().rev().find_map(once);
        Place::Line { file: self.file.clone(), line: self.line, column: column.unwrap_or(self.column) }
    }
}

/// Where a line of the template stands when it begins.
enum State {
    Text,
    /// Inside a tag that ends with this.
    Tag(&'static str),
    /// Inside `raw`, where nothing is a tag.
    Raw,
}

/// The template with marks; `lines` gets the line of each.
fn mark(template: &Template, lines: &mut Vec<MarkedLine>) -> Template {
    let mut text = String::with_capacity(template.text.len() * 2);
    let mut state = State::Text;
    for (at, line) in template.text.split_inclusive('\n').enumerate() {
        let begins = line.trim_start();
        let is_text = !begins.is_empty() && !["{%", "{#", "{{-"].iter().any(|tag| begins.starts_with(tag));
        let number = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let sign = char::from_u32(u32::from(FIRST_MARK).saturating_add(number))
            .filter(|_| matches!(state, State::Text) && is_text);
        if let Some(sign) = sign {
            let indent = line.chars().take_while(|c| c.is_whitespace()).count();
            text.extend(line.chars().take_while(|c| c.is_whitespace()));
            text.push(sign);
            lines.push(MarkedLine {
                file: template.shown.clone(),
                line: at + 1,
                column: indent + 1,
                text: line.trim_end_matches(['\r', '\n']).to_owned(),
            });
            text.push_str(begins);
        } else {
            text.push_str(line);
        }
        state = after(line, state);
    }
    Template { text, ..template.clone() }
}

/// The state at the end of a line.
fn after(line: &str, state: State) -> State {
    let (mut state, mut rest) = (state, line);
    loop {
        let (next, after) = match state {
            State::Text => {
                let open = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")]
                    .into_iter()
                    .filter_map(|(open, close)| Some((rest.find(open)?, open, close)))
                    .min();
                let Some((_, open, close)) = open else { return state };
                let after = rest.split_once(open).map_or("", |(_, after)| after);
                let word = after.trim_start_matches('-').trim_start();
                let raw = close == "%}"
                    && word
                        .strip_prefix("raw")
                        .is_some_and(|end| end.trim_start_matches([' ', '-']).starts_with("%}"));
                if raw { (State::Raw, after) } else { (State::Tag(close), after) }
            }
            State::Tag(close) => match rest.split_once(close) {
                Some((_, after)) => (State::Text, after),
                None => return state,
            },
            State::Raw => match rest.split_once("endraw") {
                Some((_, after)) => (State::Tag("%}"), after),
                None => return state,
            },
        };
        (state, rest) = (next, after);
    }
}
