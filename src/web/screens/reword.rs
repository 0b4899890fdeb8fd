//! 改材料: a paragraph is clicked on the page and said in other words; the page shows it at once. Saved as a passage of the
//! workspace's own templates, never as a copy; what differs from the layers below is listed, and packed for the towns.

use serde_json::{Value as Json, json};

use crate::pipeline::{BlockState, ChangedTemplate, NotChanged, Passage, PassageOf, Spot};
use crate::problem::Problem;
use crate::say;
use crate::web::asked::{Answered, Asked};
use crate::web::failed::Failed;
use crate::web::opened::Found;
use crate::web::reply::{Reply, encoded};
use crate::web::screens::sight::{self, Leaf};
use crate::web::screens::whose;

/// The page with its passages, and the one that is chosen.
pub(in crate::web) fn page(asked: &Asked) -> Answered {
    shown(asked, None)
}

/// The same with words that were typed and could not be saved.
fn shown(asked: &Asked, typed: Option<&str>) -> Answered {
    let opened = asked.opened()?;
    opened.with_dependent(|project, found| {
        let Leaf { mut view, seen, wanted } = sight::leaf(asked, found, "reword")?;
        let name = asked.word("name");
        let passage = project.passage(&found.survey, PassageOf { look: &wanted, name })?;
        let spots = seen.drawn.iter().flat_map(|drawn| &drawn.passages);
        view["passages"] = json!(spots.map(|spot| area(asked, &view, spot)).collect::<Vec<_>>());
        view["passage"] = json!(passage.as_ref().map(|own| one(asked, own, typed)));
        view["changes"] = json!(
            project.changed_templates()?.iter().filter_map(|own| change(asked, own)).collect::<Vec<_>>()
        );
        view["posted"] = json!(typed.is_some());
        Ok(Reply::Page("reword.html", view))
    })
}

/// A passage as the page draws it: one that leads to itself.
fn area(asked: &Asked, view: &Json, spot: &Spot) -> Json {
    let word = |name: &str| encoded(view[name].as_str().unwrap_or_default());
    let (body, paper, n, name) = (word("body"), word("paper"), &view["n"], encoded(&spot.name));
    let href = asked.at(&format!("reword?body={body}&paper={paper}&n={n}&name={name}"));
    let mut area = sight::area(spot, &spot.name, &href);
    area["chosen"] = json!(spot.name == asked.word("name"));
    area
}

fn one(asked: &Asked, passage: &Passage, typed: Option<&str>) -> Json {
    let Passage { name, words, values, below, twins } = passage;
    let shown = typed.map(str::to_owned).or_else(|| words.clone());
    let rows =
        shown.as_ref().map_or(2, |text| text.chars().count() / 20 + text.lines().count() + 1).clamp(3, 16);
    let values: Vec<Json> =
        values.iter().map(|(value, said)| json!({ "value": value, "said": said })).collect();
    let word = |name: &str| encoded(asked.word(name));
    let twins: Vec<Json> = twins
        .iter()
        .map(|(other, words)| {
            let href = format!(
                "reword?body={}&paper={}&n={}&name={}",
                word("body"),
                word("paper"),
                word("n"),
                encoded(other)
            );
            json!({ "words": words, "href": asked.at(&href) })
        })
        .collect();
    json!({
        "twins": twins, "name": name, "can": words.is_some(), "words": shown, "rows": rows, "values": values, "own": below.is_some(),
        "was": below.as_ref().and_then(|below| below.words.clone()),
        "room": words.as_ref().is_some_and(|words| words.contains("[空")),
    })
}

/// What a file of the layers changes; none where it changes nothing.
fn change(asked: &Asked, own: &ChangedTemplate) -> Option<Json> {
    let (file, paper) = (&own.file, own.document.as_deref());
    let passages: Vec<Json> = file
        .blocks
        .iter()
        .filter(|block| block.state != BlockState::Same)
        .map(|block| {
            let to = |paper: &str| {
                asked.at(&format!("reword?paper={}&name={}", encoded(paper), encoded(&block.name)))
            };
            json!({
                "name": block.name, "lines": block.lines, "moved": block.state == BlockState::Moved,
                "href": paper.filter(|_| !block.name.is_empty()).map(to),
            })
        })
        .collect();
    let is_told = !passages.is_empty() || file.over.is_none() || paper.is_some();
    is_told.then(|| {
        json!({ "code": own.code, "paper": paper, "path": file.path, "layer": file.layer, "own": own.is_own(), "passages": passages })
    })
}

/// Says a passage in other words.
pub(in crate::web) fn say(asked: &Asked) -> Answered {
    let words = asked.word("words").replace("\r\n", "\n");
    let done = changed(asked, |found, of| found.project.say_passage(&found.survey, of, &words));
    kept(asked, done, &words)
}

/// Lets the layers below say a passage again.
pub(in crate::web) fn put_back(asked: &Asked) -> Answered {
    changed(asked, |found, of| found.project.put_passage_back(&found.survey, of))
}

fn changed(
    asked: &Asked,
    change: impl FnOnce(&Found<'_>, PassageOf<'_>) -> Result<crate::pipeline::Change, NotChanged>,
) -> Answered {
    let town = asked.town()?;
    let opened = asked.opened()?;
    let done = opened.with_dependent(|_, found| {
        let at = whose::find(found, asked.word("body")).unwrap_or(0);
        let look = sight::wanted(found, at, asked.word("paper"), asked.number("n", 1).max(1));
        Ok::<_, Failed>(change(found, PassageOf { look: &look, name: asked.word("name") })?)
    })?;
    let said = town.changed(done);
    asked.session.say(said, false);
    // The passage again, also where the form was shown once more after a refusal and has no address of its own.
    let word = |key: &str| encoded(asked.word(key));
    let (body, paper, n, name) = (word("body"), word("paper"), asked.number("n", 1).max(1), word("name"));
    Ok(Reply::Go(asked.at(&format!("reword?body={body}&paper={paper}&n={n}&name={name}"))))
}

/// What was typed stays where it was typed, with the reason why it could not be saved.
fn kept(asked: &Asked, done: Answered, typed: &str) -> Answered {
    let said = match done {
        Err(Failed::Refused(said)) => said,
        Err(Failed::Problems(problems)) => match problems.into_iter().find(Problem::is_error) {
            Some(problem) => problem.message,
            None => say!("这样写，材料排不出来", "the paper cannot be made so"),
        },
        other => return other,
    };
    let (zh, en) = (said.zh, said.en);
    asked.session.say(say!("没有保存：{zh}", "not saved: {en}"), true);
    shown(asked, Some(typed))
}

/// The workspace's own templates as one file for the towns.
pub(in crate::web) fn layer(asked: &Asked) -> Answered {
    let town = asked.town()?;
    let packed = town.project()?.pack_templates().map_err(Failed::Problems)?;
    let name = format!("{}模板.zip", town.name());
    Ok(Reply::File { name, kind: "application/zip", bytes: packed.bytes })
}
