//! `huanjie coverage`.

use crate::cli::args::CoverageArgs;
use crate::cli::choices::CoverageFormat;
use crate::cli::failed::{DONE, Failed, PROBLEMS};
use crate::cli::{open, output};
use crate::problem::Lang;
use crate::report;

pub(super) fn run(args: &CoverageArgs, lang: Lang) -> Result<u8, Failed> {
    let project = open::with_layer(&args.dir, None)?;
    let coverage = project.coverage()?;
    match args.format {
        CoverageFormat::Json => output::json(&report::CoverageJson::new(&coverage, lang)),
        CoverageFormat::Text => output::text(|out| report::coverage(&coverage, lang, out)),
        CoverageFormat::Csv => output::raw(|out| report::coverage_csv(&coverage, out)),
    }
    Ok(if coverage.is_clear() { DONE } else { PROBLEMS })
}
