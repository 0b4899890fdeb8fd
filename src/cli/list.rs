//! `huanjie list`.

use crate::cli::args::{Format, ListArgs};
use crate::cli::failed::{DONE, Failed};
use crate::cli::{open, output};
use crate::problem::Lang;
use crate::report;

pub(super) fn run(args: &ListArgs, lang: Lang) -> Result<u8, Failed> {
    let project = open::with_layer(&args.dir, args.layer.as_ref())?;
    let survey = project.survey()?;
    let listed = project.documents(&survey)?;
    match args.format {
        Format::Json => output::json(&report::ListJson::new(&listed)),
        Format::Text => output::text(|out| report::documents(&listed, lang, out)),
    }
    Ok(DONE)
}
