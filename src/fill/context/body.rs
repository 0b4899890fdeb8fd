//! The body itself: its names, who convenes it, who approves its results.

use serde::Serialize;

use crate::cycle::{BodySection, Cycle, Organisation, ResultRoute, numeral};
use crate::fill::context::dates::{self, DateView};
use crate::fill::context::town::{federation, town};
use crate::model::{Level, Role};
use crate::resolve::Body;

/// The body's short name: 霞垅村妇联.
pub(super) fn short_name(cycle: &Cycle, body: &Body<'_>) -> String {
    let is_own_town = body.id.level() != Level::Unit && cycle.town.name == body.id.place();
    let short = body.setting.organisation.short();
    match (is_own_town, body.setting.organisation) {
        (true, Organisation::Federation) => cycle.town.short.clone(),
        _ => format!("{}{short}", body.id.place()),
    }
}

/// The body itself.
#[derive(Debug, Serialize)]
pub(super) struct BodyView<'v> {
    level: Level,
    is_town: bool,
    /// Whether it is a county or a city: its papers tell of towns.
    over_towns: bool,
    /// `not-begun`, `preparing`, `nominated`, `voted`, `reported`, `filed`.
    status: &'static str,
    /// 妇联, 妇代会 or 妇委会.
    organisation: Organisation,
    chair_word: Role,
    vice_word: Role,
    member_word: Role,
    convener: String,
    convener_full: String,
    party_word: Option<String>,
    review_body: &'static str,
    approver: Option<String>,
    approver_short: Option<String>,
    superior_short: Option<String>,
    resident_word: &'static str,
    name: String,
    full_name: String,
    place: &'v str,
    full_place: String,
    kind: Option<&'v str>,
    number: u32,
    congress_title: String,
    congress_name: String,
    committee: String,
    party: Option<String>,
    superior: Option<String>,
    previous_body: String,
    /// What it does: 霞垅村妇联换届, or at its first congress 霞垅村妇代会改建妇联.
    work: String,
    /// Whether its first congress turns what was there before into a federation.
    founds: bool,
    document_number: Option<&'v str>,
    issue_date: DateView,
}

impl BodyView<'_> {
    /// The short name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

/// The body itself.
pub(super) fn body<'v>(body: &'v Body<'_>, cycle: &'v Cycle, nothing: &'v BodySection) -> BodyView<'v> {
    let (id, setting) = (&body.id, &body.setting);
    let (place, level, is_town) = (id.place(), id.level(), id.level() != Level::Unit);
    let full_place = cycle.full_place(&id.town, place, level);
    let section = cycle.body(id).unwrap_or(nothing);
    let facts = body.rows.facts.map(|row| &row.value);
    let kind = body.kind();
    let town = town(cycle, if level.is_above_towns() { place } else { &id.town }, &id.county);
    let organisation = setting.organisation;
    let full_name = match (is_town, organisation) {
        (true, Organisation::Federation) => federation(cycle, place),
        _ => format!("{full_place}{}", organisation.full()),
    };
    let committee_of = if is_town { full_name.clone() } else { format!("{place}{}", organisation.full()) };
    let term = numeral(setting.term);
    let committee = match organisation {
        Organisation::Federation => format!("{committee_of}第{term}届执行委员会"),
        other => format!("{place}第{term}届{}", other.full()),
    };
    let own = facts.and_then(|facts| facts.party.text()).or(section.party.as_deref()).map(str::to_owned);
    let (party, party_word) = match is_town {
        true => (own.or(town.party), town.party_short),
        false => (own, kind.map(|kind| format!("{kind}党组织"))),
    };
    let (superior, superior_short) = match is_town {
        true => (town.superior, town.superior_short),
        false => (Some(town.federation), Some(town.short)),
    };
    let (approver, approver_short) = match setting.rules.result_route {
        ResultRoute::Party => (party.clone(), party_word.clone()),
        ResultRoute::Federation => (superior.clone(), superior_short.clone()),
    };
    let name = short_name(cycle, body);
    // A body that does not elect has been there all along.
    let prepares = setting.first && setting.elects;
    let preparing = |name: &str| format!("{name}{}筹备组", organisation.short());
    BodyView {
        level,
        is_town,
        over_towns: level.is_above_towns(),
        status: body.status.as_str(),
        organisation,
        chair_word: organisation.role(Role::Chair),
        vice_word: organisation.role(Role::ViceChair),
        member_word: organisation.role(Role::Member),
        convener: if prepares { preparing(place) } else { name.clone() },
        convener_full: if prepares { preparing(&full_place) } else { full_name.clone() },
        party_word,
        review_body: if is_town { "代表资格审查委员会" } else { "代表资格审查小组" },
        approver,
        approver_short,
        superior_short,
        work: work(body, &name),
        founds: setting.founds(),
        resident_word: if kind == Some("村") { "村民" } else { "居民" },
        name,
        full_name,
        place,
        congress_title: setting.congress_title(&full_place),
        congress_name: setting.congress_title(place),
        full_place,
        kind,
        number: id.number,
        committee,
        party,
        superior,
        previous_body: previous_body(body, kind),
        document_number: section.document_number.as_deref(),
        issue_date: dates::date(section.issue_date),
    }
}

/// 霞垅村妇代会改建妇联, or 霞垅村妇联换届.
fn work(body: &Body<'_>, name: &str) -> String {
    match body.setting.founds() {
        true => format!("{}{}改建妇联", body.id.place(), body.setting.previous_body),
        false => format!("{name}换届"),
    }
}

/// 村妇代会, or of a body that was none before: 第八届妇女代表会, 上届妇联.
fn previous_body(body: &Body<'_>, kind: Option<&str>) -> String {
    let setting = &body.setting;
    if setting.first {
        format!("{}{}", kind.unwrap_or_default(), setting.previous_body)
    } else if setting.organisation != Organisation::Federation && setting.term > 1 {
        format!("第{}届{}", numeral(setting.term - 1), setting.organisation.full())
    } else {
        format!("上届{}", setting.organisation.short())
    }
}
