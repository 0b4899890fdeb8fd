//! `huanjie templates check`.

use serde::Serialize;

use crate::cli::args::{Format, SourceArgs, TemplatesCheckArgs};
use crate::cli::progress::Progress;
use crate::cli::report::json::ProblemJson;
use crate::cli::report::{json, text};
use crate::cli::{DONE, Failed, PROBLEMS, USAGE, build, guard, read};
use crate::fill;
use crate::pipeline;
use crate::pipeline::{Event, Trial, Tried};
use crate::problem::{Lang, Problem};
use crate::say;

#[derive(Serialize)]
struct TriedJson<'a> {
    papers: usize,
    problems: Vec<ProblemJson<'a>>,
}

pub(super) fn run(args: &TemplatesCheckArgs, lang: Lang) -> Result<u8, Failed> {
    let workspace = read::open(&SourceArgs { dir: args.dir.clone(), as_of: None })?;
    // The samples' own cycle names no layer: that of the workspace is handed on as if it had been typed.
    let own = workspace.cycle.layer.as_deref().filter(|_| args.layer.is_none());
    if let Some(problem) = fill::not_a_layer_of_cycle(own) {
        return Err(Failed::Problems(vec![problem], USAGE));
    }
    let trial = Trial {
        templates: workspace.root.clone(),
        layer: args.layer.clone().or_else(|| workspace.cycle.layer.clone()),
        fonts: build::font_source(&workspace, args.fonts.as_deref()),
        limits: (guard::program()?, args.limits.time_limit, args.limits.memory_limit),
        threads: build::cores(),
    };
    let fonts = trial.fonts.load().problems;
    if fonts.iter().any(Problem::is_error) {
        return Err(Failed::Problems(fonts, PROBLEMS));
    }
    let stop = build::stop_on_ctrl_c();
    let progress = Progress::new();
    let tell = |event: &Event<'_>| progress.show(event);
    let tried = pipeline::examine(&trial, &tell, &stop);
    progress.finish();
    let Tried { papers, problems } = tried?;
    let (errors, warnings) = text::counts(&problems);
    match args.format {
        Format::Json => json::print(&TriedJson { papers, problems: ProblemJson::list(&problems, lang) }),
        Format::Text => {
            text::problems(&problems, lang, &mut std::io::stderr().lock());
            let said = say!(
                "用两个样本做了 {papers} 份材料：{errors} 个错误，{warnings} 个警告",
                "{papers} papers made of two samples: {errors} errors, {warnings} warnings"
            );
            println!("{}", said.text(lang));
        }
    }
    Ok(if errors > 0 { PROBLEMS } else { DONE })
}
