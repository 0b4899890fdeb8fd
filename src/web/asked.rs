//! A request as a screen sees it.

use std::sync::Arc;

use crate::problem::{Lang, Say};
use crate::web::app::App;
use crate::web::failed::Failed;
use crate::web::keys::Session;
use crate::web::opened::Opened;
use crate::web::plain::plain;
use crate::web::reply::Reply;
use crate::web::town::Town;

/// What somebody asks for.
#[derive(Debug)]
pub(in crate::web) struct Asked {
    /// The server.
    pub(in crate::web) app: Arc<App>,
    /// Who.
    pub(in crate::web) session: Arc<Session>,
    /// The town; none on the first page.
    pub(in crate::web) town: Option<Arc<Town>>,
    /// The words of the address or of the form, in their order.
    pub(in crate::web) words: Vec<(String, String)>,
}

/// What comes of it.
pub(in crate::web) type Answered = Result<Reply, Failed>;

impl Asked {
    /// The language of whoever asks.
    pub(in crate::web) fn lang(&self) -> Lang {
        self.session.lang().unwrap_or(self.app.lang)
    }

    /// The sentence in it, in the words of the page.
    pub(in crate::web) fn text(&self, said: &Say) -> String {
        plain(said, self.lang())
    }

    /// A word by its name; empty where there is none.
    pub(in crate::web) fn word(&self, name: &str) -> &str {
        self.words.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.as_str())
    }

    /// All words of a name.
    pub(in crate::web) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.words.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// A number by its name; where there is none, this.
    pub(in crate::web) fn number(&self, name: &str, otherwise: usize) -> usize {
        self.word(name).parse().unwrap_or(otherwise)
    }

    /// The town.
    pub(in crate::web) fn town(&self) -> Result<&Arc<Town>, Failed> {
        self.town.as_ref().ok_or(Failed::NotFound)
    }

    /// The town as it was read.
    pub(in crate::web) fn opened(&self) -> Result<Arc<Opened>, Failed> {
        Ok(self.town()?.opened()?)
    }

    /// The address of a screen of the town.
    pub(in crate::web) fn at(&self, screen: &str) -> String {
        let key = self.town.as_ref().map_or("", |town| town.key.as_str());
        format!("/t/{key}/{screen}")
    }

    /// Says what was done, and goes to a screen of the town.
    pub(in crate::web) fn done(&self, said: Say, screen: &str) -> Answered {
        self.session.say(said, false);
        Ok(Reply::Go(self.back(screen)))
    }

    /// The same of something that was typed and is kept.
    pub(in crate::web) fn saved(&self, said: Say, screen: &str) -> Answered {
        let Say { zh, en } = said;
        self.done(Say { zh: format!("已保存：{zh}"), en: format!("saved: {en}") }, screen)
    }

    /// Where the form says that it came from, if that is a page of the town; else the screen.
    pub(in crate::web) fn back(&self, screen: &str) -> String {
        let (own, asked) = (self.at(""), self.word("back"));
        let is_plain = asked.bytes().all(|byte| byte.is_ascii_graphic());
        if asked.starts_with(&own) && is_plain { asked.to_owned() } else { self.at(screen) }
    }
}
