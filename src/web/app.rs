//! What all requests share.

use std::path::Path;

use tokio::sync::watch;

use crate::pipeline::Settings;
use crate::problem::{Lang, Stop};
use crate::web::keys::{self, Keys};
use crate::web::memory::Memory;
use crate::web::options::WindowOptions;
use crate::web::pages::Pages;
use crate::web::towns::Towns;

/// The server's own things. No state but this: everything else lies in the workspaces.
#[derive(Debug)]
pub(in crate::web) struct App {
    /// The port it listens on.
    pub(in crate::web) port: u16,
    /// The language that a page is in first.
    pub(in crate::web) lang: Lang,
    /// Who may come in.
    pub(in crate::web) keys: Keys,
    /// The towns that are open.
    pub(in crate::web) towns: Towns,
    /// HTML.
    pub(in crate::web) pages: Pages,
    /// The towns worked on before.
    pub(in crate::web) memory: Memory,
    /// What another program started by the same user shows to be let in.
    pub(in crate::web) secret: String,
    closed: watch::Sender<bool>,
}

impl App {
    pub(in crate::web) fn new(port: u16, options: WindowOptions) -> Result<Self, Stop> {
        let WindowOptions { lang, settings, memory, .. } = options;
        Ok(Self {
            port,
            lang,
            keys: Keys::default(),
            towns: Towns::new(Settings { as_of: None, ..settings }),
            pages: Pages::new(),
            memory,
            secret: keys::random()?,
            closed: watch::Sender::new(false),
        })
    }

    /// An address that can be used once.
    pub(in crate::web) fn address(&self, town: Option<&Path>) -> Result<String, Stop> {
        let (port, token) = (self.port, self.keys.token()?);
        let town = town.map(|root| {
            let town = self.towns.at(root);
            self.memory.remember(&town.root);
            town.key.clone()
        });
        let town = town.map(|key| format!("&town={key}")).unwrap_or_default();
        Ok(format!("http://127.0.0.1:{port}/enter?key={token}{town}"))
    }

    /// Nobody is answered from now on but those who asked already.
    pub(in crate::web) fn close(&self) {
        self.towns.stop();
        self.closed.send_replace(true);
    }

    /// Becomes true when the window is closed.
    pub(in crate::web) fn closed(&self) -> watch::Receiver<bool> {
        self.closed.subscribe()
    }

    /// Waits for the papers at hand.
    pub(in crate::web) fn finish(&self) {
        self.towns.finish();
    }
}
