//! Sentences in both languages.

use serde::{Deserialize, Serialize};

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Chinese, for clerks.
    Zh,
    /// English.
    En,
}

/// One sentence in Chinese and in English. Made by the macro [`say!`](crate::say).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Say {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Say {
    /// The sentence in one language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// Formats one sentence in both languages at once: Chinese first, English second.
///
/// Arguments are captured from the scope, as in [`format!`].
#[macro_export]
macro_rules! say {
    ($zh:literal, $en:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        $(let $name = $value;)*
        $crate::problem::Say { zh: format!($zh), en: format!($en) }
    }};
}
