//! 开始: the towns worked on before, a new one, the example; and what belongs to no screen.

use std::path::PathBuf;

use serde_json::{Value as Json, json};

use crate::bind;
use crate::init::{self, InitOptions};
use crate::model::Level;
use crate::pipeline::{Given, change_settings, write_example};
use crate::problem::Lang;
use crate::say;
use crate::web::asked::{Answered, Asked};
use crate::web::failed::Failed;
use crate::web::reply::Reply;
use crate::web::town::folder;

/// The blank table that the list of villages is written into.
const UNIT_LIST: &str = "data/01 ";

/// The first page.
pub(in crate::web) fn page(asked: &Asked) -> Answered {
    let towns: Vec<Json> = asked
        .app
        .memory
        .towns()
        .iter()
        .map(|root| json!({ "name": folder(root), "root": root.display().to_string() }))
        .collect();
    let view = json!({ "towns": towns, "home": home().map(|home| home.display().to_string()) });
    Ok(Reply::Page("start.html", view))
}

/// Where new towns go if nobody says otherwise.
fn home() -> Option<PathBuf> {
    let home = etcetera::home_dir().ok()?;
    let documents = ["Documents", "文档"].map(|name| home.join(name));
    Some(documents.into_iter().find(|folder| folder.is_dir()).unwrap_or(home).join("换届"))
}

/// Opens a town.
pub(in crate::web) fn open(asked: &Asked) -> Answered {
    let root = PathBuf::from(asked.word("root").trim().trim_matches('"'));
    if !root.is_dir() {
        let shown = root.display();
        return Err(Failed::Refused(say!("没有文件夹“{shown}”", "there is no folder \"{shown}\"")));
    }
    Ok(Reply::Go(opened(asked, &root)))
}

/// The address of the first screen of a town, which is remembered.
fn opened(asked: &Asked, root: &std::path::Path) -> String {
    let town = asked.app.towns.at(root);
    asked.app.memory.remember(&town.root);
    format!("/t/{}/inbox", town.key)
}

/// Makes a new town, or the example.
pub(in crate::web) fn new(asked: &Asked) -> Answered {
    let parent = PathBuf::from(asked.word("folder").trim());
    if !parent.is_absolute() {
        return Err(Failed::Refused(say!("请写出完整的文件夹", "write the folder in full")));
    }
    if asked.word("example") == "yes" {
        let root = parent.join("样例镇");
        write_example(&root)?;
        asked.session.set_tour(true);
        return Ok(Reply::Go(opened(asked, &root)));
    }
    let name = asked.word("name").trim();
    if name.is_empty() {
        return Err(Failed::Refused(say!("请填名称，例如 青坑镇", "fill in a name, such as 青坑镇")));
    }
    let level = match asked.word("level") {
        "county" => Level::County,
        "city" => Level::City,
        _ => Level::Town,
    };
    let units = asked.word("units").lines().flat_map(|line| split(line, level)).collect();
    let options = InitOptions { name: name.to_owned(), level, units };
    let root = parent.join(bind::file_name(name));
    if root.join(crate::cycle::CYCLE_FILE).is_file() {
        let shown = root.display();
        return Err(Failed::Refused(say!(
            "已经有 {shown}，从上面打开它",
            "{shown} is there already: open it above"
        )));
    }
    for (path, bytes) in init::files(&options) {
        let full = path.split('/').fold(root.clone(), |full, part| full.join(part));
        // Blank tables beside those that come by mail would be read as empty ones. Where there are many towns the list of
        // villages is a table: settings hold that of one town.
        let is_list = level.is_above_towns() && path.starts_with(UNIT_LIST);
        if is_list || !path.starts_with("data/") {
            bind::write_new(&full, &bytes)?;
        }
    }
    let given: Vec<Given> = ["term", "as_of", "first"]
        .into_iter()
        .filter(|word| !asked.word(word).trim().is_empty())
        .map(|word| Given {
            path: vec!["cycle".to_owned(), word.to_owned()],
            seen: None,
            value: asked.word(word).trim().to_owned(),
        })
        .collect();
    if !given.is_empty() {
        change_settings(&root, &given)?;
    }
    Ok(Reply::Go(opened(asked, &root)))
}

/// The names of a pasted line: one a line, or several with commas; a county's line has its town before the village.
fn split(line: &str, level: Level) -> Vec<String> {
    let line = line.trim();
    if level.is_above_towns() || line.is_empty() {
        return vec![line.replace('\t', " ")].into_iter().filter(|line| !line.is_empty()).collect();
    }
    let parts = line.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；'));
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Undoes the last change of a town.
pub(in crate::web) fn undo(asked: &Asked) -> Answered {
    let town = asked.town()?;
    // Another window may have changed something since this page was shown.
    let next = town.last_change();
    let (shown, next) =
        (asked.word("what"), next.map_or_else(String::new, |next| asked.text(&next).to_owned()));
    if !shown.is_empty() && shown != next {
        return Err(Failed::Refused(say!(
            "别处刚才又改了“{next}”，还没有撤销“{shown}”。看清楚，再点一次撤销",
            "\"{next}\" was changed elsewhere since; \"{shown}\" is not undone. Look, and undo once more"
        )));
    }
    let said = town.undo()?;
    let said =
        crate::problem::Say { zh: format!("已撤销：{}", said.zh), en: format!("undone: {}", said.en) };
    asked.done(said, "inbox")
}

/// Ends the tour.
pub(in crate::web) fn end_tour(asked: &Asked) -> Answered {
    asked.session.set_tour(false);
    Ok(Reply::Go(asked.back("inbox")))
}

/// Chooses the language.
pub(in crate::web) fn lang(asked: &Asked) -> Answered {
    asked.session.set_lang(if asked.word("to") == "en" { Lang::En } else { Lang::Zh });
    let back = asked.word("back");
    let is_own =
        back.starts_with('/') && !back.starts_with("//") && back.bytes().all(|byte| byte.is_ascii_graphic());
    Ok(Reply::Go(if is_own { back } else { "/" }.to_owned()))
}

/// Ends the program.
pub(in crate::web) fn end(asked: &Asked) -> Answered {
    let app = std::sync::Arc::clone(&asked.app);
    let said = say!(
        "huanjie 已经结束，这个页面可以关了。什么都没有丢；再启动一次就接着做。",
        "huanjie has ended and this page can be closed. Nothing is lost; start it again to go on."
    );
    app.close();
    Ok(Reply::Page("message.html", json!({ "said": asked.text(&said), "is_refusal": false })))
}

/// What is asked for is not there.
pub(in crate::web) fn nothing(_: &Asked) -> Answered {
    Err(Failed::NotFound)
}
