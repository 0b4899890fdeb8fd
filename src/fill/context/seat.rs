//! A person and her post as templates see them; one that is not set is an object too, whose fields are null.

use serde::Serialize;

use crate::cycle::Seat;

/// A person and her post.
#[derive(Debug, Default, Serialize)]
pub(super) struct SeatView<'v> {
    name: Option<&'v str>,
    post: Option<&'v str>,
}

/// Of a seat, if it is set.
pub(super) fn seat_view(seat: Option<&Seat>) -> SeatView<'_> {
    seat.map_or_else(SeatView::default, |seat| SeatView {
        name: Some(&seat.name),
        post: seat.post.as_deref(),
    })
}
