//! What was answered in a workspace, on its way into a layer.

use std::collections::BTreeMap;

use crate::cycle::answers::Answers;
use crate::cycle::learned::{LayerText, header_of};
use crate::problem::Problem;

/// The texts of both files with these answers put in, the layer's own kept: headers first, then words. `is_field` tells the
/// name of a field.
///
/// # Errors
/// What is wrong in a file that is there.
pub fn taught(
    answers: &Answers,
    [headers, words]: [&LayerText; 2],
    is_field: impl Fn(&str) -> bool,
) -> Result<[String; 2], Box<Problem>> {
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for text in [headers, words] {
        all.extend(text.answers()?.into_iter().map(|(id, value, _)| (id, value)));
    }
    all.extend(answers.ids().filter_map(|id| Some((id.to_owned(), answers.get(id)?.to_owned()))));
    let (mut of_headers, mut of_words) = (toml::Table::new(), toml::Table::new());
    for (id, value) in all {
        let Some(column) = header_of(&id) else { continue };
        match column.split_once(':').filter(|(field, _)| is_field(field)) {
            Some((field, word)) => {
                let own = of_words.entry(field).or_insert_with(|| toml::Table::new().into());
                if let toml::Value::Table(own) = own {
                    own.insert(word.to_owned(), value.into());
                }
            }
            None => {
                of_headers.insert(column.to_owned(), value.into());
            }
        }
    }
    Ok([with_remarks(headers, &of_headers), with_remarks(words, &of_words)])
}

/// The table as text, below the remarks that the file had.
fn with_remarks(before: &LayerText, table: &toml::Table) -> String {
    let remarks = before.text.lines().filter(|line| line.trim_start().starts_with('#'));
    remarks.map(|line| format!("{line}\n")).chain([table.to_string()]).collect()
}
