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

/// A stretch of a generated text that one line of a template has written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch<'t> {
    /// The byte of the text at which it begins.
    pub(super) at: usize,
    /// The template as people see it.
    pub(super) file: &'t str,
    /// Its line, from 1.
    pub(super) line: usize,
    /// Where the stretch begins there in characters, from 1.
    pub(super) column: usize,
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

    /// Where each stretch of the text `plain` comes from: the byte at which it begins, and the template with the line and the column
    /// (both from 1) that its text has there. `None` where the marks would change the text.
    pub(super) fn stretches(
        &self,
        plain: &str,
        render: impl Fn(&Tera) -> Option<String>,
    ) -> Option<Vec<Stretch<'_>>> {
        let output = render(&self.tera)?;
        let mut passed = 0;
        let mut stretches = Vec::new();
        let mut expected = plain.chars();
        for character in output.chars() {
            if character < FIRST_MARK {
                if expected.next() != Some(character) {
                    return None;
                }
                passed += character.len_utf8();
            } else if let Some(MarkedLine { file, line, column, .. }) = self.line(character) {
                stretches.push(Stretch { at: passed, file, line: *line, column: *column });
            }
        }
        expected.next().is_none().then_some(stretches)
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
        let (starts, next) = scan(line, state);
        let mut done = 0;
        for start in starts {
            let number = u32::try_from(lines.len()).unwrap_or(u32::MAX);
            let Some(sign) = char::from_u32(u32::from(FIRST_MARK).saturating_add(number)) else { break };
            let before = line.get(..start).unwrap_or_default();
            text.push_str(before.get(done..).unwrap_or_default());
            text.push(sign);
            done = start;
            lines.push(MarkedLine {
                file: template.shown.clone(),
                line: at + 1,
                column: before.chars().count() + 1,
                text: line.trim_end_matches(['\r', '\n']).to_owned(),
            });
        }
        text.push_str(line.get(done..).unwrap_or_default());
        state = next;
    }
    Template { text, ..template.clone() }
}

/// Where text begins in a line: at its beginning, and behind each tag that prints nothing, for what stands before that tag may
/// not be printed. White space stays before the mark, so that a tag may trim it. And the state at the end of the line.
fn scan(line: &str, state: State) -> (Vec<usize>, State) {
    let mut starts = Vec::new();
    let mut begin = |rest: &str| {
        let text = rest.trim_start();
        if !text.is_empty() && !["{%", "{#", "{{-"].iter().any(|tag| text.starts_with(tag)) {
            starts.push(line.len() - text.len());
        }
    };
    let (mut state, mut rest) = (state, line);
    if matches!(state, State::Text) {
        begin(rest);
    }
    loop {
        let (next, after) = match state {
            State::Text => {
                let open = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")]
                    .into_iter()
                    .filter_map(|(open, close)| Some((rest.find(open)?, open, close)))
                    .min();
                let Some((_, open, close)) = open else { return (starts, state) };
                let after = rest.split_once(open).map_or("", |(_, after)| after);
                if close == "%}" && opens_raw(after) {
                    (State::Raw, after)
                } else {
                    (State::Tag(close), after)
                }
            }
            State::Tag(close) => {
                let Some((_, after)) = rest.split_once(close) else { return (starts, state) };
                if close != "}}" {
                    begin(after);
                }
                (State::Text, after)
            }
            State::Raw => match rest.split_once("endraw") {
                Some((_, after)) => (State::Tag("%}"), after),
                None => return (starts, state),
            },
        };
        (state, rest) = (next, after);
    }
}

/// Whether a tag is `raw`, by what follows its opening.
fn opens_raw(tag: &str) -> bool {
    let word = tag.trim_start_matches('-').trim_start();
    word.strip_prefix("raw").is_some_and(|end| end.trim_start_matches([' ', '-']).starts_with("%}"))
}
