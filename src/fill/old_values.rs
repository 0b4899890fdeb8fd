//! Values that a variable once had: a template that compares with one would quietly take the other branch.

use serde::Deserialize;

use crate::fill::template::Template;
use crate::fill::tera_errors::UNKNOWN_VARIABLE;
use crate::problem::{Place, Problem};
use crate::say;

#[derive(Deserialize)]
struct File {
    value: Vec<Changed>,
}

/// A value that is no more.
#[derive(Deserialize)]
struct Changed {
    variable: String,
    old: String,
    /// What to ask instead.
    new: String,
}

/// Each comparison with a value that is no more, at its line.
pub(super) fn problems(templates: &[Template]) -> Vec<Problem> {
    #[expect(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
    let File { value } = toml::from_str(include_str!("old_values.toml")).expect("old_values.toml");
    let pairs = templates.iter().flat_map(|template| value.iter().map(move |own| (template, own)));
    pairs.flat_map(|(template, own)| places(template, own).map(|place| no_longer(own, place))).collect()
}

/// Where the template compares the variable with the value.
fn places<'t>(template: &'t Template, changed: &'t Changed) -> impl Iterator<Item = Place> + 't {
    let compares = |at: usize| {
        let rest = template.text.get(at + changed.variable.len()..).unwrap_or_default().trim_start();
        let value =
            rest.strip_prefix("==").or_else(|| rest.strip_prefix("!=")).unwrap_or_default().trim_start();
        ['"', '\''].iter().any(|mark| value.starts_with(&format!("{mark}{}{mark}", changed.old)))
    };
    let found =
        template.text.match_indices(&changed.variable).map(|(at, _)| at).filter(move |&at| compares(at));
    found.map(|at| {
        let before = template.text.get(..at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        Place::Line {
            file: template.shown.clone(),
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
        }
    })
}

fn no_longer(Changed { variable, old, new }: &Changed, place: Place) -> Problem {
    let message = say!("{variable} 不再是“{old}”", "{variable} is never \"{old}\" any more");
    let hint = say!("改用 {new}", "use {new} instead");
    Problem::new(&UNKNOWN_VARIABLE, place, message).hint(hint)
}
