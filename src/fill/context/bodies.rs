//! Names: of the town, of the body, of the units.

use serde::Serialize;

use crate::cycle::{BodySection, Cycle, Method, Organisation, ResultRoute, numeral};
use crate::fill::context::dates::{self, DateView};
use crate::fill::context::people::{self, OfficerView};
use crate::fill::context::serial;
use crate::model::{Level, Role};
use crate::resolve::{Body, UnitKind, kind_of_place};

/// The town of a body, or the county or city itself. Where the cycle is of a county the towns have names only.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TownView {
    name: String,
    federation: String,
    short: String,
    party: Option<String>,
    party_short: Option<String>,
    county: Option<String>,
    superior: Option<String>,
    superior_short: Option<String>,
}

/// The town of a body.
pub(super) fn town(cycle: &Cycle, name: &str, county: &str) -> TownView {
    let own = (cycle.town.name == name || name.is_empty()).then_some(&cycle.town);
    let superior = match own {
        Some(town) => town.superior.clone(),
        // In a city's workspace a town is below its county.
        None if !county.is_empty() && county != name => Some(federation(cycle, county)),
        None => Some(cycle.town.federation.clone()).filter(|federation| !federation.is_empty()),
    };
    let superior_short = own
        .and_then(|town| town.superior_short.clone())
        .or_else(|| superior.as_ref().map(|full| full.replace("妇女联合会", "妇联")));
    let party = party(name);
    TownView {
        name: name.to_owned(),
        federation: federation(cycle, name),
        short: own.map_or_else(|| format!("{name}妇联"), |town| town.short.clone()),
        party: own.and_then(|town| town.party.clone()).or(party.as_ref().map(|(full, _)| full.clone())),
        party_short: own
            .and_then(|town| town.party_short.clone())
            .or(party.map(|(_, short)| short.to_owned())),
        county: own
            .and_then(|town| town.county.clone())
            .or_else(|| Some(county.to_owned()).filter(|county| !county.is_empty() && county != name)),
        superior,
        superior_short,
    }
}

/// The town's Party committee by the kind of town: that of a 街道 is a working committee.
fn party(town: &str) -> Option<(String, &'static str)> {
    match kind_of_place(town)? {
        "镇" => Some((format!("中共{town}委员会"), "镇党委")),
        "乡" => Some((format!("中共{town}委员会"), "乡党委")),
        "县" => Some((format!("中共{town}委员会"), "县委")),
        "区" => Some((format!("中共{town}委员会"), "区委")),
        "市" => Some((format!("中共{town}委员会"), "市委")),
        "旗" => Some((format!("中共{town}委员会"), "旗委")),
        "街道" => Some((format!("中共{town}工作委员会"), "街道党工委")),
        _ => None,
    }
}

fn federation(cycle: &Cycle, town: &str) -> String {
    if cycle.town.name == town { cycle.town.federation.clone() } else { format!("{town}妇女联合会") }
}

/// The body's short name: 霞垅村妇联.
fn short_name(cycle: &Cycle, body: &Body<'_>) -> String {
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
    /// 妇联 or 妇代会.
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
        Organisation::Conference => format!("{place}第{term}届{}", organisation.full()),
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
        convener: if setting.first { preparing(place) } else { name.clone() },
        convener_full: if setting.first { preparing(&full_place) } else { full_name.clone() },
        party_word,
        review_body: if is_town { "代表资格审查委员会" } else { "代表资格审查小组" },
        approver,
        approver_short,
        superior_short,
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

/// 村妇代会, or of a body that was none before: 第八届妇女代表会, 上届妇联.
fn previous_body(body: &Body<'_>, kind: Option<&str>) -> String {
    let setting = &body.setting;
    if setting.first {
        format!("{}{}", kind.unwrap_or_default(), setting.previous_body)
    } else if setting.organisation == Organisation::Conference && setting.term > 1 {
        format!("第{}届{}", numeral(setting.term - 1), setting.organisation.full())
    } else {
        format!("上届{}", setting.organisation.short())
    }
}

/// One line for each unit: for summaries and schedules.
#[derive(Debug, Serialize)]
pub(super) struct UnitView<'v> {
    no: usize,
    name: &'v str,
    kind: Option<&'v str>,
    body_name: String,
    organisation: Organisation,
    /// `ballot` or `hands`: how its members are elected.
    method: Method,
    chair: Option<String>,
    vice_chairs: Option<String>,
    congress_date: DateView,
    place: Option<&'v str>,
    #[serde(flatten)]
    numbers: Numbers,
    done: bool,
    /// `not-begun` … `filed`.
    status: &'static str,
    party: Option<&'v str>,
    prepared: DateView,
    delegates_chosen: DateView,
    filed: DateView,
    previous_chair: Option<String>,
    previous: Vec<OfficerView<'v>>,
    delegates_present: Option<usize>,
}

/// Numbers of a unit that are added up; null where nothing tells them.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(super) struct Numbers {
    entitled: Option<u32>,
    present: Option<u32>,
    issued: Option<u32>,
    returned: Option<u32>,
    valid: Option<u32>,
    void: Option<u32>,
    nominees: Option<u32>,
    seats: Option<u32>,
    officers: Option<u32>,
    executive: Option<u32>,
    elected_write_ins: Option<u32>,
    women: Option<u32>,
    women_adult: Option<u32>,
    households: Option<u32>,
    delegate_seats: Option<u32>,
    delegates: Option<u32>,
}

