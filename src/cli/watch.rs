//! `huanjie watch`: the page is drawn anew whenever a template or a spreadsheet is saved.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::cli::args::PreviewArgs;
use crate::cli::failed::{DONE, Failed};
use crate::cli::{output, preview};
use crate::fill::layer_folder;
use crate::pipeline::{Anew, Seen};
use crate::problem::{Lang, Problem, Stop};
use crate::report;
use crate::say;

/// An editor writes a file in several steps: the page waits until it is quiet for so long.
const QUIET: Duration = Duration::from_millis(40);

pub(super) fn run(args: &PreviewArgs, lang: Lang) -> Result<u8, Failed> {
    let project = preview::project(args)?;
    let (wanted, path) = (preview::wanted(args), preview::path(args, &project)?);
    // The watcher tells whole paths.
    let root = project.root().canonicalize().unwrap_or_else(|_| project.root().to_owned());
    let layer = args.layer.as_deref().or(project.cycle().layer.as_deref());
    let layer = layer.and_then(|layer| layer_folder(Some(&root), layer));
    let (_watcher, changes) = watcher(&root, layer.as_deref())?;
    let Some(mut previewer) = project.previewer() else { return Ok(DONE) };
    let mut before = Vec::new();
    let mut anew = Anew::Nothing;
    let begun = say!(
        "正在盯着模板和表格，存盘就重画；按 Ctrl-C 结束",
        "watching templates and spreadsheets; Ctrl-C ends"
    );
    eprintln!("{}", begun.text(lang));
    loop {
        let start = Instant::now();
        let seen = previewer.look(&wanted, anew)?;
        if let Some(drawn) = &seen.drawn {
            output::beside(&project.out(), &path, &drawn.png, lang)?;
        }
        show(&seen, &Look { page: wanted.page, path: &path, start }, &mut before, lang);
        match next_change(&changes, &root, &path) {
            Some(Change::Templates) => anew = Anew::Templates,
            Some(Change::Tables) => anew = Anew::Tables,
            None => return Ok(DONE),
        }
    }
}

/// What was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Templates,
    Tables,
}

type Changes = Receiver<notify::Result<notify::Event>>;

fn watcher(root: &Path, layer: Option<&Path>) -> Result<(RecommendedWatcher, Changes), Stop> {
    let failed = |cause: notify::Error| Stop::new(say!("监视文件夹", "watching the folder"), cause);
    let (sender, changes) = channel();
    let mut watcher = notify::recommended_watcher(sender).map_err(failed)?;
    watcher.watch(root, RecursiveMode::Recursive).map_err(failed)?;
    if let Some(layer) = layer {
        watcher.watch(layer, RecursiveMode::Recursive).map_err(failed)?;
    }
    Ok((watcher, changes))
}

/// Waits for the next change that matters, and until it is over; none when nothing can be heard any more.
fn next_change(changes: &Changes, root: &Path, picture: &Path) -> Option<Change> {
    let mut change: Option<Change> = None;
    loop {
        let heard = match change {
            None => changes.recv().ok()?,
            Some(change) => match changes.recv_timeout(QUIET) {
                Ok(heard) => heard,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Some(change),
            },
        };
        // What the watcher cannot tell may be anything.
        let found = heard.map_or(Some(Change::Tables), |event| matters(&event, root, picture));
        change = change.max(found);
    }
}

/// Whether an event is a change of something that papers are made from.
fn matters(event: &notify::Event, root: &Path, picture: &Path) -> Option<Change> {
    if matches!(event.kind, EventKind::Access(_)) {
        return None;
    }
    let kind = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_litter = name.starts_with('.') || name.starts_with("~$") || name.ends_with('~');
        let inside = path.strip_prefix(root).ok();
        let is_output = inside.is_some_and(|path| path.starts_with("out"));
        if is_litter || is_output || path == picture || path.ends_with(picture) {
            return None;
        }
        let is_template = inside.is_none_or(|path| path.starts_with("templates"));
        Some(if is_template { Change::Templates } else { Change::Tables })
    };
    event.paths.iter().filter_map(kind).max()
}

/// A page that is looked at, where its picture goes, and since when.
struct Look<'l> {
    page: usize,
    path: &'l Path,
    start: Instant,
}

/// Says what came of a look: problems that are new, problems that are gone, the page.
fn show(seen: &Seen, look: &Look<'_>, before: &mut Vec<Problem>, lang: Lang) {
    let same = |a: &Problem, b: &Problem| a.place == b.place && a.message == b.message;
    let new: Vec<Problem> =
        seen.problems.iter().filter(|new| !before.iter().any(|old| same(old, new))).cloned().collect();
    let gone = before.iter().filter(|old| !seen.problems.iter().any(|new| same(old, new)));
    for old in gone {
        let (place, message) = (&old.place, old.message.text(lang));
        eprintln!("{}{place} {message}", said(lang, "已经没有了：", "gone: "));
    }
    // A page that cannot be drawn says why each time.
    let told = if seen.drawn.is_some() { &new } else { &seen.problems };
    report::text::problems(told, lang, &mut std::io::stderr());
    before.clone_from(&seen.problems);
    let Look { page, path, start } = *look;
    let milliseconds = start.elapsed().as_millis();
    match &seen.drawn {
        Some(drawn) => {
            let (pages, path) = (drawn.pages, path.display());
            let said = say!(
                "{path}  第 {page} 页，共 {pages} 页，{milliseconds} 毫秒",
                "{path}  page {page} of {pages}, {milliseconds} ms"
            );
            println!("{}", said.text(lang));
        }
        None => eprintln!(
            "{}",
            said(lang, "这一页没有重画，改好后存盘再看", "the page was not drawn; fix it and save")
        ),
    }
}

fn said(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
