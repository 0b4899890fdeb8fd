//! The worker as a process of its own: started, asked, and ended when it takes too long or too much.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::pipeline::sandbox::death::Death;
use crate::pipeline::sandbox::launch::Launch;
use crate::pipeline::sandbox::memory;
use crate::pipeline::sandbox::protocol::{Answer, Request};
use crate::pipeline::workers;
use crate::problem::{Problem, Stop};
use crate::say;

/// The hidden command that turns the program into a worker.
pub const WORKER: &str = "worker";

/// What a worker needs to take in its data before the first answer, beyond the time of a paper: a city on a slow disk.
const TO_START: Duration = Duration::from_secs(300);

/// How long a worker that wrote half an answer may take to be gone.
const TO_END: Duration = Duration::from_secs(2);

/// The end of what a worker said on stderr: enough to tell why it died.
const LAST_WORDS: usize = 4096;

/// Why there is no worker to ask.
pub(super) enum NotStarted {
    /// It ended while it loaded.
    Died(Death),
    /// What it was to load is wrong.
    Refused(Vec<Problem>),
}

/// A worker.
pub(super) struct Worker {
    child: Child,
    requests: Option<ChildStdin>,
    answers: Receiver<String>,
    last_words: Option<JoinHandle<String>>,
    limit: Duration,
}

impl Worker {
    /// Starts the program as a worker and waits until it is ready. `limit` is the time between two answers.
    ///
    /// # Errors
    /// [`Stop`] when the process cannot be started.
    pub(super) fn start(
        Launch { program, config, data, .. }: &Launch,
        limit: Duration,
    ) -> Result<Result<Self, NotStarted>, Stop> {
        let failed = |cause: std::io::Error| Stop::new(say!("启动工作进程", "starting a worker"), cause);
        let mut child = Command::new(program)
            .arg(WORKER)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        let (sender, answers) = channel();
        if let Some(out) = child.stdout.take() {
            workers::aside(move || {
                for line in BufReader::new(out).lines().map_while(Result::ok) {
                    if sender.send(line).is_err() {
                        break;
                    }
                }
            });
        }
        let last_words = child.stderr.take().map(|err| workers::aside(move || last_words(err)));
        let requests = child.stdin.take();
        let mut worker = Self { child, requests, answers, last_words, limit };
        let sent = serde_json::to_string(config).ok().is_some_and(|config| worker.say(&config))
            && worker.requests.as_mut().is_some_and(|requests| data.send(requests).is_ok());
        if !sent {
            return Ok(Err(NotStarted::Died(worker.death())));
        }
        // Taking it in may take a while, and counts for no paper.
        worker.ask(&Request::Load);
        Ok(loop {
            match worker.hear(limit.max(TO_START)) {
                Ok(Answer::Ready) => {}
                Ok(Answer::Refused(problems)) => break Err(NotStarted::Refused(problems)),
                Ok(Answer::Stopped(stop)) => return Err(stop),
                Ok(_) => break Ok(worker),
                Err(death) => break Err(NotStarted::Died(death)),
            }
        })
    }

    /// Sends a request.
    pub(super) fn ask(&mut self, request: &Request) {
        // A worker that is gone is noticed when its answer does not come.
        let _ = serde_json::to_string(request).map(|request| self.say(&request));
    }

    /// The next answer, or how the worker ended.
    pub(super) fn answer(&mut self) -> Result<Answer, Death> {
        self.hear(self.limit)
    }

    fn say(&mut self, line: &str) -> bool {
        let Some(requests) = self.requests.as_mut() else { return false };
        writeln!(requests, "{line}").and_then(|()| requests.flush()).is_ok()
    }

    fn hear(&mut self, limit: Duration) -> Result<Answer, Death> {
        match self.answers.recv_timeout(limit) {
            // Half an answer is that of a worker that ended while it wrote.
            Ok(line) => serde_json::from_str(&line).map_err(|_| match self.answers.recv_timeout(TO_END) {
                Err(RecvTimeoutError::Disconnected) => self.death(),
                Ok(_) | Err(RecvTimeoutError::Timeout) => Death::Other,
            }),
            Err(RecvTimeoutError::Timeout) => Err(Death::Late),
            Err(RecvTimeoutError::Disconnected) => Err(self.death()),
        }
    }

    /// Why it ended: by its status, or by its last words, those of Rust's runtime.
    fn death(&mut self) -> Death {
        self.requests = None;
        let status = self.child.wait().ok();
        let words = self.last_words.take().and_then(|listener| listener.join().ok()).unwrap_or_default();
        match () {
            () if status
                .is_some_and(|status| status.code() == Some(memory::TOO_MUCH) || is_killed(status)) =>
            {
                Death::Memory
            }
            () if words.contains("memory allocation of") => Death::Memory,
            () if words.contains("overflowed its stack") => Death::Stack,
            () => Death::Other,
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // One that is idle ends by itself when nobody can ask any more; one that is busy must not go on.
        self.requests = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether the system ended a process that nobody here ended: it does so where the memory of the machine is used up.
#[cfg(unix)]
fn is_killed(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    const KILL: i32 = 9;
    status.signal() == Some(KILL)
}

#[cfg(not(unix))]
fn is_killed(_: ExitStatus) -> bool {
    false
}

/// Reads to the end, and keeps only that.
fn last_words(mut err: impl Read) -> String {
    let (mut part, mut words) = ([0; 512], Vec::new());
    while let Ok(read @ 1..) = err.read(&mut part) {
        words.extend(part.iter().take(read));
        let over = words.len().saturating_sub(LAST_WORDS);
        words.drain(..over);
    }
    String::from_utf8_lossy(&words).into_owned()
}
