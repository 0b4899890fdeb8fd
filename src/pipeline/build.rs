//! The build: check, count, fill, typeset, bind, over all bodies, on plain threads.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use serde::{Deserialize, Serialize};

use crate::bind::Beside;
use crate::bind::Entry;
use crate::bind::Manifest;
use crate::bind::OutFolder;
use crate::bind::Paths;
use crate::fill::{DocumentSpec, Layers};
use crate::pipeline::event::Event;
use crate::pipeline::guard::{Crew, Guard, Names, Quoted};
use crate::pipeline::paper::Maker;
use crate::pipeline::paper::Outcome;
use crate::pipeline::paper::Step;
use crate::pipeline::plan;
use crate::pipeline::plan::Selection;
use crate::pipeline::survey::Survey;
use crate::pipeline::workers;
use crate::problem::Code;
use crate::problem::Place;
use crate::problem::Problem;
use crate::problem::Severity;
use crate::problem::Stop;
use crate::resolve::Body;
use crate::say;
use crate::typeset;
use crate::typeset::Fonts;
use crate::typeset::Shelf;

/// A panic inside one paper: a fault of the program. Source: STYLE of this project, docs/architecture.md.
pub(super) static FAULT: Code =
    Code { id: "fault", severity: Severity::Error, source: "docs/architecture.md" };
/// A paper or body asked for by name does not exist. Source: DESIGN 5.
pub(super) static NO_SUCH_SELECTION: Code =
    Code { id: "no-such-selection", severity: Severity::Error, source: "DESIGN 5" };

/// How a build is to be run.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BuildOptions {
    /// Which papers of which bodies.
    pub selection: Selection,
    /// Where to.
    pub out: PathBuf,
    /// Worker threads.
    pub threads: usize,
    /// Overwrite files that were edited or are not ours.
    pub force: bool,
    /// Wait for another build that writes into the same folder.
    pub wait: bool,
    /// Build although the spreadsheets have errors.
    pub keep_going: bool,
    /// Write the Typst sources too.
    pub emit_typst: bool,
    /// How pages become PDF.
    pub typeset: typeset::Options,
}

impl BuildOptions {
    /// Everything into this folder, with a thread for each core.
    #[must_use]
    pub fn new(out: PathBuf) -> Self {
        Self {
            selection: Selection::default(),
            out,
            threads: cores(),
            force: false,
            wait: false,
            keep_going: false,
            emit_typst: false,
            typeset: typeset::Options::default(),
        }
    }
}

/// Threads where nobody says how many.
#[must_use]
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// A file that was made, or that is not new.
#[derive(Debug, Clone)]
pub struct Made {
    /// Path relative to the output folder.
    pub path: String,
    /// What the manifest says of it.
    pub entry: Entry,
}

/// A paper that was not made for lack of tables.
#[derive(Debug, Clone)]
pub struct Skipped {
    /// Document id.
    pub id: String,
    /// The body's short name.
    pub body: String,
    /// The missing tables.
    pub missing: Vec<String>,
}

/// A paper that could not be made.
#[derive(Debug, Clone)]
pub struct FailedPaper {
    /// Document id.
    pub id: String,
    /// The body's short name.
    pub body: String,
    /// Path relative to the output folder.
    pub path: String,
    /// Why.
    pub problems: Vec<Problem>,
}

/// What a build did.
#[derive(Debug, Default)]
pub struct BuildReport {
    /// Problems that kept the build from starting, and warnings met before it.
    pub problems: Vec<Problem>,
    /// Whether errors kept it from starting.
    pub refused: bool,
    /// Files written.
    pub written: Vec<Made>,
    /// Files that had not changed.
    pub unchanged: Vec<Made>,
    /// Papers without their tables.
    pub skipped: Vec<Skipped>,
    /// Papers that failed.
    pub failed: Vec<FailedPaper>,
    /// Files of earlier builds that no paper stands for any more, now removed.
    pub removed: Vec<String>,
    /// Whether someone said stop before the end.
    pub stopped: bool,
}

impl BuildReport {
    /// Whether everything asked for is on the shelf.
    #[must_use]
    pub fn is_success(&self) -> bool {
        !self.refused && self.failed.is_empty() && !self.stopped
    }
}

