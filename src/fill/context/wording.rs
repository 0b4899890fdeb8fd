//! Wording with values in it: `team = "{{ town.short }}的班子"` is filled in for each body.

use serde_json::Value as Json;

use crate::fill::Layers;
use crate::fill::bounds;
use crate::fill::bounds::Unrendered;
use crate::fill::markers;
use crate::fill::tera_errors;
use crate::fill::unprintable;
use crate::problem::{Place, Problem};

/// Wording that asks for what is not there, by key.
pub(super) type WrongWording = Vec<(String, Vec<Problem>)>;

/// Fills in the wording of `marked`, what templates see, and of `seen`, what Typst reads. What cannot be filled in stays as it
/// is, and is reported by the papers that print it.
pub(super) fn fill_in(
    layers: &Layers,
    values: &tera::Context,
    marked: &mut Json,
    seen: &mut Json,
) -> WrongWording {
    let mut wrong = Vec::new();
    let Some(texts) = marked.pointer_mut("/cycle/wording").and_then(Json::as_object_mut) else {
        return wrong;
    };
    for (key, text) in texts.iter_mut() {
        let Some(template) = text.as_str().filter(|text| text.contains("{{")) else { continue };
        match bounds::render_text(&layers.tera, template, values) {
            Ok(filled) => {
                if let Some(plain) = seen.pointer_mut("/cycle/wording").and_then(|texts| texts.get_mut(key)) {
                    *plain = Json::String(markers::plain(&filled));
                }
                *text = Json::String(filled);
            }
            Err(error) => wrong.push((key.clone(), problems(error, layers, key, seen))),
        }
    }
    wrong
}

fn problems(error: Unrendered, layers: &Layers, key: &str, seen: &Json) -> Vec<Problem> {
    let name = |field: &str| seen.pointer(field).and_then(Json::as_str).unwrap_or_default().to_owned();
    let place = layers.place_of_wording(key, &name("/body/place"));
    let mut problems = match error {
        Unrendered::Tera(error) => tera_errors::rendering(&error, &[], seen),
        Unrendered::Endless(_) => vec![unprintable::endless(place.clone())],
        Unrendered::Whole(_) => vec![unprintable::whole(place.clone())],
    };
    let is_bare = matches!(place, Place::File(_));
    for problem in &mut problems {
        problem.place = place.clone();
        if is_bare {
            // Nothing else tells which of the texts of the file it is.
            problem.message.zh = format!("“{key}”：{}", problem.message.zh);
            problem.message.en = format!("\"{key}\": {}", problem.message.en);
        }
    }
    problems
}
