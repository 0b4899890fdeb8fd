//! How much memory this process may have: without a limit, until it becomes a worker.

use std::alloc::System;

use cap::Cap;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// From now on an allocation beyond so many megabytes ends the process; the runtime says so on stderr.
pub(super) fn limit(megabytes: u64) {
    let bytes = usize::try_from(megabytes.saturating_mul(1 << 20)).unwrap_or(usize::MAX);
    // Fails only when more is in use already; then the next allocation would fail as well.
    let _ = MEMORY.set_limit(bytes);
}