/// Builds what is asked for; with a guard, in worker processes.
///
/// # Errors
/// [`Stop`] on an I/O error; what was finished until then is whole and in the manifest.
pub(in crate::pipeline) fn build(
    survey: &Survey<'_>,
    layers: &Layers,
    fonts: &Fonts,
    (options, guard): (&BuildOptions, Option<&Guard>),
    (show, stop): (&(dyn Fn(&Event<'_>) + Sync), &AtomicBool),
) -> Result<BuildReport, Stop> {
    let mut report = BuildReport { problems: survey.problems.clone(), ..BuildReport::default() };
    report.problems.extend(layers.warnings().iter().cloned());
    report.problems.extend(unknown_words(survey, layers, &options.selection));
    let unknown =
        report.problems.iter().any(|problem| std::ptr::eq(problem.code, &raw const NO_SUCH_SELECTION));
    if unknown || (report.problems.iter().any(Problem::is_error) && !options.keep_going) {
        report.refused = true;
        return Ok(report);
    }
    let out = OutFolder::new(&options.out);
    let _hold = out.hold(options.wait)?;
    let (mut before, trouble) = Manifest::load(&out)?;
    before.take_up(&out)?;
    report.problems.extend(trouble);
    let beside = Beside::new(&out);
    beside.tidy()?;
    let resolved = &survey.resolved;
    let bodies: Vec<_> = resolved.bodies.iter().map(|body| &body.id).collect();
    let jobs = plan::jobs(layers.documents(), &bodies, &options.selection);
    show(&Event::Planned(jobs.iter().map(plan::BodyJobs::len).sum()));
    let shelf = Shelf::new(fonts);
    let maker = Maker {
        resolved,
        figures: &survey.figures,
        layers,
        shelf: &shelf,
        before: &before,
        out: &out,
        beside,
        paths: Paths::of(bodies.iter().copied()),
        options,
        common: common_inputs(layers, fonts, options),
    };
    let mut outcomes: Vec<(usize, Vec<Outcome>)> = Vec::new();
    let mut halted = None;
    let crew = guard.map(Crew::new);
    let work = |at: usize| {
        let mut outcomes = Vec::new();
        let mut take = |step: Step<'_>| {
            if let Step::Done(outcome) = step {
                tell(&outcome, show);
                outcomes.push(*outcome);
            }
        };
        let Some(job) = jobs.get(at) else { return Ok(outcomes) };
        match &crew {
            Some(crew) => by_worker(crew, &maker, job, &mut take)?,
            None => maker.body(job, &mut take)?,
        }
        Ok(outcomes)
    };
    workers::run(jobs.len(), options.threads, stop, work, |at, result| match result {
        Ok(Ok(made)) => outcomes.push((at, made)),
        Ok(Err(error)) => {
            stop.store(true, Ordering::Relaxed);
            halted.get_or_insert(error);
        }
        Err(panic) => {
            outcomes
                .push((at, vec![fault(&resolved.bodies, jobs.get(at).map_or(0, |job| job.body), &panic)]));
        }
    });
    outcomes.sort_by_key(|(at, _)| *at);
    report.stopped = stop.load(Ordering::Relaxed);
    let manifest = collect(outcomes, before, &mut report);
    close(manifest, halted, (&out, options), report)
}

/// Has a worker make the files of one body.
fn by_worker(
    crew: &Crew<'_>,
    maker: &Maker<'_>,
    job: &plan::BodyJobs,
    take: &mut dyn FnMut(Step<'_>),
) -> Result<(), Stop> {
    let layers = maker.layers;
    let place = maker.resolved.bodies.get(job.body).map_or("", |body| body.id.place());
    let has = |id: &str| {
        let mut own = job.papers.iter().chain(&job.packet);
        own.any(|&at| layers.documents().get(at).is_some_and(|document| document.id == id))
    };
    let path = |id: &str| maker.path(job.body, id);
    let title = |id: &str| title_place(layers, id);
    crew.body(job, Names { place, has: &has, path: &path, title: &title }, take)
}

/// Where the title of a paper stands, and that line.
fn title_place(layers: &Layers, id: &str) -> Option<Quoted> {
    let mut all = layers.documents().iter().chain(layers.packet());
    let place = all.find(|document| document.id == id)?.title_place();
    Some((place.clone(), layers.snippet(place)))
}

/// Saves what was made, also where an I/O error ends the build; what goes wrong then does not hide that error.
fn close(
    mut manifest: Manifest,
    halted: Option<Stop>,
    (out, options): (&OutFolder, &BuildOptions),
    mut report: BuildReport,
) -> Result<BuildReport, Stop> {
    let Some(halted) = halted else {
        tidy(&mut manifest, out, options, &mut report)?;
        manifest.save(out)?;
        return Ok(report);
    };
    // Of the body at hand the outcomes are lost, of its files the journal knows.
    match manifest.take_up(out).and_then(|()| manifest.save(out)) {
        Ok(()) => Err(halted),
        Err(then) => Err(halted.and_then(&then)),
    }
}

/// Sorts outcomes into the report, and the files among them into the new manifest.
fn collect(outcomes: Vec<(usize, Vec<Outcome>)>, before: Manifest, report: &mut BuildReport) -> Manifest {
    let mut manifest = before;
    env!("CARGO_PKG_VERSION").clone_into(&mut manifest.version);
    for outcome in outcomes.into_iter().flat_map(|(_, made)| made) {
        match outcome {
            Outcome::Written { path, entry, warnings } => {
                // What is odd in a template is odd in every body's paper: once is enough.
                for warning in warnings {
                    let known = |problem: &Problem| {
                        problem.place == warning.place && problem.message == warning.message
                    };
                    if !report.problems.iter().any(known) {
                        report.problems.push(warning);
                    }
                }
                manifest.files.insert(path.clone(), entry.clone());
                report.written.push(Made { path, entry });
            }
            Outcome::Unchanged { path, entry } => report.unchanged.push(Made { path, entry }),
            Outcome::Skipped { id, body, missing } => report.skipped.push(Skipped { id, body, missing }),
            Outcome::Failed { id, body, path, problems } => {
                report.failed.push(FailedPaper { id, body, path, problems });
            }
        }
    }
    manifest
}

/// After a whole and successful build: files of earlier builds that nothing stands for any more are out of date, so a
/// clerk must not print them. Those that were edited stay, and stay in the manifest; so do those that cannot be removed,
/// which is a warning.
fn tidy(
    manifest: &mut Manifest,
    out: &OutFolder,
    options: &BuildOptions,
    report: &mut BuildReport,
) -> Result<(), Stop> {
    if !options.selection.is_everything() || !report.is_success() {
        return Ok(());
    }
    let current: BTreeSet<&String> =
        report.written.iter().chain(&report.unchanged).map(|made| &made.path).collect();
    let stale: Vec<String> = manifest.files.keys().filter(|path| !current.contains(path)).cloned().collect();
    for path in stale {
        let is_ours = |bytes: &[u8], manifest: &Manifest| {
            let hash = blake3::hash(bytes).to_hex();
            manifest.files.get(&path).is_some_and(|entry| entry.blake3 == hash.as_str())
        };
        match out.read(&path) {
            Ok(None) => {
                manifest.files.remove(&path);
            }
            Ok(Some(bytes)) if is_ours(&bytes, manifest) => match out.remove(&path) {
                Ok(()) => {
                    manifest.files.remove(&path);
                    report.removed.push(path);
                }
                Err(blocked) => report.problems.push(blocked.of(&path)?.severity(Severity::Warning)),
            },
            // Edited, or something else stands there now: it is not ours any more.
            Ok(Some(_)) | Err(_) => {}
        }
    }
    Ok(())
}

/// The hash of what every paper depends on besides its own source.
pub(super) fn common_inputs(layers: &Layers, fonts: &Fonts, options: &BuildOptions) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    hasher.update(fonts.fingerprint().as_bytes());
    hasher.update(format!("{:?}", options.typeset).as_bytes());
    for (path, bytes) in layers.library().iter() {
        hasher.update(path.as_bytes());
        hasher.update(blake3::hash(bytes).as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

fn tell(outcome: &Outcome, show: &(dyn Fn(&Event<'_>) + Sync)) {
    match outcome {
        Outcome::Written { path, .. } => show(&Event::Done { path, written: true }),
        Outcome::Unchanged { path, .. } => show(&Event::Done { path, written: false }),
        Outcome::Skipped { .. } => show(&Event::Done { path: "", written: false }),
        Outcome::Failed { path, problems, .. } => show(&Event::Failed { path, problems }),
    }
}

fn unknown_words(survey: &Survey<'_>, layers: &Layers, selection: &Selection) -> Vec<Problem> {
    let bodies: Vec<_> = survey.resolved.bodies.iter().map(|body| &body.id).collect();
    let unknown = selection.unknown(layers.documents(), &bodies);
    unknown.iter().map(|word| no_such(word, layers.documents(), &survey.resolved.bodies)).collect()
}

/// The problem of a word that names no document and no body.
pub(super) fn no_such(word: &str, documents: &[DocumentSpec], bodies: &[Body<'_>]) -> Problem {
    let known = known_words(documents, bodies).collect::<Vec<_>>().join(" ");
    let message = say!("没有叫“{word}”的材料或村（社区）", "there is no paper or unit \"{word}\"");
    let likeness = |known: &&str| strsim::jaro(known, word);
    let near = known_words(documents, bodies).filter(|known| likeness(known) > 0.8);
    let near = near.max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    let hint = match near {
        Some(near) => say!("是不是“{near}”？", "did you mean \"{near}\"?"),
        None => say!("可选：{known}", "known: {known}"),
    };
    Problem::new(&NO_SUCH_SELECTION, Place::Workspace, message).hint(hint)
}

fn known_words<'a>(documents: &'a [DocumentSpec], bodies: &'a [Body<'a>]) -> impl Iterator<Item = &'a str> {
    let ids = documents.iter().map(|document| document.id.as_str());
    ids.chain(bodies.iter().map(|body| body.id.place()))
}

fn fault(bodies: &[Body<'_>], body: usize, panic: &str) -> Outcome {
    let place = bodies.get(body).map_or("", |body| body.id.place());
    let problems = vec![fault_problem("*", place, panic)];
    Outcome::Failed { id: "*".to_owned(), body: place.to_owned(), path: String::new(), problems }
}

/// The problem of a panic inside a paper, or inside any of a body's (`*`).
pub(super) fn fault_problem(id: &str, body: &str, panic: &str) -> Problem {
    let version = env!("CARGO_PKG_VERSION");
    let message =
        say!("huanjie {version} 自身出了故障：{panic}", "this is a fault of huanjie {version}: {panic}");
    let hint = say!("请把这条信息和所用表格发给维护人员", "please report this message with the spreadsheets");
    let place = Place::Document { id: id.to_owned(), body: body.to_owned() };
    Problem::new(&FAULT, place, message).hint(hint)
}
