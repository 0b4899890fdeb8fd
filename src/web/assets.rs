//! Style sheets and scripts, written by hand and inside the program.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use include_dir::{Dir, include_dir};

static ASSETS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/web/assets");

/// One of them by its name.
pub(in crate::web) async fn asset(Path(name): Path<String>) -> Response {
    let Some(file) = ASSETS.get_file(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
    // They change with the program and not before: the browser asks again after a minute.
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "max-age=60")], file.contents()).into_response()
}
