//! The command line: parses, calls the pipeline, shows. It computes nothing.

#[macro_use]
mod terminal;

mod args;
mod build;
mod check;
mod examine;
mod fonts;
mod init;
mod lang;
mod list;
mod open;
mod output;
mod pack;
mod preview;
mod progress;
mod read;
mod stats;
mod templates;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Parser;

use crate::cli::args::Cli;
use crate::cli::args::Command;
use crate::cli::lang::language;
use crate::pipeline::{self, NotReady};
use crate::problem::{Lang, Problem, Say, Stop};
use crate::report;

/// Everything was done.
const DONE: u8 = 0;
/// Problems of severity error were found, or papers failed.
const PROBLEMS: u8 = 1;
/// Wrong usage, or a `cycle.toml` that cannot be understood.
const USAGE: u8 = 2;

/// Runs the program with these arguments; the first is the program's own name.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come as "errors" that go to stdout with status 0; they quote nobody.
            if error.use_stderr() {
                eprintln!("{}", error.render().to_string().trim_end());
            } else {
                let _ = error.print();
            }
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(USAGE));
        }
    };
    let lang = language(cli.lang);
    quiet_while_opening();
    let status = match cli.command {
        Command::Init(args) => init::run(&args, lang),
        Command::Check(args) => check::run(&args, lang),
        Command::Read(args) => read::run(&args, lang),
        Command::Stats(args) => stats::run(&args, lang),
        Command::List(args) => list::run(&args, lang),
        Command::Build(args) => build::run(&args, lang),
        Command::Fonts(args) => fonts::run(&args, lang),
        Command::Templates(args) => templates::run(&args, lang),
        Command::Preview(args) => preview::run(&args, lang),
        Command::Watch(args) => watch::run(&args, lang),
        Command::Worker => worker(),
    };
    ExitCode::from(status.unwrap_or_else(|failed| failed.show(lang)))
}

/// A library that panics over a broken file is caught, and the file becomes a problem: no need to frighten anybody.
fn quiet_while_opening() {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if crate::read::is_opening() {
            return;
        }
        // What panics may quote a cell.
        let said = info.to_string();
        if report::text::plain(&said) == said { hook(info) } else { eprintln!("{said}") }
    }));
}

/// Why a command ended early.
enum Failed {
    /// The machine's fault.
    Stop(Stop),
    /// The workspace cannot be opened, or its templates cannot be loaded.
    Problems(Vec<Problem>, u8),
    /// Wrong usage.
    Usage(Say),
}

impl From<Stop> for Failed {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

impl From<NotReady> for Failed {
    fn from(error: NotReady) -> Self {
        match error {
            NotReady::BadCycle(problems) | NotReady::BadLayers(problems) => Self::Problems(problems, USAGE),
            NotReady::NoFonts(problems) => Self::Problems(problems, PROBLEMS),
            NotReady::Stop(stop) => Self::Stop(stop),
        }
    }
}

impl Failed {
    fn show(&self, lang: Lang) -> u8 {
        match self {
            Self::Stop(stop) => {
                let (attempt, cause) = (stop.attempt.text(lang), stop.cause.text(lang));
                match lang {
                    Lang::Zh => eprintln!("错误：{attempt}时：{cause}"),
                    Lang::En => eprintln!("error: {attempt}: {cause}"),
                }
                PROBLEMS
            }
            Self::Problems(problems, status) => {
                report::text::problems(problems, lang, &mut std::io::stderr());
                *status
            }
            Self::Usage(message) => {
                let message = message.text(lang);
                match lang {
                    Lang::Zh => eprintln!("错误：{message}"),
                    Lang::En => eprintln!("error: {message}"),
                }
                USAGE
            }
        }
    }
}

/// `huanjie worker`: nobody types it; the program starts itself so.
fn worker() -> Result<u8, Failed> {
    // Ctrl-C is for the program that started this one; it ends its workers itself.
    let _ = ctrlc::set_handler(|| {});
    pipeline::serve()?;
    Ok(DONE)
}

/// What the shell says of a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// A flag that Ctrl-C sets: running papers are finished, no new one is started. Pressed again it ends the program at once;
/// the journal knows what was written.
#[expect(clippy::exit, reason = "whoever presses twice wants no paper finished")]
fn stop_on_ctrl_c() -> Arc<AtomicBool> {
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
