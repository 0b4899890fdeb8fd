//! Who is let in, and what every answer carries (WINDOW, what guards it).
//!
//! A page from elsewhere, in the same browser, can send requests to this server: by a name that leads here (DNS rebinding), by
//! a form, by a picture. It has neither the name nor the origin nor the cookie.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, HOST, HeaderMap, HeaderName, ORIGIN, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::problem::Say;
use crate::say;
use crate::web::app::App;
use crate::web::keys::Session;
use crate::web::reply;

/// Where a token becomes a cookie: the one page that nobody has a cookie for yet.
pub(in crate::web) const ENTER: &str = "/enter";
/// Where another program of the same user asks for an address; it shows the secret of the state file instead.
pub(in crate::web) const AGAIN: &str = "/again";
/// The header of that secret.
pub(in crate::web) const SECRET: HeaderName = HeaderName::from_static("huanjie-secret");

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const POLICY: &str =
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/// Lets a request through, or not.
pub(in crate::web) async fn guard(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let mut response = match admitted(&app, &request) {
        Ok(session) => {
            request.extensions_mut().insert(session);
            next.run(request).await
        }
        Err(said) => refusal(&app, &said),
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    // What is shown is true now; names and figures stay in no cache.
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// The browser that asks, if it may.
fn admitted(app: &App, request: &Request) -> Result<Arc<Session>, Say> {
    let headers = request.headers();
    if !is_own_host(app.port, headers) {
        return Err(say!("这个地址不是 huanjie 的", "this address is not huanjie's"));
    }
    let path = request.uri().path();
    if path == AGAIN {
        return match headers.get(SECRET).is_some_and(|given| is_secret(app, given)) {
            true => Ok(Arc::default()),
            false => Err(say!("不认识", "not known")),
        };
    }
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
    if changes && !is_same_origin(app.port, headers) {
        return Err(say!("别的网页不能在这里改东西", "other pages can change nothing here"));
    }
    if path == ENTER && !changes {
        return Ok(Arc::default());
    }
    cookie(app.port, headers).and_then(|cookie| app.keys.session(cookie)).ok_or_else(|| {
        say!(
            "请从 huanjie 打开这个页面：再启动一次 huanjie，或者在它的黑窗口里按回车",
            "open this page from huanjie: start it once more, or press Enter in its terminal"
        )
    })
}

/// Exactly one `Host`, and exactly ours.
fn is_own_host(port: u16, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    let (host, further) = (hosts.next(), hosts.next());
    let own = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    further.is_none() && host.is_some_and(|host| own.iter().any(|own| own.as_bytes() == host.as_bytes()))
}

/// Whether a page of ours asks. A browser says so in `Sec-Fetch-Site`, and older ones by `Origin`; what says neither is no browser
/// that has our page. `Origin` is `null` for forms of a page that tells no referrer.
fn is_same_origin(port: u16, headers: &HeaderMap) -> bool {
    let origin = headers.get(ORIGIN).map(HeaderValue::as_bytes);
    let is_own = |origin: &[u8]| {
        let own = [format!("http://127.0.0.1:{port}"), format!("http://localhost:{port}")];
        own.iter().any(|own| own.as_bytes() == origin)
    };
    match headers.get(SEC_FETCH_SITE) {
        Some(site) => {
            site == "same-origin" && origin.is_none_or(|origin| is_own(origin) || origin == b"null")
        }
        None => origin.is_some_and(is_own),
    }
}

fn is_secret(app: &App, given: &HeaderValue) -> bool {
    blake3::hash(given.as_bytes()) == blake3::hash(app.secret.as_bytes())
}

/// The name of the cookie: those of 127.0.0.1 go to every port, and two programs must not take each other's.
pub(in crate::web) fn cookie_name(port: u16) -> String {
    format!("huanjie-{port}")
}

fn cookie(port: u16, headers: &HeaderMap) -> Option<&str> {
    let name = cookie_name(port);
    let all = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(own, _)| *own == name).map(|(_, value)| value)
}

fn refusal(app: &App, said: &Say) -> Response {
    let page = app.pages.message(app.lang, said, true);
    (StatusCode::FORBIDDEN, reply::html(page)).into_response()
}
