//! Who may come in: a token that is used up by its first use becomes a cookie, and the cookie is asked for with every request.

use std::fmt::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use blake3::Hash;

use crate::problem::{Lang, Say, Stop};
use crate::say;

/// How long an address may lie unused.
const UNUSED: Duration = Duration::from_secs(600);
/// Addresses that nobody has used yet, and browsers that came in: a clerk has a handful.
const MOST: usize = 64;
/// Messages that wait for the next page of a browser.
const MESSAGES: usize = 8;

/// All tokens and sessions.
#[derive(Debug, Default)]
pub(in crate::web) struct Keys {
    tokens: Mutex<Vec<(Hash, Instant)>>,
    sessions: Mutex<Vec<(Hash, Arc<Session>)>>,
}

/// A browser that came in.
#[derive(Debug, Default)]
pub(in crate::web) struct Session {
    lang: Mutex<Option<Lang>>,
    messages: Mutex<Vec<Message>>,
    on_tour: AtomicBool,
}

/// What is said once, on the next page.
#[derive(Debug, Clone)]
pub(in crate::web) struct Message {
    /// The sentence.
    pub(in crate::web) said: Say,
    /// Whether something could not be done.
    pub(in crate::web) is_refusal: bool,
}

impl Keys {
    /// A token for one use.
    pub(in crate::web) fn token(&self) -> Result<String, Stop> {
        let token = random()?;
        let mut tokens = locked(&self.tokens);
        tokens.retain(|(_, made)| made.elapsed() < UNUSED);
        if tokens.len() >= MOST {
            tokens.remove(0);
        }
        tokens.push((blake3::hash(token.as_bytes()), Instant::now()));
        Ok(token)
    }

    /// The cookie for a token, which is then used up; none for one that is not, or not any more, good.
    pub(in crate::web) fn exchange(&self, token: &str) -> Result<Option<String>, Stop> {
        // Hashes are compared: neither the time nor the place of a difference says anything about the token.
        let (hash, mut tokens) = (blake3::hash(token.as_bytes()), locked(&self.tokens));
        let before = tokens.len();
        tokens.retain(|(own, made)| *own != hash && made.elapsed() < UNUSED);
        let is_good = tokens.len() < before && before > 0;
        drop(tokens);
        if !is_good {
            return Ok(None);
        }
        let cookie = random()?;
        let mut sessions = locked(&self.sessions);
        if sessions.len() >= MOST {
            sessions.remove(0);
        }
        sessions.push((blake3::hash(cookie.as_bytes()), Arc::default()));
        Ok(Some(cookie))
    }

    /// The browser that has this cookie.
    pub(in crate::web) fn session(&self, cookie: &str) -> Option<Arc<Session>> {
        let hash = blake3::hash(cookie.as_bytes());
        let sessions = locked(&self.sessions);
        sessions.iter().find(|(own, _)| *own == hash).map(|(_, session)| Arc::clone(session))
    }
}

impl Session {
    /// The language that was chosen on the page.
    pub(in crate::web) fn lang(&self) -> Option<Lang> {
        *locked(&self.lang)
    }

    pub(in crate::web) fn set_lang(&self, lang: Lang) {
        *locked(&self.lang) = Some(lang);
    }

    /// Whether the tour through the example town is shown.
    pub(in crate::web) fn is_on_tour(&self) -> bool {
        self.on_tour.load(Ordering::Relaxed)
    }

    /// Begins the tour, or ends it.
    pub(in crate::web) fn set_tour(&self, on: bool) {
        self.on_tour.store(on, Ordering::Relaxed);
    }

    /// Says something on the next page.
    pub(in crate::web) fn say(&self, said: Say, is_refusal: bool) {
        let mut messages = locked(&self.messages);
        if messages.len() < MESSAGES {
            messages.push(Message { said, is_refusal });
        }
    }

    /// What is to be said now.
    pub(in crate::web) fn take_messages(&self) -> Vec<Message> {
        std::mem::take(&mut *locked(&self.messages))
    }
}

/// 32 bytes that nobody guesses, as 64 digits.
pub(in crate::web) fn random() -> Result<String, Stop> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)
        .map_err(|cause| Stop::new(say!("向系统要随机数", "asking the system for random numbers"), cause))?;
    Ok(bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

/// A value that several requests share; one of them that panicked has left it whole.
pub(in crate::web) fn locked<T>(value: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}
