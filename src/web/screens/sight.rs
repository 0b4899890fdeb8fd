//! 看一页: the page as it prints, next and previous, of all bodies.

use serde_json::{Value as Json, json};

use crate::pipeline::{PaperState, Seen, Spot, Wanted};
use crate::web::asked::{Answered, Asked};
use crate::web::failed::Failed;
use crate::web::opened::Found;
use crate::web::reply::{Reply, encoded};
use crate::web::screens::{problems, whose};

/// Dots per inch of a page on the screen: an A4 page is 794 wide.
const PPI: u16 = 96;
/// The same where somebody looks closer.
const FINE: u16 = 192;

/// The page around the picture.
pub(in crate::web) fn page(asked: &Asked) -> Answered {
    let opened = asked.opened()?;
    opened.with_dependent(|project, found| {
        let bodies = &found.survey.resolved.bodies;
        let at = whose::find(found, asked.word("body")).unwrap_or(0);
        let ready: Vec<PaperState> = project
            .papers(&found.survey, at)?
            .into_iter()
            .filter(|own| own.stage.is_some() && own.lacking.is_empty())
            .collect();
        // Another body may not have the paper that was looked at before.
        let has = ready.iter().any(|own| own.id == asked.word("paper"));
        let first = ready.first().map_or("", |own| own.id.as_str());
        let (paper, number) = if has { (asked.word("paper"), asked.number("n", 1).max(1)) } else { (first, 1) };
        let seen = look(found, Page { body: at, paper, number }, PPI)?;
        let papers: Vec<Json> = ready
            .iter()
            .map(|own| json!({ "id": own.id, "code": own.code, "title": own.title, "here": own.id == paper }))
            .collect();
        let to = |body: usize, paper: &str, n: usize| asked.at(&format!("page?body={}&paper={}&n={n}", encoded(&whose::word(found, body)), encoded(paper)));
        let pages = seen.drawn.as_ref().map_or(0, |drawn| drawn.pages);
        let around = |step: isize| {
            let here = papers.iter().position(|own| own.get("here").and_then(Json::as_bool) == Some(true))?;
            let other = papers.get(here.checked_add_signed(step)?)?;
            Some(to(at, other.get("id")?.as_str()?, 1))
        };
        let view = json!({
            "body": whose::word(found, at), "name": bodies.get(at).map(|body| body.id.place()), "paper": paper, "n": number, "pages": pages,
            "title": seen.drawn.as_ref().map(|drawn| drawn.title.clone()), "papers": papers,
            "bodies": bodies.iter().enumerate().map(|(own, body)| json!({ "at": whose::word(found, own), "name": body.id.place(), "here": own == at })).collect::<Vec<_>>(),
            "blanks": seen.drawn.as_ref().map(|drawn| drawn.blanks.clone()).unwrap_or_default(),
            "spots": seen.drawn.as_ref().map(|drawn| spots(asked, bodies.get(at).map_or("", |body| body.id.place()), &drawn.spots)),
            "figures": seen.drawn.as_ref().map(|drawn| figures(asked, found, &drawn.figures)),
            "picture": seen.drawn.is_some().then(|| format!("{}&fine={}", asked.at(&format!("picture?body={}&paper={}&n={number}", encoded(&whose::word(found, at)), encoded(paper))), asked.word("fine"))),
            "before": (number > 1).then(|| to(at, paper, number - 1)), "after": (number < pages).then(|| to(at, paper, number + 1)),
            "paper_before": around(-1), "paper_after": around(1),
            "body_before": at.checked_sub(1).map(|at| to(at, paper, 1)), "body_after": (at + 1 < bodies.len()).then(|| to(at + 1, paper, 1)),
            "problems": seen.problems.iter().map(|problem| problems::one(asked, problem)).collect::<Vec<_>>(),
        });
        Ok(Reply::Page("page.html", view))
    })
}

/// The blanks of the page, each with the card where it is filled in.
fn spots(asked: &Asked, place: &str, spots: &[Spot]) -> Vec<Json> {
    let one = |spot: &Spot| {
        let href = asked.at(&format!("settings?body={}&find={}", encoded(place), encoded(&spot.name)));
        area(spot, &spot.name, &href)
    };
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

fn area(spot: &Spot, label: &str, href: &str) -> Json {
    let Spot { left, top, width, height, .. } = spot;
    json!({ "label": label, "left": left, "top": top, "width": width, "height": height, "href": href })
}

/// The picture.
pub(in crate::web) fn picture(asked: &Asked) -> Answered {
    let opened = asked.opened()?;
    opened.with_dependent(|_, found| {
        let ppi = if asked.word("fine") == "yes" { FINE } else { PPI };
        let page = Page {
            body: whose::find(found, asked.word("body")).unwrap_or(0),
            paper: asked.word("paper"),
            number: asked.number("n", 1).max(1),
        };
        let drawn = look(found, page, ppi)?.drawn.ok_or(Failed::NotFound)?;
        Ok(Reply::Picture(drawn.png))
    })
}

/// A page of a paper of a body.
#[derive(Clone, Copy)]
struct Page<'p> {
    body: usize,
    paper: &'p str,
    number: usize,
}

fn look(found: &Found<'_>, page: Page<'_>, ppi: u16) -> Result<Seen, Failed> {
    let body = found.survey.resolved.bodies.get(page.body);
    let wanted = Wanted {
        document: page.paper.to_owned(),
        unit: body.map(|_| whose::called(found, page.body)),
        page: page.number,
        ppi,
    };
    Ok(found.project.preview(&found.survey, &wanted)?)
}
