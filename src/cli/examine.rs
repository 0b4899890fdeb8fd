//! `huanjie templates check`.

use crate::cli::args::{Format, TemplatesCheckArgs};
use crate::cli::failed::{DONE, Failed, PROBLEMS};
use crate::cli::interrupt::stop_on_ctrl_c;
use crate::cli::progress::Progress;
use crate::cli::{open, output};
use crate::pipeline::{Event, Tried, Watch, cores};
use crate::problem::Lang;
use crate::report;
use crate::say;

pub(super) fn run(args: &TemplatesCheckArgs, lang: Lang) -> Result<u8, Failed> {
    let project = open::for_papers(&args.dir, args.layer.as_ref(), args.fonts.as_ref(), args.limits)?;
    let (stop, progress) = (stop_on_ctrl_c(), Progress::new());
    let tell = |event: &Event<'_>| progress.show(event);
    let tried = project.try_layers(cores(), Watch { show: &tell, stop: &stop });
    progress.finish();
    let tried = tried?;
    let Tried { papers, problems } = &tried;
    let (errors, warnings) = report::text::counts(problems);
    match args.format {
        Format::Json => output::json(&report::TriedJson::new(&tried, lang)),
        Format::Text => {
            report::text::problems(problems, lang, &mut std::io::stderr().lock());
            let said = say!(
                "用两个样本做了 {papers} 份材料：{errors} 个错误，{warnings} 个警告",
                "{papers} papers made of two samples: {errors} errors, {warnings} warnings"
            );
            println!("{}", said.text(lang));
        }
    }
    Ok(if errors > 0 { PROBLEMS } else { DONE })
}
