//! `huanjie stats`.

use crate::cli::args::{ByArg, StatsArgs, StatsFormat};
use crate::cli::failed::{DONE, Failed};
use crate::cli::{open, output};
use crate::pipeline::{Project, Settings};
use crate::problem::{Lang, Stop};
use crate::report::{self, By};
use crate::say;

pub(super) fn run(args: &StatsArgs, lang: Lang) -> Result<u8, Failed> {
    let settings = Settings { as_of: args.source.as_of, layer: args.layer.clone(), ..Settings::default() };
    let project = Project::open(&args.source.dir, settings)?;
    open::need_date(&project)?;
    let survey = project.survey()?;
    if let Some(id) = &args.explain {
        let explained = project.explain(&survey, id)?.ok_or_else(|| {
            Failed::Usage(say!(
                "没有指标“{id}”；huanjie stats 列出所有指标",
                "there is no indicator \"{id}\"; huanjie stats lists them"
            ))
        })?;
        match args.format {
            StatsFormat::Json => output::json(&explained),
            _ => output::text(|out| report::explained(&explained, id, lang, out)),
        }
        return Ok(DONE);
    }
    let (by, coverage) = (args.by.map(By::from), project.coverage_of(&survey)?);
    match args.format {
        StatsFormat::Json => output::json(&report::StatsJson::new(&survey, by, &coverage)),
        StatsFormat::Text => output::text(|out| report::stats(&survey, by, lang, out)),
        StatsFormat::Csv => output::raw(|out| report::stats_csv(&survey, by, out)),
        StatsFormat::Xlsx => {
            let bytes = report::stats_workbook(&survey, by)
                .map_err(|cause| Stop::new(say!("生成 stats.xlsx", "making stats.xlsx"), cause))?;
            let folder = args.out.clone().unwrap_or_else(|| project.out());
            println!("{}", output::workbook(&folder, "stats", &bytes, lang)?.display());
        }
    }
    if !matches!(args.format, StatsFormat::Json) {
        output::message(|out| report::lacking(&coverage, lang, out));
    }
    Ok(DONE)
}

impl From<ByArg> for By {
    fn from(by: ByArg) -> Self {
        match by {
            ByArg::Unit => Self::Unit,
            ByArg::Town => Self::Town,
            ByArg::County => Self::County,
            ByArg::Kind => Self::Kind,
        }
    }
}
