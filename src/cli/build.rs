//! `huanjie build`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use serde::Serialize;

use crate::cli::args::{BuildArgs, Format, SourceArgs, StageArg};
use crate::cli::progress::Progress;
use crate::cli::report::json::ProblemJson;
use crate::cli::report::{json, text};
use crate::cli::{DONE, Failed, PROBLEMS, guard, list, read};
use crate::cycle::StageId;
use crate::fill::VALID_ELECTION;
use crate::pipeline;
use crate::pipeline::{BuildOptions, BuildReport, Event, Made, Selection, Skipped, Workspace};
use crate::problem::{Lang, Noted, Problem, Say};
use crate::say;
use crate::typeset;
use crate::typeset::FontSource;

pub(super) fn run(args: &BuildArgs, lang: Lang) -> Result<u8, Failed> {
    let start = Instant::now();
    let workspace = read::open(&SourceArgs { dir: args.dir.clone(), as_of: None })?;
    if !workspace.has_cycle {
        return Err(Failed::Usage(no_cycle()));
    }
    let (layers, indicators) = list::layers(&workspace, args.layer.as_deref())?;
    let source = font_source(&workspace, args.fonts.as_deref());
    let Noted { value: fonts, problems } = source.load();
    if problems.iter().any(Problem::is_error) {
        return Err(Failed::Problems(problems, PROBLEMS));
    }
    let reading = pipeline::read_tables(&workspace)?;
    let survey = pipeline::survey(&workspace, &reading, &indicators);
    let options = options(args, &workspace);
    let stop = stop_on_ctrl_c();
    let progress = Progress::new();
    let errand = || guard::errand(&workspace, args.layer.clone(), source, options.clone());
    let guard = if layers.is_foreign() { Some(guard::guard(errand(), args.limits)?) } else { None };
    let tell = |event: &Event<'_>| progress.show(event);
    let report = pipeline::build(&survey, &layers, &fonts, (&options, guard.as_ref()), (&tell, &stop));
    progress.finish();
    let mut report = report?;
    report.problems.extend(problems);
    match args.format {
        Format::Json => json::print(&BuildJson::new(&report, lang, start)),
        Format::Text => show(&report, &options.out, lang, start),
    }
    Ok(if report.is_success() { DONE } else { PROBLEMS })
}

/// Papers are made from a workspace only.
pub(super) fn no_cycle() -> Say {
    say!(
        "这个文件夹里没有 cycle.toml；先运行 huanjie init 新建工作区",
        "there is no cycle.toml in this folder; make a workspace with huanjie init first"
    )
}

/// The fonts of a folder alone, or those found beside the workspace or the program and in the system.
pub(super) fn font_source(workspace: &Workspace, folder: Option<&Path>) -> FontSource {
    let beside = || {
        let program = std::env::current_exe().ok();
        let near = [workspace.root.as_path(), Path::new(".")].into_iter().map(Path::to_path_buf);
        let own = program.iter().filter_map(|program| program.parent()).map(Path::to_path_buf);
        near.chain(own).map(|folder| folder.join("fonts")).find(|folder| folder.is_dir())
    };
    match folder {
        Some(folder) => FontSource::Only(folder.to_owned()),
        None => FontSource::Beside(beside()),
    }
}

/// The words of a list; a Chinese comma parts them as well as the one that clap knows.
fn words(list: &[String]) -> Vec<String> {
    let parts = list.iter().flat_map(|text| text.split(['，', '、'])).map(str::trim);
    parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn options(args: &BuildArgs, workspace: &Workspace) -> BuildOptions {
    let stage = args.stage.map(|stage| match stage {
        StageArg::Prepare => StageId::Prepare,
        StageArg::Elect => StageId::Elect,
        StageArg::Conclude => StageId::Conclude,
    });
    BuildOptions {
        selection: Selection {
            only: words(&args.only),
            units: words(&args.unit),
            stage,
            packet: args.packet,
        },
        out: args.out.clone().unwrap_or_else(|| workspace.root.join("out")),
        threads: args.jobs.map_or_else(cores, usize::from),
        force: args.force,
        wait: args.wait,
        keep_going: args.keep_going,
        emit_typst: args.emit_typst,
        typeset: typeset::Options { pdf_standard: args.pdf_standard, inspect: false },
    }
}

/// Threads where nobody says how many.
pub(super) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// What the shell says of a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// A flag that Ctrl-C sets: running papers are finished, no new one is started. Pressed again it ends the program at once;
/// the journal knows what was written.
#[expect(clippy::exit, reason = "whoever presses twice wants no paper finished")]
pub(super) fn stop_on_ctrl_c() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    // Without a handler Ctrl-C still works, less gently.
    let _ = ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED);
        }
    });
    stop
}

