//! What went wrong, where, and what to do about it.
//!
//! A [`Problem`] is something in the clerk's files or in a template that a person can fix. It carries a stable
//! [`Code`], a [`Place`], a sentence in both languages and, where there is one, a hint that is an action.
//! This module knows no stage: a code is declared by the file that raises it.

mod code;
mod finding;
mod phrase;
mod place;
mod question;
mod say;
mod settings;
mod stop;
mod toml_size;

pub use code::{Code, Severity};
pub use finding::{Noted, Problem};
pub use phrase::translated;
pub use place::{Place, cell_name};
pub use question::{Choice, Question, QuestionKind};
pub use say::{Lang, Say};
pub use settings::{place_in, toml_problem};
pub use stop::Stop;
pub use toml_size::TomlSize;
