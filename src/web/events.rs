//! What a page hears while it is open: that something is other than before, and how far a build is.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::{IntervalStream, WatchStream};

use crate::web::app::App;

/// How often a page hears of a build: papers are made faster than anybody reads.
const OFTEN: Duration = Duration::from_millis(150);
/// How often a page that is open has the files looked at.
const LOOK: Duration = Duration::from_secs(2);

/// The events of a town: `changed` with its version, `build` with how far it is.
pub(in crate::web) async fn events(State(app): State<Arc<App>>, Path(key): Path<String>) -> Response {
    let Some(town) = app.towns.get(&key) else { return StatusCode::NOT_FOUND.into_response() };
    let event = |name: &str, data: String| Ok::<_, Infallible>(Event::default().event(name).data(data));
    let changed = WatchStream::new(town.version()).map(move |version| event("changed", version.to_string()));
    let progress = WatchStream::new(town.jobs.progress()).throttle(OFTEN);
    let progress =
        progress.map(move |progress| event("build", serde_json::to_string(&progress).unwrap_or_default()));
    // Somebody looks on: what Excel or a terminal saves is seen.
    let looking = IntervalStream::new(tokio::time::interval(LOOK)).then(move |_| {
        let town = Arc::clone(&town);
        async move {
            let _ = tokio::task::spawn_blocking(move || town.opened().is_ok()).await;
        }
    });
    let heard = changed.merge(progress).map(Some).merge(looking.map(|()| None));
    // The end of the window is the end of the stream: it would be waited for otherwise.
    let closed = WatchStream::new(app.closed());
    let heard = heard.map(|event| (event, false)).merge(closed.map(|closed| (None, closed)));
    let heard = heard.take_while(|(_, closed)| !closed).filter_map(|(event, _)| event);
    Sse::new(heard).keep_alive(KeepAlive::default()).into_response()
}
