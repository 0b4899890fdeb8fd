//! The command line: parses, calls the pipeline, shows. It computes nothing.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this is the face that prints")]

mod args;
mod build;
mod examine;
mod explain;
mod fonts;
mod guard;
mod init;
mod lang;
mod list;
mod pack;
mod preview;
mod progress;
mod read;
mod report;
mod rules;
mod schema;
mod stats;
mod templates;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::cli::args::Cli;
use crate::cli::args::Command;
use crate::cli::lang::language;
use crate::pipeline::NotOpened;
use crate::problem::Lang;
use crate::problem::Stop;

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
            // Help and version come as "errors" that go to stdout with status 0.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(USAGE));
        }
    };
    let lang = language(cli.lang);
    quiet_while_opening();
    let status = match cli.command {
        Command::Init(args) => init::run(&args, lang),
        Command::Check(args) => read::check(&args, lang),
        Command::Read(args) => read::read(&args, lang),
        Command::Stats(args) => stats::run(&args, lang),
        Command::List(args) => list::run(&args, lang),
        Command::Build(args) => build::run(&args, lang),
        Command::Fonts(args) => fonts::run(&args, lang),
        Command::Templates(args) => templates::run(&args, lang),
        Command::Preview(args) => preview::run(&args, lang),
        Command::Watch(args) => watch::run(&args, lang),
        Command::Schema(args) => Ok(schema::run(&args)),
        Command::Worker => guard::worker(),
    };
    ExitCode::from(status.unwrap_or_else(|failed| failed.show(lang)))
}

/// A library that panics over a broken file is caught, and the file becomes a problem: no need to frighten anybody.
/// A reader of our output that went away, as `head` does, has had enough: that is no fault either.
#[expect(clippy::exit, reason = "nobody is left to hear more, and print! knows no other way to end")]
fn quiet_while_opening() {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if info.payload_as_str().is_some_and(|message| message.starts_with("failed printing to stdout")) {
            std::process::exit(i32::from(DONE));
        }
        if !crate::read::is_opening() {
            hook(info);
        }
    }));
}

/// Why a command ended early.
enum Failed {
    /// The machine's fault.
    Stop(Stop),
    /// The workspace cannot be opened, or its templates cannot be loaded.
    Problems(Vec<crate::problem::Problem>, u8),
    /// Wrong usage.
    Usage(crate::problem::Say),
}

impl From<Stop> for Failed {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

impl From<NotOpened> for Failed {
    fn from(error: NotOpened) -> Self {
        match error {
            NotOpened::BadCycle(problems) => Self::Problems(problems, USAGE),
            NotOpened::Stop(stop) => Self::Stop(stop),
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
