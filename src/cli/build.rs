//! `huanjie build`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::cli::args::{BuildArgs, Format, StageArg};
use crate::cli::failed::{DONE, Failed, PROBLEMS};
use crate::cli::interrupt::stop_on_ctrl_c;
use crate::cli::progress::Progress;
use crate::cli::{open, output};
use crate::cycle::StageId;
use crate::pipeline::{BuildOptions, Event, Packets, Project, Selection, Watch};
use crate::problem::Lang;
use crate::report;
use crate::typeset;

pub(super) fn run(args: &BuildArgs, lang: Lang) -> Result<u8, Failed> {
    let start = Instant::now();
    let project = open::for_papers(&args.dir, args.layer.as_ref(), args.fonts.as_ref(), args.limits)?;
    open::need_cycle(&project)?;
    // What is wrong with layers or typefaces is said before the spreadsheets are read.
    project.layers()?;
    project.fonts()?;
    let survey = project.survey()?;
    let options = options(args, &project);
    let (stop, progress) = (stop_on_ctrl_c(), Progress::new());
    let tell = |event: &Event<'_>| progress.show(event);
    let built = project.build(&survey, &options, Watch { show: &tell, stop: &stop });
    progress.finish();
    let built = built?;
    match args.format {
        Format::Json => output::json(&report::BuildJson::new(&built, lang, start.elapsed())),
        Format::Text => {
            built.written.iter().for_each(|made| println!("{}", full(&options.out, &made.path).display()));
            output::message(|out| report::build(&built, start.elapsed(), lang, out));
        }
    }
    Ok(if built.is_success() { DONE } else { PROBLEMS })
}

fn options(args: &BuildArgs, project: &Project) -> BuildOptions {
    let stage = args.stage.map(|stage| match stage {
        StageArg::Prepare => StageId::Prepare,
        StageArg::Elect => StageId::Elect,
        StageArg::Conclude => StageId::Conclude,
    });
    let usual = BuildOptions::new(args.out.clone().unwrap_or_else(|| project.out()));
    BuildOptions {
        selection: Selection {
            only: words(&args.only),
            units: words(&args.unit),
            stage,
            packets: match (args.packet, args.no_packet) {
                (true, _) => Packets::All,
                (_, true) => Packets::None,
                _ => Packets::OfWhole,
            },
        },
        threads: args.jobs.map_or(usual.threads, usize::from),
        force: args.force,
        wait: args.wait,
        keep_going: args.keep_going,
        emit_typst: args.emit_typst,
        typeset: typeset::Options { pdf_standard: args.pdf_standard, ..typeset::Options::default() },
        ..usual
    }
}

/// The words of a list; a Chinese comma parts them as well as the one that clap knows.
fn words(list: &[String]) -> Vec<String> {
    let parts = list.iter().flat_map(|text| text.split(['，', '、'])).map(str::trim);
    parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn full(out: &Path, path: &str) -> PathBuf {
    path.split('/').fold(out.to_owned(), |full, part| full.join(part))
}
