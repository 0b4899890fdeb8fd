//! What a template sees of one body: the documented contract, made here and nowhere else.
//!
//! Every field always exists. A value that the tables do not give is null in the JSON that Typst reads, and a blank
//! with the field's label in Tera, so that it prints as a visible gap.

mod bodies;
mod congress;
mod cycle;
pub(in crate::fill) mod dates;
mod figures;
mod labels;
mod papers;
mod people;
mod seats;
mod towns;
mod votes;

pub use figures::{FigureView, FigureViews, PreviousView};

use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::cycle::Cycle;
use crate::fill::Archived;
use crate::fill::Layers;
use crate::fill::context::congress::Meeting;
use crate::fill::escape;
use crate::model::Body;
use crate::model::BodyRows;
use crate::model::Level;
use crate::model::PartialDate;

/// What the templates see of one body.
#[derive(Debug, Clone)]
pub struct BodyContext {
    name: String,
    date: PartialDate,
    json: Arc<str>,
    seen: Json,
    values: tera::Context,
    papers: Json,
    continuous: bool,
}

impl BodyContext {
    /// The body's short name: 霞垅村妇联.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The date its papers carry: of issue, else of the congress, else the cycle's base date.
    #[must_use]
    pub fn date(&self) -> PartialDate {
        self.date
    }

    /// The context as plain values; a missing one is null.
    #[must_use]
    pub fn seen(&self) -> &Json {
        &self.seen
    }

    /// The context as JSON, as Typst reads it.
    pub(super) fn json(&self) -> Arc<str> {
        Arc::clone(&self.json)
    }

    /// A person of one of the lists, with blanks for what is missing.
    pub(super) fn marked_person(&self, list: &str, at: usize) -> Json {
        let mut person = self.seen.pointer(&format!("/{list}/{at}")).cloned().unwrap_or_default();
        labels::mark_blanks(&mut person);
        person
    }

    /// The lines of the archive index.
    pub(super) fn archive(&self, papers: &[Archived]) -> Json {
        let line = |(at, paper): (usize, &Archived)| {
            let of = |field: &str| self.paper(&paper.id).map_or(Json::Null, |known| known[field].clone());
            json!({
                "no": serial(at), "id": paper.id, "code": of("code"), "number": of("number"), "title": of("title"),
                "date": of("date"), "owner": of("owner"), "pages": paper.pages,
            })
        };
        papers.iter().enumerate().map(line).collect()
    }

    /// What the template of a packet sees besides.
    pub(super) fn cover(&self, title: &str, papers: &[Json]) -> Json {
        let of_body = |field: &str| self.seen.pointer(&format!("/body/{field}")).cloned().unwrap_or_default();
        json!({
            "title": title,
            "subtitle": of_body("congress_title"),
            "body_name": of_body("full_name"),
            "date": dates::date(Some(self.date)),
            "papers": papers,
            "continuous": self.continuous,
        })
    }

    pub(super) fn values(&self) -> &tera::Context {
        &self.values
    }

    /// The title of one of its papers; none where it cannot be rendered.
    pub(super) fn title(&self, id: &str) -> Option<&str> {
        let title = self.papers.pointer(&format!("/{id}/title")).and_then(Json::as_str);
        title.filter(|title| !escape::is_blank(title))
    }

    /// What is known of one of its papers besides: number, date, signatory, with blanks.
    pub(super) fn paper(&self, id: &str) -> Option<&Json> {
        self.papers.get(id)
    }
}

/// One body among all, and the cycle.
#[derive(Clone, Copy)]
struct Subject<'a> {
    cycle: &'a Cycle,
    rows: &'a BodyRows<'a>,
    /// The units of its town; for a unit only itself.
    units: &'a [&'a BodyRows<'a>],
}

