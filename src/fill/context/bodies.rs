//! Names: of the town, of the body, of the units.

use serde_json::{Value as Json, json};

use crate::cycle::Cycle;
use crate::cycle::ResultRoute;
use crate::cycle::numeral;
use crate::fill::context::congress::Meeting;
use crate::fill::context::{Subject, dates, people, serial};
use crate::model::BodyRows;
use crate::model::Level;
use crate::model::Role;

/// What places are called, the longer word first.
const KINDS: [&str; 10] = ["街道", "社区", "村", "居", "镇", "乡", "县", "区", "市", "旗"];

/// The town of a body. In a district's cycle the towns have names only.
pub(super) fn town(cycle: &Cycle, name: &str) -> Json {
    let own = (cycle.town.name == name || name.is_empty()).then_some(&cycle.town);
    let federation = federation(cycle, name);
    let short = own.map_or_else(|| format!("{name}妇联"), |town| town.short.clone());
    let superior = match own {
        Some(town) => town.superior.clone(),
        None => Some(cycle.town.federation.clone()).filter(|federation| !federation.is_empty()),
    };
    let superior_short = own
        .and_then(|town| town.superior_short.clone())
        .or_else(|| superior.as_ref().map(|full| full.replace("妇女联合会", "妇联")));
    json!({
        "name": name,
        "federation": federation,
        "short": short,
        "party": own.and_then(|town| town.party.clone()).or_else(|| party(name).map(|(full, _)| full)),
        "party_short": own.and_then(|town| town.party_short.clone()).or_else(|| party(name).map(|(_, short)| short.to_owned())),
        "county": own.and_then(|town| town.county.clone()),
        "superior": superior,
        "superior_short": superior_short,
    })
}

