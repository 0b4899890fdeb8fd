//! `huanjie read`.

use crate::cli::args::{Format, ReadArgs};
use crate::cli::failed::{DONE, Failed, PROBLEMS};
use crate::cli::{open, output};
use crate::problem::Lang;
use crate::report;

pub(super) fn run(args: &ReadArgs, lang: Lang) -> Result<u8, Failed> {
    let project = open::source(&args.source)?;
    let reading = project.sources()?;
    match args.format {
        Format::Json => output::json(&report::ReadJson::new(reading, lang)),
        Format::Text => output::text(|out| report::reading(reading, lang, out)),
    }
    let (errors, _) = report::text::counts(&reading.problems);
    let waits = reading.questions.iter().any(|question| question.is_open() && question.is_blocking());
    Ok(if errors > 0 || waits { PROBLEMS } else { DONE })
}
