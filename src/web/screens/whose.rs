//! A body as addresses name it: by its place and never by its position, for another list may have come in since.

use crate::web::opened::Found;

/// The word of the body at this place among those of the survey: 霞垅村, and where there are many towns 青坑镇/霞垅村.
pub(super) fn word(found: &Found<'_>, at: usize) -> String {
    let many = found.survey.figures.towns.len() > 1;
    let Some(body) = found.survey.resolved.bodies.get(at) else { return String::new() };
    let (town, place) = (body.id.town_name(), body.id.place());
    if many && town != place { format!("{town}/{place}") } else { place.to_owned() }
}

/// The body as a build, a preview or a text is asked for it: 霞垅村, and where there are many towns 青坑镇霞垅村.
pub(super) fn called(found: &Found<'_>, at: usize) -> String {
    word(found, at).replacen('/', "", 1)
}

/// The body as its settings are called: 霞垅村, and 青坑镇霞垅村 where another town has one too.
pub(super) fn card(found: &Found<'_>, at: usize) -> String {
    let bodies = &found.survey.resolved.bodies;
    let Some(place) = bodies.get(at).map(|body| body.id.place()) else { return String::new() };
    let is_twice = bodies.iter().filter(|body| body.id.place() == place).nth(1).is_some();
    if is_twice { called(found, at) } else { place.to_owned() }
}

/// The body that a word names.
pub(super) fn find(found: &Found<'_>, name: &str) -> Option<usize> {
    let bodies = &found.survey.resolved.bodies;
    let fits = |at: &usize| !name.is_empty() && word(found, *at) == name;
    (0..bodies.len()).find(fits)
}
