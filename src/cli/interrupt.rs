//! Ctrl-C.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What the shell says of a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// A flag that Ctrl-C sets: running papers are finished, no new one is started. Pressed again it ends the program at once;
/// the journal knows what was written.
pub(super) fn stop_on_ctrl_c() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    on_ctrl_c(move || flag.store(true, Ordering::Relaxed));
    stop
}

/// Does something when Ctrl-C is pressed; pressed again it ends the program at once.
#[expect(clippy::exit, reason = "whoever presses twice wants nothing finished")]
pub(super) fn on_ctrl_c(act: impl Fn() + Send + 'static) {
    let pressed = AtomicBool::new(false);
    // Without a handler Ctrl-C still works, less gently.
    let _ = ctrlc::set_handler(move || {
        if pressed.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED);
        }
        act();
    });
}
