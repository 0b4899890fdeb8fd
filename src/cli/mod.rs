//! The command line: parses, calls the pipeline, shows. It computes nothing.

#[macro_use]
mod terminal;

mod args;
mod ask;
mod build;
mod check;
mod choices;
mod correct;
mod coverage;
mod data_args;
mod examine;
mod failed;
mod fonts;
mod init;
mod interrupt;
mod lang;
mod list;
mod open;
mod output;
mod pack;
mod preview;
mod progress;
mod read;
mod schema;
mod source_args;
mod stats;
mod templates;
mod watch;
#[cfg(feature = "web")]
mod window;

use std::ffi::OsString;
use std::process::ExitCode;

#[cfg(not(feature = "web"))]
use clap::CommandFactory;
use clap::Parser;

use crate::cli::args::Cli;
use crate::cli::args::Command;
#[cfg(feature = "web")]
use crate::cli::args::OpenArgs;
use crate::cli::failed::{DONE, Failed, USAGE};
use crate::cli::lang::language;
use crate::pipeline;
use crate::problem::Lang;
use crate::report;

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
    let Some(command) = cli.command else { return ExitCode::from(alone(lang)) };
    let status = match command {
        #[cfg(feature = "web")]
        Command::Open(args) => window::run(&args, lang),
        Command::Init(args) => init::run(&args, lang),
        Command::Check(args) => check::run(&args, lang),
        Command::Read(args) => read::run(&args, lang),
        Command::Ask(args) => ask::run(&args, lang),
        Command::Correct(args) => correct::run(&args, lang),
        Command::Coverage(args) => coverage::run(&args, lang),
        Command::Stats(args) => stats::run(&args, lang),
        Command::List(args) => list::run(&args, lang),
        Command::Build(args) => build::run(&args, lang),
        Command::Fonts(args) => fonts::run(&args, lang),
        Command::Templates(args) => templates::run(&args, lang),
        Command::Preview(args) => preview::run(&args, lang),
        Command::Watch(args) => watch::run(&args, lang),
        Command::Schema(args) => Ok(schema::run(&args)),
        Command::Worker => worker(),
    };
    ExitCode::from(status.unwrap_or_else(|failed| failed.show(lang)))
}

/// `huanjie` without a word, as a double click starts it.
#[cfg(feature = "web")]
fn alone(lang: Lang) -> u8 {
    window::run(&OpenArgs::default(), lang).unwrap_or_else(|failed| failed.show(lang))
}

/// `huanjie` without a word, built without the window: what it can do.
#[cfg(not(feature = "web"))]
fn alone(_: Lang) -> u8 {
    let _ = Cli::command().print_help();
    USAGE
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
        if report::plain(&said) == said { hook(info) } else { eprintln!("{said}") }
    }));
}

/// `huanjie worker`: nobody types it; the program starts itself so.
fn worker() -> Result<u8, Failed> {
    // Ctrl-C is for the program that started this one; it ends its workers itself.
    let _ = ctrlc::set_handler(|| {});
    pipeline::serve()?;
    Ok(DONE)
}