/// The town's Party committee by the kind of town: that of a 街道 is a working committee.
fn party(town: &str) -> Option<(String, &'static str)> {
    match kind(town)? {
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

fn kind(place: &str) -> Option<&'static str> {
    KINDS.into_iter().find(|kind| place.ends_with(kind))
}

/// The body's short name: 霞垅村妇联.
fn short_name(cycle: &Cycle, rows: &BodyRows<'_>) -> String {
    let body = &rows.body;
    let is_own_town = body.level() != Level::Unit && cycle.town.name == body.place();
    if is_own_town { cycle.town.short.clone() } else { format!("{}妇联", body.place()) }
}

/// The body itself.
pub(super) fn body(subject: Subject<'_>) -> Json {
    let Subject { cycle, rows, .. } = subject;
    let body = &rows.body;
    let (place, level) = (body.place(), body.level());
    let full_place = cycle.full_place(&body.town, place, level);
    let full_name =
        if level == Level::Unit { format!("{full_place}妇女联合会") } else { federation(cycle, place) };
    let section = cycle.body(body);
    let facts = rows.facts.map(|row| &row.value);
    let kind = facts.and_then(|facts| facts.kind.text()).or_else(|| kind(place));
    let town = town(cycle, if level == Level::District { place } else { &body.town });
    let committee_of =
        if level == Level::Unit { format!("{place}妇女联合会") } else { full_name.clone() };
    let party =
        facts.and_then(|facts| facts.party.text()).or(section.and_then(|section| section.party.as_deref()));
    let is_town = level != Level::Unit;
    let party = if is_town { party.map_or_else(|| town["party"].clone(), Json::from) } else { json!(party) };
    let superior = if is_town { town["superior"].clone() } else { town["federation"].clone() };
    let superior_short = if is_town { town["superior_short"].clone() } else { town["short"].clone() };
    let party_word = if is_town {
        town["party_short"].clone()
    } else {
        json!(kind.map(|kind| format!("{kind}党组织")))
    };
    let (approver, approver_short) = match cycle.rules.result_route {
        ResultRoute::Party => (party.clone(), party_word.clone()),
        ResultRoute::Federation => (superior.clone(), superior_short.clone()),
    };
    let name = short_name(cycle, rows);
    let preparing = |name: &str| if cycle.first { format!("{name}妇联筹备组") } else { String::new() };
    let convener = if cycle.first { preparing(place) } else { name.clone() };
    let convener_full = if cycle.first { preparing(&full_place) } else { full_name.clone() };
    json!({
        "level": level,
        "is_town": is_town,
        "convener": convener,
        "convener_full": convener_full,
        "party_word": party_word,
        "review_body": if is_town { "代表资格审查委员会" } else { "代表资格审查小组" },
        "approver": approver,
        "approver_short": approver_short,
        "superior_short": superior_short,
        "resident_word": if kind == Some("村") { "村民" } else { "居民" },
        "name": name,
        "full_name": full_name,
        "place": place,
        "full_place": full_place,
        "kind": kind,
        "number": body.number,
        "congress_title": cycle.congress_title(&full_place),
        "congress_name": cycle.congress_title(place),
        "committee": format!("{committee_of}第{}届执行委员会", numeral(cycle.term)),
        "party": party,
        "superior": superior,
        "previous_body": previous_body(cycle, kind),
        "document_number": section.and_then(|section| section.document_number.as_deref()),
        "issue_date": dates::date(section.and_then(|section| section.issue_date)),
    })
}

/// 村妇代会, or 上届妇联 where there was a federation before.
fn previous_body(cycle: &Cycle, kind: Option<&str>) -> String {
    if cycle.first {
        format!("{}{}", kind.unwrap_or_default(), cycle.previous_body)
    } else {
        "上届妇联".to_owned()
    }
}

/// One line per unit: for summaries and schedules.
pub(super) fn units(subject: Subject<'_>) -> Json {
    let cycle = subject.cycle;
    subject.units.iter().enumerate().map(|(at, rows)| unit(cycle, rows, at)).collect()
}

fn unit(cycle: &Cycle, rows: &BodyRows<'_>, at: usize) -> Json {
    let meeting = Meeting::of(rows, cycle);
    let officers = people::sorted_officers(rows, cycle);
    let names = |wanted: fn(Role) -> bool| {
        let holders = officers.iter().filter(|row| row.value.role.get().is_some_and(wanted));
        let names: Vec<_> =
            holders.map(|row| row.value.person.name_text()).filter(|name| !name.is_empty()).collect();
        (!names.is_empty()).then(|| names.join("、"))
    };
    let facts = rows.facts.map(|row| &row.value);
    let present = rows.delegates.iter().filter(|row| row.value.is_present()).count();
    let done = rows
        .progress
        .and_then(|row| row.value.done.get())
        .unwrap_or(!rows.officers.is_empty() || meeting.is_held());
    let place = rows.body.place();
    let progress = rows.progress.map(|row| &row.value);
    let previous = people::previous(rows, cycle);
    let previous_chair =
        previous.iter().find(|officer| officer["role_rank"] == 1).map(|officer| officer["name"].clone());
    json!({
        "no": serial(at),
        "name": place,
        "kind": facts.and_then(|facts| facts.kind.text()).or_else(|| kind(place)),
        "body_name": short_name(cycle, rows),
        "chair": names(Role::is_head),
        "vice_chairs": names(Role::is_vice),
        "congress_date": dates::date(meeting.date),
        "place": meeting.place,
        "entitled": meeting.entitled,
        "present": meeting.present,
        "issued": meeting.issued,
        "returned": meeting.returned,
        "valid": meeting.valid,
        "void": meeting.void,
        "nominees": meeting.nominees,
        "seats": meeting.seats,
        "officers": (!officers.is_empty()).then_some(officers.len()),
        "done": done,
        "women": facts.and_then(|facts| facts.women.get()),
        "women_adult": facts.and_then(|facts| facts.women_adult.get()),
        "households": facts.and_then(|facts| facts.households.get()),
        "delegate_seats": facts.and_then(|facts| facts.delegate_seats.get()),
        "party": facts.and_then(|facts| facts.party.text()).or(cycle.body(&rows.body).and_then(|section| section.party.as_deref())),
        "delegates": (!rows.delegates.is_empty()).then_some(rows.delegates.len()),
        "prepared": dates::date(progress.and_then(|progress| progress.prepared.get())),
        "delegates_chosen": dates::date(progress.and_then(|progress| progress.delegates_chosen.get())),
        "filed": dates::date(progress.and_then(|progress| progress.filed.get())),
        "previous_chair": previous_chair,
        "previous": previous,
        "delegates_present": (!rows.delegates.is_empty()).then_some(present),
    })
}

/// Numbers that are added up over the units.
const TOTALS: [&str; 14] = [
    "entitled",
    "present",
    "issued",
    "returned",
    "valid",
    "void",
    "nominees",
    "seats",
    "officers",
    "women",
    "women_adult",
    "households",
    "delegate_seats",
    "delegates",
];

/// The sums over the units; null where a unit's number is missing, for half a sum is a wrong one.
pub(super) fn totals(units: Option<&Json>) -> Json {
    let units = units.and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let total = |field: &str| -> Option<u64> {
        let numbers: Option<Vec<u64>> = units.iter().map(|unit| unit.get(field)?.as_u64()).collect();
        numbers.filter(|numbers| !numbers.is_empty()).map(|numbers| numbers.iter().sum())
    };
    let totals: serde_json::Map<String, Json> =
        TOTALS.iter().map(|field| ((*field).to_owned(), json!(total(field)))).collect();
    totals.into()
}

/// 村委会, 居委会, or both.
pub(super) fn committee_word(units: &[&BodyRows<'_>]) -> &'static str {
    match unit_word(units) {
        "村" => "村委会",
        "社区" => "居委会",
        _ => "村（居）委会",
    }
}

/// 村, 社区, or both.
pub(super) fn unit_word(units: &[&BodyRows<'_>]) -> &'static str {
    let is_community = |rows: &&&BodyRows<'_>| matches!(kind(rows.body.place()), Some("社区" | "居"));
    let communities = units.iter().filter(is_community).count();
    let villages = units.iter().filter(|rows| kind(rows.body.place()) == Some("村")).count();
    match (villages == units.len(), communities == units.len()) {
        (true, false) => "村",
        (false, true) => "社区",
        _ => "村（社区）",
    }
}
