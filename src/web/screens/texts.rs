//! 文字: the texts of papers in the town's own words, for all or for one body, with a count of characters.

use serde_json::{Value as Json, json};

use crate::pipeline::{Text, TextOf};
use crate::web::asked::{Answered, Asked};
use crate::web::opened::Found;
use crate::web::reply::Reply;
use crate::web::screens::whose;

/// The texts of all bodies, or of one.
pub(in crate::web) fn page(asked: &Asked) -> Answered {
    let opened = asked.opened()?;
    opened.with_dependent(|_, found| {
        let (texts, body) = texts(asked, found)?;
        let mut groups: Vec<(String, Vec<Json>)> = Vec::new();
        for text in &texts {
            let one = one(text);
            match groups.iter_mut().find(|(heading, _)| *heading == text.heading) {
                Some((_, list)) => list.push(one),
                None => groups.push((text.heading.clone(), vec![one])),
            }
        }
        let groups: Vec<Json> =
            groups.into_iter().map(|(name, texts)| json!({ "name": name, "texts": texts })).collect();
        let bodies = found.survey.resolved.bodies.iter().enumerate();
        let bodies: Vec<Json> = bodies
            .map(|(at, own)| json!({ "at": whose::word(found, at), "name": own.id.place(), "here": body == Some(at) }))
            .collect();
        Ok(Reply::Page("texts.html", json!({ "groups": groups, "bodies": bodies, "body": body.map(|at| whose::word(found, at)) })))
    })
}

/// The texts, and whose: without a body those that all of them print, as the first has them.
fn texts(asked: &Asked, found: &Found<'_>) -> Result<(Vec<Text>, Option<usize>), crate::web::failed::Failed> {
    let body = whose::find(found, asked.word("body"));
    Ok((found.project.texts(&found.survey, body.unwrap_or(0))?, body))
}

fn one(text: &Text) -> Json {
    let Text { key, name, text, is_own, .. } = text;
    json!({ "key": key, "name": name, "text": text, "own": is_own, "characters": text.chars().filter(|c| !c.is_whitespace()).count(),
        "rows": (text.chars().count() / 45 + text.lines().count()).clamp(2, 14) })
}

/// Says a text in other words.
pub(in crate::web) fn say(asked: &Asked) -> Answered {
    let town = asked.town()?;
    let opened = asked.opened()?;
    let change = opened.with_dependent(|project, found| {
        let (texts, body) = texts(asked, found)?;
        let known: Vec<String> = texts.into_iter().map(|text| text.key).collect();
        let place = body.map(|at| whose::called(found, at));
        let of = TextOf { place: place.as_deref(), key: asked.word("key") };
        Ok::<_, crate::web::failed::Failed>(project.say_text(of, &known, asked.word("text"))?)
    })?;
    let said = town.changed(change);
    asked.saved(said, "texts")
}
