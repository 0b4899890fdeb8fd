//! How far a body is: a paper says only what the status supports (DESIGN 12).

use crate::cycle::Cycle;
use crate::model::Field;
use crate::problem::Place;
use crate::resolve::congress::Congress;
use crate::resolve::election::Validity;
use crate::resolve::plenary::Plenary;
use crate::resolve::sourced::{Origin, Sourced};
use crate::resolve::tree::Rows;

/// How far a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// No table tells of a step.
    NotBegun,
    /// Delegates are chosen, or a preparatory group is there.
    Preparing,
    /// There are nominees.
    Nominated,
    /// There are results.
    Voted,
    /// The result was reported.
    Reported,
    /// The result was filed.
    Filed,
}

impl Status {
    /// Whether there are results.
    #[must_use]
    pub fn has_voted(self) -> bool {
        self >= Self::Voted
    }

    /// The word of the template context.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotBegun => "not-begun",
            Self::Preparing => "preparing",
            Self::Nominated => "nominated",
            Self::Voted => "voted",
            Self::Reported => "reported",
            Self::Filed => "filed",
        }
    }
}

/// Which lists of people a body has.
#[derive(Clone, Copy)]
pub(super) struct Lists {
    pub(super) officers: bool,
    pub(super) delegates: bool,
}

/// The furthest step that a table or the cycle tells of.
pub(super) fn of(rows: &Rows<'_>, cycle: &Cycle, congress: &Congress<'_>, lists: Lists) -> Status {
    let Lists { officers, delegates } = lists;
    let progress = rows.progress.map(|row| &row.value);
    let reported = || {
        let section = cycle.body(&rows.body);
        section
            .and_then(|section| section.paper.get("result-report"))
            .is_some_and(|paper| paper.date.is_some())
    };
    if officers || congress.returned.is_known() {
        return match progress.is_some_and(|progress| progress.filed.is_known()) {
            true => Status::Filed,
            false if reported() => Status::Reported,
            false => Status::Voted,
        };
    }
    let prepared =
        progress.is_some_and(|progress| progress.prepared.is_known() || progress.delegates_chosen.is_known());
    if !rows.nominees.is_empty() {
        Status::Nominated
    } else if delegates || prepared {
        Status::Preparing
    } else {
        Status::NotBegun
    }
}

/// How far a body is, and whether anybody in the workspace has handed in results.
#[derive(Clone, Copy)]
pub(super) struct Stage {
    pub(super) status: Status,
    /// Whether the committee is there and nobody leads it yet.
    pub(super) awaits_plenary: bool,
    /// Whether nobody has handed in results.
    pub(super) alone: bool,
}

/// Whether a body has its new committee.
///
/// Results prove it, unless the table of progress says 否, one of the two elections does not count, or a post or the last
/// seat has still to be voted on. 是 without results is a claim:
/// it is believed only where nobody in the workspace has handed in results (`alone`), for then nobody was asked to.
pub(super) fn done(
    rows: &Rows<'_>,
    congress: &Congress<'_>,
    plenary: &Plenary<'_>,
    Stage { status, awaits_plenary, alone }: Stage,
) -> Sourced<bool> {
    let noted = rows.progress.and_then(|row| Some((row.value.done.get()?, row.at(Field::Done))));
    let results = || {
        let place = congress.returned.place().cloned();
        place.or_else(|| rows.officers.first().map(|row| row.at(Field::Name))).unwrap_or(Place::Workspace)
    };
    let is_open = plenary.validity == Validity::Invalid
        || plenary.unfilled.any()
        || awaits_plenary
        || congress.tied().next().is_some();
    let by_results = status.has_voted().then_some(!is_open);
    let stated = noted
        .as_ref()
        .map_or_else(Sourced::unknown, |(done, place)| Sourced::of(*done, Origin::Stated(place.clone())));
    let counted = |done| Sourced::of(done, Origin::Counted(results()));
    match (noted.as_ref().map(|(done, _)| *done), by_results) {
        (Some(false), Some(by_results)) => stated.or(counted(by_results)),
        (_, Some(by_results)) => counted(by_results).or(stated),
        (Some(true), None) if !alone => counted(false).or(stated),
        (Some(_), None) => stated,
        (None, None) => Sourced::unknown(),
    }
}
