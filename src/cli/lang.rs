//! Which language messages are in.

use crate::cli::args::LangArg;
use crate::problem::Lang;

/// What `--lang` says, else the system's locale: Chinese for zh, otherwise English.
pub(super) fn language(asked: Option<LangArg>) -> Lang {
    asked.map_or_else(
        || match sys_locale::get_locale() {
            Some(locale) if locale.starts_with("zh") => Lang::Zh,
            _ => Lang::En,
        },
        Lang::from,
    )
}
