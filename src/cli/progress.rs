//! A bar on stderr while a build runs; nothing when stderr is not a terminal.

use indicatif::{ProgressBar, ProgressStyle};

use crate::pipeline::Event;
use crate::report::plain;

/// Shows build events.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    pub(super) fn new() -> Self {
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed} {wide_msg}") {
            bar.set_style(style);
        }
        Self { bar }
    }

    pub(super) fn show(&self, event: &Event<'_>) {
        match event {
            Event::Planned(jobs) => self.bar.set_length(*jobs as u64),
            Event::Done { path, .. } | Event::Failed { path, .. } => {
                self.bar.set_message(plain(path));
                self.bar.inc(1);
            }
        }
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