impl Numbers {
    fn of(body: &Body<'_>) -> Self {
        let (congress, facts) = (&body.congress, body.rows.facts.map(|row| &row.value));
        let number = |count: usize| u32::try_from(count).ok().filter(|count| *count > 0);
        Self {
            entitled: congress.entitled.get(),
            present: congress.present.get(),
            issued: congress.issued.get(),
            returned: congress.returned.get(),
            valid: congress.valid.get(),
            void: congress.void.get(),
            nominees: congress.nominees.get(),
            seats: congress.seats.get(),
            officers: number(body.officers.len()),
            executive: number(body.executive().count()),
            elected_write_ins: body.elected_write_ins(),
            women: facts.and_then(|facts| facts.women.get()),
            women_adult: facts.and_then(|facts| facts.women_adult.get()),
            households: facts.and_then(|facts| facts.households.get()),
            delegate_seats: facts.and_then(|facts| facts.delegate_seats.get()),
            delegates: number(body.voters().count()),
        }
    }

    /// The sums over units; null where a unit's number is missing, for half a sum is a wrong one.
    pub(super) fn total(units: &[&Body<'_>]) -> Self {
        let of = |body: &&Body<'_>| Self::of(body);
        let all: Vec<Self> = units.iter().map(of).collect();
        // Who votes by hands has no ballots to add.
        let by_ballot = |body: &&&Body<'_>| body.congress.method == Method::Ballot;
        let with_ballots: Vec<Self> = units.iter().filter(by_ballot).map(of).collect();
        let sum_of = |numbers: &[Self], pick: fn(&Self) -> Option<u32>| {
            let numbers: Option<Vec<u32>> = numbers.iter().map(pick).collect();
            numbers.filter(|numbers| !numbers.is_empty()).map(|numbers| numbers.iter().sum())
        };
        let sum = |pick| sum_of(&all, pick);
        let ballots = |pick| sum_of(&with_ballots, pick);
        Self {
            entitled: sum(|one| one.entitled),
            present: sum(|one| one.present),
            issued: ballots(|one| one.issued),
            returned: ballots(|one| one.returned),
            valid: ballots(|one| one.valid),
            void: ballots(|one| one.void),
            nominees: sum(|one| one.nominees),
            seats: sum(|one| one.seats),
            officers: sum(|one| one.officers),
            executive: sum(|one| one.executive),
            elected_write_ins: sum(|one| one.elected_write_ins),
            women: sum(|one| one.women),
            women_adult: sum(|one| one.women_adult),
            households: sum(|one| one.households),
            delegate_seats: sum(|one| one.delegate_seats),
            delegates: sum(|one| one.delegates),
        }
    }
}

/// A line for each of these units.
pub(super) fn units<'v>(cycle: &'v Cycle, units: &[&'v Body<'_>]) -> Vec<UnitView<'v>> {
    units.iter().enumerate().map(|(at, body)| unit(cycle, body, at)).collect()
}

fn unit<'v>(cycle: &'v Cycle, body: &'v Body<'_>, at: usize) -> UnitView<'v> {
    let sort = body.setting.rules.name_sort;
    let officers = people::sorted_officers(body, sort);
    let names = |wanted: fn(Role) -> bool| {
        let holders = officers.iter().filter(|member| member.role.is_some_and(wanted));
        let names: Vec<_> = holders
            .map(|member| member.entry.row.value.person.name_text())
            .filter(|name| !name.is_empty())
            .collect();
        (!names.is_empty()).then(|| names.join("、"))
    };
    let facts = body.rows.facts.map(|row| &row.value);
    let progress = body.rows.progress.map(|row| &row.value);
    let previous = people::previous(body);
    let head =
        previous.iter().find(|officer| officer.is_head()).and_then(OfficerView::name).map(str::to_owned);
    let came = body.voters().filter(|attendee| attendee.came != Some(false)).count();
    UnitView {
        no: serial(at),
        name: body.id.place(),
        kind: body.kind(),
        body_name: short_name(cycle, body),
        organisation: body.setting.organisation,
        method: body.congress.method,
        chair: names(Role::is_head),
        vice_chairs: names(Role::is_vice),
        congress_date: dates::date(body.congress.date.get()),
        place: body.congress.place.known().map(String::as_str),
        numbers: Numbers::of(body),
        done: body.is_done(),
        status: body.status.as_str(),
        party: facts
            .and_then(|facts| facts.party.text())
            .or(cycle.body(&body.id).and_then(|section| section.party.as_deref())),
        prepared: dates::date(progress.and_then(|progress| progress.prepared.get())),
        delegates_chosen: dates::date(progress.and_then(|progress| progress.delegates_chosen.get())),
        filed: dates::date(progress.and_then(|progress| progress.filed.get())),
        previous_chair: head,
        previous,
        delegates_present: (!body.delegates.is_empty()).then_some(came),
    }
}

/// 村委会, 居委会, or both.
pub(super) fn committee_word(units: &[&Body<'_>]) -> &'static str {
    match unit_word(units) {
        "村" => "村委会",
        "社区" => "居委会",
        _ => "村（居）委会",
    }
}

/// 村, 社区, or both.
pub(super) fn unit_word(units: &[&Body<'_>]) -> &'static str {
    let of = |kind: UnitKind| units.iter().filter(|body| body.unit_kind() == Some(kind)).count();
    let (villages, communities) = (of(UnitKind::Village), of(UnitKind::Community));
    match (villages == units.len(), communities == units.len()) {
        (true, false) => "村",
        (false, true) => "社区",
        _ => "村（社区）",
    }
}
