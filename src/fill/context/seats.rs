//! Who sits where: the groups and boards of a body that `cycle.toml` names, for no spreadsheet has them.

use serde::Serialize;

use crate::cycle::{Board, BodySection, Cycle, LeadingGroup, Notice, Seat};
use crate::fill::context::dates::{self, DateView};
use crate::fill::context::meetings::{MeetingsView, meetings};
use crate::fill::context::seat::{SeatView, seat_view};
use crate::model::{Name, OneCharacterRule};
use crate::resolve::{Body, Teller};

/// What stands for a section of `cycle.toml` where it says nothing of a body.
#[derive(Debug, Default)]
pub(super) struct Nothing {
    pub(super) section: BodySection,
    pub(super) group: LeadingGroup,
    board: Board,
}

/// The groups and boards of a body.
#[derive(Debug, Serialize)]
pub(super) struct SeatsView<'v> {
    group: GroupView<'v>,
    presidium: PresidiumView<'v>,
    credential: BoardView<'v>,
    /// The public notice of the delegates, and that of the nominees.
    notice: NoticeView<'v>,
    nominee_notice: NoticeView<'v>,
    meetings: MeetingsView<'v>,
}

/// 领导小组.
#[derive(Debug, Serialize)]
pub(super) struct GroupView<'v> {
    head: SeatView<'v>,
    deputies: Vec<NumberedView<'v>>,
    members: Vec<NumberedView<'v>>,
    office: Option<&'v str>,
    office_head: SeatView<'v>,
    contact: ContactView<'v>,
}

#[derive(Debug, Default, Serialize)]
struct ContactView<'v> {
    name: Option<&'v str>,
    phone: Option<&'v str>,
}

#[derive(Debug, Serialize)]
struct PresidiumView<'v> {
    members: Vec<NumberedView<'v>>,
    secretary_general: SeatView<'v>,
    session_chairs: Vec<NumberedView<'v>>,
}

#[derive(Debug, Serialize)]
struct BoardView<'v> {
    head: SeatView<'v>,
    deputies: Vec<NumberedView<'v>>,
    members: Vec<NumberedView<'v>>,
}

#[derive(Debug, Serialize)]
struct NoticeView<'v> {
    start: DateView,
    end: DateView,
    days: Option<u32>,
    place: Option<&'v str>,
    phone: Option<&'v str>,
}

#[derive(Debug, Serialize)]
struct NumberedView<'v> {
    no: usize,
    name: &'v str,
    post: Option<&'v str>,
}

/// A scrutineer or counter.
#[derive(Debug, Serialize)]
pub(super) struct TellerView<'v> {
    name: &'v str,
    role: Option<&'v str>,
}

/// Everything that `cycle.toml` says of a body's groups.
pub(super) fn seats<'v>(body: &Body<'_>, cycle: &'v Cycle, nothing: &'v Nothing) -> SeatsView<'v> {
    let Nothing { section: no_section, group: no_group, board: no_board } = nothing;
    let section = cycle.body(&body.id).unwrap_or(no_section);
    let group = section.group.as_ref().unwrap_or(match body.id.level() {
        // Of a county's workspace it is the county's; a town's own stands in its section.
        level if level == cycle.level => &cycle.leading_group,
        _ => no_group,
    });
    let received = Received { first: &section.notice, days: cycle.rules.notice_days };
    SeatsView {
        group: self::group(group),
        presidium: presidium(section, cycle.rules.name_sort),
        credential: board(section.credential.as_ref().unwrap_or(no_board)),
        notice: received.notice(&section.notice),
        nominee_notice: received.notice(&section.nominee_notice),
        meetings: meetings(section),
    }
}

/// 领导小组.
pub(super) fn group(group: &LeadingGroup) -> GroupView<'_> {
    let contact = group
        .contact
        .as_ref()
        .map(|contact| ContactView { name: contact.name.as_deref(), phone: contact.phone.as_deref() });
    GroupView {
        head: seat_view(group.head.as_ref()),
        deputies: all(group.deputies.iter()),
        members: all(group.members.iter()),
        office: group.office.as_deref(),
        office_head: seat_view(group.office_head.as_ref()),
        contact: contact.unwrap_or_default(),
    }
}

/// 监票人、计票人.
pub(super) fn tellers(tellers: &[Teller]) -> Vec<TellerView<'_>> {
    tellers.iter().map(|teller| TellerView { name: &teller.name, role: teller.role.as_deref() }).collect()
}

/// 主席团, by strokes whatever the order in `cycle.toml`.
fn presidium(section: &BodySection, sort: OneCharacterRule) -> PresidiumView<'_> {
    let mut members: Vec<&Seat> = section.presidium.iter().collect();
    members.sort_by(|a, b| match (Name::new(&a.name), Name::new(&b.name)) {
        (Some(a), Some(b)) => a.cmp_by_strokes(&b, sort),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    PresidiumView {
        members: all(members.into_iter()),
        secretary_general: seat_view(section.secretary_general.as_ref()),
        session_chairs: all(section.session_chairs.iter()),
    }
}

fn board(board: &Board) -> BoardView<'_> {
    BoardView {
        head: seat_view(board.head.as_ref()),
        deputies: all(board.deputies.iter()),
        members: all(board.members.iter()),
    }
}

/// What holds for a public notice that does not say it.
struct Received<'v> {
    /// The notice of the delegates: its place and telephone hold for both.
    first: &'v Notice,
    /// Days that the rules ask for.
    days: Option<u32>,
}

impl<'v> Received<'v> {
    fn notice(&self, notice: &'v Notice) -> NoticeView<'v> {
        NoticeView {
            start: dates::date(notice.start),
            end: dates::date(notice.end),
            days: notice.days().or(self.days),
            place: notice.place.as_deref().or(self.first.place.as_deref()),
            phone: notice.phone.as_deref().or(self.first.phone.as_deref()),
        }
    }
}

fn all<'v>(seats: impl Iterator<Item = &'v Seat>) -> Vec<NumberedView<'v>> {
    let numbered = |(at, seat): (usize, &'v Seat)| NumberedView {
        no: at + 1,
        name: &seat.name,
        post: seat.post.as_deref(),
    };
    seats.enumerate().map(numbered).collect()
}
