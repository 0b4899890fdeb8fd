//! The program's side of a build: workers for the bodies, and a new one for each that had to be ended.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::pipeline::fault::fault;
use crate::pipeline::job::{BodyJob, Outcome, PACKET, Step};
use crate::pipeline::sandbox::culprit::{Quoted, culprit};
use crate::pipeline::sandbox::death::{self, Death};
use crate::pipeline::sandbox::launch::Launch;
use crate::pipeline::sandbox::protocol::{Answer, Request};
use crate::pipeline::sandbox::worker_process::{NotStarted, Worker};
use crate::problem::{Place, Problem, Stop};

/// How a body and its files are called.
#[derive(Clone, Copy)]
pub(in crate::pipeline) struct BodyNames<'a> {
    /// The body's place.
    pub(in crate::pipeline) place: &'a str,
    /// Whether the body has a paper of this id.
    pub(in crate::pipeline) has: &'a dyn Fn(&str) -> bool,
    /// The path of a paper by its id.
    pub(in crate::pipeline) path: &'a dyn Fn(&str) -> String,
    /// Where the title of a paper stands, by its id, and that line.
    pub(in crate::pipeline) title: &'a dyn Fn(&str) -> Option<Quoted>,
}

/// What a worker was at.
#[derive(Debug, Clone, PartialEq, Eq)]
enum At {
    /// Nothing of one paper alone.
    Body,
    /// The title of a paper, which other papers may cite.
    Title(String),
    /// A paper, or the packet.
    Paper(String),
}

impl At {
    fn id(&self) -> &str {
        match self {
            Self::Body => "*",
            Self::Title(id) | Self::Paper(id) => id,
        }
    }

    /// Whether nothing more of the body can be made: not even its context, or its packet, which comes last.
    fn is_last(&self) -> bool {
        match self {
            Self::Body => true,
            Self::Title(_) => false,
            Self::Paper(id) => id == PACKET,
        }
    }
}

/// The workers of one build.
pub(in crate::pipeline) struct WorkerPool<'a> {
    launch: &'a Launch,
    /// Once true, workers are ended when the paper at hand is done.
    stop: &'a AtomicBool,
    idle: Mutex<Vec<Worker>>,
    /// Documents that had to be ended, and how often.
    ended: Mutex<BTreeMap<String, (usize, Problem)>>,
}

/// Bodies whose paper is tried although the document had to be ended before: one may be the body's own fault, not two.
const TRIES: usize = 2;

impl<'a> WorkerPool<'a> {
    pub(in crate::pipeline) fn new(launch: &'a Launch, stop: &'a AtomicBool) -> Self {
        Self { launch, stop, idle: Mutex::new(Vec::new()), ended: Mutex::new(BTreeMap::new()) }
    }