/// The context of the body at `at` of `bodies`, whose figures stand at the same position of `figures`.
#[must_use]
pub fn context(
    layers: &Layers,
    cycle: &Cycle,
    bodies: &[BodyRows<'_>],
    figures: &FigureViews,
    at: usize,
) -> BodyContext {
    let nobody = nobody();
    let rows = bodies.get(at).unwrap_or(&nobody);
    let is_sibling = |at: &usize| {
        bodies.get(*at).is_some_and(|other| {
            let is_mine = rows.body.level() == Level::District || other.body.shares_town(&rows.body);
            is_mine && other.body.level() == Level::Unit
        })
    };
    let around: Vec<usize> = (0..bodies.len()).filter(is_sibling).collect();
    let siblings: Vec<&BodyRows<'_>> = around.iter().filter_map(|&at| bodies.get(at)).collect();
    let level = rows.body.level();
    let is_district = level == Level::District;
    let units = if level == Level::Unit { vec![rows] } else { siblings.clone() };
    let subject = Subject { cycle, rows, units: &units };
    let meeting = Meeting::of(rows, cycle);
    let wording = layers.wording_of(cycle, &rows.body);
    let issued = cycle.body(&rows.body).and_then(|section| section.issue_date);
    let date = issued.or(meeting.date).unwrap_or(cycle.as_of);
    let mut seen = json!({
        "huanjie": { "version": env!("CARGO_PKG_VERSION") },
        "cycle": cycle::cycle(cycle, &siblings, &wording),
        "town": bodies::town(cycle, if is_district { rows.body.place() } else { &rows.body.town }),
        "body": bodies::body(subject),
        "voted": rows.has_voted(),
        "congress": congress::congress(&meeting, rows, cycle),
        "rules": cycle::rules(cycle, rows.body.level(), &wording),
        "unit_rules": cycle::rules(cycle, Level::Unit, &wording),
        "ballot": cycle::ballot(cycle, &meeting),
        "committee_word": bodies::committee_word(&siblings),
        "units": bodies::units(subject),
    });
    if let Some(map) = seen.as_object_mut() {
        let totals = bodies::totals(map.get("units"));
        map.insert("unit_totals".to_owned(), totals);
        people::insert(map, rows, cycle);
        seats::insert(map, cycle, &rows.body);
        map.insert("votes".to_owned(), votes::votes(rows, cycle, &meeting));
        figures::insert(map, figures, &rows.body, at);
        parts(map, (cycle, bodies, figures), level, &around);
        if level != Level::Unit {
            figures::insert_list(map, figures, &rows.body, at);
        }
    }
    escape::scrub(&mut seen);
    let name = seen.pointer("/body/name").and_then(Json::as_str).unwrap_or_default().to_owned();
    let mut marked = seen.clone();
    labels::mark_blanks(&mut marked);
    figures::mark(&mut marked);
    let mut values = tera::Context::from_serialize(&marked).unwrap_or_default();
    let papers = papers::papers(layers, cycle, &rows.body, &values);
    let marked = papers::marked(&papers);
    values.insert("papers", &marked);
    if let Some(map) = seen.as_object_mut() {
        map.insert("papers".to_owned(), papers);
    }
    BodyContext {
        name,
        date,
        json: if layers.reads_context() { seen.to_string().into() } else { "{}".into() },
        seen,
        values,
        papers: marked,
        continuous: cycle.packet.continuous,
    }
}

/// Adds `towns` for a district, and for a town the figures of its `units`.
fn parts(
    map: &mut serde_json::Map<String, Json>,
    (cycle, bodies, figures): (&Cycle, &[BodyRows<'_>], &FigureViews),
    level: Level,
    shown: &[usize],
) {
    let none = || Json::Array(Vec::new());
    if level == Level::District {
        // A city's units by the thousand would weigh more than its papers need: they tell of its towns.
        map.insert("units".to_owned(), none());
        map.insert("towns".to_owned(), towns::towns(cycle, bodies, figures));
    } else {
        map.insert("towns".to_owned(), none());
    }
    if level == Level::Town {
        figures::insert_units(map, figures, shown);
    }
}

/// The body beyond the end of the list: nothing is known of it.
fn nobody() -> BodyRows<'static> {
    BodyRows {
        body: Body::of_town(""),
        facts: None,
        delegates: Vec::new(),
        nominees: Vec::new(),
        officers: Vec::new(),
        congresses: Vec::new(),
        votes: Vec::new(),
        previous: Vec::new(),
        progress: None,
    }
}

/// 1-based serial number.
fn serial(at: usize) -> usize {
    at + 1
}
