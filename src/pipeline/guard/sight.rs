//! The program's side of a look at one page: a worker that stays, so that the second look is quick.

use std::time::Duration;

use crate::pipeline::Guard;
use crate::pipeline::guard::crew;
use crate::pipeline::guard::process::{Death, NotStarted, Worker};
use crate::pipeline::guard::wire::{Answer, Drawn, Request, Wanted, heard};
use crate::problem::{Place, Problem, Stop};

/// What came of a look.
#[derive(Debug, Default)]
pub struct Seen {
    /// The page, if it could be drawn.
    pub drawn: Option<Drawn>,
    /// Why not, and what is odd about it.
    pub problems: Vec<Problem>,
}

/// A worker that draws pages.
pub struct Sight {
    guard: Guard,
    worker: Option<Worker>,
}

impl Sight {
    /// Nothing is started before the first look.
    #[must_use]
    pub fn new(guard: Guard) -> Self {
        Self { guard, worker: None }
    }

    /// Draws a page anew, from the templates as they are now; `tables` when spreadsheets may have changed as well.
    ///
    /// # Errors
    /// [`Stop`] on an I/O error.
    pub fn look(&mut self, wanted: &Wanted, tables: bool) -> Result<Seen, Stop> {
        let limit = Duration::from_secs(self.guard.seconds);
        let started = match self.worker.take() {
            Some(worker) => Ok(worker),
            None => Worker::start(&self.guard.program, &self.guard.errand, limit)?,
        };
        let ended = |death| {
            let place = Place::Document {
                id: wanted.document.clone(),
                body: wanted.unit.clone().unwrap_or_default(),
            };
            Seen { drawn: None, problems: vec![crew::problem(death, &self.guard, place)] }
        };
        let mut worker = match started {
            Ok(worker) => worker,
            Err(NotStarted::Died(death)) => return Ok(ended(death)),
            Err(NotStarted::Refused(problems)) => return Ok(Seen { drawn: None, problems }),
        };
        worker.ask(&Request::Page { wanted: wanted.clone(), tables });
        let seen = match worker.answer() {
            Ok(Answer::Page { drawn, problems }) => Seen { drawn, problems: heard(problems) },
            Ok(Answer::Refused(problems)) => Seen { drawn: None, problems: heard(problems) },
            Ok(Answer::Stopped(stop)) => return Err(stop),
            Ok(_) => return Ok(ended(Death::Other)),
            Err(death) => return Ok(ended(death)),
        };
        self.worker = Some(worker);
        Ok(seen)
    }
}
