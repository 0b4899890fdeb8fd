//! What a template sees of one body: the documented contract, made here and nowhere else.
//!
//! Every field always exists. A value that the tables do not give is null in the JSON that Typst reads, and a blank
//! with the field's label in Tera, so that it prints as a visible gap.

mod ballot;
mod body;
mod congress;
mod cycle;
pub(in crate::fill) mod dates;
mod figures;
mod labels;
mod meetings;
mod neighbours;
mod papers;
mod people;
mod person;
mod seat;
mod seats;
mod town;
mod towns;
mod unfilled;
mod unit;
mod units;
mod votes;
mod wording;

use std::sync::Arc;

use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::count::Figures;
use crate::cycle::Cycle;
use crate::fill::Archived;
use crate::fill::DocumentSpec;
use crate::fill::Layers;
use crate::fill::context::cycle::SetUnits;
use crate::fill::context::figures::FigureFields;
use crate::fill::context::neighbours::Neighbours;
use crate::fill::context::seats::Nothing;
use crate::fill::context::wording::WrongWording;
use crate::fill::markers;
use crate::model::{BodyId, Level, PartialDate};
use crate::problem::Problem;
use crate::resolve::{Body, Resolved};

/// What the templates see of one body; a copy shares it.
#[derive(Debug, Clone)]
pub struct BodyContext {
    name: String,
    date: PartialDate,
    json: Arc<str>,
    seen: Arc<Json>,
    values: Arc<tera::Context>,
    papers: Arc<Json>,
    wrong_wording: Arc<WrongWording>,
    continuous: bool,
}

impl BodyContext {
    /// The context beyond the end of the list: nothing is known.
    fn of_nobody(cycle: &Cycle) -> Self {
        Self {
            name: String::new(),
            date: cycle.as_of,
            json: "{}".into(),
            seen: Arc::default(),
            values: Arc::new(tera::Context::new()),
            papers: Arc::default(),
            wrong_wording: Arc::default(),
            continuous: cycle.packet.continuous,
        }
    }

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
                "no": at + 1, "id": paper.id, "code": of("code"), "number": of("number"), "title": of("title"),
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

    /// Wording that asks for what is not there, by key.
    pub(super) fn wrong_wording(&self) -> &[(String, Vec<Problem>)] {
        &self.wrong_wording
    }

    pub(super) fn values(&self) -> &tera::Context {
        &self.values
    }

    /// The title of one of its papers; none where it cannot be rendered.
    #[must_use]
    pub fn title(&self, id: &str) -> Option<&str> {
        let title = self.papers.pointer(&format!("/{id}/title")).and_then(Json::as_str);
        title.filter(|title| !markers::is_blank(title))
    }

    /// What is known of one of its papers besides: number, date, signatory, with blanks.
    pub(super) fn paper(&self, id: &str) -> Option<&Json> {
        self.papers.get(id)
    }
}

/// Everything but figures and papers, which are listed one by one.
#[derive(Serialize)]
struct View<'v> {
    huanjie: Program,
    cycle: cycle::CycleView<'v>,
    town: town::TownView,
    body: body::BodyView<'v>,
    /// Whether there are results: papers of before the vote leave their figures open.
    voted: bool,
    congress: congress::CongressView<'v>,
    rules: cycle::RulesView<'v>,
    unit_rules: cycle::RulesView<'v>,
    ballot: ballot::BallotView,
    committee_word: &'static str,
    units: Vec<unit::UnitView<'v>>,
    unit_totals: unit::Numbers,
    #[serde(flatten)]
    people: people::PeopleView<'v>,
    #[serde(flatten)]
    seats: seats::SeatsView<'v>,
    votes: votes::VotesView<'v>,
    /// Women who hold a post in more than one unit.
    cross_unit: Vec<towns::CrossView<'v>>,
}

#[derive(Serialize)]
struct Program {
    version: &'static str,
}

/// The context of the body at `at`, whose figures stand at the same position of `figures`.
#[must_use]
pub fn context(layers: &Layers, resolved: &Resolved<'_>, figures: &Figures, at: usize) -> BodyContext {
    context_with(layers, resolved, figures, at, &mut |_| true)
}

/// The same; before the title of each paper is worked out, `is_wanted` is asked whether it shall be. A title is a
/// template: whoever has to end one that loops knows by the last question whose it was.
#[must_use]
pub fn context_with(
    layers: &Layers,
    resolved: &Resolved<'_>,
    figures: &Figures,
    at: usize,
    is_wanted: &mut dyn FnMut(&DocumentSpec) -> bool,
) -> BodyContext {
    let cycle = resolved.cycle;
    let Some(body) = resolved.bodies.get(at) else { return BodyContext::of_nobody(cycle) };
    let level = body.id.level();
    let above = if level == Level::Unit { neighbours::town_of(resolved, body) } else { Some(at) };
    let around = neighbours::around(resolved, at, above);
    let siblings: Vec<&Body<'_>> = neighbours::bodies(resolved, &around.electing);
    let listed: Vec<&Body<'_>> = neighbours::bodies(resolved, &around.listed);
    let around = around.listed;
    let wording = layers.wording_of(cycle, &body.id);
    let fields = FigureFields { figures, unit: units::unit_word(&siblings) };
    let view = view(resolved, body, Neighbours { electing: &siblings, listed: &listed }, &wording);
    let name = view.body.name().to_owned();
    let mut seen = serde_json::to_value(&view).unwrap_or_default();
    if let Some(map) = seen.as_object_mut() {
        fields.insert(map, &body.id, at);
        let none = || Json::Array(Vec::new());
        let (towns, counties) = match level.is_above_towns() {
            true => towns::below(resolved, at, fields, nothing()),
            false => (none(), none()),
        };
        // Of a whole workspace villages and communities are counted apart.
        let kinds = if at == 0 && level != Level::Unit { towns::kinds(fields) } else { none() };
        map.insert("towns".to_owned(), towns);
        map.insert("counties".to_owned(), counties);
        map.insert("kinds".to_owned(), kinds);
        if level == Level::Town {
            // What a misspelt field could have meant is seen by the first.
            let most = if layers.reads_context() { usize::MAX } else { 1 };
            fields.insert_units(map, &around, most);
        }
        if level != Level::Unit {
            fields.insert_list(map, &body.id, at);
        }
    }
    let issued = cycle.body(&body.id).and_then(|section| section.issue_date);
    let date = issued.or(body.congress.date.get()).unwrap_or(cycle.as_of);
    let of_units = (level == Level::Town).then_some(UnitFigures { fields, positions: &around });
    finish(layers, Heading { cycle, body, name, date }, seen, of_units, is_wanted)
}

