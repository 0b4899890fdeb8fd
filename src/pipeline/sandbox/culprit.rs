//! The line of a template that does not come to an end, looked for by making less and less of its paper.

use std::time::Duration;

use crate::pipeline::sandbox::death::Death;
use crate::pipeline::sandbox::launch::Launch;
use crate::pipeline::sandbox::protocol::{Answer, Request};
use crate::pipeline::sandbox::worker_process::Worker;
use crate::problem::{Place, Stop};

/// A place, and its line as it stands there.
pub(in crate::pipeline) type Quoted = (Place, Option<String>);

/// Time for a probe that looks for the line: far more than a paper needs, far less than it may take.
const PROBE: Duration = Duration::from_secs(4);

/// Workers for one question after the other; one that ended is replaced.
struct Prober<'l> {
    launch: &'l Launch,
    worker: Option<Worker>,
}

impl Prober<'_> {
    fn ask(&mut self, request: &Request) -> Result<Result<Answer, Death>, Stop> {
        let limit = PROBE.min(Duration::from_secs(self.launch.seconds));
        let mut worker = match self.worker.take() {
            Some(worker) => worker,
            None => match Worker::start(self.launch, limit)? {
                Ok(worker) => worker,
                Err(_) => return Ok(Err(Death::Other)),
            },
        };
        worker.ask(request);
        let answer = worker.answer();
        self.worker = answer.is_ok().then_some(worker);
        Ok(answer)
    }
}

/// The line that printed the first piece with which the paper does not come to an end.
pub(super) fn culprit(launch: &Launch, body: usize, id: &str) -> Result<Option<Quoted>, Stop> {
    let mut prober = Prober { launch, worker: None };
    let id = || id.to_owned();
    let Ok(Answer::Pieces(pieces)) = prober.ask(&Request::Pieces { body, id: id() })? else {
        // Its source alone is too much; the template can be named all the same.
        return Ok(match prober.ask(&Request::File { id: id() })? {
            Ok(Answer::Place(place)) => place,
            _ => None,
        });
    };
    // With `fine` pieces it ends, with `bad` it does not.
    let (mut fine, mut bad) = (0, pieces);
    while bad > fine + 1 {
        let middle = usize::midpoint(fine, bad);
        match prober.ask(&Request::Probe { body, id: id(), pieces: middle })? {
            Ok(_) => fine = middle,
            Err(_) => bad = middle,
        }
    }
    if bad == 0 {
        return Ok(None);
    }
    match prober.ask(&Request::Place { body, id: id(), piece: bad - 1 })? {
        Ok(Answer::Place(place)) => Ok(place),
        _ => Ok(None),
    }
}
