//! What a screen gives back.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

/// What a screen gives back.
#[derive(Debug)]
pub(in crate::web) enum Reply {
    /// A page: the name of its template, and what it shows.
    Page(&'static str, serde_json::Value),
    /// JSON for a script of ours.
    Json(serde_json::Value),
    /// A picture, PNG.
    Picture(Vec<u8>),
    /// A file to be kept.
    File {
        /// Its name.
        name: String,
        /// What it is: `application/pdf`.
        kind: &'static str,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// Another page is to be asked for.
    Go(String),
}

/// Text as a page.
pub(in crate::web) fn html(text: String) -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/html; charset=utf-8")], text)
}

/// Another page is to be asked for.
pub(in crate::web) fn go(to: &str) -> Response {
    match HeaderValue::from_str(to) {
        Ok(to) => (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// JSON.
pub(in crate::web) fn json(value: &serde_json::Value) -> Response {
    ([(CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

/// A picture.
pub(in crate::web) fn picture(bytes: Vec<u8>) -> Response {
    ([(CONTENT_TYPE, "image/png")], bytes).into_response()
}

/// A file, which the browser shows where it can.
pub(in crate::web) fn file(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let disposition = format!("inline; filename*=UTF-8''{}", encoded(name));
    let headers = [(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, disposition)];
    (headers, bytes).into_response()
}

/// A text as a part of an address: everything but letters and digits by its bytes.
pub(in crate::web) fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}
