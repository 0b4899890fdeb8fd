//! The one way to the terminal: names of towns, cells, files and templates are in what is said, and may hold anything.
//!
//! `println!` and `eprintln!` of this module are those of every file of `cli`: what is not seen, and what could do
//! something to a terminal, becomes a visible mark.

use std::io::Write;

use crate::report::plain;

/// As the macro of the standard library, for what may be shown on a terminal.
macro_rules! println {
    ($($said:tt)*) => { $crate::cli::terminal::line(&mut std::io::stdout().lock(), &format!($($said)*)) };
}

/// As the macro of the standard library, for what may be shown on a terminal.
macro_rules! eprintln {
    ($($said:tt)*) => { $crate::cli::terminal::line(&mut std::io::stderr().lock(), &format!($($said)*)) };
}

/// Writes a line. Nothing is reported when nobody listens any more, as with `head`.
pub(in crate::cli) fn line(out: &mut dyn Write, text: &str) {
    // A tab does no harm, and parts the columns of a list.
    let parts: Vec<String> = text.split('\t').map(plain).collect();
    let _ = writeln!(out, "{}", parts.join("\t"));
}
