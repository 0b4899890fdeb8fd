//! `huanjie check`.

use crate::cli::args::{CheckArgs, CheckFormat};
use crate::cli::failed::{DONE, Failed, PROBLEMS};
use crate::cli::{open, output};
use crate::pipeline::Project;
use crate::problem::{Lang, Problem, Stop};
use crate::read;
use crate::report;
use crate::say;

pub(super) fn run(args: &CheckArgs, lang: Lang) -> Result<u8, Failed> {
    let project = open::source(&args.source)?;
    if args.rules {
        rules(args, &project, lang);
        return Ok(DONE);
    }
    open::need_date(&project)?;
    let (reading, problems) = (project.sources()?, project.problems()?);
    match args.format {
        CheckFormat::Json => output::json(&report::CheckJson::new(reading, &problems, lang)),
        CheckFormat::Text => output::text(|out| {
            report::text::problems(&problems, lang, out);
            report::sums(reading, &problems, lang, out)
        }),
        CheckFormat::Xlsx => {
            workbook(args, &project, &problems, lang)?;
            output::text(|out| report::sums(reading, &problems, lang, out));
        }
    }
    let (errors, _) = report::text::counts(&problems);
    Ok(if errors > 0 { PROBLEMS } else { DONE })
}

fn rules(args: &CheckArgs, project: &Project, lang: Lang) {
    let rules = &project.cycle().rules;
    match args.format {
        CheckFormat::Json => output::json(&report::RulesJson::new(rules, lang)),
        CheckFormat::Text | CheckFormat::Xlsx => output::text(|out| report::rules(rules, lang, out)),
    }
}

/// Writes `problems.xlsx` into the folder of results.
fn workbook(args: &CheckArgs, project: &Project, problems: &[Problem], lang: Lang) -> Result<(), Failed> {
    let folder = args.out.clone().unwrap_or_else(|| project.out());
    let copies = read::copies(project.root(), &report::wanted(problems))?;
    let bytes = report::workbook(problems, &copies, lang)
        .map_err(|cause| Stop::new(say!("生成 problems.xlsx", "making problems.xlsx"), cause))?;
    println!("{}", output::workbook(&folder, "problems", &bytes, lang)?.display());
    Ok(())
}
