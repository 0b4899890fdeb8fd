//! The program's side of a build: workers for the bodies, a new one for each that had to be ended, and the line of the
//! template that ended it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::fill::LAYER_LIMIT;
use crate::pipeline::build;
use crate::pipeline::guard::process::{Death, NotStarted, Worker};
use crate::pipeline::guard::wire::{Answer, Errand, Request};
use crate::pipeline::paper::{Outcome, Step};
use crate::pipeline::plan::BodyJobs;
use crate::problem::{Place, Problem, Stop};
use crate::say;

/// How layers from elsewhere are kept within bounds.
#[derive(Debug, Clone)]
pub(in crate::pipeline) struct Guard {
    /// The program itself, which becomes the worker.
    pub(in crate::pipeline) program: PathBuf,
    /// What the worker is to load.
    pub(in crate::pipeline) errand: Errand,
    /// Seconds for one paper.
    pub(in crate::pipeline) seconds: u64,
}

/// A place, and its line as it stands there.
pub(in crate::pipeline) type Quoted = (Place, Option<String>);

/// How a body and its files are called.
#[derive(Clone, Copy)]
pub(in crate::pipeline) struct Names<'a> {
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
            Self::Paper(id) => id == "packet",
        }
    }
}

/// Time for a probe that looks for the line: far more than a paper needs, far less than it may take.
const PROBE: Duration = Duration::from_secs(4);

/// The workers of one build.
pub(in crate::pipeline) struct Crew<'a> {
    guard: &'a Guard,
    idle: Mutex<Vec<Worker>>,
    /// Documents that had to be ended, and how often.
    ended: Mutex<BTreeMap<String, (usize, Problem)>>,
}

/// Bodies whose paper is tried although the document had to be ended before: one may be the body's own fault, not two.
const TRIES: usize = 2;

impl<'a> Crew<'a> {
    pub(in crate::pipeline) fn new(guard: &'a Guard) -> Self {
        Self { guard, idle: Mutex::new(Vec::new()), ended: Mutex::new(BTreeMap::new()) }
    }

    /// Has a worker make all files of one body, and tells each step. A paper that has to be ended fails; the others are
    /// made by the next worker.
    ///
    /// # Errors
    /// [`Stop`] on an I/O error.
    pub(in crate::pipeline) fn body(
        &self,
        job: &BodyJobs,
        of: Names<'_>,
        tell: &mut dyn FnMut(Step<'_>),
    ) -> Result<(), Stop> {
        let mut known = job.known.clone();
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
                    let problem = build::fault_problem(at.id(), of.place, &words);
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
        job: &BodyJobs,
        known: &mut Vec<Outcome>,
        tell: &mut dyn FnMut(Step<'_>),
    ) -> Result<Ended, Stop> {
        let mut worker = match self.take()? {
            Ok(worker) => worker,
            Err(NotStarted::Died(death)) => return Ok(Ended::Died(At::Body, death)),
            Err(NotStarted::Refused(problems)) => return Ok(Ended::Refused(problems)),
        };
        worker.ask(&Request::Body {
            body: job.body,
            papers: job.papers.clone(),
            packet: job.packet.clone(),
            known: known.clone(),
        });
        let mut at = At::Body;
        loop {
            match worker.answer() {
                Ok(Answer::Titled(id)) => at = id.map_or(At::Body, At::Title),
                Ok(Answer::Begun(id)) => at = At::Paper(id),
                Ok(Answer::Outcome(outcome)) => {
                    known.push(outcome.clone());
                    tell(Step::Done(Box::new(outcome)));
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
            None => self.start(Duration::from_secs(self.guard.seconds)),
        }
    }

    fn start(&self, limit: Duration) -> Result<Result<Worker, NotStarted>, Stop> {
        Worker::start(&self.guard.program, &self.guard.errand, limit)
    }

    fn give(&self, worker: Worker) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
    }

    /// The problem of a paper whose worker ended, at the line that did it where it can be found.
    fn verdict(&self, body: usize, at: &At, of: Names<'_>, death: Death) -> Result<Problem, Stop> {
        let place = match at {
            At::Body => None,
            At::Title(id) => (of.title)(id),
            At::Paper(id) => self.culprit(body, id)?,
        };
        let paper = || (Place::Document { id: at.id().to_owned(), body: of.place.to_owned() }, None);
        let (place, passage) = place.unwrap_or_else(paper);
        Ok(Problem { passage, ..problem(death, self.guard, place) })
    }

    /// The line that printed the first piece with which the paper does not come to an end.
    fn culprit(&self, body: usize, id: &str) -> Result<Option<(Place, Option<String>)>, Stop> {
        let limit = PROBE.min(Duration::from_secs(self.guard.seconds));
        let ask = |request: Request| -> Result<Result<Answer, Death>, Stop> {
            let Ok(mut worker) = self.start(limit)? else { return Ok(Err(Death::Other)) };
            worker.ask(&request);
            Ok(worker.answer())
        };
        let id = || id.to_owned();
        let Ok(Answer::Pieces(pieces)) = ask(Request::Pieces { body, id: id() })? else {
            // Its source alone is too much; the template can be named all the same.
            return Ok(match ask(Request::File { id: id() })? {
                Ok(Answer::Place(place)) => place,
                _ => None,
            });
        };
        // With `fine` pieces it ends, with `bad` it does not.
        let (mut fine, mut bad) = (0, pieces);
        while bad > fine + 1 {
            let middle = usize::midpoint(fine, bad);
            match ask(Request::Probe { body, id: id(), pieces: middle })? {
                Ok(_) => fine = middle,
                Err(_) => bad = middle,
            }
        }
        if bad == 0 {
            return Ok(None);
        }
        match ask(Request::Place { body, id: id(), piece: bad - 1 })? {
            Ok(Answer::Place(place)) => Ok(place),
            _ => Ok(None),
        }
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

fn failed(id: &str, of: Names<'_>, problems: Vec<Problem>) -> Outcome {
    Outcome::Failed { id: id.to_owned(), body: of.place.to_owned(), path: (of.path)(id), problems }
}

/// The problem of a worker that had to be ended, or that ended itself.
pub(super) fn problem(death: Death, guard: &Guard, place: Place) -> Problem {
    let (seconds, memory) = (guard.seconds, guard.errand.memory);
    let longer = || {
        say!(
            "多半是循环没有尽头，或者次数太多；确实需要更久时加 --time-limit",
            "probably a loop without an end, or one that counts too far; --time-limit gives more time"
        )
    };
    let larger = || {
        say!(
            "看看这里有没有反复放大的文字或图片；确实需要时加 --memory-limit",
            "look for a text or a picture that is multiplied here; --memory-limit gives more"
        )
    };
    let (message, hint) = match death {
        Death::Late => (
            say!("{seconds} 秒还没有做完，已停止", "not done within {seconds} seconds; it was stopped"),
            longer(),
        ),
        Death::Memory => (
            say!(
                "用的内存超过 {memory} MB，已停止",
                "it took more than {memory} MB of memory; it was stopped"
            ),
            larger(),
        ),
        Death::Stack => (
            say!("一层套一层，没有尽头，已停止", "calls within calls without an end; it was stopped"),
            say!("看看这里的函数是不是调用了自己", "look for a function that calls itself"),
        ),
        Death::Other => (
            say!("做到这里时意外中断", "the work ended unexpectedly here"),
            say!("试着删去这一段，看其余的能不能做出来", "try without this passage"),
        ),
    };
    Problem::new(&LAYER_LIMIT, place, message).hint(hint)
}
