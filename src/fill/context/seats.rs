//! Who sits where: the groups and boards of a body that `cycle.toml` names, for no spreadsheet has them.

use serde_json::{Map, Value as Json, json};

use crate::cycle::Board;
use crate::cycle::BodySection;
use crate::cycle::Cycle;
use crate::cycle::LeadingGroup;
use crate::cycle::Seat;
use crate::cycle::Teller;
use crate::fill::context::{dates, serial};
use crate::model::Body;
use crate::model::Level;
use crate::model::Name;

/// Adds `group`, `presidium`, `credential` and `notice`.
pub(super) fn insert(context: &mut Map<String, Json>, cycle: &Cycle, body: &Body) {
    let nothing = BodySection::default();
    let section = cycle.body(body).unwrap_or(&nothing);
    let none = LeadingGroup::default();
    let own = section.group.as_ref();
    let group = match body.level() {
        Level::Town | Level::District => own.unwrap_or(&cycle.leading_group),
        Level::Unit => own.unwrap_or(&none),
    };
    context.insert("group".to_owned(), self::group(group));
    context.insert("presidium".to_owned(), presidium(section, cycle));
    context.insert("credential".to_owned(), board(section.credential.as_ref()));
    context.insert("notice".to_owned(), notice(section, cycle));
}

/// 领导小组.
pub(super) fn group(group: &LeadingGroup) -> Json {
    let contact = group.contact.as_ref();
    json!({
        "head": one(group.head.as_ref()),
        "deputies": all(&group.deputies),
        "members": all(&group.members),
        "office": group.office,
        "office_head": one(group.office_head.as_ref()),
        "contact": {
            "name": contact.and_then(|contact| contact.name.as_ref()),
            "phone": contact.and_then(|contact| contact.phone.as_ref()),
        },
    })
}

/// 监票人、计票人 as the cycle names them.
pub(super) fn tellers(tellers: &[Teller]) -> Vec<Json> {
    tellers.iter().map(|teller| json!({ "name": teller.name, "role": teller.role })).collect()
}

/// 主席团, by strokes whatever the order in `cycle.toml`.
fn presidium(section: &BodySection, cycle: &Cycle) -> Json {
    let mut members = section.presidium.clone();
    members.sort_by(|a, b| match (Name::new(&a.name), Name::new(&b.name)) {
        (Some(a), Some(b)) => a.cmp_by_strokes(&b, cycle.rules.name_sort),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    json!({
        "members": all(&members),
        "secretary_general": one(section.secretary_general.as_ref()),
        "session_chairs": all(&section.session_chairs),
    })
}

fn board(board: Option<&Board>) -> Json {
    let nothing = Board::default();
    let board = board.unwrap_or(&nothing);
    json!({ "head": one(board.head.as_ref()), "deputies": all(&board.deputies), "members": all(&board.members) })
}

fn notice(section: &BodySection, cycle: &Cycle) -> Json {
    let notice = &section.notice;
    let contact = cycle.leading_group.contact.as_ref();
    json!({
        "start": dates::date(notice.start),
        "end": dates::date(notice.end),
        "days": cycle.rules.notice_days,
        "place": notice.place,
        "phone": notice.phone.as_ref().or_else(|| contact.and_then(|contact| contact.phone.as_ref())),
    })
}

fn one(seat: Option<&Seat>) -> Json {
    json!({ "name": seat.map(|seat| &seat.name), "post": seat.and_then(|seat| seat.post.as_ref()) })
}

fn all(seats: &[Seat]) -> Vec<Json> {
    let seat = |(at, seat): (usize, &Seat)| json!({ "no": serial(at), "name": seat.name, "post": seat.post });
    seats.iter().enumerate().map(seat).collect()
}