    /// Has a worker make all files of one body, and tells each step. A paper that has to be ended fails; the others are
    /// made by the next worker.
    ///
    /// # Errors
    /// [`Stop`] on an I/O error.
    pub(in crate::pipeline) fn body(
        &self,
        job: &BodyJob,
        of: BodyNames<'_>,
        tell: &mut dyn FnMut(Step<'_>),
    ) -> Result<(), Stop> {
        let mut known = Vec::new();
        for (id, problem) in self.given_up() {
            let outcome = failed(&id, of, vec![problem]);
            known.push(outcome.clone());
            // Another level's paper may have a title that does not end.
            if (of.has)(&id) {
                tell(Step::Done(Box::new(outcome)));
            }
        }
        loop {
            let (at, problem) = match self.attempt(job, &mut known, tell)? {
                Ended::Done => return Ok(()),
                Ended::Refused(problems) => {
                    tell(Step::Done(Box::new(failed("*", of, problems))));
                    return Ok(());
                }
                Ended::Died(at, death) => {
                    let problem = self.verdict(job.body, &at, of, death)?;
                    self.note(at.id(), &problem);
                    (at, problem)
                }
                Ended::Panicked(at, words) => {
                    let problem = fault(at.id(), of.place, &words);
                    (at, problem)
                }
            };
            let outcome = failed(at.id(), of, vec![problem]);
            known.push(outcome.clone());
            tell(Step::Done(Box::new(outcome)));
            if at.is_last() {
                return Ok(());
            }
        }
    }

    /// Documents that are not tried any more in this build.
    fn given_up(&self) -> Vec<(String, Problem)> {
        let ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        let given_up = ended.iter().filter(|(_, (times, _))| *times >= TRIES);
        given_up.map(|(id, (_, problem))| (id.clone(), problem.clone())).collect()
    }

    fn note(&self, id: &str, problem: &Problem) {
        let mut ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        ended.entry(id.to_owned()).or_insert((0, problem.clone())).0 += 1;
    }

    /// One worker's work on a body, until it is done or the worker ended.
    fn attempt(
        &self,
        job: &BodyJob,
        known: &mut Vec<Outcome>,
        tell: &mut dyn FnMut(Step<'_>),
    ) -> Result<Ended, Stop> {
        let mut worker = match self.take()? {
            Ok(worker) => worker,
            Err(NotStarted::Died(death)) => return Ok(Ended::Died(At::Body, death)),
            Err(NotStarted::Refused(problems)) => return Ok(Ended::Refused(problems)),
        };
        worker.ask(&Request::Body { job: job.clone(), known: known.clone() });
        let mut at = At::Body;
        loop {
            match worker.answer() {
                Ok(Answer::Titled(id)) => at = id.map_or(At::Body, At::Title),
                Ok(Answer::Begun(id)) => at = At::Paper(id),
                Ok(Answer::Outcome(outcome)) => {
                    known.push(outcome.clone());
                    tell(Step::Done(Box::new(outcome)));
                    // The worker goes with it: what it wrote since is in the journal.
                    if self.stop.load(Ordering::Relaxed) {
                        return Ok(Ended::Done);
                    }
                }
                Ok(Answer::Done) => {
                    self.give(worker);
                    return Ok(Ended::Done);
                }
                Ok(Answer::Refused(problems)) => return Ok(Ended::Refused(problems)),
                Ok(Answer::Stopped(stop)) => return Err(stop),
                // A size that no memory has is no fault of the program.
                Ok(Answer::Panicked(words)) if words.contains("capacity overflow") => {
                    return Ok(Ended::Died(at, Death::Memory));
                }
                Ok(Answer::Panicked(words)) => {
                    self.give(worker);
                    return Ok(Ended::Panicked(at, words));
                }
                Ok(_) => return Ok(Ended::Died(at, Death::Other)),
                Err(death) => return Ok(Ended::Died(at, death)),
            }
        }
    }

    fn take(&self) -> Result<Result<Worker, NotStarted>, Stop> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match idle {
            Some(worker) => Ok(Ok(worker)),
            None => self.start(Duration::from_secs(self.launch.seconds)),
        }
    }

    fn start(&self, limit: Duration) -> Result<Result<Worker, NotStarted>, Stop> {
        Worker::start(self.launch, limit)
    }

    fn give(&self, worker: Worker) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
    }

    /// The problem of a paper whose worker ended, at the line that did it where it can be found.
    fn verdict(&self, body: usize, at: &At, of: BodyNames<'_>, death: Death) -> Result<Problem, Stop> {
        let place = match at {
            At::Body => None,
            At::Title(id) => (of.title)(id),
            At::Paper(id) => culprit(self.launch, body, id)?,
        };
        let paper = || (Place::Document { id: at.id().to_owned(), body: of.place.to_owned() }, None);
        let (place, snippet) = place.unwrap_or_else(paper);
        Ok(Problem { snippet, ..death::problem(death, self.launch, place) })
    }
}

/// How one worker's work on a body ended.
enum Ended {
    Done,
    Refused(Vec<Problem>),
    Died(At, Death),
    /// A fault of the program; the worker goes on.
    Panicked(At, String),
}

fn failed(id: &str, of: BodyNames<'_>, problems: Vec<Problem>) -> Outcome {
    Outcome::Failed { id: id.to_owned(), body: of.place.to_owned(), path: (of.path)(id), problems }
}
