//! What a face changes for the clerk: answers, corrections, files of hers that come and go. Each change can be undone.
//!
//! A change is made to the file as it is at that moment, under a lock, so that two windows, or a window and a terminal, lose
//! nothing of each other's. Her own files are never deleted: what is taken away lies in [`RECYCLED`].

mod answers;
mod change;
mod corrections;
mod files;
mod fix;
mod layer;
mod passages;
mod paths;
mod settings;
mod taken_in;
mod texts;
mod typed;

pub use change::{Change, NotChanged};
pub use fix::Fix;
pub use paths::{DATA, RECYCLED};
pub use settings::{Given, change_settings, paper_settings, say_of_sheet, settings_form, sheet_settings};
pub use taken_in::TakenIn;
pub use texts::TextOf;
pub use typed::is_typed;

pub(in crate::pipeline) use answers::{give_answers, teach};
pub(in crate::pipeline) use corrections::{put_right, take_back};
pub(in crate::pipeline) use files::{recycle, replace};
pub(in crate::pipeline) use passages::write_template;
pub(in crate::pipeline) use taken_in::take_in;
pub(in crate::pipeline) use texts::say_text;
pub(in crate::pipeline) use typed::new_table;
