//! Ctrl-C.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What the shell says of a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// A flag that Ctrl-C sets: running papers are finished, no new one is started. Pressed again it ends the program at once;
/// the journal knows what was written.
#[expect(clippy::exit, reason = "whoever presses twice wants no paper finished")]
pub(super) fn stop_on_ctrl_c() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    // Without a handler Ctrl-C still works, less gently.
    let _ = ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED);
        }
    });
    stop
}