fn show(report: &BuildReport, out: &Path, lang: Lang, start: Instant) {
    let mut err = std::io::stderr().lock();
    text::problems(&report.problems, lang, &mut err);
    text::problems(&once(report.failed.iter().flat_map(|failed| &failed.problems)), lang, &mut err);
    if report.refused {
        let (errors, _) = text::counts(&report.problems);
        match lang {
            Lang::Zh => {
                eprintln!("有 {errors} 个错误，没有生成任何文件；改正后重试，或加 --keep-going 仍然生成");
            }
            Lang::En => eprintln!(
                "{errors} errors, nothing was written; fix them, or build all the same with --keep-going"
            ),
        }
        return;
    }
    report.written.iter().for_each(|made| println!("{}", full(out, &made.path).display()));
    for removed in &report.removed {
        match lang {
            Lang::Zh => eprintln!("已删除过时的文件 {removed}"),
            Lang::En => eprintln!("removed {removed}: out of date"),
        }
    }
    void_elections(&report.skipped, lang);
    blanks(&report.written, lang);
    fallbacks(&report.written, lang);
    let (written, unchanged, skipped, failed) =
        (report.written.len(), report.unchanged.len(), report.skipped.len(), report.failed.len());
    let pages: usize = report.written.iter().map(|made| made.entry.pages).sum();
    let seconds = start.elapsed().as_secs_f32();
    match lang {
        Lang::Zh => eprintln!(
            "写了 {written} 个文件（{pages} 页），{unchanged} 个没有变化，{skipped} 个没有做，{failed} 个失败，用时 {seconds:.1} 秒"
        ),
        Lang::En => eprintln!(
            "{written} files written ({pages} pages), {unchanged} unchanged, {skipped} not made, {failed} failed, {seconds:.1} s"
        ),
    }
    if report.stopped {
        match lang {
            Lang::Zh => eprintln!("已中断；写好的文件是完整的，再次运行会接着做"),
            Lang::En => eprintln!("stopped; the files written are whole, run again to go on"),
        }
    }
}

/// Each problem once: what is wrong in a template is wrong in the paper of every body.
fn once<'p>(problems: impl Iterator<Item = &'p Problem>) -> Vec<Problem> {
    let mut seen = BTreeSet::new();
    problems.filter(|problem| seen.insert((&problem.place, &problem.message.zh))).cloned().collect()
}

fn full(out: &Path, path: &str) -> PathBuf {
    path.split('/').fold(out.to_owned(), |full, part| full.join(part))
}

/// Bodies whose blanks are listed one by one; a city has thousands, and the manifest has them all.
const BODIES_SHOWN: usize = 20;

/// The bodies whose election counts for nothing, with how many papers that report its result were not made.
fn void_elections(skipped: &[Skipped], lang: Lang) {
    let mut papers: BTreeMap<&str, usize> = BTreeMap::new();
    for own in skipped.iter().filter(|own| own.missing.iter().any(|need| need == VALID_ELECTION)) {
        *papers.entry(&own.body).or_default() += 1;
    }
    for (body, count) in papers {
        match lang {
            Lang::Zh => eprintln!("{body}的选举无效（原因见 check），写选举结果的 {count} 份文书没有做"),
            Lang::En => eprintln!(
                "{body}: its election is not valid (see check), {count} papers about its result were not made"
            ),
        }
    }
}

