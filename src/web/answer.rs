//! The one way from a request to an answer.

use std::sync::Arc;

use axum::extract::{Extension, Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{self, MethodRouter};
use serde_json::json;

use crate::say;
use crate::web::app::App;
use crate::web::asked::{Answered, Asked};
use crate::web::failed::Failed;
use crate::web::keys::Session;
use crate::web::reply::{self, Reply};
use crate::web::screens::problems;
use crate::web::steps;

/// A screen: what it gives for a request.
type Screen = fn(&Asked) -> Answered;

/// A screen that shows something.
pub(in crate::web) fn shows(screen: Screen) -> MethodRouter<Arc<App>> {
    routing::get(
        move |State(app): State<Arc<App>>,
              Extension(session): Extension<Arc<Session>>,
              town: Option<Path<String>>,
              Query(words): Query<Vec<(String, String)>>| {
            answer(screen, app, session, town.map(|Path(key)| key), words)
        },
    )
}

/// A screen that changes something.
pub(in crate::web) fn changes(screen: Screen) -> MethodRouter<Arc<App>> {
    routing::post(
        move |State(app): State<Arc<App>>,
              Extension(session): Extension<Arc<Session>>,
              town: Option<Path<String>>,
              Form(words): Form<Vec<(String, String)>>| {
            answer(screen, app, session, town.map(|Path(key)| key), words)
        },
    )
}

/// Has a screen answer, on a thread where it may take its time. One that panics is a message, and the others go on.
pub(in crate::web) async fn answer(
    screen: Screen,
    app: Arc<App>,
    session: Arc<Session>,
    town: Option<String>,
    words: Vec<(String, String)>,
) -> Response {
    let lang = session.lang().unwrap_or(app.lang);
    let server = Arc::clone(&app);
    let work = move || {
        let found = town.as_deref().map(|key| app.towns.get(key));
        let is_gone = matches!(found, Some(None));
        let asked = Asked { app, session, town: found.flatten(), words };
        let answered = if is_gone { Err(Failed::NotFound) } else { screen(&asked) };
        respond(&asked, answered)
    };
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| {
        let said = say!(
            "这一步出了差错，别的都还在；请返回再试一次",
            "this step went wrong, everything else is still there: go back and try again"
        );
        let page = server.pages.message(lang, &said, true);
        (StatusCode::INTERNAL_SERVER_ERROR, reply::html(page)).into_response()
    })
}

fn respond(asked: &Asked, answered: Answered) -> Response {
    match answered {
        Ok(Reply::Page(template, view)) => shown(asked, template, view),
        Ok(Reply::Json(value)) => reply::json(&value),
        Ok(Reply::Picture(bytes)) => reply::picture(bytes),
        Ok(Reply::File { name, kind, bytes }) => reply::file(&name, kind, bytes),
        Ok(Reply::Go(to)) => reply::go(&to),
        Err(failed) => unanswered(asked, failed),
    }
}

/// A page with what every page of the town has around it.
fn shown(asked: &Asked, template: &str, view: serde_json::Value) -> Response {
    let around = steps::around(asked, template);
    reply::html(asked.app.pages.render(asked.lang(), template, view, around)).into_response()
}

fn unanswered(asked: &Asked, failed: Failed) -> Response {
    let lang = asked.lang();
    let (status, mut view) = match failed {
        Failed::NotFound => {
            let said = say!(
                "没有这个页面。程序重新启动过，就从第一页再进一次",
                "there is no such page. If the program was started again, enter by the first page once more"
            );
            (StatusCode::NOT_FOUND, json!({ "said": said.text(lang) }))
        }
        Failed::Refused(said) => (StatusCode::CONFLICT, json!({ "said": said.text(lang) })),
        Failed::Problems(problems) => {
            let said = say!(
                "下面几处改好以前，这一页看不了",
                "this page cannot be shown before the following is fixed"
            );
            let list: Vec<_> = problems.iter().map(|problem| problems::one(asked, problem)).collect();
            (StatusCode::CONFLICT, json!({ "said": said.text(lang), "problems": list }))
        }
        Failed::Stop(stop) => {
            let (attempt, cause) = (stop.attempt, stop.cause);
            let said = crate::problem::Say {
                zh: format!("{}时出了差错：{}", attempt.zh, cause.zh),
                en: format!("{}: {}", attempt.en, cause.en),
            };
            (StatusCode::INTERNAL_SERVER_ERROR, json!({ "said": said.text(lang) }))
        }
    };
    if !asked.word("back").is_empty() {
        view["back"] = json!(asked.back("inbox"));
    }
    let around = steps::without(asked);
    (status, reply::html(asked.app.pages.render(lang, "failed.html", view, around))).into_response()
}
