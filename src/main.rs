//! huanjie (换届): arguments in, exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    huanjie::cli::run(std::env::args_os())
}
