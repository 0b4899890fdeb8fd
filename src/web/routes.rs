//! Which address leads to which screen.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::HeaderValue;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use crate::say;
use crate::web::answer::{changes, shows};
use crate::web::app::App;
use crate::web::assets::asset;
use crate::web::events::events;
use crate::web::guard::{self, AGAIN, ENTER};
use crate::web::reply;
use crate::web::screens::{
    coverage, figures, inbox, papers, print, problems, questions, reword, settings, sheet, sight, start,
    taken_for, texts,
};
use crate::web::upload::{self, upload};

/// Bytes of a form: a pasted block of cells, a list of 1,593 villages.
const FORM: usize = 4 << 20;

/// Everything that can be asked for.
pub(in crate::web) fn router(app: &Arc<App>) -> Router {
    let town = Router::new()
        .route("/inbox", shows(inbox::page))
        .route("/files", post(upload).layer(DefaultBodyLimit::max(upload::MOST)))
        .route("/new-table", changes(inbox::new_table))
        .route("/recycle", changes(inbox::recycle))
        .route("/questions", shows(questions::page))
        .route("/answer", changes(questions::answer))
        .route("/coverage", shows(coverage::page))
        .route("/sheet", shows(sheet::page))
        .route("/rows", shows(sheet::rows))
        .route("/correct", changes(sheet::correct))
        .route("/taken-for", changes(taken_for::say))
        .route("/problems", shows(problems::page))
        .route("/settings", shows(settings::page))
        .route("/set", changes(settings::set))
        .route("/figures", shows(figures::page))
        .route("/behind", shows(figures::behind))
        .route("/papers", shows(papers::page))
        .route("/build", changes(papers::build))
        .route("/stop", changes(papers::stop))
        .route("/page", shows(sight::page))
        .route("/picture", shows(sight::picture))
        .route("/print", shows(print::page))
        .route("/pdf", shows(print::pdf))
        .route("/join", changes(print::join))
        .route("/handover", shows(print::handover))
        .route("/texts", shows(texts::page))
        .route("/text", changes(texts::say))
        .route("/reword", shows(reword::page).merge(changes(reword::say)))
        .route("/put-back", changes(reword::put_back))
        .route("/layer", shows(reword::layer))
        .route("/end-tour", changes(start::end_tour))
        .route("/undo", changes(start::undo))
        .route("/events", get(events));
    Router::new()
        .route("/", shows(start::page))
        .route("/open", changes(start::open))
        .route("/new", changes(start::new))
        .route("/lang", changes(start::lang))
        .route("/end", changes(start::end))
        .nest("/t/{town}", town)
        .route("/assets/{name}", get(asset))
        .route(ENTER, get(enter))
        .route(AGAIN, post(again))
        .fallback(shows(start::nothing))
        .layer(DefaultBodyLimit::max(FORM))
        .layer(middleware::from_fn_with_state(Arc::clone(app), guard::guard))
        .with_state(Arc::clone(app))
}

/// A token becomes a cookie; the address with it is left at once.
async fn enter(State(app): State<Arc<App>>, Query(words): Query<Vec<(String, String)>>) -> Response {
    let word = |name: &str| words.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.as_str());
    let cookie = match app.keys.exchange(word("key")) {
        Ok(Some(cookie)) => cookie,
        Ok(None) => {
            let said = say!(
                "这个地址用过了，或者放得太久：再启动一次 huanjie，或者在它的黑窗口里按回车",
                "this address was used, or has lain too long: start huanjie once more, or press Enter in its terminal"
            );
            let page = app.pages.message(app.lang, &said, true);
            return (StatusCode::FORBIDDEN, reply::html(page)).into_response();
        }
        Err(_) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    let town = app.towns.get(word("town")).map(|town| town.key.clone());
    let to = town.map_or_else(|| "/".to_owned(), |key| format!("/t/{key}/inbox"));
    let cookie = format!("{}={cookie}; Path=/; HttpOnly; SameSite=Strict", guard::cookie_name(app.port));
    let mut response = reply::go(&to);
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(SET_COOKIE, value);
    }
    response
}

/// Another program of the same user wants an address.
async fn again(State(app): State<Arc<App>>, town: String) -> Response {
    let town = (!town.is_empty()).then(|| std::path::PathBuf::from(town));
    match app.address(town.as_deref()) {
        Ok(address) => address.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
