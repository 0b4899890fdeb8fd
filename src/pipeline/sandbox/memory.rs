//! How much memory this process may have: without a limit, until it becomes a worker.

use std::alloc::System;
use std::io::Write;
use std::time::Duration;

use cap::Cap;

use crate::pipeline::workers;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// The status of a worker that ended itself because it had too much.
pub(super) const TOO_MUCH: i32 = 86;

/// How often a worker looks how much it has: in so short a time it does not get far.
const LOOK: Duration = Duration::from_millis(10);

/// From now on this process ends when it takes so many megabytes. An allocation that is too large ends it at once; what
/// no allocator sees, such as a stack that grows with every call of a template, is looked for again and again.
pub(super) fn limit(megabytes: u64) {
    let bytes = usize::try_from(megabytes.saturating_mul(1 << 20)).unwrap_or(usize::MAX);
    // Fails only when more is in use already; then the look below ends the process.
    let _ = MEMORY.set_limit(bytes);
    // The program itself, as it was loaded, counts for nobody.
    let most = resident().saturating_add(bytes);
    workers::aside(move || {
        while resident() <= most {
            std::thread::sleep(LOOK);
        }
        end();
    });
}

/// Bytes of memory that this process has now, its stacks included; 0 where the system does not tell.
fn resident() -> usize {
    memory_stats::memory_stats().map_or(0, |stats| stats.physical_mem)
}

#[expect(clippy::exit, reason = "a template runs on another thread and cannot be told to stop")]
fn end() {
    let _ = writeln!(std::io::stderr(), "too much memory");
    std::process::exit(TOO_MUCH);
}