/// Nothing that the cycle says of a body, of which it says nothing.
fn nothing() -> &'static Nothing {
    static NOTHING: std::sync::OnceLock<Nothing> = std::sync::OnceLock::new();
    NOTHING.get_or_init(Default::default)
}

fn view<'v>(
    resolved: &'v Resolved<'_>,
    body: &'v Body<'_>,
    Neighbours { electing: siblings, listed }: Neighbours<'_, 'v>,
    wording: &'v std::collections::BTreeMap<String, String>,
) -> View<'v> {
    let cycle = resolved.cycle;
    let level = body.id.level();
    let place = if level.is_above_towns() { body.id.place() } else { &body.id.town };
    let sort = body.setting.rules.name_sort;
    let own = [body];
    // A city's units by the thousand would weigh more than its papers need: they tell of its towns.
    let units: &[&Body<'_>] = match level {
        Level::Unit => &own,
        Level::Town => listed,
        Level::County | Level::City => &[],
    };
    // Where no unit is known its level's settings say what they will be.
    let of_level = cycle.setting(&BodyId::of_unit(&body.id.town, ""));
    let settings: Vec<_> = siblings.iter().map(|unit| &unit.setting).collect();
    let settings = if settings.is_empty() { vec![&of_level] } else { settings };
    // The rules are one for all units; a unit may have more nominees than they ask for, and none of them says so.
    let above_the_rules =
        |unit: &Body<'_>| unit.setting.rules.has_margin() || unit.congress.has_margin(&unit.setting);
    let units_margin = match siblings {
        [] => Some(of_level.rules.has_margin()),
        _ => units::common(siblings, |unit| above_the_rules(unit)),
    };
    let town = town::town(cycle, place, &body.id.county);
    View {
        huanjie: Program { version: env!("CARGO_PKG_VERSION") },
        cycle: cycle::cycle(
            cycle,
            body,
            &SetUnits { town: &town, bodies: siblings, settings: &settings },
            wording,
            resolved.previous_as_of,
        ),
        town,
        body: body::body(body, cycle, &nothing().section),
        voted: body.has_voted(),
        congress: congress::congress(body, cycle, &nothing().section),
        rules: cycle::rules(&[&body.setting], Some(body.setting.rules.has_margin()), cycle, level, wording),
        unit_rules: cycle::rules(&settings, units_margin, cycle, Level::Unit, wording),
        ballot: ballot::ballot(cycle, body),
        committee_word: units::committee_word(siblings),
        units: unit::units(cycle, units),
        unit_totals: unit::Numbers::total(if level == Level::Unit { &own } else { siblings }),
        people: people::people(body, sort),
        seats: seats::seats(body, cycle, nothing()),
        votes: votes::votes(body, sort),
        cross_unit: if level == Level::Unit { Vec::new() } else { towns::cross_unit(siblings) },
    }
}

/// Whose papers they are, and their date.
struct Heading<'h, 'a> {
    cycle: &'h Cycle,
    body: &'h Body<'a>,
    name: String,
    date: PartialDate,
}

/// The figures of a town's units, and where these stand among the bodies.
struct UnitFigures<'f> {
    fields: FigureFields<'f>,
    positions: &'f [usize],
}

/// The context in its two forms: as JSON with nulls, and with blanks for them.
fn finish(
    layers: &Layers,
    Heading { cycle, body, name, date }: Heading<'_, '_>,
    mut seen: Json,
    of_units: Option<UnitFigures<'_>>,
    is_wanted: &mut dyn FnMut(&DocumentSpec) -> bool,
) -> BodyContext {
    markers::scrub(&mut seen);
    let mut marked = seen.clone();
    labels::mark_blanks(&mut marked);
    figures::mark(&mut marked);
    let mut values = tera::Context::from_serialize(&marked).unwrap_or_default();
    let wrong_wording = wording::fill_in(layers, &values, &mut marked, &mut seen);
    values.insert("cycle", &marked["cycle"]);
    if let (Some(of_units), Some(list)) = (of_units, marked["units"].as_array()) {
        values.insert_value("units", figures::units(list, of_units.fields, of_units.positions));
    }
    drop(marked);
    let papers = papers::papers(layers, cycle, &body.id, &values, is_wanted);
    let marked = papers::marked(&papers);
    values.insert("papers", &marked);
    if let Some(map) = seen.as_object_mut() {
        map.insert("papers".to_owned(), papers);
    }
    BodyContext {
        name,
        date,
        json: if layers.reads_context() { seen.to_string().into() } else { "{}".into() },
        seen: Arc::new(seen),
        values: Arc::new(values),
        papers: Arc::new(marked),
        wrong_wording: Arc::new(wrong_wording),
        continuous: cycle.packet.continuous,
    }
}
