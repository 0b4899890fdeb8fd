//! From a byte of generated Typst back to the line of the template it came from.
//!
//! The templates are filled once more with an invisible mark before each line that begins with text; the last mark
//! before the byte tells the line. Data cannot forge one: the escape drops such characters.

use tera::Tera;

use crate::fill::Layers;
use crate::fill::engine;
use crate::fill::markers::FIRST_MARK;
use crate::fill::template::Template;
use crate::problem::Place;
use crate::problem::Problem;

/// The place of `offset`, or `None` where the marks would change the text.
pub(super) fn locate(
    layers: &Layers,
    offset: usize,
    render: impl Fn(&Tera) -> Result<String, Vec<Problem>>,
) -> Option<Place> {
    let plain = render(&layers.tera).ok()?;
    let (tera, places) = marked(layers)?;
    let output = render(&tera).ok()?;
    if output.chars().filter(|&c| c < FIRST_MARK).ne(plain.chars()) {
        return None;
    }
    let mut last = None;
    let mut passed = 0;
    let rest = plain.get(offset..).unwrap_or_default().lines().next().unwrap_or_default();
    for character in output.chars() {
        if character >= FIRST_MARK {
            last = u32::from(character).checked_sub(u32::from(FIRST_MARK));
            continue;
        }
        passed += character.len_utf8();
        if passed > offset {
            break;
        }
    }
    let place = places.get(usize::try_from(last?).ok()?)?;
    Some(narrowed(layers, place, rest))
}

/// Characters of the generated text that tell the column of a line: enough to be found once.
const TELLING: usize = 24;

/// The place in its line where what was generated stands literally, if that is one place.
fn narrowed(layers: &Layers, place: &Place, generated: &str) -> Place {
    let Place::Line { file, line, .. } = place else { return place.clone() };
    let template = layers.templates.iter().find(|template| template.shown == *file);
    let text =
        template.and_then(|template| template.text.lines().nth(line.checked_sub(1)?)).unwrap_or_default();
    let ends = generated.char_indices().map(|(at, c)| at + c.len_utf8()).take(TELLING);
    let once = |end: usize| {
        let beginning = generated.get(..end)?;
        let at = text.find(beginning)?;
        let column = text.get(..at)?.chars().count() + 1;
        (text.matches(beginning).count() == 1).then_some(column)
    };
    let column = ends.collect::<Vec<_>>().into_iter().rev().find_map(once);
    match column {
        Some(column) => Place::Line { file: file.clone(), line: *line, column },
        None => place.clone(),
    }
}

/// The place of the line that was written last by a rendering that came to no end.
pub(super) fn last(layers: &Layers, render: impl Fn(&Tera) -> Option<String>) -> Option<Place> {
    let (tera, places) = marked(layers)?;
    let output = render(&tera)?;
    let last = output.chars().rev().find(|&c| c >= FIRST_MARK && c != char::REPLACEMENT_CHARACTER)?;
    places.get(usize::try_from(u32::from(last).checked_sub(u32::from(FIRST_MARK))?).ok()?).cloned()
}

/// The templates with marks, and what each mark stands for.
fn marked(layers: &Layers) -> Option<(Tera, Vec<Place>)> {
    let mut places = Vec::new();
    let marked: Vec<_> = layers.templates.iter().map(|template| mark(template, &mut places)).collect();
    Some((engine::engine(&layers.stack, &marked).ok()?, places))
}

/// Where a line of the template stands when it begins.
enum State {
    Text,
    /// Inside a tag that ends with this.
    Tag(&'static str),
    /// Inside `raw`, where nothing is a tag.
    Raw,
}

/// The template with marks; `places` gets the place of each.
fn mark(template: &Template, places: &mut Vec<Place>) -> Template {
    let mut text = String::with_capacity(template.text.len() * 2);
    let mut state = State::Text;
    for (at, line) in template.text.split_inclusive('\n').enumerate() {
        let begins = line.trim_start();
        let is_text = !begins.is_empty() && !["{%", "{#", "{{-"].iter().any(|tag| begins.starts_with(tag));
        let number = u32::try_from(places.len()).unwrap_or(u32::MAX);
        let sign = char::from_u32(u32::from(FIRST_MARK).saturating_add(number))
            .filter(|_| matches!(state, State::Text) && is_text);
        if let Some(sign) = sign {
            let indent = line.chars().take_while(|c| c.is_whitespace()).count();
            text.extend(line.chars().take_while(|c| c.is_whitespace()));
            text.push(sign);
            places.push(Place::Line { file: template.shown.clone(), line: at + 1, column: indent + 1 });
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
