//! The only threads: plain ones, each taking the next job until none is left or someone says stop.
#![expect(clippy::disallowed_methods, reason = "this file is where threads are made")]

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread::JoinHandle;

/// Runs `work` over the numbers 0 to `count` on `threads` threads and gives `each` result to the caller's thread as it comes.
///
/// A job that panics gives `Err` with the panic's words: a fault of the program must not take the other papers
/// with it. When `stop` is set, running jobs finish and no new one starts.
pub(super) fn run<T: Send>(
    count: usize,
    threads: usize,
    stop: &AtomicBool,
    work: impl Fn(usize) -> T + Sync,
    mut each: impl FnMut(usize, Result<T, String>),
) {
    let next = AtomicUsize::new(0);
    let (sender, results) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..threads.clamp(1, count.max(1)) {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let job = next.fetch_add(1, Ordering::Relaxed);
                    if job >= count {
                        break;
                    }
                    let result =
                        catch_unwind(AssertUnwindSafe(|| work(job))).map_err(|panic| words(panic.as_ref()));
                    if sender.send((job, result)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        for (job, result) in results {
            each(job, result);
        }
    });
}

/// Runs two things beside one another; a panic in either goes on here.
pub(super) fn both<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| resume_unwind(panic)), other)
    })
}

/// Runs something beside the rest that mostly waits: for the answers of another process.
pub(super) fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> JoinHandle<T> {
    std::thread::spawn(work)
}

/// Bytes of stack for templates: calls within calls come to Typst's own limit long before its end.
const DEEP: usize = 64 << 20;

/// Runs something on a stack that is deep on every system, and waits for it.
pub(super) fn deep<T: Send>(work: impl FnOnce() -> T + Send) -> std::io::Result<Option<T>> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(DEEP).spawn_scoped(scope, work)?;
        Ok(thread.join().ok())
    })
}

/// What a panic said.
pub(super) fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("?").to_owned()
}

/// Threads where nobody says how many.
#[must_use]
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_job_runs_once_and_a_panic_stays_with_its_job() {
        let mut got = [0; 20];
        let mut failed = Vec::new();
        let stop = AtomicBool::new(false);
        let work = |n: usize| if n == 7 { panic!("seven") } else { n };
        run(20, 3, &stop, work, |job, result| match result {
            Ok(n) => got[n] += 1,
            Err(words) => failed.push((job, words)),
        });
        assert_eq!(failed, [(7, "seven".to_owned())]);
        assert_eq!(got.iter().sum::<usize>(), 19);
    }

    #[test]
    fn nothing_starts_after_stop() {
        let stop = AtomicBool::new(true);
        run(5, 2, &stop, |n| n, |_, _| panic!("a job ran"));
    }
}
