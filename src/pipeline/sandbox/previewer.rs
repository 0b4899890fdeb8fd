//! The program's side of a look at one page: a worker that stays, so that the second look is quick.

use std::time::Duration;

use crate::pipeline::look::{Seen, Wanted};
use crate::pipeline::sandbox::death::{self, Death};
use crate::pipeline::sandbox::launch::Launch;
use crate::pipeline::sandbox::protocol::{Anew, Answer, Request};
use crate::pipeline::sandbox::worker_process::{NotStarted, Worker};
use crate::problem::{Place, Stop};

/// A worker that draws pages.
pub struct Previewer {
    launch: Launch,
    worker: Option<Worker>,
}

impl std::fmt::Debug for Previewer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Previewer").field("is_started", &self.worker.is_some()).finish_non_exhaustive()
    }
}

impl Previewer {
    /// Nothing is started before the first look.
    pub(in crate::pipeline) fn new(launch: Launch) -> Self {
        Self { launch, worker: None }
    }

    /// Draws a page, from files that may have changed since the last one as `anew` says.
    ///
    /// # Errors
    /// [`Stop`] on an I/O error.
    pub fn look(&mut self, wanted: &Wanted, anew: Anew) -> Result<Seen, Stop> {
        let limit = Duration::from_secs(self.launch.seconds);
        let started = match self.worker.take() {
            Some(worker) => Ok(worker),
            None => Worker::start(&self.launch, limit)?,
        };
        let ended = |death| {
            let place = Place::Document {
                id: wanted.document.clone(),
                body: wanted.unit.clone().unwrap_or_default(),
            };
            Seen::refused(vec![death::problem(death, &self.launch, place)])
        };
        let mut worker = match started {
            Ok(worker) => worker,
            Err(NotStarted::Died(death)) => return Ok(ended(death)),
            Err(NotStarted::Refused(problems)) => return Ok(Seen::refused(problems)),
        };
        worker.ask(&Request::Page { wanted: wanted.clone(), anew });
        let seen = match worker.answer() {
            Ok(Answer::Page(seen)) => seen,
            Ok(Answer::Refused(problems)) => Seen::refused(problems),
            Ok(Answer::Stopped(stop)) => return Err(stop),
            Ok(_) => return Ok(ended(Death::Other)),
            Err(death) => return Ok(ended(death)),
        };
        self.worker = Some(worker);
        Ok(seen)
    }
}