/// What the papers leave open: for each body, what is missing and in which papers.
fn blanks(made: &[Made], lang: Lang) {
    let mut bodies: Vec<(&str, BTreeMap<&str, BTreeSet<&str>>)> = Vec::new();
    for made in made.iter().filter(|made| made.entry.id != "packet" && !made.entry.blanks.is_empty()) {
        if bodies.last().is_none_or(|(body, _)| *body != made.entry.body) {
            bodies.push((&made.entry.body, BTreeMap::new()));
        }
        let Some((_, of)) = bodies.last_mut() else { continue };
        for blank in &made.entry.blanks {
            of.entry(blank).or_default().insert(code(&made.path));
        }
    }
    for (body, blanks) in bodies.iter().take(BODIES_SHOWN) {
        let list = |separator: &str, open: &str, close: &str| {
            let one = |(label, codes): (&&str, &BTreeSet<&str>)| {
                let codes = codes.iter().copied().collect::<Vec<_>>().join(" ");
                format!("{label}{open}{codes}{close}")
            };
            blanks.iter().map(one).collect::<Vec<_>>().join(separator)
        };
        match lang {
            Lang::Zh => eprintln!("待填 {body}：{}", list("、", "（", "）")),
            Lang::En => eprintln!("left blank in {body}: {}", list(", ", " (", ")")),
        }
    }
    if let Some(more) = bodies.len().checked_sub(BODIES_SHOWN).filter(|more| *more > 0) {
        match lang {
            Lang::Zh => eprintln!("还有 {more} 个单位的待填项，见 manifest.json"),
            Lang::En => eprintln!("{more} more bodies with blanks: see manifest.json"),
        }
    }
}

/// The catalogue code a paper's file name begins with: F4.
fn code(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split(' ').next().unwrap_or(name)
}

/// Characters that the office's typefaces lack and another family lent.
fn fallbacks(made: &[Made], lang: Lang) {
    let mut families: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for found in made.iter().flat_map(|made| &made.entry.fallbacks) {
        if let Some((character, family)) = found.split_once(' ') {
            families.entry(family).or_default().insert(character);
        }
    }
    for (family, characters) in families {
        let list = characters.into_iter().collect::<Vec<_>>().join(" ");
        match lang {
            Lang::Zh => eprintln!("这些字所用字体里没有，改用 {family}：{list}"),
            Lang::En => eprintln!("set in {family}, for their own typeface lacks them: {list}"),
        }
    }
}

#[derive(Serialize)]
struct BuildJson<'a> {
    written: Vec<MadeJson<'a>>,
    unchanged: usize,
    skipped: Vec<SkippedJson<'a>>,
    failed: Vec<FailedJson<'a>>,
    removed: &'a [String],
    problems: Vec<ProblemJson<'a>>,
    seconds: f32,
}

#[derive(Serialize)]
struct MadeJson<'a> {
    id: &'a str,
    body: &'a str,
    path: &'a str,
    pages: usize,
    blanks: &'a [String],
    fallbacks: &'a [String],
}

#[derive(Serialize)]
struct SkippedJson<'a> {
    id: &'a str,
    body: &'a str,
    missing: &'a [String],
}

#[derive(Serialize)]
struct FailedJson<'a> {
    id: &'a str,
    body: &'a str,
    path: &'a str,
    problems: Vec<ProblemJson<'a>>,
}

impl<'a> BuildJson<'a> {
    fn new(report: &'a BuildReport, lang: Lang, start: Instant) -> Self {
        let made = |made: &'a Made| MadeJson {
            id: &made.entry.id,
            body: &made.entry.body,
            path: &made.path,
            pages: made.entry.pages,
            blanks: &made.entry.blanks,
            fallbacks: &made.entry.fallbacks,
        };
        Self {
            written: report.written.iter().map(made).collect(),
            unchanged: report.unchanged.len(),
            skipped: report
                .skipped
                .iter()
                .map(|skipped| SkippedJson {
                    id: &skipped.id,
                    body: &skipped.body,
                    missing: &skipped.missing,
                })
                .collect(),
            failed: report
                .failed
                .iter()
                .map(|failed| FailedJson {
                    id: &failed.id,
                    body: &failed.body,
                    path: &failed.path,
                    problems: ProblemJson::list(&failed.problems, lang),
                })
                .collect(),
            removed: &report.removed,
            problems: ProblemJson::list(&report.problems, lang),
            seconds: start.elapsed().as_secs_f32(),
        }
    }
}
