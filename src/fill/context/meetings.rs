//! Meetings about the elections, as `cycle.toml` says them of the body; where it says nothing, places to fill in.

use serde::Serialize;

use crate::cycle::{Basis, BodySection, Lecturer, Meeting, MeetingKind, Point};
use crate::fill::context::dates::{self, DateView};
use crate::fill::context::seat::{SeatView, seat_view};

/// The meetings of a body.
#[derive(Debug, Serialize)]
pub(super) struct MeetingsView<'v> {
    training: MeetingView<'v>,
    progress: MeetingView<'v>,
    new_team: MeetingView<'v>,
}

#[derive(Debug, Default, Serialize)]
struct MeetingView<'v> {
    /// Whether it was held: its day and how many came are known.
    held: bool,
    date: DateView,
    time: Option<&'v str>,
    length: Option<&'v str>,
    place: Option<&'v str>,
    host: SeatView<'v>,
    speaker: SeatView<'v>,
    lecturers: Vec<LecturerView<'v>>,
    reads: PaperView<'v>,
    attendees: Vec<&'v str>,
    present: Option<u32>,
    content: Vec<&'v str>,
    points: Vec<PointView<'v>>,
}

#[derive(Debug, Serialize)]
struct LecturerView<'v> {
    name: &'v str,
    post: Option<&'v str>,
    topic: Option<&'v str>,
}

#[derive(Debug, Default, Serialize)]
struct PaperView<'v> {
    title: Option<&'v str>,
    number: Option<&'v str>,
}

#[derive(Debug, Serialize)]
struct PointView<'v> {
    title: &'v str,
    text: &'v str,
}

/// The meetings of a body: of each kind the first that is set.
pub(super) fn meetings(section: &BodySection) -> MeetingsView<'_> {
    let of = |kind| {
        let own = section.meeting.iter().find(|meeting| meeting.kind == kind);
        own.map(meeting).unwrap_or_default()
    };
    MeetingsView {
        training: of(MeetingKind::Training),
        progress: of(MeetingKind::Progress),
        new_team: of(MeetingKind::NewTeam),
    }
}

fn meeting(own: &Meeting) -> MeetingView<'_> {
    MeetingView {
        held: own.is_held(),
        date: dates::date(own.date),
        time: own.time.as_deref(),
        length: own.length.as_deref(),
        place: own.place.as_deref(),
        host: seat_view(own.host.as_ref()),
        speaker: seat_view(own.speaker.as_ref()),
        lecturers: own.lecturers.iter().map(lecturer).collect(),
        reads: own.reads.as_ref().map(paper).unwrap_or_default(),
        attendees: own.attendees.iter().map(String::as_str).collect(),
        present: own.present,
        content: own.content.iter().map(|item| item.trim().trim_end_matches(['。', '；'])).collect(),
        points: own.points.iter().map(point).collect(),
    }
}

fn lecturer(own: &Lecturer) -> LecturerView<'_> {
    LecturerView { name: &own.name, post: own.post.as_deref(), topic: own.topic.as_deref() }
}

fn paper(own: &Basis) -> PaperView<'_> {
    let bare = own.title.trim().trim_start_matches('《').trim_end_matches('》');
    PaperView { title: Some(bare), number: own.number.as_deref() }
}

fn point(own: &Point) -> PointView<'_> {
    PointView { title: own.title.trim_end_matches('。'), text: own.text.as_deref().unwrap_or_default() }
}
