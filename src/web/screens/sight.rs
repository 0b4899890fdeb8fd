//! 看一页: the page as it prints, next and previous, of all bodies.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::pipeline::{Seen, Spot, Wanted, paper_settings};
use crate::web::asked::{Answered, Asked};
use crate::web::failed::Failed;
use crate::web::opened::Found;
use crate::web::reply::{Reply, encoded};
use crate::web::screens::{problems, settings, whose};

/// Dots per inch of a page on the screen: an A4 page is 794 wide.
const PPI: u16 = 96;
/// The same where somebody looks closer.
const FINE: u16 = 192;

/// The page around the picture.
pub(in crate::web) fn page(asked: &Asked) -> Answered {
    let opened = asked.opened()?;
    opened.with_dependent(|_, found| {
        let Leaf { mut view, seen, wanted } = leaf(asked, found, "page")?;
        if let Some(drawn) = &seen.drawn {
            let place = view["card"].as_str().unwrap_or_default().to_owned();
            view["spots"] = json!(spots(asked, &place, &drawn.spots));
            view["figures"] = json!(figures(asked, found, &drawn.figures));
            view["fill"] = json!(to_fill(asked, &place, &drawn.blanks));
        }
        let Wanted { document, page, .. } = &wanted;
        view["settings"] = json!(settings(asked, view["card"].as_str().unwrap_or_default(), document));
        let body = view["body"].as_str().map(encoded).unwrap_or_default();
        view["reword"] = json!(asked.at(&format!("reword?body={body}&paper={}&n={page}", encoded(document))));
        Ok(Reply::Page("page.html", view))
    })
}

/// Number, date and signatory of the paper as fields of a form; none where there are no settings.
fn settings(asked: &Asked, place: &str, document: &str) -> Vec<Json> {
    let Ok(town) = asked.town() else { return Vec::new() };
    let fields = paper_settings(&town.root, place, document).unwrap_or_default();
    fields.iter().map(|own| settings::field(asked, own)).collect()
}

/// A page that is looked at.
pub(super) struct Leaf {
    /// What both screens show of it: lists of bodies and papers, where to go from here, its picture.
    pub(super) view: Json,
    /// What came of drawing it.
    pub(super) seen: Arc<Seen>,
    /// What was drawn.
    pub(super) wanted: Wanted,
}

/// The page that a screen asks for, with the ways to others of the same screen.
pub(super) fn leaf(asked: &Asked, found: &Found<'_>, screen: &str) -> Result<Leaf, Failed> {
    let bodies = &found.survey.resolved.bodies;
    let at = whose::find(found, asked.word("body")).unwrap_or(0);
    let ready = found.ready(at)?;
    // Another body may not have the paper that was looked at before.
    let has = ready.iter().any(|own| own.id == asked.word("paper"));
    let first = ready.first().map_or("", |own| own.id.as_str());
    let (paper, number) = if has { (asked.word("paper"), asked.number("n", 1).max(1)) } else { (first, 1) };
    let wanted = Wanted { passages: screen != "page", ..wanted(found, at, paper, number) };
    let seen = found.page(&wanted)?;
    let papers: Vec<Json> = ready
        .iter()
        .map(|own| json!({ "id": own.id, "code": own.code, "title": own.title, "here": own.id == paper }))
        .collect();
    let words = |body: usize, paper: &str, n: usize| {
        format!("body={}&paper={}&n={n}", encoded(&whose::word(found, body)), encoded(paper))
    };
    let to = |body: usize, paper: &str, n: usize| asked.at(&format!("{screen}?{}", words(body, paper, n)));
    let pages = seen.drawn.as_ref().map_or(0, |drawn| drawn.pages);
    let around = |step: isize| {
        let here = ready.iter().position(|own| own.id == paper)?;
        Some(to(at, &ready.get(here.checked_add_signed(step)?)?.id, 1))
    };
    let picture =
        || asked.at(&format!("picture?{}&fine={}", words(at, paper, number), encoded(asked.word("fine"))));
    let view = json!({
        "body": whose::word(found, at), "card": whose::card(found, at), "name": bodies.get(at).map(|body| body.id.place()), "paper": paper, "n": number, "pages": pages,
        "title": seen.drawn.as_ref().map(|drawn| drawn.title.clone()), "papers": papers,
        "bodies": bodies.iter().enumerate().map(|(own, body)| json!({ "at": whose::word(found, own), "name": body.id.place(), "here": own == at })).collect::<Vec<_>>(),
        "blanks": seen.drawn.as_ref().map(|drawn| drawn.blanks.clone()).unwrap_or_default(),
        "picture": seen.drawn.is_some().then(picture),
        "before": (number > 1).then(|| to(at, paper, number - 1)), "after": (number < pages).then(|| to(at, paper, number + 1)),
        "paper_before": around(-1), "paper_after": around(1),
        "body_before": at.checked_sub(1).map(|at| to(at, paper, 1)), "body_after": (at + 1 < bodies.len()).then(|| to(at + 1, paper, 1)),
        "problems": seen.problems.iter().map(|problem| problems::one(asked, problem)).collect::<Vec<_>>(),
    });
    Ok(Leaf { view, seen, wanted })
}

