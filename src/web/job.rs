//! A build that runs while the clerk looks on, or does something else.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Instant;

use serde::Serialize;
use tokio::sync::watch;

use crate::pipeline::{BuildReport, Event};
use crate::web::keys::locked;

/// The builds of a town: one at a time.
#[derive(Debug)]
pub(in crate::web) struct Jobs {
    running: Mutex<Option<Arc<Job>>>,
    ended: Condvar,
    last: Mutex<Option<Arc<Ended>>>,
    progress: watch::Sender<Progress>,
}

/// A build that runs.
#[derive(Debug)]
pub(in crate::web) struct Job {
    /// Once true, no new paper is begun.
    pub(in crate::web) stop: AtomicBool,
    begun: Instant,
}

/// What came of the last build.
#[derive(Debug)]
pub(in crate::web) struct Ended {
    /// What was made; or why nothing was.
    pub(in crate::web) result: Result<BuildReport, crate::web::failed::Failed>,
    /// How long it took, in milliseconds.
    pub(in crate::web) milliseconds: u128,
}

/// How far a build is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(in crate::web) struct Progress {
    /// Whether one runs.
    pub(in crate::web) running: bool,
    /// Files that will be looked at.
    pub(in crate::web) planned: usize,
    /// Files that are done.
    pub(in crate::web) done: usize,
    /// Those that failed among them.
    pub(in crate::web) failed: usize,
    /// The last one.
    pub(in crate::web) path: String,
    /// Milliseconds since it began.
    pub(in crate::web) milliseconds: u128,
    /// Counts builds, so that a page knows whether it has seen the end of this one.
    pub(in crate::web) number: u64,
}

impl Default for Jobs {
    fn default() -> Self {
        Self {
            running: Mutex::default(),
            ended: Condvar::new(),
            last: Mutex::default(),
            progress: watch::Sender::new(Progress::default()),
        }
    }
}

impl Jobs {
    /// Begins a build; none where one runs already.
    pub(in crate::web) fn begin(&self) -> Option<Arc<Job>> {
        let mut running = locked(&self.running);
        if running.is_some() {
            return None;
        }
        let job = Arc::new(Job { stop: AtomicBool::new(false), begun: Instant::now() });
        *running = Some(Arc::clone(&job));
        self.progress.send_modify(|progress| {
            *progress = Progress { running: true, number: progress.number + 1, ..Progress::default() };
        });
        Some(job)
    }

    /// Notes what happened.
    pub(in crate::web) fn show(&self, job: &Job, event: &Event<'_>) {
        self.progress.send_modify(|progress| {
            progress.milliseconds = job.begun.elapsed().as_millis();
            match event {
                Event::Planned(count) => progress.planned = *count,
                Event::Done { path, .. } => {
                    progress.done += 1;
                    (*path).clone_into(&mut progress.path);
                }
                Event::Failed { path, .. } => {
                    progress.done += 1;
                    progress.failed += 1;
                    (*path).clone_into(&mut progress.path);
                }
            }
        });
    }

    /// The build is over.
    pub(in crate::web) fn end(&self, job: &Job, result: Result<BuildReport, crate::web::failed::Failed>) {
        let milliseconds = job.begun.elapsed().as_millis();
        *locked(&self.last) = Some(Arc::new(Ended { result, milliseconds }));
        *locked(&self.running) = None;
        self.ended.notify_all();
        self.progress.send_modify(|progress| {
            progress.running = false;
            progress.milliseconds = milliseconds;
        });
    }

    /// No new paper is begun.
    pub(in crate::web) fn stop(&self) {
        if let Some(job) = locked(&self.running).as_ref() {
            job.stop.store(true, Ordering::Relaxed);
        }
    }

    /// Waits until no build runs.
    pub(in crate::web) fn wait(&self) {
        let running = locked(&self.running);
        drop(
            self.ended
                .wait_while(running, |running| running.is_some())
                .unwrap_or_else(PoisonError::into_inner),
        );
    }

    /// How far it is.
    pub(in crate::web) fn progress(&self) -> watch::Receiver<Progress> {
        self.progress.subscribe()
    }

    /// What came of the last one.
    pub(in crate::web) fn last(&self) -> Option<Arc<Ended>> {
        locked(&self.last).clone()
    }
}