/// A page of a paper of the body at this place.
pub(super) fn wanted(found: &Found<'_>, at: usize, paper: &str, page: usize) -> Wanted {
    let unit = found.survey.resolved.bodies.get(at).map(|_| whose::called(found, at));
    Wanted { document: paper.to_owned(), unit, page, ppi: PPI, passages: false }
}

/// Blanks that are filled in beside the page.
const PAPERS_OWN: &[&str] = &["发文字号", "文号", "成文日期", "签发人"];

/// Where a blank is filled in.
fn where_filled(asked: &Asked, place: &str, name: &str) -> String {
    match PAPERS_OWN.contains(&name) {
        true => "#paper".to_owned(),
        false => asked.at(&format!("settings?body={}&find={}", encoded(place), encoded(name))),
    }
}

/// The blanks of the paper, each kind once with how often it stands there.
fn to_fill(asked: &Asked, place: &str, blanks: &[String]) -> Vec<Json> {
    let mut times: Vec<(&str, usize)> = Vec::new();
    for blank in blanks {
        match times.iter_mut().find(|(name, _)| name == blank) {
            Some((_, count)) => *count += 1,
            None => times.push((blank, 1)),
        }
    }
    let one = |(name, count): (&str, usize)| json!({ "name": name, "times": count, "href": where_filled(asked, place, name) });
    times.into_iter().map(one).collect()
}

/// The blanks of the page, each with the card where it is filled in.
fn spots(asked: &Asked, place: &str, spots: &[Spot]) -> Vec<Json> {
    let one = |spot: &Spot| area(spot, &spot.name, &where_filled(asked, place, &spot.name));
    spots.iter().map(one).collect()
}

/// The figures of the page, each with the people behind it; of a village's own figures nobody is listed.
fn figures(asked: &Asked, found: &Found<'_>, spots: &[Spot]) -> Vec<Json> {
    let total = &found.survey.figures.total;
    let one = |spot: &Spot| {
        let figure = total.iter().find(|figure| figure.id == spot.name)?;
        let href = asked.at(&format!("behind?id={}", encoded(&spot.name)));
        Some(area(spot, &format!("{} {}", figure.of_label, figure.label), &href))
    };
    spots.iter().filter_map(one).collect()
}

/// A spot as the page draws it over the picture.
pub(super) fn area(spot: &Spot, label: &str, href: &str) -> Json {
    let Spot { left, top, width, height, .. } = spot;
    json!({ "label": label, "left": left, "top": top, "width": width, "height": height, "href": href })
}

/// The picture.
pub(in crate::web) fn picture(asked: &Asked) -> Answered {
    let opened = asked.opened()?;
    opened.with_dependent(|_, found| {
        let ppi = if asked.word("fine") == "yes" { FINE } else { PPI };
        let at = whose::find(found, asked.word("body")).unwrap_or(0);
        let wanted = Wanted { ppi, ..wanted(found, at, asked.word("paper"), asked.number("n", 1).max(1)) };
        let seen = found.page(&wanted)?;
        let drawn = seen.drawn.as_ref().ok_or(Failed::NotFound)?;
        Ok(Reply::Picture(drawn.png.clone()))
    })
}
